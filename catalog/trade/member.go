package trade

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
)

// MemberState is what a maker of a pool has said.
type MemberState string

// The states of a maker in a pool.
const (
	MemberAsked    MemberState = "asked"
	MemberAccepted MemberState = "accepted"
	MemberDeclined MemberState = "declined"
)

// PoolState is how far a pool has come.
type PoolState string

// The states of a pool.
const (
	PoolOpen     PoolState = "asked"
	PoolComplete PoolState = "complete" // every maker has accepted
	PoolEnded    PoolState = "broken"   // one has declined
)

// PoolMember is a maker of a pool that was asked.
type PoolMember struct {
	PoolID     int64
	RequestID  int64
	PoolState  PoolState
	SetNumber  int
	Kilometres int
	ProducerID int64
	ProductID  int64
	Shares     []float64
	State      MemberState
	Price      int64 // dong for one of the request's units; the buyer alone sees it
	Sample     bool
	ReadyOn    catalog.Day
	Note       string
	AnsweredAt time.Time
	LapsedOn   catalog.Day
}

const membersSQL = `
SELECT m.pool_id, p.request_id, p.state AS pool_state, p.set_number, p.kilometres, m.producer_id, m.product_id, m.shares::float8[] AS shares,
	m.state, coalesce(m.price, 0) AS price, coalesce(m.sample, false) AS sample, m.ready_on, m.note,
	coalesce(m.answered_at, '0001-01-01Z') AS answered_at, m.lapsed_on
FROM buying_pool_member m JOIN buying_pool p ON p.id = m.pool_id`

// Pools lists the makers of every pool of a request, pool by pool.
func (r Requests) Pools(ctx context.Context, requestID int64) ([]PoolMember, error) {
	rows, err := r.DB.Query(ctx, membersSQL+` WHERE p.request_id = $1 ORDER BY m.pool_id, m.producer_id`, requestID)
	if err != nil {
		return nil, fmt.Errorf("reading the pools of request %d: %w", requestID, err)
	}
	members, err := pgx.CollectRows(rows, pgx.RowToStructByName[PoolMember])
	if err != nil {
		return nil, fmt.Errorf("reading the pools of request %d: %w", requestID, err)
	}
	return members, nil
}

// Joining is what one maker of a pool says for itself.
type Joining struct {
	PoolID, RequestID, ProducerID int64
	Price                         int64
	Sample                        bool
	ReadyOn                       catalog.Day
	Note                          string
	AccountID                     int64
}

const joinPoolSQL = `
UPDATE buying_pool_member SET state = 'accepted', price = @price, sample = @sample, ready_on = @ready_on, note = @note,
	account_id = nullif(@account::bigint, 0), answered_at = @now
WHERE pool_id = @pool AND producer_id = @producer AND state = 'asked'
	AND EXISTS (SELECT FROM buying_pool WHERE id = @pool AND request_id = @request AND state = 'asked')`

const completeSQL = `SELECT bool_and(state = 'accepted') FROM buying_pool_member WHERE pool_id = $1`

// Join accepts a maker's share of a pool, for that maker alone. With the last one
// the pool takes one of the ten places; where none is left ErrFull is returned and
// nothing kept.
func (r Requests) Join(ctx context.Context, j Joining) error {
	return r.change(ctx, "joining a pool of", j.RequestID, func(tx pgx.Tx, q Request) error {
		if q.State != Open || q.ClosesOn.Before(r.today()) {
			return ErrState
		}
		tag, err := tx.Exec(ctx, joinPoolSQL, pgx.StrictNamedArgs{
			"price": j.Price, "sample": j.Sample, "ready_on": j.ReadyOn, "note": j.Note, "account": j.AccountID,
			"now": r.Now(), "pool": j.PoolID, "producer": j.ProducerID, "request": j.RequestID,
		})
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return ErrState
		}
		var complete bool
		if err := tx.QueryRow(ctx, completeSQL, j.PoolID).Scan(&complete); err != nil || !complete {
			return err
		}
		return r.complete(ctx, tx, q, j.PoolID)
	})
}

func (r Requests) complete(ctx context.Context, tx pgx.Tx, q Request, poolID int64) error {
	if _, err := tx.Exec(ctx, `UPDATE buying_pool SET state = 'complete' WHERE id = $1`, poolID); err != nil {
		return err
	}
	var id int64
	err := tx.QueryRow(ctx, takeSeatSQL, pgx.StrictNamedArgs{
		"request": q.ID, "producer": 0, "product": 0, "pool": poolID, "quantity": q.Quantity, "unit": q.Unit,
		"each": 0, "each_unit": "", "price": 0,
		"sample": false, "ready_on": catalog.Day{}, "note": "", "account": 0, "now": r.Now(),
	}).Scan(&id)
	if err != nil {
		return taken(err)
	}
	return r.Tell(ctx, tx, Notice{News: Offered, Request: q, AnswerID: id})
}

const leavePoolSQL = `
UPDATE buying_pool_member SET state = 'declined', answered_at = @now, account_id = nullif(@account::bigint, 0)
WHERE pool_id = @pool AND producer_id = @producer AND state <> 'declined'
	AND EXISTS (SELECT FROM buying_pool WHERE id = @pool AND request_id = @request AND state = 'asked')`

const breakPoolSQL = `UPDATE buying_pool SET state = 'broken' WHERE id = $1`

const acceptedSQL = `SELECT producer_id FROM buying_pool_member WHERE pool_id = $1 AND state = 'accepted'`

// Leave declines a maker's share of a pool that is not complete. The pool ends,
// because none of its makers can be left out, and those who had accepted hear of
// it.
func (r Requests) Leave(ctx context.Context, j Joining) error {
	return r.change(ctx, "leaving a pool of", j.RequestID, func(tx pgx.Tx, q Request) error {
		tag, err := tx.Exec(ctx, leavePoolSQL, pgx.StrictNamedArgs{
			"now": r.Now(), "account": j.AccountID, "pool": j.PoolID, "producer": j.ProducerID, "request": j.RequestID,
		})
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return ErrState
		}
		if _, err := tx.Exec(ctx, breakPoolSQL, j.PoolID); err != nil {
			return err
		}
		return r.tellMakers(ctx, tx, acceptedSQL, j.PoolID, Notice{News: PoolBroken, Request: q})
	})
}

// tellMakers brings a notice to every producer a query finds.
func (r Requests) tellMakers(ctx context.Context, tx pgx.Tx, sql string, id int64, n Notice) error {
	makers, err := findMakers(ctx, tx, sql, id)
	if err != nil {
		return err
	}
	return r.tellEach(ctx, tx, makers, n)
}

func (r Requests) tellEach(ctx context.Context, tx pgx.Tx, makers []int64, n Notice) error {
	for _, maker := range makers {
		n.ProducerID = maker
		if err := r.Tell(ctx, tx, n); err != nil {
			return err
		}
	}
	return nil
}

// findMakers lists the producers a query finds; one that has been merged into
// another since is the other, whose people act for it now.
func findMakers(ctx context.Context, tx pgx.Tx, sql string, id int64) ([]int64, error) {
	rows, err := tx.Query(ctx, sql, id)
	if err != nil {
		return nil, err
	}
	makers, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return nil, err
	}
	return catalog.Kept(ctx, tx, makers)
}
