package inquiry

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
)

// ReadAnswerLink reads a maker's link. The conversation is returned with
// ErrExpired too.
func (q *Inquiries) ReadAnswerLink(ctx context.Context, token string) (Link, Conversation, error) {
	l, expired := q.Signer.Read(UseAnswer, token, q.Now())
	if expired != nil && !errors.Is(expired, ErrExpired) {
		return l, Conversation{}, expired
	}
	c, err := q.ByThread(ctx, l.ID)
	if err != nil {
		return l, c, err
	}
	return l, c, expired
}

const answerSQL = `
UPDATE inquiry_thread SET answer = @answer, answered_at = @now, told_at = coalesce(told_at, @now)
WHERE id = @id AND answer IS NULL`

const activeSQL = `UPDATE inquiry SET active_at = $2 WHERE id = $1`

// Answer is a maker's first answer to a thread, with or without words of their
// own. A second one is refused with ErrUsed: the first has been sent.
func (q *Inquiries) Answer(ctx context.Context, threadID int64, a Answer, words string) error {
	return q.answer(ctx, threadID, a, words, "")
}

func (q *Inquiries) answer(ctx context.Context, threadID int64, a Answer, words, mailID string) error {
	words = CleanText(words)
	c, err := q.ByThread(ctx, threadID)
	if err != nil {
		return err
	}
	if !slices.Contains(Answers(), a) && (a != Written || words == "") {
		return fmt.Errorf("answering thread %d with %q: %w", threadID, a, ErrLink)
	}
	return pgx.BeginFunc(ctx, q.DB, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, answerSQL, pgx.StrictNamedArgs{"id": threadID, "answer": a, "now": q.Now()})
		if err != nil {
			return fmt.Errorf("answering thread %d: %w", threadID, err)
		}
		if tag.RowsAffected() == 0 {
			return ErrUsed
		}
		c.Answer = a
		if err := answerStay(ctx, tx, c.Inquiry, a); err != nil || c.Inquiry.Forgotten() {
			return err
		}
		if err := q.keepMessage(ctx, tx, c.Thread, ByMaker, words, mailID); err != nil {
			return err
		}
		if a == Fraud {
			// The writer is not told: whoever cheats must not learn what gave them away.
			return q.report(ctx, tx, c.Thread)
		}
		return q.tellAnswer(ctx, tx, c.Inquiry, c.Thread, c.Maker, words)
	})
}

// answerStay tells the turns of a village what was answered to a request to stay.
// Words and a wish to talk leave it open.
func answerStay(ctx context.Context, tx pgx.Tx, i Inquiry, a Answer) error {
	if i.Kind != Stay || a == CallMe || a == Written {
		return nil
	}
	turn := catalog.Turn{Key: i.Key, State: catalog.TurnDeclined}
	if a == Available {
		turn.State = catalog.TurnAgreed
	}
	_, err := catalog.AnswerTurn(ctx, tx, turn)
	return err
}

const insertMessageSQL = `
INSERT INTO inquiry_message (thread_id, author, body, mail_id, written_at) VALUES ($1, $2, $3, nullif($4, ''), $5)
ON CONFLICT (mail_id) DO NOTHING`

func (q *Inquiries) keepMessage(ctx context.Context, tx pgx.Tx, t Thread, by Author, body, mailID string) error {
	if _, err := tx.Exec(ctx, activeSQL, t.InquiryID, q.Now()); err != nil {
		return fmt.Errorf("noting that a thread lives: %w", err)
	}
	if body == "" {
		return nil
	}
	if _, err := tx.Exec(ctx, insertMessageSQL, t.ID, by, body, mailID, q.Now()); err != nil {
		return fmt.Errorf("keeping a message: %w", err)
	}
	return nil
}

// Reasons for which a message is not taken.
var (
	ErrMessage = errors.New("inquiry: the message is empty or too long")
	ErrClosed  = errors.New("inquiry: nothing more can be written there")
)

// mostMessages bounds what one side may write in a thread.
const mostMessages = 50

// Write adds a message of one side and tells the other. mailID is that of the
// mail it came by, if it did. A maker's first message is an answer.
func (q *Inquiries) Write(ctx context.Context, threadID int64, by Author, body, mailID string) error {
	body = CleanText(body)
	if body == "" || utf8.RuneCountInString(body) > maxMessage {
		return ErrMessage
	}
	c, err := q.ByThread(ctx, threadID)
	if err != nil {
		return err
	}
	written := 0
	for _, m := range c.Messages {
		if m.Author == by {
			written++
		}
		if mailID == "" && m.Author == by && m.Body == body && q.Now().Sub(m.WrittenAt) < time.Hour {
			return nil // the button was pressed twice
		}
	}
	switch {
	case c.Inquiry.Forgotten(), written >= mostMessages, c.Answer == Fraud:
		return ErrClosed
	case by == ByMaker && c.Answer == "":
		return q.answer(ctx, threadID, Written, body, mailID)
	}
	return pgx.BeginFunc(ctx, q.DB, func(tx pgx.Tx) error {
		if known, err := mailKnown(ctx, tx, mailID); err != nil || known {
			return err
		}
		if err := q.keepMessage(ctx, tx, c.Thread, by, body, mailID); err != nil {
			return err
		}
		if by == ByInquirer {
			return q.tellMakerMore(ctx, tx, c, body)
		}
		c.Answer = Written
		return q.tellAnswer(ctx, tx, c.Inquiry, c.Thread, c.Maker, body)
	})
}

const mailKnownSQL = `SELECT EXISTS (SELECT FROM inquiry_message WHERE mail_id = $1)`

func mailKnown(ctx context.Context, tx pgx.Tx, mailID string) (known bool, err error) {
	if mailID == "" {
		return false, nil
	}
	if err := tx.QueryRow(ctx, mailKnownSQL, mailID).Scan(&known); err != nil {
		return false, fmt.Errorf("looking for a mail: %w", err)
	}
	return known, nil
}

// tellMakerMore passes on what the writer added.
func (q *Inquiries) tellMakerMore(ctx context.Context, tx pgx.Tx, c Conversation, body string) error {
	w := q.Words.In("vi")
	to := c.Maker.Email
	if c.Operator() {
		to = q.Desk
	}
	if to == "" {
		return nil
	}
	return q.Mails.Send(ctx, tx, Letter{
		To: to, Lang: "vi", Subject: q.makerSubject(w, c.Inquiry, c.Thread), Greeting: w.T("inquiry.mail.greeting", "name", c.Maker.Name),
		Paragraphs: []string{w.T("inquiry.mail.more", "name", c.Inquiry.Name)}, Quote: body, Warning: warningText(w, Inquiry{Warnings: warnings(body)}),
		Buttons: []Button{{Text: w.T("inquiry.mail.maker.open"), Address: q.answerLink(c.ID, "")}},
		Reason:  w.T("inquiry.mail.reason.maker"), Thread: threadOf(c.ID), ReplyTo: q.replyTo(c.ID, 'm'),
	})
}
