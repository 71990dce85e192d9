package search

import (
	"cmp"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
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
		if i, ok := s.at[id]; ok {
			order = append(order, standing{rank: s.ranks[i], at: len(candidates)})
			candidates = append(candidates, ranked{entry: s.entries[i]})
		}
	}
	k.scoreAll(candidates)
	for i := range order {
		order[i].weak, order[i].score = candidates[i].weak, candidates[i].score
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

// slice is how many candidates one processor scores at a time.
const slice = 64

// scoreAll scores candidates, on several processors where there are many: an
// engine that has just answered leaves its own free. Nobody waits for a processor
// that has not come, only for slices that one has begun.
func (k *ranker) scoreAll(candidates []ranked) {
	var next atomic.Int64
	var done sync.WaitGroup
	all := (len(candidates) + slice - 1) / slice
	done.Add(all)
	work := func() {
		for n := int(next.Add(1)); n <= all; n = int(next.Add(1)) {
			for i := (n - 1) * slice; i < min(n*slice, len(candidates)); i++ {
				candidates[i].closeness = k.score(candidates[i].entry)
			}
			done.Done()
		}
	}
	for range min(runtime.GOMAXPROCS(0), 4, all/2) - 1 {
		go work()
	}
	work()
	done.Wait()
}
