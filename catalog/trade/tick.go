package trade

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
)

// How long a buyer may be gone while answers wait.
const (
	remindDays = 10 // then a letter
	vanishDays = 7  // after it
	// unconfirmedDays is how long a request waits for its buyer's mail.
	unconfirmedDays = 7
)

// An answer the buyer has not seen waits since it came, not since the buyer last looked.
const waitsSinceSQL = `
	coalesce((SELECT min(a.created_at) FROM buying_answer a WHERE a.request_id = q.id AND a.created_at > q.seen_at), q.seen_at)`

const dueSQL = `SELECT` + requestColumns + `
FROM buying_request q WHERE q.state = 'open' AND (q.closes_on < $1 OR` + waitsSinceSQL + ` < $2)`

// Tick does what time brings: offices that do not decide are asked again, then the
// national office is told; buyers who are gone are reminded, then their
// requests closed; requests whose days are over end; stars that have lapsed under
// an answer are told of; what nobody confirmed is forgotten, and so is who bought,
// long after the end. It may run as often as one likes, and a request that fails
// does not keep the others from it.
func (r Requests) Tick(ctx context.Context) error {
	return errors.Join(r.follow(ctx), r.urge(ctx), r.lapse(ctx), r.purge(ctx))
}

const dropUnconfirmedSQL = `DELETE FROM buying_request WHERE state = 'unconfirmed' AND created_at < $1`

func (r Requests) follow(ctx context.Context) error {
	err := r.each(ctx, "following", r.tick, dueSQL, r.today(), r.Now().AddDate(0, 0, -remindDays))
	if _, failed := r.DB.Exec(ctx, dropUnconfirmedSQL, r.Now().AddDate(0, 0, -unconfirmedDays)); failed != nil {
		err = errors.Join(err, fmt.Errorf("dropping requests nobody confirmed: %w", failed))
	}
	return err
}

// each does what is due to the requests that a query finds, in a transaction of
// its own each; its condition is asked again there, as somebody else may have
// been first.
func (r Requests) each(ctx context.Context, what string, do func(context.Context, pgx.Tx, Request) error, due string, arguments ...any) error {
	found, err := r.list(ctx, due+` ORDER BY q.id`, arguments...)
	problems := []error{err}
	one := fmt.Sprintf(`%s AND q.id = $%d FOR UPDATE OF q SKIP LOCKED`, due, len(arguments)+1)
	for _, q := range found {
		err := pgx.BeginFunc(ctx, r.DB, func(tx pgx.Tx) error {
			rows, err := tx.Query(ctx, one, append(slices.Clone(arguments), q.ID)...)
			if err != nil {
				return err
			}
			still, err := pgx.CollectRows(rows, pgx.RowToStructByName[Request])
			if err != nil || len(still) == 0 {
				return err
			}
			return do(ctx, tx, still[0])
		})
		if err != nil {
			problems = append(problems, fmt.Errorf("%s request %d: %w", what, q.ID, err))
		}
		if ctx.Err() != nil {
			break
		}
	}
	return errors.Join(problems...)
}

const undecidedSQL = `SELECT` + requestColumns + `
FROM buying_request q
WHERE q.state = 'waiting' AND (q.urged_at IS NULL AND q.confirmed_at < $1 OR q.raised_at IS NULL AND q.urged_at < $1)`

const (
	urgedSQL  = `UPDATE buying_request SET urged_at = $2 WHERE id = $1`
	raisedSQL = `UPDATE buying_request SET raised_at = $2 WHERE id = $1`
)

// urge asks an office that does not decide a second time, and then tells the
// national office, which may decide instead: a buyer does not wait for nobody.
func (r Requests) urge(ctx context.Context) error {
	return r.each(ctx, "asking an office to decide on", func(ctx context.Context, tx pgx.Tx, q Request) error {
		sql, news := urgedSQL, Urged
		if !q.UrgedAt.IsZero() {
			sql, news = raisedSQL, Raised
		}
		if _, err := tx.Exec(ctx, sql, q.ID, r.Now()); err != nil {
			return err
		}
		return r.Tell(ctx, tx, Notice{News: news, Request: q})
	}, undecidedSQL, r.Now().AddDate(0, 0, -UrgeDays))
}

