package inquiry

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// habitFrom is how many inquiries a maker must have had before anything is said
// about how it answers, and habitDays how far back that looks.
const (
	habitFrom = 5
	habitDays = 90
)

const habitSQL = `
SELECT count(*), count(answered_at),
	coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM answered_at - told_at)) FILTER (WHERE answered_at IS NOT NULL), 0)
FROM inquiry_thread
WHERE producer_id = $1 AND told_at > $2 AND (answered_at IS NOT NULL OR told_at < $3)`

// Habit is how a maker usually answers, as a key of the words; empty where too
// little is known. Declining is answering. What came in the last day and is open
// counts neither way.
func (q *Inquiries) Habit(ctx context.Context, producerID int64) (string, error) {
	now := q.Now()
	var received, answered int
	var median float64
	err := q.DB.QueryRow(ctx, habitSQL, producerID, now.Add(-habitDays*day), now.Add(-day)).Scan(&received, &answered, &median)
	if err != nil {
		return "", fmt.Errorf("asking how a maker answers: %w", err)
	}
	switch usual := time.Duration(median) * time.Second; {
	case received < habitFrom:
		return "", nil
	case answered*2 < received:
		return "seldom", nil
	case answered*5 < received*4:
		return "often", nil
	case usual <= 4*time.Hour:
		return "hours", nil
	case usual <= day:
		return "day", nil
	}
	return "days", nil
}

// Record is how many inquiries a maker was told of lately, and how many of them it
// answered, be it with a no.
type Record struct{ ProducerID, Told, Answered int64 }

const recordsSQL = `
SELECT producer_id, count(*) AS told, count(answered_at) AS answered FROM inquiry_thread
WHERE producer_id = ANY($1) AND told_at > $2 AND (answered_at IS NOT NULL OR told_at < $3) GROUP BY producer_id`

// Records reads the records of some makers, by the rules of Habit.
func (q *Inquiries) Records(ctx context.Context, producers []int64) (map[int64]Record, error) {
	now := q.Now()
	rows, err := q.DB.Query(ctx, recordsSQL, producers, now.Add(-habitDays*day), now.Add(-day))
	if err != nil {
		return nil, fmt.Errorf("asking how makers answer: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Record])
	if err != nil {
		return nil, fmt.Errorf("asking how makers answer: %w", err)
	}
	records := make(map[int64]Record, len(list))
	for _, record := range list {
		records[record.ProducerID] = record
	}
	return records, nil
}
