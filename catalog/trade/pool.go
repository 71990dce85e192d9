package trade

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// What a pool may be. See the package comment for how one is found.
const (
	FewestMakers = 2
	MostMakers   = 5
	Near         = 150 // kilometres
	Considered   = 40  // makers of one criteria set
)

// Pool is makers of one set who together can supply what is asked for.
type Pool struct {
	SetNumber  int
	Members    []Member // by producer
	Kilometres float64  // between the two that lie farthest apart
	score      float64
}

// Member is one maker of a pool with what falls to it.
type Member struct {
	Match  Match
	Shares []float64 // for each of the request's months, in its unit
}

// Pools finds the best pools for a request among its matches, the best first and
// at most so many; none where one maker can do it alone.
func Pools(r Request, matches []Match, most int) []Pool {
	if slices.ContainsFunc(matches, Match.Whole) {
		return nil
	}
	bySet := make(map[int][]Match)
	for _, m := range matches { // the best fitting first
		set := m.Listing.SetNumber
		if set > 0 && m.supply != nil && len(bySet[set]) < Considered {
			bySet[set] = append(bySet[set], m)
		}
	}
	var best []Pool
	for size := FewestMakers; size <= MostMakers && len(best) < most; size++ {
		var found []Pool
		for _, set := range slices.Sorted(maps.Keys(bySet)) {
			s := newSearch(r, bySet[set], most-len(best), found)
			s.choose(0, size)
			found = s.best
		}
		best = append(best, found...)
	}
	return best
}

// before orders pools of the same size; every tie ends by the makers' products.
func (p Pool) before(other Pool) int {
	ids := func(p Pool) (ids []int64) {
		for _, m := range p.Members {
			ids = append(ids, m.Match.Listing.ID)
		}
		return ids
	}
	return cmp.Or(cmp.Compare(p.Kilometres, other.Kilometres), cmp.Compare(other.score, p.score), slices.Compare(ids(p), ids(other)))
}

// poolSearch goes through the sets of makers of one criteria set.
type poolSearch struct {
	request Request
	makers  []Match       // the best fitting first
	apart   [][]float64   // kilometres between two
	top     [][][]float64 // largest sums still to come: first maker, month, how many

	chosen []int
	wide   float64   // between those chosen
	score  float64   // of those chosen
	sum    []float64 // of those chosen, by month

	most int
	best []Pool // at most so many, of every set looked at
}

func newSearch(r Request, makers []Match, most int, best []Pool) *poolSearch {
	s := &poolSearch{request: r, makers: slices.Clone(makers), most: most, best: best, sum: make([]float64, len(r.Months))}
	slices.SortFunc(s.makers, func(a, b Match) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.Listing.ID, b.Listing.ID))
	})
	s.apart = make([][]float64, len(s.makers))
	for i, a := range s.makers {
		s.apart[i] = make([]float64, len(s.makers))
		for j, b := range s.makers {
			s.apart[i][j] = kilometres(a.Listing.Lat, a.Listing.Lon, b.Listing.Lat, b.Listing.Lon)
		}
	}
	s.top = make([][][]float64, len(s.makers)+1)
	for from := range s.top {
		s.top[from] = s.largest(from)
	}
	return s
}

// largest is, for each month, the sums of the 0, 1, 2 … largest amounts of the
// makers from one on: no choice among them can bring more.
func (s *poolSearch) largest(from int) [][]float64 {
	sums := make([][]float64, len(s.request.Months))
	for month := range sums {
		var amounts []float64
		for _, m := range s.makers[from:] {
			amounts = append(amounts, m.supply[month])
		}
		slices.SortFunc(amounts, func(a, b float64) int { return cmp.Compare(b, a) })
		sums[month] = make([]float64, MostMakers+1)
		for n := 1; n <= MostMakers; n++ {
			sums[month][n] = sums[month][n-1]
			if n <= len(amounts) {
				sums[month][n] += amounts[n-1]
			}
		}
	}
	return sums
}

// enough forgives what adding up fractions loses.
func enough(have, need float64) bool { return have >= need-1e-6 }