const (
	remindSQL = `UPDATE buying_request SET reminded_at = $2 WHERE id = $1`
	expireSQL = `UPDATE buying_request SET state = 'expired', closed_at = $2 WHERE id = $1`
)

func (r Requests) tick(ctx context.Context, tx pgx.Tx, q Request) error {
	reminded := q.RemindedAt.After(q.WaitsSince)
	switch {
	case q.ClosesOn.Before(r.today()):
		if _, err := tx.Exec(ctx, expireSQL, q.ID, r.Now()); err != nil {
			return err
		}
		q.State = Expired
		if err := r.Tell(ctx, tx, Notice{News: EndedBuyer, Request: q}); err != nil {
			return err
		}
		return r.tellMakers(ctx, tx, makersNotChosenSQL, q.ID, Notice{News: Ended, Request: q})
	case q.Offers == 0:
		return nil
	case !reminded:
		if _, err := tx.Exec(ctx, remindSQL, q.ID, r.Now()); err != nil {
			return err
		}
		return r.Tell(ctx, tx, Notice{News: Reminder, Request: q})
	case q.RemindedAt.Before(r.Now().AddDate(0, 0, -vanishDays)):
		return r.end(ctx, tx, q, Vanished, 0)
	}
	return nil
}

// offered is a product that stands in an answer or a pool of an open request.
type offered struct{ RequestID, AnswerID, ProducerID, ProductID int64 }

const offeredSQL = `
SELECT a.request_id, a.id AS answer_id, a.producer_id, a.product_id FROM buying_answer a
JOIN buying_request q ON q.id = a.request_id AND q.state = 'open' WHERE a.producer_id IS NOT NULL AND a.lapsed_on IS NULL
UNION ALL
SELECT a.request_id, a.id, m.producer_id, m.product_id FROM buying_pool_member m JOIN buying_answer a ON a.pool_id = m.pool_id
JOIN buying_request q ON q.id = a.request_id AND q.state = 'open' WHERE m.lapsed_on IS NULL`

// lapse tells of stars that are no longer in force under an open answer, once.
func (r Requests) lapse(ctx context.Context) error {
	rows, err := r.DB.Query(ctx, offeredSQL)
	if err != nil {
		return fmt.Errorf("reading what is offered: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[offered])
	if err != nil || len(all) == 0 {
		return err
	}
	var products []int64
	for _, o := range all {
		products = append(products, o.ProductID)
	}
	listings, err := catalog.Products{DB: r.DB}.Listings(ctx, products)
	if err != nil {
		return err
	}
	live := make(map[int64]bool, len(listings))
	for _, l := range listings {
		live[l.ID] = l.Star(r.today()).Live()
	}
	var problems []error
	for _, o := range all {
		if !live[o.ProductID] {
			problems = append(problems, r.markLapsed(ctx, o))
		}
	}
	return errors.Join(problems...)
}

const markLapsedSQL = `
WITH alone AS (UPDATE buying_answer SET lapsed_on = $1 WHERE id = $2 AND product_id = $3 AND lapsed_on IS NULL RETURNING 1),
pooled AS (UPDATE buying_pool_member m SET lapsed_on = $1 FROM buying_answer a
	WHERE a.id = $2 AND m.pool_id = a.pool_id AND m.product_id = $3 AND m.lapsed_on IS NULL RETURNING 1)
SELECT (SELECT count(*) FROM alone) + (SELECT count(*) FROM pooled)`

func (r Requests) markLapsed(ctx context.Context, o offered) error {
	return r.change(ctx, "noting a lapsed star in", o.RequestID, func(tx pgx.Tx, q Request) error {
		var marked int
		if err := tx.QueryRow(ctx, markLapsedSQL, r.today(), o.AnswerID, o.ProductID).Scan(&marked); err != nil || marked == 0 {
			return err
		}
		n := Notice{News: Lapsed, Request: q, AnswerID: o.AnswerID, ProductID: o.ProductID}
		if err := r.Tell(ctx, tx, n); err != nil {
			return err
		}
		makers, err := catalog.Kept(ctx, tx, []int64{o.ProducerID})
		if err != nil {
			return err
		}
		n.News = LapsedMaker
		return r.tellEach(ctx, tx, makers, n)
	})
}
