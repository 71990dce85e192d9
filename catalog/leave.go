package catalog

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

const endConsentsSQL = `
UPDATE person_consent SET withdrawn_at = now(), withdrawn_by = $1
WHERE withdrawn_at IS NULL AND (given_by = $1 OR producer_id = ANY ($2)) RETURNING producer_id, field`

const endDraftsSQL = `
UPDATE listing_edit SET state = 'withdrawn', updated_at = now() WHERE producer_id = ANY ($1) AND state IN ('draft', 'returned')`

// Leave does what follows when an account is closed, in its transaction: the
// consents it gave are withdrawn, and for producers that nobody acts for now all
// of them, so that the persons are off the public pages at once. What such a
// producer had begun and not sent is given up; what waits, and what is public,
// stays with the office.
func Leave(ctx context.Context, tx pgx.Tx, by int64, alone []int64) error {
	type consent struct {
		ProducerID int64
		Field      string
	}
	rows, err := tx.Query(ctx, endConsentsSQL, by, alone)
	if err != nil {
		return fmt.Errorf("withdrawing consents: %w", err)
	}
	ended, err := pgx.CollectRows(rows, pgx.RowToStructByPos[consent])
	if err != nil {
		return fmt.Errorf("withdrawing consents: %w", err)
	}
	for _, c := range ended {
		if err := Record(ctx, tx, Entry{AccountID: by, Action: "consent.withdraw", Subject: Subject{Kind: ProducerSubject, ID: c.ProducerID},
			Detail: map[string]string{"field": c.Field}}); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, endDraftsSQL, alone); err != nil {
		return fmt.Errorf("giving drafts up: %w", err)
	}
	return nil
}

const forgetPersonSQL = `
UPDATE producer SET contact_name = '', contact_phone = '', updated_at = now()
WHERE id = ANY ($1) AND (contact_name <> '' OR contact_phone <> '')`

// Changes that named the person keep that there was one, not who; those that wait
// too, or approving one would bring the person back.
const forgetPatchSQL = `
UPDATE listing_edit SET patch = patch - 'contact_name' - 'contact_phone', base = base - 'contact_name' - 'contact_phone'
WHERE subject_kind = 'producer' AND producer_id = ANY ($1)
	AND (patch ?| ARRAY['contact_name', 'contact_phone'] OR base ?| ARRAY['contact_name', 'contact_phone'])`

const forgetStepSQL = `
UPDATE listing_edit_step SET detail = detail - 'contact_name' - 'contact_phone'
WHERE detail ?| ARRAY['contact_name', 'contact_phone']
	AND edit_id IN (SELECT id FROM listing_edit WHERE subject_kind = 'producer' AND producer_id = ANY ($1))`

// ForgetPersons erases the person to ask for of producers, from the profile and
// from its history.
func ForgetPersons(ctx context.Context, tx pgx.Tx, producers []int64) error {
	for _, sql := range []string{forgetPersonSQL, forgetPatchSQL, forgetStepSQL} {
		if _, err := tx.Exec(ctx, sql, producers); err != nil {
			return fmt.Errorf("forgetting persons: %w", err)
		}
	}
	return nil
}
