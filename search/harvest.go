package search

import (
	"cmp"
	"slices"
)

// After is up to n products that pass the filters, in the order of their ids
// from the first beyond id on, and how many pass in all. Ids never change and
// new ones are greater, so that whoever goes on after the last id he saw misses
// nothing and sees nothing twice, whatever is written meanwhile.
func (x *Index) After(filters map[Field][]string, id int64, n int) (hits []*Hit, total int) {
	s := x.current()
	if s == nil {
		return nil, 0
	}
	passed := s.matching(s.all, filters, "")
	from, found := slices.BinarySearchFunc(s.entries, id, func(e *entry, id int64) int { return cmp.Compare(e.hit.ID, id) })
	if found {
		from++
	}
	for i, ok := passed.NextSet(uint(from)); ok && len(hits) < n; i, ok = passed.NextSet(i + 1) {
		hits = append(hits, s.entries[i].hit)
	}
	return hits, int(passed.Count())
}
