package storefront

import (
	"bytes"
	"context"
	"strings"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/catalog/sheet"
	"ocop/storefront/view"
)

// showRemarks is an uploaded list as it came, with what was found in each row in
// colour and in words: it can be corrected and uploaded again.
func (s *Server) showRemarks(c *fiber.Ctx) error {
	list, err := s.importOf(c)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.UserContext()), importPatience)
	defer cancel()
	file, err := s.imports.File(ctx, list.ID)
	if err != nil {
		return err
	}
	read, err := s.imports.Read(ctx, list)
	if err != nil {
		return badRequest{key: "office.import.damaged"}
	}
	report, err := s.imports.Try(ctx, list, read, s.index.Day())
	if err != nil {
		return err
	}
	lines, err := sheet.Lines(list.Name, bytes.NewReader(file), sheet.Options{Sheet: read.Sheet}, maxRemarkLines)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	rows, columns := markedRows(s.page(c), s.index.Atlas().Groups, lines, report)
	if err := sheet.WriteMarked(&body, "OCOP", columns, rows); err != nil {
		return err
	}
	return sendWorkbook(c, "nhan-xet-"+catalog.Slug(strings.TrimSuffix(list.Name, ".xlsx")), body.Bytes())
}

// maxRemarkLines bounds the file of remarks.
const maxRemarkLines = 50_000

// sendWorkbook sends a workbook under a name that is safe in a header.
func sendWorkbook(c *fiber.Ctx, name string, body []byte) error {
	c.Set(fiber.HeaderContentType, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+name+`.xlsx"`)
	c.Set(fiber.HeaderCacheControl, "no-cache")
	return c.Send(body)
}

// markedRows puts what was found beside the lines of a list.
func markedRows(p view.Page, groups []catalog.Group, lines []sheet.Line, report catalog.Report) (rows []sheet.MarkedRow, columns int) {
	found := make(map[int][]catalog.RowReport, len(report.Rows))
	for _, row := range report.Rows {
		found[row.Line] = append(found[row.Line], row)
	}
	for _, line := range lines {
		columns = max(columns, len(line.Cells))
		marked := sheet.MarkedRow{Cells: line.Cells, Marks: map[int]sheet.Mark{}}
		var notes []string
		for _, row := range found[line.Number] {
			notes = append(notes, p.T("office.import.outcome."+string(row.Outcome)))
			marked.Row = max(marked.Row, markOf(row))
			for _, change := range row.Changes {
				notes = append(notes, view.ChangeWords(p, groups, change))
			}
			for i, remark := range row.Remarks {
				notes = append(notes, view.RemarkWords(p, remark))
				if at := sheet.ColumnOf(remark.Cell); at >= 0 {
					marked.Marks[at] = sheet.Remarked
					if i == 0 && row.Outcome == catalog.RowRefused {
						marked.Marks[at] = sheet.Refusing
					}
				}
			}
		}
		marked.Note = strings.Join(notes, "; ")
		rows = append(rows, marked)
	}
	return rows, columns
}

// markOf is the colour of a row's note.
func markOf(row catalog.RowReport) sheet.Mark {
	switch {
	case row.Outcome == catalog.RowRefused:
		return sheet.Refusing
	case len(row.Remarks) > 0:
		return sheet.Remarked
	case row.Outcome == catalog.RowNew:
		return sheet.Fresh
	}
	return sheet.Unmarked
}
