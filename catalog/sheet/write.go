package sheet

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// WriteCSV writes a table as CSV in UTF-8, with the byte order mark without
// which spreadsheets misread it. Cells that a spreadsheet would run as a
// formula get a leading apostrophe; Read takes it off again.
func WriteCSV(w io.Writer, header []string, rows [][]string) error {
	b := bufio.NewWriter(w)
	if _, err := b.WriteString("\ufeff"); err != nil {
		return fmt.Errorf("writing CSV: %w", err)
	}
	c := csv.NewWriter(b)
	c.UseCRLF = true
	for i := -1; i < len(rows); i++ {
		cells := header
		if i >= 0 {
			cells = rows[i]
		}
		guarded := make([]string, len(cells))
		for j, cell := range cells {
			guarded[j] = guard(cell)
		}
		if err := c.Write(guarded); err != nil {
			return fmt.Errorf("writing CSV: %w", err)
		}
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return fmt.Errorf("writing CSV: %w", err)
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("writing CSV: %w", err)
	}
	return nil
}

// WriteXLSX writes a table as a workbook with one sheet. Every cell is text,
// so that nothing in it can be a formula.
func WriteXLSX(w io.Writer, sheet string, header []string, rows [][]string) error {
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetSheetName("Sheet1", sheet); err != nil {
		return fmt.Errorf("writing XLSX: %w", err)
	}
	stream, err := book.NewStreamWriter(sheet)
	if err != nil {
		return fmt.Errorf("writing XLSX: %w", err)
	}
	for i := -1; i < len(rows); i++ {
		texts := header
		if i >= 0 {
			texts = rows[i]
		}
		cells := make([]interface{}, len(texts))
		for j, text := range texts {
			cells[j] = text
		}
		if err := stream.SetRow(cellName(0, i+2), cells); err != nil {
			return fmt.Errorf("writing XLSX: %w", err)
		}
	}
	if err := stream.Flush(); err != nil {
		return fmt.Errorf("writing XLSX: %w", err)
	}
	if _, err := book.WriteTo(w); err != nil {
		return fmt.Errorf("writing XLSX: %w", err)
	}
	return nil
}

// formulaSigns are the characters with which a spreadsheet begins a formula.
const formulaSigns = "=+-@\t\r"

func guard(cell string) string {
	if cell != "" && strings.IndexByte(formulaSigns, cell[0]) >= 0 {
		return "'" + cell
	}
	return cell
}

// unguard takes off the apostrophe of guard.
func unguard(cell string) string {
	if len(cell) > 1 && cell[0] == '\'' && strings.IndexByte(formulaSigns, cell[1]) >= 0 {
		return cell[1:]
	}
	return cell
}
