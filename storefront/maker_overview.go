package storefront

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/storefront/account"
	"ocop/storefront/view"
)

// showListing is a listing as its maker works on it: what waits, what is
// missing, and a way to each subject.
func (s *Server) showListing(c *fiber.Ctx) error {
	l, err := s.listing(c)
	if errors.Is(err, pgx.ErrNoRows) && l.edit.State == catalog.EditApproved {
		return c.Redirect(listingPath(s.page(c), tokenOf(l.edit))+"?xong=duyet", fiber.StatusSeeOther)
	}
	if err != nil {
		return err
	}
	return s.renderListing(c, l, "")
}

// doneKeys are the things that a page reached after a form may say.
func doneKeys() []string {
	return []string{"gui", "bo", "dung", "hoan-tac", "moi", "dong-y", "xoa", "duyet"}
}

// done is the sentence about what the form before this page did.
func done(c *fiber.Ctx, p view.Page) string {
	if key := c.Query("xong"); slices.Contains(doneKeys(), key) {
		return p.T("maker.done." + key)
	}
	return ""
}

func (s *Server) renderListing(c *fiber.Ctx, l makerListing, problem string) error {
	p := s.page(c)
	helper := s.who(c).Role == account.Helper
	v := view.MakerListing{
		Name: l.called(p), Kind: l.subject.Kind, Path: l.path(p, ""), Public: l.subject.ID != 0, State: string(l.edit.State), Reason: l.edit.Reason,
		Version: l.edit.Version, Key: key(), Changes: s.changes(p, l.edit), Done: done(c, p), Helper: helper, HandedOver: !l.edit.HelperDoneAt.IsZero(),
	}
	if problem != "" {
		v.Problem = p.T(problem)
	}
	if kept := c.Query("luu"); slices.ContainsFunc(l.screens(), func(m makerScreen) bool { return m.name == kept }) {
		v.Done = p.T("maker.kept", "screen", p.T("maker.screen."+kept))
	}
	v.Warnings = houseWarnings(p, l.values())
	if !l.edit.SubmittedAt.IsZero() {
		v.Since = p.Day(catalog.DayAt(l.edit.SubmittedAt))
	}
	v.CanSubmit = len(v.Changes) > 0 && (l.edit.State == catalog.EditDraft || l.edit.State == catalog.EditReturned)
	v.CanWithdraw = l.edit.ID != 0 && (len(v.Changes) > 0 || l.subject.ID == 0)
	if err := s.entered(c, &v, l); err != nil {
		return err
	}
	var err error
	line := workLine{makerListing: l}
	if line.listing, v.PublicPath, err = s.shownAs(c.UserContext(), p, l.subject); err != nil {
		return err
	}
	wants := line.wants()
	v.Filled, v.Total = filled(wants), len(wants)
	for _, screen := range l.screens() {
		v.Screens = append(v.Screens, s.screenLink(p, l, screen, wants))
	}
	for _, screen := range v.Screens {
		if len(screen.Missing) > 0 && v.Next.Label == "" {
			v.Next = screen
		}
	}
	v.NextFirst = !v.Public && l.values()["pictures"] == ""
	s.frame(c, &p, l, "")
	p.Crumbs = p.Crumbs[:1]
	p.Crumbs = append(p.Crumbs, view.Crumb{Name: v.Name})
	return s.render(c, view.ShowListing(p, v))
}

// houseWarnings say where the houses of a village add up to something else than it
// says of itself. Nothing is refused for it: a house may not be listed yet.
func houseWarnings(p view.Page, values catalog.Values) []string {
	var list []string
	for _, sum := range values.Disagree() {
		list = append(list, p.T("maker.houses.disagree", "field", fieldLabel(p, sum.Field), "said", p.Number(sum.Said), "houses", p.Number(sum.Houses)))
	}
	return list
}

// called is what a listing is called in the page's language, also before it has a
// name.
func (l makerListing) called(p view.Page) string {
	return cmp.Or(p.Text(l.name, l.values()["name_en"]), p.T("maker.new"))
}

// entered says who entered the open change for the producer.
func (s *Server) entered(c *fiber.Ctx, v *view.MakerListing, l makerListing) error {
	if l.edit.HelperID == 0 {
		return nil
	}
	names, err := s.names(c.UserContext(), l.edit.HelperID)
	v.EnteredBy = names[l.edit.HelperID]
	return err
}