// choose adds so many more makers from one on.
func (s *poolSearch) choose(from, missing int) {
	if missing == 0 {
		s.keep()
		return
	}
	for i := from; i+missing <= len(s.makers); i++ {
		if !s.canFill(i, missing) || s.beaten(i, missing) {
			return // later makers can bring even less, and fit even less
		}
		if wide, near := s.reach(i); near {
			before := s.wide
			s.wide = wide
			s.add(i, 1)
			s.chosen = append(s.chosen, i)
			s.choose(i+1, missing-1)
			s.chosen = s.chosen[:len(s.chosen)-1]
			s.add(i, -1)
			s.wide = before
		}
	}
}

// canFill reports whether the makers from one on could fill every month.
func (s *poolSearch) canFill(from, missing int) bool {
	for month := range s.sum {
		if !enough(s.sum[month]+s.top[from][month][missing], s.request.Quantity) {
			return false
		}
	}
	return true
}

// beaten reports whether no choice of so many makers from one on can come before
// the pools found: they only lie farther apart, and none fits better than the
// next ones.
func (s *poolSearch) beaten(from, missing int) bool {
	if len(s.best) < s.most {
		return false
	}
	last := s.best[len(s.best)-1]
	if s.wide != last.Kilometres {
		return s.wide > last.Kilometres
	}
	score := s.score
	for _, m := range s.makers[from : from+missing] {
		score += m.score
	}
	return score < last.score-1e-9
}

// reach is how far apart those chosen lie with one more; false where that is too
// far.
func (s *poolSearch) reach(i int) (wide float64, near bool) {
	wide = s.wide
	for _, j := range s.chosen {
		wide = math.Max(wide, s.apart[i][j])
	}
	return wide, wide <= Near && (len(s.best) < s.most || wide <= s.best[len(s.best)-1].Kilometres)
}

// add counts a maker in, or out again.
func (s *poolSearch) add(i int, sign float64) {
	s.score += sign * s.makers[i].score
	for month, amount := range s.makers[i].supply {
		s.sum[month] += sign * amount
	}
}

// keep takes the chosen makers among the best pools if they are one.
func (s *poolSearch) keep() {
	if s.beaten(0, 0) || !s.filled(-1) || slices.ContainsFunc(s.chosen, s.filled) {
		return
	}
	pool := Pool{SetNumber: s.makers[0].Listing.SetNumber, Kilometres: s.wide}
	for _, i := range s.chosen {
		pool.Members = append(pool.Members, Member{Match: s.makers[i], Shares: make([]float64, len(s.sum))})
	}
	slices.SortFunc(pool.Members, func(a, b Member) int { return cmp.Compare(a.Match.Listing.ProducerID, b.Match.Listing.ProducerID) })
	for _, m := range pool.Members {
		pool.score += m.Match.score
	}
	s.share(pool.Members)
	for _, m := range pool.Members {
		if m.Match.least > 0 && !enough(slices.Max(m.Shares), m.Match.least) {
			return
		}
	}
	at, _ := slices.BinarySearchFunc(s.best, pool, Pool.before)
	if at >= s.most {
		return
	}
	s.best = slices.Insert(s.best, at, pool)
	s.best = s.best[:min(len(s.best), s.most)]
}

// filled reports whether those chosen fill every month without one of them, or
// all together where none is left out.
func (s *poolSearch) filled(without int) bool {
	for month := range s.sum {
		have := 0.0
		for _, i := range s.chosen {
			if i != without {
				have += s.makers[i].supply[month]
			}
		}
		if !enough(have, s.request.Quantity) {
			return false
		}
	}
	return true
}

// share divides what is asked for in proportion to what each can supply; what
// rounding leaves falls to the one with the most.
func (s *poolSearch) share(members []Member) {
	for month := range s.sum {
		have, most := 0.0, 0
		for i, m := range members {
			have += m.Match.supply[month]
			if m.Match.supply[month] > members[most].Match.supply[month] {
				most = i
			}
		}
		rest := s.request.Quantity
		for i, m := range members {
			m.Shares[month] = round(s.request.Quantity * m.Match.supply[month] / have)
			if i != most {
				rest -= m.Shares[month]
			}
		}
		members[most].Shares[month] = round(rest)
	}
}
