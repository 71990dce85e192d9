package storefront

import (
	"encoding/json"
	"errors"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/storefront/inquiry"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// InquiryAddress writes the addresses that letters lead to.
func InquiryAddress(baseURL string) inquiry.Address {
	return func(lang locale.Lang, use inquiry.Use, token string) string {
		links := view.Links{Lang: lang}
		switch use {
		case inquiry.UseConfirm:
			return baseURL + links.InquiryConfirm(token)
		case inquiry.UseCalendar:
			return baseURL + links.StayICS(token)
		case inquiry.UseAnswer:
			return baseURL + links.InquiryAnswer(token)
		case inquiry.UseUnsubscribe:
			return baseURL + links.Unsubscribe(token)
		}
		return baseURL + links.InquiryState(token)
	}
}

// personal sends a page that only who holds its link may see.
func (s *Server) personal(c *fiber.Ctx, err error) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	c.Set("X-Robots-Tag", "noindex, nofollow")
	c.Set(fiber.HeaderReferrerPolicy, "no-referrer")
	return err
}

// linkPage is the frame of a page behind a link of a letter.
func (s *Server) linkPage(c *fiber.Ctx, title string) view.Page {
	p := s.page(c)
	p.Title, p.NoIndex = title, true
	return p
}

// refuseLink says why a link does not work and what to do.
func (s *Server) refuseLink(c *fiber.Ctx, err error, expired string) error {
	p := s.page(c)
	p.NoIndex = true
	switch {
	case errors.Is(err, inquiry.ErrExpired):
		c.Status(fiber.StatusGone)
		p.Title = p.T("inquiry.answering.expired_title")
		return s.personal(c, s.render(c, view.BadLink(p, p.T(expired))))
	case errors.Is(err, inquiry.ErrLink):
		c.Status(fiber.StatusNotFound)
		p.Title = p.T("inquiry.link.bad_title")
		return s.personal(c, s.render(c, view.BadLink(p, p.T("inquiry.link.bad"))))
	}
	return err
}

// stateOf reads the inquiry a writer's link leads to.
func (s *Server) stateOf(c *fiber.Ctx) (inquiry.State, error) {
	link, err := s.inquiries.Signer.Read(inquiry.UseState, c.Params("token"), s.inquiries.Now())
	if err != nil {
		return inquiry.State{}, err
	}
	return s.inquiries.ByID(c.UserContext(), link.ID)
}

// showInquiry is what has become of an inquiry, for its writer.
func (s *Server) showInquiry(c *fiber.Ctx) error {
	state, err := s.stateOf(c)
	if err != nil {
		return s.refuseLink(c, err, "inquiry.confirm.expired")
	}
	return s.renderState(c, state, view.Form{})
}

func (s *Server) renderState(c *fiber.Ctx, state inquiry.State, form view.Form) error {
	p := s.linkPage(c, s.words.In(lang(c)).T("inquiry.state.heading"))
	v := s.stateView(p, state)
	v.Form, v.Token = form, c.Params("token")
	turn, err := s.turn(c.UserContext(), state.Inquiry)
	if err != nil {
		return err
	}
	if v.Order, err = s.orderOf(c.UserContext(), turn); err != nil {
		return err
	}
	if turn.State == catalog.TurnAgreed {
		v.Calendar = p.StayICS(v.Token)
		v.Agreed = p.T("stay.agreed", "from", p.Day(turn.Arrives), "to", p.Day(turn.Leaves), "people", p.N("stay.people", turn.People))
	}
	blocks, err := s.inquiries.BlocksOf(c.UserContext(), state.Inquiry.ID)
	if err != nil {
		return err
	}
	for _, b := range blocks {
		v.Blocked, v.BlockReason, v.Appealed = true, b.Reason, b.AppealedAt != nil
	}
	return s.personal(c, s.render(c, view.InquiryState(p, v)))
}

// stateView is an inquiry as its writer sees it.
func (s *Server) stateView(p view.Page, state inquiry.State) view.StateView {
	i := state.Inquiry
	v := view.StateView{
		Forgotten: i.Forgotten(), Confirmed: i.Confirmed(), Held: i.Gentle && !i.Confirmed(), Basket: i.Kind == inquiry.Basket,
		Unreachable: i.Email == "" && s.inquiries.Texts == nil, Received: i.ReceivedAt, Name: i.Name, Phone: i.Phone, Email: i.Email, Message: i.Message, Facts: s.inquiryFacts(p, i),
	}
	if i.ConfirmedAt != nil {
		v.ConfirmedOn = catalog.DayAt(*i.ConfirmedAt)
	}
	for _, purpose := range i.Consents {
		v.Consents = append(v.Consents, string(purpose))
	}
	for _, t := range state.Threads {
		v.Threads = append(v.Threads, s.threadView(p, t))
	}
	return v
}

// threadView is one maker's part of an inquiry.
func (s *Server) threadView(p view.Page, t inquiry.Conversation) view.ThreadView {
	v := view.ThreadView{ID: t.ID, Subject: p.Text(t.Subject, t.SubjectEN), Answer: string(t.Answer), Maker: p.T("inquiry.operator"), WithOffice: t.ProducerID == 0}
	if !t.Operator() {
		v.Maker, v.MakerSlug = p.Text(t.Maker.Name, t.Maker.NameEN), t.Maker.Slug
	}
	for _, step := range []struct {
		day *catalog.Day
		at  *time.Time
	}{{&v.Told, t.ToldAt}, {&v.Answered, t.AnsweredAt}, {&v.Helper, t.HelperAt}, {&v.Office, t.OfficeAt}} {
		if step.at != nil {
			*step.day = catalog.DayAt(*step.at)
		}
	}
	if t.Answer == inquiry.Fraud { // whoever cheats must not learn what gave them away
		v.Answer, v.Answered = "", catalog.Day{}
	}
	v.AnswerKey = inquiry.AnswerKey(t.Inquiry.Kind, inquiry.Answer(v.Answer))
	if t.Answer == inquiry.CallMe {
		v.Call, v.CallPhone = inquiry.CallWords(p.Printer, t.Inquiry, v.Maker, t.Maker), t.Maker.PublicPhone
	}
	for _, m := range t.Messages {
		v.Messages = append(v.Messages, view.MessageView{Author: string(m.Author), Body: m.Body, Written: catalog.DayAt(m.WrittenAt)})
	}
	return v
}

