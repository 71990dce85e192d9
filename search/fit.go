package search

import (
	"cmp"
	"strings"
)

// name is a text to compare with what was typed: its words, each after a space.
type name struct {
	folded string
	keys   string // the same words as word.key
}

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

// compare says how well a line fits. Where it cannot come before the last of
// those wanted, worst, that is not looked into further; nil is no such line.
func (t *table) compare(i uint32, q typed, worst *fit) fit {
	m, contested := fit{line: i}, worst == nil || worst.near < inside
	for _, n := range t.lines[i].names {
		other := fit{line: i, near: n.near(q)}
		if !contested && other.near < inside {
			continue // whatever its marks
		}
		if q.marked > 0 {
			other.tones = n.tones(q)
		}
		if other.better(m) < 0 {
			m = other
		}
	}
	if contested && m.near < beside && strings.Contains(t.lines[i].rest, q.phrase) {
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
		switch {
		case !w.marked():
		case holdsWord(n.keys, w.key, false):
			sum += 2
		case q.begun && i == len(q.words)-1 && n.mayBecome(w):
			sum++
		}
	}
	return sum
}

// mayBecome reports whether the name has a word that begins with the letters of
// one whose tone may still come.
func (n name) mayBecome(w word) bool {
	letters, tone := untoned(w.key), w.tone()
	for rest := n.keys; ; {
		at := strings.Index(rest, letters)
		if at < 0 {
			return false
		}
		end := at + len(letters)
		if begins := at > 0 && rest[at-1] == ' '; begins {
			key, _, _ := strings.Cut(rest[at:], " ")
			if tone == '0' || key[len(key)-1] == tone {
				return true
			}
		}
		rest = rest[end:]
	}
}

// untoned is a key without the tone's digit.
func untoned(key string) string {
	if last := len(key) - 1; last > 0 && key[last] >= '1' && key[last] <= '5' {
		return key[:last]
	}
	return key
}
