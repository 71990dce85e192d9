package storefront

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/catalog/trade"
	"ocop/storefront/view"
)

// listInvitations is a maker's inbox of requests to buy.
func (s *Server) listInvitations(c *fiber.Ctx) error {
	inbox, err := s.requests.Inbox(c.UserContext(), s.who(c).Producers)
	if err != nil {
		return err
	}
	names, err := s.producers.Names(c.UserContext(), s.who(c).Producers)
	if err != nil {
		return err
	}
	p := s.page(c)
	p.Section, p.Title = "requests", p.T("buying.inbox.title")
	var lines []view.InvitationLine
	for _, i := range inbox {
		line := view.InvitationLine{BuyingLine: s.buyingLine(p.Printer, i.Ask), ProducerID: i.ProducerID, Answered: i.AnswerID != 0, Declined: i.Declined}
		for _, producer := range names {
			if producer.ID == i.ProducerID && len(names) > 1 {
				line.Maker = producer.Name
			}
		}
		lines = append(lines, line)
	}
	return s.render(c, view.Invitations(p, lines))
}

// invitation is a request as one of the makers told of it sees it.
type invitation struct {
	trade.Invitation
	answers []trade.Answered // the maker's own, pools included
	pools   []trade.PoolMember
}

// invitationOf reads what the address names; a maker who was not told of the
// request finds nothing.
func (s *Server) invitationOf(c *fiber.Ctx) (invitation, error) {
	var found invitation
	request, err := readID(c.Params("ask"))
	if err != nil {
		return found, err
	}
	producer, err := readID(c.Params("producer"))
	if err != nil {
		return found, err
	}
	ctx := c.UserContext()
	told, err := s.requests.Told(ctx, request)
	if err != nil {
		return found, err
	}
	for _, i := range told {
		if i.ProducerID == producer {
			found.Invitation = i
		}
	}
	if found.RequestID == 0 {
		return found, pgx.ErrNoRows
	}
	answers, err := s.requests.Answers(ctx, request)
	if err != nil {
		return found, err
	}
	own, err := s.producers.Absorbed(ctx, producer)
	if err != nil {
		return found, err
	}
	for _, a := range answers {
		mine := slices.Contains(own, a.ProducerID)
		for _, m := range a.Members {
			mine = mine || slices.Contains(own, m.ProducerID)
		}
		if mine {
			found.answers = append(found.answers, a)
		}
	}
	found.pools, err = s.requests.Pools(ctx, request)
	return found, err
}

// showInvitation is a request with why it came, the form for an answer and the
// pools the maker is asked to join.
func (s *Server) showInvitation(c *fiber.Ctx) error {
	i, err := s.invitationOf(c)
	if err != nil {
		return err
	}
	return s.renderInvitation(c, i, view.Form{}.With("unit", i.Ask.Unit))
}

func (s *Server) renderInvitation(c *fiber.Ctx, i invitation, form view.Form) error {
	p, q, ctx := s.page(c), i.Ask, c.UserContext()
	p.Section, p.Title = "requests", p.T("buying.one.title", "what", q.What)
	p.Crumbs = []view.Crumb{{Name: p.T("buying.inbox.title"), Path: p.Console("/quan-ly/can-mua")}, {Name: q.What}}
	v := view.Invitation{
		Line: s.buyingLine(p.Printer, q), Facts: s.buyingFacts(p.Printer, q), Reasons: reasonLines(p.Printer, i.Reasons), Form: form,
		ProducerID: i.ProducerID, Declined: i.Declined, CanAnswer: q.Answerable(s.index.Day()) && i.AnswerID == 0,
		Full:     q.State == trade.Open && q.Offers >= trade.MostOffers && i.AnswerID == 0,
		Unit:     unitText(p.Printer, q.Unit),
		CanJudge: (q.State == trade.Closed || q.State == trade.Expired) && len(i.answers) > 0,
	}
	for _, u := range catalog.Units() {
		v.Units = append(v.Units, view.Choosable{Value: u.Code, Label: unitName(p, u)})
	}
	ids := []int64{i.ProductID}
	for _, m := range i.pools {
		ids = append(ids, m.ProductID)
	}
	listings, err := s.listingsByID(ctx, ids)
	if err != nil {
		return err
	}
	v.Product = s.offerPart(p.Printer, listings[i.ProductID], s.index.Day())
	v.Pools = s.poolViews(p, q, i, listings)
	if v.Offers, err = s.answerViews(ctx, p.Printer, p.Links, q, i.answers); err != nil {
		return err
	}
	for _, o := range v.Offers {
		if o.Chosen {
			v.Buyer = buyerFacts(p.Printer, q)
		}
	}
	return s.render(c, view.InvitationPage(p, v))
}

