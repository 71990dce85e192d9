package storefront

import (
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog/fair"
	"ocop/storefront/inquiry"
	"ocop/storefront/view"
)

// exhibitorOf reads the exhibitor whom an address of a meeting names.
func (s *Server) exhibitorOf(c *fiber.Ctx) (fair.Participant, error) {
	id, err := readID(c.Params("exhibitor"))
	if err != nil {
		return fair.Participant{}, err
	}
	x, err := s.ownFair(c.UserContext(), c.Params("exhibitor"))
	if err == nil && (x.ID != id || x.EventSlug != c.Params("slug") || x.State != fair.Accepted || !x.Public) {
		err = pgx.ErrNoRows
	}
	return x, err
}

// newMeeting is the form that asks an exhibitor for a meeting.
func (s *Server) newMeeting(c *fiber.Ctx) error {
	form := view.Form{}.With("slot", c.Query("gio"))
	return s.renderMeetingForm(c, form, s.inquiries.Signer.NewFormKey(s.inquiries.Now()), "")
}

func (s *Server) renderMeetingForm(c *fiber.Ctx, form view.Form, key, notice string) error {
	x, err := s.exhibitorOf(c)
	if err != nil {
		return err
	}
	slots, err := s.fairs.Slots(c.UserContext(), x.ID)
	if err != nil {
		return err
	}
	p := s.page(c)
	event := p.Text(x.EventName, x.EventNameEN)
	p.Section, p.Title, p.NoIndex = "promotion", p.T("fair.meet.title", "maker", x.ProducerName), true
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("event.title"), Path: p.Promotion()}, view.Crumb{Name: event, Path: p.Links.Event(x.EventSlug)}, view.Crumb{Name: p.Title})
	v := view.MeetingForm{Line: s.fairLine(p.Printer, x), Form: form, Key: key, Notice: notice}
	for _, slot := range slots {
		if slot.Free && slot.BeginsAt.After(s.now()) {
			v.Slots = append(v.Slots, view.Choosable{Value: strconv.FormatInt(slot.ID, 10), Label: hourText(p.Printer, slot.BeginsAt, slot.EndsAt)})
		}
	}
	if !x.Coming(p.Today) {
		v.Slots = nil
	}
	if err := s.render(c, view.MeetingFormPage(p, v)); err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store") // each form has a key of its own
	return nil
}

// submitMeeting keeps a meeting asked for; its buyer confirms it by mail.
func (s *Server) submitMeeting(c *fiber.Ctx) error {
	x, err := s.exhibitorOf(c)
	if err != nil {
		return err
	}
	p, typed := s.page(c), readInquiry(c)
	i, problems := typed.Judge(inquiry.Producer, lang(c), p.Today)
	form := s.inquiryForm(typed).With("slot", c.FormValue("slot")).With("organisation", c.FormValue("organisation"))
	for _, problem := range problems {
		form.Fail(problem.Field, p.T(problem.Key))
	}
	if i.Email == "" && form.Problem("email") == "" {
		form.Fail("email", p.T("fair.problem.email"))
	}
	slot, err := readID(c.FormValue("slot"))
	if err != nil {
		form.Fail("slot", p.T("fair.problem.slot"))
	}
	key := c.FormValue("key")
	if form.Failed() {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderMeetingForm(c, form, key, "")
	}
	visit := s.visit(c)
	pass, err := s.inquiries.Admit(c.UserContext(), visit, i.Phone, i.Email)
	switch {
	case errors.Is(err, inquiry.ErrForm), err == nil && visit.Trap != "":
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderMeetingForm(c, form, s.inquiries.Signer.NewFormKey(s.inquiries.Now()), p.T("inquiry.form.old"))
	case errors.Is(err, inquiry.ErrBlocked):
		form.Fail("email", p.T("inquiry.wrong.blocked"))
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderMeetingForm(c, form, key, "")
	case err != nil:
		return err
	}
	id, err := s.fairs.Ask(c.UserContext(), fair.Meeting{
		FormKey: key, ParticipantID: x.ID, SlotID: slot, ContactName: i.Name, Email: i.Email, Phone: i.Phone,
		Lang: string(lang(c)), About: i.Message, Consent: inquiry.ConsentVersion,
	}, fair.Sender{Network: pass.Network, Most: pass.Most()})
	if err != nil {
		return s.afterFair(c, form, err, func(form view.Form) error {
			return s.renderMeetingForm(c, form, s.inquiries.Signer.NewFormKey(s.inquiries.Now()), "")
		})
	}
	m, err := s.fairs.Meeting(c.UserContext(), id)
	if err != nil {
		return err
	}
	if m.State != fair.Unconfirmed {
		return c.Redirect(p.Links.Event(x.EventSlug), fiber.StatusSeeOther)
	}
	return s.personal(c, s.render(c, view.MeetingSent(s.linkPage(c, p.T("fair.meet.sent")), m.Email, fair.ConfirmHours)))
}

