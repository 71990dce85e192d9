package catalog

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

const keptSQL = `
WITH RECURSIVE up (id, into_id) AS (
	SELECT id, merged_into FROM producer WHERE id = ANY ($1)
	UNION SELECT p.id, p.merged_into FROM producer p JOIN up ON p.id = up.into_id)
SELECT DISTINCT id FROM up WHERE into_id IS NULL ORDER BY id`

// Kept follows mergers: the producers that stand for some others today, each
// once.
func Kept(ctx context.Context, db querier, ids []int64) ([]int64, error) {
	return producerIDs(ctx, db, keptSQL, ids)
}

const absorbedSQL = `
WITH RECURSIVE down (id) AS (
	SELECT id FROM producer WHERE id = ANY ($1)
	UNION SELECT p.id FROM producer p JOIN down ON p.merged_into = down.id)
SELECT id FROM down ORDER BY id`

// Absorbed lists producers with all that were merged into them.
func Absorbed(ctx context.Context, db querier, ids ...int64) ([]int64, error) {
	return producerIDs(ctx, db, absorbedSQL, ids)
}

// Absorbed lists a producer with all that were merged into it.
func (p Producers) Absorbed(ctx context.Context, id int64) ([]int64, error) {
	return Absorbed(ctx, p.DB, id)
}

func producerIDs(ctx context.Context, db querier, sql string, ids []int64) ([]int64, error) {
	rows, err := db.Query(ctx, sql, ids)
	if err != nil {
		return nil, fmt.Errorf("following mergers: %w", err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return nil, fmt.Errorf("following mergers: %w", err)
	}
	return found, nil
}

// MergedAway is a producer that is another's part now, with the keys of the rows
// that a table had of it before.
type MergedAway struct {
	ProducerID int64
	Keys       []string
}

const mergedAwaySQL = `
SELECT m.dropped_id, ARRAY(SELECT jsonb_array_elements_text(r.keys)) FROM producer_merge m, LATERAL (
	SELECT coalesce(nullif(e -> 'Keys', 'null'), '[]') || coalesce(nullif(e -> 'EndedKeys', 'null'), '[]') AS keys
	FROM jsonb_array_elements(coalesce(nullif(m.moved -> 'Rows', 'null'), '[]')) e
	WHERE e ->> 'Table' = $1 AND e ->> 'On' = 'producer') r
WHERE m.undone_at IS NULL AND r.keys ? $2 ORDER BY m.dropped_id`

// Merged lists the merged producers that had a row of a table with that key: the
// row itself says only whose part they have become.
func Merged(ctx context.Context, db querier, table, key string) ([]MergedAway, error) {
	rows, err := db.Query(ctx, mergedAwaySQL, table, key)
	if err != nil {
		return nil, fmt.Errorf("reading mergers: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[MergedAway])
	if err != nil {
		return nil, fmt.Errorf("reading mergers: %w", err)
	}
	return list, nil
}
