package catalog

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// takenFor is how long an officer who opened an edit holds it.
const takenFor = 30 * time.Minute

// QueueFilter says which waiting edits to list.
type QueueFilter struct {
	ProvinceCode string // empty for the whole country
	After        Edit   // the last one of the page before; zero begins with who waits longest
	Most         int
}

// Waiting lists the edits that wait for an office, who waits longest first.
func (e Edits) Waiting(ctx context.Context, f QueueFilter) ([]Edit, error) {
	edits, err := readEdits(ctx, e.DB, `e.state = 'waiting' AND ($1 = '' OR e.province_code = $1) AND (e.submitted_at, e.id) > ($2, $3)
		ORDER BY e.submitted_at, e.id LIMIT $4`, f.ProvinceCode, f.After.SubmittedAt, f.After.ID, f.Most)
	if err != nil {
		return nil, fmt.Errorf("listing waiting edits: %w", err)
	}
	return edits, nil
}

const countWaitingSQL = `SELECT count(*) FROM listing_edit WHERE state = 'waiting' AND ($1 = '' OR province_code = $1)`

// CountWaiting is how many edits wait in a province, or everywhere.
func (e Edits) CountWaiting(ctx context.Context, provinceCode string) (int, error) {
	var n int
	if err := e.DB.QueryRow(ctx, countWaitingSQL, provinceCode).Scan(&n); err != nil {
		return 0, fmt.Errorf("counting waiting edits: %w", err)
	}
	return n, nil
}

// heldBy is an error where another officer holds the edit.
func (e Edit) heldBy(by int64, over bool) error {
	if e.TakenBy != 0 && e.TakenBy != by && !over && time.Since(e.TakenAt) < takenFor {
		return &TakenError{e.TakenBy, e.TakenAt}
	}
	return nil
}

// Take notes that an officer looks at a waiting edit. A second officer gets a
// *TakenError, and may take it over knowingly.
func (e Edits) Take(ctx context.Context, s Step, over bool) (Edit, error) {
	return e.stepOn(ctx, s, "take", func(_ pgx.Tx, edit *Edit) error {
		if edit.State != EditWaiting {
			return ErrState
		}
		if err := edit.heldBy(s.By, over); err != nil {
			return err
		}
		edit.TakenBy, edit.TakenAt = s.By, time.Now()
		return nil
	})
}

// Decision is how an officer approves.
type Decision struct {
	Step
	Over bool // although another officer holds it, or the catalogue has moved on
	Day  Day  // today
}

// Approve applies an edit to the catalogue, in one transaction and once. Where
// the catalogue has moved on under it, it gives a *ConflictError with the fields,
// unless the officer approves over that.
func (e Edits) Approve(ctx context.Context, d Decision) (Edit, error) {
	return e.stepOn(ctx, d.Step, "approve", func(tx pgx.Tx, edit *Edit) error {
		if edit.State != EditWaiting {
			return ErrState
		}
		if err := edit.heldBy(d.By, d.Over); err != nil {
			return err
		}
		if err := edit.apply(ctx, tx, d.Over, d.Day); err != nil {
			return err
		}
		edit.decide(EditApproved, d.By, "")
		return edit.record(ctx, tx, d.By, "listing.approve")
	})
}

// Return sends an edit back with a reason.
func (e Edits) Return(ctx context.Context, s Step, reason string, over bool) (Edit, error) {
	return e.stepOn(ctx, s, "return", func(tx pgx.Tx, edit *Edit) error {
		if edit.State != EditWaiting || Clean(reason) == "" {
			return ErrState
		}
		if err := edit.heldBy(s.By, over); err != nil {
			return err
		}
		edit.decide(EditReturned, s.By, cleanProse(reason))
		return edit.record(ctx, tx, s.By, "listing.return")
	})
}

// decide closes the office's part.
func (e *Edit) decide(state EditState, by int64, reason string) {
	e.State, e.DecidedBy, e.DecidedAt, e.Reason = state, by, time.Now(), reason
	e.TakenBy, e.TakenAt = 0, time.Time{}
	e.Version++
}

// Unchecked lists small changes that appeared at once and were not checked yet,
// the oldest first.
func (e Edits) Unchecked(ctx context.Context, provinceCode string, most int) ([]Edit, error) {
	edits, err := readEdits(ctx, e.DB, `e.at_once AND e.checked_at IS NULL AND ($1 = '' OR e.province_code = $1)
		ORDER BY e.decided_at, e.id LIMIT $2`, provinceCode, most)
	if err != nil {
		return nil, fmt.Errorf("listing unchecked edits: %w", err)
	}
	return edits, nil
}

// Check notes that an officer has seen a small change and lets it stand.
func (e Edits) Check(ctx context.Context, s Step) (Edit, error) {
	return e.stepOn(ctx, s, "check", func(tx pgx.Tx, edit *Edit) error {
		if !edit.AtOnce || !edit.CheckedAt.IsZero() {
			return ErrState
		}
		edit.CheckedAt = time.Now()
		return edit.record(ctx, tx, s.By, "listing.check")
	})
}

// Revert puts back, at once, what an approved edit replaced, as a new edit of the
// office. Where the catalogue has moved on since, it gives a *ConflictError.
func (e Edits) Revert(ctx context.Context, d Decision) (Edit, error) {
	var reverted Edit
	err := pgx.BeginFunc(ctx, e.DB, func(tx pgx.Tx) error {
		done, again, err := lockStep(ctx, tx, Step{By: d.By, Key: d.Key})
		if err != nil || again {
			reverted = done
			return err
		}
		old, err := readEdit(ctx, tx, "e.id = $1 FOR UPDATE OF e", d.EditID)
		if err != nil {
			return err
		}
		if old.State != EditApproved || len(old.Changes()) == 0 || old.Base["name"] == "" && old.Patch["name"] != "" {
			return ErrState
		}
		if reverted, err = startApplied(ctx, tx, old, d.By); err != nil {
			return err
		}
		reverted.UndoOf, reverted.Patch, reverted.Base = old.ID, old.Base, old.Patch
		if err := reverted.apply(ctx, tx, d.Over, Day{}); err != nil {
			return err
		}
		reverted.decide(EditApproved, d.By, "")
		if old.AtOnce && old.CheckedAt.IsZero() {
			if _, err := tx.Exec(ctx, `UPDATE listing_edit SET checked_at = now(), checked_by = $2 WHERE id = $1`, old.ID, d.By); err != nil {
				return err
			}
		}
		if err := reverted.record(ctx, tx, d.By, "listing.revert"); err != nil {
			return err
		}
		return finishStep(ctx, tx, d.Step, "approve", &reverted, reverted.Patch)
	})
	if err != nil {
		return reverted, fmt.Errorf("reverting edit %d: %w", d.EditID, err)
	}
	return reverted, nil
}
