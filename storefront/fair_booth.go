package storefront

import (
	"crypto/rand"
	"errors"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/catalog/fair"
	"ocop/storefront/inquiry"
	"ocop/storefront/view"
)

// boothWorkerPath is the service worker that opens booth pages without a network.
// It lies at the top, because a worker's folder bounds what it may serve.
const boothWorkerPath = "/gian-hang.js"

// showBoothWorker sends it.
func (s *Server) showBoothWorker(c *fiber.Ctx) error {
	file, ok := s.assets.Open("booth_worker.js")
	if !ok {
		return fiber.ErrNotFound
	}
	if err := s.sendFile(c, file); err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-cache")
	return nil
}

// noteFields are the fields of a note as the form names them.
func noteFields() []string {
	return []string{"id", "kind", "who", "organisation", "contact", "what", "quantity", "unit", "value", "consent", "taken_at"}
}

// showBooth is the page on which a maker notes whom it meets. It works without a
// network where the browser can keep it, and without a script with one.
func (s *Server) showBooth(c *fiber.Ctx) error {
	return s.renderBooth(c, view.Form{}.With("id", rand.Text()).With("kind", "memorandum"))
}

func (s *Server) renderBooth(c *fiber.Ctx, form view.Form) error {
	ctx, p := c.UserContext(), s.page(c)
	x, err := s.ownFair(ctx, c.Params("place"))
	if err != nil {
		return err
	}
	if x.State != fair.Accepted {
		return pgx.ErrNoRows
	}
	p.Section, p.Title = "events", p.T("fair.booth.title")
	p.Crumbs = []view.Crumb{{Name: p.T("fair.maker.title"), Path: p.Console(fairPath)}, {Name: p.Text(x.EventName, x.EventNameEN), Path: placePath(p.Links, x.ID)}, {Name: p.Title}}
	v := view.Booth{Line: s.fairLine(p.Printer, x), Form: form, Worker: boothWorkerPath, Scope: p.Console(fairPath) + "/", Path: boothPath(p.Links, x.ID)}
	if v.Products, err = s.shownProducts(ctx, x.Products, nil); err != nil {
		return err
	}
	for _, unit := range catalog.Units() {
		v.Units = append(v.Units, unitName(p, unit))
	}
	notes, err := s.fairs.Notes(ctx, x.ID)
	if err != nil {
		return err
	}
	for _, n := range notes {
		line := view.NoteLine{Memorandum: n.Memorandum, Who: n.Who, Organisation: n.Organisation, Contact: n.Contact, What: n.What, Value: n.Value, On: catalog.DayAt(n.TakenAt)}
		if n.Quantity > 0 {
			line.Amount = p.Amount(n.Quantity) + " " + n.Unit
		}
		v.Notes = append(v.Notes, line)
	}
	return s.render(c, view.BoothPage(p, v))
}

// boothPath is the address of a booth's page.
func boothPath(l view.Links, id int64) string {
	return l.Console(fairPath + "/" + strconv.FormatInt(id, 10) + "/gian-hang")
}

// submitNote keeps a note, from the form or from a phone that has its network
// back. The same note sent again is answered as the first was.
func (s *Server) submitNote(c *fiber.Ctx) error {
	p := s.page(c)
	x, err := s.ownFair(c.UserContext(), c.Params("place"))
	if err != nil {
		return err
	}
	form := view.Form{}
	for _, name := range noteFields() {
		form = form.With(name, c.FormValue(name))
	}
	n := readNote(form, x.ID)
	for _, problem := range n.Check(s.now()) {
		form.Fail(problem.Field, p.T("fair.note.problem."+problem.Field+"."+problem.Code))
	}
	if !form.Failed() {
		_, err = s.fairs.Take(c.UserContext(), n)
	}
	script := c.Get(fiber.HeaderAccept) == fiber.MIMEApplicationJSON
	switch {
	case script && form.Failed():
		return c.Status(fiber.StatusUnprocessableEntity).JSON(map[string][]string{"problems": form.Texts()})
	case script && errors.Is(err, fair.ErrState):
		return c.Status(fiber.StatusConflict).JSON(map[string][]string{"problems": {p.T("fair.problem.state")}})
	case script && err == nil:
		return c.JSON(map[string]string{"id": n.ClientID})
	case errors.Is(err, fair.ErrState):
		return pgx.ErrNoRows // no exhibitor any more
	}
	return s.afterFair(c, form, err, func(form view.Form) error { return s.renderBooth(c, form) })
}

// readNote reads what was typed or sent.
func readNote(form view.Form, participant int64) fair.Note {
	n := fair.Note{
		ParticipantID: participant, ClientID: form.Value("id"), Memorandum: form.Value("kind") == "memorandum", Who: form.Value("who"),
		Organisation: form.Value("organisation"), Contact: form.Value("contact"), What: form.Value("what"), Quantity: readAmount(form.Value("quantity")),
		Unit: form.Value("unit"), Value: readDong(form.Value("value")),
	}
	if form.Value("consent") != "" {
		n.Consent = inquiry.ConsentVersion
	}
	if at, err := time.Parse(time.RFC3339, form.Value("taken_at")); err == nil {
		n.TakenAt = at
	}
	return n
}
