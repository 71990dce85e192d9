package catalog

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// publicProduct is the condition under which product p, of producer r or of
// nobody, stands on public pages.
const publicProduct = `p.taken_down_at IS NULL AND p.merged_into IS NULL AND r.taken_down_at IS NULL`

// publicProducer is the condition under which producer r stands on public pages.
const publicProducer = `r.taken_down_at IS NULL AND r.merged_into IS NULL`

// keptYears is how long what was taken down is kept at least (Law
// 122/2025/QH15, Art. 17).
const keptYears = 1

// Errors of taking down and restoring, and of asking for what is taken down.
var (
	ErrReasonMissing = errors.New("catalog: a reason must be given")
	ErrAlreadyDone   = errors.New("catalog: that has been done already")
	ErrTakenDown     = errors.New("catalog: an office took it off the public pages")
)

// Takedown is a product or producer that an office took off the public pages.
type Takedown struct {
	Kind         string // "product" or "producer"
	ID           int64
	Slug         string
	Name         string
	ProducerName string // of a product
	ProvinceCode string
	Reason       string
	TakenDownAt  time.Time
}

// KeptUntil is the day until which it is kept at least.
func (t Takedown) KeptUntil() Day { return DayAt(t.TakenDownAt.AddDate(keptYears, 0, 0)) }

// Takedowns is what offices took off the public pages.
type Takedowns struct{ DB *pgxpool.Pool }

const takeDownProductSQL = `
UPDATE product SET taken_down_at = now(), takedown_reason = @reason, updated_at = now()
WHERE id = @id AND taken_down_at IS NULL RETURNING province_code, slug`

const takeDownProducerSQL = `
UPDATE producer SET taken_down_at = now(), takedown_reason = @reason, updated_at = now()
WHERE id = @id AND taken_down_at IS NULL RETURNING province_code, slug`

// TakeDown takes a product, or a producer with all its products, off every
// public page, out of search, interfaces and files, at once. Who does it must
// say why.
func (t Takedowns) TakeDown(ctx context.Context, s Subject, reason string, by int64) error {
	if reason = Clean(reason); reason == "" {
		return ErrReasonMissing
	}
	sql := takeDownProductSQL
	if s.Kind == "producer" {
		sql = takeDownProducerSQL
	}
	args := pgx.StrictNamedArgs{"id": s.ID, "reason": reason}
	return t.change(ctx, sql, args, Entry{AccountID: by, Action: s.Kind + ".take-down", Subject: s, Detail: map[string]string{"reason": reason}})
}

const restoreProductSQL = `
UPDATE product SET taken_down_at = NULL, takedown_reason = '', updated_at = now()
WHERE id = @id AND taken_down_at IS NOT NULL RETURNING province_code, slug`

const restoreProducerSQL = `
UPDATE producer SET taken_down_at = NULL, takedown_reason = '', updated_at = now()
WHERE id = @id AND taken_down_at IS NOT NULL RETURNING province_code, slug`

// Restore makes public again what was taken down.
func (t Takedowns) Restore(ctx context.Context, s Subject, reason string, by int64) error {
	if reason = Clean(reason); reason == "" {
		return ErrReasonMissing
	}
	sql := restoreProductSQL
	if s.Kind == "producer" {
		sql = restoreProducerSQL
	}
	return t.change(ctx, sql, pgx.StrictNamedArgs{"id": s.ID}, Entry{AccountID: by, Action: s.Kind + ".restore", Subject: s, Detail: map[string]string{"reason": reason}})
}

// change runs an update that returns province and slug, and records it.
func (t Takedowns) change(ctx context.Context, sql string, args pgx.StrictNamedArgs, e Entry) error {
	err := pgx.BeginFunc(ctx, t.DB, func(tx pgx.Tx) error {
		var slug string
		err := tx.QueryRow(ctx, sql, args).Scan(&e.ProvinceCode, &slug)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrAlreadyDone
		}
		if err != nil {
			return err
		}
		e.Detail["slug"] = slug
		return Record(ctx, tx, e)
	})
	if err != nil {
		return fmt.Errorf("%s %d: %w", e.Action, e.Subject.ID, err)
	}
	return nil
}

const takedownsSQL = `
SELECT 'product' AS kind, p.id, p.slug, p.name, coalesce(r.name, '') AS producer_name, p.province_code,
	p.takedown_reason AS reason, p.taken_down_at
FROM product p LEFT JOIN producer r ON r.id = p.producer_id
WHERE p.taken_down_at IS NOT NULL AND ($1 = '' OR p.province_code = $1)
UNION ALL
SELECT 'producer', r.id, r.slug, r.name, '', r.province_code, r.takedown_reason, r.taken_down_at
FROM producer r WHERE r.taken_down_at IS NOT NULL AND ($1 = '' OR r.province_code = $1)
ORDER BY taken_down_at DESC LIMIT $2`

// List reads what is taken down, the latest first; an empty province means all.
func (t Takedowns) List(ctx context.Context, province string, most int) ([]Takedown, error) {
	rows, err := t.DB.Query(ctx, takedownsSQL, province, most)
	if err != nil {
		return nil, fmt.Errorf("listing what is taken down: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Takedown])
	if err != nil {
		return nil, fmt.Errorf("listing what is taken down: %w", err)
	}
	return list, nil
}
