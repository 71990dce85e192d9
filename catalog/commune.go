package catalog

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog/sheet"
)

// Communes is the table of communes and of the points that operators load. None
// are shipped: no list of communes with points is free of all conditions.
type Communes struct{ DB *pgxpool.Pool }

// CommuneOptions are the choices for one list of communes.
type CommuneOptions struct {
	DryRun  bool // only report what would be done
	Partial bool // write the good rows although others are refused
}

const communesSQL = `
SELECT id, province_code, name, folded, coalesce(code, '') AS code, coalesce(lat, 0) AS lat, coalesce(lon, 0) AS lon
FROM commune`

// One statement brings all points over, so that those who follow changes hear
// of one.
const updateCommunesSQL = `
UPDATE commune AS c SET code = nullif(n.code, ''), lat = n.lat, lon = n.lon
FROM unnest($1::bigint[], $2::text[], $3::float8[], $4::float8[]) AS n (id, code, lat, lon)
WHERE c.id = n.id`

const addCommunesSQL = `
INSERT INTO commune (province_code, name, folded, code, lat, lon)
SELECT province_code, name, folded, nullif(code, ''), lat, lon
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[]) AS n (province_code, name, folded, code, lat, lon)`

// Load takes in a list of communes with their points. A commune is its folded
// name and province; one that is not known is added. Where a row is refused
// nothing is written at all, unless the options say partial. An empty code
// erases none.
func (c Communes) Load(ctx context.Context, rows []sheet.PointRow, opt CommuneOptions) (Report, error) {
	atlas, err := Places(c).Atlas(ctx)
	if err != nil {
		return Report{}, fmt.Errorf("loading communes: %w", err)
	}
	var report Report
	err = pgx.BeginFunc(ctx, c.DB, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, intakeLockSQL); err != nil {
			return err
		}
		known, err := collect[communePoint](ctx, tx, communesSQL, nil)
		if err != nil {
			return err
		}
		plan := newCommunePlan(atlas, known)
		report = plan.run(rows)
		if opt.DryRun || report.Refused > 0 && !opt.Partial {
			return nil
		}
		report.Written = true
		return plan.write(ctx, tx)
	})
	if err != nil {
		return Report{}, fmt.Errorf("loading communes: %w", err)
	}
	return report, nil
}

// write brings what the plan changes into the database.
func (p *communePlan) write(ctx context.Context, tx pgx.Tx) error {
	var ids []int64
	var provinces, names, folded, oldCodes, newCodes []string
	var oldLats, oldLons, newLats, newLons []float64
	for _, e := range p.changed {
		if e.ID != 0 {
			ids, oldCodes, oldLats, oldLons = append(ids, e.ID), append(oldCodes, e.Code), append(oldLats, e.Lat), append(oldLons, e.Lon)
			continue
		}
		provinces, names, folded = append(provinces, e.ProvinceCode), append(names, e.Name), append(folded, e.Folded)
		newCodes, newLats, newLons = append(newCodes, e.Code), append(newLats, e.Lat), append(newLons, e.Lon)
	}
	if len(ids) > 0 {
		if _, err := tx.Exec(ctx, updateCommunesSQL, ids, oldCodes, oldLats, oldLons); err != nil {
			return fmt.Errorf("writing points: %w", err)
		}
	}
	if len(names) > 0 {
		if _, err := tx.Exec(ctx, addCommunesSQL, provinces, names, folded, newCodes, newLats, newLons); err != nil {
			return fmt.Errorf("adding communes: %w", err)
		}
	}
	return nil
}
