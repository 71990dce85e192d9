package catalog

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/jackc/pgx/v5"
)

const mergesSQL = `
SELECT m.id, m.kept_id, k.name AS kept_name, k.slug AS kept_slug, m.dropped_id, d.name AS dropped_name, k.province_code, m.reason, m.at,
	m.undone_at IS NOT NULL AS undone, jsonb_array_length(coalesce(nullif(m.moved -> 'Products', 'null'), '[]')) AS products_moved
FROM producer_merge m JOIN producer k ON k.id = m.kept_id JOIN producer d ON d.id = m.dropped_id
WHERE ($1 = '' OR k.province_code = $1) ORDER BY m.id DESC LIMIT $2`

// Merges lists the mergers of a province, the latest first; an empty province
// means all.
func (p Producers) Merges(ctx context.Context, province string, most int) ([]Merge, error) {
	rows, err := p.DB.Query(ctx, mergesSQL, province, most)
	if err != nil {
		return nil, fmt.Errorf("listing mergers: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Merge])
	if err != nil {
		return nil, fmt.Errorf("listing mergers: %w", err)
	}
	return list, nil
}

const openMergeSQL = `
UPDATE producer_merge SET undone_at = now() WHERE id = $1 AND undone_at IS NULL
RETURNING kept_id, dropped_id, moved, (SELECT province_code FROM producer WHERE id = kept_id)`

// UndoMerge makes two producers again of what was merged. Products that were
// moved on since stay where they are, and so do fields that were changed.
func (p Producers) UndoMerge(ctx context.Context, id, by int64) error {
	err := pgx.BeginFunc(ctx, p.DB, func(tx pgx.Tx) error {
		var kept, dropped int64
		var things mergedThings
		var province string
		err := tx.QueryRow(ctx, openMergeSQL, id).Scan(&kept, &dropped, &things, &province)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrAlreadyDone
		}
		if err != nil {
			return err
		}
		if err := things.giveBack(ctx, tx, kept, dropped); err != nil {
			return err
		}
		for _, rows := range slices.Backward(things.Rows) {
			if err := p.back(ctx, tx, rows); err != nil {
				return err
			}
		}
		for _, edit := range things.Edits {
			if err := edit.back(ctx, tx); err != nil {
				return err
			}
		}
		return Record(ctx, tx, Entry{
			AccountID: by, Action: "producer.unmerge", Subject: Subject{"producer", kept}, ProvinceCode: province,
			Detail: map[string]string{"merge": strconv.FormatInt(id, 10), "dropped": strconv.FormatInt(dropped, 10)},
		})
	})
	if err != nil {
		return fmt.Errorf("undoing merger %d: %w", id, err)
	}
	return nil
}

func (m mergedThings) giveBack(ctx context.Context, tx pgx.Tx, kept, dropped int64) error {
	var batch pgx.Batch
	batch.Queue(`UPDATE producer SET merged_into = NULL, updated_at = now() WHERE id = $1`, dropped)
	for _, f := range m.Filled {
		if !slices.Contains(fillableFields(), f.Field) {
			continue
		}
		// Columns that hold NULL for "not known" go back to it, texts to the empty one.
		empty := `''`
		if f.Field == "kind" || f.Field == "commune_id" || f.Field == "tax_code" {
			empty = `NULL`
		}
		batch.Queue(fmt.Sprintf(`UPDATE producer SET %[1]s = %[2]s, updated_at = now() WHERE id = $1 AND %[1]s::text = $2`, f.Field, empty), kept, f.New)
	}
	for _, p := range m.Products {
		if p.TwinID == 0 {
			batch.Queue(`UPDATE product SET producer_id = $1, updated_at = now() WHERE id = $2 AND producer_id = $3`, dropped, p.ID, kept)
			batch.Queue(followSQL, dropped, p.ID)
			continue
		}
		batch.Queue(`UPDATE product SET merged_into = NULL, updated_at = now() WHERE id = $1 AND merged_into = $2`, p.ID, p.TwinID)
		batch.Queue(`UPDATE recognition SET product_id = $1, updated_at = now() WHERE id = ANY ($2) AND product_id = $3`, p.ID, p.Recognitions, p.TwinID)
		batch.Queue(`UPDATE product SET updated_at = now() WHERE id = $1`, p.TwinID)
	}
	return tx.SendBatch(ctx, &batch).Close()
}

// ProvinceOfMerge is the province of a merger; pgx.ErrNoRows where there is
// none.
func (p Producers) ProvinceOfMerge(ctx context.Context, id int64) (code string, err error) {
	err = p.DB.QueryRow(ctx, `SELECT k.province_code FROM producer_merge m JOIN producer k ON k.id = m.kept_id WHERE m.id = $1`, id).Scan(&code)
	if err != nil {
		return "", fmt.Errorf("reading merger %d: %w", id, err)
	}
	return code, nil
}
