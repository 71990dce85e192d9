package search

import (
	"slices"

	"github.com/bits-and-blooms/bitset"
)

// ForTrade reports whether filters are those of a trade buyer. For them stars in
// force come first, and of those and of the others what nobody has confirmed for a
// year comes last. Nothing is left out.
func ForTrade(filters map[Field][]string) bool {
	for _, field := range []Field{Month, Certificate, Ready, MinCapacity, MaxOrder} {
		if len(filters[field]) > 0 {
			return true
		}
	}
	return false
}

// tiers parts what passed into what a trade buyer sees first, second and so on.
func (s *snapshot) tiers(passed *bitset.BitSet) []*bitset.BitSet {
	live, other := passed.Intersection(s.live), passed.Difference(s.live)
	return []*bitset.BitSet{
		live.Difference(s.stale), live.Intersection(s.stale),
		other.Difference(s.stale), other.Intersection(s.stale),
	}
}

// tierOf is the place among the tiers of an entry.
func (s *snapshot) tierOf(id int64) int {
	tier, at := 0, uint(s.at[id])
	if !s.live.Test(at) {
		tier += 2
	}
	if s.stale.Test(at) {
		tier++
	}
	return tier
}

// forBuyer orders products as a trade buyer sees them, those of one tier as they
// came.
func (s *snapshot) forBuyer(filters map[Field][]string, ids []int64) []int64 {
	if ForTrade(filters) {
		slices.SortStableFunc(ids, func(a, b int64) int { return s.tierOf(a) - s.tierOf(b) })
	}
	return ids
}

// pageOf picks what a plan asks for of an order.
func (s *snapshot) pageOf(p Plan, order []int, passed *bitset.BitSet) []int64 {
	switch {
	case p.Window > 0:
		return s.page(order, passed, 0, p.Window)
	case !p.tiered:
		return s.page(order, passed, p.Offset, p.Limit)
	}
	var ids []int64
	offset := p.Offset
	for _, tier := range s.tiers(passed) {
		ids = append(ids, s.page(order, tier, offset, p.Limit-len(ids))...)
		offset = max(0, offset-int(tier.Count()))
	}
	return ids
}
