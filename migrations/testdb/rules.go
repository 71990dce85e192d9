package testdb

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const rulesSQL = `
SELECT c.conname::text FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
WHERE c.contype IN ('c', 'u', 'x', 'f', 'p') AND t.relname ~ $1
UNION SELECT i.relname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
WHERE x.indisunique AND t.relname ~ $1 ORDER BY 1`

// Rules names every check, key and exclusion of the tables whose names match a
// pattern, so that a test can ask what becomes of whoever breaks one.
func Rules(ctx context.Context, db *pgxpool.Pool, tables string) ([]string, error) {
	rows, err := db.Query(ctx, rulesSQL, tables)
	if err != nil {
		return nil, fmt.Errorf("reading the rules of tables: %w", err)
	}
	rules, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("reading the rules of tables: %w", err)
	}
	return rules, nil
}