// shownAs is a product as everybody sees it, and where; a profile is only
// somewhere. Empty where nobody sees it.
func (s *Server) shownAs(ctx context.Context, p view.Page, subject catalog.Subject) (l catalog.Listing, at string, err error) {
	if subject.ID == 0 {
		return l, "", nil
	}
	if subject.Kind == catalog.ProducerSubject {
		named, err := s.producers.Names(ctx, []int64{subject.ID})
		if err != nil || len(named) == 0 {
			return l, "", err
		}
		return l, p.Producer(named[0].Slug), nil
	}
	shown, err := s.products.Listings(ctx, []int64{subject.ID})
	if err != nil || len(shown) == 0 {
		return l, "", err
	}
	return shown[0], p.Product(shown[0].Slug), nil
}

func filled(wants []catalog.Want) int {
	n := 0
	for _, want := range wants {
		if want.Given {
			n++
		}
	}
	return n
}

// screenLink is the way to one subject, with what is still missing there.
func (s *Server) screenLink(p view.Page, l makerListing, screen makerScreen, wants []catalog.Want) view.MakerLink {
	link := view.MakerLink{Label: p.T("maker.screen." + screen.name), Path: l.path(p, "/sua/"+screen.name)}
	for _, want := range wants {
		if !want.Given && screenOf(l.subject.Kind, want.Field) == screen.name {
			link.Missing = append(link.Missing, wantLabel(p, want.Field))
		}
	}
	values := l.values()
	for _, name := range screen.fields {
		if slices.Contains(stayWants(), name) && values[name] == "" {
			link.Missing = append(link.Missing, fieldLabel(p, name))
		}
	}
	for _, f := range screen.all() {
		if _, changed := l.edit.Patch[f.Name]; changed {
			link.Changed = true
		}
	}
	return link
}

// wantLabel is what a missing thing is called.
func wantLabel(p view.Page, field string) string {
	if field == "capacity_01" {
		return p.T("maker.want.capacity")
	}
	return fieldLabel(p, field)
}

// listHistory is who changed what in a listing, and the way to undo it.
func (s *Server) listHistory(c *fiber.Ctx) error {
	l, err := s.listing(c)
	if err != nil {
		return err
	}
	p := s.page(c)
	edits, err := s.edits.History(c.UserContext(), l.subject)
	if err != nil {
		return err
	}
	var ids, entered []int64
	for _, e := range edits {
		ids = append(ids, e.AuthorID, e.HelperID, e.DecidedBy)
		if e.HelperID != 0 {
			entered = append(entered, e.ID)
		}
	}
	confirmed, err := s.edits.Submitters(c.UserContext(), entered)
	if err != nil {
		return err
	}
	ids = slices.AppendSeq(ids, maps.Values(confirmed))
	names, err := s.names(c.UserContext(), ids...)
	if err != nil {
		return err
	}
	v := view.MakerHistory{Action: l.path(p, "/hoan-tac"), Version: l.edit.Version}
	for _, e := range edits {
		v.Lines = append(v.Lines, view.MakerHistoryLine{
			ID: e.ID, Key: key(), Day: p.Day(catalog.DayAt(e.DecidedAt)), Author: names[e.AuthorID], Helper: names[e.HelperID], Confirmed: names[confirmed[e.ID]], Officer: names[e.DecidedBy],
			AtOnce: e.AtOnce, Undo: e.UndoOf != 0, New: e.Base["name"] == "" && e.Patch["name"] != "", Changes: s.changes(p, e),
		})
	}
	s.frame(c, &p, l, p.T("maker.history"))
	return s.render(c, view.ListHistory(p, v))
}

// showPreview is the public page as it would be with the open change.
func (s *Server) showPreview(c *fiber.Ctx) error {
	l, err := s.listing(c)
	if err != nil {
		return err
	}
	if l.edit.ID == 0 {
		return c.Redirect(l.path(s.page(c), ""), fiber.StatusSeeOther)
	}
	p := s.page(c)
	p.Title, p.NoIndex = p.T("maker.preview"), true
	p.Preview = l.path(p, "")
	if l.subject.Kind == catalog.ProducerSubject {
		return s.previewProducer(c, p, l)
	}
	product, err := s.edits.PreviewProduct(c.UserContext(), l.edit.ID)
	if message := stepProblem(err); message != "" {
		return s.renderListing(c, l, message)
	}
	if err != nil {
		return err
	}
	return s.render(c, view.Product(p, s.productView(p, product)))
}

func (s *Server) previewProducer(c *fiber.Ctx, p view.Page, l makerListing) error {
	producer, err := s.edits.PreviewProducer(c.UserContext(), l.edit.ID)
	if err != nil {
		return err
	}
	listings, err := s.products.ListingsOf(c.UserContext(), producer.ID)
	if err != nil {
		return err
	}
	v := view.ProducerView{Producer: producer, Cards: s.cards(starred(listings, p.Today))}
	v.Province, _ = s.index.Atlas().Province(producer.ProvinceCode)
	return s.render(c, view.Producer(p, v))
}
