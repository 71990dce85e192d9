package storefront

import (
	"errors"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/catalog/fair"
	"ocop/storefront/print"
	"ocop/storefront/view"
)

// listOfficeEvents is every event that an office keeps, with what waits.
func (s *Server) listOfficeEvents(c *fiber.Ctx) error {
	events, err := s.events.KeptBy(c.UserContext(), s.who(c).ProvinceCode)
	if err != nil {
		return err
	}
	counts, err := s.fairs.Counts(c.UserContext())
	if err != nil {
		return err
	}
	p := s.page(c)
	p.Section, p.Title = "office_events", p.T("fair.office.title")
	var v view.OfficeEvents
	for _, e := range events {
		count := counts[e.ID]
		line := view.OfficeEventLine{EventLine: s.eventLine(p, e), Waiting: count.Waiting, Accepted: count.Accepted, Taken: count.Taken}
		switch {
		case e.Draft:
			v.Drafts = append(v.Drafts, line)
		case e.Over(p.Today):
			v.Past = append([]view.OfficeEventLine{line}, v.Past...)
		default:
			v.Coming = append(v.Coming, line)
		}
	}
	return s.render(c, view.OfficeEventsPage(p, v))
}

// eventOf reads the event that an address of the office names.
func (s *Server) eventOf(c *fiber.Ctx) (catalog.Event, error) {
	id, err := readID(c.Params("event"))
	if err != nil {
		return catalog.Event{}, err
	}
	return s.events.ByID(c.UserContext(), id)
}

// showOfficeEvent is an event with its applications and what came of it.
func (s *Server) showOfficeEvent(c *fiber.Ctx) error {
	e, err := s.eventOf(c)
	if err != nil {
		return err
	}
	return s.renderOfficeEvent(c, e, view.Form{})
}

func (s *Server) renderOfficeEvent(c *fiber.Ctx, e catalog.Event, form view.Form) error {
	p, ctx := s.page(c), c.UserContext()
	p.Section, p.Title = "office_events", p.Text(e.Name, e.NameEN)
	p.Crumbs = []view.Crumb{{Name: p.T("fair.office.title"), Path: p.Console(officeFairPath)}, {Name: p.Title}}
	v := view.OfficeEvent{
		Line: s.eventLine(p, e), Form: form, Stages: fair.Stages(), CanPublish: e.Draft, CanCancel: !e.Draft && !e.Cancelled() && !e.Over(p.Today),
		TakesMakers: e.Kind.Dated(), Over: e.Over(p.Today),
	}
	people, err := s.fairs.At(ctx, e.ID)
	if err != nil {
		return err
	}
	var ids []int64
	for _, x := range people {
		ids = append(ids, x.Products...)
	}
	known, err := s.hitsByID(ctx, ids)
	if err != nil {
		return err
	}
	for _, x := range people {
		line := view.OfficePlace{FairLine: s.fairLine(p.Printer, x), Products: s.shownOf(known, x.Products, x.Lapsed)}
		switch {
		case x.State == fair.Applied || !x.LapsedOn.IsZero():
			v.Waiting = append(v.Waiting, line)
		case x.State == fair.Accepted:
			v.Accepted = append(v.Accepted, line)
		default:
			v.Others = append(v.Others, line)
		}
		if x.State.Holds() {
			v.Taken++
		}
	}
	if v.Tally, err = s.fairs.Tally(ctx, e.ID); err != nil {
		return err
	}
	return s.render(c, view.OfficeEventPage(p, v))
}

