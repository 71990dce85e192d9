package search

import (
	"cmp"
	"slices"
	"strings"
)

// What a word of the query is worth by the field it is found in. Names weigh
// most, then producers, then places old and new; marks typed as they stand in
// the name add to it.
const (
	inName       = 16
	inNamePrefix = 12
	inProducer   = 6
	inPlace      = 4
	inRest       = 2
	exactMarks   = 3
	wholeName    = 64 // the query is the name
	nameStart    = 24 // the name begins with it
	namePhrase   = 12 // it stands in the name word for word
)

// score is how close an entry is to the words of a query.
func (e *entry) score(terms []term, phrase string) int {
	total := 0
	for _, t := range terms {
		total += e.scoreOf(t)
	}
	switch {
	case e.folded == phrase:
		total += wholeName
	case strings.HasPrefix(e.folded, phrase):
		total += nameStart
	case strings.Contains(e.folded, phrase):
		total += namePhrase
	}
	return total
}

func (e *entry) scoreOf(t term) int {
	best := 0
	for i, word := range e.name {
		worth := 0
		switch {
		case word == t.folded:
			worth = inName
		case t.prefix && strings.HasPrefix(word, t.folded):
			worth = inNamePrefix
		default:
			continue
		}
		if i < len(e.exact) && strings.HasPrefix(e.exact[i], t.exact) && len(t.exact) > len(t.folded) {
			worth += exactMarks
		}
		best = max(best, worth)
	}
	if best > 0 {
		return best
	}
	for _, field := range []struct {
		words []string
		worth int
	}{{e.producer, inProducer}, {e.places, inPlace}, {e.rest, inRest}} {
		if t.in(field.words) {
			return field.worth
		}
	}
	return 0
}

// in reports whether the term stands among folded words.
func (t term) in(words []string) bool {
	for _, word := range words {
		if word == t.folded || t.prefix && strings.HasPrefix(word, t.folded) {
			return true
		}
	}
	return false
}

// rank orders candidates by closeness, ties by the index's own order; ids it
// does not know are left out.
func (s *snapshot) rank(ids []int64, terms []term) []int64 {
	words := make([]string, len(terms))
	for i, t := range terms {
		words[i] = t.folded
	}
	phrase := strings.Join(words, " ")
	type candidate struct {
		*entry
		score int
	}
	candidates := make([]candidate, 0, len(ids))
	for _, id := range ids {
		if i, ok := s.at[id]; ok {
			candidates = append(candidates, candidate{s.entries[i], s.entries[i].score(terms, phrase)})
		}
	}
	tie := comparison(Relevance)
	slices.SortFunc(candidates, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), tie(a.entry, b.entry), cmp.Compare(a.hit.ID, b.hit.ID))
	})
	ranked := make([]int64, len(candidates))
	for i, c := range candidates {
		ranked[i] = c.hit.ID
	}
	return ranked
}
