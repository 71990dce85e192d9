package search

import (
	"slices"
	"strings"

	"github.com/bits-and-blooms/bitset"

	"ocop/catalog"
)

// Within filters by a commune of today or a district of before: the province's
// slug, then the name's, "quang-ninh_ba-che". It has no counts; words read as
// such a place, and choices between several, ask for it.
const Within Field = "within"

// Filterable lists every field of values a list can be filtered by.
func Filterable() []Field { return append(Fields(), Within) }

// Within is the commune or former district a value of that filter stands for,
// and its province's slug; false where no value looks so.
func (x *Index) Within(value string) (name, province string, ok bool) {
	province, rest, ok := strings.Cut(value, "_")
	s := x.current()
	if !ok || s == nil || rest == "" || strings.Trim(value, "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
		return "", "", false
	}
	if name, ok = s.reader.places.within[value]; !ok {
		name = strings.ReplaceAll(rest, "-", " ") // it holds no product any more
	}
	return name, province, slices.ContainsFunc(s.atlas.Provinces, func(p catalog.Province) bool { return p.Slug == province })
}

// withinOf is the values of Within a listing answers to.
func withinOf(l catalog.Listing, province string) []string {
	var values []string
	for _, name := range []string{l.Commune, l.DistrictFormer} {
		if name == "" || province == "" {
			continue
		}
		if value := province + "_" + strings.ReplaceAll(catalog.Fold(name), " ", "-"); !slices.Contains(values, value) {
			values = append(values, value)
		}
	}
	return values
}

// inside is who answers to one of some values of Within.
func (s *snapshot) inside(values []string) *bitset.BitSet {
	set := bitset.New(uint(len(s.entries)))
	for _, value := range values {
		for _, i := range s.within[value] {
			set.Set(uint(i))
		}
	}
	return set
}

// settle notes who lies in which commune and district.
func (s *snapshot) settle() {
	s.within = make(map[string][]uint32)
	for i, e := range s.entries {
		for _, value := range e.within {
			s.within[value] = append(s.within[value], uint32(i))
		}
	}
}

// addWithin takes in the names of communes and districts that hold products.
// Those of one syllable are no place to somebody who only types words.
func (g *gazetteer) addWithin(s *snapshot) {
	g.within = make(map[string]string, len(s.within))
	g.inside = make(map[string][]placeName)
	for value, members := range s.within {
		e := s.entries[members[0]]
		name := e.hit.Commune
		if !strings.HasSuffix(value, "_"+strings.ReplaceAll(catalog.Fold(name), " ", "-")) {
			name = e.hit.DistrictFormer
		}
		g.within[value] = name
		province, _ := s.atlas.Province(e.hit.ProvinceCode)
		if words := wordsIn(name); len(words) > 1 {
			place := Place{Field: Within, Value: value, Name: province.Name, Within: name}
			g.inside[spaced(words)] = append(g.inside[spaced(words)], placeName{words, place})
		}
	}
	for _, names := range g.inside {
		slices.SortFunc(names, func(a, b placeName) int { return strings.Compare(a.place.Value, b.place.Value) })
	}
}

// corner is a commune or district among the terms, or several of one name.
type corner struct {
	from, to int
	places   []Place
	sure     bool // a word before it says that it is one
}

// markCorners notes the communes and districts named among the terms, the
// longest names first. They stay words that a product must hold: only where
// nothing elsewhere bears them do they become a filter.
func (d reader) markCorners(r *reading) {
	for from := 0; from < len(r.terms); from++ {
		for to := min(len(r.terms), from+maxPhrase); to > from+1; to-- {
			if r.named(from, to) {
				continue
			}
			typed := r.words(from, to)
			found := corner{from: from, to: to, places: d.places.corners(typed)}
			if len(found.places) == 0 {
				continue
			}
			found.sure = from > 0 && strings.Contains(" xa phuong huyen quan tran khu ", " "+r.terms[from-1].folded+" ")
			if next := min(len(r.terms), to+1); !found.sure && next > to && !r.named(to, next) && len(d.places.corners(r.words(to-1, next))) > 0 {
				break // places stand last: trà Tân Cương is no Trà Tân
			}
			r.corners = append(r.corners, found)
			from = to - 1
			break
		}
	}
}

// corners is the communes and districts of a name.
func (g *gazetteer) corners(typed []word) (places []Place) {
	for _, name := range g.inside[spaced(typed)] {
		if agree(typed, name.words) {
			name.place.Words = spoken(typed)
			places = append(places, name.place)
		}
	}
	return places
}

// cornered is the reading where a filter says what the names of communes and
// districts say.
func (r *reading) cornered(corners []corner) *reading {
	within := *r.filtered()
	within.spots = slices.Clone(within.spots)
	for _, c := range corners {
		within.spots = append(within.spots, spot{c.from, c.to, c.places[0]})
		for i := c.from; i < c.to; i++ {
			within.terms[i].role = optional
		}
	}
	return &within
}
