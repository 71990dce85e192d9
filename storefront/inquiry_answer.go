package storefront

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/storefront/inquiry"
	"ocop/storefront/view"
)

// newAnswer asks a maker to confirm the answer that was tapped: mail scanners
// open links, so that opening one must answer nothing. It works without signing
// in.
func (s *Server) newAnswer(c *fiber.Ctx) error {
	link, conversation, err := s.inquiries.ReadAnswerLink(c.UserContext(), c.Params("token"))
	if err != nil {
		return s.refuseLink(c, err, "inquiry.answering.expired")
	}
	return s.renderAnswer(c, link, conversation, view.Form{})
}

func (s *Server) renderAnswer(c *fiber.Ctx, link inquiry.Link, t inquiry.Conversation, form view.Form) error {
	p := s.linkPage(c, s.words.In(lang(c)).T("inquiry.answering.heading"))
	i := t.Inquiry
	v := view.AnswerView{
		Token: c.Params("token"), Chosen: string(link.Answer), Thread: s.threadView(p, t), Form: form, Forgotten: i.Forgotten(),
		Name: i.Name, Message: i.Message, Confirmed: i.Confirmed(), Facts: s.inquiryFacts(p, i), Sent: c.Query("da-gui") != "",
		Operator: t.Operator(),
	}
	v.Thread.Answer, v.Thread.AnswerKey = string(t.Answer), inquiry.AnswerKey(i.Kind, t.Answer)
	v.ChosenKey, v.AnswerKeys = inquiry.AnswerKey(i.Kind, link.Answer), make(map[string]string)
	turn, err := s.turn(c.UserContext(), i)
	if err != nil {
		return err
	}
	if v.Order, err = s.orderOf(c.UserContext(), turn); err != nil {
		return err
	}
	if turn.State == catalog.TurnAgreed {
		v.Calendar = p.HostICS(v.Token)
	}
	if t.Answer != "" && t.Answer != inquiry.Fraud && !t.Operator() {
		v.Outcome = s.outcomeView(p, t, turn, &v.Form, p.InquiryAnswer(v.Token))
		v.Outcome.Saved = c.Query("da-ghi") != ""
	}
	if t.AnsweredAt != nil {
		v.Thread.Answered = catalog.DayAt(*t.AnsweredAt)
	}
	if i.Confirmed() {
		v.Phone, v.Email = i.Phone, i.Email
	}
	for _, a := range inquiry.Answers() {
		v.Answers = append(v.Answers, string(a))
		v.AnswerKeys[string(a)] = inquiry.AnswerKey(i.Kind, a)
	}
	v.Warnings = i.Warnings
	return s.personal(c, s.render(c, view.InquiryAnswer(p, v)))
}

// submitAnswer is a maker's answer, or a further message once it was given.
func (s *Server) submitAnswer(c *fiber.Ctx) error {
	link, conversation, err := s.inquiries.ReadAnswerLink(c.UserContext(), c.Params("token"))
	if err != nil {
		return s.refuseLink(c, err, "inquiry.answering.expired")
	}
	if c.FormValue("do") == "outcome" {
		return s.submitAnswerOutcome(c, link, conversation)
	}
	words := c.FormValue("message")
	p := s.page(c)
	fail := func(key string) error {
		form := view.Form{}.With("message", words)
		form.Fail("message", p.T(key))
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderAnswer(c, link, conversation, form)
	}
	if answer := inquiry.Answer(c.FormValue("answer")); answer != "" {
		err = s.inquiries.Answer(c.UserContext(), conversation.ID, answer, words)
	} else {
		err = s.inquiries.Write(c.UserContext(), conversation.ID, inquiry.ByMaker, words, "")
	}
	switch {
	case errors.Is(err, inquiry.ErrMessage):
		return fail("inquiry.wrong.message_missing")
	case errors.Is(err, inquiry.ErrUsed), errors.Is(err, inquiry.ErrClosed):
		// It was answered meanwhile: the page says so and offers to write.
		return s.personal(c, c.Redirect(p.InquiryAnswer(c.Params("token")), fiber.StatusSeeOther))
	case errors.Is(err, inquiry.ErrLink):
		return fiber.ErrBadRequest
	case err != nil:
		return err
	}
	return s.personal(c, c.Redirect(p.InquiryAnswer(c.Params("token"))+"?da-gui=1", fiber.StatusSeeOther))
}

// submitAnswerOutcome writes down what came of a question, for makers who never
// sign in: after a call the same letter leads here again.
func (s *Server) submitAnswerOutcome(c *fiber.Ctx, link inquiry.Link, t inquiry.Conversation) error {
	path := s.page(c).InquiryAnswer(c.Params("token"))
	if t.Answer == "" || t.Answer == inquiry.Fraud || t.Operator() || t.Inquiry.Forgotten() {
		return s.personal(c, c.Redirect(path, fiber.StatusSeeOther))
	}
	form, err := s.settle(c, t)
	if err != nil {
		return err
	}
	if form.Failed() {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderAnswer(c, link, t, form)
	}
	return s.personal(c, c.Redirect(path+"?da-ghi=1", fiber.StatusSeeOther))
}

// newUnsubscription asks whether a maker wants no more letters about questions.
func (s *Server) newUnsubscription(c *fiber.Ctx) error {
	if _, err := s.inquiries.Signer.Read(inquiry.UseUnsubscribe, c.Params("token"), s.inquiries.Now()); err != nil {
		return s.refuseLink(c, err, "inquiry.answering.expired")
	}
	p := s.linkPage(c, s.words.In(lang(c)).T("inquiry.unsubscribe.heading"))
	return s.personal(c, s.render(c, view.InquiryUnsubscribe(p, c.Params("token"), false)))
}

// submitUnsubscription ends them. Mail programs press this by themselves where
// their user asks for it (RFC 8058).
func (s *Server) submitUnsubscription(c *fiber.Ctx) error {
	link, err := s.inquiries.Signer.Read(inquiry.UseUnsubscribe, c.Params("token"), s.inquiries.Now())
	if err != nil {
		return s.refuseLink(c, err, "inquiry.answering.expired")
	}
	if err := s.inquiries.Unsubscribe(c.UserContext(), link.ID); err != nil {
		return err
	}
	p := s.linkPage(c, s.words.In(lang(c)).T("inquiry.unsubscribe.heading"))
	return s.personal(c, s.render(c, view.InquiryUnsubscribe(p, "", true)))
}
