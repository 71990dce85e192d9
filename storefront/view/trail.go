package view

import (
	"math"

	"ocop/catalog"
)

// TrailView is the maker's trail of a product.
type TrailView struct {
	Product  catalog.Product
	Stay     bool // guests are received there: it is a place to go to, no product made somewhere
	Star     catalog.Star
	Province catalog.Province
	About    bool  // no more than the centre of the province is known
	Months   []int // in which it is made; empty where not said
	Busy     []int // in which most of it is made
	Stays    []TrailLine
	Crafts   []TrailLine
	Routes   []RouteView
}

// TrailLine is a place on a trail. Its card's distance is that from the place
// before.
type TrailLine struct {
	Card     Card
	Path     string
	Producer catalog.Producer // zero where not asked for
}

// RouteView is a half-day through a few stops.
type RouteView struct {
	Theme      string
	Kilometres float64 // by road, about
	Minutes    int
	Stops      []TrailLine
	Sketch     Sketch
	About      bool // a stop is known by its province alone
	Day        bool // it takes a whole day
}

// routeLength is "khoảng 24 km, khoảng 4 giờ": lengths are estimates in any case.
func routeLength(p Page, r RouteView) string {
	hours := math.Round(float64(r.Minutes)/30) / 2
	return p.T("trail.length", "km", p.Number(max(1, int(math.Round(r.Kilometres)))), "hours", p.Amount(hours))
}

// legWords is how far a stop is from the one before.
func legWords(p Page, a Away) string {
	if a.About {
		return p.T("trail.leg.unknown", "km", p.Number(max(1, int(math.Round(a.Kilometres)))))
	}
	return p.T("trail.leg", "km", p.Number(max(1, int(math.Round(a.Kilometres)))))
}

// Key is the key of words that differ for a place to go to.
func (v TrailView) Key(key string) string {
	if v.Stay {
		return key + ".stay"
	}
	return key
}

// routesKey is the key of the heading over the routes.
func (v TrailView) routesKey() string {
	if len(v.Routes) > 0 && v.Routes[0].Day {
		return "trail.routes.day"
	}
	return "trail.routes"
}
