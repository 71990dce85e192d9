package search

import (
	"slices"
	"strconv"
	"strings"

	"ocop/catalog"
)

// entry is a product as the index holds it: the hit to hand out, and its words
// field by field for ranking.
type entry struct {
	hit      *Hit
	version  int64
	issued   catalog.Day // latest decision that has come by the day
	name     []string    // folded words
	exact    []string    // the name's words with their marks
	folded   string      // the whole name, folded
	producer []string
	places   []string
	rest     []string
	sortKey  string // of the name, in Vietnamese order
	province string // slug
}

// vocabulary is what the words of a listing are made from beside the listing
// itself.
type vocabulary struct{ atlas *catalog.Atlas }

// entryOf prepares a listing for a day.
func (v vocabulary) entryOf(l catalog.Listing, day catalog.Day, sortKey string) *entry {
	province, _ := v.atlas.Province(l.ProvinceCode)
	e := &entry{
		hit:      &Hit{Listing: l, Star: l.Star(day)},
		name:     strings.Fields(catalog.Fold(l.Name)),
		exact:    strings.Fields(wordsOf(l.Name)),
		folded:   catalog.Fold(l.Name),
		producer: strings.Fields(catalog.Fold(l.ProducerName)),
		places:   strings.Fields(catalog.Fold(strings.Join([]string{l.Commune, l.DistrictFormer, l.ProvinceFormer, province.Name}, " "))),
		sortKey:  sortKey,
		province: province.Slug,
	}
	set, _ := v.atlas.Set(l.SetNumber)
	group, _ := v.atlas.Group(l.GroupSlug)
	e.rest = strings.Fields(catalog.Fold(strings.Join([]string{l.NameEN, l.Subgroup, set.Family, group.Name, province.NameEN, "ocop"}, " ")))
	for _, line := range l.Recognitions {
		if issued := line.Issued(); line.Stars > 0 && !issued.After(day) && issued.After(e.issued) {
			e.issued = issued
		}
	}
	return e
}

// words lists every folded word of the entry once, for the engines' index. Two
// neighbours of one field also stand joined: a phrase is found as surely as a
// word, and so is what was typed without the space.
func (e *entry) words() []string {
	var words []string
	for _, field := range [][]string{e.name, e.producer, e.places, e.rest} {
		words = append(words, field...)
		for i := 1; i < len(field); i++ {
			words = append(words, field[i-1]+field[i])
		}
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// value is what the entry answers to under a field; empty where unknown.
func (e *entry) value(f Field) string {
	switch f {
	case Province:
		return e.province
	case Group:
		return e.hit.GroupSlug
	case Set:
		return number(e.hit.SetNumber)
	case Stars:
		return number(e.hit.Star.Badge())
	case ProducerType:
		return string(e.hit.ProducerKind)
	case Status:
		return string(e.hit.Star.Status)
	}
	return ""
}

// number writes a count as a facet value; 0 is no value.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
