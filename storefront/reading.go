package storefront

import (
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
		if n := len(r.Choices); n == 0 || r.Choices[n-1].Words != place.Words {
			r.Choices = append(r.Choices, view.Choice{Words: place.Words})
		}
		choice := &r.Choices[len(r.Choices)-1]
		choice.Places = append(choice.Places, view.Crumb{
			Name: s.placeName(p, place), Path: p.ProductsWith(params.with(place.Field, place.Value)),
		})
	}
	return r
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
