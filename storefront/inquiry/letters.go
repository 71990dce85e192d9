package inquiry

import (
	"context"
	"encoding/base32"
	"encoding/base64"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/storefront/locale"
)

// threadOf is what ties the letters of a maker's thread, and of a writer's
// inquiry, together.
func threadOf(id int64) string  { return fmt.Sprintf("thread-%d", id) }
func inquiryOf(id int64) string { return fmt.Sprintf("inquiry-%d", id) }

// link is the address of a page behind a signed link.
func (q *Inquiries) link(lang locale.Lang, l Link) string {
	return q.Address(lang, l.Use, q.Signer.Sign(l))
}

// replyTo is the address at which an answer by mail joins a thread; empty where
// mail cannot come in.
func (q *Inquiries) replyTo(threadID int64, side byte) string {
	if q.ReplyTo == "" {
		return ""
	}
	token := q.Signer.Sign(Link{Use: UseReply, ID: threadID, Side: side, Until: q.Now().Add(inquirerLinkPeriod)})
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil {
		return ""
	}
	// Mail servers may write an address in small letters only.
	return strings.Replace(q.ReplyTo, "{token}", strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(raw)), 1)
}

// facts are what an inquiry says beside its message.
func facts(w *locale.Printer, i Inquiry) []Fact {
	var list []Fact
	add := func(key, text string) {
		if text != "" {
			list = append(list, Fact{w.T(key), text})
		}
	}
	if i.Quantity > 0 {
		add("inquiry.fact.quantity", w.Amount(i.Quantity)+" "+i.Unit)
	}
	add("inquiry.fact.needed_by", w.Day(i.NeededBy))
	for _, d := range i.Details {
		add("inquiry.detail."+d.Name, d.In(w))
	}
	if i.Sample {
		add("inquiry.fact.sample", w.T("inquiry.yes"))
	}
	if i.Invoice {
		add("inquiry.fact.invoice", w.T("inquiry.yes"))
	}
	return list
}

// sendReceipt tells the writer that the inquiry is in, with the link that
// confirms it and the one that shows its state. Without a mail address the same
// goes by short message.
func (q *Inquiries) sendReceipt(ctx context.Context, tx pgx.Tx, s submission) error {
	w := q.Words.In(s.Lang)
	confirm := q.link(s.Lang, Link{Use: UseConfirm, ID: s.ID, Until: q.Now().Add(linkDays * day)})
	state := q.link(s.Lang, Link{Use: UseState, ID: s.ID, Until: q.Now().Add(inquirerLinkPeriod)})
	if s.Email == "" && q.Texts == nil {
		return nil // the page of its state is all there is, and says so
	}
	if s.Email == "" {
		return q.Texts.Send(ctx, tx, inquiryOf(s.ID), s.Phone, w.T("inquiry.text.confirm", "link", confirm))
	}
	names := q.recipients(w, s)
	body := "inquiry.mail.received.open"
	if s.Gentle {
		body = "inquiry.mail.received.held"
	}
	return q.Mails.Send(ctx, tx, Letter{
		To: s.Email, Lang: s.Lang, Subject: w.T("inquiry.mail.received.subject", "whom", names), Greeting: w.T("inquiry.mail.greeting", "name", s.Name),
		Paragraphs: []string{w.T(body, "whom", names)},
		Facts:      facts(w, s.Inquiry), Quote: s.Message,
		Buttons: []Button{{Text: w.T("inquiry.mail.received.confirm"), Address: confirm}, {Text: w.T("inquiry.mail.received.state"), Address: state, Quiet: true}},
		Closing: []string{w.T("inquiry.mail.received.rights"), w.T("inquiry.mail.received.stranger")},
		Reason:  w.T("inquiry.mail.reason.inquirer"), Thread: inquiryOf(s.ID), Key: "received " + inquiryOf(s.ID),
	})
}

// recipients are the names of those an inquiry goes to.
func (q *Inquiries) recipients(w *locale.Printer, s submission) string {
	var names []string
	for _, t := range s.targets {
		if t.operator() {
			return w.T("inquiry.operator")
		}
		names = append(names, s.makers[t.ProducerID].Name)
	}
	if len(names) > 2 {
		return w.T("inquiry.makers", "first", names[0], "others", w.Number(len(names)-1))
	}
	return strings.Join(names, ", ")
}

