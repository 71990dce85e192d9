package search

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/bits-and-blooms/bitset"
)

// table finds lines by words the last of which is only begun, fast enough to be
// asked at every key. It never changes once built.
type table struct {
	lines  []line                    // the best first
	words  []string                  // every folded word of a line, sorted
	held   [][]uint32                // by word: the lines that hold it
	short  map[string]*bitset.BitSet // the lines that hold a word beginning with one or two letters
	byHead []head                    // every name of every line, by folded text
}

// line is one thing to suggest, with the names it goes by.
type line struct {
	names []name
	rest  string // what else it is found by, folded, each text after a gap
	what  Suggestion
}

// name is a text to compare with what was typed: its words, each after a space.
type name struct {
	folded string
	keys   string // the same words as word.key
}

// head is a name in the order of names.
type head struct {
	folded string
	line   uint32
}

// Most lines and names compared for one question. Beyond that the words are so
// common that the lines' own order serves as well.
const maxCompared = 2000

// How near a name is to what was typed.
const (
	elsewhere = iota // the words stand in what belongs to the line
	scattered        // they stand in the name, in any order
	beside           // they stand side by side in its maker or its place
	inside           // they stand side by side in the name
	atStart          // the name begins with them
	whole            // they are the name
)

// fit is a line with how well it fits; more is better.
type fit struct {
	line  uint32
	tones int // how well the typed marks fit
	near  int
}

// better orders fits: names with all the words side by side first, among them
// marks before nearness; for the others nearness counts before marks.
func (m fit) better(o fit) int {
	if both := min(m.near, o.near); both >= inside {
		return cmp.Or(cmp.Compare(o.tones, m.tones), cmp.Compare(o.near, m.near), cmp.Compare(m.line, o.line))
	}
	return cmp.Or(cmp.Compare(o.near, m.near), cmp.Compare(o.tones, m.tones), cmp.Compare(m.line, o.line))
}

// tableMaker collects lines, the best first.
type tableMaker struct {
	table
	ids map[string]uint32
}

func newTableMaker(lines int) *tableMaker {
	return &tableMaker{table: table{lines: make([]line, 0, lines), byHead: make([]head, 0, lines)}, ids: make(map[string]uint32)}
}

// add takes a line with its names and the other texts it is found by. Two
// neighbours in a name are also found typed as one.
func (m *tableMaker) add(what Suggestion, names []string, others ...string) {
	at := uint32(len(m.lines))
	l := line{what: what}
	for _, text := range names {
		words := wordsIn(text)
		if len(words) == 0 {
			continue
		}
		var n name
		for i, w := range words {
			n.folded, n.keys = n.folded+" "+w.folded, n.keys+" "+w.key
			m.hold(at, w.folded)
			if i > 0 {
				m.hold(at, words[i-1].folded+w.folded)
			}
		}
		l.names = append(l.names, n)
		m.byHead = append(m.byHead, head{n.folded, at})
	}
	for _, text := range others {
		for _, w := range wordsIn(text) {
			l.rest += " " + w.folded
			m.hold(at, w.folded)
		}
		l.rest += " |"
	}
	m.lines = append(m.lines, l)
}

// hold notes that a line holds a word.
func (m *tableMaker) hold(at uint32, folded string) {
	id, ok := m.ids[folded]
	if !ok {
		id = uint32(len(m.words))
		m.ids[folded] = id
		m.words, m.held = append(m.words, folded), append(m.held, nil)
	}
	if lines := m.held[id]; len(lines) == 0 || lines[len(lines)-1] != at {
		m.held[id] = append(lines, at)
	}
}

// done arranges the table for reading.
func (m *tableMaker) done() *table {
	t := &m.table
	sort.Sort(byWord{t})
	slices.SortFunc(t.byHead, func(a, b head) int { return cmp.Or(strings.Compare(a.folded, b.folded), cmp.Compare(a.line, b.line)) })
	t.short = make(map[string]*bitset.BitSet)
	for i, word := range t.words {
		for n := 1; n <= min(2, len(word)); n++ {
			lines := t.short[word[:n]]
			if lines == nil {
				lines = bitset.New(uint(len(t.lines)))
				t.short[word[:n]] = lines
			}
			mark(lines, t.held[i])
		}
	}
	return t
}

// byWord sorts the words of a table with the lines that hold them.
type byWord struct{ *table }

func (t byWord) Len() int           { return len(t.words) }
func (t byWord) Less(i, j int) bool { return t.words[i] < t.words[j] }
func (t byWord) Swap(i, j int) {
	t.words[i], t.words[j] = t.words[j], t.words[i]
	t.held[i], t.held[j] = t.held[j], t.held[i]
}

func mark(set *bitset.BitSet, lines []uint32) {
	for _, i := range lines {
		set.Set(uint(i))
	}
}

// holding is the lines that hold what was typed: every word, the last one
// perhaps only begun, or where the words were read, what they were read as. It
// is nil where there are none.
func (t *table) holding(q typed) *bitset.BitSet {
	if q.need != nil {
		return t.fulfilling(q.need)
	}
	words := make([]string, len(q.words))
	for i, w := range q.words {
		words[i] = w.folded
	}
	return t.holdingAll(Alternative{Words: words, Prefix: q.begun})
}

