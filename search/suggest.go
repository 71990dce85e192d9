package search

import (
	"cmp"
	"slices"
	"strings"

	"ocop/catalog"
)

// SuggestionKind is what a suggestion leads to.
type SuggestionKind string

// The kinds. A former place is a province of before 1 July 2025.
const (
	SuggestProduct  SuggestionKind = "product"
	SuggestProducer SuggestionKind = "producer"
	SuggestProvince SuggestionKind = "province"
	SuggestFormer   SuggestionKind = "former_province"
	SuggestCommune  SuggestionKind = "commune"
	SuggestGroup    SuggestionKind = "group"
	SuggestSet      SuggestionKind = "set"
)

// Suggestion is one thing that what was typed so far may mean. Only the fields
// of its kind are filled.
type Suggestion struct {
	Kind     SuggestionKind
	Hit      *Hit
	Maker    *Maker
	Province *catalog.Province // also the one that a former place or a commune lies in
	Former   *catalog.FormerPlace
	Commune  string
	Group    *catalog.Group
	Set      *catalog.Set
	Products int // how many it holds; 0 for a product
}

// suggester answers from tables in memory, one for each kind of thing.
type suggester struct {
	products, makers, places, groups *table
	reader                           reader
	edition                          int64
}

// Edition counts how often what Suggest knows has changed: whoever keeps an answer
// keeps it for one edition.
func (x *Index) Edition() int64 {
	if g := x.suggester.Load(); g != nil {
		return g.edition
	}
	return 0
}

// Room in one list of suggestions.
const (
	maxSuggestions = 8
	maxOthers      = 2 // of producers, of places and of groups
)

// Suggest is what a text that is still being typed may mean: products,
// producers, places and groups, at most eight, the likeliest first. It asks
// nobody and answers in well under a millisecond; a text without words means
// nothing.
func (x *Index) Suggest(text string) []Suggestion {
	g := x.suggester.Load()
	q := typedWords(text)
	if g == nil || len(q.words) == 0 {
		return nil
	}
	if list := g.suggest(q); len(list) > 0 {
		return list
	}
	// Nobody has such words: read them as a search does, with keys that were not
	// turned into marks, words typed as one, other words for the same, slips.
	r := g.reader.read(text, false).likely()
	if q.need = r.needs(); len(q.need) == 0 {
		return nil
	}
	if list := g.suggest(q); len(list) > 0 || len(r.spots) == 0 {
		return list
	}
	return g.apart(q, r)
}

// apart is for words of which nothing comes from the place named beside them:
// the place, and what there is elsewhere.
func (g *suggester) apart(q typed, r *reading) []Suggestion {
	var list []Suggestion
	for _, spot := range r.spots {
		for _, m := range g.places.best(typedWords(spot.place.Words+" "), 1) {
			list = append(list, g.places.lines[m.line].what)
		}
	}
	if q.need = r.filtered().needs(); len(q.need) > 0 {
		list = append(list, g.suggest(q)...)
	}
	return list[:min(len(list), maxSuggestions)]
}

// typed is what was typed so far.
type typed struct {
	words  []word
	begun  bool     // the last word may go on
	marked int      // how many words have marks
	phrase string   // the folded words, each after a space
	need   []Clause // what they were read as, once that was needed
}

func typedWords(text string) typed {
	q := typed{begun: !strings.HasSuffix(text, " ")}
	words := wordsIn(text)
	for _, w := range words[:min(len(words), maxWords)] {
		q.add(w)
	}
	return q
}

func (q *typed) add(w word) {
	q.words = append(q.words, w)
	q.phrase += " " + w.folded
	if w.marked() {
		q.marked++
	}
}

// likelySlip is what a word with slips must be worth to be suggested, and how far
// it may stay behind the best.
const (
	likelySlip = 0.45
	slipMargin = 0.1
)

// likely is the reading without far-fetched slips: somebody who is still typing
// will put those right.
func (r *reading) likely() *reading {
	best := make(map[int]float64)
	for _, way := range r.ways {
		if way.slip {
			best[way.from] = max(best[way.from], way.worth)
		}
	}
	l := *r
	l.ways = slices.DeleteFunc(slices.Clone(r.ways), func(way alternative) bool {
		return way.slip && (way.worth < likelySlip || way.worth < best[way.from]-slipMargin)
	})
	return &l
}

func (g *suggester) suggest(q typed) []Suggestion {
	products := g.products.best(q, maxSuggestions)
	makers, places, groups := g.makers.best(q, maxOthers), g.places.best(q, maxOthers), g.groups.best(q, maxOthers)
	// Who typed the whole name of a place or a group most likely means it, and
	// nothing that merely holds its words here and there.
	first := func(matches []fit) bool { return len(matches) > 0 && matches[0].near == whole }
	if first(places) {
		products, makers = together(products), together(makers)
	}
	room := maxSuggestions - len(makers) - len(places) - len(groups)
	list := make([]Suggestion, 0, maxSuggestions)
	take := func(t *table, matches []fit) {
		for _, m := range matches {
			list = append(list, t.lines[m.line].what)
		}
	}
	if first(places) {
		take(g.places, places)
	}
	if first(groups) {
		take(g.groups, groups)
	}
	take(g.products, products[:min(len(products), room)])
	take(g.makers, makers)
	if !first(places) {
		take(g.places, places)
	}
	if !first(groups) {
		take(g.groups, groups)
	}
	return list
}

