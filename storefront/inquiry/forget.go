package inquiry

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
)

// How long what somebody asked is kept. The law names no figure: it asks that
// data go when their purpose has ended (Law 91/2025/QH15), and that a demand to
// delete is met within 20 days (Decree 356/2025/NĐ-CP); here it is met at once.
const (
	KeepUnconfirmed = 30 * day  // after it was sent, where nobody confirmed it
	KeepSilent      = 180 * day // after the last word of either side
	KeepMail        = 30 * day  // letters, after they were written
)

const forgetSQL = `
UPDATE inquiry SET name = '', phone = '', email = '', message = '', details = '[]', contacts = '{}', warnings = '{}', network = NULL,
	province_code = NULL, needed_by = NULL, forgotten_at = $2
WHERE id = $1 AND forgotten_at IS NULL`

const forgetMessagesSQL = `
DELETE FROM inquiry_message WHERE thread_id IN (SELECT id FROM inquiry_thread WHERE inquiry_id = $1)`

const forgetLettersSQL = `
DELETE FROM mail WHERE thread = $1 OR thread IN (SELECT 'thread-' || id FROM inquiry_thread WHERE inquiry_id = $2)`

const forgetTextsSQL = `
DELETE FROM text_message WHERE thread = $1 OR thread IN (SELECT 'thread-' || id FROM inquiry_thread WHERE inquiry_id = $2)`

// forget takes away who asked and what was said; the figures stay.
func forget(ctx context.Context, tx pgx.Tx, i Inquiry, now time.Time) error {
	if _, err := tx.Exec(ctx, forgetSQL, i.ID, now); err != nil {
		return fmt.Errorf("forgetting inquiry %d: %w", i.ID, err)
	}
	if _, err := tx.Exec(ctx, forgetMessagesSQL, i.ID); err != nil {
		return fmt.Errorf("forgetting the messages of inquiry %d: %w", i.ID, err)
	}
	if _, err := tx.Exec(ctx, forgetLettersSQL, inquiryOf(i.ID), i.ID); err != nil {
		return fmt.Errorf("forgetting the letters of inquiry %d: %w", i.ID, err)
	}
	if _, err := tx.Exec(ctx, forgetTextsSQL, inquiryOf(i.ID), i.ID); err != nil {
		return fmt.Errorf("forgetting the short messages of inquiry %d: %w", i.ID, err)
	}
	return catalog.ReleaseTurn(ctx, tx, i.Key)
}

// Forget deletes what an inquiry says about its writer, because the writer asked
// for it. Makers who hold the letter are asked to delete it too.
func (q *Inquiries) Forget(ctx context.Context, id int64) error {
	state, err := q.ByID(ctx, id)
	if err != nil || state.Inquiry.Forgotten() {
		return err
	}
	w := q.Words.In("vi")
	return pgx.BeginFunc(ctx, q.DB, func(tx pgx.Tx) error {
		if err := forget(ctx, tx, state.Inquiry, q.Now()); err != nil {
			return err
		}
		for _, t := range state.Threads {
			if t.ToldAt == nil || t.Maker.Email == "" {
				continue
			}
			err := q.Mails.Send(ctx, tx, Letter{
				To: t.Maker.Email, Lang: "vi", Subject: q.makerSubject(w, state.Inquiry, t.Thread), Greeting: w.T("inquiry.mail.greeting", "name", t.Maker.Name),
				Paragraphs: []string{w.T("inquiry.mail.forgotten", "day", w.Day(catalog.DayAt(t.ReceivedAt)))}, Reason: w.T("inquiry.mail.reason.maker"),
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

const overdueSQL = `SELECT` + inquiryColumns + ` FROM inquiry i
WHERE i.id > @after AND i.forgotten_at IS NULL AND (i.active_at < @silent OR (i.confirmed_at IS NULL AND i.active_at < @unconfirmed
	AND NOT EXISTS (SELECT FROM inquiry_thread t WHERE t.inquiry_id = i.id AND t.answer IS NOT NULL)))
ORDER BY i.id LIMIT 500`

const forgetNetworksSQL = `UPDATE inquiry SET network = NULL WHERE network IS NOT NULL AND received_at < $1`

const forgetOldTextsSQL = `DELETE FROM text_message WHERE created_at < $1`

// Purge forgets everything whose time is over, and says how many inquiries that
// were. One that cannot be forgotten does not keep the rest from it.
func (q *Inquiries) Purge(ctx context.Context) (int, error) {
	now := q.Now()
	purged, err := q.purgeInquiries(ctx, now)
	problems := []error{err}
	if _, err := q.DB.Exec(ctx, forgetNetworksSQL, now.Add(-networkKept)); err != nil {
		problems = append(problems, fmt.Errorf("forgetting network addresses: %w", err))
	}
	if _, err := q.DB.Exec(ctx, forgetOldTextsSQL, now.Add(-KeepMail)); err != nil {
		problems = append(problems, fmt.Errorf("forgetting short messages: %w", err))
	}
	return purged, errors.Join(append(problems, q.Mails.Purge(ctx, now.Add(-KeepMail)))...)
}

func (q *Inquiries) purgeInquiries(ctx context.Context, now time.Time) (int, error) {
	purged, last := 0, int64(0)
	var problems []error
	for ctx.Err() == nil {
		rows, err := q.DB.Query(ctx, overdueSQL, pgx.StrictNamedArgs{"after": last, "silent": now.Add(-KeepSilent), "unconfirmed": now.Add(-KeepUnconfirmed)})
		if err != nil {
			return purged, errors.Join(append(problems, fmt.Errorf("looking for what is to be forgotten: %w", err))...)
		}
		list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Inquiry])
		if err != nil {
			return purged, errors.Join(append(problems, fmt.Errorf("looking for what is to be forgotten: %w", err))...)
		}
		if len(list) == 0 {
			break
		}
		for _, i := range list {
			last = i.ID
			if err := pgx.BeginFunc(ctx, q.DB, func(tx pgx.Tx) error { return forget(ctx, tx, i, now) }); err != nil {
				problems = append(problems, err)
				continue
			}
			purged++
		}
	}
	return purged, errors.Join(append(problems, ctx.Err())...)
}
