package trade

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
)

// MostTold is how many makers hear of a request.
const MostTold = 30

// MostPools is how many pools are asked for one request.
const MostPools = 2

const confirmRequestSQL = `UPDATE buying_request SET state = 'waiting', confirmed_at = $2, seen_at = $2 WHERE id = $1`

// Confirm notes that the buyer has followed the link in the mail, and tells the
// office that it waits. Doing it again changes nothing.
func (r Requests) Confirm(ctx context.Context, id int64) error {
	return r.change(ctx, "confirming", id, func(tx pgx.Tx, q Request) error {
		if q.State != Unconfirmed {
			return nil
		}
		q.State = Waiting
		if _, err := tx.Exec(ctx, confirmRequestSQL, id, r.Now()); err != nil {
			return err
		}
		return r.Tell(ctx, tx, Notice{News: ToDecide, Request: q})
	})
}

const openRequestSQL = `
UPDATE buying_request SET state = 'open', decided_at = $2, decided_by = $3, closes_on = $4, seen_at = $2 WHERE id = $1`

const insertMatchSQL = `
INSERT INTO buying_match (request_id, producer_id, product_id, position, reasons, told_at) VALUES ($1, $2, $3, $4, $5, $6)`

const insertPoolSQL = `
INSERT INTO buying_pool (request_id, set_number, kilometres, created_at) VALUES ($1, $2, $3, $4) RETURNING id`

const insertMemberSQL = `
INSERT INTO buying_pool_member (pool_id, producer_id, product_id, shares) VALUES ($1, $2, $3, $4)`

// LetThrough opens a waiting request for thirty days, tells the makers who fit
// best and asks the pools.
func (r Requests) LetThrough(ctx context.Context, id, by int64, matches []Match, pools []Pool) error {
	return r.change(ctx, "opening", id, func(tx pgx.Tx, q Request) error {
		if q.State != Waiting {
			return ErrState
		}
		now := r.Now()
		q.State, q.ClosesOn, q.DecidedAt = Open, r.today().AddDays(LifeDays-1), now
		if _, err := tx.Exec(ctx, openRequestSQL, id, now, by, q.ClosesOn); err != nil {
			return err
		}
		if err := r.invite(ctx, tx, q, matches); err != nil {
			return err
		}
		for _, pool := range pools {
			if err := r.ask(ctx, tx, q, pool); err != nil {
				return err
			}
		}
		if err := r.Tell(ctx, tx, Notice{News: Opened, Request: q}); err != nil {
			return err
		}
		return catalog.Record(ctx, tx, catalog.Entry{
			AccountID: by, Action: "request.open", Subject: audited(id), ProvinceCode: q.ProvinceCode,
			Detail: map[string]string{"what": q.What},
		})
	})
}

func (r Requests) invite(ctx context.Context, tx pgx.Tx, q Request, matches []Match) error {
	for i, m := range matches[:min(len(matches), MostTold)] {
		l := m.Listing
		if _, err := tx.Exec(ctx, insertMatchSQL, q.ID, l.ProducerID, l.ID, i+1, m.Reasons, q.DecidedAt); err != nil {
			return err
		}
		if err := r.Tell(ctx, tx, Notice{News: Invited, Request: q, ProducerID: l.ProducerID, ProductID: l.ID}); err != nil {
			return err
		}
	}
	return nil
}

func (r Requests) ask(ctx context.Context, tx pgx.Tx, q Request, pool Pool) error {
	var id int64
	if err := tx.QueryRow(ctx, insertPoolSQL, q.ID, pool.SetNumber, int(pool.Kilometres+0.5), q.DecidedAt).Scan(&id); err != nil {
		return err
	}
	for _, m := range pool.Members {
		l := m.Match.Listing
		if _, err := tx.Exec(ctx, insertMemberSQL, id, l.ProducerID, l.ID, m.Shares); err != nil {
			return err
		}
		if err := r.Tell(ctx, tx, Notice{News: PoolAsked, Request: q, ProducerID: l.ProducerID, ProductID: l.ID}); err != nil {
			return err
		}
	}
	return nil
}

const refuseRequestSQL = `
UPDATE buying_request SET state = 'refused', decided_at = $2, decided_by = $3, reason = $4 WHERE id = $1`

// Refuse turns a waiting request down, with a reason that its buyer reads.
func (r Requests) Refuse(ctx context.Context, id, by int64, reason string) error {
	return r.change(ctx, "refusing", id, func(tx pgx.Tx, q Request) error {
		if q.State != Waiting {
			return ErrState
		}
		q.State, q.Reason = Refused, reason
		if _, err := tx.Exec(ctx, refuseRequestSQL, id, r.Now(), by, reason); err != nil {
			return err
		}
		if err := r.Tell(ctx, tx, Notice{News: RefusedNews, Request: q, Text: reason}); err != nil {
			return err
		}
		return catalog.Record(ctx, tx, catalog.Entry{
			AccountID: by, Action: "request.refuse", Subject: audited(id), ProvinceCode: q.ProvinceCode,
			Detail: map[string]string{"what": q.What, "reason": reason},
		})
	})
}

const extendRequestSQL = `UPDATE buying_request SET extended = true, closes_on = $2, seen_at = $3 WHERE id = $1`

// Extend gives an open request another thirty days, once.
func (r Requests) Extend(ctx context.Context, id int64) error {
	return r.change(ctx, "extending", id, func(tx pgx.Tx, q Request) error {
		if q.State != Open || q.Extended || q.ClosesOn.Before(r.today()) {
			return ErrState
		}
		_, err := tx.Exec(ctx, extendRequestSQL, id, q.ClosesOn.AddDays(LifeDays), r.Now())
		return err
	})
}

const seenSQL = `UPDATE buying_request SET seen_at = $2 WHERE id = $1`

// Seen notes that the buyer is still there.
func (r Requests) Seen(ctx context.Context, id int64) error {
	if _, err := r.DB.Exec(ctx, seenSQL, id, r.Now()); err != nil {
		return fmt.Errorf("noting that the buyer of request %d is there: %w", id, err)
	}
	return nil
}
