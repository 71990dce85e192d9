package search

import (
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"ocop/catalog"
)

// Maker is a producer with what it makes, as directories show it.
type Maker struct {
	ID           int64
	Slug         string
	Name         string
	Kind         catalog.ProducerKind
	ProvinceCode string
	Products     int
	Live         int // with a star in force
	folded       string
	key          string
}

// makersOf gathers the producers of entries.
func makersOf(entries []*entry) []Maker {
	at := make(map[int64]int)
	var makers []Maker
	collator, buffer := collate.New(language.Vietnamese), new(collate.Buffer)
	for _, e := range entries {
		l := e.hit.Listing
		if l.ProducerID == 0 {
			continue
		}
		i, ok := at[l.ProducerID]
		if !ok {
			i = len(makers)
			at[l.ProducerID] = i
			makers = append(makers, Maker{
				ID: l.ProducerID, Slug: l.ProducerSlug, Name: l.ProducerName, Kind: l.ProducerKind, ProvinceCode: l.ProvinceCode,
				folded: spaced(wordsIn(l.ProducerName)), key: string(collator.KeyFromString(buffer, l.ProducerName)),
			})
			buffer.Reset()
		}
		makers[i].Products++
		if e.hit.Star.Live() {
			makers[i].Live++
		}
	}
	slices.SortFunc(makers, func(a, b Maker) int { return strings.Compare(a.key+a.Slug, b.key+b.Slug) })
	return makers
}

// Named reports whether every word of a text stands in the maker's name, the
// last one perhaps only begun.
func (m Maker) Named(text string) bool {
	words := strings.Fields(m.folded)
	typed := wordsIn(text)
	for i, w := range typed {
		begun := i == len(typed)-1 && !strings.HasSuffix(text, " ")
		if !slices.ContainsFunc(words, func(known string) bool { return known == w.folded || begun && strings.HasPrefix(known, w.folded) }) {
			return false
		}
	}
	return true
}
