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
	folded ordered                   // every name of every line, by its folded text
	toned  ordered                   // the same by its keys
	keys   map[string]bool           // of every word of a name
}

// line is one thing to suggest, with the names it goes by.
type line struct {
	names []name
	rest  string // what else it is found by, folded, each text after a gap
	what  Suggestion
}

// ordered is texts in their order with the lines they belong to.
type ordered struct {
	texts []string
	lines []uint32
}

func (o ordered) Len() int { return len(o.texts) }
func (o ordered) Less(i, j int) bool {
	return o.texts[i] < o.texts[j] || o.texts[i] == o.texts[j] && o.lines[i] < o.lines[j]
}
func (o ordered) Swap(i, j int) {
	o.texts[i], o.texts[j] = o.texts[j], o.texts[i]
	o.lines[i], o.lines[j] = o.lines[j], o.lines[i]
}

// beginning is the n best lines with a text that begins so, and as many that
// are the text itself. A text whose last word has not only begun goes on with
// another word or not at all.
func (o ordered) beginning(text string, begun bool, n int) []uint32 {
	var best []uint32
	from := sort.SearchStrings(o.texts, text)
	for ; from < len(o.texts) && len(best) < n && o.texts[from] == text; from++ {
		best = append(best, o.lines[from])
	}
	same := len(best)
	if !begun {
		text += " "
		from += sort.SearchStrings(o.texts[from:], text)
	}
	to := from + sort.Search(len(o.texts)-from, func(i int) bool { return !strings.HasPrefix(o.texts[from+i], text) })
	for _, line := range o.lines[from:to] {
		if len(best) == same+n && line >= best[len(best)-1] {
			continue
		}
		at, known := slices.BinarySearch(best[same:], line)
		if !known {
			best = slices.Insert(best, same+at, line)
			best = best[:min(len(best), same+n)]
		}
	}
	return best
}

// maxCompared bounds the lines compared for each one wanted. Where more hold the
// words, those are so common that the lines' own order serves as well.
const maxCompared = 30

// tableMaker collects lines, the best first.
type tableMaker struct {
	table
	ids map[string]uint32
	vocabulary
}

func newTableMaker(lines int, known vocabulary) *tableMaker {
	return &tableMaker{vocabulary: known, table: table{lines: make([]line, 0, lines), folded: ordered{make([]string, 0, lines), make([]uint32, 0, lines)}, keys: make(map[string]bool)}, ids: make(map[string]uint32)}
}

// add takes a line with its names and the other texts it is found by. Two
// neighbours also stand as one, as they do in documents.
func (m *tableMaker) add(what Suggestion, names []string, others ...string) {
	at := uint32(len(m.lines))
	l := line{what: what}
	for _, text := range names {
		words := m.wordsIn(text)
		if len(words) == 0 {
			continue
		}
		var n name
		for i, w := range words {
			n.folded, n.keys = n.folded+" "+w.folded, n.keys+" "+w.key
			m.keys[w.key] = true
			m.hold(at, w.folded)
			if i > 0 {
				m.hold(at, besideToken(words[i-1].folded, w.folded))
			}
		}
		if n.keys == n.folded {
			n.keys = n.folded // as in English: once in memory
		}
		l.names = append(l.names, n)
		m.folded.texts, m.folded.lines = append(m.folded.texts, n.folded), append(m.folded.lines, at)
		m.toned.texts, m.toned.lines = append(m.toned.texts, n.keys), append(m.toned.lines, at)
	}
	for _, text := range others {
		words := m.again(text)
		for i, w := range words {
			l.rest += " " + w.folded
			m.hold(at, w.folded)
			if i > 0 {
				m.hold(at, besideToken(words[i-1].folded, w.folded))
			}
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
	sort.Sort(t.folded)
	sort.Sort(t.toned)
	t.short = make(map[string]*bitset.BitSet)
	for i, word := range t.words {
		if len(word) > 2 && word[0] == '0' {
			continue // two words; the first begins alike
		}
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
	var found *bitset.BitSet
	for i, w := range q.words {
		begun := q.begun && i == len(q.words)-1
		lines := union(t.having(w.folded, begun), t.having(besideToken(w.folded, ""), begun)) // typed as one, too
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

// union adds lines to others; either may be nil.
func union(a, b *bitset.BitSet) *bitset.BitSet {
	if a == nil || b == nil {
		return cmp.Or(a, b)
	}
	a.InPlaceUnion(b)
	return a
}

// fulfilling is the lines that fulfil every clause; nil where there are none.
func (t *table) fulfilling(need []Clause) *bitset.BitSet {
	var found *bitset.BitSet
	for _, clause := range need {
		var held *bitset.BitSet
		for _, alternative := range clause {
			held = union(held, t.holdingAll(alternative))
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
		lines := t.having(word, a.Prefix && i == len(a.Words)-1)
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
	best := make([]fit, 0, n+1)
	var worst *fit // of n; nil while there are fewer
	consider := func(i uint32) {
		m := t.compare(i, q, worst)
		if worst != nil && m.better(*worst) >= 0 {
			return
		}
		at, known := slices.BinarySearchFunc(best, m, fit.better)
		if known {
			return
		}
		best = slices.Insert(best, at, m)
		if best = best[:min(n, len(best))]; len(best) == n {
			worst = &best[n-1]
		}
	}
	// Names that begin with the words come first, however far down they stand in
	// the lines' own order; then the best of the others.
	for _, i := range t.beginning(q, n) {
		consider(i)
	}
	most := t.mostTones(q)
	settled := func(i uint32) bool {
		return worst != nil && worst.better(fit{line: i, tones: most, near: inside}) < 0
	}
	if settled(0) {
		return best
	}
	found := t.holding(q)
	if found == nil {
		return best
	}
	i, ok := found.NextSet(0)
	for compared := 0; ok && compared < n*maxCompared && !settled(uint32(i)); compared++ {
		consider(uint32(i))
		i, ok = found.NextSet(i + 1)
	}
	return best
}

// mostTones is how well the marks typed fit at best.
func (t *table) mostTones(q typed) int {
	sum := 0
	for i, w := range q.words {
		switch {
		case !w.marked():
		case t.keys[w.key]:
			sum += 2
		case q.begun && i == len(q.words)-1:
			sum++
		}
	}
	return sum
}

// beginning is lines with a name that begins with what was typed: the best of
// them, and the best of those that have its marks.
func (t *table) beginning(q typed, n int) []uint32 {
	if q.need != nil {
		return nil // the words stand for others
	}
	lines := t.folded.beginning(q.phrase, q.begun, n)
	if q.marked == 0 {
		return lines
	}
	keys := ""
	for _, w := range q.words {
		keys += " " + w.key
	}
	lines = append(lines, t.toned.beginning(keys, q.begun, n)...)
	if q.begun {
		lines = append(lines, t.toned.beginning(untoned(keys), true, 4*n)...) // the tone may go on: dừ, dừa
	}
	return lines
}
