package catalog

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Edits is the table of changes on their way into the catalogue. Each method
// that writes is one transaction, and a Step's key makes it count once.
type Edits struct{ DB *pgxpool.Pool }

const editColumns = `
SELECT e.id, e.subject_kind, coalesce(e.subject_id, 0) AS subject_id, e.producer_id, e.province_code, e.patch, e.base,
	e.touched, e.state, e.version, e.author_id, coalesce(e.helper_id, 0) AS helper_id,
	coalesce(e.helper_done_at, '0001-01-01 00:00Z') AS helper_done_at, coalesce(e.undo_of, 0) AS undo_of, e.updated_at,
	coalesce(e.submitted_at, '0001-01-01 00:00Z') AS submitted_at, coalesce(e.taken_by, 0) AS taken_by,
	coalesce(e.taken_at, '0001-01-01 00:00Z') AS taken_at, coalesce(e.decided_by, 0) AS decided_by,
	coalesce(e.decided_at, '0001-01-01 00:00Z') AS decided_at, e.reason, e.at_once, coalesce(e.checked_at, '0001-01-01 00:00Z') AS checked_at,
	r.name AS producer_name,
	coalesce(p.name, CASE e.subject_kind WHEN 'producer' THEN r.name ELSE e.patch->>'name' END, '') AS subject_name,
	coalesce(CASE e.subject_kind WHEN 'producer' THEN r.slug ELSE p.slug END, '') AS subject_slug
FROM listing_edit e
JOIN producer r ON r.id = e.producer_id
LEFT JOIN product p ON e.subject_kind = 'product' AND p.id = e.subject_id
WHERE `

// querier is a pool or a transaction.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults
}

func readEdits(ctx context.Context, db querier, where string, args ...any) ([]Edit, error) {
	rows, err := db.Query(ctx, editColumns+where, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[Edit])
}

func readEdit(ctx context.Context, db querier, where string, args ...any) (Edit, error) {
	edits, err := readEdits(ctx, db, where, args...)
	if err != nil {
		return Edit{}, err
	}
	if len(edits) == 0 {
		return Edit{}, pgx.ErrNoRows
	}
	return edits[0], nil
}

// ByID reads one edit; pgx.ErrNoRows where there is none.
func (e Edits) ByID(ctx context.Context, id int64) (Edit, error) {
	edit, err := readEdit(ctx, e.DB, "e.id = $1", id)
	if err != nil {
		return Edit{}, fmt.Errorf("reading edit %d: %w", id, err)
	}
	return edit, nil
}

// OpenOn reads the open edit of a subject; pgx.ErrNoRows where there is none.
func (e Edits) OpenOn(ctx context.Context, subject Subject) (Edit, error) {
	edit, err := readEdit(ctx, e.DB, openOnSubject, subject.Kind, subject.ID)
	if err != nil {
		return Edit{}, fmt.Errorf("reading the open edit of %s %d: %w", subject.Kind, subject.ID, err)
	}
	return edit, nil
}

const openStates = `e.state IN ('draft', 'waiting', 'returned')`

const openOnSubject = `e.subject_kind = $1 AND e.subject_id = $2 AND ` + openStates

// OpenOf lists the open edits of a producer, what was sent back first.
func (e Edits) OpenOf(ctx context.Context, producerID int64) ([]Edit, error) {
	edits, err := readEdits(ctx, e.DB, "e.producer_id = $1 AND "+openStates+" ORDER BY e.state <> 'returned', e.updated_at DESC, e.id DESC", producerID)
	if err != nil {
		return nil, fmt.Errorf("listing the open edits of producer %d: %w", producerID, err)
	}
	return edits, nil
}

// History lists the edits of a subject that were decided, the newest first.
func (e Edits) History(ctx context.Context, subject Subject) ([]Edit, error) {
	edits, err := readEdits(ctx, e.DB, "e.subject_kind = $1 AND e.subject_id = $2 AND e.state = 'approved' ORDER BY e.decided_at DESC, e.id DESC LIMIT 200",
		subject.Kind, subject.ID)
	if err != nil {
		return nil, fmt.Errorf("reading the history of %s %d: %w", subject.Kind, subject.ID, err)
	}
	return edits, nil
}

const submittersSQL = `
SELECT DISTINCT ON (edit_id) edit_id, account_id FROM listing_edit_step
WHERE edit_id = ANY($1) AND action = 'submit' ORDER BY edit_id, id DESC`

// Submitters says who sent each of these edits to the office last: of what a helper
// entered, the producer who confirmed it.
func (e Edits) Submitters(ctx context.Context, ids []int64) (map[int64]int64, error) {
	rows, err := e.DB.Query(ctx, submittersSQL, ids)
	if err != nil {
		return nil, fmt.Errorf("reading who submitted: %w", err)
	}
	who := make(map[int64]int64)
	var edit, account int64
	if _, err := pgx.ForEachRow(rows, []any{&edit, &account}, func() error { who[edit] = account; return nil }); err != nil {
		return nil, fmt.Errorf("reading who submitted: %w", err)
	}
	return who, nil
}

