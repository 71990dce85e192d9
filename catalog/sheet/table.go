package sheet

import "strings"

// maxColumns is how many columns of a file are read.
const maxColumns = 128

// grid is a file as lines of clean cells, before anything is understood.
type grid struct {
	lines     []line
	epoch1904 bool            // the calendar of its day numbers
	merged    [maxColumns]int // last line where cells of a column are merged downwards
}

// readTable understands a grid. It returns a Refusal when there is no table.
func readTable(g grid, opt Options) (*List, error) {
	if len(g.lines) == 0 {
		return nil, &Refusal{Reason: Empty}
	}
	header, at := opt.header(g.lines)
	if header == nil {
		return nil, noTable(g.lines)
	}
	t := &table{grid: g, layout: header, list: &List{}}
	t.list.Columns, t.list.Unused = header.columns()
	t.list.Title = parseTitle(titleLines(g.lines[:at]))
	t.carry = newCarry(header, g)
	for i := at + header.numbers; i < len(g.lines); i++ {
		i += t.read(i)
	}
	if len(t.list.Rows) == 0 {
		return nil, &Refusal{Reason: NoRows, Line: g.lines[at].number}
	}
	return t.list, nil
}

// titleLines are the texts above the header.
func titleLines(lines []line) []string {
	var texts []string
	for _, l := range lines {
		if l.comment() {
			continue
		}
		for _, c := range l.cells {
			if c != "" && len(texts) < 40 {
				texts = append(texts, c)
			}
		}
	}
	return texts
}

// table walks the lines below the header.
type table struct {
	grid    grid
	layout  *layout
	list    *List
	outline outline
	carry   *carry
}

// read takes one line and tells how many lines after it were used with it.
func (t *table) read(i int) int {
	l := t.grid.lines[i]
	switch {
	case l.comment():
	case t.columnNumbers(l):
		t.skip(l, SkipNumbers)
	case t.repeated(l):
		t.skip(l, SkipHeader)
	case total(l):
		t.skip(l, SkipTotal)
	default:
		if next := t.newHeader(i); next != nil {
			t.layout, t.carry = next, newCarry(next, t.grid)
			t.skip(l, SkipHeader)
			return next.numbers - 1
		}
		if s, ok := t.heading(l); ok {
			t.enter(l, s)
			return 0
		}
		t.list.Rows = append(t.list.Rows, t.rows(l)...)
	}
	return 0
}

func (t *table) skip(l line, kind SkipKind) {
	t.list.Skipped = append(t.list.Skipped, Skip{Line: l.number, Kind: kind, Text: l.text()})
}

func (t *table) enter(l line, s section) {
	t.carry.clear()
	kind := SkipSection
	if s.kind == otherSection {
		kind = SkipHeading
	}
	t.outline = t.outline.enter(s)
	t.skip(l, kind)
}

// columnNumbers recognises the row "(1) (2) (3)" under a header: it counts up
// from one through at least half of the columns, so that a row of which only
// the number and the stars are given is still a row.
func (t *table) columnNumbers(l line) bool {
	n := 0
	for _, c := range l.cells {
		c, _, _ = strings.Cut(c, "=") // (5)=(3)+(4)
		c = strings.Trim(c, "()[] ")
		switch {
		case c == "" || n == 0 && len(c) == 1 && c[0] >= 'A' && c[0] <= 'Z': // A B 1 2 3
		case digits(c) && len(c) <= 3 && atoi(c) == n+1:
			n++
		default:
			return false
		}
	}
	return n >= 2 && n*2 >= t.layout.found
}

// repeated recognises the header again, as it stands on top of each page.
func (t *table) repeated(l line) bool {
	same, filled := 0, 0
	for i, c := range l.cells {
		if c == "" {
			continue
		}
		filled++
		if i < len(t.layout.labels) && t.layout.labels[i] != "" && strings.EqualFold(c, t.layout.labels[i]) {
			same++
		}
	}
	return same >= 2 && same*2 > filled
}

// newHeader recognises another table below the first, with other columns.
func (t *table) newHeader(i int) *layout {
	l := t.grid.lines[i]
	if at, ok := t.layout.column(FieldOrdinal); ok && digits(l.cell(at)) {
		return nil
	}
	exact := 0
	for _, c := range l.cells {
		if c != "" && len(c) <= 60 {
			if _, rank := exactField(fold(c)); rank >= rankCommon {
				exact++
			}
		}
	}
	if exact < 3 || exact*2 <= l.filled() {
		return nil
	}
	return headerAt(t.grid.lines, i)
}

