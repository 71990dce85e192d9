package search

import (
	"cmp"
	"slices"
	"sync"

	"github.com/bits-and-blooms/bitset"

	"ocop/catalog"
)

// snapshot is the whole index for one day. It never changes once built, so any
// number of requests read it without a lock.
type snapshot struct {
	day     catalog.Day
	atlas   *catalog.Atlas
	entries []*entry
	at      map[int64]int    // product id → place in entries
	ids     map[string]int64 // address → product id
	all     *bitset.BitSet
	live    *bitset.BitSet                      // their stars are in force
	stale   *bitset.BitSet                      // nobody has confirmed them for a year
	sets    map[Field]map[string]*bitset.BitSet // who answers to a value
	within  map[string][]uint32                 // by value of Within: the entries there
	orders  map[Sort][]int                      // places in entries, best first
	ranks   []uint32                            // of each entry, where it stands in the order of Relevance
	borne   sync.Map                            // bearings, by the values they were asked for
	kin     sync.Map                            // hits, by the kin they were asked for
	makers  []Maker                             // by name, in Vietnamese order
	reader  reader
	glossary
	postings *postings
}

// entry finds an entry by its product's id; nil where there is none, or no
// snapshot.
func (s *snapshot) entry(id int64) *entry {
	if s == nil {
		return nil
	}
	if i, ok := s.at[id]; ok {
		return s.entries[i]
	}
	return nil
}

// newSnapshot arranges entries for reading.
func newSnapshot(day catalog.Day, atlas *catalog.Atlas, entries []*entry) *snapshot {
	s := &snapshot{
		day: day, atlas: atlas, entries: entries,
		at:     make(map[int64]int, len(entries)),
		ids:    make(map[string]int64, len(entries)),
		all:    bitset.New(uint(len(entries))),
		live:   bitset.New(uint(len(entries))),
		stale:  bitset.New(uint(len(entries))),
		sets:   make(map[Field]map[string]*bitset.BitSet),
		orders: make(map[Sort][]int),
	}
	for _, field := range Fields() {
		s.sets[field] = make(map[string]*bitset.BitSet)
	}
	for i, e := range entries {
		s.at[e.hit.ID], s.ids[e.hit.Slug] = i, e.hit.ID
		s.all.Set(uint(i))
		s.live.SetTo(uint(i), e.badge > 0)
		s.stale.SetTo(uint(i), e.hit.Fresh().StaleOn(day))
		for _, field := range Fields() {
			for _, value := range e.values(field, day) {
				if value != "" {
					s.mark(field, value, i)
				}
			}
		}
	}
	for _, sort := range Sorts() {
		s.orders[sort] = s.order(sort)
	}
	s.ranks = make([]uint32, len(entries))
	for rank, i := range s.orders[Relevance] {
		s.ranks[i] = uint32(rank)
	}
	s.settle()
	s.makers = makersOf(entries)
	return s
}

func (s *snapshot) mark(field Field, value string, i int) {
	set := s.sets[field][value]
	if set == nil {
		set = bitset.New(uint(len(s.entries)))
		s.sets[field][value] = set
	}
	set.Set(uint(i))
}

func (s *snapshot) order(sort Sort) []int {
	order := make([]int, len(s.entries))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		x, y := s.entries[a], s.entries[b]
		return cmp.Or(comparison(sort)(x, y), cmp.Compare(x.hit.ID, y.hit.ID))
	})
	return order
}

// comparison orders two entries without regard to words.
func comparison(sort Sort) func(a, b *entry) int {
	switch sort {
	case ByStars:
		return func(a, b *entry) int { return cmp.Or(byStars(a, b), byName(a, b)) }
	case ByName:
		return byName
	case Newest:
		return func(a, b *entry) int { return cmp.Or(byIssue(a, b), byStars(a, b)) }
	}
	return func(a, b *entry) int { return cmp.Or(byStars(a, b), byIssue(a, b)) }
}

// byStars puts stars in force first, more of them before fewer.
func byStars(a, b *entry) int { return cmp.Compare(b.badge, a.badge) }

func byName(a, b *entry) int { return cmp.Compare(a.sortKey, b.sortKey) }

// byIssue puts the latest decision first.
func byIssue(a, b *entry) int {
	switch {
	case a.issued.After(b.issued):
		return -1
	case b.issued.After(a.issued):
		return 1
	}
	return 0
}

// matching is the entries that pass the filters, those of one field left out so
// that its own counts can be taken; no field is "".
func (s *snapshot) matching(base *bitset.BitSet, filters map[Field][]string, except Field) *bitset.BitSet {
	return s.matchingIn(s.answering(filters), base, filters, except)
}

func (s *snapshot) matchingIn(sets map[Field]map[string]*bitset.BitSet, base *bitset.BitSet, filters map[Field][]string, except Field) *bitset.BitSet {
	passed := base.Clone()
	for field, values := range filters {
		if field == except || len(values) == 0 || field == EveryCertificate {
			continue
		}
		if field == Within {
			passed.InPlaceIntersection(s.inside(values))
			continue
		}
		if field == Certificate && everyOne(filters) {
			for _, value := range values {
				passed.InPlaceIntersection(s.holders(sets[field], value))
			}
			continue
		}
		union := bitset.New(uint(len(s.entries)))
		for _, value := range values {
			union.InPlaceUnion(s.holders(sets[field], value))
		}
		passed.InPlaceIntersection(union)
	}
	return passed
}

// holders is who answers to a value of a field, nobody where it has no such value.
func (s *snapshot) holders(sets map[string]*bitset.BitSet, value string) *bitset.BitSet {
	if set := sets[value]; set != nil {
		return set
	}
	return bitset.New(uint(len(s.entries)))
}

// facets counts, for every value of every field, what a click on it would give:
// the other fields' filters hold, its own field's do not, unless every value of it
// must hold.
func (s *snapshot) facets(base *bitset.BitSet, filters map[Field][]string) map[Field]map[string]int {
	sets := s.answering(filters)
	return s.facetsIn(sets, base, s.matchingIn(sets, base, filters, ""), filters)
}

func (s *snapshot) facetsIn(sets map[Field]map[string]*bitset.BitSet, base, whole *bitset.BitSet, filters map[Field][]string) map[Field]map[string]int {
	counts := make(map[Field]map[string]int, len(sets))
	for _, field := range Fields() {
		within := whole
		if len(filters[field]) > 0 && !(field == Certificate && everyOne(filters)) {
			within = s.matchingIn(sets, base, filters, field)
		}
		counts[field] = make(map[string]int, len(sets[field]))
		for value, set := range sets[field] {
			if n := int(within.IntersectionCardinality(set)); n > 0 {
				counts[field][value] = n
			}
		}
	}
	return counts
}

// page picks a stretch of an order among the entries that passed.
func (s *snapshot) page(order []int, passed *bitset.BitSet, offset, limit int) []int64 {
	ids := make([]int64, 0, min(limit, len(order)))
	for _, i := range order {
		if len(ids) == limit {
			break
		}
		if !passed.Test(uint(i)) {
			continue
		}
		if offset > 0 {
			offset--
			continue
		}
		ids = append(ids, s.entries[i].hit.ID)
	}
	return ids
}
