package storefront

import (
	"context"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/catalog/trade"
	"ocop/storefront/inquiry"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// maxWords bounds what either side writes about an offer.
const maxWords = 1000

// showOwnRequest is a request as its buyer sees it, behind a signed link.
func (s *Server) showOwnRequest(c *fiber.Ctx) error {
	q, err := s.ownRequest(c)
	if err != nil {
		return err
	}
	if q.State == trade.Open {
		if err := s.requests.Seen(c.UserContext(), q.ID); err != nil {
			return err
		}
	}
	return s.renderOwnRequest(c, q, view.Form{})
}

// ownRequest reads the request of a signed link.
func (s *Server) ownRequest(c *fiber.Ctx) (trade.Request, error) {
	id, err := s.readSigned(ownLink, c.Params("token"))
	if err != nil {
		return trade.Request{}, err
	}
	return s.requests.ByID(c.UserContext(), id)
}

func (s *Server) renderOwnRequest(c *fiber.Ctx, q trade.Request, form view.Form) error {
	p := s.page(c)
	p.NoIndex, p.Section, p.Title = true, "requests", p.T("buying.own.title", "what", q.What)
	v := view.OwnRequest{
		Line: s.buyingLine(p.Printer, q), Facts: s.buyingFacts(p.Printer, q), Form: form,
		Token: c.Params("token"), State: string(q.State), Reason: q.Reason,
		CanExtend: q.State == trade.Open && !q.Extended, CanClose: q.State == trade.Open || q.State == trade.Expired,
		CanJudge: q.State == trade.Closed || q.State == trade.Expired,
	}
	if v.Facts = append(v.Facts, buyerFacts(p.Printer, q)...); q.Forgotten() {
		v.Forgotten = catalog.DayAt(q.ForgottenAt)
	}
	if q.Budget > 0 {
		v.Facts = append(v.Facts, view.BuyingFact{Label: p.T("buying.field.budget"), Text: p.Money(q.Budget)})
	}
	for _, outcome := range trade.Outcomes() {
		v.Outcomes = append(v.Outcomes, view.Choosable{Value: string(outcome), Label: p.T("buying.outcome." + string(outcome))})
	}
	answers, err := s.requests.Answers(c.UserContext(), q.ID)
	if err != nil {
		return err
	}
	if v.Offers, err = s.answerViews(c.UserContext(), p.Printer, p.Links, q, answers); err != nil {
		return err
	}
	v.Rows = offerRows(p.Printer, v.Offers)
	if err := s.render(c, view.Own(p, v)); err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return nil
}

// answerViews are answers as the buyer compares them.
func (s *Server) answerViews(ctx context.Context, w *locale.Printer, links view.Links, q trade.Request, answers []trade.Answered) ([]view.Offer, error) {
	listings, err := s.offered(ctx, answers)
	if err != nil {
		return nil, err
	}
	day := s.index.Day()
	var offers []view.Offer
	for _, a := range answers {
		o := view.Offer{ID: a.ID, Pool: a.PoolID != 0, Chosen: a.Chosen, Amount: amountText(w, a.Quantity, a.Unit), Sample: a.Sample, ReadyOn: a.ReadyOn, Price: a.Price}
		o.Total = int64(a.Quantity * float64(a.Price) * float64(len(q.Months)))
		if a.PoolID == 0 {
			o.Parts = []view.OfferPart{s.offerPart(w, listings[a.ProductID], day)}
			o.Parts[0].Note = a.Note
		}
		for _, m := range a.Members {
			part := s.offerPart(w, listings[m.ProductID], day)
			part.Note, part.Price, part.ReadyOn, part.Sample = m.Note, m.Price, m.ReadyOn, m.Sample
			for _, share := range m.Shares {
				part.Amounts = append(part.Amounts, amountText(w, share, q.Unit))
				o.Total += int64(share * float64(m.Price))
			}
			o.Sample = o.Sample || m.Sample
			if m.ReadyOn.After(o.ReadyOn) {
				o.ReadyOn = m.ReadyOn
			}
			o.Parts = append(o.Parts, part)
		}
		if o.Pool {
			o.Price = int64(float64(o.Total)/(q.Quantity*float64(len(q.Months))) + 0.5)
		}
		o.PerUnit = unitText(w, a.Unit)
		o.Same = sameText(w, q, a)
		for _, word := range a.Words {
			o.Words = append(o.Words, view.OfferWord{FromBuyer: word.ProducerID == 0, Body: word.Body, At: catalog.DayAt(word.WrittenAt)})
		}
		offers = append(offers, o)
	}
	return offers, nil
}

// sameText is an answer in the request's own unit, so that answers compare; empty
// where it counts in that already.
func sameText(w *locale.Printer, q trade.Request, a trade.Answered) string {
	if a.Unit == q.Unit {
		return ""
	}
	factor, comparable := a.In(q)
	if !comparable || factor <= 0 {
		return w.T("buying.compare.unknown", "unit", unitText(w, q.Unit))
	}
	price := int64(float64(a.Price)/factor + 0.5)
	return w.T("buying.compare.same_as", "amount", amountText(w, math.Round(a.Quantity*factor*100)/100, q.Unit), "price", w.Money(price)+" / "+unitText(w, q.Unit))
}

func unitText(w *locale.Printer, code string) string {
	unit, _ := catalog.UnitOf(code)
	return w.Text(unit.Name, unit.NameEN)
}

// offered reads the products that stand in answers.
func (s *Server) offered(ctx context.Context, answers []trade.Answered) (map[int64]catalog.Listing, error) {
	var ids []int64
	for _, a := range answers {
		ids = append(ids, a.ProductID)
		for _, m := range a.Members {
			ids = append(ids, m.ProductID)
		}
	}
	return s.listingsByID(ctx, ids)
}

func (s *Server) listingsByID(ctx context.Context, ids []int64) (map[int64]catalog.Listing, error) {
	listings, err := s.products.Listings(ctx, ids)
	if err != nil {
		return nil, err
	}
	byID := make(map[int64]catalog.Listing, len(listings))
	for _, l := range listings {
		byID[l.ID] = l
	}
	return byID, nil
}

func (s *Server) offerPart(w *locale.Printer, l catalog.Listing, day catalog.Day) view.OfferPart {
	province, _ := s.index.Atlas().Province(l.ProvinceCode)
	part := view.OfferPart{
		ProducerID: l.ProducerID, Maker: l.ProducerName, MakerSlug: l.ProducerSlug, Product: w.Text(l.Name, l.NameEN), Slug: l.Slug,
		Province: w.Text(province.Name, province.NameEN), Star: l.Star(day),
	}
	var papers []string
	for _, paper := range l.Certificates {
		if paper.ValidOn(day) {
			papers = append(papers, paper.Kind)
		}
	}
	part.Papers = papersText(w, papers)
	return part
}

// offerRows sets offers side by side.
func offerRows(w *locale.Printer, offers []view.Offer) []view.OfferRow {
	row := func(key string, cell func(view.Offer) string) view.OfferRow {
		r := view.OfferRow{Label: w.T("buying.compare." + key)}
		for _, o := range offers {
			r.Cells = append(r.Cells, cell(o))
		}
		return r
	}
	each := func(o view.Offer, text func(view.OfferPart) string) string {
		var all []string
		for _, part := range o.Parts {
			if t := text(part); t != "" {
				all = append(all, t)
			}
		}
		return strings.Join(all, "; ")
	}
	rows := []view.OfferRow{
		row("amount", func(o view.Offer) string { return o.Amount }),
		row("price", func(o view.Offer) string { return w.Money(o.Price) + " / " + o.PerUnit }),
		row("same", func(o view.Offer) string { return o.Same }),
		row("total", func(o view.Offer) string { return w.Money(o.Total) }),
		row("ready", func(o view.Offer) string { return w.Day(o.ReadyOn) }),
		row("sample", func(o view.Offer) string { return w.T("buying.yesno." + strconv.FormatBool(o.Sample)) }),
		row("product", func(o view.Offer) string { return each(o, func(p view.OfferPart) string { return p.Product }) }),
		row("province", func(o view.Offer) string { return each(o, func(p view.OfferPart) string { return p.Province }) }),
		row("star", func(o view.Offer) string {
			return each(o, func(p view.OfferPart) string { return starText(w, p.Star) })
		}),
		row("papers", func(o view.Offer) string { return each(o, func(p view.OfferPart) string { return p.Papers }) }),
	}
	// A line in which nobody says anything is no line.
	return slices.DeleteFunc(rows, func(r view.OfferRow) bool {
		return !slices.ContainsFunc(r.Cells, func(cell string) bool { return cell != "" })
	})
}

// starText is a star in few words, also where it is no longer in force.
func starText(w *locale.Printer, star catalog.Star) string {
	if !star.Live() {
		return w.T("buying.star.lapsed")
	}
	return w.T("buying.reason.stars.open", "stars", w.Number(star.Badge()))
}

// submitOwnRequest does what the buyer asks for: confirm, ask, extend, close or
// say how it went.
func (s *Server) submitOwnRequest(c *fiber.Ctx) error {
	q, err := s.ownRequest(c)
	if err != nil {
		return err
	}
	p, ctx := s.page(c), c.UserContext()
	form := view.Form{}
	answer, _ := strconv.ParseInt(c.FormValue("answer"), 10, 64)
	switch c.FormValue("do") {
	case "confirm":
		err = s.requests.Confirm(ctx, q.ID)
	case "extend":
		err = s.requests.Extend(ctx, q.ID)
	case "ask":
		body := readWords(c, p, &form, "body")
		if !form.Failed() {
			err = s.requests.Say(ctx, q.ID, answer, 0, body)
		}
	case "close":
		outcome := trade.Outcome(c.FormValue("outcome"))
		form = form.With("outcome", string(outcome))
		if !isOutcome(outcome) || outcome == trade.Bought && answer == 0 {
			form.Fail("outcome", p.T("buying.problem.outcome.missing"))
		} else {
			err = s.requests.Close(ctx, q.ID, outcome, answer)
		}
	case "judge":
		err = s.judge(c, p, &form, q.ID, true)
	case "forget":
		var gone bool
		if gone, err = s.requests.Forget(ctx, q.ID); gone && err == nil {
			return c.Redirect(p.Requests(), fiber.StatusSeeOther)
		}
	default:
		return fiber.ErrBadRequest
	}
	return s.afterBuying(c, form, err, func(form view.Form) error {
		now, err := s.ownRequest(c)
		if err != nil {
			return err
		}
		return s.renderOwnRequest(c, now, form)
	})
}

// afterBuying leads back to the page of what was done, or shows it anew with what
// was wrong.
func (s *Server) afterBuying(c *fiber.Ctx, form view.Form, err error, again func(view.Form) error) error {
	p := s.page(c)
	status := fiber.StatusConflict
	switch {
	case errors.Is(err, trade.ErrFull):
		form.Fail("late", p.T("buying.problem.full"))
	case errors.Is(err, trade.ErrTwice):
		form.Fail("late", p.T("buying.problem.twice"))
	case errors.Is(err, trade.ErrState):
		form.Fail("late", p.T("buying.problem.state"))
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

func isOutcome(outcome trade.Outcome) bool {
	for _, known := range trade.Outcomes() {
		if outcome == known {
			return true
		}
	}
	return false
}

// readWords reads what somebody writes about an offer.
func readWords(c *fiber.Ctx, p view.Page, form *view.Form, name string) string {
	body := inquiry.CleanText(c.FormValue(name))
	*form = form.With(name, body)
	if n := utf8.RuneCountInString(body); n < 2 || n > maxWords {
		form.Fail(name, p.T("buying.problem.body.wrong"))
	}
	return body
}

// judge keeps how it went with the other side.
func (s *Server) judge(c *fiber.Ctx, p view.Page, form *view.Form, requestID int64, byBuyer bool) error {
	e := trade.Experience{RequestID: requestID, ByBuyer: byBuyer, Went: trade.Went(c.FormValue("went")), Note: catalog.Clean(c.FormValue("note"))}
	e.ProducerID, _ = strconv.ParseInt(c.FormValue("maker"), 10, 64)
	if !byBuyer {
		e.ProducerID, _ = strconv.ParseInt(c.Params("producer"), 10, 64)
	}
	known := false
	for _, went := range trade.Wents() {
		known = known || went == e.Went
	}
	if !known || utf8.RuneCountInString(e.Note) > maxWords {
		form.Fail("went", p.T("buying.problem.went.missing"))
		return nil
	}
	return s.requests.Judge(c.UserContext(), e)
}