// poolViews are the pools a maker is asked to join. What the others ask for their
// share is not shown.
func (s *Server) poolViews(p view.Page, q trade.Request, i invitation, listings map[int64]catalog.Listing) []view.PoolView {
	var pools []view.PoolView
	mine := make(map[int64]bool)
	for _, m := range i.pools {
		if m.ProducerID == i.ProducerID {
			mine[m.PoolID] = true
		}
	}
	for _, m := range i.pools {
		if !mine[m.PoolID] {
			continue
		}
		if len(pools) == 0 || pools[len(pools)-1].ID != m.PoolID {
			pools = append(pools, view.PoolView{ID: m.PoolID, State: string(m.PoolState), Kilometres: m.Kilometres})
		}
		pool := &pools[len(pools)-1]
		part := s.offerPart(p.Printer, listings[m.ProductID], s.index.Day())
		for n, share := range m.Shares {
			part.Amounts = append(part.Amounts, amountText(p.Printer, share, q.Unit)+" "+p.T("buying.in_month", "month", p.Month(q.Months[n])))
		}
		part.State = string(m.State)
		if part.Mine = m.ProducerID == i.ProducerID; part.Mine {
			part.Price = m.Price
			pool.CanJoin = m.State == trade.MemberAsked && m.PoolState == trade.PoolOpen && q.Answerable(s.index.Day())
		}
		pool.Parts = append(pool.Parts, part)
	}
	return pools
}

// submitInvitation does what a maker answers: an offer, a no, a share of a pool,
// a word to the buyer, or how it went.
func (s *Server) submitInvitation(c *fiber.Ctx) error {
	i, err := s.invitationOf(c)
	if err != nil {
		return err
	}
	p, ctx := s.page(c), c.UserContext()
	form := view.Form{}
	for _, name := range []string{"quantity", "unit", "each_quantity", "price", "ready_on", "note"} {
		form = form.With(name, c.FormValue(name))
	}
	pool, _ := strconv.ParseInt(c.FormValue("pool"), 10, 64)
	o := s.readOffer(c, p, i, &form, pool != 0)
	join := trade.Joining{
		PoolID: pool, RequestID: i.RequestID, ProducerID: i.ProducerID, Price: o.Price, Sample: o.Sample, ReadyOn: o.ReadyOn,
		Note: o.Note, AccountID: o.AccountID,
	}
	switch do := c.FormValue("do"); do {
	case "offer", "join":
		if form.Failed() {
			break
		}
		if do == "join" {
			err = s.requests.Join(ctx, join)
		} else {
			_, err = s.requests.Answer(ctx, o)
		}
	case "decline":
		form, err = view.Form{}, s.requests.Decline(ctx, i.RequestID, i.ProducerID)
	case "leave":
		form, err = view.Form{}, s.requests.Leave(ctx, join)
	case "reply":
		form = view.Form{}
		answer, _ := strconv.ParseInt(c.FormValue("answer"), 10, 64)
		if body := readWords(c, p, &form, "body"); !form.Failed() {
			err = s.requests.Say(ctx, i.RequestID, answer, i.ProducerID, body)
		}
	case "judge":
		form = view.Form{}
		err = s.judge(c, p, &form, i.RequestID, false)
	default:
		return fiber.ErrBadRequest
	}
	return s.afterBuying(c, form, err, func(form view.Form) error {
		now, err := s.invitationOf(c)
		if err != nil {
			return err
		}
		return s.renderInvitation(c, now, form)
	})
}

// readOffer reads the form of an offer, or of a share of a pool, whose quantity is
// set already.
func (s *Server) readOffer(c *fiber.Ctx, p view.Page, i invitation, form *view.Form, pooled bool) trade.Offer {
	unit, known := catalog.UnitOf(c.FormValue("unit"))
	o := trade.Offer{
		RequestID: i.RequestID, ProducerID: i.ProducerID, Quantity: readAmount(c.FormValue("quantity")), Unit: unit.Code, EachQuantity: readAmount(c.FormValue("each_quantity")),
		Price: readDong(c.FormValue("price")), Sample: c.FormValue("sample") != "", Note: catalog.Clean(c.FormValue("note")), AccountID: s.who(c).ID,
	}
	day, err := catalog.ParseDay(strings.TrimSpace(c.FormValue("ready_on")))
	o.ReadyOn = day
	if !pooled && !(o.Quantity > 0) {
		form.Fail("quantity", p.T("buying.problem.quantity.wrong"))
	}
	if !pooled && !known {
		form.Fail("unit", p.T("buying.problem.unit.missing"))
	}
	switch {
	case pooled || !known || !i.Ask.Asks(o):
		o.EachQuantity = 0
	case !(o.EachQuantity > 0 && o.EachQuantity < 1e6):
		form.Fail("each_quantity", p.T("buying.problem.offer_each", "unit", unitText(p.Printer, o.Unit), "other", unitText(p.Printer, i.Ask.Unit)))
	}
	if o.Price <= 0 {
		form.Fail("price", p.T("buying.problem.price.wrong"))
	}
	if err != nil || day.Before(s.index.Day()) {
		form.Fail("ready_on", p.T("buying.problem.ready_on.wrong"))
	}
	if utf8.RuneCountInString(o.Note) > maxWords {
		form.Fail("note", p.T("buying.problem.body.wrong"))
	}
	return o
}
