package storefront

import (
	"strconv"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/storefront/view"
)

// mailsShown is how many letters the demo's page lists.
const mailsShown = 60

// listMails shows what the demo's site has sent.
func (s *Server) listMails(c *fiber.Ctx) error {
	to := c.Query("to")
	mails, err := s.mails.Latest(c.UserContext(), to, mailsShown)
	if err != nil {
		return err
	}
	p := s.page(c)
	p.Title, p.NoIndex = p.T("mail.title"), true
	p.Crumbs = crumbs(p, view.Crumb{Name: p.Title})
	v := view.MailsView{To: to}
	for _, m := range mails {
		v.Lines = append(v.Lines, view.MailLine{ID: m.ID, To: m.Recipient, Subject: m.Subject, Lang: m.Lang, State: m.State, Written: m.CreatedAt})
	}
	if s.inquiries.Texts != nil && to == "" {
		texts, err := s.inquiries.Texts.Latest(c.UserContext(), mailsShown)
		if err != nil {
			return err
		}
		for _, t := range texts {
			v.Texts = append(v.Texts, view.TextLine{Phone: t.Phone, Body: t.Body, Written: t.CreatedAt})
		}
	}
	return s.render(c, view.Mails(p, v))
}

// showMail is one letter, as its reader would see it.
func (s *Server) showMail(c *fiber.Ctx) error {
	id, err := strconv.ParseInt(c.Params("id"), 10, 64)
	if err != nil {
		return pgx.ErrNoRows
	}
	m, err := s.mails.ByID(c.UserContext(), id)
	if err != nil {
		return err
	}
	p := s.page(c)
	p.Title, p.NoIndex = m.Subject, true
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("mail.title"), Path: p.Mails()}, view.Crumb{Name: m.Subject})
	v := view.MailView{
		MailLine:  view.MailLine{ID: m.ID, To: m.Recipient, Subject: m.Subject, Lang: m.Lang, State: m.State, Written: m.CreatedAt},
		MessageID: m.MessageID, References: m.Refs, ReplyTo: m.Letter.ReplyTo, Answer: m.Answer, Attempts: m.Attempts,
		Greeting: m.Letter.Greeting, Paragraphs: m.Letter.Paragraphs, Quote: m.Letter.Quote, Warning: m.Letter.Warning,
		Closing: m.Letter.Closing, Reason: m.Letter.Reason, Unsubscribe: m.Letter.Unsubscribe, Text: s.mails.Text(m.Letter),
	}
	for _, f := range m.Letter.Facts {
		v.Facts = append(v.Facts, view.MailFact{Name: f.Name, Text: f.Text})
	}
	for _, b := range m.Letter.Buttons {
		v.Buttons = append(v.Buttons, view.MailButton{Text: b.Text, Address: b.Address, Quiet: b.Quiet})
	}
	return s.render(c, view.Mail(p, v))
}
