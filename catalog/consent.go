package catalog

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// ConsentFields are the fields of a producer that may be a person's and are
// public only under a consent of their own (Law 91/2025/QH15).
func ConsentFields() []string { return []string{"contact_name", "contact_phone", "phone", "email"} }

// Consent is the consent to publish one field, given or not.
type Consent struct {
	Field   string
	Value   string // what would be public
	GivenAt time.Time
	Given   bool
}

// Consents is the table of consents of persons.
type Consents struct{ DB *pgxpool.Pool }

const consentsSQL = `
SELECT f.field, f.value, coalesce(c.given_at, '0001-01-01 00:00Z') AS given_at,
	c.id IS NOT NULL OR f.field IN ('phone', 'email') AND r.contact_public AS given
FROM producer r
CROSS JOIN LATERAL (VALUES ('contact_name', r.contact_name), ('contact_phone', r.contact_phone), ('phone', r.phone), ('email', r.email)) AS f (field, value)
LEFT JOIN person_consent c ON c.producer_id = r.id AND c.field = f.field AND c.withdrawn_at IS NULL
WHERE r.id = $1`

// Of lists the consents of a producer, one for each field.
func (c Consents) Of(ctx context.Context, producerID int64) ([]Consent, error) {
	rows, err := c.DB.Query(ctx, consentsSQL, producerID)
	if err != nil {
		return nil, fmt.Errorf("reading the consents of producer %d: %w", producerID, err)
	}
	consents, err := pgx.CollectRows(rows, pgx.RowToStructByName[Consent])
	if err != nil {
		return nil, fmt.Errorf("reading the consents of producer %d: %w", producerID, err)
	}
	return consents, nil
}

const giveConsentSQL = `
INSERT INTO person_consent (producer_id, field, wording, given_by) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`

// Give records a consent to one field, in the words that were agreed to.
func (c Consents) Give(ctx context.Context, by, producerID int64, field, wording string) error {
	return c.change(ctx, "consent.give", by, producerID, field, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, giveConsentSQL, producerID, field, wording, by)
		return err
	})
}

const withdrawConsentSQL = `
UPDATE person_consent SET withdrawn_at = now(), withdrawn_by = $3 WHERE producer_id = $1 AND field = $2 AND withdrawn_at IS NULL`

// An operator's word for both contacts becomes a consent of its own for the one
// that stays.
const keepOtherSQL = `
INSERT INTO person_consent (producer_id, field, wording, given_by)
SELECT r.id, f.field, 'contact_public', $3 FROM producer r, unnest(ARRAY['phone', 'email']) AS f (field)
WHERE r.id = $1 AND r.contact_public AND $2 IN ('phone', 'email') AND f.field <> $2
ON CONFLICT DO NOTHING`

const endPublicSQL = `
UPDATE producer SET contact_public = contact_public AND $2 NOT IN ('phone', 'email'), updated_at = now() WHERE id = $1`

// Withdraw ends a consent; the field is gone from public pages with it.
func (c Consents) Withdraw(ctx context.Context, by, producerID int64, field string) error {
	return c.change(ctx, "consent.withdraw", by, producerID, field, func(tx pgx.Tx) error {
		for _, sql := range []string{withdrawConsentSQL, keepOtherSQL} {
			if _, err := tx.Exec(ctx, sql, producerID, field, by); err != nil {
				return err
			}
		}
		_, err := tx.Exec(ctx, endPublicSQL, producerID, field)
		return err
	})
}

func (c Consents) change(ctx context.Context, action string, by, producerID int64, field string, do func(pgx.Tx) error) error {
	if !slices.Contains(ConsentFields(), field) {
		return fmt.Errorf("%s of %q: %w", action, field, pgx.ErrNoRows)
	}
	err := pgx.BeginFunc(ctx, c.DB, func(tx pgx.Tx) error {
		if err := lockSubject(ctx, tx, Subject{Kind: ProducerSubject, ID: producerID}); err != nil {
			return err
		}
		if err := do(tx); err != nil {
			return err
		}
		return Record(ctx, tx, Entry{AccountID: by, Action: action, Subject: Subject{Kind: ProducerSubject, ID: producerID},
			Detail: map[string]string{"field": field}})
	})
	if err != nil {
		return fmt.Errorf("%s of %s of producer %d: %w", action, field, producerID, err)
	}
	return nil
}