const toldSQL = `UPDATE inquiry_thread SET told_at = coalesce(told_at, $2), helper_at = coalesce(helper_at, CASE WHEN $3 THEN $2 END) WHERE id = $1`

// tellMaker writes to a maker, and where the maker has no address to those who
// can walk over. Makers are written to in Vietnamese.
func (q *Inquiries) tellMaker(ctx context.Context, tx pgx.Tx, i Inquiry, t Thread, maker catalog.Reach) error {
	reached, err := q.writeToMaker(ctx, tx, i, t, maker)
	if err != nil {
		return err
	}
	helped := false
	if !reached {
		if t.ProducerID == 0 && maker.Name == "" {
			maker.Name = q.Words.In(locale.VI).T("inquiry.operator")
		}
		if helped, err = q.tellDesks(ctx, tx, i, t, maker, "unreachable"); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, toldSQL, t.ID, q.Now(), helped); err != nil {
		return fmt.Errorf("noting that a maker was told: %w", err)
	}
	return nil
}

func (q *Inquiries) writeToMaker(ctx context.Context, tx pgx.Tx, i Inquiry, t Thread, maker catalog.Reach) (reached bool, err error) {
	w := q.Words.In(locale.VI)
	l := Letter{
		To: maker.Email, Lang: locale.VI, Subject: q.makerSubject(w, i, t), Greeting: w.T("inquiry.mail.greeting", "name", maker.Name),
		Paragraphs: []string{q.makerIntroduction(w, i, t)},
		Facts:      append(facts(w, i), writerFacts(w, i)...), Quote: i.Message, Warning: warningText(w, i),
		Buttons: q.answerButtons(w, i.Kind, t.ID), Closing: []string{w.T("inquiry.mail.maker.one_tap")},
		Reason: w.T("inquiry.mail.reason.maker"), Thread: threadOf(t.ID), ReplyTo: q.replyTo(t.ID, 'm'),
		Unsubscribe: q.link(locale.VI, Link{Use: UseUnsubscribe, ID: t.ProducerID, Until: q.Now().Add(10 * 365 * day)}),
	}
	if t.ProducerID == 0 {
		l.Unsubscribe, l.Reason = "", w.T("inquiry.mail.reason.office")
	}
	if t.Operator() {
		l.To, l.Greeting = q.Desk, ""
		l.Buttons = []Button{{Text: w.T("inquiry.mail.maker.open"), Address: q.answerLink(t.ID, "")}}
		l.Closing = nil
	}
	if l.To != "" {
		if wanted, err := q.Mails.send(ctx, tx, l); wanted || err != nil {
			return true, err
		}
	}
	if maker.Phone != "" && q.Texts != nil {
		return true, q.Texts.Send(ctx, tx, threadOf(t.ID), maker.Phone, w.T("inquiry.text.maker", "subject", cut(t.Subject, 60), "link", q.answerLink(t.ID, "")))
	}
	return false, nil
}

func (q *Inquiries) makerSubject(w *locale.Printer, i Inquiry, t Thread) string {
	switch {
	case t.Operator():
		return w.T("inquiry.mail.operator.subject", "topic", w.T("inquiry.topic."+i.Topic))
	case t.Subject != "":
		return w.T("inquiry.mail.maker.subject", "subject", cut(t.Subject, 80))
	}
	return w.T("inquiry.mail.maker.subject_none")
}

func (q *Inquiries) makerIntroduction(w *locale.Printer, i Inquiry, t Thread) string {
	key := "inquiry.mail.maker.intro"
	switch {
	case t.Operator():
		key = "inquiry.mail.operator.intro"
	case t.ProducerID == 0:
		key = "inquiry.mail.maker.intro_office"
	case i.Kind == Stay:
		key = "inquiry.mail.maker.intro_stay"
	case i.Kind == Trade:
		key = "inquiry.mail.maker.intro_trade"
	case t.Subject == "":
		key = "inquiry.mail.maker.intro_none"
	}
	return w.T(key, "name", i.Name, "subject", t.Subject)
}

