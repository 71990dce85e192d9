package view

import (
	"strconv"
	"strings"

	"ocop/catalog"
	"ocop/catalog/sheet"
)

// ImportsView is the lists that an office brought in.
type ImportsView struct {
	Lists []catalog.Import
	Form  Form
	Sieve Sieve // of the list that goes out
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
	Groups   []catalog.Group
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

// ChangeWords is one value that a row changes, in the language of the page.
func ChangeWords(p Page, groups []catalog.Group, c catalog.FieldChange) string {
	field, ofProducer := strings.CutPrefix(c.Field, "producer.")
	words := p.T("office.import.change." + field)
	if field == "kind" && ofProducer {
		words = p.T("office.import.field.producer_type")
	}
	if ofProducer {
		words = p.T("office.import.change.producer", "field", words)
	}
	return words + ": " + changedValue(p, groups, c.Field, c.Old) + " → " + changedValue(p, groups, c.Field, c.New)
}

// changedValue says a value as pages do where the register keeps a sign or a day.
func changedValue(p Page, groups []catalog.Group, field, value string) string {
	if value == "" {
		return p.T("office.change.nothing")
	}
	if day, err := catalog.ParseDay(value); err == nil {
		return p.Day(day)
	}
	switch field {
	case "producer.kind":
		return p.T("kind." + value)
	case "kind":
		return p.T("office.kind." + value)
	case "generation":
		return p.T("generation." + value)
	case "group":
		for _, g := range groups {
			if g.Slug == value {
				return p.Text(g.Name, g.NameEN)
			}
		}
	}
	return value
}

// changesOf are what a row changes, in short.
func changesOf(p Page, groups []catalog.Group, row catalog.RowReport) string {
	words := make([]string, len(row.Changes))
	for i, change := range row.Changes {
		words[i] = ChangeWords(p, groups, change)
	}
	return strings.Join(words, "; ")
}
