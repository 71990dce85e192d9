package inquiry

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// InboxLine is a thread in a maker's inbox.
type InboxLine struct {
	ID         int64
	ProducerID int64
	Kind       Kind
	Name       string // empty once forgotten
	Subject    string
	Message    string
	ReceivedAt time.Time
	Answer     Answer // empty while there is none
	Outcome    string
}

const inboxSQL = `
SELECT t.id, t.producer_id, i.kind, i.name, t.subject, left(i.message, 200) AS message, t.received_at, coalesce(t.answer, '') AS answer, coalesce(t.outcome, '') AS outcome
FROM inquiry_thread t JOIN inquiry i ON i.id = t.inquiry_id
WHERE t.producer_id = ANY($1) AND t.told_at IS NOT NULL
ORDER BY t.answer IS NOT NULL, t.received_at DESC LIMIT 200`

// Inbox lists the threads of makers, those without an answer first. What waits
// for its writer's confirmation is not there yet.
func (q *Inquiries) Inbox(ctx context.Context, producers []int64) ([]InboxLine, error) {
	rows, err := q.DB.Query(ctx, inboxSQL, producers)
	if err != nil {
		return nil, fmt.Errorf("reading an inbox: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[InboxLine])
	if err != nil {
		return nil, fmt.Errorf("reading an inbox: %w", err)
	}
	return list, nil
}

const ownerSQL = `SELECT coalesce(producer_id, 0), coalesce(province_code, '') FROM inquiry_thread WHERE id = $1`

// OwnerOf is whose a thread is; pgx.ErrNoRows where there is none.
func (q *Inquiries) OwnerOf(ctx context.Context, threadID int64) (producerID int64, provinceCode string, err error) {
	if err := q.DB.QueryRow(ctx, ownerSQL, threadID).Scan(&producerID, &provinceCode); err != nil {
		return 0, "", fmt.Errorf("asking whose thread %d is: %w", threadID, err)
	}
	return producerID, provinceCode, nil
}

// Number is how many inquiries makers of a commune, or of a group, had.
type Number struct {
	CommuneID int64  // 0 where not known, and for groups
	GroupSlug string // empty where not known, and for communes
	Received  int
	Answered  int
	Business  int
}

const numbersSQL = `
SELECT coalesce(commune_id, 0) AS commune_id, '' AS group_slug, count(*)::int AS received, count(answer)::int AS answered,
	count(*) FILTER (WHERE outcome = 'business')::int AS business
FROM inquiry_thread WHERE province_code IS NOT NULL AND ($1 = '' OR province_code = $1) AND received_at > $2 GROUP BY 1
ORDER BY received DESC, commune_id`

const groupNumbersSQL = `
SELECT 0::bigint AS commune_id, coalesce(group_slug, '') AS group_slug, count(*)::int AS received, count(answer)::int AS answered,
	count(*) FILTER (WHERE outcome = 'business')::int AS business
FROM inquiry_thread WHERE province_code IS NOT NULL AND ($1 = '' OR province_code = $1) AND received_at > $2 GROUP BY 2
ORDER BY received DESC, group_slug`

// Numbers counts a year's inquiries of a province, or of the country where none is
// named: by commune, and by group.
func (q *Inquiries) Numbers(ctx context.Context, provinceCode string) (communes, groups []Number, err error) {
	since := q.Now().AddDate(-1, 0, 0)
	if communes, err = q.numbers(ctx, numbersSQL, provinceCode, since); err != nil {
		return nil, nil, err
	}
	groups, err = q.numbers(ctx, groupNumbersSQL, provinceCode, since)
	return communes, groups, err
}

func (q *Inquiries) numbers(ctx context.Context, sql, provinceCode string, since time.Time) ([]Number, error) {
	rows, err := q.DB.Query(ctx, sql, provinceCode, since)
	if err != nil {
		return nil, fmt.Errorf("counting inquiries: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Number])
	if err != nil {
		return nil, fmt.Errorf("counting inquiries: %w", err)
	}
	return list, nil
}
