package storefront

import (
	"bytes"
	"context"
	"errors"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/catalog/sheet"
	"ocop/storefront/account"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// importPath is where offices bring lists in.
const importPath = officePath + "/nhap"

// What an uploaded list may measure, and how much of it a page shows.
const (
	maxListFile   = 10 << 20
	rowsShown     = 200
	columnsToSee  = 12
	linesToChoose = 15
)

// listImports is the lists that an office brought in, and the form for another.
func (s *Server) listImports(c *fiber.Ctx) error { return s.renderImports(c, view.Form{}) }

func (s *Server) renderImports(c *fiber.Ctx, form view.Form) error {
	p := s.officePage(c, "office.import.title")
	list, err := s.imports.List(c.UserContext(), s.ownProvince(c, account.ImportLists), 50)
	if err != nil {
		return err
	}
	return s.render(c, view.Imports(p, view.ImportsView{Lists: list, Form: form, Sieve: s.sieveChoices(p, s.ownProvince(c, account.ImportLists), nil)}))
}

// submitImport keeps an uploaded list and shows what it would do.
func (s *Server) submitImport(c *fiber.Ctx) error {
	p, name := s.page(c), ""
	var file []byte
	_, err := readFiles(c, maxListFile+formLimit, maxListFile, func(_ context.Context, _, fileName string, data []byte) error {
		name, file = path.Base(strings.ReplaceAll(fileName, `\`, "/")), data
		return nil
	})
	if err != nil {
		return err
	}
	form := view.Form{}
	if len(file) == 0 {
		form.Fail("list", p.T("office.import.missing"))
	} else if lines, err := sheet.Lines(name, bytes.NewReader(file), sheet.Options{}, 1); err != nil {
		form.Fail("list", refusalWords(p, err))
	} else if len(lines) == 0 { // nothing in it, or nothing that is read, like a workbook of entities
		form.Fail("list", p.T("office.import.refused.empty"))
	}
	if form.Failed() {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderImports(c, form)
	}
	// Reading a large list may have used up the request's time.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.UserContext()), importPatience)
	defer cancel()
	id, err := s.imports.Upload(ctx, name, s.ownProvince(c, account.ImportLists), file, s.who(c).Account.ID)
	if err != nil {
		return err
	}
	return c.Redirect(p.Console(importPath+"/"+strconv.FormatInt(id, 10)), fiber.StatusSeeOther)
}

// importPatience is how long a list may take to be read and written.
const importPatience = 2 * time.Minute

// refusalWords says why a file is no list, in the language of the page.
func refusalWords(p view.Page, err error) string {
	var refusal *sheet.Refusal
	if !errors.As(err, &refusal) {
		return p.T("office.import.damaged")
	}
	return p.T("office.import.refused."+string(refusal.Reason), "line", p.Number(refusal.Line))
}

// showImport is one list: what it would do, which columns must be chosen, or
// what it did.
func (s *Server) showImport(c *fiber.Ctx) error { return s.renderImport(c, view.Form{}) }

func (s *Server) renderImport(c *fiber.Ctx, form view.Form) error {
	list, err := s.importOf(c)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.UserContext()), importPatience)
	defer cancel()
	p := s.officePage(c, "office.import.title")
	p.Title = list.Name
	p.Crumbs = []view.Crumb{{Name: p.T("office.title"), Path: p.Console(officePath)}, {Name: p.T("office.import.title"), Path: p.Console(importPath)}, {Name: list.Name}}
	v := view.ImportView{List: list, Form: form, Undoable: list.Undoable(time.Now()), Kept: number(c.Query("giu"))}
	if list.AppliedAt != nil {
		return s.render(c, view.Import(p, v))
	}
	read, err := s.imports.Read(ctx, list)
	var refusal *sheet.Refusal
	switch {
	case errors.As(err, &refusal), c.Query("cot") != "":
		if err != nil {
			v.Form.Fail("columns", refusalWords(p, err))
		}
		return s.renderColumns(c, ctx, p, v)
	case errors.Is(err, pgx.ErrNoRows):
		v.Gone = true
		return s.render(c, view.Import(p, v))
	case err != nil:
		return err
	}
	if v.Report, err = s.imports.Try(ctx, list, read, s.index.Day()); err != nil {
		return err
	}
	v.Read, v.Tried = read, true
	v.Rows, v.Groups = worthSeeing(v.Report.Rows), s.index.Atlas().Groups
	return s.render(c, view.Import(p, v))
}

// worthSeeing are the rows that a page shows: refused ones first, then those
// with remarks, then the others, as many as fit.
func worthSeeing(rows []catalog.RowReport) []catalog.RowReport {
	var first, second, rest []catalog.RowReport
	for _, row := range rows {
		switch {
		case row.Outcome == catalog.RowRefused:
			first = append(first, row)
		case len(row.Remarks) > 0:
			second = append(second, row)
		case row.Outcome != catalog.RowUnchanged:
			rest = append(rest, row)
		}
	}
	all := append(append(first, second...), rest...)
	return all[:min(rowsShown, len(all))]
}

// renderColumns lets a person say what the columns hold.
func (s *Server) renderColumns(c *fiber.Ctx, ctx context.Context, p view.Page, v view.ImportView) error {
	file, err := s.imports.File(ctx, v.List.ID)
	if err != nil {
		return err
	}
	lines, err := sheet.Lines(v.List.Name, bytes.NewReader(file), sheet.Options{}, linesToChoose)
	if err != nil {
		return err
	}
	v.Choosing = true
	for _, line := range lines {
		v.Columns = max(v.Columns, min(len(line.Cells), columnsToSee))
	}
	v.Lines = lines
	return s.render(c, view.Import(p, v))
}

// importOf is the list of the address; the guard has checked whose it is.
func (s *Server) importOf(c *fiber.Ctx) (catalog.Import, error) {
	id, err := readID(c.Params("list"))
	if err != nil {
		return catalog.Import{}, err
	}
	return s.imports.Get(c.UserContext(), id)
}

// submitImportStep keeps the chosen columns, applies the list, or takes it back.
func (s *Server) submitImportStep(c *fiber.Ctx) error {
	list, err := s.importOf(c)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.UserContext()), importPatience)
	defer cancel()
	p, by, query := s.page(c), s.who(c).Account.ID, ""
	switch do := c.FormValue("do"); do {
	case "columns":
		err = s.imports.ChooseColumns(ctx, list.ID, number(c.FormValue("header")), chosenColumns(c))
	case "apply":
		err = s.applyImport(ctx, list, c.FormValue("partial") != "", by)
	case "undo":
		var undone catalog.UndoReport
		undone, err = s.imports.Undo(ctx, list.ID, by)
		for _, hash := range undone.Unused {
			err = errors.Join(err, s.pictures.Delete(ctx, hash))
		}
		query = "?giu=" + strconv.Itoa(len(undone.Kept))
	default:
		return badRequest{"problem.value", do}
	}
	var refusal *sheet.Refusal
	if errors.Is(err, errRowsRefused) || errors.As(err, &refusal) {
		form := view.Form{}
		form.Fail("partial", p.T("office.import.has_refused"))
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderImport(c, form)
	}
	if err != nil && !errors.Is(err, catalog.ErrAlreadyDone) {
		return err
	}
	return c.Redirect(p.Console(importPath+"/"+c.Params("list"))+query, fiber.StatusSeeOther)
}

// errRowsRefused says that a list was not written because of refused rows.
var errRowsRefused = errors.New("storefront: rows of the list are refused")

func (s *Server) applyImport(ctx context.Context, list catalog.Import, partial bool, by int64) error {
	read, err := s.imports.Read(ctx, list)
	if err != nil {
		return err
	}
	report, err := s.imports.Apply(ctx, list, read, s.index.Day(), partial, by)
	if err == nil && !report.Written {
		return errRowsRefused
	}
	return err
}

// chosenColumns reads what a person said the columns hold.
func chosenColumns(c *fiber.Ctx) map[int]string {
	columns := map[int]string{}
	for i := range columnsToSee {
		if name := c.FormValue("column-" + strconv.Itoa(i)); name != "" {
			columns[i] = name
		}
	}
	return columns
}

// importPaths are the addresses to which lists are uploaded.
func importPaths() []string {
	return []string{importPath, view.Links{Lang: locale.EN}.Console(importPath)}
}