// submitOfficeEvent does what an office decides: publish, call off, accept with a
// booth, refuse, keep without what has lapsed, print badges.
func (s *Server) submitOfficeEvent(c *fiber.Ctx) error {
	e, err := s.eventOf(c)
	if err != nil {
		return err
	}
	p, ctx, by := s.page(c), c.UserContext(), s.who(c).ID
	form := view.Form{}.With("place", c.FormValue("place"))
	decision := fair.Decision{EventID: e.ID, By: by, Booth: c.FormValue("booth"), Reason: catalog.Clean(c.FormValue("reason")), Seen: fair.State(c.FormValue("state"))}
	do := c.FormValue("do")
	switch do {
	case "accept", "refuse", "keep":
		if decision.ParticipantID, err = readID(c.FormValue("place")); err != nil {
			return err
		}
	}
	switch do {
	case "publish":
		err = s.fairs.Change(ctx, e.ID, by, publishEvent)
	case "cancel":
		if c.FormValue("sure") == "" {
			form.Fail("sure", p.T("fair.problem.sure"))
			break
		}
		err = s.fairs.Change(ctx, e.ID, by, cancelEvent(p.Today))
	case "accept":
		if utf8.RuneCountInString(decision.Booth) > 20 {
			form.Fail("booth-"+c.FormValue("place"), p.T("fair.problem.booth.long"))
			break
		}
		err = s.fairs.Accept(ctx, decision)
	case "refuse":
		if n := utf8.RuneCountInString(decision.Reason); n < 5 || n > 500 {
			form = form.With("reason", c.FormValue("reason"))
			form.Fail("reason-"+c.FormValue("place"), p.T("fair.problem.reason"))
			break
		}
		err = s.fairs.Refuse(ctx, decision)
	case "keep":
		err = s.fairs.Keep(ctx, decision)
	case "badges":
		return s.orderBadges(c, e)
	default:
		return fiber.ErrBadRequest
	}
	return s.afterFair(c, form, err, func(form view.Form) error { return s.renderOfficeEvent(c, e, form) })
}

// publishEvent shows a draft; one that is shown stays as it is.
func publishEvent(now catalog.Event) (catalog.Event, error) {
	now.Draft = false
	return now, nil
}

// cancelEvent calls an event off, once.
func cancelEvent(today catalog.Day) func(catalog.Event) (catalog.Event, error) {
	return func(now catalog.Event) (catalog.Event, error) {
		if now.Draft || now.Over(today) {
			return now, fair.ErrState
		}
		if !now.Cancelled() {
			now.CancelledOn = today
		}
		return now, nil
	}
}

// afterFair leads back to the page of what was done, or shows it anew with what
// was wrong or came too late.
func (s *Server) afterFair(c *fiber.Ctx, form view.Form, err error, again func(view.Form) error) error {
	p := s.page(c)
	status := fiber.StatusConflict
	known := false
	for reason, key := range fairProblems() {
		if errors.Is(err, reason) {
			form.Fail("late", p.T("fair.problem."+key))
			known = true
		}
	}
	switch {
	case known:
	case err != nil:
		return err
	case form.Failed():
		status = fiber.StatusUnprocessableEntity
	default:
		return c.Redirect(c.Path(), fiber.StatusSeeOther)
	}
	c.Status(status)
	return again(form)
}

// fairProblems names the sentences about what cannot be done.
func fairProblems() map[error]string {
	return map[error]string{
		fair.ErrState: "state", fair.ErrFull: "full", fair.ErrClosed: "closed", fair.ErrProducts: "products", fair.ErrBooth: "booth",
		fair.ErrTaken: "taken", fair.ErrBusy: "busy", fair.ErrOverlap: "overlap", fair.ErrTooMany: "many",
	}
}

// orderBadges has the badges of an event's exhibitors made in the background.
func (s *Server) orderBadges(c *fiber.Ctx, e catalog.Event) error {
	exhibitors, err := s.fairs.Exhibitors(c.UserContext(), e.ID)
	if err != nil {
		return err
	}
	var ids []int64
	for _, x := range exhibitors {
		ids = append(ids, x.ID)
	}
	return s.orderFile(c, print.Order{Kind: print.Badges, SubjectID: e.ID, Title: s.page(c).Text(e.Name, e.NameEN), ProductIDs: ids})
}

// orderFile takes an order about an event and leads to its progress.
func (s *Server) orderFile(c *fiber.Ctx, order print.Order) error {
	if len(order.ProductIDs) == 0 {
		return badRequest{key: "problem.print.none"}
	}
	p := s.page(c)
	order.Lang = p.Links.Lang
	token, err := s.orders.Place(c.UserContext(), order)
	if errors.Is(err, print.ErrBusy) {
		c.Set(fiber.HeaderRetryAfter, "60")
		return fiber.ErrServiceUnavailable
	}
	if err != nil {
		return err
	}
	return c.Redirect(p.Order(token), fiber.StatusSeeOther)
}
