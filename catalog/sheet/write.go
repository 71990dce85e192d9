package sheet

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// CSVWriter writes a table line by line in UTF-8, with the byte order mark without
// which spreadsheets misread it. Cells that a spreadsheet would run as a
// formula get a leading apostrophe; Read takes it off again.
type CSVWriter struct {
	buffer *bufio.Writer
	lines  *csv.Writer
	cells  []string
}

// NewCSVWriter begins a table with its header.
func NewCSVWriter(w io.Writer, header []string) (*CSVWriter, error) {
	t := &CSVWriter{buffer: bufio.NewWriter(w)}
	t.lines = csv.NewWriter(t.buffer)
	t.lines.UseCRLF = true
	if _, err := t.buffer.WriteString("\ufeff"); err != nil {
		return nil, fmt.Errorf("writing CSV: %w", err)
	}
	return t, t.Write(header)
}

// Write adds one line.
func (t *CSVWriter) Write(cells []string) error {
	t.cells = t.cells[:0]
	for _, cell := range cells {
		t.cells = append(t.cells, guard(cell))
	}
	if err := t.lines.Write(t.cells); err != nil {
		return fmt.Errorf("writing CSV: %w", err)
	}
	return nil
}

// Close ends the table; what it was written to stays open.
func (t *CSVWriter) Close() error {
	t.lines.Flush()
	if err := t.lines.Error(); err != nil {
		return fmt.Errorf("writing CSV: %w", err)
	}
	if err := t.buffer.Flush(); err != nil {
		return fmt.Errorf("writing CSV: %w", err)
	}
	return nil
}

// WriteCSV writes a whole table as CSVWriter does.
func WriteCSV(w io.Writer, header []string, rows [][]string) error {
	table, err := NewCSVWriter(w, header)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if err := table.Write(row); err != nil {
			return err
		}
	}
	return table.Close()
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