// meetingOf reads the meeting of a link, and the exhibitor.
func (s *Server) meetingOf(c *fiber.Ctx, use inquiry.Use) (m fair.Meeting, x fair.Participant, err error) {
	link, err := s.inquiries.Signer.Read(use, c.Params("token"), s.now())
	if err != nil {
		return m, x, err
	}
	if m, err = s.fairs.Meeting(c.UserContext(), link.ID); err != nil {
		return m, x, err
	}
	x, err = s.fairs.ByID(c.UserContext(), m.ParticipantID)
	return m, x, err
}

// linkedMeeting is a meeting behind a link that a letter holds, and that whoever
// has the letter can open: who asks and why is told while that is to be decided on,
// and how to reach the buyer never. Both stand in the maker's letter and console.
func linkedMeeting(p view.Page, m fair.Meeting, deciding bool) view.MeetingView {
	v := view.MeetingView{ID: m.ID, Hour: hourText(p.Printer, m.BeginsAt, m.EndsAt), State: string(m.State)}
	if deciding {
		v.Name, v.Organisation, v.About = m.ContactName, m.Organisation, m.About
	}
	return v
}

// showMeeting is a meeting as its buyer sees it.
func (s *Server) showMeeting(c *fiber.Ctx) error { return s.renderMeeting(c, view.Form{}) }

func (s *Server) renderMeeting(c *fiber.Ctx, form view.Form) error {
	m, x, err := s.meetingOf(c, inquiry.UseMeeting)
	if err != nil {
		return s.refuseLink(c, err, "fair.meet.expired")
	}
	p := s.linkPage(c, s.words.In(lang(c)).T("fair.meet.own", "maker", x.ProducerName))
	v := view.OwnMeeting{Meeting: linkedMeeting(p, m, m.State == fair.Unconfirmed), Line: s.fairLine(p.Printer, x), Form: form, Path: p.Meeting(c.Params("token")), Holds: m.State.Holds() && m.BeginsAt.After(s.now())}
	return s.personal(c, s.render(c, view.OwnMeetingPage(p, v)))
}

// submitOwnMeeting confirms a meeting or calls it off.
func (s *Server) submitOwnMeeting(c *fiber.Ctx) error {
	m, _, err := s.meetingOf(c, inquiry.UseMeeting)
	if err != nil {
		return s.refuseLink(c, err, "fair.meet.expired")
	}
	switch c.FormValue("do") {
	case "confirm":
		err = s.fairs.Confirm(c.UserContext(), m.ID)
	case "withdraw":
		err = s.fairs.CallOff(c.UserContext(), m.ID)
	default:
		return fiber.ErrBadRequest
	}
	return s.afterFair(c, view.Form{}, err, func(form view.Form) error { return s.renderMeeting(c, form) })
}

// newMeetingAnswer asks a maker to confirm the answer that was tapped: mail
// scanners open links, so that opening one answers nothing.
func (s *Server) newMeetingAnswer(c *fiber.Ctx) error { return s.renderMeetingAnswer(c, view.Form{}) }

func (s *Server) renderMeetingAnswer(c *fiber.Ctx, form view.Form) error {
	m, x, err := s.meetingOf(c, inquiry.UseMeetAnswer)
	if err != nil {
		return s.refuseLink(c, err, "fair.meet.expired")
	}
	p := s.linkPage(c, s.words.In(lang(c)).T("fair.answer.title", "event", s.words.In(lang(c)).Text(x.EventName, x.EventNameEN)))
	v := view.OwnMeeting{
		Meeting: linkedMeeting(p, m, m.State == fair.Asked), Line: s.fairLine(p.Printer, x), Form: form, Path: p.MeetingAnswer(c.Params("token"), ""), Holds: m.State == fair.Asked,
		Decline: c.Query("r") == "decline",
	}
	return s.personal(c, s.render(c, view.MeetingAnswerPage(p, v)))
}

// submitMeetingAnswer is the maker's answer, which works once.
func (s *Server) submitMeetingAnswer(c *fiber.Ctx) error {
	m, _, err := s.meetingOf(c, inquiry.UseMeetAnswer)
	if err != nil {
		return s.refuseLink(c, err, "fair.meet.expired")
	}
	switch c.FormValue("do") {
	case "agree":
		err = s.fairs.Agree(c.UserContext(), m.ID)
	case "decline":
		err = s.fairs.Decline(c.UserContext(), m.ID)
	default:
		return fiber.ErrBadRequest
	}
	if errors.Is(err, fair.ErrState) {
		err = nil // answered meanwhile: the page says how
	}
	return s.afterFair(c, view.Form{}, err, func(form view.Form) error { return s.renderMeetingAnswer(c, form) })
}
