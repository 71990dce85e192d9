package storefront

import (
	"errors"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/storefront/account"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// screen reads which screen of which listing an address names.
func (s *Server) screen(c *fiber.Ctx) (makerListing, makerScreen, error) {
	l, err := s.listing(c)
	if err != nil {
		return l, makerScreen{}, err
	}
	name := path.Base(view.Links{Lang: locale.VI}.Translate(c.Path()))
	for _, screen := range l.screens() {
		if screen.name == name {
			return l, screen, nil
		}
	}
	return l, makerScreen{}, fiber.ErrNotFound
}

// editScreen is one subject of a listing as a form.
func (s *Server) editScreen(c *fiber.Ctx) error {
	l, screen, err := s.screen(c)
	if err != nil {
		return err
	}
	switch screen.name {
	case picturesScreen:
		return s.renderPictures(c, l, view.Form{})
	case papersScreen:
		return s.renderPapers(c, l, view.Form{})
	}
	if list, ok := screen.lines(); ok {
		return s.renderLines(c, l, screen, list, view.Form{})
	}
	return s.renderScreen(c, l, screen, view.Form{}, nil)
}

// renderScreen draws the form with what the listing says, or with what was typed
// where that could not be kept.
func (s *Server) renderScreen(c *fiber.Ctx, l makerListing, screen makerScreen, form view.Form, clashes []catalog.Clash) error {
	p := s.page(c)
	v := view.MakerScreen{
		Action: l.path(p, "/sua/"+screen.name), Back: l.path(p, ""), Name: l.called(p), Title: p.T("maker.screen." + screen.name),
		Help: p.T("maker.screen." + screen.name + ".help"), Version: l.edit.Version, Key: key(), Waiting: l.edit.State == catalog.EditWaiting,
	}
	values := l.values()
	for _, name := range screen.fields {
		v.Rows = append(v.Rows, s.screenRow(p, screen, name, values, &form))
	}
	for _, clash := range clashes {
		if f, ok := catalog.FieldOf(l.subject.Kind, clash.Field); ok {
			v.Clashes = append(v.Clashes, view.MakerChange{Label: fieldLabel(p, f.Name), Old: s.shown(p, f, clash.Theirs), New: s.shown(p, f, clash.Yours)})
		}
	}
	if screen.name == readyScreen {
		ready, err := s.readiness(c, p, l)
		if err != nil {
			return err
		}
		v.Ready = ready
	}
	if slices.Contains(screen.fields, "guests_night") {
		v.Warnings = houseWarnings(p, values)
	}
	v.Form = form
	s.frame(c, &p, l, v.Title)
	return s.render(c, view.EditScreen(p, v))
}

// frame names a page of a listing and the way back from it.
func (s *Server) frame(c *fiber.Ctx, p *view.Page, l makerListing, title string) {
	name := l.called(*p)
	p.Section, p.Title = "manage", title+" – "+name
	p.Crumbs = []view.Crumb{{Name: p.T("manage.title"), Path: p.Console("/quan-ly")}, {Name: name, Path: l.path(*p, "")}}
	if title != "" {
		p.Crumbs = append(p.Crumbs, view.Crumb{Name: title})
	}
}

// screenRow is a field, with its English one beside it.
func (s *Server) screenRow(p view.Page, screen makerScreen, name string, values catalog.Values, form *view.Form) view.MakerRow {
	var row view.MakerRow
	for _, full := range []string{name, name + "_en"} {
		f, ok := catalog.FieldOf(screen.kind, full)
		if !ok {
			continue
		}
		field := view.MakerField{
			Name: full, Label: fieldLabel(p, full), Type: string(f.Type), Was: mark(values[full]),
			Most: f.Most, English: strings.HasSuffix(full, "_en"), Month: strings.HasPrefix(full, "capacity_0") || strings.HasPrefix(full, "capacity_1"),
		}
		if help := "maker.field." + full + ".help"; p.Has(help) {
			field.Help = p.T(help)
		}
		field.Options = choices(p, f)
		if f.Type == catalog.SetField {
			for _, set := range s.index.Atlas().Sets {
				field.Options = append(field.Options, view.MakerOption{Value: strconv.Itoa(set.Number), Label: p.T("maker.set", "number", strconv.Itoa(set.Number), "name", p.Text(set.Name, set.NameEN))})
			}
		}
		if !form.Has(full) {
			*form = form.With(full, typed(p, f, values[full]))
			if f.Type == catalog.AnswerField || f.Type == catalog.SetField {
				*form = form.With(full, values[full])
			}
		}
		row.Fields = append(row.Fields, field)
	}
	return row
}

// submitScreen keeps what was typed on a screen as a draft.
func (s *Server) submitScreen(c *fiber.Ctx) error {
	l, screen, err := s.screen(c)
	if err != nil {
		return err
	}
	step, err := s.stepOf(c, l)
	if err != nil {
		return err
	}
	if list, ok := screen.lines(); ok {
		return s.submitLines(c, l, screen, list, step)
	}
	form, set := view.Form{}, catalog.Values{}
	for _, f := range screen.all() {
		text, sent := sentField(c, f)
		if !sent {
			continue
		}
		form = form.With(f.Name, text)
		// What stands as the form showed it was not written by this hand.
		if value, problem := f.Read(text); problem != "" || mark(value) != c.FormValue("was."+f.Name) {
			set[f.Name] = text
		}
	}
	saved, err := s.save(c, l, step, set)
	if err == nil {
		return s.saved(c, l, saved, screen)
	}
	return s.notSaved(c, l, screen, form, err)
}

// save keeps fields of a listing as a draft; nothing to set is kept as well.
func (s *Server) save(c *fiber.Ctx, l makerListing, step catalog.Step, set catalog.Values) (catalog.Edit, error) {
	if len(set) == 0 {
		return l.edit, nil
	}
	return s.edits.SaveDraft(c.UserContext(), catalog.Draft{
		Step: step, Subject: l.subject, ProducerID: l.producerID, Helper: s.who(c).Role == account.Helper, Set: set,
	})
}

// savedDraft tells a script that a draft was kept.
type savedDraft struct {
	Version int               `json:"version"`
	Key     string            `json:"key"`
	Was     map[string]string `json:"was,omitempty"`
	// Problems are what was wrong with some of what was sent.
	Problems []string `json:"problems,omitempty"`
}

// saved answers that a screen was kept: a script by its new marks, a person by
// the listing's page.
func (s *Server) saved(c *fiber.Ctx, l makerListing, edit catalog.Edit, screen makerScreen) error {
	if !wantsJSON(c) {
		return c.Redirect(l.path(s.page(c), "?luu="+screen.name), fiber.StatusSeeOther)
	}
	l.edit = edit
	answer := savedDraft{Version: edit.Version, Key: key(), Was: map[string]string{}}
	for _, f := range screen.all() {
		answer.Was["was."+f.Name] = mark(l.values()[f.Name])
	}
	return c.JSON(answer)
}

func wantsJSON(c *fiber.Ctx) bool { return c.Get(fiber.HeaderAccept) == fiber.MIMEApplicationJSON }

// notSaved shows what could not be kept, and why: nothing typed is lost.
func (s *Server) notSaved(c *fiber.Ctx, l makerListing, screen makerScreen, form view.Form, err error) error {
	var problems catalog.Problems
	var stale *catalog.StaleError
	switch {
	case errors.As(err, &problems):
		p := s.page(c)
		for _, f := range screen.all() {
			if problem, wrong := problems[f.Name]; wrong {
				form.Fail(f.Name, p.T("maker.problem."+string(problem), "field", fieldLabel(p, f.Name)))
			}
		}
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderScreen(c, l, screen, form, nil)
	case errors.As(err, &stale):
		l.edit = stale.Edit
		c.Status(fiber.StatusConflict)
		return s.renderScreen(c, l, screen, form, stale.Clashes)
	}
	return err
}
