package sheet

import "strings"

// line is one row of the file as cells of clean text.
type line struct {
	number int
	cells  []string
}

// cell is the text in a column; lines end where their last text ends.
func (l line) cell(i int) string {
	if i < 0 || i >= len(l.cells) {
		return ""
	}
	return l.cells[i]
}

// first is the first cell that holds something.
func (l line) first() (int, string) {
	for i, c := range l.cells {
		if c != "" {
			return i, c
		}
	}
	return -1, ""
}

// filled counts the cells that hold something.
func (l line) filled() int {
	n := 0
	for _, c := range l.cells {
		if c != "" {
			n++
		}
	}
	return n
}

// comment reports whether the line is a remark. A header may begin with "#" as
// the name of its first column.
func (l line) comment() bool {
	_, c := l.first()
	return strings.HasPrefix(c, "#") && (c != "#" || l.filled() == 1)
}

// text is the whole line for a message.
func (l line) text() string {
	var parts []string
	for _, c := range l.cells {
		if c != "" {
			parts = append(parts, c)
		}
	}
	return excerpt(strings.Join(parts, " · "))
}

// layout is what a header row says about the columns.
type layout struct {
	index   [fieldCount]int // column of each field, -1 when there is none
	rank    [fieldCount]int
	marks   []starMark // columns named "3 sao", "4 sao" …, marked with an x
	labels  []string
	found   int // fields found
	exact   int // fields found by an exact label
	numbers int // header rows used
	line    int // number of the last of them
}

// starMark is a column that stands for one rating.
type starMark struct{ index, stars int }

func (l *layout) column(f Field) (int, bool) {
	if i := l.index[f]; i >= 0 {
		return i, true
	}
	if f == FieldStars && len(l.marks) > 0 {
		return l.marks[0].index, true
	}
	return 0, false
}

func (l *layout) has(f Field) bool {
	_, ok := l.column(f)
	return ok
}

// valid reports whether the labels make a header: the names of the products
// and something else, and at least two labels that are exactly right.
func (l *layout) valid() bool {
	return l.has(FieldName) && l.found >= 2 && l.exact >= 2
}

// newLayout reads labels, each a list of readings, the best first.
func newLayout(labels [][]string) *layout {
	l := &layout{labels: make([]string, len(labels)), numbers: 1}
	for f := range l.index {
		l.index[f] = -1
	}
	for i, readings := range labels {
		if len(readings) == 0 || i >= maxColumns {
			continue
		}
		l.labels[i] = readings[len(readings)-1]
		if n := markLabel(l.labels[i]); n > 0 {
			l.marks = append(l.marks, starMark{i, n})
			continue
		}
		l.add(i, readings)
	}
	if len(l.marks) == 1 { // one such column is no set of boxes to tick
		l.marks = nil
	}
	if len(l.marks) > 0 {
		l.index[FieldStars] = -1
		l.found, l.exact = l.found+1, l.exact+1
	}
	return l
}

// add gives a column to the field of its best reading, if no better column has
// it.
func (l *layout) add(i int, readings []string) {
	best, rank := noField, 0
	for _, r := range readings {
		if r == "#" {
			best, rank = FieldOrdinal, rankExact
			break
		}
		if f, n := fieldOf(r); n > rank {
			best, rank = f, n
		}
	}
	if best == noField || l.rank[best] >= rank {
		return
	}
	if l.index[best] < 0 {
		l.found++
	}
	if l.rank[best] < rankWeak && rank >= rankWeak {
		l.exact++
	}
	l.index[best], l.rank[best] = i, rank
}

// markLabel reads the label of a column that stands for one rating.
func markLabel(label string) int {
	folded := fold(label)
	if len(folded) == 5 && folded[1:] == " sao" && folded[0] >= '1' && folded[0] <= '5' {
		return int(folded[0] - '0')
	}
	return 0
}

// headerOf reads one line as a header.
func headerOf(l line) *layout {
	labels := make([][]string, len(l.cells))
	for i, c := range l.cells {
		if c != "" {
			labels[i] = []string{c}
		}
	}
	h := newLayout(labels)
	h.line = l.number
	return h
}

// headerOfTwo reads two lines as one header: a label of the upper line spans
// the columns up to the next label, and the lower line divides it.
func headerOfTwo(upper, lower line) *layout {
	labels := make([][]string, max(len(upper.cells), len(lower.cells)))
	span := ""
	for i := range labels {
		up, low := upper.cell(i), lower.cell(i)
		if up != "" {
			span = up
		}
		switch {
		case low == "" && up != "":
			labels[i] = []string{up}
		case low != "" && (span == "" || span == low):
			labels[i] = []string{low}
		case low != "":
			labels[i] = []string{low + " " + span, span + " " + low, low}
		}
	}
	l := newLayout(labels)
	l.numbers, l.line = 2, lower.number
	return l
}

// headerLines is how far into a file the header is looked for; the text of a
// decision may stand above its annex.
const headerLines = 300

// findHeader finds the header and the place in lines where it begins.
func findHeader(lines []line) (*layout, int) {
	for i := 0; i < len(lines) && i < headerLines; i++ {
		if lines[i].comment() || lines[i].filled() < 2 {
			continue
		}
		if l := headerAt(lines, i); l != nil {
			return l, i
		}
	}
	return nil, -1
}

// headerAt reads the header that begins at a line, of one row or two, or nil.
func headerAt(lines []line, i int) *layout {
	one := headerOf(lines[i])
	if i+1 < len(lines) && !lines[i+1].comment() {
		two, next := headerOfTwo(lines[i], lines[i+1]), headerOf(lines[i+1])
		better := two.found > one.found || len(two.marks) > len(one.marks)
		if two.valid() && better && (two.found > next.found || len(two.marks) > len(next.marks)) {
			return two
		}
		if one.valid() && next.found > one.found && next.valid() {
			return nil // the line below is the header, this one groups its columns
		}
	}
	if one.valid() {
		return one
	}
	return nil
}

// columns lists what the header is understood to say, left to right.
func (l *layout) columns() (used []Column, unused []string) {
	for i, label := range l.labels {
		field := noField
		for f, at := range l.index {
			if at == i {
				field = Field(f)
			}
		}
		for _, m := range l.marks {
			if m.index == i {
				field = FieldStars
			}
		}
		switch {
		case field != noField:
			used = append(used, Column{Field: field, Label: label, Index: i})
		case label != "":
			unused = append(unused, label)
		}
	}
	return used, unused
}
