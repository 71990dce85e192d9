package catalog

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// writeLists replaces papers, pictures and the lines of a place that receives
// guests where the edit changes them.
func (e *Edit) writeLists(ctx context.Context, tx pgx.Tx, changes []EditChange) error {
	for _, change := range changes {
		switch change.Field.Type {
		case PapersField:
			if err := e.writePapers(ctx, tx, ReadPapers(change.New)); err != nil {
				return err
			}
		case ShotsField:
			if err := e.writeShots(ctx, tx, ReadShots(change.New)); err != nil {
				return err
			}
		case LinesField:
			write := e.writeActivities
			if change.Field.Name == hostsField {
				write = e.writeHosts
			}
			if err := write(ctx, tx, change); err != nil {
				return err
			}
		}
	}
	return nil
}

const addPaperSQL = `
INSERT INTO product_certificate (product_id, kind, number, issuer, expires_on, file, file_public)
SELECT @id, @kind, @number, @issuer, @expires_on, f.hash, coalesce(f.hash IS NOT NULL AND @public, false)
FROM (VALUES (1)) AS one LEFT JOIN paper_file f ON f.producer_id = @producer AND f.hash = @file`

func (e *Edit) writePapers(ctx context.Context, tx pgx.Tx, papers []Paper) error {
	var batch pgx.Batch
	batch.Queue(`DELETE FROM product_certificate WHERE product_id = $1`, e.SubjectID)
	for _, p := range papers {
		batch.Queue(addPaperSQL, pgx.StrictNamedArgs{
			"id": e.SubjectID, "producer": e.ProducerID, "kind": p.Kind, "number": p.Number, "issuer": p.Issuer,
			"expires_on": p.ExpiresOn, "file": p.File, "public": p.Public,
		})
	}
	return tx.SendBatch(ctx, &batch).Close()
}

// shown is a picture's row while the list is written anew.
type shownPicture struct {
	Hash          string
	Width, Height int
	Thumbhash     []byte
	Preview       []byte
	Widths        []int
	Drawn         bool
}

const picturesToShowSQL = `
SELECT hash, width, height, thumbhash, preview, widths, drawn FROM product_picture WHERE product_id = $1
UNION
SELECT u.hash, u.width, u.height, u.thumbhash, u.preview, u.widths, false FROM picture_upload u
WHERE u.producer_id = $2 AND NOT EXISTS (SELECT FROM product_picture i WHERE i.product_id = $1 AND i.hash = u.hash)`

const showPictureSQL = `
INSERT INTO product_picture (product_id, position, hash, width, height, thumbhash, preview, widths, alt, alt_en, drawn)
VALUES (@id, @position, @hash, @width, @height, @thumbhash, @preview, @widths, @alt, @alt_en, @drawn)`

// writeShots puts the pictures in the order of the edit. One that the maker has
// deleted meanwhile stays away.
func (e *Edit) writeShots(ctx context.Context, tx pgx.Tx, shots []Shot) error {
	rows, err := tx.Query(ctx, picturesToShowSQL, e.SubjectID, e.ProducerID)
	if err != nil {
		return err
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[shownPicture])
	if err != nil {
		return err
	}
	known := make(map[string]shownPicture, len(list))
	for _, picture := range list {
		known[picture.Hash] = picture
	}
	var batch pgx.Batch
	batch.Queue(`DELETE FROM product_picture WHERE product_id = $1`, e.SubjectID)
	position := 0
	for _, shot := range shots {
		p, ok := known[shot.Hash]
		if !ok {
			continue
		}
		batch.Queue(showPictureSQL, pgx.StrictNamedArgs{
			"id": e.SubjectID, "position": position, "hash": p.Hash, "width": p.Width, "height": p.Height, "thumbhash": p.Thumbhash,
			"preview": p.Preview, "widths": p.Widths, "alt": shot.Alt, "alt_en": shot.AltEN, "drawn": p.Drawn,
		})
		position++
	}
	return tx.SendBatch(ctx, &batch).Close()
}

const confirmProductSQL = `
UPDATE product SET confirmed_on = greatest(confirmed_on, @day::date), updated_at = now() WHERE id = @id`

const confirmProducerSQL = `
UPDATE producer SET confirmed_on = greatest(confirmed_on, @day::date), updated_at = now() WHERE id = @id`

// confirm notes that what the producer sent is what it says of itself: the day
// it was sent counts as confirmed. An office's own edit confirms nothing.
func (e *Edit) confirm(ctx context.Context, tx pgx.Tx, day Day) error {
	if !e.SubmittedAt.IsZero() {
		day = DayAt(e.SubmittedAt)
	}
	sql := confirmProductSQL
	if e.SubjectKind == ProducerSubject {
		sql = confirmProducerSQL
	}
	_, err := tx.Exec(ctx, sql, pgx.StrictNamedArgs{"id": e.SubjectID, "day": day})
	return err
}
