package drawing

import (
	"hash/fnv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// rule gives a kind to names that hold one of its words: whole words or runs of them, with their marks, in lower case.
type rule struct {
	kind  Kind
	words string // parted by commas
}

// family is how products of some subgroups are told apart.
type family struct {
	subgroups string // words of the subgroup, parted by commas
	rules     []rule // the first that fits
	otherwise Kind
}

// KindOf picks the drawing for a product by its group's code (food …), the Vietnamese name of its subgroup and its own
// name. Words it does not know end in a calm drawing of the group; it never fails.
func KindOf(group, subgroup, name string) Kind {
	n, s := padded(name), padded(subgroup)
	for _, f := range families() {
		if holds(s, f.subgroups) {
			return pick(f.rules, n, f.otherwise)
		}
	}
	return pick(anything(), n, ofGroup(group))
}

// Variant shares a kind's drawings out among product names: the seed for Draw, always the same for a name. Words that
// say how the thing looks (red rice, pears) keep it to the drawings that show it so.
func Variant(name string, kind Kind) uint64 {
	n := padded(name)
	seeds := plateOf(kind).seeds
	for _, hint := range hintsOf(kind) {
		if holds(n, hint.words) {
			seeds = hint.seeds
			break
		}
	}
	h := fnv.New64a()
	h.Write([]byte(n))
	sum := h.Sum64()
	return seeds[(sum^sum>>29)%uint64(len(seeds))]
}

func ofGroup(group string) Kind {
	switch group {
	case "beverage":
		return HerbalTea
	case "herbal":
		return Herb
	case "handicraft":
		return Basket
	case "ornamental":
		return Flower
	case "tourism":
		return Homestay
	}
	return Market
}

func pick(rules []rule, name string, otherwise Kind) Kind {
	for _, r := range rules {
		if holds(name, r.words) {
			return r.kind
		}
	}
	return otherwise
}

func holds(text, words string) bool {
	for w := range strings.SplitSeq(words, ",") {
		if strings.Contains(text, " "+strings.TrimSpace(w)+" ") {
			return true
		}
	}
	return false
}

// padded is the text in lower case, its words parted and surrounded by single spaces, its marks composed.
func padded(text string) string {
	text = strings.ToLower(norm.NFC.String(text))
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return " " + strings.Join(words, " ") + " "
}
