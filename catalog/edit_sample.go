package catalog

import (
	"context"
	"fmt"
)

// Backdate has a sample change wait since some days ago, so that a demonstration
// shows who waits longest.
func (e Edits) Backdate(ctx context.Context, id int64, days int) error {
	_, err := e.DB.Exec(ctx, `UPDATE listing_edit SET submitted_at = submitted_at - make_interval(days => $2) WHERE id = $1`, id, days)
	if err != nil {
		return fmt.Errorf("backdating edit %d: %w", id, err)
	}
	return nil
}
