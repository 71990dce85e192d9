package catalog

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

const communeNamesSQL = `SELECT id, name FROM commune WHERE id = ANY($1)`

// CommuneNames are the names of communes by their ids.
func (p Places) CommuneNames(ctx context.Context, ids []int64) (map[int64]string, error) {
	rows, err := p.DB.Query(ctx, communeNamesSQL, ids)
	if err != nil {
		return nil, fmt.Errorf("naming communes: %w", err)
	}
	names := make(map[int64]string, len(ids))
	var id int64
	var name string
	_, err = pgx.ForEachRow(rows, []any{&id, &name}, func() error {
		names[id] = name
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("naming communes: %w", err)
	}
	return names, nil
}
