package sheet

import (
	"fmt"
	"strconv"
)

// Problem is something in a row that could not be read. Code and Value stay
// stable, so that messages can be made in the reader's language.
type Problem struct {
	Field Field
	Cell  string // like "E12"
	Code  Code
	Value string // what stands there, shortened
}

// Code is the stable name of a kind of problem.
type Code string

// The kinds of problems.
const (
	NameMissing     Code = "name-missing"     // refuses the row
	StarsUnreadable Code = "stars-unreadable" // refuses the row
	StarsRange      Code = "stars-range"      // a number outside 0–5; refuses the row
	DateUnreadable  Code = "date-unreadable"  // read as unknown
	YearUnreadable  Code = "year-unreadable"  // read as unknown
	DittoNothing    Code = "ditto-nothing"    // a ditto mark with nothing above; read as empty
	CellError       Code = "cell-error"       // an error value of a spreadsheet; read as empty
	CellCut         Code = "cell-cut"         // longer than any such text; cut
	TextDamaged     Code = "text-damaged"     // characters lost before the list came here
	NamesSplit      Code = "names-split"      // one line of several products, read as several rows
)

// Refuses reports whether a row with this problem cannot be used.
func (c Code) Refuses() bool {
	return c == NameMissing || c == StarsUnreadable || c == StarsRange
}

// String says the problem in English.
func (p Problem) String() string {
	where := p.Cell + ": "
	switch p.Code {
	case NameMissing:
		return where + "the product has no name"
	case StarsUnreadable:
		return fmt.Sprintf("%scannot read %q as stars", where, p.Value)
	case StarsRange:
		return fmt.Sprintf("%s%q is not between 0 and 5 stars", where, p.Value)
	case DateUnreadable:
		return fmt.Sprintf("%scannot read %q as a date", where, p.Value)
	case YearUnreadable:
		return fmt.Sprintf("%scannot read %q as a year", where, p.Value)
	case DittoNothing:
		return fmt.Sprintf("%s%q repeats a cell that is not there", where, p.Value)
	case CellError:
		return fmt.Sprintf("%sthe spreadsheet shows the error %s", where, p.Value)
	case CellCut:
		return where + "the text is too long and was cut"
	case TextDamaged:
		return fmt.Sprintf("%scharacters were lost in %q", where, p.Value)
	case NamesSplit:
		return fmt.Sprintf("%s%q names several products and is read as several rows", where, p.Value)
	}
	return where + string(p.Code)
}

// Refusal is the error of Read for a file that is no list. Reason stays
// stable; Line and Text point at the place, where there is one.
type Refusal struct {
	Reason Reason
	Line   int // 0 when the whole file is meant
	Text   string
}

// Reason is the stable name of why a file is refused.
type Reason string

// The reasons to refuse a file.
const (
	Prose       Reason = "prose"       // sentences, not a table
	NoHeader    Reason = "no-header"   // a table whose header row was not found
	Empty       Reason = "empty"       // nothing in it
	NoRows      Reason = "no-rows"     // a header and nothing below
	TooLarge    Reason = "too-large"   // more than this reader takes
	Unsupported Reason = "unsupported" // another kind of file; Text names it
	Damaged     Reason = "damaged"     // a workbook that cannot be opened
	NoSheet     Reason = "no-sheet"    // the sheet asked for is not in the workbook
	NoPoints    Reason = "no-points"   // a list of communes without the columns of their points
)

// Error says the refusal in English.
func (r *Refusal) Error() string {
	switch r.Reason {
	case Prose:
		return fmt.Sprintf("line %d is prose, not a table: %q; a list needs a header row such as STT, Tên sản phẩm, Chủ thể, Hạng sao", r.Line, r.Text)
	case NoHeader:
		return fmt.Sprintf("no header row found from line %d (%q): one row must name the columns, at least Tên sản phẩm and one more", r.Line, r.Text)
	case Empty:
		return "the file is empty"
	case NoRows:
		return fmt.Sprintf("no rows below the header in line %d", r.Line)
	case TooLarge:
		return "the file is too large: " + r.Text
	case Unsupported:
		return "not a list in CSV or XLSX: " + r.Text
	case Damaged:
		return "the workbook cannot be opened: " + r.Text
	case NoSheet:
		return fmt.Sprintf("no sheet named %q", r.Text)
	case NoPoints:
		return fmt.Sprintf("line %d (%q) must name the columns province, commune, lat and lon", r.Line, r.Text)
	}
	return string(r.Reason)
}

func itoa(n int) string { return strconv.Itoa(n) }

// excerpt is the beginning of a text for a message.
func excerpt(s string) string {
	const most = 80
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
