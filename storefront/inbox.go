package storefront

import (
	"context"
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/storefront/account"
	"ocop/storefront/inquiry"
	"ocop/storefront/view"
)

// inboxPath is a maker's inbox; numbersPath what the office sees of it.
const (
	inboxPath   = "/quan-ly/hop-thu"
	numbersPath = "/van-phong/hoi-hang"
)

// listInbox is what was asked of the makers somebody acts for.
func (s *Server) listInbox(c *fiber.Ctx) error {
	lines, err := s.inquiries.Inbox(c.UserContext(), s.who(c).Producers)
	if err != nil {
		return err
	}
	p := s.page(c)
	p.Title, p.Section = p.T("inbox.title"), "inbox"
	var v []view.InboxLine
	for _, l := range lines {
		v = append(v, view.InboxLine{
			Path: p.Console(inboxPath + "/" + strconv.FormatInt(l.ID, 10)), Name: l.Name, Subject: l.Subject, Message: l.Message,
			Received: catalog.DayAt(l.ReceivedAt), Answer: string(l.Answer), AnswerKey: inquiry.AnswerKey(l.Kind, l.Answer), Outcome: l.Outcome,
		})
	}
	return s.render(c, view.Inbox(p, v))
}

// showThread is one thread of the inbox.
func (s *Server) showThread(c *fiber.Ctx) error { return s.renderThread(c, view.Form{}) }

func (s *Server) renderThread(c *fiber.Ctx, form view.Form) error {
	id, err := readID(c.Params("thread"))
	if err != nil {
		return err
	}
	t, err := s.inquiries.ByThread(c.UserContext(), id)
	if err != nil {
		return err
	}
	p := s.page(c)
	p.Title, p.Section = p.T("inbox.thread"), "inbox"
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("inbox.title"), Path: p.Console(inboxPath)}, view.Crumb{Name: p.Title})
	i := t.Inquiry
	v := view.InboxThread{
		Answer: view.AnswerView{
			Thread: s.threadView(p, t), Form: form, Forgotten: i.Forgotten(), Name: i.Name, Message: i.Message, Confirmed: i.Confirmed(),
			Facts: s.inquiryFacts(p, i), Warnings: i.Warnings,
		},
		Path: p.Console(inboxPath + "/" + strconv.FormatInt(id, 10)),
	}
	turn, err := s.turn(c.UserContext(), i)
	if err != nil {
		return err
	}
	if v.Answer.Order, err = s.orderOf(c.UserContext(), turn); err != nil {
		return err
	}
	v.Answer.Outcome = s.outcomeView(p, t, turn, &v.Answer.Form, v.Path+"/"+p.T("inbox.path.outcome"))
	v.Answer.Thread.Answer, v.Answer.Thread.AnswerKey = string(t.Answer), inquiry.AnswerKey(i.Kind, t.Answer)
	if t.AnsweredAt != nil {
		v.Answer.Thread.Answered = catalog.DayAt(*t.AnsweredAt)
	}
	if i.Confirmed() {
		v.Answer.Phone, v.Answer.Email = i.Phone, i.Email
	}
	v.Answer.AnswerKeys = make(map[string]string)
	for _, a := range inquiry.Answers() {
		v.Answer.Answers = append(v.Answer.Answers, string(a))
		v.Answer.AnswerKeys[string(a)] = inquiry.AnswerKey(i.Kind, a)
	}
	return s.render(c, view.Thread(p, v))
}

// submitThread answers a thread or adds to it.
func (s *Server) submitThread(c *fiber.Ctx) error {
	id, err := readID(c.Params("thread"))
	if err != nil {
		return err
	}
	words := c.FormValue("message")
	if answer := inquiry.Answer(c.FormValue("answer")); answer != "" {
		err = s.inquiries.Answer(c.UserContext(), id, answer, words)
	} else {
		err = s.inquiries.Write(c.UserContext(), id, inquiry.ByMaker, words, "")
	}
	switch {
	case errors.Is(err, inquiry.ErrMessage):
		form := view.Form{}.With("message", words)
		form.Fail("message", s.page(c).T("inquiry.wrong.message_missing"))
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderThread(c, form)
	case errors.Is(err, inquiry.ErrLink):
		return fiber.ErrBadRequest
	case err != nil && !errors.Is(err, inquiry.ErrUsed) && !errors.Is(err, inquiry.ErrClosed):
		return err
	}
	return s.toThread(c)
}

// submitOutcome writes down what came of a thread.
func (s *Server) submitOutcome(c *fiber.Ctx) error {
	id, err := readID(c.Params("thread"))
	if err != nil {
		return err
	}
	t, err := s.inquiries.ByThread(c.UserContext(), id)
	if err != nil {
		return err
	}
	form, err := s.settle(c, t)
	if err != nil {
		return err
	}
	if form.Failed() {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderThread(c, form)
	}
	return s.toThread(c)
}

func (s *Server) toThread(c *fiber.Ctx) error {
	return c.Redirect(view.Links{Lang: lang(c)}.Console(inboxPath+"/"+c.Params("thread")), fiber.StatusSeeOther)
}

func (s *Server) scopeOfThread(ctx context.Context, value string) (account.Scope, error) {
	id, err := readID(value)
	if err != nil {
		return account.Scope{}, err
	}
	producer, province, err := s.inquiries.OwnerOf(ctx, id)
	return account.Scope{ProducerID: producer, ProvinceCode: province}, err
}

func (s *Server) scopeOfFraud(ctx context.Context, value string) (account.Scope, error) {
	id, err := readID(value)
	if err != nil {
		return account.Scope{}, err
	}
	b, err := s.inquiries.Block(ctx, id)
	return account.Scope{ProducerID: b.ProducerID, ProvinceCode: b.ProvinceCode}, err
}
