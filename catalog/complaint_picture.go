package catalog

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// PublicPictures is what reading and removing public pictures takes, which this
// package knows nothing of.
type PublicPictures struct {
	Read   func(ctx context.Context, hash string) ([]byte, error) // as JPEG; pgx.ErrNoRows where it is gone
	Remove func(ctx context.Context, hash string) error           // it may be gone
}

const publicReportsSQL = `SELECT id, picture, closed_at IS NULL AND photo IS NULL AS wanted FROM complaint WHERE picture IS NOT NULL ORDER BY id`

// Unpublish takes pictures of reports off the public pages' store, where earlier
// releases kept them. Those of open reports stay for the office.
func (c Complaints) Unpublish(ctx context.Context, pictures PublicPictures) error {
	type published struct {
		ID      int64
		Picture string
		Wanted  bool
	}
	rows, _ := c.DB.Query(ctx, publicReportsSQL)
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[published])
	if err != nil {
		return fmt.Errorf("finding public pictures of reports: %w", err)
	}
	for _, p := range list {
		var photo []byte
		if p.Wanted {
			if photo, err = pictures.Read(ctx, p.Picture); err != nil && !errors.Is(err, pgx.ErrNoRows) {
				return fmt.Errorf("reading the picture of report %d: %w", p.ID, err)
			}
		}
		if err := c.unpublish(ctx, p.ID, p.Picture, photo, pictures.Remove); err != nil {
			return fmt.Errorf("taking the picture of report %d off: %w", p.ID, err)
		}
	}
	return nil
}

const pictureOfReportSQL = pictureUsedSQL + ` OR EXISTS (SELECT FROM complaint WHERE picture = $1 AND id <> $2)`

// unpublish keeps the photo first, then removes the files, then forgets them, so
// that whatever breaks off is done again.
func (c Complaints) unpublish(ctx context.Context, id int64, hash string, photo []byte, remove func(context.Context, string) error) error {
	if photo != nil {
		if _, err := c.DB.Exec(ctx, `UPDATE complaint SET photo = $2 WHERE id = $1 AND photo IS NULL`, id, photo); err != nil {
			return err
		}
	}
	var used bool
	if err := c.DB.QueryRow(ctx, pictureOfReportSQL, hash, id).Scan(&used); err != nil {
		return err
	}
	if !used {
		if err := remove(ctx, hash); err != nil && !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
	}
	_, err := c.DB.Exec(ctx, `UPDATE complaint SET picture = NULL WHERE id = $1`, id)
	return err
}
