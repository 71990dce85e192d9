package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

const (
	streamedPart = 4 << 20 // bytes; sheets and texts above go through a temporary file
	maxWideRows  = 1_000   // rows wider than any list
)

// readWorkbook reads the first visible sheet that holds a table, or the sheet
// asked for.
func readWorkbook(raw []byte, opt Options) (list *List, err error) {
	defer func() {
		// The workbook library has panicked on broken files before; a file
		// from a stranger must not end the process.
		if p := recover(); p != nil {
			list, err = nil, &Refusal{Reason: Damaged, Text: excerpt(fmt.Sprint(p))}
		}
	}()
	parts, counted, err := openParts(raw)
	if err != nil {
		return nil, err
	}
	book, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: streamedPart,
	})
	if err != nil {
		return nil, &Refusal{Reason: Damaged, Text: excerpt(err.Error())}
	}
	defer book.Close()
	names, err := sheetNames(book, opt)
	if err != nil {
		return nil, err
	}
	var refusal error
	for _, name := range names {
		part := sheetPart(parts, name)
		list, err := readSheet(book, name, opt, counted.merges[strings.ToLower(part)], legacyCells(parts, part))
		if err != nil {
			if refusal == nil {
				refusal = err
			}
			continue
		}
		list.Format, list.Sheet = XLSX, name
		for _, other := range names {
			if other != name {
				list.Others = append(list.Others, other)
			}
		}
		return list, nil
	}
	if refusal == nil {
		refusal = &Refusal{Reason: Empty}
	}
	return nil, refusal
}

// openParts looks at the archive before anything is unpacked into memory.
func openParts(raw []byte) (*zip.Reader, *scan, error) {
	parts, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, nil, &Refusal{Reason: Damaged, Text: excerpt(err.Error())}
	}
	if findPart(parts, "xl/workbook.xml") == nil {
		return nil, nil, &Refusal{Reason: Unsupported, Text: "an archive or document without a workbook in it"}
	}
	counted, err := scanParts(parts)
	return parts, counted, err
}

// sheetNames are the visible sheets, or the one asked for.
func sheetNames(book *excelize.File, opt Options) ([]string, error) {
	var names []string
	for _, name := range book.GetSheetList() {
		if opt.Sheet != "" {
			if strings.EqualFold(clean(name), clean(opt.Sheet)) {
				return []string{name}, nil
			}
			continue
		}
		if visible, err := book.GetSheetVisible(name); err == nil && visible {
			names = append(names, name)
		}
	}
	if opt.Sheet != "" {
		return nil, &Refusal{Reason: NoSheet, Text: opt.Sheet}
	}
	return names, nil
}

func readSheet(book *excelize.File, name string, opt Options, merges []merge, old map[string]legacy) (*List, error) {
	lines, err := sheetLines(book, name, old)
	if err != nil {
		return nil, err
	}
	g := grid{lines: lines}
	if props, err := book.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		g.epoch1904 = *props.Date1904
	}
	if err := g.fillMerged(merges); err != nil {
		return nil, err
	}
	list, err := readTable(g, opt)
	if err == nil {
		list.Legacy = len(old)
	}
	return list, err
}

// sheetLines streams the rows of a sheet; cells in an old font become Unicode.
func sheetLines(book *excelize.File, name string, old map[string]legacy) ([]line, error) {
	rows, err := book.Rows(name)
	if err != nil {
		return nil, &Refusal{Reason: Damaged, Text: excerpt(err.Error())}
	}
	defer rows.Close()
	var lines []line
	kept, wide := 0, 0
	for number := 1; rows.Next(); number++ {
		cells, err := rows.Columns()
		if err != nil {
			return nil, &Refusal{Reason: Damaged, Line: number, Text: excerpt(err.Error())}
		}
		if len(cells) > maxColumns {
			cells, wide = cells[:maxColumns], wide+1
		}
		own := make([]string, 0, len(cells))
		for i, c := range cells {
			kept += perCell + len(c)
			if old != nil {
				c = old[cellName(i, number)].decode(c)
			}
			if c = clean(cut(c)); c != "" {
				for len(own) < i {
					own = append(own, "")
				}
				own = append(own, c)
			}
		}
		if len(own) > 0 {
			lines = append(lines, line{number: number, cells: own})
		}
		if len(lines) > maxLines || kept > maxText || wide > maxWideRows {
			return nil, &Refusal{Reason: TooLarge, Line: number, Text: fmt.Sprintf("more than %d lines, %d columns or %d MB of text", maxLines, maxColumns, maxText>>20)}
		}
	}
	if err := rows.Error(); err != nil {
		return nil, &Refusal{Reason: Damaged, Text: excerpt(err.Error())}
	}
	return lines, nil
}
