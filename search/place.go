package search

import (
	"strings"

	"ocop/catalog"
)

// gazetteer knows the names of provinces, of today and of before 1 July 2025,
// and those people use besides.
type gazetteer struct {
	named  map[string][]placeName
	words  map[string]bool
	within map[string]string      // by value of Within: its name
	inside map[string][]placeName // communes and districts by their folded words
}

// placeName is a name of a province.
type placeName struct {
	words []word
	place Place
}

// otherNames are what people call provinces beside their names.
func otherNames() map[string]string {
	return map[string]string{
		"HCM": "Hồ Chí Minh", "TPHCM": "Hồ Chí Minh", "Sài Gòn": "Hồ Chí Minh", "Saigon": "Hồ Chí Minh",
		"Vũng Tàu": "Bà Rịa - Vũng Tàu", "Bà Rịa": "Bà Rịa - Vũng Tàu", "BRVT": "Bà Rịa - Vũng Tàu",
		"Đắc Lắc": "Đắk Lắk", "Đắc Nông": "Đắk Nông", "Bắc Cạn": "Bắc Kạn", "Thừa Thiên - Huế": "Thừa Thiên Huế",
		"Hà Tây": "Hà Nội",
	}
}

func newGazetteer(atlas *catalog.Atlas) *gazetteer {
	g := &gazetteer{named: make(map[string][]placeName), words: make(map[string]bool)}
	byName := make(map[string]Place)
	for _, p := range atlas.Provinces {
		byName[p.Name] = Place{Field: Province, Value: p.Slug, Name: p.Name}
	}
	for _, f := range atlas.Former {
		if _, today := byName[f.Name]; today {
			continue
		}
		if p, ok := atlas.Province(f.ProvinceCode); ok {
			byName[f.Name] = Place{Field: Province, Value: p.Slug, Name: p.Name, Former: f.Name}
		}
	}
	for name, place := range byName {
		g.add(name, place)
	}
	for other, name := range otherNames() {
		if place, ok := byName[name]; ok {
			g.add(other, place)
		}
	}
	return g
}

func (g *gazetteer) add(name string, place Place) {
	words := wordsIn(name)
	g.named[joined(words)] = append(g.named[joined(words)], placeName{words, place})
	g.words[joined(words)] = true
}

// joined is the folded words of a name without spaces: Kontum, Daklak and Hanoi
// are written so.
func joined(words []word) string { return strings.ReplaceAll(spaced(words), " ", "") }

// knows reports whether a folded word alone is a place's name.
func (g *gazetteer) knows(folded string) bool { return g.words[folded] }

// find reads words as a place.
func (g *gazetteer) find(typed []word) (Place, bool) {
	for _, name := range g.named[joined(typed)] {
		if len(typed) == len(name.words) && agree(typed, name.words) || len(typed) == 1 && !typed[0].marked() && len(name.words) > 1 {
			return name.place, true
		}
	}
	return Place{}, false
}

// markPlaces notes the places named among the terms, the longest names first.
func (d reader) markPlaces(r *reading) {
	for from := 0; from < len(r.terms); from++ {
		for to := min(len(r.terms), from+5); to > from; to-- {
			if r.terms[from].role == quoted || r.terms[to-1].role == quoted {
				continue
			}
			typed := r.words(from, to)
			place, ok := d.places.find(typed)
			if !ok {
				continue
			}
			place.Words = spoken(typed)
			r.spots = append(r.spots, spot{from, to, place})
			for i := from; i < to; i++ {
				r.terms[i].role, r.terms[i].known = located, true
			}
			r.ways = append(r.ways, d.locatedWay(from, to, place)...)
			from = to - 1
			break
		}
	}
}

// locatedWay looks a place's name up in the documents: the words as a phrase,
// and for a name people use besides, the province's own.
func (d reader) locatedWay(from, to int, place Place) []alternative {
	name := place.Former
	if name == "" {
		name = place.Name
	}
	ways := []alternative{{from: from, to: to, words: wordsIn(name), worth: asTyped}}
	if typed := wordsIn(place.Words); joined(typed) != joined(wordsIn(name)) {
		ways = append(ways, alternative{from: from, to: to, words: typed, worth: asTyped})
	}
	return ways
}

// spoken is words as they were typed.
func spoken(words []word) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.text
	}
	return strings.Join(texts, " ")
}