// together keeps what holds the words side by side.
func together(matches []fit) []fit {
	return slices.DeleteFunc(matches, func(m fit) bool { return m.near < beside })
}

// newSuggester builds the tables from a snapshot.
func newSuggester(s *snapshot) *suggester {
	known := make(vocabulary)
	products := newTableMaker(len(s.entries), known)
	for _, i := range s.orders[Relevance] {
		hit := s.entries[i].hit
		products.add(Suggestion{Kind: SuggestProduct, Hit: hit}, []string{hit.Name, hit.NameEN},
			hit.ProducerName, shortForm(hit.ProducerKind), hit.Commune, hit.DistrictFormer, hit.ProvinceFormer, s.provinceOf(hit.ProvinceCode).Name)
	}
	return &suggester{
		products: products.done(), makers: makersTable(s, known), places: placesTable(s, known), groups: groupsTable(s, known), reader: s.reader,
	}
}

// makersTable holds the producers, those with most stars in force first.
func makersTable(s *snapshot, known vocabulary) *table {
	order := make([]*Maker, len(s.makers))
	for i := range s.makers {
		order[i] = &s.makers[i]
	}
	slices.SortStableFunc(order, func(a, b *Maker) int {
		return cmp.Or(cmp.Compare(b.Live, a.Live), cmp.Compare(b.Products, a.Products))
	})
	makers := newTableMaker(len(order), known)
	for _, m := range order {
		province := s.provinceOf(m.ProvinceCode)
		makers.add(Suggestion{Kind: SuggestProducer, Maker: m, Province: province, Products: m.Products},
			[]string{m.Name}, shortForm(m.Kind), province.Name)
	}
	return makers.done()
}

// provinceOf is the province of a code, one without a name where there is none.
func (s *snapshot) provinceOf(code string) *catalog.Province {
	at := slices.IndexFunc(s.atlas.Provinces, func(p catalog.Province) bool { return p.Code == code })
	if at < 0 {
		return &catalog.Province{}
	}
	return &s.atlas.Provinces[at]
}

// shortForm is how people write the legal form before a producer's name.
func shortForm(kind catalog.ProducerKind) string {
	switch kind {
	case catalog.Cooperative:
		return "HTX"
	case catalog.CooperativeGroup:
		return "THT"
	case catalog.Enterprise:
		return "Cty"
	case catalog.Household:
		return "HKD"
	}
	return ""
}

// placesTable holds provinces, former ones and communes, in this order, each
// with products.
func placesTable(s *snapshot, known vocabulary) *table {
	communes, former := make(map[[2]string]int), make(map[string]int)
	all := make(map[string]int)
	for _, e := range s.entries {
		l := e.hit.Listing
		all[l.ProvinceCode]++
		former[catalog.Fold(l.ProvinceFormer)]++
		if l.Commune != "" {
			communes[[2]string{l.ProvinceCode, l.Commune}]++
		}
	}
	places := newTableMaker(len(s.atlas.Provinces)+len(s.atlas.Former)+len(communes), known)
	for i := range s.atlas.Provinces {
		p := &s.atlas.Provinces[i]
		places.add(Suggestion{Kind: SuggestProvince, Province: p, Products: all[p.Code]}, []string{p.Name, p.NameEN}, p.FullName)
	}
	for i := range s.atlas.Former {
		f := &s.atlas.Former[i]
		province, products := s.provinceOf(f.ProvinceCode), former[catalog.Fold(f.Name)]
		if _, today := s.atlas.Province(f.Slug); province.Code != "" && !today && products > 0 {
			places.add(Suggestion{Kind: SuggestFormer, Former: f, Province: province, Products: products}, []string{f.Name}, province.Name)
		}
	}
	for _, c := range byCount(communes) {
		province := s.provinceOf(c[0])
		places.add(Suggestion{Kind: SuggestCommune, Commune: c[1], Province: province, Products: communes[c]}, []string{c[1]}, province.Name)
	}
	return places.done()
}

// byCount lists communes from most products to fewest.
func byCount(communes map[[2]string]int) [][2]string {
	list := make([][2]string, 0, len(communes))
	for c := range communes {
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b [2]string) int {
		return cmp.Or(cmp.Compare(communes[b], communes[a]), cmp.Compare(a[1], b[1]), cmp.Compare(a[0], b[0]))
	})
	return list
}

// groupsTable holds the six groups and their sets.
func groupsTable(s *snapshot, known vocabulary) *table {
	groups := newTableMaker(len(s.atlas.Groups)+len(s.atlas.Sets), known)
	count := func(f Field, value string) int { return int(s.sets[f][value].Count()) }
	for i := range s.atlas.Groups {
		g := &s.atlas.Groups[i]
		if s.sets[Group][g.Slug] != nil {
			groups.add(Suggestion{Kind: SuggestGroup, Group: g, Products: count(Group, g.Slug)}, []string{g.Name, g.NameEN})
		}
	}
	for i := range s.atlas.Sets {
		set := &s.atlas.Sets[i]
		if value := number(set.Number); s.sets[Set][value] != nil {
			groups.add(Suggestion{Kind: SuggestSet, Set: set, Products: count(Set, value)}, []string{set.Name, set.NameEN}, set.Family, set.FamilyEN)
		}
	}
	return groups.done()
}
