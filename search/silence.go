package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"ocop/catalog"
)

// fewResults is how many products still count as almost nothing.
const fewResults = 2

// What is counted is short and holds no number of a person: neither a phone
// number nor an identity card's, nor an address of mail.
const (
	maxSilence       = 80 // characters
	maxSilenceDigits = 5
)

// Silence is a question that found nothing or almost nothing.
type Silence struct {
	Typed        string // the words in small letters, without the place read from them
	ProvinceCode string // empty where none was named
}

// Silence tells whether an answer leaves a question open that may be counted:
// words, perhaps with one province and no other filter, that at most two
// products hold, or none as a whole.
func (x *Index) Silence(q Query, a Answer) (Silence, bool) {
	if q.Offset > 0 || a.Partial || a.Total > fewResults && !a.Any {
		return Silence{}, false
	}
	s := Silence{Typed: q.Text}
	province := ""
	for _, place := range a.Places {
		if place.Value != "" && place.Field != Certificate {
			province, _, _ = strings.Cut(place.Value, "_") // a commune's begins with its province
			s.Typed = without(s.Typed, place.Words)
		}
	}
	for field, values := range q.Filters {
		switch {
		case len(values) == 0:
		case field != Province || len(values) > 1:
			return Silence{}, false
		default:
			province = values[0]
		}
	}
	if atlas := x.Atlas(); atlas != nil && province != "" {
		found, _ := atlas.Province(province)
		s.ProvinceCode = found.Code
	}
	s.Typed = strings.ToLower(catalog.Clean(s.Typed))
	return s, s.countable()
}

// without is a text without some words that stand in it, whatever their case.
func without(text, words string) string {
	text, words = strings.ToLower(catalog.Clean(text)), strings.ToLower(catalog.Clean(words))
	before, after, found := strings.Cut(" "+text+" ", " "+words+" ")
	if !found || words == "" {
		return text
	}
	return before + " " + after
}

// countable reports whether the words may be kept at all.
func (s Silence) countable() bool {
	digits := 0
	for _, r := range s.Typed {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	return len(catalog.Fold(s.Typed)) > 1 && utf8.RuneCountInString(s.Typed) <= maxSilence &&
		digits <= maxSilenceDigits && !strings.Contains(s.Typed, "@")
}
