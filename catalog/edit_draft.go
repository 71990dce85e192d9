package catalog

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

const startEditSQL = `
INSERT INTO listing_edit (subject_kind, subject_id, producer_id, province_code, author_id, version)
SELECT @kind, nullif(@id::bigint, 0), r.id, r.province_code, @by, 1
FROM producer r
WHERE r.id = @producer AND (@id::bigint = 0 AND @kind = 'product'
	OR @kind = 'producer' AND @id = r.id
	OR @kind = 'product' AND EXISTS (SELECT FROM product p WHERE p.id = @id AND p.producer_id = r.id))
ON CONFLICT (subject_kind, subject_id) WHERE subject_id IS NOT NULL AND state IN ('draft', 'waiting', 'returned') DO NOTHING
RETURNING id`

// SaveDraft keeps what a maker typed. Fields that another hand has written since
// the version that was seen give a *StaleError with both texts, values that
// cannot be taken give Problems; then nothing is written. An edit that waits for
// the office becomes a draft again, because what the officer reads must be what
// will be public.
func (e Edits) SaveDraft(ctx context.Context, d Draft) (Edit, error) {
	set := d.Set
	if !d.kept {
		var problems Problems
		if set, problems = readValues(d.Subject.Kind, d.Set); len(problems) > 0 {
			return Edit{}, problems
		}
	}
	var edit Edit
	err := pgx.BeginFunc(ctx, e.DB, func(tx pgx.Tx) error {
		done, again, err := lockStep(ctx, tx, d.Step)
		if err != nil || again {
			edit = done
			return err
		}
		if edit, err = openDraft(ctx, tx, d); err != nil {
			return err
		}
		if edit.ProducerID != d.ProducerID || edit.SubjectKind != d.Subject.Kind {
			return pgx.ErrNoRows
		}
		if !edit.Open() {
			return ErrState
		}
		if clashes := edit.clashes(set, d.Version); len(clashes) > 0 {
			return &StaleError{Edit: edit, Clashes: clashes}
		}
		now, err := valuesOf(ctx, tx, edit.Subject())
		if err != nil {
			return err
		}
		edit.write(set, now, d)
		return finishStep(ctx, tx, d.Step, "save", &edit, set)
	})
	if err != nil {
		return edit, fmt.Errorf("saving a draft on %s %d: %w", d.Subject.Kind, d.Subject.ID, err)
	}
	return edit, nil
}

// openDraft finds and locks the edit to write to, or begins one.
func openDraft(ctx context.Context, tx pgx.Tx, d Draft) (Edit, error) {
	if d.EditID != 0 {
		return readEdit(ctx, tx, "e.id = $1 FOR UPDATE OF e", d.EditID)
	}
	var id int64
	err := tx.QueryRow(ctx, startEditSQL, pgx.StrictNamedArgs{
		"kind": d.Subject.Kind, "id": d.Subject.ID, "producer": d.ProducerID, "by": d.By,
	}).Scan(&id)
	if err == nil {
		return readEdit(ctx, tx, "e.id = $1 FOR UPDATE OF e", id)
	}
	if !errors.Is(err, pgx.ErrNoRows) || d.Subject.ID == 0 {
		return Edit{}, err
	}
	return readEdit(ctx, tx, openOnSubject+" FOR UPDATE OF e", d.Subject.Kind, d.Subject.ID)
}

// readValues reads typed values into the form they are kept in.
func readValues(kind string, typed Values) (Values, Problems) {
	set, problems := make(Values, len(typed)), make(Problems)
	for name, text := range typed {
		field, known := FieldOf(kind, name)
		if !known {
			problems[name] = UnknownField
			continue
		}
		value, problem := field.Read(text)
		if problem == "" && value == "" && name == "name" {
			problem = NeedsName
		}
		if problem != "" {
			problems[name] = problem
			continue
		}
		set[name] = value
	}
	return set, problems
}

// clashes are the fields that were written after a version and differ.
func (e Edit) clashes(set Values, version int) []Clash {
	var clashes []Clash
	for _, f := range Fields() {
		value, ok := set[f.Name]
		if ok && f.Subject == e.SubjectKind && e.Touched[f.Name] > version && e.Patch[f.Name] != value {
			clashes = append(clashes, Clash{f.Name, value, e.Patch[f.Name]})
		}
	}
	return clashes
}

// write puts values into the edit. What is as the catalogue has it already is no
// change.
func (e *Edit) write(set, now Values, d Draft) {
	e.Version++
	for name, value := range set {
		e.Touched[name] = e.Version
		if _, begun := e.Base[name]; !begun {
			e.Base[name] = now[name]
		}
		e.Patch[name] = value
		if value == now[name] {
			delete(e.Patch, name)
			delete(e.Base, name)
		}
	}
	if e.State == EditWaiting {
		e.State = EditDraft
	}
	e.SubmittedAt, e.TakenBy, e.TakenAt, e.HelperDoneAt = time.Time{}, 0, time.Time{}, time.Time{}
	if d.Helper {
		e.HelperID = d.By
	}
	if d.UndoOf != 0 {
		e.UndoOf = d.UndoOf
	}
}

// HandOver says that a helper has finished and the producer may confirm.
func (e Edits) HandOver(ctx context.Context, s Step) (Edit, error) {
	return e.stepOn(ctx, s, "hand_over", func(_ pgx.Tx, edit *Edit) error {
		if edit.State != EditDraft && edit.State != EditReturned || edit.HelperID != s.By {
			return ErrState
		}
		if len(edit.Changes()) == 0 {
			return ErrEmpty
		}
		edit.HelperDoneAt = time.Now()
		edit.Version++
		return nil
	})
}

// Withdraw gives an open edit up. A helper may only give up what they began for
// the producer.
func (e Edits) Withdraw(ctx context.Context, s Step, helper bool) (Edit, error) {
	return e.stepOn(ctx, s, "withdraw", func(_ pgx.Tx, edit *Edit) error {
		switch {
		case !edit.Open():
			return ErrState
		case helper && edit.AuthorID != s.By:
			return ErrHelper
		}
		edit.State, edit.TakenBy, edit.TakenAt = EditWithdrawn, 0, time.Time{}
		edit.Version++
		return nil
	})
}

// Undo keeps a draft that brings back what an approved edit replaced.
func (e Edits) Undo(ctx context.Context, d Draft) (Edit, error) {
	approved, err := e.ByID(ctx, d.UndoOf)
	if err != nil {
		return Edit{}, err
	}
	if approved.State != EditApproved || approved.SubjectID == 0 || approved.ProducerID != d.ProducerID {
		return Edit{}, fmt.Errorf("undoing edit %d: %w", d.UndoOf, ErrState)
	}
	d.Subject, d.Set, d.kept = approved.Subject(), make(Values), true
	for _, change := range approved.Changes() {
		if change.Field.Name != "name" || change.Old != "" {
			d.Set[change.Field.Name] = change.Old
		}
	}
	return e.SaveDraft(ctx, d)
}
