package print

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"ocop/catalog"
)

// How often a catalogue looks whether its pictures are drawn, and how long after
// it was asked for it goes without those that are not.
const (
	drawingPause = 5 * time.Second
	drawingMost  = 20 * time.Minute
)

// await puts an order off while pictures of its products are being drawn.
func (w *Worker) await(ctx context.Context, order Order, chapters []Chapter) error {
	if w.Orders.now().Sub(order.CreatedAt) > drawingMost {
		return nil
	}
	drawing := 0
	for _, chapter := range chapters {
		for _, product := range chapter.Products {
			waits, err := w.waits(ctx, product)
			if err != nil {
				return err
			}
			if waits {
				drawing++
			}
		}
	}
	tag, err := w.Orders.DB.Exec(ctx, `UPDATE print_order SET drawing = $2 WHERE id = $1 AND state = 'working'`, order.ID, drawing)
	switch {
	case err != nil:
		return fmt.Errorf("noting the pictures an order waits for: %w", err)
	case tag.RowsAffected() == 0:
		return errCancelled
	case drawing > 0:
		return river.JobSnooze(drawingPause)
	}
	return nil
}

// waits reports whether the picture that stands for a product is still to come.
func (w *Worker) waits(ctx context.Context, product catalog.Product) (bool, error) {
	for _, picture := range product.Pictures {
		if picture.Ready() {
			return false, nil
		}
		if waits, err := w.toCome(ctx, picture.Hash); waits || err != nil {
			return waits, err
		}
	}
	return len(product.Pictures) == 0 && w.Drawing != nil && w.Drawing(), nil
}

// toCome reports whether a picture that cannot be shown yet will be: it is there,
// and was not refused.
func (w *Worker) toCome(ctx context.Context, hash string) (bool, error) {
	o, err := w.Pictures.ByHash(ctx, hash)
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	return err == nil && o.Refused == "", err
}
