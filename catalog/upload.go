package catalog

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Uploads are the pictures and scans that producers have sent. The files belong
// to package media.
type Uploads struct{ DB *pgxpool.Pool }

const addUploadSQL = `
INSERT INTO picture_upload (producer_id, hash, width, height, thumbhash, preview, widths, added_by)
VALUES (@producer, @hash, @width, @height, @thumbhash, @preview, @widths, @by)
ON CONFLICT (producer_id, hash) DO UPDATE SET widths = CASE WHEN excluded.widths <> '{}' THEN excluded.widths ELSE picture_upload.widths END`

// AddPicture notes a picture of a producer. It can be shown once Pictures.Ready
// has been told of its sizes.
func (u Uploads) AddPicture(ctx context.Context, by, producerID int64, p Picture, thumbhash []byte) error {
	widths := p.Widths
	if widths == nil {
		widths = []int{}
	}
	_, err := u.DB.Exec(ctx, addUploadSQL, pgx.StrictNamedArgs{
		"producer": producerID, "hash": p.Hash, "width": p.Width, "height": p.Height, "thumbhash": thumbhash,
		"preview": p.Preview, "widths": widths, "by": by,
	})
	if err != nil {
		return fmt.Errorf("noting a picture of producer %d: %w", producerID, err)
	}
	return nil
}

const uploadedSQL = `
SELECT 0::bigint AS product_id, u.hash, u.width, u.height, coalesce(u.preview, '') AS preview, u.widths, '' AS alt, '' AS alt_en, false AS drawn
FROM picture_upload u WHERE u.producer_id = $1 AND u.hash = ANY($2)
UNION ALL
SELECT DISTINCT ON (i.hash) 0, i.hash, i.width, i.height, coalesce(i.preview, ''), i.widths, '', '', i.drawn
FROM product_picture i JOIN product p ON p.id = i.product_id
WHERE p.producer_id = $1 AND i.hash = ANY($2) AND NOT EXISTS (SELECT FROM picture_upload u WHERE u.producer_id = $1 AND u.hash = i.hash)`

// Pictures reads a producer's pictures by their hashes, whether public or not.
func (u Uploads) Pictures(ctx context.Context, producerID int64, hashes []string) (map[string]Picture, error) {
	rows, err := u.DB.Query(ctx, uploadedSQL, producerID, hashes)
	if err != nil {
		return nil, fmt.Errorf("reading pictures of producer %d: %w", producerID, err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Picture])
	if err != nil {
		return nil, fmt.Errorf("reading pictures of producer %d: %w", producerID, err)
	}
	found := make(map[string]Picture, len(list))
	for _, p := range list {
		found[p.Hash] = p
	}
	return found, nil
}

const forgetPictureSQL = `DELETE FROM picture_upload WHERE producer_id = $1 AND hash = $2`

const unshowPictureSQL = `
DELETE FROM product_picture i USING product p WHERE p.id = i.product_id AND p.producer_id = $1 AND i.hash = $2`

const pictureUsedSQL = `
SELECT EXISTS (SELECT FROM picture_upload WHERE hash = $1) OR EXISTS (SELECT FROM product_picture WHERE hash = $1)`

// ForgetPicture takes a producer's picture off every page, at once. free tells
// that nobody else shows it, so that its files may go for good.
func (u Uploads) ForgetPicture(ctx context.Context, by, producerID int64, hash string) (free bool, err error) {
	var used bool
	err = pgx.BeginFunc(ctx, u.DB, func(tx pgx.Tx) error {
		gone := int64(0)
		for _, sql := range []string{forgetPictureSQL, unshowPictureSQL} {
			tag, err := tx.Exec(ctx, sql, producerID, hash)
			if err != nil {
				return err
			}
			gone += tag.RowsAffected()
		}
		if gone == 0 {
			return pgx.ErrNoRows
		}
		if err := tx.QueryRow(ctx, pictureUsedSQL, hash).Scan(&used); err != nil {
			return err
		}
		return Record(ctx, tx, Entry{AccountID: by, Action: "picture.delete", Subject: Subject{Kind: ProducerSubject, ID: producerID},
			Detail: map[string]string{"picture": hash}})
	})
	if err != nil {
		return false, fmt.Errorf("deleting a picture of producer %d: %w", producerID, err)
	}
	return !used, nil
}

const addPaperFileSQL = `
INSERT INTO paper_file (producer_id, hash, type, bytes, added_by) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`

// AddPaper notes the scan of a certificate of a producer.
func (u Uploads) AddPaper(ctx context.Context, by, producerID int64, hash, kind string, size int) error {
	if _, err := u.DB.Exec(ctx, addPaperFileSQL, producerID, hash, kind, size, by); err != nil {
		return fmt.Errorf("noting a scan of producer %d: %w", producerID, err)
	}
	return nil
}

// PaperType is the type of a scan that a producer has sent; pgx.ErrNoRows where
// it has not.
func (u Uploads) PaperType(ctx context.Context, producerID int64, hash string) (kind string, err error) {
	err = u.DB.QueryRow(ctx, `SELECT type FROM paper_file WHERE producer_id = $1 AND hash = $2`, producerID, hash).Scan(&kind)
	if err != nil {
		return "", fmt.Errorf("reading a scan of producer %d: %w", producerID, err)
	}
	return kind, nil
}

const publicPaperSQL = `
SELECT f.type FROM product_certificate c JOIN product p ON p.id = c.product_id JOIN producer r ON r.id = p.producer_id
JOIN paper_file f ON f.producer_id = p.producer_id AND f.hash = c.file
WHERE c.file = $1 AND c.file_public AND ` + publicProduct + ` LIMIT 1`

// PublicPaperType is the type of a scan that its producer lets anybody open;
// pgx.ErrNoRows for any other.
func (u Uploads) PublicPaperType(ctx context.Context, hash string) (kind string, err error) {
	if err = u.DB.QueryRow(ctx, publicPaperSQL, hash).Scan(&kind); err != nil {
		return "", fmt.Errorf("reading a public scan: %w", err)
	}
	return kind, nil
}
