package inquiry

import (
	"context"
	"time"

	"ocop/storefront/locale"
)

// Copy is everything kept about an inquiry's writer, for them to take away.
type Copy struct {
	ReceivedAt  time.Time     `json:"received_at"`
	ConfirmedAt *time.Time    `json:"confirmed_at"`
	Kind        Kind          `json:"kind"`
	Name        string        `json:"name"`
	Phone       string        `json:"phone"`
	Email       string        `json:"email"`
	Province    string        `json:"province_code"`
	Quantity    float64       `json:"quantity"`
	Unit        string        `json:"unit"`
	NeededBy    string        `json:"needed_by"`
	Message     string        `json:"message"`
	Sample      bool          `json:"sample"`
	Invoice     bool          `json:"invoice"`
	Details     []Detail      `json:"details"`
	Consents    []Purpose     `json:"consents"`
	Version     string        `json:"consent_text_version"`
	Recipients  []CopyOfOne   `json:"recipients"`
	Messages    []CopyMessage `json:"messages"`
}

// CopyOfOne is one whom the inquiry went to.
type CopyOfOne struct {
	Name       string     `json:"name"`
	Subject    string     `json:"subject"`
	ToldAt     *time.Time `json:"told_at"`
	AnsweredAt *time.Time `json:"answered_at"`
}

// CopyMessage is what was written after the first question.
type CopyMessage struct {
	Author    Author    `json:"author"`
	Body      string    `json:"body"`
	WrittenAt time.Time `json:"written_at"`
}

// CopyOf gathers it.
func CopyOf(s State) Copy {
	i := s.Inquiry
	c := Copy{
		ReceivedAt: i.ReceivedAt, ConfirmedAt: i.ConfirmedAt, Kind: i.Kind, Name: i.Name, Phone: i.Phone, Email: i.Email, Province: i.ProvinceCode,
		Quantity: i.Quantity, Unit: i.Unit, NeededBy: i.NeededBy.String(), Message: i.Message, Sample: i.Sample, Invoice: i.Invoice,
		Details: i.Details, Consents: i.Consents, Version: i.ConsentText,
	}
	for _, t := range s.Threads {
		c.Recipients = append(c.Recipients, CopyOfOne{t.Maker.Name, t.Subject, t.ToldAt, t.AnsweredAt})
		for _, m := range t.Messages {
			c.Messages = append(c.Messages, CopyMessage{m.Author, m.Body, m.WrittenAt})
		}
	}
	return c
}

// Facts are what an inquiry says beside its message, for pages.
func Facts(w *locale.Printer, i Inquiry) []Fact { return facts(w, i) }

// StateToken is the token of the page that shows an inquiry's state.
func (q *Inquiries) StateToken(id int64) string {
	return q.Signer.Sign(Link{Use: UseState, ID: id, Until: q.Now().Add(inquirerLinkPeriod)})
}

// AnswerToken is the token of the page on which a thread is answered.
func (q *Inquiries) AnswerToken(threadID int64) string {
	return q.Signer.Sign(Link{Use: UseAnswer, ID: threadID, Until: q.Now().Add(linkDays * day)})
}

// Unsubscribe ends the letters to a maker about new questions.
func (q *Inquiries) Unsubscribe(ctx context.Context, producerID int64) error {
	makers, err := q.reach(ctx, "", producerID)
	if err != nil || makers[producerID].Email == "" {
		return err
	}
	return q.Mails.Refuse(ctx, makers[producerID].Email)
}