// lockStep waits for other requests with the same key, then for other writers of
// the edit. done is the edit where the key has been used already.
func lockStep(ctx context.Context, tx pgx.Tx, s Step) (done Edit, again bool, err error) {
	if n := len(s.Key); n < 8 || n > 64 {
		return Edit{}, false, fmt.Errorf("a step needs a key of 8 to 64 letters, not %d", n)
	}
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('edit step ' || $1 || ' ' || $2, 0))`, fmt.Sprint(s.By), s.Key); err != nil {
		return Edit{}, false, err
	}
	var id int64
	err = tx.QueryRow(ctx, `SELECT edit_id FROM listing_edit_step WHERE account_id = $1 AND key = $2`, s.By, s.Key).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return Edit{}, false, nil
	}
	if err != nil {
		return Edit{}, false, err
	}
	if s.EditID != 0 && s.EditID != id {
		return Edit{}, false, fmt.Errorf("the key belongs to another edit: %w", ErrState)
	}
	done, err = readEdit(ctx, tx, "e.id = $1", id)
	return done, true, err
}

// stepOn runs one step on an existing edit: locked, in the version that was
// seen, once.
func (e Edits) stepOn(ctx context.Context, s Step, action string, do func(pgx.Tx, *Edit) error) (Edit, error) {
	var edit Edit
	err := pgx.BeginFunc(ctx, e.DB, func(tx pgx.Tx) error {
		done, again, err := lockStep(ctx, tx, s)
		if err != nil || again {
			edit = done
			return err
		}
		if edit, err = readEdit(ctx, tx, "e.id = $1 FOR UPDATE OF e", s.EditID); err != nil {
			return err
		}
		if edit.Version != s.Version {
			return &StaleError{Edit: edit}
		}
		if err := do(tx, &edit); err != nil {
			return err
		}
		return finishStep(ctx, tx, s, action, &edit, edit.Patch)
	})
	if err != nil {
		return edit, fmt.Errorf("%s of edit %d: %w", action, s.EditID, err)
	}
	return edit, nil
}

const saveEditSQL = `
UPDATE listing_edit SET subject_id = nullif(@subject_id::bigint, 0), patch = @patch, base = @base, touched = @touched, state = @state,
	version = @version, helper_id = nullif(@helper_id::bigint, 0), helper_done_at = nullif(@helper_done_at::timestamptz, '0001-01-01 00:00Z'),
	undo_of = nullif(@undo_of::bigint, 0), updated_at = now(), submitted_at = nullif(@submitted_at::timestamptz, '0001-01-01 00:00Z'),
	taken_by = nullif(@taken_by::bigint, 0), taken_at = nullif(@taken_at::timestamptz, '0001-01-01 00:00Z'),
	decided_by = nullif(@decided_by::bigint, 0), decided_at = nullif(@decided_at::timestamptz, '0001-01-01 00:00Z'),
	reason = @reason, at_once = @at_once, checked_at = nullif(@checked_at::timestamptz, '0001-01-01 00:00Z'),
	checked_by = CASE WHEN @checked_at::timestamptz > '0001-01-01 00:00Z' THEN coalesce(checked_by, @by) END
WHERE id = @id`

const addStepSQL = `INSERT INTO listing_edit_step (edit_id, account_id, key, action, version, detail) VALUES ($1, $2, $3, $4, $5, $6)`

// finishStep writes an edit as it has become, and the step that made it so.
func finishStep(ctx context.Context, tx pgx.Tx, s Step, action string, e *Edit, detail Values) error {
	if _, err := tx.Exec(ctx, saveEditSQL, pgx.StrictNamedArgs{
		"id": e.ID, "by": s.By, "subject_id": e.SubjectID, "patch": e.Patch, "base": e.Base, "touched": e.Touched, "state": e.State,
		"version": e.Version, "helper_id": e.HelperID, "helper_done_at": e.HelperDoneAt, "undo_of": e.UndoOf,
		"submitted_at": e.SubmittedAt, "taken_by": e.TakenBy, "taken_at": e.TakenAt, "decided_by": e.DecidedBy,
		"decided_at": e.DecidedAt, "reason": e.Reason, "at_once": e.AtOnce, "checked_at": e.CheckedAt,
	}); err != nil {
		return err
	}
	if detail == nil {
		detail = Values{}
	}
	if _, err := tx.Exec(ctx, addStepSQL, e.ID, s.By, s.Key, action, e.Version, detail); err != nil {
		return err
	}
	read, err := readEdit(ctx, tx, "e.id = $1", e.ID)
	if err == nil {
		*e = read
	}
	return err
}
