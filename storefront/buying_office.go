package storefront

import (
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/catalog/trade"
	"ocop/storefront/view"
)

// listOfficeRequests is what waits for the office, and what it has decided on.
func (s *Server) listOfficeRequests(c *fiber.Ctx) error {
	province := s.who(c).ProvinceCode
	waiting, err := s.requests.Waiting(c.UserContext(), province)
	if err != nil {
		return err
	}
	decided, err := s.requests.Decided(c.UserContext(), province)
	if err != nil {
		return err
	}
	p := s.page(c)
	p.Section, p.Title = "office_requests", p.T("buying.office.title")
	return s.render(c, view.OfficeRequests(p, s.buyingLines(p.Printer, waiting), s.buyingLines(p.Printer, decided)))
}

// showOfficeRequest is a request with who would hear of it and why.
func (s *Server) showOfficeRequest(c *fiber.Ctx) error {
	q, err := s.requestOf(c, "request")
	if err != nil {
		return err
	}
	return s.renderOfficeRequest(c, q, view.Form{})
}

func (s *Server) renderOfficeRequest(c *fiber.Ctx, q trade.Request, form view.Form) error {
	p, ctx := s.page(c), c.UserContext()
	p.Section, p.Title = "office_requests", p.T("buying.one.title", "what", q.What)
	p.Crumbs = []view.Crumb{{Name: p.T("buying.office.title"), Path: p.Console("/van-phong/can-mua")}, {Name: q.What}}
	v := view.OfficeRequest{
		Line: s.buyingLine(p.Printer, q), Facts: s.buyingFacts(p.Printer, q), Buyer: buyerFacts(p.Printer, q), Form: form,
		State: string(q.State), Reason: q.Reason, Most: trade.MostTold,
	}
	if q.Budget > 0 {
		v.Buyer = append(v.Buyer, view.BuyingFact{Label: p.T("buying.field.budget"), Text: p.Money(q.Budget)})
	}
	if q.State == trade.Waiting {
		matches, pools, err := s.match(ctx, q)
		if err != nil {
			return err
		}
		for _, m := range matches[:min(len(matches), trade.MostTold)] {
			v.Matches = append(v.Matches, view.MatchLine{Part: s.offerPart(p.Printer, *m.Listing, s.index.Day()), Reasons: reasonLines(p.Printer, m.Reasons)})
		}
		for _, pool := range pools {
			v.Pools = append(v.Pools, s.foundPool(p, q, pool))
		}
		return s.render(c, view.OfficeRequestPage(p, v))
	}
	if err := s.decidedRequest(c, p, q, &v); err != nil {
		return err
	}
	return s.render(c, view.OfficeRequestPage(p, v))
}

// decidedRequest adds what has become of a request.
func (s *Server) decidedRequest(c *fiber.Ctx, p view.Page, q trade.Request, v *view.OfficeRequest) error {
	told, err := s.requests.Told(c.UserContext(), q.ID)
	if err != nil {
		return err
	}
	var ids []int64
	for _, i := range told {
		ids = append(ids, i.ProductID)
	}
	listings, err := s.listingsByID(c.UserContext(), ids)
	if err != nil {
		return err
	}
	maker := make(map[int64]string)
	for _, i := range told {
		l := listings[i.ProductID]
		maker[i.ProducerID] = l.ProducerName
		line := view.MatchLine{Part: s.offerPart(p.Printer, l, s.index.Day()), Reasons: reasonLines(p.Printer, i.Reasons)}
		switch {
		case i.AnswerID != 0:
			line.Said = p.T("buying.inbox.answered")
		case i.Declined:
			line.Said = p.T("buying.inbox.declined")
		}
		v.Matches = append(v.Matches, line)
	}
	experiences, err := s.requests.Experiences(c.UserContext(), q.ID)
	if err != nil {
		return err
	}
	for _, e := range experiences {
		side := "buying.office.went.maker"
		if e.ByBuyer {
			side = "buying.office.went.buyer"
		}
		v.Experiences = append(v.Experiences, view.BuyingFact{Label: p.T(side, "maker", maker[e.ProducerID]), Text: p.T("buying.went."+string(e.Went)) + " " + e.Note})
	}
	return nil
}

// foundPool is a pool before anybody was asked.
func (s *Server) foundPool(p view.Page, q trade.Request, pool trade.Pool) view.PoolView {
	v := view.PoolView{Kilometres: int(pool.Kilometres + 0.5)}
	for _, m := range pool.Members {
		part := s.offerPart(p.Printer, *m.Match.Listing, s.index.Day())
		for n, share := range m.Shares {
			part.Amounts = append(part.Amounts, amountText(p.Printer, share, q.Unit)+" "+p.T("buying.in_month", "month", p.Month(q.Months[n])))
		}
		v.Parts = append(v.Parts, part)
	}
	return v
}

// submitOfficeRequest lets a request through, or refuses it with a reason.
func (s *Server) submitOfficeRequest(c *fiber.Ctx) error {
	q, err := s.requestOf(c, "request")
	if err != nil {
		return err
	}
	p, ctx, by := s.page(c), c.UserContext(), s.who(c).ID
	form := view.Form{}
	switch c.FormValue("do") {
	case "open":
		var matches []trade.Match
		var pools []trade.Pool
		if matches, pools, err = s.match(ctx, q); err == nil {
			err = s.requests.LetThrough(ctx, q.ID, by, matches, pools)
		}
	case "refuse":
		reason := catalog.Clean(c.FormValue("reason"))
		form = form.With("reason", reason)
		if n := utf8.RuneCountInString(reason); n < 5 || n > 500 {
			form.Fail("reason", p.T("buying.problem.reason.missing"))
		} else {
			err = s.requests.Refuse(ctx, q.ID, by, reason)
		}
	default:
		return fiber.ErrBadRequest
	}
	return s.afterBuying(c, form, err, func(form view.Form) error {
		now, err := s.requestOf(c, "request")
		if err != nil {
			return err
		}
		return s.renderOfficeRequest(c, now, form)
	})
}
