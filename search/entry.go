package search

import (
	"slices"
	"strconv"
	"strings"

	"ocop/catalog"
)

// part is a part of a document, in the order of what a word in it is worth.
type part int

const (
	inName part = iota
	inEnglish
	inProducer
	inPlaces
	inKind // the subgroup
	inRest
	parts
)

// entry is a product as the index holds it: the hit to hand out, and its words
// part by part for ranking.
type entry struct {
	hit      *Hit
	version  int64
	issued   catalog.Day // latest decision that has come by the day
	fields   [parts][]uint32
	badge    int      // stars in force
	granted  [6]bool  // by stars: was ever granted them
	papers   []string // values of Certificate
	sortKey  string   // of the name, in Vietnamese order
	province string   // slug
	within   []string // values of Within
	lies     vector
	supply   supply
	numbers  []uint32 // of its tokens in the index
}

// clerk makes entries of listings.
type clerk struct {
	atlas *catalog.Atlas
	words *lexicon
	sheet []uint32 // what is free of the last one begun
}

// sheetWords is how many words a sheet has room for at most.
const sheetWords = 1 << 16

// file copies the words of an entry, all parts of it, side by side into a sheet
// with those of others: ranking goes through a thousand entries, and how long that
// takes is how many places in memory it must look at.
func (c *clerk) file(fields *[parts][]uint32) {
	n := 0
	for _, field := range fields {
		n += len(field)
	}
	if cap(c.sheet)-len(c.sheet) < n {
		c.sheet = make([]uint32, 0, max(n, min(2*cap(c.sheet), sheetWords)))
	}
	for part, field := range fields {
		from := len(c.sheet)
		c.sheet = append(c.sheet, field...)
		fields[part] = slices.Clip(c.sheet[from:])
	}
}

// entryOf prepares a listing for a day.
func (c *clerk) entryOf(l catalog.Listing, day catalog.Day, sortKey string) *entry {
	province, _ := c.atlas.Province(l.ProvinceCode)
	set, _ := c.atlas.Set(l.SetNumber)
	group, _ := c.atlas.Group(l.GroupSlug)
	e := &entry{sortKey: sortKey, province: province.Slug, within: withinOf(l, province.Slug), lies: Point{l.Lat, l.Lon}.vector(), supply: supplyOf(l)}
	for part, texts := range [parts][]string{
		inName:     {l.Name},
		inProducer: {l.ProducerName},
		inPlaces:   {l.Commune, l.DistrictFormer, l.ProvinceFormer, province.Name},
		inKind:     {l.Subgroup},
		inRest:     {set.Family, group.Name},
	} {
		e.fields[part] = c.words.ids(texts...)
	}
	var english []string
	for _, w := range wordsIn(l.NameEN) {
		english = append(english, singular(w.folded))
	}
	e.fields[inEnglish] = c.words.ids(strings.Join(english, " "))
	c.file(&e.fields)
	for _, line := range l.Recognitions {
		if line.Stars > 0 && line.Stars < len(e.granted) {
			e.granted[line.Stars] = true
		}
	}
	return e.on(l, day)
}

// on is the entry as it is on a day.
func (e entry) on(l catalog.Listing, day catalog.Day) *entry {
	e.hit, e.issued = &Hit{Listing: l, Star: l.Star(day)}, catalog.Day{}
	e.badge, e.papers = e.hit.Star.Badge(), papersOn(l, day)
	for _, line := range l.Recognitions {
		if issued := line.Issued(); line.Stars > 0 && !issued.After(day) && issued.After(e.issued) {
			e.issued = issued
		}
	}
	return &e
}

// tokens lists every folded word of the entry once, for the engines' index. Two
// neighbours of one text also stand joined, so that a phrase is found as surely
// as a word. Stars ever granted stand as
// "4sao".
func (e *entry) tokens(g glossary) []string {
	var tokens []string
	for part, field := range e.fields {
		for i, id := range field {
			if id == gap {
				continue
			}
			text := g.folded[g.words[id].form]
			if part < int(inKind) {
				tokens = append(tokens, text)
			} else {
				tokens = append(tokens, kindToken(g.words[id].key), anyToneToken(text))
			}
			if i > 0 && field[i-1] != gap {
				tokens = append(tokens, besideToken(g.folded[g.words[field[i-1]].form], text))
			}
		}
	}
	if e.hit.GroupSlug != "" {
		tokens = append(tokens, groupToken(e.hit.GroupSlug))
	}
	for stars, granted := range e.granted {
		if granted {
			tokens = append(tokens, starToken(stars))
		}
	}
	slices.Sort(tokens)
	return slices.Compact(tokens)
}

// besideToken is how two neighbours stand in a document. The digit keeps them
// out of the way of words that are only begun: no other word has digits and
// letters.
func besideToken(a, b string) string { return "0" + a + b }

// kindToken is how a word of what kind a product is stands in a document: with
// its tone, so that chè does not find everything that is chế biến, and out of
// the way of words that are only begun.
func kindToken(key string) string {
	var b strings.Builder
	b.WriteString("00")
	for _, r := range key {
		switch r {
		case 'ă', 'ơ', 'ư':
			b.WriteString(catalog.Fold(string(r)) + "w")
		case 'â', 'ê', 'ô', 'đ':
			b.WriteString(strings.Repeat(catalog.Fold(string(r)), 2))
		default:
			b.WriteRune(r)
		}
	}
	return catalog.Fold(b.String())
}

// anyToneToken is the same word for who types no marks.
func anyToneToken(folded string) string { return "000" + folded }

// starToken is how stars ever granted stand in a document.
func starToken(stars int) string { return strconv.Itoa(stars) + "sao" }

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
