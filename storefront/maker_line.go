package storefront

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/storefront/view"
)

// lines is the field of a screen whose lines are edited one at a time.
func (m makerScreen) lines() (catalog.Field, bool) {
	if len(m.fields) != 1 {
		return catalog.Field{}, false
	}
	f, ok := catalog.FieldOf(m.kind, m.fields[0])
	return f, ok && f.Type == catalog.LinesField
}

// sentField reads what was typed into a field. Boxes that are not ticked are not
// sent: the field's mark says that it was there.
func sentField(c *fiber.Ctx, f catalog.Field) (text string, sent bool) {
	args := c.Request().PostArgs()
	if f.Type != catalog.ChoicesField {
		return c.FormValue(f.Name), args.Has(f.Name)
	}
	var chosen []string
	for _, value := range args.PeekMulti(f.Name) {
		chosen = append(chosen, string(value))
	}
	return strings.Join(chosen, ","), args.Has("was." + f.Name)
}

// choiceLabel is what a value of a field that chooses is called.
func choiceLabel(p view.Page, f catalog.Field, value string) string {
	switch f.Name {
	case "best_months", "months":
		if n, err := strconv.Atoi(value); err == nil {
			return p.Month(n)
		}
	case "kinds":
		return p.T("stay.kind." + value)
	case "languages":
		return p.T("stay.language." + value)
	case "facilities":
		return p.T("stay.facility." + value)
	case "kind":
		return p.T("stay.activity." + value)
	}
	return value
}

// choices are what a field offers to choose from.
func choices(p view.Page, f catalog.Field) []view.MakerOption {
	var list []view.MakerOption
	for _, value := range f.Choices() {
		list = append(list, view.MakerOption{Value: value, Label: upperFirst(choiceLabel(p, f, value))})
	}
	return list
}

// shownChoices says in words what was chosen.
func shownChoices(p view.Page, f catalog.Field, value string) string {
	var names []string
	for _, chosen := range catalog.Chosen(value) {
		names = append(names, choiceLabel(p, f, chosen))
	}
	if len(names) == 12 && f.Choices()[0] == "1" {
		return p.T("stay.all_year")
	}
	return strings.Join(names, ", ")
}

// shownLine is a line in words, what it is called first.
func (s *Server) shownLine(p view.Page, f catalog.Field, line catalog.Values) string {
	if rest := s.shownCells(p, f, line); rest != "" {
		return line["name"] + ": " + rest
	}
	return line["name"]
}

