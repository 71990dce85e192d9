package inquiry

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

const confirmSQL = `
UPDATE inquiry SET confirmed_at = $2, active_at = $2 WHERE id = $1 AND confirmed_at IS NULL AND forgotten_at IS NULL`

// Confirm notes that the contact is the writer's. Makers who were not told yet
// are told now; those who have not answered learn how to reach the writer.
func (q *Inquiries) Confirm(ctx context.Context, id int64) error {
	state, err := q.ByID(ctx, id)
	if err != nil {
		return err
	}
	return pgx.BeginFunc(ctx, q.DB, func(tx pgx.Tx) error {
		now := q.Now()
		tag, err := tx.Exec(ctx, confirmSQL, id, now)
		if err != nil {
			return fmt.Errorf("confirming inquiry %d: %w", id, err)
		}
		if tag.RowsAffected() == 0 {
			return nil // confirmed before
		}
		state.Inquiry.ConfirmedAt = &now
		for _, t := range state.Threads {
			if t.Answer == Fraud || t.Answer == Unsuitable || t.Answer == SeasonOver {
				continue
			}
			if err := q.tellMaker(ctx, tx, state.Inquiry, t.Thread, t.Maker); err != nil {
				return err
			}
		}
		return nil
	})
}