// fulfilling is the lines that fulfil every clause; nil where there are none.
func (t *table) fulfilling(need []Clause) *bitset.BitSet {
	var found *bitset.BitSet
	for _, clause := range need {
		var held *bitset.BitSet
		for _, alternative := range clause {
			lines := t.holdingAll(alternative)
			switch {
			case lines == nil:
			case held == nil:
				held = lines
			default:
				held.InPlaceUnion(lines)
			}
		}
		switch {
		case held == nil:
			return nil
		case found == nil:
			found = held
		default:
			found.InPlaceIntersection(held)
		}
	}
	return found
}

// holdingAll is the lines that hold all words of an alternative; nil where there
// are none.
func (t *table) holdingAll(a Alternative) *bitset.BitSet {
	var found *bitset.BitSet
	for i, word := range a.Words {
		lines := t.having(joinedIn(word), a.Prefix && i == len(a.Words)-1)
		switch {
		case lines == nil:
			return nil
		case found == nil:
			found = lines
		default:
			found.InPlaceIntersection(lines)
		}
	}
	return found
}

// having is the lines that hold a word, or one that begins with it; nil where
// there are none.
func (t *table) having(word string, begun bool) *bitset.BitSet {
	if begun && len(word) <= 2 {
		if lines := t.short[word]; lines != nil {
			return lines.Clone()
		}
		return nil
	}
	var lines *bitset.BitSet
	from, _ := slices.BinarySearch(t.words, word)
	for i := from; i < len(t.words) && (t.words[i] == word || begun && strings.HasPrefix(t.words[i], word)); i++ {
		if lines == nil {
			lines = bitset.New(uint(len(t.lines)))
		}
		mark(lines, t.held[i])
	}
	return lines
}

// best is the n lines that fit best.
func (t *table) best(q typed, n int) []fit {
	found := t.holding(q)
	if found == nil {
		return nil
	}
	var best []fit
	consider := func(i uint32) {
		m := t.compare(i, q)
		at, known := slices.BinarySearchFunc(best, m, fit.better)
		if known || at >= n {
			return
		}
		best = slices.Insert(best, at, m)
		best = best[:min(n, len(best))]
	}
	// Names that begin with the words come first, however far down they stand in
	// the lines' own order; then the best of the others.
	from, _ := slices.BinarySearchFunc(t.byHead, q.phrase, func(h head, phrase string) int { return strings.Compare(h.folded, phrase) })
	for i := from; i < len(t.byHead) && i < from+maxCompared && strings.HasPrefix(t.byHead[i].folded, q.phrase); i++ {
		if line := t.byHead[i].line; found.Test(uint(line)) {
			consider(line)
		}
	}
	compared := 0
	for i, ok := found.NextSet(0); ok && compared < maxCompared; i, ok = found.NextSet(i + 1) {
		consider(uint32(i))
		compared++
	}
	return best
}

// compare says how well a line fits.
func (t *table) compare(i uint32, q typed) fit {
	m := fit{line: i}
	for _, n := range t.lines[i].names {
		other := fit{line: i, near: n.near(q)}
		if q.marked {
			other.tones = n.tones(q)
		}
		if other.better(m) < 0 {
			m = other
		}
	}
	if m.near < beside && strings.Contains(t.lines[i].rest, q.phrase) {
		m.near = beside
	}
	return m
}

func (n name) near(q typed) int {
	at := strings.Index(n.folded, q.phrase)
	switch {
	case at == 0 && len(n.folded) == len(q.phrase):
		return whole
	case at == 0 && q.ends(n.folded, at):
		return atStart
	case at >= 0 && q.ends(n.folded, at):
		return inside
	}
	for i, w := range q.words {
		if !holdsWord(n.folded, w.folded, q.begun && i == len(q.words)-1) {
			return elsewhere
		}
	}
	return scattered
}

// ends reports whether the phrase, found at a place, ends where a word does, or
// may go on.
func (q typed) ends(text string, at int) bool {
	end := at + len(q.phrase)
	return q.begun || end == len(text) || text[end] == ' '
}

func holdsWord(text, word string, begun bool) bool {
	for rest := text; ; {
		at := strings.Index(rest, word)
		if at < 0 {
			return false
		}
		end := at + len(word)
		if at > 0 && rest[at-1] == ' ' && (begun || end == len(rest) || rest[end] == ' ') {
			return true
		}
		rest = rest[end:]
	}
}

// tones is how well the marks typed fit: 2 for each word that stands in the
// name just so, 1 for the last one when it can still become so.
func (n name) tones(q typed) int {
	sum := 0
	for i, w := range q.words {
		if !w.marked() {
			continue
		}
		best, letters, tone := 0, untoned(w.key), w.tone()
		for key := range strings.FieldsSeq(n.keys) {
			switch {
			case key == w.key:
				best = 2
			case q.begun && i == len(q.words)-1 && strings.HasPrefix(key, letters) && (tone == '0' || strings.HasSuffix(key, string(tone))):
				best = max(best, 1)
			}
		}
		sum += best
	}
	return sum
}

// untoned is a key without the tone's digit.
func untoned(key string) string {
	if last := len(key) - 1; last > 0 && key[last] >= '1' && key[last] <= '5' {
		return key[:last]
	}
	return key
}
