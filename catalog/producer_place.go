package catalog

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

const locateSQL = `
UPDATE producer SET lat = @lat, lon = @lon, point_label = @point_label, point_label_en = @point_label_en, updated_at = now()
WHERE folded = @folded AND province_code = @province_code`

// Locate says where a producer of a province is; of at only the point and the
// place it stands for count. pgx.ErrNoRows where there is no such producer.
func (p Producers) Locate(ctx context.Context, name, provinceCode string, at Producer) error {
	tag, err := p.DB.Exec(ctx, locateSQL, pgx.StrictNamedArgs{
		"lat": at.Lat, "lon": at.Lon, "point_label": at.PointLabel, "point_label_en": at.PointLabelEN,
		"folded": Fold(name), "province_code": provinceCode,
	})
	if err == nil && tag.RowsAffected() == 0 {
		err = pgx.ErrNoRows
	}
	if err != nil {
		return fmt.Errorf("locating producer %q: %w", name, err)
	}
	return nil
}

const producersByIDSQL = `SELECT` + producerColumns + `
FROM producer r LEFT JOIN commune c ON c.id = r.commune_id
WHERE r.id = ANY ($1) AND ` + publicProducer

// ByID finds several producers at once; one that does not exist is left out.
func (p Producers) ByID(ctx context.Context, ids []int64) (map[int64]Producer, error) {
	rows, err := p.DB.Query(ctx, producersByIDSQL, ids)
	if err != nil {
		return nil, fmt.Errorf("reading producers: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Producer])
	if err != nil {
		return nil, fmt.Errorf("reading producers: %w", err)
	}
	found := make(map[int64]Producer, len(list))
	for _, producer := range list {
		found[producer.ID] = producer
	}
	return found, nil
}
