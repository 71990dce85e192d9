package trade

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"ocop/catalog"
)

// Offer is what one maker answers.
type Offer struct {
	RequestID, ProducerID int64
	Quantity              float64 // in each month
	Unit                  string
	EachQuantity          float64 // what one unit holds, in the request's unit; 0 where the units compare
	Price                 int64   // dong for one unit; the buyer alone sees it
	Sample                bool
	ReadyOn               catalog.Day
	Note                  string
	AccountID             int64
}

const takeSeatSQL = `
INSERT INTO buying_answer (request_id, seat, producer_id, product_id, pool_id, quantity, unit, each_quantity, each_unit, price, sample, ready_on,
	note, account_id, created_at)
SELECT @request, 1 + count(*), nullif(@producer::bigint, 0), nullif(@product::bigint, 0), nullif(@pool::bigint, 0),
	nullif(@quantity::numeric, 0), nullif(@unit, ''), nullif(@each::numeric, 0), CASE WHEN @each::numeric > 0 THEN @each_unit END, nullif(@price::bigint, 0), @sample, @ready_on, @note, nullif(@account::bigint, 0), @now
FROM buying_answer WHERE request_id = @request
RETURNING id`

// refusals are the rules of the database that people can run into, by their names.
func refusals() map[string]error {
	return map[string]error{"buying_answer_seat_check": ErrFull, "buying_answer_request_id_producer_id_key": ErrTwice}
}

// taken explains why the table refused an answer.
func taken(err error) error {
	var broken *pgconn.PgError
	if errors.As(err, &broken) {
		if reason, known := refusals()[broken.ConstraintName]; known {
			return reason
		}
	}
	return err
}

// Asks reports whether an offer must say what one of its units holds: the request
// counts in another that nothing follows from.
func (r Request) Asks(o Offer) bool {
	unit, known := catalog.UnitOf(o.Unit)
	_, comparable := r.measure().in(catalog.Amount{Value: 1, Unit: unit})
	return known && !comparable
}

const matchedProductSQL = `SELECT product_id FROM buying_match WHERE request_id = $1 AND producer_id = $2`

// Answer takes one of the ten places for a maker who was told of the request;
// pgx.ErrNoRows for one who was not.
func (r Requests) Answer(ctx context.Context, o Offer) (id int64, err error) {
	err = r.change(ctx, "answering", o.RequestID, func(tx pgx.Tx, q Request) error {
		var product int64
		if err := tx.QueryRow(ctx, matchedProductSQL, o.RequestID, o.ProducerID).Scan(&product); err != nil {
			return err
		}
		if q.State != Open || q.ClosesOn.Before(r.today()) {
			return ErrState
		}
		err := tx.QueryRow(ctx, takeSeatSQL, pgx.StrictNamedArgs{
			"request": o.RequestID, "producer": o.ProducerID, "product": product, "pool": 0, "quantity": o.Quantity, "unit": o.Unit,
			"each": o.EachQuantity, "each_unit": q.Unit,
			"price": o.Price, "sample": o.Sample, "ready_on": o.ReadyOn, "note": o.Note, "account": o.AccountID, "now": r.Now(),
		}).Scan(&id)
		if err != nil {
			return taken(err)
		}
		return r.Tell(ctx, tx, Notice{News: Offered, Request: q, AnswerID: id, ProductID: product})
	})
	return id, err
}

const declineSQL = `
UPDATE buying_match SET declined_at = $3 WHERE request_id = $1 AND producer_id = $2 AND declined_at IS NULL
	AND NOT EXISTS (SELECT FROM buying_answer a WHERE a.request_id = $1 AND a.producer_id = $2)`

// Decline notes that a maker does not want to answer, which is an answer too.
func (r Requests) Decline(ctx context.Context, requestID, producerID int64) error {
	if _, err := r.DB.Exec(ctx, declineSQL, requestID, producerID, r.Now()); err != nil {
		return fmt.Errorf("declining request %d: %w", requestID, err)
	}
	return nil
}

// Answered is an answer as its readers see it: of one maker, or of a pool.
type Answered struct {
	ID         int64
	RequestID  int64
	Seat       int
	ProducerID int64 // 0 for a pool
	ProductID  int64
	PoolID     int64
	Quantity   float64
	Unit       string
	// What one unit holds, as the maker said where the request counts in another.
	EachQuantity float64
	EachUnit     string
	Price        int64
	Sample       bool
	ReadyOn      catalog.Day
	Note         string
	CreatedAt    time.Time
	Chosen       bool
	LapsedOn     catalog.Day

	Members []PoolMember `db:"-"` // of a pool
	Words   []Word       `db:"-"`
}

// In is what one of the answer's units is in the request's; false where nobody has
// said.
func (a Answered) In(r Request) (factor float64, comparable bool) {
	if unit, known := catalog.UnitOf(a.EachUnit); known && a.EachQuantity > 0 {
		return r.measure().in(catalog.Amount{Value: a.EachQuantity, Unit: unit})
	}
	unit, _ := catalog.UnitOf(a.Unit)
	return r.measure().in(catalog.Amount{Value: 1, Unit: unit})
}

// Word is something asked or answered about an offer.
type Word struct {
	AnswerID   int64
	ProducerID int64 // 0 for the buyer
	Body       string
	WrittenAt  time.Time
}

const answersSQL = `
SELECT a.id, a.request_id, a.seat, coalesce(a.producer_id, 0) AS producer_id, coalesce(a.product_id, 0) AS product_id,
	coalesce(a.pool_id, 0) AS pool_id, coalesce(a.quantity, 0)::float8 AS quantity, coalesce(a.unit, '') AS unit,
	coalesce(a.each_quantity, 0)::float8 AS each_quantity, coalesce(a.each_unit, '') AS each_unit, coalesce(a.price, 0) AS price,
	a.sample, a.ready_on, a.note, a.created_at, a.chosen, a.lapsed_on
FROM buying_answer a WHERE a.request_id = $1 ORDER BY a.seat`

const wordsSQL = `
SELECT w.answer_id, coalesce(w.producer_id, 0) AS producer_id, w.body, w.written_at
FROM buying_word w JOIN buying_answer a ON a.id = w.answer_id
WHERE a.request_id = $1 ORDER BY w.id`

// Answers lists what makers have answered, in the order in which they did.
func (r Requests) Answers(ctx context.Context, requestID int64) ([]Answered, error) {
	var batch pgx.Batch
	batch.Queue(answersSQL, requestID)
	batch.Queue(wordsSQL, requestID)
	batch.Queue(membersSQL+` WHERE p.request_id = $1 ORDER BY m.pool_id, m.producer_id`, requestID)
	results := r.DB.SendBatch(ctx, &batch)
	defer results.Close()
	answers, err := collect[Answered](results)
	if err != nil {
		return nil, err
	}
	words, err := collect[Word](results)
	if err != nil {
		return nil, err
	}
	members, err := collect[PoolMember](results)
	if err != nil {
		return nil, err
	}
	for i := range answers {
		a := &answers[i]
		for _, w := range words {
			if w.AnswerID == a.ID {
				a.Words = append(a.Words, w)
			}
		}
		for _, m := range members {
			if a.PoolID != 0 && m.PoolID == a.PoolID {
				a.Members = append(a.Members, m)
			}
		}
	}
	return answers, nil
}

// collect reads the rows of a batch's next query.
func collect[T any](results pgx.BatchResults) ([]T, error) {
	rows, err := results.Query()
	if err != nil {
		return nil, fmt.Errorf("reading answers: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[T])
	if err != nil {
		return nil, fmt.Errorf("reading answers: %w", err)
	}
	return list, nil
}
