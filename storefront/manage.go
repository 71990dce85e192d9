package storefront

import (
	"context"
	"slices"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/storefront/account"
	"ocop/storefront/view"
)

// workshop is what the first page and the list of a maker are made from.
type workshop struct {
	producers []catalog.Producer
	lines     []workLine
	open      []catalog.Edit // of all producers, what was sent back first
}

// workLine is one listing of a maker.
type workLine struct {
	listing catalog.Listing // zero for a profile
	makerListing
}

// work reads everything somebody acts for.
func (s *Server) work(c *fiber.Ctx) (workshop, error) {
	var w workshop
	ctx := c.UserContext()
	var err error
	if w.producers, err = s.producers.Names(ctx, s.who(c).Producers); err != nil {
		return w, err
	}
	for _, producer := range w.producers {
		open, err := s.edits.OpenOf(ctx, producer.ID)
		if err != nil {
			return w, err
		}
		w.open = append(w.open, open...)
		if err := s.workOf(ctx, &w, producer, open); err != nil {
			return w, err
		}
	}
	slices.SortStableFunc(w.open, func(a, b catalog.Edit) int {
		return boolOrder(a.State != catalog.EditReturned, b.State != catalog.EditReturned)
	})
	return w, nil
}

func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

func (s *Server) workOf(ctx context.Context, w *workshop, producer catalog.Producer, open []catalog.Edit) error {
	listings, err := s.products.ListingsOf(ctx, producer.ID)
	if err != nil {
		return err
	}
	add := func(l catalog.Listing, subject catalog.Subject, token, name string) error {
		line := workLine{l, makerListing{token: token, subject: subject, producerID: producer.ID, name: name}}
		if line.now, err = s.edits.Current(ctx, subject); err != nil {
			return err
		}
		for _, e := range open {
			if e.Subject() == subject {
				line.edit = e
			}
		}
		w.lines = append(w.lines, line)
		return nil
	}
	for _, l := range listings {
		if err := add(l, catalog.Subject{Kind: catalog.ProductSubject, ID: l.ID}, productToken(l.ID), l.Name); err != nil {
			return err
		}
	}
	for _, e := range open {
		if e.SubjectID == 0 {
			w.lines = append(w.lines, workLine{makerListing: makerListing{token: tokenOf(e), subject: e.Subject(), producerID: producer.ID, name: e.SubjectName, edit: e, now: catalog.Values{}}})
		}
	}
	return add(catalog.Listing{}, catalog.Subject{Kind: catalog.ProducerSubject, ID: producer.ID}, profileToken(producer.ID), producer.Name)
}

// showManage is the first page of the maker's console: what needs them.
func (s *Server) showManage(c *fiber.Ctx) error {
	w, err := s.work(c)
	if err != nil {
		return err
	}
	p := s.page(c)
	p.Title, p.Section = p.T("manage.title"), "manage"
	v := view.MakerHome{Done: done(c, p), Products: p.Console("/quan-ly/san-pham")}
	if v.Tasks, err = s.showTasks(c, p, w); err != nil {
		return err
	}
	for _, line := range w.lines {
		v.Lines = append(v.Lines, s.makerLine(p, line))
	}
	for _, producer := range w.producers {
		line := s.makerProducer(p, producer)
		if !s.who(c).Role.May(account.GiveConsent) { // a helper
			line.Consent, line.Archive = "", ""
		}
		v.Producers = append(v.Producers, line)
	}
	return s.render(c, view.Manage(p, v))
}

// makerProducer is a producer with what can be done for it.
func (s *Server) makerProducer(p view.Page, producer catalog.Producer) view.MakerProducer {
	base := "/quan-ly/chu-the/" + productToken(producer.ID)
	return view.MakerProducer{
		Name: producer.Name, Public: p.Producer(producer.Slug), Profile: listingPath(p, profileToken(producer.ID)),
		New: p.Console(base + "/tin"), Key: key(), Consent: p.Console(base + "/dong-y"), Archive: p.Console(base + "/tai-ve"),
	}
}

// wants is what the listing should say. A drawing is better than nothing and worse
// than a photograph.
func (l workLine) wants() []catalog.Want {
	list := catalog.Wants(l.subject.Kind, l.values())
	if shown := l.listing.Picture; shown != nil && shown.Drawn && l.edit.Patch["pictures"] == "" {
		list[0].Given = false
	}
	return list
}

// called is what the listing of an edit is called in the page's language.
func (w workshop) called(p view.Page, e catalog.Edit) string {
	for _, line := range w.lines {
		if line.token == tokenOf(e) {
			return line.called(p)
		}
	}
	return e.SubjectName
}

// makerLine is a listing in a maker's list.
func (s *Server) makerLine(p view.Page, line workLine) view.MakerLine {
	wants := line.wants()
	v := view.MakerLine{
		Name: line.called(p), Path: line.path(p, ""), Kind: line.subject.Kind, Filled: filled(wants), Total: len(wants),
		State: string(line.edit.State), New: line.subject.ID == 0,
	}
	if line.edit.ID != 0 && len(line.edit.Changes()) == 0 {
		v.State = ""
	}
	for _, want := range wants {
		if !want.Given {
			v.Next, v.NextPath = wantLabel(p, want.Field), line.path(p, "/sua/"+screenOf(line.subject.Kind, want.Field))
			break
		}
	}
	if line.listing.ID != 0 {
		star := line.listing.Star(p.Today)
		v.Star = &star
	}
	return v
}

// listMakerProducts is the list of a maker's products, with the way to a new one.
func (s *Server) listMakerProducts(c *fiber.Ctx) error {
	return s.renderMakerProducts(c, view.Form{}, 0, "")
}

func (s *Server) renderMakerProducts(c *fiber.Ctx, form view.Form, at int64, problem catalog.Problem) error {
	w, err := s.work(c)
	if err != nil {
		return err
	}
	p := s.page(c)
	p.Title, p.Section = p.T("maker.products"), "manage"
	p.Crumbs = []view.Crumb{{Name: p.T("manage.title"), Path: p.Console("/quan-ly")}, {Name: p.Title}}
	if problem != "" {
		form.Fail("name", p.T("maker.problem."+string(problem), "field", fieldLabel(p, "name")))
	}
	v := view.MakerProducts{Form: form}
	for _, producer := range w.producers {
		part := view.MakerPart{Producer: s.makerProducer(p, producer), Failed: producer.ID == at}
		for _, line := range w.lines {
			if line.producerID == producer.ID && line.subject.Kind == catalog.ProductSubject {
				part.Lines = append(part.Lines, s.makerLine(p, line))
			}
		}
		v.Parts = append(v.Parts, part)
	}
	return s.render(c, view.MakerProductList(p, v))
}
