package storefront

import (
	"strconv"
	"strings"

	"ocop/catalog"
	"ocop/search"
	"ocop/storefront/view"
)

// reading tells what was made of the words of a list: slips put right, places
// taken from them, and what else those may mean.
func (s *Server) reading(p view.Page, params listParams, answer search.Answer) view.Reading {
	r := view.Reading{Corrected: answer.Corrected}
	if answer.Corrected != "" || len(answer.Places) > 0 {
		literal := params
		literal.Verbatim = true
		r.Literal = p.ProductsWith(literal.on(1))
	}
	for _, place := range answer.Choices {
		if place.Field == search.Certificate && answer.Facets[place.Field][place.Value] == 0 {
			continue
		}
		if n := len(r.Choices); n == 0 || r.Choices[n-1].Words != place.Words {
			r.Choices = append(r.Choices, view.Choice{Words: place.Words, Paper: place.Field == search.Certificate})
		}
		choice := &r.Choices[len(r.Choices)-1]
		choice.Places = append(choice.Places, view.Crumb{
			Name: s.placeName(p, place), Path: p.ProductsWith(params.with(place.Field, place.Value)),
		})
	}
	if answer.Total == 0 {
		return r
	}
	for _, place := range answer.Missing {
		r.Missing = append(r.Missing, s.missing(p, params, place))
	}
	if answer.Stars > 0 && !answer.Any && len(params.Filters[search.Stars]) == 0 {
		value := strconv.Itoa(answer.Stars)
		r.Granted = p.T("list.granted", "stars", s.valueLabel(p, search.Stars, value))
		if count := answer.Facets[search.Stars][value]; count > 0 {
			r.Live = view.Crumb{Name: p.T("list.granted.live", "stars", s.valueLabel(p, search.Stars, value)), Path: p.ProductsWith(params.with(search.Stars, value))}
		}
	}
	return r
}

// missing says that nothing found comes from a place, or has a certificate, that
// the words name, and leads on.
func (s *Server) missing(p view.Page, params listParams, place search.Place) view.Missing {
	text, whole := "list.missing", "list.missing.whole"
	if place.Field == search.Certificate {
		text, whole = "list.missing.paper", "list.missing.paper.whole"
	}
	name := s.placeName(p, place)
	return view.Missing{
		Text:  p.T(text, "name", name),
		Drop:  view.Crumb{Name: p.T("list.missing.drop", "words", place.Words), Path: p.ProductsWith(params.outside(place).on(1))},
		Whole: view.Crumb{Name: p.T(whole, "name", s.valueLabel(p, place.Field, place.Value)), Path: p.ProductsWith(map[string][]string{string(place.Field): {place.Value}})},
	}
}

// placeName is a place read from the words, as it is called today: "Phú Thọ
// (gồm Hòa Bình cũ)", "Ba Chẽ, Quảng Ninh".
func (s *Server) placeName(p view.Page, place search.Place) string {
	name := s.valueLabel(p, place.Field, place.Value)
	if place.Former != "" && place.Former != place.Name {
		name = p.T("list.place.former", "former", place.Former, "place", name)
	}
	return name
}

func (s *Server) placeLabel(p view.Page, place search.Place) string {
	if place.Field == search.Certificate {
		return p.T("list.paper", "name", s.placeName(p, place))
	}
	return p.T("list.place", "place", s.placeName(p, place))
}

// with is the list with one more value of a filter, from its first page.
func (p listParams) with(field search.Field, value string) map[string][]string {
	v := p.on(1)
	v[string(field)] = append(v[string(field)], value)
	return v
}

// outside is the list without a place that was read from its words: those words
// are gone, or where they cannot be told from the others, all are taken as they
// stand.
func (p listParams) outside(place search.Place) listParams {
	text, ok := withoutWords(p.Text, place.Words)
	if ok {
		p.Text = text
	} else {
		p.Verbatim = true
	}
	return p
}

// withoutWords takes the first words off a text that fold like the given ones,
// however they are spaced or hyphened, and reports whether there were such.
func withoutWords(text, words string) (string, bool) {
	fields, gone := strings.Fields(text), squeezed(words)
	if gone == "" {
		return text, false
	}
	for from := range fields {
		for to := from + 1; to <= len(fields); to++ {
			if squeezed(strings.Join(fields[from:to], " ")) == gone {
				return strings.Join(append(fields[:from:from], fields[to:]...), " "), true
			}
		}
	}
	return text, false
}

// squeezed is what is left of a text when spaces do not count either.
func squeezed(text string) string { return strings.ReplaceAll(catalog.Fold(text), " ", "") }
