package trade

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
)

const saySQL = `
INSERT INTO buying_word (answer_id, producer_id, body, written_at)
SELECT a.id, nullif($2::bigint, 0), $3, $4 FROM buying_answer a
WHERE a.id = $1 AND a.request_id = $5
	AND ($2 = 0 OR a.producer_id = ANY ($6) OR EXISTS (SELECT FROM buying_pool_member m WHERE m.pool_id = a.pool_id AND m.producer_id = ANY ($6)))`

const makersOfAnswerSQL = `
SELECT producer_id FROM buying_answer WHERE id = $1 AND producer_id IS NOT NULL
UNION SELECT m.producer_id FROM buying_answer a JOIN buying_pool_member m ON m.pool_id = a.pool_id WHERE a.id = $1`

// Say adds what the buyer asks about an answer, or what one of its makers replies;
// a producerID of 0 is the buyer. pgx.ErrNoRows where the answer is not theirs.
func (r Requests) Say(ctx context.Context, requestID, answerID, producerID int64, body string) error {
	return r.change(ctx, "writing about", requestID, func(tx pgx.Tx, q Request) error {
		if q.State != Open && q.State != Expired {
			return ErrState
		}
		own, err := catalog.Absorbed(ctx, tx, producerID)
		if err != nil {
			return err
		}
		tag, err := tx.Exec(ctx, saySQL, answerID, producerID, body, r.Now(), requestID, own)
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return pgx.ErrNoRows
		}
		if producerID != 0 {
			return r.Tell(ctx, tx, Notice{News: Replied, Request: q, AnswerID: answerID, Text: body})
		}
		return r.tellMakers(ctx, tx, makersOfAnswerSQL, answerID, Notice{News: Asked, Request: q, AnswerID: answerID, Text: body})
	})
}

const closeRequestSQL = `UPDATE buying_request SET state = 'closed', closed_at = $2, outcome = $3 WHERE id = $1`

const chooseSQL = `UPDATE buying_answer SET chosen = true WHERE id = $1 AND request_id = $2`

const makersNotChosenSQL = `
SELECT a.producer_id FROM buying_answer a WHERE a.request_id = $1 AND a.producer_id IS NOT NULL AND NOT a.chosen
UNION SELECT m.producer_id FROM buying_pool_member m JOIN buying_pool p ON p.id = m.pool_id
	LEFT JOIN buying_answer a ON a.pool_id = p.id
WHERE p.request_id = $1 AND m.state = 'accepted' AND NOT coalesce(a.chosen, false)`

// Close ends a request with an outcome. Bought names the answer it was bought by;
// its makers get the buyer's contact, the others hear that it is over.
func (r Requests) Close(ctx context.Context, id int64, outcome Outcome, answerID int64) error {
	return r.change(ctx, "closing", id, func(tx pgx.Tx, q Request) error {
		if q.State != Open && q.State != Expired {
			return ErrState
		}
		return r.end(ctx, tx, q, outcome, answerID)
	})
}

func (r Requests) end(ctx context.Context, tx pgx.Tx, q Request, outcome Outcome, answerID int64) error {
	q.Outcome = outcome
	if _, err := tx.Exec(ctx, closeRequestSQL, q.ID, r.Now(), string(outcome)); err != nil {
		return err
	}
	if outcome == Bought {
		tag, err := tx.Exec(ctx, chooseSQL, answerID, q.ID)
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return pgx.ErrNoRows
		}
		if err := r.tellMakers(ctx, tx, makersOfAnswerSQL, answerID, Notice{News: Chosen, Request: q, AnswerID: answerID}); err != nil {
			return err
		}
	}
	others, err := findMakers(ctx, tx, makersNotChosenSQL, q.ID)
	if err != nil {
		return err
	}
	chosen, err := findMakers(ctx, tx, chosenMakersSQL, q.ID)
	if err != nil {
		return err
	}
	// Of two answers that have become one maker's, the buyer may have chosen one.
	others = slices.DeleteFunc(others, func(id int64) bool { return slices.Contains(chosen, id) })
	return r.tellEach(ctx, tx, others, Notice{News: Ended, Request: q})
}

// Went is how it went with the other side.
type Went string

// The verdicts of either side.
const (
	Well  Went = "well"
	Fair  Went = "fair"
	Badly Went = "badly"
)

// Wents lists them.
func Wents() []Went { return []Went{Well, Fair, Badly} }

// Experience is how one side says it went with the other, for the office alone.
type Experience struct {
	RequestID  int64
	ProducerID int64
	ByBuyer    bool
	Went       Went
	Note       string
	GivenAt    time.Time
}

const judgeSQL = `
INSERT INTO buying_verdict (request_id, producer_id, by_buyer, went, note, given_at)
SELECT $1, $2, $3, $4, $5, $6
WHERE EXISTS (SELECT FROM buying_request WHERE id = $1 AND state IN ('closed', 'expired')) AND (
	EXISTS (SELECT FROM buying_answer WHERE request_id = $1 AND producer_id = $2) OR
	EXISTS (SELECT FROM buying_answer a JOIN buying_pool_member m ON m.pool_id = a.pool_id WHERE a.request_id = $1 AND m.producer_id = $2))
ON CONFLICT (request_id, producer_id, by_buyer) DO UPDATE SET went = excluded.went, note = excluded.note, given_at = excluded.given_at`

// Judge keeps how it went, for the office alone; ErrState while the request lives
// or where the two have nothing to do with each other.
func (r Requests) Judge(ctx context.Context, e Experience) error {
	tag, err := r.DB.Exec(ctx, judgeSQL, e.RequestID, e.ProducerID, e.ByBuyer, string(e.Went), e.Note, r.Now())
	if err != nil {
		return fmt.Errorf("keeping how request %d went: %w", e.RequestID, err)
	}
	if tag.RowsAffected() == 0 {
		return ErrState
	}
	return nil
}

const experiencesSQL = `
SELECT request_id, producer_id, by_buyer, went, note, given_at FROM buying_verdict WHERE request_id = $1 ORDER BY producer_id, by_buyer`

// Experiences lists how both sides say it went.
func (r Requests) Experiences(ctx context.Context, requestID int64) ([]Experience, error) {
	rows, err := r.DB.Query(ctx, experiencesSQL, requestID)
	if err != nil {
		return nil, fmt.Errorf("reading how request %d went: %w", requestID, err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Experience])
	if err != nil {
		return nil, fmt.Errorf("reading how request %d went: %w", requestID, err)
	}
	return list, nil
}
