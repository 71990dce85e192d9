package view

import (
	"strconv"

	"ocop/catalog"
	"ocop/catalog/sheet"
)

// ImportsView is the lists that an office brought in.
type ImportsView struct {
	Lists []catalog.Import
	Form  Form
}

// ImportView is one list on its way in.
type ImportView struct {
	List     catalog.Import
	Form     Form
	Gone     bool // the file is no longer kept
	Choosing bool // a person must say what the columns hold
	Lines    []sheet.Line
	Columns  int
	Tried    bool
	Read     *sheet.List
	Report   catalog.Report
	Rows     []catalog.RowReport // those worth showing
	Undoable bool
	Kept     int // rows that stayed when the list was taken back
}

// RemarkWords is a remark in the language of the page.
func RemarkWords(p Page, r catalog.Remark) string {
	return p.T("remark."+string(r.Code), "value", r.Value) + " (" + r.Cell + ")"
}

func (p Page) importList(id int64) string {
	return p.Console("/van-phong/nhap/" + strconv.FormatInt(id, 10))
}

// cellOf is a cell of a line that may be shorter.
func cellOf(line sheet.Line, column int) string {
	if column < len(line.Cells) {
		return line.Cells[column]
	}
	return ""
}

// upTo counts from 0.
func upTo(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// changesOf are what a row changes, in short.
func changesOf(row catalog.RowReport) string {
	text := ""
	for i, change := range row.Changes {
		if i > 0 {
			text += "; "
		}
		text += change.Field + ": " + change.Old + " → " + change.New
	}
	return text
}
