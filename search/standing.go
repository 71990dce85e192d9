package search

import (
	"cmp"
	"slices"
)

// ranked is a candidate with its closeness.
type ranked struct {
	*entry
	closeness
}

// behind puts documents that hold every needed word where one would look for
// it before those that do not.
func (c closeness) behind(other closeness) int {
	switch {
	case c.weak == other.weak:
		return 0
	case c.weak:
		return 1
	}
	return -1
}

// standing is a candidate's place in the order, small because it is moved about a
// lot.
type standing struct {
	weak  bool
	score float64
	rank  uint32 // by stars in force, then freshness
	at    int
}

// rank orders candidates by closeness, then stars in force, then freshness;
// ids it does not know are left out.
func (s *snapshot) rank(k *ranker, ids []int64) []ranked {
	candidates, order := make([]ranked, 0, len(ids)), make([]standing, 0, len(ids))
	for _, id := range ids {
		i, ok := s.at[id]
		if !ok {
			continue
		}
		c := ranked{s.entries[i], k.score(s.entries[i])}
		order = append(order, standing{c.weak, c.score, s.ranks[i], len(candidates)})
		candidates = append(candidates, c)
	}
	slices.SortFunc(order, func(a, b standing) int {
		switch {
		case a.weak && !b.weak:
			return 1
		case b.weak && !a.weak:
			return -1
		}
		if a.score != b.score {
			return cmp.Compare(b.score, a.score)
		}
		return cmp.Compare(a.rank, b.rank)
	})
	sorted := make([]ranked, len(order))
	for i, place := range order {
		sorted[i] = candidates[place.at]
	}
	return sorted
}
