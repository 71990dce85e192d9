package storefront

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/catalog/fair"
	"ocop/storefront/print"
	"ocop/storefront/view"
)

// listFairs is what makers take part in, and where they may still apply.
func (s *Server) listFairs(c *fiber.Ctx) error {
	ctx, who := c.UserContext(), s.who(c)
	own, err := s.fairs.By(ctx, who.Producers)
	if err != nil {
		return err
	}
	events, err := s.events.All(ctx)
	if err != nil {
		return err
	}
	names, err := s.producers.Names(ctx, who.Producers)
	if err != nil {
		return err
	}
	counts, err := s.fairs.Counts(ctx)
	if err != nil {
		return err
	}
	p := s.page(c)
	p.Section, p.Title = "events", p.T("fair.maker.title")
	v := view.Fairs{Several: len(names) > 1}
	for _, x := range own {
		v.Own = append(v.Own, s.fairLine(p.Printer, x))
	}
	for _, e := range events {
		if !e.Open(p.Today) || !e.Kind.Dated() {
			continue
		}
		line := view.OpenFair{EventLine: s.eventLine(p, e), Left: -1}
		if e.Booths > 0 {
			line.Left = max(0, e.Booths-counts[e.ID].Taken)
		}
		for _, producer := range names {
			if !slices.ContainsFunc(own, func(x fair.Participant) bool {
				return x.EventID == e.ID && x.ProducerID == producer.ID && x.State.Holds()
			}) {
				line.Makers = append(line.Makers, view.FairMaker{ID: producer.ID, Name: producer.Name})
			}
		}
		if len(line.Makers) > 0 {
			v.Open = append(v.Open, line)
		}
	}
	for _, producer := range names {
		v.Makers = append(v.Makers, view.FairMaker{ID: producer.ID, Name: producer.Name})
	}
	return s.render(c, view.FairsPage(p, v))
}

// newApplication is the form with which a maker applies.
func (s *Server) newApplication(c *fiber.Ctx) error { return s.renderApplication(c, view.Form{}) }

// applying reads the event and the maker of an application's address.
func (s *Server) applying(c *fiber.Ctx) (catalog.Event, int64, error) {
	id, err := readID(c.Params("fair"))
	if err != nil {
		return catalog.Event{}, 0, err
	}
	producer, err := readID(c.Params("producer"))
	if err != nil {
		return catalog.Event{}, 0, err
	}
	e, err := s.events.ByID(c.UserContext(), id)
	if err == nil && (e.Draft || !e.Kind.Dated()) {
		err = pgx.ErrNoRows
	}
	return e, producer, err
}

func (s *Server) renderApplication(c *fiber.Ctx, form view.Form) error {
	e, producer, err := s.applying(c)
	if err != nil {
		return err
	}
	ctx, p := c.UserContext(), s.page(c)
	standing, err := s.fairs.Of(ctx, e.ID, producer)
	if err == nil && standing.State.Holds() && !form.Failed() {
		return c.Redirect(placePath(p.Links, standing.ID), fiber.StatusSeeOther)
	}
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return err
	}
	names, err := s.producers.Names(ctx, []int64{producer})
	if err != nil || len(names) == 0 {
		return errors.Join(err, pgx.ErrNoRows)
	}
	p.Section, p.Title = "events", p.T("fair.apply.title", "event", p.Text(e.Name, e.NameEN))
	p.Crumbs = []view.Crumb{{Name: p.T("fair.maker.title"), Path: p.Console(fairPath)}, {Name: p.Title}}
	v := view.FairApplication{Line: s.eventLine(p, e), Form: form, Maker: names[0].Name, Open: e.Open(p.Today), Left: -1}
	if standing.State == fair.Refused {
		v.Again, v.Reason = p.T("fair.apply.again"), standing.Reason
		if standing.WasAccepted {
			v.Again = p.T("fair.apply.revoked")
		}
	}
	if e.Booths > 0 {
		counts, err := s.fairs.Counts(ctx)
		if err != nil {
			return err
		}
		v.Left = max(0, e.Booths-counts[e.ID].Taken)
	}
	listings, err := s.products.ListingsOf(ctx, producer)
	if err != nil {
		return err
	}
	for _, hit := range starred(listings, p.Today) {
		v.Products = append(v.Products, view.FairProduct{
			ID: hit.ID, Card: s.card(hit), Fits: fair.Fits(e, hit.Star),
			EndsBefore: e.LeastStars > 0 && hit.Star.Live() && !hit.Star.Until.IsZero() && hit.Star.Until.Before(e.EndsOn),
		})
	}
	return s.render(c, view.FairApplicationPage(p, v))
}

