package inquiry

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Desk is who is told of a maker's silence: a commune's helper, or the office of
// a province where CommuneID is 0.
type Desk struct {
	ID           int64
	ProvinceCode string
	CommuneID    int64
	Name         string
	Email        string
}

const saveDeskSQL = `
INSERT INTO inquiry_desk (province_code, commune_id, name, email) VALUES ($1, nullif($2::bigint, 0), $3, $4)
ON CONFLICT (province_code, commune_id) DO UPDATE SET name = excluded.name, email = excluded.email`

// Also is what else happens in the transaction of a change, such as its line in the
// audit; nil where nothing does.
type Also func(ctx context.Context, tx pgx.Tx) error

// SaveDesk names who is told, instead of whoever was named before.
func (q *Inquiries) SaveDesk(ctx context.Context, d Desk, also Also) error {
	return q.changeDesk(ctx, "naming a desk", also, saveDeskSQL, d.ProvinceCode, d.CommuneID, d.Name, d.Email)
}

const removeDeskSQL = `DELETE FROM inquiry_desk WHERE province_code = $1 AND commune_id IS NOT DISTINCT FROM nullif($2::bigint, 0)`

// RemoveDesk names nobody any more: then the accounts of the office are told.
func (q *Inquiries) RemoveDesk(ctx context.Context, provinceCode string, communeID int64, also Also) error {
	return q.changeDesk(ctx, "removing a desk", also, removeDeskSQL, provinceCode, communeID)
}

func (q *Inquiries) changeDesk(ctx context.Context, what string, also Also, sql string, args ...any) error {
	err := pgx.BeginFunc(ctx, q.DB, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, sql, args...); err != nil || also == nil {
			return err
		}
		return also(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// ReadDesk reads what somebody typed to name a desk.
func ReadDesk(name, email string) (Desk, []Problem) {
	var problems []Problem
	note := func(field, wrong string) {
		if wrong != "" {
			problems = append(problems, Problem{field, "inquiry.wrong." + wrong})
		}
	}
	var d Desk
	var wrong string
	d.Name, wrong = readName(name)
	note("name", wrong)
	d.Email, wrong = readEmail(email)
	if d.Email == "" && wrong == "" {
		wrong = "email"
	}
	note("email", wrong)
	return d, problems
}

const desksSQL = `
SELECT id, province_code, coalesce(commune_id, 0) AS commune_id, name, email FROM inquiry_desk
WHERE province_code = $1 ORDER BY inquiry_desk.commune_id NULLS FIRST`

// Desks lists who is told in a province, the office first.
func (q *Inquiries) Desks(ctx context.Context, provinceCode string) ([]Desk, error) {
	rows, err := q.DB.Query(ctx, desksSQL, provinceCode)
	if err != nil {
		return nil, fmt.Errorf("listing desks: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Desk])
	if err != nil {
		return nil, fmt.Errorf("listing desks: %w", err)
	}
	return list, nil
}

// Waiting is a thread that has no answer yet, as offices see it: never its words.
type Waiting struct {
	ProducerID int64 // 0 where the office itself is asked
	Subject    string
	ReceivedAt time.Time
	ToldAt     *time.Time
	HelperAt   *time.Time
	OfficeAt   *time.Time
}

const waitingSQL = `
SELECT coalesce(t.producer_id, 0) AS producer_id, t.subject, t.received_at, t.told_at, t.helper_at, t.office_at
FROM inquiry_thread t JOIN inquiry i ON i.id = t.inquiry_id
WHERE t.answer IS NULL AND t.told_at IS NOT NULL AND i.forgotten_at IS NULL AND t.province_code IS NOT NULL AND ($1 = '' OR t.province_code = $1)
ORDER BY t.told_at, t.id LIMIT 100`

// Waiting lists the threads of a province, or of the country where none is named,
// that have no answer, those that wait longest first.
func (q *Inquiries) Waiting(ctx context.Context, provinceCode string) ([]Waiting, error) {
	rows, err := q.DB.Query(ctx, waitingSQL, provinceCode)
	if err != nil {
		return nil, fmt.Errorf("listing what waits for an answer: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Waiting])
	if err != nil {
		return nil, fmt.Errorf("listing what waits for an answer: %w", err)
	}
	return list, nil
}
