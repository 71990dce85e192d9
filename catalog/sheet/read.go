package sheet

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// What a list may measure. The whole country has some twenty thousand
// products; these bounds keep a hostile file from filling the memory.
const (
	maxFile  = 30 << 20 // bytes of the file
	maxLines = 200_000  // lines that are not empty
	maxText  = 96 << 20 // bytes of text kept, with perCell for each cell
	perCell  = 16
)

// Options are choices for reading a file.
type Options struct {
	Sheet string // the sheet of a workbook to read; empty takes the first with a table

	// Where the header was not understood a person says which line names the
	// columns, and what some columns hold, counted from 0.
	HeaderLine int
	Columns    map[int]Field
}

// Read reads a list. The kind of file is found from its content; name only
// helps to tell what else it might be. The error is a *Refusal when the file
// holds no list, and otherwise comes from data.
func Read(name string, data io.Reader, opt Options) (*List, error) {
	raw, err := io.ReadAll(io.LimitReader(data, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", filepath.Base(name), err)
	}
	if len(raw) > maxFile {
		return nil, &Refusal{Reason: TooLarge, Text: fmt.Sprintf("more than %d MB", maxFile>>20)}
	}
	if len(bytes.TrimSpace(raw)) == 0 {
		return nil, &Refusal{Reason: Empty}
	}
	if bytes.HasPrefix(raw, []byte("PK\x03\x04")) {
		return readWorkbook(raw, opt)
	}
	if kind := otherKind(name, raw); kind != "" {
		return nil, &Refusal{Reason: Unsupported, Text: kind}
	}
	return readText(raw, opt)
}

// otherKind names the kind of a file that people send instead of a list.
func otherKind(name string, raw []byte) string {
	head := raw[:min(len(raw), 1024)]
	switch {
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return "an old .xls workbook, or one with a password; save it as .xlsx without a password"
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return "a PDF"
	case bytes.HasPrefix(head, []byte("\x89PNG")), bytes.HasPrefix(head, []byte("\xff\xd8\xff")):
		return "a picture"
	case bytes.HasPrefix(head, []byte("PK")):
		return "a damaged or empty archive"
	case bytes.HasPrefix(head, []byte("{\\rtf")):
		return "a text document (RTF)"
	}
	lower := bytes.ToLower(head)
	if bytes.Contains(lower, []byte("<html")) || bytes.Contains(lower, []byte("<table")) || bytes.HasPrefix(lower, []byte("<?xml")) {
		return "a web page or XML, whatever its name (" + strings.ToLower(filepath.Ext(name)) + "); open it in a spreadsheet and save it as .xlsx"
	}
	return ""
}

// readText reads a list in a text file.
func readText(raw []byte, opt Options) (*List, error) {
	text, encoding, replaced := decode(raw)
	if strings.Count(text[:min(len(text), 4096)], "\x00") > 0 {
		return nil, &Refusal{Reason: Unsupported, Text: "a binary file"}
	}
	lines, delimiter, err := delimited(text)
	if err != nil {
		return nil, err
	}
	list, err := readTable(grid{lines: lines}, opt)
	if err != nil {
		return nil, err
	}
	list.Format, list.Encoding, list.Delimiter, list.Replaced = CSV, encoding, string(delimiter), replaced
	return list, nil
}
