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

// What a merger filled the kept one's empty fields with is the person of the
// dropped one; it goes from there too, unless somebody has agreed to it since.
const forgetFilledSQL = `
WITH RECURSIVE up (id) AS (
	SELECT merged_into FROM producer WHERE id = ANY ($1)
	UNION SELECT p.merged_into FROM producer p JOIN up ON p.id = up.id),
filled (field, value) AS (
	SELECT f ->> 'Field', f ->> 'New' FROM producer_merge m, jsonb_array_elements(coalesce(nullif(m.moved -> 'Filled', 'null'), '[]')) f
	WHERE m.dropped_id = ANY ($1) AND m.undone_at IS NULL),
theirs (id, field) AS (
	SELECT p.id, f.field FROM producer p JOIN up ON up.id = p.id
	JOIN filled f ON f.field IN ('contact_name', 'contact_phone') AND to_jsonb(p) ->> f.field = f.value
	WHERE NOT EXISTS (SELECT FROM person_consent c WHERE c.producer_id = p.id AND c.field = f.field AND c.withdrawn_at IS NULL))
UPDATE producer p SET updated_at = now(),
	contact_name = CASE WHEN EXISTS (SELECT FROM theirs t WHERE t.id = p.id AND t.field = 'contact_name') THEN '' ELSE contact_name END,
	contact_phone = CASE WHEN EXISTS (SELECT FROM theirs t WHERE t.id = p.id AND t.field = 'contact_phone') THEN '' ELSE contact_phone END
WHERE p.id IN (SELECT id FROM theirs)`

const forgetMergeSQL = `
UPDATE producer_merge m SET moved = jsonb_set(m.moved, '{Filled}', coalesce(
	(SELECT jsonb_agg(f) FROM jsonb_array_elements(m.moved -> 'Filled') f WHERE f ->> 'Field' NOT IN ('contact_name', 'contact_phone')), '[]'))
WHERE m.dropped_id = ANY ($1) AND jsonb_typeof(m.moved -> 'Filled') = 'array'`

// ForgetPersons erases the person to ask for of producers, and of all that were
// merged into them: from the profile, from its history, and from what a merger
// took over or noted.
func ForgetPersons(ctx context.Context, tx pgx.Tx, producers []int64) error {
	all, err := Absorbed(ctx, tx, producers...)
	if err != nil {
		return err
	}
	for _, sql := range []string{forgetFilledSQL, forgetMergeSQL, forgetPersonSQL, forgetPatchSQL, forgetStepSQL} {
		if _, err := tx.Exec(ctx, sql, all); err != nil {
			return fmt.Errorf("forgetting persons: %w", err)
		}
	}
	return nil
}
