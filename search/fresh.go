package search

import "github.com/bits-and-blooms/bitset"

// forTrade reports whether filters are those of a trade buyer, for whom a listing
// that nobody has confirmed for a year stands behind the others. It is never left
// out.
func forTrade(filters map[Field][]string) bool {
	for _, field := range []Field{Month, Certificate, Ready, MinCapacity, MaxOrder} {
		if len(filters[field]) > 0 {
			return true
		}
	}
	return false
}

// pageOf picks what a plan asks for of an order.
func (s *snapshot) pageOf(p Plan, order []int, passed *bitset.BitSet) []int64 {
	offset, limit := p.Offset, p.Limit
	if p.Window > 0 {
		offset, limit = 0, p.Window
	}
	if !forTrade(p.Filters) {
		return s.page(order, passed, offset, limit)
	}
	fresh := passed.Difference(s.stale)
	ids := s.page(order, fresh, offset, limit)
	return append(ids, s.page(order, passed.Intersection(s.stale), max(0, offset-int(fresh.Count())), limit-len(ids))...)
}
