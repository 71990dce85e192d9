package inquiry

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/storefront/locale"
)

// Outcome is what came of a thread: agreed quantity and price are optional, and
// only the maker sees the price.
type Outcome struct {
	Result   string // business, nothing
	Quantity float64
	Unit     string
	Price    int64        // dong for one unit
	Stay     catalog.Turn // of a stay that was talked over: when and how many; zero where as asked
}

// OutcomeForm is what a maker typed about the end of a thread.
type OutcomeForm struct {
	Result, Quantity, Unit, Price string
	Arrives, Leaves, People       string // of stays alone
}

const outcomeSQL = `
UPDATE inquiry_thread SET outcome = @result, outcome_at = @now, agreed_quantity = nullif(@quantity::float8, 0), agreed_unit = @unit, agreed_price = nullif(@price::bigint, 0)
WHERE id = @id`

// Settle writes down what came of a thread. A stay that was talked over by
// telephone is agreed, or not, with that, and its guest is told what is new.
func (q *Inquiries) Settle(ctx context.Context, threadID int64, o Outcome) error {
	c, err := q.ByThread(ctx, threadID)
	if err != nil {
		return err
	}
	return pgx.BeginFunc(ctx, q.DB, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, outcomeSQL, pgx.StrictNamedArgs{
			"id": threadID, "result": o.Result, "now": q.Now(), "quantity": o.Quantity, "unit": o.Unit, "price": o.Price,
		})
		if err != nil {
			return fmt.Errorf("settling thread %d: %w", threadID, err)
		}
		if c.Inquiry.Kind != Stay {
			return nil
		}
		turn := catalog.Turn{Key: c.Inquiry.Key, State: catalog.TurnDeclined}
		if o.Result == "business" {
			turn = o.Stay
			turn.Key, turn.State = c.Inquiry.Key, catalog.TurnAgreed
		}
		news, err := catalog.AnswerTurn(ctx, tx, turn)
		if err != nil || !news || c.Inquiry.Forgotten() {
			return err
		}
		return q.tellSettled(ctx, tx, c)
	})
}

// tellSettled tells the guest what was agreed, with the file for the calendar.
func (q *Inquiries) tellSettled(ctx context.Context, tx pgx.Tx, c Conversation) error {
	i := c.Inquiry
	turn, err := catalog.TurnOf(ctx, tx, i.Key)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	w := q.Words.In(i.Lang)
	said := w.T("inquiry.settled."+turn.State, "maker", c.Maker.Name, "from", w.Day(turn.Arrives), "to", w.Day(turn.Leaves), "people", w.N("stay.people", turn.People))
	token := q.Signer.Sign(Link{Use: UseState, ID: i.ID, Until: q.Now().Add(inquirerLinkPeriod)})
	if i.Email == "" {
		if q.Texts == nil {
			return nil
		}
		return q.Texts.Send(ctx, tx, inquiryOf(i.ID), i.Phone, said+" "+q.Address(i.Lang, UseState, token))
	}
	l := Letter{
		To: i.Email, Lang: i.Lang, Subject: w.T("inquiry.mail.settled."+turn.State, "maker", c.Maker.Name), Greeting: w.T("inquiry.mail.greeting", "name", i.Name),
		Paragraphs: []string{said}, Reason: w.T("inquiry.mail.reason.inquirer"), Thread: inquiryOf(i.ID), ReplyTo: q.replyTo(c.ID, 'i'),
	}
	if turn.State == catalog.TurnAgreed {
		l.Buttons, l.Closing = []Button{q.calendarButton(w, i.Lang, token)}, []string{w.T("inquiry.mail.answer.safety")}
	}
	l.Buttons = append(l.Buttons, Button{Text: w.T("inquiry.mail.answer.state"), Address: q.Address(i.Lang, UseState, token), Quiet: len(l.Buttons) > 0})
	return q.Mails.Send(ctx, tx, l)
}

func (q *Inquiries) calendarButton(w *locale.Printer, lang locale.Lang, token string) Button {
	return Button{Text: w.T("stay.ics"), Address: q.Address(lang, UseCalendar, token)}
}

// Judge reads what a maker typed about an inquiry of a kind that came on a day. A
// stay may be written down after it was held, but not before it was asked for.
func (f OutcomeForm) Judge(kind Kind, received catalog.Day) (Outcome, []Problem) {
	o := Outcome{Result: f.Result}
	var problems []Problem
	note := func(field, key string) {
		if key != "" {
			problems = append(problems, Problem{field, key})
		}
	}
	wrong := func(key string) string {
		if key == "" {
			return ""
		}
		return "inquiry.wrong." + key
	}
	if f.Result != "business" && f.Result != "nothing" {
		note("result", "inquiry.wrong.outcome")
	}
	if kind == Stay {
		if f.Result == "business" {
			f.judgeStay(&o, received, note)
		}
		return o, problems
	}
	var key string
	o.Quantity, key = readQuantity(f.Quantity)
	note("quantity", wrong(key))
	if o.Unit = catalog.Clean(f.Unit); utf8.RuneCountInString(o.Unit) > maxUnit {
		note("unit", "inquiry.wrong.unit_long")
	}
	dong, key := readQuantity(strings.TrimSuffix(strings.TrimSpace(f.Price), "₫"))
	note("price", wrong(key))
	o.Price = int64(dong)
	return o, problems
}

// longest stay and largest group that a maker can write down.
const (
	mostNights = 60
	mostPeople = 1000
)

func (f OutcomeForm) judgeStay(o *Outcome, received catalog.Day, note func(field, key string)) {
	var wrong [2]string
	o.Stay.Arrives, wrong[0] = ReadDay(f.Arrives, received)
	o.Stay.Leaves, wrong[1] = ReadDay(f.Leaves, received)
	for n, field := range []string{"arrives", "leaves"} {
		if wrong[n] != "" {
			note(field, "inquiry.wrong."+wrong[n])
		}
	}
	if o.Stay.Leaves.IsZero() {
		o.Stay.Leaves = o.Stay.Arrives
	}
	switch {
	case wrong[0]+wrong[1] != "":
	case o.Stay.Arrives.IsZero():
		note("arrives", "stay.wrong.arrives")
	case o.Stay.Leaves.Before(o.Stay.Arrives) || o.Stay.Arrives.DaysUntil(o.Stay.Leaves) > mostNights:
		note("leaves", "stay.wrong.leaves")
	}
	people, err := strconv.Atoi(strings.TrimSpace(f.People))
	if err != nil || people < 1 || people > mostPeople {
		note("people", "stay.wrong.people")
	}
	o.Stay.People = people
}
