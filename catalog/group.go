package catalog

import (
	"slices"
	"strconv"
	"strings"
)

// Group is one of the six sectors (ngành) of Annex I, Decision 26/2026/QĐ-TTg.
type Group struct {
	Slug   string // food, beverage, herbal, handicraft, ornamental, tourism
	Name   string
	NameEN string
}

// Set is one of the 26 criteria sets (bộ sản phẩm) of Annex II.
type Set struct {
	Number    int
	GroupSlug string
	Family    string // the group (nhóm) between sector and set, where there is one
	FamilyEN  string
	Name      string
	NameEN    string
}

// Sets that the law treats apart.
const (
	setWhiteSpirit  = 14
	setOtherAlcohol = 15
	setSupplement   = 18
	// SetTourism is community tourism, ecotourism and tourist sites.
	SetTourism = 26
)

// Slug is the set's address: bo-11.
func (s Set) Slug() string { return "bo-" + s.Key() }

// Group finds a group by its slug.
func (a *Atlas) Group(slug string) (Group, bool) {
	for _, g := range a.Groups {
		if g.Slug == slug {
			return g, true
		}
	}
	return Group{}, false
}

// Set finds a set by its number.
func (a *Atlas) Set(number int) (Set, bool) {
	for _, s := range a.Sets {
		if s.Number == number {
			return s, true
		}
	}
	return Set{}, false
}

// SetsOf lists the sets of a group.
func (a *Atlas) SetsOf(group string) []Set {
	var sets []Set
	for _, s := range a.Sets {
		if s.GroupSlug == group {
			sets = append(sets, s)
		}
	}
	return sets
}

// Alcoholic reports whether a product is an alcoholic drink, which carries an
// age notice and stands in no promotion (Law 44/2019/QH14). Where the set is not
// known, the words of the source decide: lists often say no more than "Rượu".
func Alcoholic(set int, subgroup, name string) bool {
	if set != 0 {
		return set == setWhiteSpirit || set == setOtherAlcohol
	}
	words := strings.Fields(Fold(subgroup + " " + name))
	return slices.Contains(words, "ruou") || slices.Contains(words, "bia")
}

// Supplement reports whether a set holds health supplements, which carry the
// sentence of Decree 15/2018/NĐ-CP, Art. 27(3).
func Supplement(set int) bool { return set == setSupplement }

// Key is the set's number as a filter value.
func (s Set) Key() string { return strconv.Itoa(s.Number) }
