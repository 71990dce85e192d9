package catalog

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Hidden is what offices took off the public pages, for whoever keeps anything
// of it outside of the database: pictures and files.
type Hidden struct {
	Products map[int64]bool
	Pictures map[string]bool // by hash, unless a public product shows them too
	Last     time.Time       // something was last taken down; zero for nothing
	AsOf     time.Time       // by the database's clock, as Last is
}

const hiddenProductsSQL = `
SELECT id FROM product WHERE taken_down_at IS NOT NULL
UNION SELECT p.id FROM producer r JOIN product p ON p.producer_id = r.id WHERE r.taken_down_at IS NOT NULL`

const hiddenPicturesSQL = `
SELECT DISTINCT i.hash FROM product_picture i WHERE i.product_id = ANY ($1) AND NOT EXISTS (
	SELECT FROM product_picture o JOIN product p ON p.id = o.product_id LEFT JOIN producer r ON r.id = p.producer_id
	WHERE o.hash = i.hash AND ` + publicProduct + `)`

const lastHiddenSQL = `
SELECT now(), coalesce(greatest(
	(SELECT max(taken_down_at) FROM product WHERE taken_down_at IS NOT NULL),
	(SELECT max(taken_down_at) FROM producer WHERE taken_down_at IS NOT NULL)), '0001-01-01 00:00Z')`

// column reads the only column of a query.
func column[T any](ctx context.Context, db querier, sql string, args ...any) ([]T, error) {
	rows, err := db.Query(ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[T])
}

// Hidden reads what is taken down now.
func (t Takedowns) Hidden(ctx context.Context) (Hidden, error) {
	h := Hidden{Products: map[int64]bool{}, Pictures: map[string]bool{}}
	// The time first: what is taken down meanwhile counts as later.
	if err := t.DB.QueryRow(ctx, lastHiddenSQL).Scan(&h.AsOf, &h.Last); err != nil {
		return Hidden{}, fmt.Errorf("reading what is taken down: %w", err)
	}
	ids, err := column[int64](ctx, t.DB, hiddenProductsSQL)
	if err != nil {
		return Hidden{}, fmt.Errorf("reading what is taken down: %w", err)
	}
	hashes, err := column[string](ctx, t.DB, hiddenPicturesSQL, ids)
	if err != nil {
		return Hidden{}, fmt.Errorf("reading what is taken down: %w", err)
	}
	for _, id := range ids {
		h.Products[id] = true
	}
	for _, hash := range hashes {
		h.Pictures[hash] = true
	}
	return h, nil
}
