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

// CommuneName is a commune by its name.
type CommuneName struct {
	ID   int64
	Name string
}

const communesOfSQL = `SELECT id, name FROM commune WHERE province_code = $1 ORDER BY name, id`

// CommunesOf lists the communes of a province.
func (p Places) CommunesOf(ctx context.Context, provinceCode string) ([]CommuneName, error) {
	rows, err := p.DB.Query(ctx, communesOfSQL, provinceCode)
	if err != nil {
		return nil, fmt.Errorf("listing the communes of province %s: %w", provinceCode, err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[CommuneName])
	if err != nil {
		return nil, fmt.Errorf("listing the communes of province %s: %w", provinceCode, err)
	}
	return list, nil
}
