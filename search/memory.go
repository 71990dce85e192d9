package search

import (
	"github.com/bits-and-blooms/bitset"
)

// memoryName is how answers call what is left when no engine answers in time.
const memoryName = "memory"

// remembered answers a plan from the tables that suggestions come from: names,
// makers and places, but not kinds. It asks nobody, and is what a query has at
// its deadline.
func (x *Index) remembered(s *snapshot, p Plan) Found {
	base := s.all
	if g := x.suggester.Load(); len(p.Need) > 0 && g != nil {
		base = s.placesOf(g.products, p)
	}
	passed := s.matching(base, p.Filters, "")
	found := Found{Total: int(passed.Count())}
	if p.Counts {
		found.Facets = s.facets(base, p.Filters)
	}
	order := s.orders[p.Sort]
	if order == nil || p.Window > 0 {
		order = s.orders[Relevance]
	}
	found.IDs = s.pageOf(p, order, passed)
	return found
}

// placesOf is the entries among the lines of a table that hold what is needed.
func (s *snapshot) placesOf(products *table, p Plan) *bitset.BitSet {
	var lines *bitset.BitSet
	if p.Any {
		for _, clause := range p.Need {
			lines = union(lines, products.fulfilling([]Clause{clause}))
		}
	} else {
		lines = products.fulfilling(p.Need)
	}
	found := bitset.New(uint(len(s.entries)))
	if lines == nil {
		return found
	}
	for line, ok := lines.NextSet(0); ok; line, ok = lines.NextSet(line + 1) {
		if at, stays := s.at[products.lines[line].what.Hit.ID]; stays {
			found.Set(uint(at))
		}
	}
	return found
}
