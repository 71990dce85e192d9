package search

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"ocop/catalog"
)

// longSyllable is how many letters an unknown word may have to be rather a
// syllable with a slip than two without a space; caphe with as many is none.
const longSyllable = 5

// barelyBegun is how many letters of a word still being typed say too little
// without the word before it: half of all documents hold a word with c.
const barelyBegun = 2

// unknownWeight is the weight of a word that nobody has: it tells much or
// nothing.
const unknownWeight = 0.7

// reader understands what visitors type, with the catalogue's own words at
// hand.
type reader struct {
	words     *lexicon
	thesaurus *thesaurus
	places    *gazetteer
	products  int
}

// read understands a text. Verbatim takes the words as they are.
func (d reader) read(text string, verbatim bool) *reading {
	d.words.mu.RLock()
	defer d.words.mu.RUnlock()
	r := &reading{pressed: strings.HasSuffix(text, " ")}
	text = catalog.Clean(bounded(text))
	for i, segment := range strings.FieldsFunc(cutQuotes(text), func(r rune) bool { return r == 0 }) {
		if i == 0 && !strings.HasPrefix(segment, "\x01") || !strings.HasPrefix(segment, "\x01") {
			d.readLoose(r, segment, verbatim)
			continue
		}
		d.readQuoted(r, segment[1:])
	}
	if n := len(r.terms); n > 0 && !r.pressed && r.terms[n-1].role != quoted {
		r.terms[n-1].prefix = true
	}
	d.interpret(r, verbatim)
	return r
}

// bounded cuts a text to what is read of it.
func bounded(text string) string {
	if utf8.RuneCountInString(text) <= maxRunes {
		return text
	}
	return string([]rune(text)[:maxRunes])
}

