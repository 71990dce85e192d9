package search

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"ocop/catalog"
)

// ByDistance puts what is nearest to Query.Near first and needs it.
const ByDistance Sort = "distance"

// earth is the mean radius of the earth in kilometres.
const earth = 6371.0

// Point is a place on the earth in degrees.
type Point struct{ Lat, Lon float64 }

// Valid reports whether the point is on the earth.
func (p Point) Valid() bool { return math.Abs(p.Lat) <= 90 && math.Abs(p.Lon) <= 180 }

// To is the straight distance between two points in kilometres.
func (p Point) To(q Point) float64 {
	const degree = math.Pi / 180
	lat, lon := math.Sin((q.Lat-p.Lat)*degree/2), math.Sin((q.Lon-p.Lon)*degree/2)
	h := lat*lat + math.Cos(p.Lat*degree)*math.Cos(q.Lat*degree)*lon*lon
	return 2 * earth * math.Asin(math.Sqrt(min(1, h)))
}

// From is how far a product lies from a point in kilometres, and whether that is
// measured from no more than the centre of its province.
func (h *Hit) From(p Point) (km float64, about bool) {
	return p.To(Point{h.Lat, h.Lon}), h.Precision == catalog.AtProvince
}

// fromPoint reports whether the nearest shall come first.
func (q Query) fromPoint() bool { return q.Sort == ByDistance && q.Near != nil }

// nearest is the page of a query without words, the nearest of all that pass its
// filters first.
func (s *snapshot) nearest(q Query) []int64 {
	passed := s.matching(s.all, q.Filters, "")
	list := make([]away, 0, passed.Count())
	from, trade := q.Near.vector(), ForTrade(q.Filters)
	for _, i := range s.orders[Relevance] {
		if passed.Test(uint(i)) {
			id, far := s.entries[i].hit.ID, s.entries[i].lies.apart(from)
			if trade {
				far += float64(s.tierOf(id)) * beyond
			}
			list = append(list, away{id, far})
		}
	}
	return stretch(closest(list, q.Offset+q.Limit), q.Offset, q.Offset+q.Limit)
}

// stretch is the ids from one place up to another, as far as there are any.
func stretch(ids []int64, from, to int) []int64 {
	return ids[min(from, len(ids)):min(to, len(ids))]
}

// closeBy puts what answers the words well before what merely holds some of
// them, and orders both by distance.
func (s *snapshot) closeBy(hits []ranked, from Point) []int64 {
	var well, some []int64
	for _, hit := range hits {
		if hit.behind(hits[0].closeness) > 0 || hit.score < hits[0].score/2 {
			some = append(some, hit.hit.ID)
		} else {
			well = append(well, hit.hit.ID)
		}
	}
	return append(s.byDistance(well, from), s.byDistance(some, from)...)
}

// byDistance orders products from the nearest to the farthest; those equally far
// stay in the order they came in.
func (s *snapshot) byDistance(ids []int64, from Point) []int64 {
	list := make([]away, 0, len(ids))
	for _, id := range ids {
		if e := s.entry(id); e != nil {
			list = append(list, away{id, e.lies.apart(from.vector())})
		}
	}
	return closest(list, len(list))
}

// beyond is more than anything lies apart, which is 4 on the other side of the earth.
const beyond = 5.0

// away is a product and how far it lies, in no unit but one that grows with the
// distance.
type away struct {
	id  int64
	far float64
}

// fewWanted is up to how many of the closest are picked out; for more the whole
// is sorted.
const fewWanted = 500

// closest is the n closest of a list, in their order.
func closest(list []away, n int) []int64 {
	order := func(a, b away) int { return cmp.Compare(a.far, b.far) }
	if n > fewWanted || n >= len(list) {
		slices.SortStableFunc(list, order)
		list = list[:min(n, len(list))]
	} else {
		best := make([]away, 0, n+1)
		for _, a := range list {
			if len(best) == n && (n == 0 || a.far >= best[n-1].far) {
				continue
			}
			at := sort.Search(len(best), func(i int) bool { return best[i].far > a.far })
			best = slices.Insert(best, at, a)
			best = best[:min(n, len(best))]
		}
		list = best
	}
	ids := make([]int64, len(list))
	for i, a := range list {
		ids[i] = a.id
	}
	return ids
}

// vector is a point as it lies on a ball of radius 1.
type vector [3]float64

func (p Point) vector() vector {
	const degree = math.Pi / 180
	return vector{math.Cos(p.Lat*degree) * math.Cos(p.Lon*degree), math.Cos(p.Lat*degree) * math.Sin(p.Lon*degree), math.Sin(p.Lat * degree)}
}

// apart is the square of the straight line between two points through the ball.
func (v vector) apart(w vector) float64 {
	x, y, z := v[0]-w[0], v[1]-w[1], v[2]-w[2]
	return x*x + y*y + z*z
}
