package sheet

import (
	"bytes"
	"io"
	"slices"

	"github.com/xuri/excelize/v2"
)

// FieldNamed is the field of a stable name.
func FieldNamed(name string) (Field, bool) {
	for _, f := range ChosenFields() {
		if f.String() == name {
			return f, true
		}
	}
	return noField, false
}

// ChosenFields are the fields that a person may say a column holds.
func ChosenFields() []Field {
	fields := make([]Field, 0, fieldCount)
	for f := noField + 1; f < fieldCount; f++ {
		fields = append(fields, f)
	}
	return fields
}

// header is the layout of the table and the line at which it begins: as found,
// and as chosen by a person.
func (opt Options) header(lines []line) (*layout, int) {
	at := slices.IndexFunc(lines, func(l line) bool { return opt.HeaderLine > 0 && l.number == opt.HeaderLine })
	if at < 0 {
		return findHeader(lines)
	}
	header := headerAt(lines, at)
	if header == nil {
		header = headerOf(lines[at])
	}
	for column, field := range opt.Columns {
		if column < 0 || column >= maxColumns || field <= noField || field >= fieldCount {
			continue
		}
		for f, was := range header.index {
			if was == column {
				header.index[f] = -1
			}
		}
		header.index[field] = column
	}
	if !header.has(FieldName) {
		return nil, -1
	}
	return header, at
}

// Line is one line of a file as its cells, before anything is understood.
type Line struct {
	Number int // as a spreadsheet counts, from 1
	Cells  []string
}

// Lines reads a file as it stands, at most so many lines of it; Read understands
// it. For a workbook it is the sheet that Read would take, or the first.
func Lines(name string, data io.Reader, opt Options, most int) ([]Line, error) {
	raw, err := io.ReadAll(io.LimitReader(data, maxFile+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > maxFile {
		return nil, &Refusal{Reason: TooLarge}
	}
	var lines []line
	switch {
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")):
		lines, err = workbookLines(raw, opt)
	case otherKind(name, raw) != "":
		err = &Refusal{Reason: Unsupported, Text: otherKind(name, raw)}
	default:
		text, _, _ := decode(raw)
		lines, _, err = delimited(text)
	}
	if err != nil {
		return nil, err
	}
	out := make([]Line, 0, min(most, len(lines)))
	for _, l := range lines[:min(most, len(lines))] {
		out = append(out, Line{Number: l.number, Cells: l.cells})
	}
	return out, nil
}

func workbookLines(raw []byte, opt Options) (lines []line, err error) {
	defer func() {
		if p := recover(); p != nil {
			lines, err = nil, &Refusal{Reason: Damaged}
		}
	}()
	parts, _, err := openParts(raw)
	if err != nil {
		return nil, err
	}
	if list, err := readWorkbook(raw, opt); err == nil {
		opt.Sheet = list.Sheet
	}
	book, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: streamedPart})
	if err != nil {
		return nil, &Refusal{Reason: Damaged, Text: excerpt(err.Error())}
	}
	defer book.Close()
	names, err := sheetNames(book, opt)
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, &Refusal{Reason: Empty}
	}
	return sheetLines(book, names[0], legacyCells(parts, sheetPart(parts, names[0])))
}
