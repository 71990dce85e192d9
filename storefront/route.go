package storefront

import (
	"slices"

	"ocop/search"
)

// A half-day by road, and a day: what they may hold at most, and what the straight
// distance says of the way. Winding country roads are about a third longer.
const (
	halfDayMinutes = 300
	halfDayKM      = 40.0
	dayMinutes     = 540
	dayKM          = 120.0
	visitMinutes   = 40
	roadFactor     = 1.3
	roadSpeed      = 30.0 // kilometres an hour on village roads
	fewestStops    = 3
	mostStops      = 5
)

// stop is a place on a trail.
type stop struct {
	hit   *search.Hit
	point search.Point
	about bool // only its province is known
	stay  bool // guests can sleep there
	craft bool
}

// leg is the way from one stop to the next.
func (s stop) leg(next stop) float64 { return s.point.To(next.point) * roadFactor }

// route is stops in the order in which they are visited, the first where the
// product is made.
type route []stop

// kilometres is the whole way, by road.
func (r route) kilometres() float64 {
	km := 0.0
	for i := 1; i < len(r); i++ {
		km += r[i-1].leg(r[i])
	}
	return km
}

// minutes is the way and the visits.
func (r route) minutes() int {
	return len(r)*visitMinutes + int(r.kilometres()/roadSpeed*60)
}

// shortest orders the stops after the first so that the whole way is shortest,
// by trying every order: there are four of them at most. A stay comes last where
// the route ends at one.
func (r route) shortest(endsAtStay bool) route {
	best := slices.Clone(r)
	least := -1.0
	var try func(done, left route)
	try = func(done, left route) {
		if len(left) == 0 {
			if km := done.kilometres(); (least < 0 || km < least) && (!endsAtStay || done[len(done)-1].stay) {
				best, least = slices.Clone(done), km
			}
			return
		}
		for i := range left {
			rest := slices.Concat(left[:i], left[i+1:])
			try(append(slices.Clone(done), left[i]), rest)
		}
	}
	try(r[:1], r[1:])
	return best
}

// theme is a kind of half-day.
type theme struct {
	key        string // of its title
	keep       func(stop) bool
	endsAtStay bool
}

// themes are the half-days offered: what is nearest, crafts and gardens, and a
// way that ends where one can sleep.
func themes() []theme {
	return []theme{
		{key: "nearest", keep: func(stop) bool { return true }},
		{key: "night", keep: func(s stop) bool { return true }, endsAtStay: true},
		{key: "crafts", keep: func(s stop) bool { return s.craft || s.stay }},
	}
}

// half is a route with its theme.
type half struct {
	theme string
	route route
	day   bool // it takes a whole one
}

// length is how much of a day a route may take.
type length struct {
	minutes int
	km      float64
}

func (l length) holds(r route) bool { return r.minutes() <= l.minutes && r.kilometres() <= l.km }

// halfDays makes routes of three to five stops from where a product is made,
// through stops that come in the order of their distance. No two have the same
// stops; a theme without stops enough is left out. Where nothing is near enough for
// half a day there may be one for a whole day.
func halfDays(from stop, near []stop) []half {
	list := outings(from, near, length{halfDayMinutes, halfDayKM})
	if len(list) > 0 {
		return list
	}
	list = outings(from, near, length{dayMinutes, dayKM})
	list = list[:min(len(list), 1)]
	for i := range list {
		list[i].day = true
	}
	return list
}

func outings(from stop, near []stop, most length) []half {
	var list []half
	for _, theme := range themes() {
		r := theme.from(from, near, most)
		if len(r) < fewestStops {
			continue
		}
		if !slices.ContainsFunc(list, func(other half) bool { return sameStops(other.route, r) }) {
			list = append(list, half{theme: theme.key, route: r})
		}
	}
	return list
}

// from takes the nearest stops of the theme as long as the time holds them.
func (t theme) from(start stop, near []stop, most length) route {
	r := route{start}
	if t.endsAtStay {
		i := slices.IndexFunc(near, func(s stop) bool { return s.stay })
		if i < 0 {
			return nil
		}
		r = append(r, near[i])
		if !most.holds(r) {
			return nil
		}
	}
	for _, next := range near {
		if len(r) == mostStops || !t.keep(next) || slices.ContainsFunc(r, func(s stop) bool { return s.hit.ID == next.hit.ID }) {
			continue
		}
		if longer := append(slices.Clone(r), next).shortest(t.endsAtStay); most.holds(longer) {
			r = longer
		}
	}
	return r
}

// sameStops reports whether two routes visit the same places.
func sameStops(a, b route) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(s stop) bool {
		return !slices.ContainsFunc(b, func(o stop) bool { return o.hit.ID == s.hit.ID })
	})
}
