package sheet

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// Mark is how a cell of a marked table is coloured.
type Mark int

// The marks.
const (
	Unmarked Mark = iota
	Fresh         // a new row
	Remarked      // something to look at
	Refusing      // why the row is refused
)

// MarkedRow is a line of a list with what was found in it. The last cell of the
// written line says it in words, so that colour is not needed to understand it.
type MarkedRow struct {
	Cells []string
	Marks map[int]Mark // by column, from 0
	Note  string
	Row   Mark // of the note
}

// WriteMarked writes a list as it came, with the cells coloured in which
// something was found and a column of remarks at the end. Every cell is text, so
// that nothing in it can be a formula, and the file can be corrected and read
// again.
func WriteMarked(w io.Writer, sheet string, columns int, rows []MarkedRow) error {
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetSheetName("Sheet1", sheet); err != nil {
		return fmt.Errorf("writing remarks: %w", err)
	}
	styles, err := markStyles(book)
	if err != nil {
		return fmt.Errorf("writing remarks: %w", err)
	}
	stream, err := book.NewStreamWriter(sheet)
	if err != nil {
		return fmt.Errorf("writing remarks: %w", err)
	}
	if err := stream.SetColWidth(1, max(columns, 1), 18); err != nil {
		return fmt.Errorf("writing remarks: %w", err)
	}
	if err := stream.SetColWidth(columns+1, columns+1, 70); err != nil {
		return fmt.Errorf("writing remarks: %w", err)
	}
	for i, row := range rows {
		cells := make([]interface{}, columns+1)
		for j := range columns {
			text := ""
			if j < len(row.Cells) {
				text = row.Cells[j]
			}
			cells[j] = excelize.Cell{StyleID: styles[row.Marks[j]], Value: text}
		}
		cells[columns] = excelize.Cell{StyleID: styles[row.Row], Value: row.Note}
		if err := stream.SetRow(cellName(0, i+1), cells); err != nil {
			return fmt.Errorf("writing remarks: %w", err)
		}
	}
	if err := stream.Flush(); err != nil {
		return fmt.Errorf("writing remarks: %w", err)
	}
	if _, err := book.WriteTo(w); err != nil {
		return fmt.Errorf("writing remarks: %w", err)
	}
	return nil
}

// markStyles are the fills of the marks.
func markStyles(book *excelize.File) (map[Mark]int, error) {
	styles := map[Mark]int{Unmarked: 0}
	for mark, colour := range map[Mark]string{Remarked: "FFF2CC", Refusing: "F8CBAD", Fresh: "E2F0D9"} {
		id, err := book.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
		if err != nil {
			return nil, err
		}
		styles[mark] = id
	}
	return styles, nil
}

// ColumnOf is the column of a cell like "E12", from 0; -1 where it is none.
func ColumnOf(cell string) int {
	column, _, err := excelize.CellNameToCoordinates(cell)
	if err != nil {
		return -1
	}
	return column - 1
}