// mostShown is how many products a maker may bring to an event.
const mostShown = 50

// submitApplication takes an application.
func (s *Server) submitApplication(c *fiber.Ctx) error {
	e, producer, err := s.applying(c)
	if err != nil {
		return err
	}
	p, form := s.page(c), view.Form{}.With("note", c.FormValue("note"))
	a := fair.Application{EventID: e.ID, ProducerID: producer, Note: catalog.Clean(c.FormValue("note")), AccountID: s.who(c).ID}
	for _, value := range values(c, "products") {
		if id, err := readID(value); err == nil && !slices.Contains(a.Products, id) {
			a.Products = append(a.Products, id)
			form = form.With("products."+value, "on")
		}
	}
	if len(a.Products) == 0 || len(a.Products) > mostShown {
		form.Fail("products", p.T("fair.problem.products.none"))
	}
	if utf8.RuneCountInString(a.Note) > 500 {
		form.Fail("note", p.T("fair.problem.long"))
	}
	if !form.Failed() {
		var id int64
		if id, err = s.fairs.Apply(c.UserContext(), e, a); err == nil {
			return c.Redirect(placePath(p.Links, id), fiber.StatusSeeOther)
		}
	}
	return s.afterFair(c, form, err, func(form view.Form) error { return s.renderApplication(c, form) })
}

// showPlace is a maker's part in one event: its state, products, hours and
// meetings.
func (s *Server) showPlace(c *fiber.Ctx) error { return s.renderPlace(c, view.Form{}) }

func (s *Server) renderPlace(c *fiber.Ctx, form view.Form) error {
	ctx, p := c.UserContext(), s.page(c)
	x, err := s.ownFair(ctx, c.Params("place"))
	if err != nil {
		return err
	}
	p.Section, p.Title = "events", p.Text(x.EventName, x.EventNameEN)
	p.Crumbs = []view.Crumb{{Name: p.T("fair.maker.title"), Path: p.Console(fairPath)}, {Name: p.Title}}
	v := view.FairPlace{FairLine: s.fairLine(p.Printer, x), Form: form, Begun: !p.Today.Before(x.StartsOn)}
	if v.Products, err = s.shownProducts(ctx, x.Products, x.Lapsed); err != nil {
		return err
	}
	slots, err := s.fairs.Slots(ctx, x.ID)
	if err != nil {
		return err
	}
	for _, slot := range slots {
		v.Slots = append(v.Slots, view.FairSlot{ID: slot.ID, Hour: hourText(p.Printer, slot.BeginsAt, slot.EndsAt), Free: slot.Free, Past: slot.BeginsAt.Before(s.now())})
	}
	for day := x.StartsOn; !x.StartsOn.IsZero() && !day.After(x.EndsOn) && len(v.Days) < 31; day = day.AddDays(1) {
		if !day.Before(p.Today) {
			v.Days = append(v.Days, view.Choosable{Value: day.String(), Label: p.Day(day)})
		}
	}
	meetings, err := s.fairs.Meetings(ctx, x.ID)
	if err != nil {
		return err
	}
	for _, m := range meetings {
		v.Meetings = append(v.Meetings, meetingView(p, m))
	}
	if v.Tally, err = s.fairs.TallyOf(ctx, x.ID); err != nil {
		return err
	}
	return s.render(c, view.FairPlacePage(p, v))
}