// shownCells says what a line holds beside its name.
func (s *Server) shownCells(p view.Page, f catalog.Field, line catalog.Values) string {
	var parts []string
	for _, cell := range f.Cells() {
		text := s.shown(p, cell, line[cell.Name])
		if text == "" || cell.Name == "name" || cell.Name == catalog.LineID {
			continue
		}
		if key := "maker.cell." + f.Name + "." + cell.Name + ".in"; p.Has(key) {
			text = p.T(key, "value", text)
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ", ")
}

// renderLines is a screen of lines with the form for one of them. The address may
// name the line to be mended.
func (s *Server) renderLines(c *fiber.Ctx, l makerListing, screen makerScreen, f catalog.Field, form view.Form) error {
	p := s.page(c)
	action := l.path(p, "/sua/"+screen.name)
	v := view.MakerLines{
		Action: action, Back: l.path(p, ""), Title: p.T("maker.screen." + screen.name), Help: p.T("maker.screen." + screen.name + ".help"),
		New: p.T("maker.line." + f.Name + ".new"), Change: p.T("maker.line." + f.Name + ".change"), None: p.T("maker.line." + f.Name + ".none"),
		Version: l.edit.Version, Key: key(), At: -1, Waiting: l.edit.State == catalog.EditWaiting,
	}
	lines := f.ReadLines(l.values()[f.Name])
	for i, line := range lines {
		v.Lines = append(v.Lines, view.MakerLineText{Name: line["name"], Text: s.shownCells(p, f, line), Edit: action + "?so=" + strconv.Itoa(i)})
	}
	at := c.Query("so")
	if form.Failed() {
		at = c.FormValue("at")
	}
	if n, err := strconv.Atoi(at); err == nil && n >= 0 && n < len(lines) {
		v.At = n
		if !form.Failed() {
			for _, cell := range f.Cells() {
				form = form.With(cell.Name, typed(p, cell, lines[n][cell.Name]))
			}
		}
	}
	v.Form, v.Rows, v.Warnings = form, lineRows(p, f), houseWarnings(p, l.values())
	s.frame(c, &p, l, v.Title)
	return s.render(c, view.EditLines(p, v))
}

// lineRows are the fields of one line, an English one beside its own.
func lineRows(p view.Page, f catalog.Field) []view.MakerRow {
	var rows []view.MakerRow
	for _, cell := range f.Cells() {
		if cell.Name == catalog.LineID {
			continue
		}
		field := view.MakerField{
			Name: cell.Name, Label: cellLabel(p, f, cell.Name), Type: string(cell.Type), Most: cell.Most,
			English: strings.HasSuffix(cell.Name, "_en"), Options: choices(p, cell),
		}
		if help := "maker.cell." + f.Name + "." + cell.Name + ".help"; p.Has(help) {
			field.Help = p.T(help)
		}
		if field.English {
			last := &rows[len(rows)-1]
			last.Fields = append(last.Fields, field)
			continue
		}
		rows = append(rows, view.MakerRow{Fields: []view.MakerField{field}})
	}
	return rows
}

func cellLabel(p view.Page, f catalog.Field, name string) string {
	if base, english := strings.CutSuffix(name, "_en"); english {
		return p.T("maker.field.english", "name", p.T("maker.cell."+f.Name+"."+base))
	}
	return p.T("maker.cell." + f.Name + "." + name)
}

// submitLines adds, mends, moves or takes out one line.
func (s *Server) submitLines(c *fiber.Ctx, l makerListing, screen makerScreen, f catalog.Field, step catalog.Step) error {
	p, lines := s.page(c), f.ReadLines(l.values()[f.Name])
	at, err := strconv.Atoi(c.FormValue("at"))
	known := err == nil && at >= 0 && at < len(lines)
	form := view.Form{}
	switch do := c.FormValue("do"); {
	case do == "out" && known:
		lines = slices.Delete(lines, at, at+1)
	case do == "up" && known && at > 0:
		lines[at-1], lines[at] = lines[at], lines[at-1]
	case do == "":
		line, typedForm, problems := s.readLine(c, p, f)
		if form = typedForm; len(problems) > 0 {
			c.Status(fiber.StatusUnprocessableEntity)
			return s.renderLines(c, l, screen, f, form)
		}
		if known {
			line[catalog.LineID] = lines[at][catalog.LineID]
			lines[at] = line
		} else {
			lines = append(lines, line)
		}
	}
	_, err = s.save(c, l, step, catalog.Values{f.Name: f.WriteLines(lines)})
	var problems catalog.Problems
	var stale *catalog.StaleError
	switch {
	case errors.As(err, &problems):
		form.Fail("name", p.T("maker.problem."+string(problems[f.Name]), "most", p.Number(f.Most)))
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderLines(c, l, screen, f, form)
	case errors.As(err, &stale):
		l.edit = stale.Edit
		form.Fail("name", p.T("maker.problem.stale"))
		c.Status(fiber.StatusConflict)
		return s.renderLines(c, l, screen, f, form)
	case err != nil:
		return err
	}
	return c.Redirect(l.path(p, "/sua/"+screen.name), fiber.StatusSeeOther)
}

// readLine reads the form of one line; what is wrong is told in the order of the
// page.
func (s *Server) readLine(c *fiber.Ctx, p view.Page, f catalog.Field) (catalog.Values, view.Form, catalog.Problems) {
	form, typed := view.Form{}, catalog.Values{}
	for _, cell := range f.Cells() {
		if cell.Name == catalog.LineID {
			continue
		}
		text, _ := sentField(c, cell)
		typed[cell.Name], form = text, form.With(cell.Name, text)
	}
	line, problems := f.ReadLine(typed)
	for _, cell := range f.Cells() {
		if problem, wrong := problems[cell.Name]; wrong {
			form.Fail(cell.Name, p.T("maker.problem."+string(problem), "field", cellLabel(p, f, cell.Name)))
		}
	}
	return line, form, problems
}