// cutQuotes puts a 0 around what is quoted, and a 1 in front of it. A quote
// that is not closed quotes nothing.
func cutQuotes(text string) string {
	runes := []rune(strings.NewReplacer("\x00", "", "\x01", "", "“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`).Replace(text))
	var b strings.Builder
	open, left := false, 0
	for _, r := range runes {
		if r == '"' {
			left++
		}
	}
	for _, r := range runes {
		if r != '"' {
			b.WriteRune(r)
			continue
		}
		left--
		switch {
		case open:
			b.WriteByte(0)
		case left > 0:
			b.WriteString("\x00\x01")
		default:
			b.WriteByte(' ')
			continue
		}
		open = !open
	}
	return b.String()
}

// readLoose takes words that are not quoted.
func (d reader) readLoose(r *reading, text string, verbatim bool) {
	for _, piece := range piecesIn(text) {
		for _, t := range d.termsOf(piece, verbatim) {
			if len(r.terms) < maxWords && t.folded != "" {
				r.terms = append(r.terms, t)
			}
		}
	}
}

// readQuoted takes a phrase: its words stand side by side, with no change.
func (d reader) readQuoted(r *reading, text string) {
	from := len(r.terms)
	var words []word
	for _, w := range wordsIn(text) {
		if len(r.terms) < maxWords {
			r.terms, words = append(r.terms, term{word: w, role: quoted, raw: w.folded, known: true}), append(words, w)
		}
	}
	if len(words) > 0 {
		r.ways = append(r.ways, alternative{from: from, to: len(r.terms), words: words, worth: asTyped})
	}
}

// termsOf reads one piece: a word, several typed without a space, or a word
// whose keys were not turned into marks.
func (d reader) termsOf(piece string, verbatim bool) []term {
	parts := cutAtDigits(piece)
	whole := newWord(piece)
	if whole.folded == "" {
		return nil
	}
	plain := catalog.Fold(piece)
	if len(parts) == 1 && (verbatim || d.knows(whole.folded)) {
		return []term{d.term(whole, plain)}
	}
	if sounded, ok := d.sounded(piece); ok {
		return []term{d.term(sounded, plain)}
	}
	if len(parts) > 1 && !verbatim && !d.touching(parts) {
		if decoded, ok := decodeVNI(piece); ok {
			return []term{d.term(newWord(decoded), plain)}
		}
	}
	if len(parts) == 1 {
		if split := d.split(whole); len(split) > 0 && (len(whole.folded) > longSyllable || len(whole.folded) == longSyllable && !isSyllable(whole.folded)) {
			return d.terms(split)
		}
		if decoded, ok := decodeTelex(once(piece)); ok {
			return []term{d.term(newWord(decoded), plain)}
		}
		return []term{d.term(whole, plain)}
	}
	var terms []term
	for _, part := range parts {
		terms = append(terms, d.termsOf(part, verbatim)...)
	}
	return terms
}

// once is a word without the second of two tone keys at its end: che, ff.
func once(piece string) string {
	if n := len(piece); n > 2 && piece[n-1] == piece[n-2] && strings.IndexByte("sfrxj", piece[n-1]) >= 0 {
		return piece[:n-1]
	}
	return piece
}

// sounded reads a word that begins with a letter Vietnamese has not, as the
// young write it: fở for phở, zừa for dừa.
func (d reader) sounded(piece string) (word, bool) {
	for letter, sound := range map[string]string{"f": "ph", "z": "d", "j": "gi", "w": "qu"} {
		if rest, ok := strings.CutPrefix(piece, letter); ok {
			w := newWord(sound + rest)
			return w, d.words.holders(w.folded) > 0
		}
	}
	return word{}, false
}

func (d reader) term(w word, raw string) term {
	return term{word: w, raw: raw, known: d.knows(w.folded)}
}

func (d reader) terms(words []word) []term {
	terms := make([]term, 0, len(words))
	for _, w := range words {
		if w.folded != "" {
			terms = append(terms, d.term(w, w.folded))
		}
	}
	return terms
}

// knows reports whether a word can be found as it is.
func (d reader) knows(folded string) bool {
	if d.words.holders(folded) > 0 || d.thesaurus.knows(folded) || d.places.knows(folded) {
		return true
	}
	one := singular(folded) // but kichs is kích and no plural
	return one != folded && (d.thesaurus.knows(one) || d.words.holders(one) > 0 && !isSyllable(one))
}

// touching reports whether the parts stand side by side in some document.
func (d reader) touching(parts []string) bool {
	for i := 1; i < len(parts); i++ {
		if !d.words.touch(newWord(parts[i-1]).folded, newWord(parts[i]).folded) {
			return false
		}
	}
	return true
}

// interpret looks at the words together: what they stand for, which of them
// matter, and how else each may be written.
func (d reader) interpret(r *reading, verbatim bool) {
	d.markStars(r)
	markMeasures(r)
	if !verbatim {
		d.markPlaces(r)
		d.markPapers(r)
		d.markCorners(r)
		d.markFillers(r)
	}
	for i := range r.terms {
		t := &r.terms[i]
		t.weight = d.weight(t.folded)
		if !t.known {
			t.weight = unknownWeight
		}
		if t.role == quoted || r.covered(i) {
			continue
		}
		d.lookUp(r, i)
	}
	d.join(r)
	d.thesaurus.expand(r)
	for i := range r.terms {
		t := &r.terms[i]
		if t.role == quoted || r.covered(i) {
			continue
		}
		if !t.known && !verbatim {
			if split := d.split(t.word); len(split) > 0 {
				r.ways = append(r.ways, alternative{from: i, to: i + 1, words: split, worth: asSpelled})
			}
			d.addSlips(r, i)
		}
		if !r.covered(i) && t.role == needed {
			t.role = unknown
		}
	}
}

// covered reports whether there is a way to look term i up.
func (r *reading) covered(i int) bool {
	for _, way := range r.ways {
		if i >= way.from && i < way.to {
			return true
		}
	}
	return false
}

// lookUp adds the ways that need no imagination: as typed, as begun, in the
// singular.
func (d reader) lookUp(r *reading, i int) {
	t := r.terms[i]
	if d.words.holders(t.folded) > 0 {
		r.ways = append(r.ways, alternative{from: i, to: i + 1, words: []word{t.word}, worth: asTyped})
	}
	if one := singular(t.folded); one != t.folded && d.words.holders(one) > 0 {
		r.ways = append(r.ways, alternative{from: i, to: i + 1, words: []word{newWord(one)}, worth: asSpelled})
	}
	switch {
	case !t.prefix || !d.words.begins(t.folded), d.thesaurus.english(t.folded):
		return // silk is a word, and not the beginning of a maker called Silky
	case i > 0 && len(t.folded) <= barelyBegun && r.terms[i-1].role != quoted && d.words.goesOn(r.terms[i-1].folded, t.folded):
		r.ways = append(r.ways, alternative{from: i - 1, to: i + 1, words: r.words(i-1, i+1), prefix: true, worth: asBegun})
	default:
		r.ways = append(r.ways, begun(r, i))
	}
	r.terms[i].known = true
}

// begun is the way that takes term i for the beginning of any word.
func begun(r *reading, i int) alternative {
	return alternative{from: i, to: i + 1, words: r.words(i, i+1), prefix: true, worth: asBegun}
}

// join adds, for two neighbours that the catalogue writes as one word, that
// word: Sa Pa and Sapa.
func (d reader) join(r *reading) {
	for i := 1; i < len(r.terms); i++ {
		a, b := r.terms[i-1], r.terms[i]
		if a.role == quoted || b.role == quoted {
			continue
		}
		if joined := a.folded + b.folded; d.words.holders(joined) > 0 {
			r.ways = append(r.ways, alternative{from: i - 1, to: i + 1, words: []word{newWord(a.text + b.text)}, worth: asSpelled})
		}
	}
}

// weight is how much a word tells about what is looked for, from 0.2 for one
// that everything holds to 1.
func (d reader) weight(folded string) float64 {
	all := float64(d.products + 2)
	return max(0.2, 1-math.Log(1+float64(d.words.holders(folded)))/math.Log(all))
}

// split cuts letters typed without a space into words that stand side by side
// in the catalogue; nil where there are none such.
func (d reader) split(w word) []word {
	letters := []rune(w.text)
	if len(letters) > 40 {
		return nil
	}
	piece := func(start, end int) string { return newWord(string(letters[start:end])).folded }
	best := make([][]int, len(letters)+1) // cuts that lead to here
	best[0] = []int{0}
	for end := 1; end <= len(letters); end++ {
		for start := max(0, end-8); start < end-1; start++ {
			cuts := best[start]
			if cuts == nil || best[end] != nil && len(cuts) >= len(best[end]) || d.words.holders(piece(start, end)) == 0 {
				continue
			}
			if n := len(cuts); n > 1 && !d.words.touch(piece(cuts[n-2], start), piece(start, end)) {
				continue
			}
			best[end] = append(slices.Clone(cuts), end)
		}
	}
	cuts := best[len(letters)]
	if len(cuts) < 3 {
		return nil
	}
	words := make([]word, 0, len(cuts)-1)
	for i := 1; i < len(cuts); i++ {
		words = append(words, newWord(string(letters[cuts[i-1]:cuts[i]])))
	}
	return words
}
