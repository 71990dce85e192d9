package trade

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Invitation is a request as one maker finds it in its inbox.
type Invitation struct {
	Ask        Request `db:"-"`
	RequestID  int64
	ProducerID int64
	ProductID  int64
	Position   int
	Reasons    []Reason
	ToldAt     time.Time
	Declined   bool
	AnswerID   int64 // its own answer; 0 for none
}

const invitationsSQL = `
SELECT i.request_id, i.producer_id, i.product_id, i.position, i.reasons, i.told_at, i.declined_at IS NOT NULL AS declined,
	coalesce((SELECT a.id FROM buying_answer a WHERE a.request_id = i.request_id AND a.producer_id = i.producer_id), 0) AS answer_id
FROM buying_match i WHERE i.producer_id = ANY($1) ORDER BY i.request_id DESC, i.producer_id LIMIT 200`

// Inbox lists the requests that some producers were told of, the newest first.
func (r Requests) Inbox(ctx context.Context, producers []int64) ([]Invitation, error) {
	return r.invitations(ctx, invitationsSQL, producers)
}

const toldSQL = `
SELECT i.request_id, i.producer_id, i.product_id, i.position, i.reasons, i.told_at, i.declined_at IS NOT NULL AS declined,
	coalesce((SELECT a.id FROM buying_answer a WHERE a.request_id = i.request_id AND a.producer_id = i.producer_id), 0) AS answer_id
FROM buying_match i WHERE i.request_id = ANY($1) ORDER BY i.position`

// Told lists the makers who were told of a request, the best fitting first.
func (r Requests) Told(ctx context.Context, requestID int64) ([]Invitation, error) {
	return r.invitations(ctx, toldSQL, []int64{requestID})
}

func (r Requests) invitations(ctx context.Context, sql string, ids []int64) ([]Invitation, error) {
	rows, err := r.DB.Query(ctx, sql, ids)
	if err != nil {
		return nil, fmt.Errorf("reading invitations: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Invitation])
	if err != nil {
		return nil, fmt.Errorf("reading invitations: %w", err)
	}
	var of []int64
	for _, i := range list {
		of = append(of, i.RequestID)
	}
	requests, err := r.list(ctx, `SELECT`+requestColumns+` FROM buying_request q WHERE q.id = ANY($1)`, of)
	if err != nil {
		return nil, err
	}
	byID := make(map[int64]Request, len(requests))
	for _, q := range requests {
		byID[q.ID] = q
	}
	for i := range list {
		list[i].Ask = byID[list[i].RequestID]
	}
	return list, nil
}

// Record is how often a maker was told of requests lately, and answered, be it
// with a no.
type Record struct{ ProducerID, Told, Answered int64 }

const recordsSQL = `
SELECT i.producer_id, count(*) AS told, count(*) FILTER (WHERE i.declined_at IS NOT NULL
	OR EXISTS (SELECT FROM buying_answer a WHERE a.request_id = i.request_id AND a.producer_id = i.producer_id)) AS answered
FROM buying_match i WHERE i.producer_id = ANY($1) AND i.told_at > $2 GROUP BY i.producer_id`

// recordDays is how far back a maker's record goes.
const recordDays = 90

// Records reads the records of some producers.
func (r Requests) Records(ctx context.Context, producers []int64) (map[int64]Record, error) {
	rows, err := r.DB.Query(ctx, recordsSQL, producers, r.Now().AddDate(0, 0, -recordDays))
	if err != nil {
		return nil, fmt.Errorf("reading makers' records: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Record])
	if err != nil {
		return nil, fmt.Errorf("reading makers' records: %w", err)
	}
	records := make(map[int64]Record, len(list))
	for _, record := range list {
		records[record.ProducerID] = record
	}
	return records, nil
}