// meetingView is a meeting as the maker sees it: how to reach the buyer is told
// once both agree.
func meetingView(p view.Page, m fair.Meeting) view.MeetingView {
	v := view.MeetingView{
		ID: m.ID, Hour: hourText(p.Printer, m.BeginsAt, m.EndsAt), State: string(m.State), Name: m.ContactName, Organisation: m.Organisation, About: m.About,
	}
	if m.State == fair.Agreed {
		v.Email, v.Phone = m.Email, m.Phone
	}
	return v
}

// submitPlace does what a maker wants of its part in an event.
func (s *Server) submitPlace(c *fiber.Ctx) error {
	ctx, p := c.UserContext(), s.page(c)
	x, err := s.ownFair(ctx, c.Params("place"))
	if err != nil {
		return err
	}
	form := view.Form{}
	for _, name := range []string{"day", "from", "until", "minutes"} {
		form = form.With(name, c.FormValue(name))
	}
	switch c.FormValue("do") {
	case "withdraw":
		err = s.fairs.Withdraw(ctx, x.ID)
	case "offer":
		o := readOffering(c, p, x.ID, &form)
		if !form.Failed() {
			err = s.fairs.Offer(ctx, o)
		}
	case "close":
		slot, wrong := readID(c.FormValue("slot"))
		if err = wrong; err == nil {
			err = s.fairs.Close(ctx, x.ID, slot)
		}
	case "agree", "decline":
		err = s.answerMeeting(c, x.ID)
	case "cards":
		return s.orderFile(c, print.Order{Kind: print.Cards, SubjectID: x.ID, Title: p.Text(x.EventName, x.EventNameEN), ProductIDs: x.Products})
	default:
		return fiber.ErrBadRequest
	}
	return s.afterFair(c, form, err, func(form view.Form) error { return s.renderPlace(c, form) })
}

// answerMeeting answers a meeting of the maker's own in the console.
func (s *Server) answerMeeting(c *fiber.Ctx, participant int64) error {
	id, err := readID(c.FormValue("meeting"))
	if err != nil {
		return err
	}
	m, err := s.fairs.Meeting(c.UserContext(), id)
	if err != nil {
		return err
	}
	if m.ParticipantID != participant {
		return pgx.ErrNoRows
	}
	if c.FormValue("do") == "agree" {
		return s.fairs.Agree(c.UserContext(), id)
	}
	return s.fairs.Decline(c.UserContext(), id)
}

// readOffering reads from when to when a maker can be met.
func readOffering(c *fiber.Ctx, p view.Page, participant int64, form *view.Form) fair.Offering {
	o := fair.Offering{ParticipantID: participant}
	var err error
	if o.Day, err = catalog.ParseDay(c.FormValue("day")); err != nil {
		form.Fail("day", p.T("fair.problem.day"))
	}
	if o.Minutes, err = strconv.Atoi(c.FormValue("minutes")); err != nil || o.Minutes < fair.ShortestSlot || o.Minutes > fair.LongestSlot {
		form.Fail("minutes", p.T("fair.problem.minutes"))
	}
	from, fromOK := readHour(c.FormValue("from"))
	until, untilOK := readHour(c.FormValue("until"))
	if !fromOK {
		form.Fail("from", p.T("fair.problem.hour"))
	}
	if !untilOK || fromOK && until-from < o.Minutes {
		form.Fail("until", p.T("fair.problem.until"))
	}
	o.From, o.Until = from, until
	return o
}

// readHour reads "09:30" as minutes after midnight.
func readHour(text string) (minutes int, ok bool) {
	hour, minute, found := strings.Cut(strings.TrimSpace(text), ":")
	h, hourErr := strconv.Atoi(hour)
	m, minuteErr := strconv.Atoi(minute)
	return h*60 + m, found && hourErr == nil && minuteErr == nil && h >= 0 && h < 24 && m >= 0 && m < 60
}
