package search

import "github.com/bits-and-blooms/bitset"

// memoryName is how answers call what is left when no engine answers in time.
const memoryName = "memory"

// remembered answers a plan from the index alone. It asks nobody, and is what a
// query has at its deadline.
func (s *snapshot) remembered(p Plan) Found {
	if len(p.Need) == 0 {
		return s.found(p, s.all, nil)
	}
	base, held := s.postings.holding(p)
	return s.found(p, base, held)
}

// found is what a plan gives of the entries that hold its words; held is how many
// clauses each holds where that orders them.
func (s *snapshot) found(p Plan, base *bitset.BitSet, held []uint8) Found {
	sets := s.answering(p.Filters)
	passed := s.matchingIn(sets, base, p.Filters, "")
	found := Found{Total: int(passed.Count())}
	if p.Counts {
		found.Facets = s.facetsIn(sets, base, passed, p.Filters)
	}
	order := s.orders[p.Sort]
	if order == nil || p.Window > 0 {
		order = s.orders[Relevance]
	}
	if held != nil && (p.Window > 0 || p.Sort == Relevance || p.Sort == "") {
		order = byHeld(order, held)
	}
	found.IDs = s.pageOf(p, order, passed)
	return found
}

// byHeld puts entries that hold more clauses first and leaves out those that
// hold none.
func byHeld(order []int, held []uint8) []int {
	var levels [maxWords + 1][]int
	for _, i := range order {
		if n := held[i]; n > 0 {
			levels[n] = append(levels[n], i)
		}
	}
	sorted := make([]int, 0, len(order))
	for n := maxWords; n > 0; n-- {
		sorted = append(sorted, levels[n]...)
	}
	return sorted
}
