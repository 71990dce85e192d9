package catalog

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Recognitions is the table of recognitions.
type Recognitions struct{ DB *pgxpool.Pool }

// A later decision ends the earlier one on its own issue date, so that no two
// lines of a product are in force on one day. A line of which only the year is
// known is taken to be earlier unless the year is later.
const supersedeSQL = `
UPDATE recognition SET superseded_on = @issued_on, updated_at = now()
WHERE product_id = @product_id AND stars IS NOT NULL AND superseded_on IS NULL
	AND (issued_on < @issued_on::date
		OR issued_on IS NULL AND coalesce(issued_year, 0) <= extract(year FROM @issued_on::date))`

const addRecognitionSQL = `
INSERT INTO recognition (product_id, kind, stars, decision_no, issuer, generation, issued_on, issued_year, expires_on,
	dossier_filed_on, proposed_stars, sent_on, extended_until, superseded_on, revoked_on, revocation_decision,
	revocation_ground, discontinued_on, product_code, sample)
VALUES (@product_id, @kind, nullif(@stars::smallint, 0), @decision_no, @issuer, nullif(@generation, ''), @issued_on,
	nullif(@issued_year::smallint, 0), @expires_on, @dossier_filed_on, nullif(@proposed_stars::smallint, 0), @sent_on,
	@extended_until, @superseded_on, @revoked_on, @revocation_decision, @revocation_ground, @discontinued_on,
	@product_code, @sample)`

// Add enters lines in the given order, all or none, each ending the earlier
// ones of its product.
func (r Recognitions) Add(ctx context.Context, lines []Recognition) error {
	err := pgx.BeginFunc(ctx, r.DB, func(tx pgx.Tx) error {
		var batch pgx.Batch
		for _, line := range lines {
			if line.Stars > 0 && !line.IssuedOn.IsZero() {
				batch.Queue(supersedeSQL, pgx.StrictNamedArgs{"product_id": line.ProductID, "issued_on": line.IssuedOn})
			}
			batch.Queue(addRecognitionSQL, line.arguments())
		}
		return tx.SendBatch(ctx, &batch).Close()
	})
	if err != nil {
		return fmt.Errorf("adding recognitions: %w", err)
	}
	return nil
}

func (r Recognition) arguments() pgx.StrictNamedArgs {
	return pgx.StrictNamedArgs{
		"product_id": r.ProductID, "kind": r.Kind, "stars": r.Stars, "decision_no": r.DecisionNo, "issuer": r.Issuer,
		"generation": r.Generation, "issued_on": r.IssuedOn, "issued_year": r.IssuedYear, "expires_on": r.ExpiresOn,
		"dossier_filed_on": r.DossierFiledOn, "proposed_stars": r.ProposedStars, "sent_on": r.SentOn,
		"extended_until": r.ExtendedUntil, "superseded_on": r.SupersededOn, "revoked_on": r.RevokedOn,
		"revocation_decision": r.RevocationDecision, "revocation_ground": r.RevocationGround,
		"discontinued_on": r.DiscontinuedOn, "product_code": r.ProductCode, "sample": r.Sample,
	}
}

const anySampleSQL = `SELECT EXISTS (SELECT FROM recognition WHERE sample)`

// AnySample reports whether the register holds lines made up for the
// demonstration.
func (r Recognitions) AnySample(ctx context.Context) (bool, error) {
	var found bool
	if err := r.DB.QueryRow(ctx, anySampleSQL).Scan(&found); err != nil {
		return false, fmt.Errorf("looking for sample recognitions: %w", err)
	}
	return found, nil
}
