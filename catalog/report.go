package catalog

import "fmt"

// Report is what taking in a list did, or would do, row by row.
type Report struct {
	Rows                             []RowReport
	New, Changed, Unchanged, Refused int  // rows
	Written                          bool // false for a dry run, or where refused rows stopped it

	NewProducers, NewRecognitions int
}

// Outcome is what becomes of a row.
type Outcome string

// The outcomes.
const (
	RowNew       Outcome = "new"
	RowChanged   Outcome = "changed"
	RowUnchanged Outcome = "unchanged"
	RowRefused   Outcome = "refused"
)

// RowReport is what became of one row of a list.
type RowReport struct {
	Line    int // as a spreadsheet counts its rows
	Name    string
	Outcome Outcome
	Changes []FieldChange // for a changed row
	Remarks []Remark      // for a refused row the first is the reason
}

// FieldChange is a value that a row changes in the register.
type FieldChange struct {
	Field    string // like "producer.address"
	Old, New string
}

// String is the change in one line.
func (c FieldChange) String() string { return fmt.Sprintf("%s: %q → %q", c.Field, c.Old, c.New) }

func (r *Report) add(row RowReport) {
	switch row.Outcome {
	case RowNew:
		r.New++
	case RowChanged:
		r.Changed++
	case RowUnchanged:
		r.Unchanged++
	case RowRefused:
		r.Refused++
	}
	r.Rows = append(r.Rows, row)
}