// writerFacts say who asks. How to reach them is told only once they have shown
// that the contact is theirs (first contact by phone is how makers are cheated).
func writerFacts(w *locale.Printer, i Inquiry) []Fact {
	list := []Fact{{w.T("inquiry.fact.name"), i.Name}}
	if !i.Confirmed() {
		return append(list, Fact{w.T("inquiry.fact.contact"), w.T("inquiry.fact.contact_later")})
	}
	if i.Phone != "" {
		list = append(list, Fact{w.T("inquiry.fact.phone"), i.Phone})
	}
	if i.Email != "" {
		list = append(list, Fact{w.T("inquiry.fact.email"), i.Email})
	}
	return list
}

func warningText(w *locale.Printer, i Inquiry) string {
	var lines []string
	for _, key := range i.Warnings {
		lines = append(lines, w.T("inquiry.warning."+key))
	}
	if len(lines) == 0 {
		return ""
	}
	return strings.Join(append(lines, w.T("inquiry.warning.advice")), "\n")
}

func (q *Inquiries) answerButtons(w *locale.Printer, kind Kind, threadID int64) []Button {
	var buttons []Button
	for n, a := range Answers() {
		buttons = append(buttons, Button{Text: w.T(AnswerKey(kind, a)), Address: q.answerLink(threadID, a), Quiet: n > 0})
	}
	return buttons
}

func (q *Inquiries) answerLink(threadID int64, a Answer) string {
	return q.link(locale.VI, Link{Use: UseAnswer, ID: threadID, Answer: a, Until: q.Now().Add(linkDays * day)})
}

// tellAnswer tells the writer what the maker said.
func (q *Inquiries) tellAnswer(ctx context.Context, tx pgx.Tx, i Inquiry, t Thread, maker catalog.Reach, words string) error {
	w := q.Words.In(i.Lang)
	from := maker.Name
	if t.Operator() {
		from = w.T("inquiry.operator")
	}
	token := q.Signer.Sign(Link{Use: UseState, ID: i.ID, Until: q.Now().Add(inquirerLinkPeriod)})
	state := q.Address(i.Lang, UseState, token)
	said := w.T(saidKey(i.Kind, t.Answer), "maker", from)
	if t.Answer == CallMe {
		said += " " + CallWords(w, i, from, maker)
	}
	if i.Email == "" {
		if q.Texts == nil {
			return nil
		}
		return q.Texts.Send(ctx, tx, inquiryOf(i.ID), i.Phone, said+" "+state)
	}
	l := Letter{
		To: i.Email, Lang: i.Lang, Subject: w.T("inquiry.mail.answer.subject", "maker", from), Greeting: w.T("inquiry.mail.greeting", "name", i.Name),
		Paragraphs: []string{said}, Quote: words,
		Buttons: []Button{{Text: w.T("inquiry.mail.answer.state"), Address: state}},
		Reason:  w.T("inquiry.mail.reason.inquirer"), Thread: inquiryOf(i.ID), ReplyTo: q.replyTo(t.ID, 'i'),
	}
	if i.Kind == Stay && t.Answer == Available {
		l.Buttons = append(l.Buttons, q.calendarButton(w, i.Lang, token))
	}
	if t.Answer == Available || t.Answer == CallMe {
		l.Closing = []string{w.T("inquiry.mail.answer.safety")}
	}
	return q.Mails.Send(ctx, tx, l)
}

// saidKey is the key of what a letter says of an answer. Beds are free, goods in
// stock.
func saidKey(kind Kind, a Answer) string {
	if kind == Stay && (a == Available || a == SeasonOver) {
		return "inquiry.said.stay_" + string(a)
	}
	return "inquiry.said." + string(a)
}

// CallWords say how a call comes about after a maker asked for one: the maker's
// number where it is published, else that the maker has the writer's.
func CallWords(w *locale.Printer, i Inquiry, from string, maker catalog.Reach) string {
	switch {
	case maker.PublicPhone != "":
		return w.T("inquiry.call.number", "maker", from, "phone", maker.PublicPhone)
	case i.Phone == "":
		return w.T("inquiry.call.write", "maker", from)
	case i.Confirmed():
		return w.T("inquiry.call.back", "maker", from, "phone", i.Phone)
	}
	return w.T("inquiry.call.confirm", "maker", from, "phone", i.Phone)
}

func cut(s string, most int) string {
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most-1]) + "…"
}

// hours since a moment, for letters that speak of silence.
func hoursSince(then *time.Time, now time.Time) int {
	if then == nil {
		return 0
	}
	return int(now.Sub(*then).Hours())
}