// inquiryFacts are what an inquiry says beside its message.
func (s *Server) inquiryFacts(p view.Page, i inquiry.Inquiry) []view.MailFact {
	var list []view.MailFact
	for _, f := range inquiry.Facts(p.Printer, i) {
		list = append(list, view.MailFact{Name: f.Name, Text: f.Text})
	}
	return list
}

// submitInquiryMessage adds to one maker's part of an inquiry.
func (s *Server) submitInquiryMessage(c *fiber.Ctx) error {
	state, err := s.stateOf(c)
	if err != nil {
		return s.refuseLink(c, err, "inquiry.confirm.expired")
	}
	thread, err := readID(c.FormValue("thread"))
	if err != nil {
		return err
	}
	for _, t := range state.Threads {
		if t.ID != thread {
			continue
		}
		err := s.inquiries.Write(c.UserContext(), thread, inquiry.ByInquirer, c.FormValue("message"), "")
		if errors.Is(err, inquiry.ErrMessage) || errors.Is(err, inquiry.ErrClosed) {
			form := view.Form{}.With("message", c.FormValue("message")).With("thread", c.FormValue("thread"))
			form.Fail("message-"+strconv.FormatInt(thread, 10), s.words.In(lang(c)).T("inquiry.wrong.message_missing"))
			c.Status(fiber.StatusUnprocessableEntity)
			return s.renderState(c, state, form)
		}
		if err != nil {
			return err
		}
		return s.toState(c)
	}
	return fiber.ErrNotFound
}

func (s *Server) toState(c *fiber.Ctx) error {
	return s.personal(c, c.Redirect(view.Links{Lang: lang(c)}.InquiryState(c.Params("token")), fiber.StatusSeeOther))
}

// removeInquiry deletes what an inquiry says of its writer, at their wish.
func (s *Server) removeInquiry(c *fiber.Ctx) error {
	state, err := s.stateOf(c)
	if err != nil {
		return s.refuseLink(c, err, "inquiry.confirm.expired")
	}
	if err := s.inquiries.Forget(c.UserContext(), state.Inquiry.ID); err != nil {
		return err
	}
	return s.toState(c)
}

// submitAppeal is what a blocked writer says against the block.
func (s *Server) submitAppeal(c *fiber.Ctx) error {
	state, err := s.stateOf(c)
	if err != nil {
		return s.refuseLink(c, err, "inquiry.confirm.expired")
	}
	err = s.inquiries.Appeal(c.UserContext(), state.Inquiry.ID, c.FormValue("appeal"))
	if errors.Is(err, inquiry.ErrMessage) {
		form := view.Form{}.With("appeal", c.FormValue("appeal"))
		form.Fail("appeal", s.words.In(lang(c)).T("inquiry.wrong.message_missing"))
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderState(c, state, form)
	}
	if err != nil {
		return err
	}
	return s.toState(c)
}

// showInquiryCopy is everything kept about an inquiry's writer, as a file.
func (s *Server) showInquiryCopy(c *fiber.Ctx) error {
	state, err := s.stateOf(c)
	if err != nil {
		return s.refuseLink(c, err, "inquiry.confirm.expired")
	}
	body, err := json.MarshalIndent(inquiry.CopyOf(state), "", "  ")
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/json; charset=utf-8")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="ocop-`+strconv.FormatInt(state.Inquiry.ID, 10)+`.json"`)
	return s.personal(c, c.Send(body))
}

// newContactConfirmation asks whether the contact is the reader's: mail scanners open
// links, so that opening one must do nothing.
func (s *Server) newContactConfirmation(c *fiber.Ctx) error {
	link, err := s.inquiries.Signer.Read(inquiry.UseConfirm, c.Params("token"), s.inquiries.Now())
	if err != nil {
		return s.refuseLink(c, err, "inquiry.confirm.expired")
	}
	state, err := s.inquiries.ByID(c.UserContext(), link.ID)
	if err != nil {
		return err
	}
	if state.Inquiry.Confirmed() || state.Inquiry.Forgotten() {
		return s.personal(c, c.Redirect(s.statePath(c, link.ID), fiber.StatusSeeOther))
	}
	p := s.linkPage(c, s.words.In(lang(c)).T("inquiry.confirm.heading"))
	v := s.stateView(p, state)
	v.Token = c.Params("token")
	return s.personal(c, s.render(c, view.InquiryConfirm(p, v)))
}

// submitContactConfirmation notes that the contact is the writer's.
func (s *Server) submitContactConfirmation(c *fiber.Ctx) error {
	link, err := s.inquiries.Signer.Read(inquiry.UseConfirm, c.Params("token"), s.inquiries.Now())
	if err != nil {
		return s.refuseLink(c, err, "inquiry.confirm.expired")
	}
	if err := s.inquiries.Confirm(c.UserContext(), link.ID); err != nil {
		return err
	}
	return s.personal(c, c.Redirect(s.statePath(c, link.ID), fiber.StatusSeeOther))
}

func (s *Server) statePath(c *fiber.Ctx, id int64) string {
	return view.Links{Lang: lang(c)}.InquiryState(s.inquiries.StateToken(id))
}
