package search

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
)

// A slip is believed only where enough of the word remains: a short word needs
// a neighbour that it is known to stand beside, and so does one whose end is
// still to come.
const (
	leastAlone   = 4 // letters of a word that stands beside nothing it is known with
	leastBegun   = 4 // of one whose end is still to come
	leastAnother = 4 // of one looked up as another word for the thing
)

// maxSlips bounds the words one word may be a slip for.
const maxSlips = 20

// near is a word of the catalogue close to one that was typed.
type near struct {
	folded string
	worth  float64
}

// addSlips adds the words term i may be a slip of the finger for.
func (d reader) addSlips(r *reading, i int) {
	t := r.terms[i]
	typed := []string{t.folded, t.raw, strings.ReplaceAll(t.raw, "y", "i")}
	slices.Sort(typed)
	typed = slices.Compact(typed)
	for _, n := range d.nearest(r, i, typed) {
		way := alternative{from: i, to: i + 1, words: []word{{text: n.folded, folded: n.folded, key: t.key}}, worth: n.worth, slip: true}
		if d.words.holders(n.folded) > 0 {
			r.ways = append(r.ways, way)
		}
		if len(n.folded) < leastAnother {
			continue
		}
		for _, target := range d.thesaurus.of(n.folded) {
			meant := way
			meant.meant = n.folded
			meant.words, meant.within, meant.worth = target.words, target.within, way.worth*target.worth
			r.ways = append(r.ways, meant)
		}
	}
}

// nearest ranks the catalogue's words by how likely they were meant. A word
// that stands beside the neighbours typed is likelier than one that does not.
func (d reader) nearest(r *reading, i int, typed []string) []near {
	var list []near
	for _, text := range typed {
		allowed := slipsAllowed(text)
		if allowed == 0 {
			continue
		}
		letters := lettersOf(text)
		for form, known := range d.words.folded {
			// A slip spoils one letter: what misses more of them is another word.
			if bits.OnesCount32(letters&^d.words.letters[form]) > allowed {
				continue
			}
			if gap := len(known) - len(text); gap > allowed && !r.terms[i].prefix || gap < -allowed || bits.OnesCount32(letters^d.words.letters[form]) > 2*allowed && !r.terms[i].prefix {
				continue
			}
			if d.words.counts[form] <= 0 && !d.thesaurus.knows(known) || known == text || known == r.terms[i].folded {
				continue
			}
			if t := r.terms[i]; t.raw == t.folded && !d.words.hasTone(form, t.word) {
				continue
			}
			worth := d.slipWorth(text, known, allowed, r.terms[i].prefix)
			if worth <= 0 || isNumber(known) {
				continue
			}
			if company := d.company(r, i, known); company > 0 || r.alone(i) && len(text) > 1 || len(text) >= leastAlone && distance(text, known, allowed) <= allowed {
				list = append(list, near{known, worth + company})
			}
		}
	}
	slices.SortFunc(list, func(a, b near) int { return cmp.Or(cmp.Compare(b.worth, a.worth), strings.Compare(a.folded, b.folded)) })
	return list[:min(len(list), maxSlips)]
}

// slipsAllowed is how many letters of a word may be wrong.
func slipsAllowed(folded string) int {
	switch n := len(folded); {
	case isNumber(folded):
		return 0
	case n <= 4:
		return 1
	default:
		return 2
	}
}

// slipWorth is how likely known was meant by text; 0 where it was not. Words
// still being typed are held against the beginnings of known ones.
func (d reader) slipWorth(text, known string, allowed int, prefix bool) float64 {
	n := distance(text, known, allowed)
	if n > allowed && prefix && len(text) >= leastBegun && len(known) > len(text) {
		if n = distance(text, known[:len(text)], 1); n > 1 { // what is still to come is no slip
			return 0
		}
	}
	if n > min(allowed, 2) || n == 0 && !prefix {
		return 0
	}
	worth := asSlip
	if n == 2 {
		if text[0] != known[0] && !soundsAlike(text, known) {
			return 0 // hands and ears rarely miss the beginning and more
		}
		worth = asSlips
	}
	if text[0] == known[0] {
		worth += 0.04
	}
	if n == 1 && (len(text) == len(known) && lettersOf(text) == lettersOf(known) || stutters(text, known)) {
		worth += 0.04 // two letters swapped, or one typed twice
	}
	if soundsAlike(text, known) {
		worth += 0.06
	}
	return worth
}

// stutters reports whether text is known with a letter doubled.
func stutters(text, known string) bool {
	for i := 1; len(text) == len(known)+1 && i < len(text); i++ {
		if text[i] == text[i-1] && text[:i]+text[i+1:] == known {
			return true
		}
	}
	return false
}

// company is what a word gains by standing beside what was typed around it.
func (d reader) company(r *reading, i int, known string) float64 {
	gain := 0.0
	if i > 0 && d.words.touch(r.terms[i-1].folded, known) {
		gain += 0.05
	}
	if i+1 < len(r.terms) && d.words.touch(known, r.terms[i+1].folded) {
		gain += 0.05
	}
	return gain
}

// soundsAlike reports whether two spellings are told apart by hardly anybody's
// ear: s and x, ch and tr, d, gi and r, l and n, c and t at the end.
func soundsAlike(a, b string) bool {
	for a != "" && b != "" {
		x, m := sound(a)
		y, n := sound(b)
		if x != y {
			return false
		}
		a, b = a[m:], b[n:]
	}
	return a == b
}

// sound is the letter that stands for all that sound like a text's beginning, and
// how many of the text's it stands for.
func sound(text string) (letter byte, letters int) {
	if len(text) > 1 {
		switch text[:2] {
		case "tr", "ch":
			return 'c', 2
		case "gi":
			return 'r', 2
		case "ng":
			return 'n', 2
		}
	}
	switch text[0] {
	case 'x':
		return 's', 1
	case 'd', 'v':
		return 'r', 1
	case 'l':
		return 'n', 1
	case 't', 'k':
		return 'c', 1
	case 'y':
		return 'i', 1
	}
	return text[0], 1
}

// distance counts the letters put in, left out, changed or swapped between two
// words, up to limit; beyond it is limit+1.
func distance(a, b string, limit int) int {
	if gap := len(a) - len(b); gap > limit || gap < -limit {
		return limit + 1
	}
	if len(b) > 30 || len(a) > 30 {
		return limit + 1
	}
	var rows [3][32]int
	for j := range len(b) + 1 {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		row, last, before := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			changed := last[j-1]
			if a[i-1] != b[j-1] {
				changed++
			}
			row[j] = min(changed, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1
		}
	}
	return rows[len(a)%3][len(b)]
}

// loosen takes every needed word for a possible slip, for when the words as
// they are find nothing that fits. Where marks were typed, a word that some
// document writes just so is meant.
func (d reader) loosen(r *reading) *reading {
	d.words.mu.RLock()
	defer d.words.mu.RUnlock()
	loose := *r
	loose.ways = slices.Clone(r.ways)
	for i, t := range loose.terms {
		if !t.known || t.role != needed || r.toned() && d.words.writes(t.word) {
			continue
		}
		if t.barely() && d.words.begins(t.folded) {
			loose.ways = append(loose.ways, begun(&loose, i))
		}
		d.addSlips(&loose, i)
	}
	return &loose
}
