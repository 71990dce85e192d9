package trade

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

const forgetRequestSQL = `
UPDATE buying_request SET organisation = '', tax_code = '', contact_name = '', email = '', phone = '', place = '', note = '', network = NULL,
	forgotten_at = $2
WHERE id = $1`

const forgetWordsSQL = `DELETE FROM buying_word w USING buying_answer a WHERE a.id = w.answer_id AND a.request_id = $1`

const forgetVerdictsSQL = `UPDATE buying_verdict SET note = '' WHERE request_id = $1`

const chosenMakersSQL = `
SELECT a.producer_id FROM buying_answer a WHERE a.request_id = $1 AND a.chosen AND a.producer_id IS NOT NULL
UNION SELECT m.producer_id FROM buying_answer a JOIN buying_pool_member m ON m.pool_id = a.pool_id WHERE a.request_id = $1 AND a.chosen`

// forget deletes who the buyer is and what was said; what was asked for, the
// answers and the outcome stay as figures.
func (r Requests) forget(ctx context.Context, tx pgx.Tx, q Request) error {
	if _, err := tx.Exec(ctx, forgetRequestSQL, q.ID, r.Now()); err != nil {
		return err
	}
	for _, sql := range []string{forgetWordsSQL, forgetVerdictsSQL} {
		if _, err := tx.Exec(ctx, sql, q.ID); err != nil {
			return err
		}
	}
	return nil
}

// Forget deletes who the buyer is because the buyer asks for it. What no maker has
// seen goes altogether; an open request is closed first, and a maker who got the
// contact is asked to delete it too. gone is true where nothing is left.
func (r Requests) Forget(ctx context.Context, id int64) (gone bool, err error) {
	err = r.change(ctx, "forgetting the buyer of", id, func(tx pgx.Tx, q Request) error {
		switch {
		case q.Forgotten():
			return nil
		case q.State == Unconfirmed || q.State == Waiting:
			gone = true
			if err := r.Tell(ctx, tx, Notice{News: Forgetting, Request: q}); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, `DELETE FROM buying_request WHERE id = $1`, id)
			return err
		}
		// Old letters go before the makers are told of the end.
		if err := r.Tell(ctx, tx, Notice{News: Forgetting, Request: q}); err != nil {
			return err
		}
		if q.State == Open {
			if err := r.end(ctx, tx, q, Unneeded, 0); err != nil {
				return err
			}
		}
		if err := r.forget(ctx, tx, q); err != nil {
			return err
		}
		return r.tellMakers(ctx, tx, chosenMakersSQL, id, Notice{News: Forget, Request: q})
	})
	return gone, err
}

const overdueSQL = `SELECT` + requestColumns + `
FROM buying_request q
WHERE q.forgotten_at IS NULL AND NOT q.sample AND (q.closed_at < $1 OR q.state = 'refused' AND q.decided_at < $1)`

const (
	forgetNetworksSQL  = `UPDATE buying_request SET network = NULL WHERE network IS NOT NULL AND created_at < $1`
	forgetUndecidedSQL = `DELETE FROM buying_request WHERE state = 'waiting' AND confirmed_at < $1`
)

// purge forgets the buyers of requests that ended long ago, and of those that no
// office ever decided on.
func (r Requests) purge(ctx context.Context) error {
	before := r.Now().AddDate(0, 0, -KeepDays)
	problems := []error{r.each(ctx, "forgetting the buyer of", func(ctx context.Context, tx pgx.Tx, q Request) error {
		if err := r.Tell(ctx, tx, Notice{News: Forgetting, Request: q}); err != nil {
			return err
		}
		return r.forget(ctx, tx, q)
	}, overdueSQL, before)}
	if _, err := r.DB.Exec(ctx, forgetUndecidedSQL, before); err != nil {
		problems = append(problems, fmt.Errorf("forgetting requests nobody decided on: %w", err))
	}
	if _, err := r.DB.Exec(ctx, forgetNetworksSQL, r.Now().AddDate(0, 0, -1)); err != nil {
		problems = append(problems, fmt.Errorf("forgetting network addresses: %w", err))
	}
	return errors.Join(problems...)
}
