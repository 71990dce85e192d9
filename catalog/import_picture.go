package catalog

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

const startPhotosSQL = `
INSERT INTO import (account_id, province_code, name, applied_at) VALUES (nullif(@by::bigint, 0), nullif(@province, ''), @name, now()) RETURNING id`

// StartPhotos begins an upload of photos that belong to no list; it is taken
// back as a list is.
func (in Imports) StartPhotos(ctx context.Context, name, province string, by int64) (id int64, err error) {
	if name = Clean(name); name == "" {
		name = "photos"
	}
	if err := in.DB.QueryRow(ctx, startPhotosSQL, pgx.StrictNamedArgs{"by": by, "province": province, "name": name}).Scan(&id); err != nil {
		return 0, fmt.Errorf("beginning an upload of photos: %w", err)
	}
	return id, nil
}

const rememberPictureSQL = `INSERT INTO import_change (import_id, noun, noun_id) VALUES ($1, 'picture', $2)`

const countPicturesSQL = `
UPDATE import SET summary = summary || jsonb_build_object('Pictures', coalesce((summary ->> 'Pictures')::int, 0) + 1)
WHERE id = $1 AND applied_at IS NOT NULL AND undone_at IS NULL`

// AddPicture puts a photo on a product and remembers that it came with a list or
// upload, which must not have been taken back: ErrAlreadyDone. A photo that the
// product has already stays as it is.
func (in Imports) AddPicture(ctx context.Context, importID int64, pic Picture) error {
	err := pgx.BeginFunc(ctx, in.DB, func(tx pgx.Tx) error {
		var id int64
		err := tx.QueryRow(ctx, addPictureSQL+` RETURNING id`, pic.arguments()).Scan(&id)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		tag, err := tx.Exec(ctx, countPicturesSQL, importID)
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return ErrAlreadyDone
		}
		_, err = tx.Exec(ctx, rememberPictureSQL, importID, id)
		return err
	})
	if err != nil {
		return fmt.Errorf("adding a photo of import %d to product %d: %w", importID, pic.ProductID, err)
	}
	return nil
}

const undoPicturesSQL = `
DELETE FROM product_picture i USING import_change c WHERE c.import_id = $1 AND c.noun = 'picture' AND i.id = c.noun_id RETURNING i.hash`

const unusedPicturesSQL = `
SELECT hash FROM unnest($1::text[]) AS hash WHERE NOT EXISTS (SELECT FROM picture_upload u WHERE u.hash = hash.hash)
	AND NOT EXISTS (SELECT FROM product_picture i WHERE i.hash = hash.hash)`

// pictures takes the photos of a list off their products. A photo that a maker
// has put in its place anew is another row, and stays.
func (u importUndo) pictures(ctx context.Context) error {
	hashes, err := column[string](ctx, u.tx, undoPicturesSQL, u.id)
	if err != nil {
		return err
	}
	u.report.Pictures = len(hashes)
	u.report.Unused, err = column[string](ctx, u.tx, unusedPicturesSQL, hashes)
	return err
}
