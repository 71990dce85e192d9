// Package sheet reads the lists that offices publish (CSV, tab-separated text
// and XLSX) into typed rows, and writes plain tables in the same two forms.
//
// It knows how such lists look: title lines above the table, headers of one or
// two rows in Vietnamese or English, column numbers, section rows, merged
// cells, ditto marks, totals, six ways to write four stars, and the encodings
// in which all of that arrives. It refuses to know what the words mean: it has
// no list of provinces, kinds or groups, opens no database, and never guesses
// a star, a maker or a decision that the list does not state.
package sheet

// List is one published list, read.
type List struct {
	Format    Format
	Encoding  string   // of a text file: "UTF-8", "UTF-16" or "Windows-1258"; empty for XLSX
	Delimiter string   // of a text file: "," ";" or a tab; empty for XLSX
	Sheet     string   // of an XLSX file: the sheet that was read
	Others    []string // of an XLSX file: visible sheets that were not read
	Replaced  int      // characters that could not be decoded and read as U+FFFD
	Legacy    int      // of an XLSX file: cells in a font of before Unicode (TCVN3, VNI), converted
	Title     Title
	Columns   []Column // the columns that were understood, left to right
	Unused    []string // labels of columns that carry something else
	Rows      []Row
	Skipped   []Skip // lines below the header that are no rows
}

// Format is the form of a file.
type Format string

// The forms that are read.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
)

// Column is a column of the list whose label was understood.
type Column struct {
	Field Field
	Label string // as published
	Index int    // counted from 0
}

// Row is one product of the list. Texts are NFC, trimmed, with single spaces,
// and otherwise as published; a text that the list does not give is empty.
// Names of places come without their kind ("Rạch Giá", not "TP. Rạch Giá"),
// unless they are a number ("Quận 3").
type Row struct {
	Line int // as a spreadsheet counts its rows, from 1

	ID, Name, NameEN       string
	Producer, ProducerType string

	Address, Commune, DistrictFormer string
	Province, ProvinceFormer         string
	Section                          string // heading above the row that is no place, group or star

	Group, Set, Subgroup string

	Stars        Stars
	Year         int // of the rating; 0 is unknown
	DecisionNo   string
	DecisionDate Day
	ExpiresOn    Day
	Issuer       string
	Code         string
	Source, Note string

	// Problems are what could not be read; Refused tells whether the row can
	// be used at all.
	Problems []Problem

	layout *layout
}

// Cell names the cell that holds the row's field, like "E12". Where the list
// has no such column it is the row's first cell.
func (r Row) Cell(f Field) string {
	if r.layout == nil {
		return cellName(0, r.Line)
	}
	if i, ok := r.layout.column(f); ok {
		return cellName(i, r.Line)
	}
	return cellName(0, r.Line)
}

// Refused reports the first problem that makes the row unusable: it has no
// name, or its stars cannot be read.
func (r Row) Refused() (Problem, bool) {
	for _, p := range r.Problems {
		if p.Code.Refuses() {
			return p, true
		}
	}
	return Problem{}, false
}

// Has reports whether the list has a column for the field.
func (l *List) Has(f Field) bool {
	for _, c := range l.Columns {
		if c.Field == f {
			return true
		}
	}
	return false
}

// Skip is a line below the header that holds no product.
type Skip struct {
	Line int
	Kind SkipKind
	Text string // beginning of the line
}

// SkipKind says what a skipped line is.
type SkipKind string

// The kinds of lines that hold no product. Empty and # lines are not reported.
const (
	SkipNumbers SkipKind = "column-numbers"
	SkipHeader  SkipKind = "repeated-header"
	SkipTotal   SkipKind = "total"
	SkipSection SkipKind = "section" // a heading whose meaning went into the rows below
	SkipHeading SkipKind = "heading" // a heading that was not understood, or a foot line
)

// cellName is the spreadsheet name of a cell; column counts from 0, line from 1.
func cellName(column, line int) string {
	letters := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return letters + itoa(line)
}
