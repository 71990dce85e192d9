package sheet

import "strings"

// carry fills what a list leaves out because it stands in the line above: a
// ditto mark, or, where the list is written that way, an empty cell.
type carry struct {
	layout *layout
	above  []string // what each column held in the last row, filled in
	open   bool     // whether empty cells may still refer to the line above
	blanks bool     // whether empty cells ever mean "as above"
	own    []bool   // columns in which they never do
}

// newCarry decides how a list is written. A list with section or STT rows
// leaves repeated cells empty; one with a column for the kind of producer
// comes from a register, where empty means unknown. In a column that merges
// cells below the header, a cell that is not merged is empty on purpose.
func newCarry(l *layout, g grid) *carry {
	c := &carry{layout: l, above: make([]string, len(l.labels)), own: make([]bool, len(l.labels))}
	c.blanks = l.has(FieldOrdinal) && !l.has(FieldProducerType)
	for i := range c.own {
		c.own[i] = i < maxColumns && g.merged[i] > l.line
	}
	return c
}

// clear begins a new section: its rows continue nothing, but a ditto mark may
// still mean the row above.
func (c *carry) clear() {
	c.open = false
	c.blanks = !c.layout.has(FieldProducerType)
}

// fill replaces ditto marks and empty cells of a row, and returns the columns
// of ditto marks that refer to nothing.
func (c *carry) fill(cells []string) (nothing []int) {
	blank := make([]bool, len(c.above))
	for i := range c.above {
		switch {
		case cells[i] == "":
			blank[i] = true
		case ditto(cells[i]):
			if c.above[i] == "" {
				nothing = append(nothing, i)
			}
			cells[i] = c.above[i]
		case dash(cells[i]): // "none", said outright
			cells[i] = ""
		}
	}
	if c.blanks && c.open {
		c.fillBlanks(cells, blank)
	}
	copy(c.above, cells)
	c.open = true
	return nothing
}

// fillBlanks carries on what belongs to the maker while no new maker is named,
// the decision while nothing of another one is given, and the places and
// groups until the next. Names, stars, codes and notes are never carried on:
// what a row does not say about its own product stays unknown.
func (c *carry) fillBlanks(cells []string, blank []bool) {
	empty := func(f Field) bool {
		i, ok := c.layout.column(f)
		return !ok || blank[i] && !c.own[i]
	}
	take := func(fields ...Field) {
		for _, f := range fields {
			if i := c.layout.index[f]; i >= 0 && blank[i] && !c.own[i] {
				cells[i] = c.above[i]
			}
		}
	}
	ownPlace := place{}
	if i, ok := c.layout.column(FieldAddress); ok && !blank[i] {
		ownPlace = splitAddress(cells[i])
	}
	if empty(FieldProducer) {
		take(FieldProducer, FieldAddress)
		if ownPlace.commune == "" {
			take(FieldCommune)
		}
	}
	if ownPlace.district == "" {
		take(FieldDistrictFormer)
	}
	if ownPlace.province == "" {
		take(FieldProvince, FieldProvinceFormer)
	}
	take(FieldGroup, FieldSet, FieldSubgroup, FieldYear)
	if empty(FieldDecisionNo) && empty(FieldDecisionDate) && empty(FieldIssuer) && empty(FieldExpiresOn) {
		take(FieldDecisionNo, FieldDecisionDate, FieldIssuer, FieldExpiresOn)
	}
}

// ditto recognises the marks for "as above".
func ditto(s string) bool {
	if len(s) > 20 {
		return false
	}
	switch strings.ToLower(strings.Trim(s, " .-–—_/")) {
	case `"`, `""`, "″", "〃", "''", "'", "`", "``", "´´", "’’", "’", "‘‘", "“", "”", "„", "“”", "””", "““", "„„", "‟", "ˮ",
		"nt", "như trên", "ditto", "như tr":
		return true
	case "":
		return strings.Contains(s, "//") // -//-
	}
	return false
}

// dash recognises a cell that says there is nothing.
func dash(s string) bool {
	return strings.Trim(s, "-–—…._ ") == ""
}