// total recognises "Cộng: 16 sản phẩm" and "Tổng cộng". The words are compared
// with their marks, so that "Cồng chiêng" stays a product.
func total(l line) bool {
	_, text := l.first()
	lower := strings.ToLower(text)
	for _, word := range []string{"tổng cộng", "tổng số", "tổng", "cộng", "total", "tong cong"} {
		rest, found := strings.CutPrefix(lower, word)
		if !found {
			continue
		}
		rest = strings.TrimLeft(rest, " :.(-–=")
		if rest == "" || len(rest) < len(lower)-len(word) && totalRest(rest) {
			return true
		}
	}
	return false
}

// totalRest tells what may follow the word: a number or what was counted.
func totalRest(rest string) bool {
	if rest[0] >= '0' && rest[0] <= '9' {
		return true
	}
	for _, word := range []string{"sản phẩm", "chủ thể", "toàn", "huyện", "tỉnh", "thành phố", "thị xã", "xã", "số", "nhóm",
		"mục", "i", "v", "x", "cộng", "danh sách"} {
		if next, found := strings.CutPrefix(rest, word); found && (next == "" || strings.ContainsAny(next[:1], " :,.)ivx")) {
			return true
		}
	}
	return false
}

// heading recognises a section row: a number and a text, or a text alone.
func (t *table) heading(l line) (section, bool) {
	first, text := l.first()
	name, _ := t.layout.column(FieldName)
	switch filled := l.filled(); {
	case filled == 1:
		return t.loneHeading(first, name, text)
	case numeral(text) == plainStyle || numeral(text) == arabicStyle && filled > 2:
		return section{}, false
	default:
		style := numeral(text)
		at, title := next(l, first)
		if digits(title) || at > max(name, first+1) {
			return section{}, false
		}
		s := readSection(style, title)
		if style == arabicStyle && !s.announced(title) {
			return section{}, false // a row with nothing but its name
		}
		return s, filled == 2 || s.kind != otherSection && t.bare(l)
	}
}

// loneHeading decides about a line with a single text: a heading, a foot line,
// or a product of which only the name is known.
func (t *table) loneHeading(at, name int, text string) (section, bool) {
	style, rest := numbered(text)
	s := readSection(style, rest)
	switch {
	case style == romanStyle || style == letterStyle:
		return s, true
	case s.announced(rest) || s.kind == starSection || at != name:
		return s, true
	case t.layout.has(FieldOrdinal) && shout(text):
		return s, true
	}
	return section{}, false
}

// bare reports whether a line names no maker and no address; a section row may
// carry counts, but not these.
func (t *table) bare(l line) bool {
	for _, f := range []Field{FieldProducer, FieldAddress} {
		if i, ok := t.layout.column(f); ok && l.cell(i) != "" && !digits(l.cell(i)) {
			return false
		}
	}
	return true
}

// next is the next cell after a column that holds something.
func next(l line, after int) (int, string) {
	for i := after + 1; i < len(l.cells); i++ {
		if l.cells[i] != "" {
			return i, l.cells[i]
		}
	}
	return -1, ""
}

func atoi(s string) int {
	n := 0
	for i := 0; i < len(s) && i < 6; i++ {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// noTable tells prose from a table without a header.
func noTable(lines []line) error {
	var texts []line
	for _, l := range lines {
		if !l.comment() && l.filled() > 0 {
			texts = append(texts, l)
		}
	}
	if len(texts) == 0 {
		return &Refusal{Reason: Empty}
	}
	if prose(texts) {
		return &Refusal{Reason: Prose, Line: texts[0].number, Text: excerpt(strings.Join(texts[0].cells, ", "))}
	}
	return &Refusal{Reason: NoHeader, Line: texts[0].number, Text: texts[0].text()}
}

// prose reports whether lines are sentences: most end or run on like
// sentences, or their number of cells is as uneven as commas are.
func prose(lines []line) bool {
	widths := map[int]int{}
	most, sentences := 0, 0
	for _, l := range lines {
		n := l.filled()
		if n > 1 {
			widths[n]++
			most = max(most, widths[n])
		}
		last := l.cells[len(l.cells)-1]
		words := len(strings.Fields(strings.Join(l.cells, " ")))
		if words > 12*n || words > 4 && strings.ContainsAny(last[len(last)-1:], ".;,:") {
			sentences++
		}
	}
	return most*2 <= len(lines) || sentences*2 >= len(lines)
}
