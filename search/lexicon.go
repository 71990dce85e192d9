package search

import (
	"maps"
	"slices"
	"sort"
	"strings"
	"sync"
)

// lexicon is the catalogue's own vocabulary: every word its documents hold, how
// many hold it, and which words stand side by side. It grows and shrinks with
// the documents and is safe for use by many at once.
type lexicon struct {
	mu      sync.RWMutex
	lexemes map[string]uint32 // by text with marks
	forms   map[string]uint32 // by folded text
	pairs   map[[2]uint32]int32
	counts  []int32 // documents that hold a form
	tones   []uint8 // which tones a form is written with, a bit for each
	glossary
}

// glossary is the part of the lexicon that only grows: a copy of it stays
// valid, and may be read without the lock.
type glossary struct {
	words   []lexeme
	formOf  []uint32 // of each word, the form; by itself because ranking reads nothing else
	folded  []string
	letters []uint32 // which letters a form holds, a bit for each
	sorted  []uint32 // the forms in the order of their texts, when last arranged
}

// lexeme is a word with its marks.
type lexeme struct {
	text string
	key  string
	form uint32
}

// gap stands in a field between things that do not touch.
const gap uint32 = 0

func newLexicon() *lexicon {
	return &lexicon{
		lexemes: map[string]uint32{"": gap}, forms: map[string]uint32{"": gap}, pairs: make(map[[2]uint32]int32), counts: make([]int32, 1), tones: make([]uint8, 1),
		glossary: glossary{words: make([]lexeme, 1), formOf: make([]uint32, 1), folded: make([]string, 1), letters: make([]uint32, 1)},
	}
}

// ids takes the words of texts in and gives their numbers, with a gap between
// one text and the next.
func (l *lexicon) ids(texts ...string) []uint32 {
	l.mu.Lock()
	defer l.mu.Unlock()
	var ids []uint32
	for _, text := range texts {
		from := len(ids)
		for _, piece := range piecesIn(text) {
			for _, part := range cutAtDigits(piece) {
				if id := l.take(part); id != gap {
					ids = append(ids, id)
				}
			}
		}
		if from > 0 && len(ids) > from {
			ids = slices.Insert(ids, from, gap)
		}
	}
	return slices.Clip(ids)
}

// take gives the number of a word; one without letters is a gap.
func (l *lexicon) take(text string) uint32 {
	id, ok := l.lexemes[text]
	if ok {
		return id
	}
	w := newWord(text)
	if w.folded == "" {
		return gap
	}
	id, w.text = uint32(len(l.words)), strings.Clone(w.text)
	l.lexemes[w.text] = id
	form := l.takeForm(w.folded)
	l.tones[form] |= 1 << (w.tone() - '0')
	l.words, l.formOf = append(l.words, lexeme{text: w.text, key: w.key, form: form}), append(l.formOf, form)
	return id
}

func (l *lexicon) takeForm(folded string) uint32 {
	form, ok := l.forms[folded]
	if !ok {
		form = uint32(len(l.folded))
		l.forms[folded] = form
		l.folded, l.letters, l.counts = append(l.folded, folded), append(l.letters, lettersOf(folded)), append(l.counts, 0)
		l.tones = append(l.tones, 0)
	}
	return form
}

// lettersOf sets a bit for each letter of a text.
func lettersOf(text string) uint32 {
	var set uint32
	for i := range len(text) {
		switch c := text[i]; {
		case c >= 'a' && c <= 'z':
			set |= 1 << (c - 'a')
		default:
			set |= 1 << (26 + c%6)
		}
	}
	return set
}

// hasTone reports whether a form may be written with the tone typed. One letter
// wrong leaves the tone on another; a level tone may be one not typed.
func (l *lexicon) hasTone(form int, typed word) bool {
	tones := l.tones[form]
	return typed.tone() == '0' || tones == 0 || tones&(1<<(typed.tone()-'0')) != 0
}

// count notes the documents of an entry, times 1 when it comes and -1 when it
// goes.
func (l *lexicon) count(e *entry, times int32) {
	l.mu.Lock()
	defer l.mu.Unlock()
	seen := make(map[uint32]bool, 32)
	for _, field := range e.fields {
		for i, id := range field {
			form := l.words[id].form
			if form != gap && !seen[form] {
				seen[form] = true
				l.counts[form] += times
			}
			if i == 0 || form == gap || field[i-1] == gap {
				continue
			}
			pair := [2]uint32{l.words[field[i-1]].form, form}
			if l.pairs[pair] += times; l.pairs[pair] <= 0 {
				delete(l.pairs, pair)
			}
		}
	}
}

// list takes in the words the thesaurus looks up, so that slips in them are
// found as well.
func (l *lexicon) list(t *thesaurus) {
	for _, text := range slices.Sorted(maps.Keys(t.words)) {
		l.takeForm(text)
	}
}

// snapshot is the part that can be read without the lock, arranged.
func (l *lexicon) snapshot() glossary {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sorted = arranged(l.sorted, l.folded)
	return l.glossary
}

// beginning is the forms that begin so.
func (g glossary) beginning(prefix string) []uint32 {
	from := sort.Search(len(g.sorted), func(i int) bool { return g.folded[g.sorted[i]] >= prefix })
	to := from
	for to < len(g.sorted) && strings.HasPrefix(g.folded[g.sorted[to]], prefix) {
		to++
	}
	return g.sorted[from:to]
}

// spelled is a form with its marks, as some document writes it.
func (g glossary) spelled(folded string) string {
	for _, w := range g.words {
		if g.folded[w.form] == folded {
			return w.text
		}
	}
	return folded
}

// holders is how many documents hold a folded word.
func (l *lexicon) holders(folded string) int {
	form, ok := l.forms[folded]
	if !ok {
		return 0
	}
	return int(l.counts[form])
}

// writes reports whether some text has a word with just these marks.
func (l *lexicon) writes(w word) bool {
	id, ok := l.lexemes[w.text]
	return ok && l.counts[l.words[id].form] > 0
}

// idsOf is words as documents hold them; one that none holds has no form.
func (l *lexicon) idsOf(words []word) []lexeme {
	l.mu.RLock()
	defer l.mu.RUnlock()
	list := make([]lexeme, len(words))
	for i, w := range words {
		form, ok := l.forms[w.folded]
		if !ok {
			form = ^uint32(0)
		}
		list[i] = lexeme{text: w.text, key: w.key, form: form}
	}
	return list
}

// touch reports whether two folded words stand side by side anywhere.
func (l *lexicon) touch(a, b string) bool {
	first, ok := l.forms[a]
	second, also := l.forms[b]
	return ok && also && l.pairs[[2]uint32{first, second}] > 0
}

// begins reports whether a word of some document begins so, and goes on.
func (l *lexicon) begins(prefix string) bool {
	return slices.ContainsFunc(l.beginning(prefix), func(form uint32) bool {
		return l.counts[form] > 0 && len(l.folded[form]) > len(prefix)
	})
}

// goesOn reports whether a word that begins so stands after another anywhere.
func (l *lexicon) goesOn(before, prefix string) bool {
	first, ok := l.forms[before]
	return ok && slices.ContainsFunc(l.beginning(prefix), func(form uint32) bool {
		return l.pairs[[2]uint32{first, form}] > 0
	})
}
