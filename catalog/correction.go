package catalog

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
)

// Cause says why a line of a decision was changed after it was entered.
type Cause string

// The causes.
const (
	CauseCorrect     Cause = "correct"     // a mistake of typing
	CauseRevoke      Cause = "revoke"      // Decision 26/2026, Art. 8
	CauseExtend      Cause = "extend"      // Art. 12.3
	CauseDiscontinue Cause = "discontinue" // no longer made
	CauseAnnul       Cause = "annul"       // entered for the wrong product
)

// The extension of Art. 12.3 is for certificates given before the decision came
// into force that could not be filed for anew in time, as the new rule wants that
// 120 days before their end at the latest; it lasts at most 180 days after it.
const (
	extensionDays = 180
	filingDays    = 120
)

func art12() Day { return NewDay(2026, time.May, 22) }

// missedWindow reports whether a certificate was in force when the rule came and
// its last day to file for re-rating was over by then: it ends from 22 May to 18
// September 2026. All others are simply expired on their day.
func (r Recognition) missedWindow() bool {
	end := r.Expires()
	return !end.IsZero() && r.Issued().Before(art12()) && !end.Before(art12()) && end.AddDays(-filingDays).Before(art12())
}

// Ruling is what an office decided about a line: by which decision, on which
// day, and on what ground.
type Ruling struct {
	DecisionNo string
	On         Day
	Ground     string
	By         int64
}

func (r Ruling) check(today Day) error {
	switch {
	case Clean(r.DecisionNo) == "":
		return &DecisionProblem{"no"}
	case r.On.IsZero() || r.On.After(today):
		return &DecisionProblem{"on"}
	case Clean(r.Ground) == "":
		return &DecisionProblem{"ground"}
	}
	return nil
}

// PastLine is how a line stood before a change.
type PastLine struct {
	ID            int64
	RecognitionID int64
	ProductID     int64
	Was           Recognition
	Cause         Cause
	DecisionNo    string
	DecidedOn     Day
	Reason        string
	AccountID     int64
	At            time.Time
}

// Revoke ends a star by a decision on the day of the ruling.
func (r Recognitions) Revoke(ctx context.Context, id int64, ruling Ruling, today Day) error {
	return r.rule(ctx, id, CauseRevoke, ruling, today, func(line *Recognition) error {
		if !line.RevokedOn.IsZero() {
			return ErrAlreadyDone
		}
		if ruling.On.Before(line.IssuedOn) {
			return &DecisionProblem{"on"}
		}
		line.RevokedOn, line.RevocationDecision, line.RevocationGround = ruling.On, Clean(ruling.DecisionNo), Clean(ruling.Ground)
		return nil
	})
}

// Extend keeps a star in force until a day, as the transition of Art. 12.3
// allows: for those that missed the days to file, at most 180 days after their end.
func (r Recognitions) Extend(ctx context.Context, id int64, until Day, ruling Ruling, today Day) error {
	return r.rule(ctx, id, CauseExtend, ruling, today, func(line *Recognition) error {
		end := line.Expires()
		if !line.missedWindow() {
			return &DecisionProblem{"window"}
		}
		if !until.After(end) || until.After(end.AddDays(extensionDays)) {
			return &DecisionProblem{"until"}
		}
		line.ExpiresOn, line.ExtendedUntil = end, until
		return nil
	})
}

// Discontinue says that the product is no longer made.
func (r Recognitions) Discontinue(ctx context.Context, id int64, ruling Ruling, today Day) error {
	return r.rule(ctx, id, CauseDiscontinue, ruling, today, func(line *Recognition) error {
		if !line.DiscontinuedOn.IsZero() {
			return ErrAlreadyDone
		}
		line.DiscontinuedOn = ruling.On
		return nil
	})
}

func (r Recognitions) rule(ctx context.Context, id int64, cause Cause, ruling Ruling, today Day, change func(*Recognition) error) error {
	if err := ruling.check(today); err != nil {
		return err
	}
	return r.rewrite(ctx, id, cause, ruling, change)
}

// Correct mends what was mistyped in a line: stars, kind, number, issuer, days
// and code. How it stood is kept.
func (r Recognitions) Correct(ctx context.Context, id int64, to Recognition, reason string, today Day, by int64) error {
	if Clean(reason) == "" {
		return ErrReasonMissing
	}
	to.DecisionNo, to.Issuer, to.ProductCode = Clean(to.DecisionNo), Clean(to.Issuer), Clean(to.ProductCode)
	return r.rewrite(ctx, id, CauseCorrect, Ruling{Ground: reason, By: by}, func(line *Recognition) error {
		if err := to.mends(*line, today); err != nil {
			return err
		}
		line.Stars, line.Kind, line.DecisionNo, line.Issuer = to.Stars, to.Kind, to.DecisionNo, to.Issuer
		line.IssuedOn, line.ExpiresOn, line.ProductCode = to.IssuedOn, to.ExpiresOn, to.ProductCode
		return nil
	})
}

// mends asks of a corrected line what is asked of an entered decision. What a
// published list did not say may stay unknown; what is known is not taken away.
func (to Recognition) mends(was Recognition, today Day) error {
	given := to.Stars > 0 && was.Stars == 0 // stars where there were none: all must be known
	switch {
	case (was.Stars > 0 || to.Stars != 0) && (to.Stars < 3 || to.Stars > 5): // Art. 4
		return &DecisionProblem{"stars"}
	case to.DecisionNo == "" && (given || was.DecisionNo != ""):
		return &DecisionProblem{"no"}
	case to.Issuer == "" && (given || was.Issuer != ""):
		return &DecisionProblem{"issuer"}
	case to.IssuedOn.IsZero() && (given || !was.IssuedOn.IsZero()):
		return &DecisionProblem{"issued_on"}
	case !to.IssuedOn.IsZero() && (to.IssuedOn.Year < firstRating || to.IssuedOn.After(today)):
		return &DecisionProblem{"issued_on"}
	case endedBefore(was.SupersededOn, to.IssuedOn), endedBefore(was.RevokedOn, to.IssuedOn):
		return &DecisionProblem{"issued_on"}
	case !to.ExpiresOn.IsZero() && !to.IssuedOn.Before(to.ExpiresOn), endedBefore(was.ExtendedUntil, to.Expires()):
		return &DecisionProblem{"expires_on"}
	}
	return nil
}

func endedBefore(end, day Day) bool { return !end.IsZero() && end.Before(day) }

const lockLineSQL = recognitionsSQL + `id = $1 FOR UPDATE`

const rewriteSQL = `
UPDATE recognition SET kind = @kind, stars = nullif(@stars::smallint, 0), decision_no = @decision_no, issuer = @issuer,
	issued_on = @issued_on, expires_on = @expires_on, extended_until = @extended_until, superseded_on = @superseded_on,
	revoked_on = @revoked_on, revocation_decision = @revocation_decision, revocation_ground = @revocation_ground,
	discontinued_on = @discontinued_on, product_code = @product_code, updated_at = now()
WHERE id = @id`

// rewrite changes a line, keeping how it stood, and moves the end of the line
// before it where the day of issue moved.
func (r Recognitions) rewrite(ctx context.Context, id int64, cause Cause, ruling Ruling, change func(*Recognition) error) error {
	err := pgx.BeginFunc(ctx, r.DB, func(tx pgx.Tx) error {
		was, name, err := lockLine(ctx, tx, id)
		if err != nil {
			return err
		}
		now := was
		if err := change(&now); err != nil {
			return err
		}
		if err := reopen(ctx, tx, was, now.IssuedOn); err != nil {
			return clashOf(err, now, name)
		}
		args := now.arguments()
		for _, unused := range []string{"product_id", "generation", "issued_year", "dossier_filed_on", "proposed_stars", "sent_on", "sample"} {
			delete(args, unused)
		}
		args["id"] = id
		if _, err := tx.Exec(ctx, rewriteSQL, args); err != nil {
			return clashOf(err, now, name)
		}
		return keepPast(ctx, tx, was, cause, ruling)
	})
	if err != nil {
		return fmt.Errorf("changing recognition %d: %w", id, err)
	}
	return nil
}

func lockLine(ctx context.Context, tx pgx.Tx, id int64) (line Recognition, name string, err error) {
	rows, err := tx.Query(ctx, lockLineSQL, id)
	if err != nil {
		return line, "", err
	}
	if line, err = pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Recognition]); err != nil {
		return line, "", err
	}
	err = tx.QueryRow(ctx, `SELECT name FROM product WHERE id = $1`, line.ProductID).Scan(&name)
	return line, name, err
}

// reopenSQL moves the end of lines that ended on the issue of this one: to its
// new day, or to that of the next line, or away.
const reopenSQL = `
UPDATE recognition SET superseded_on = coalesce(@to::date,
	(SELECT min(n.issued_on) FROM recognition n WHERE n.product_id = @product AND n.id <> @id AND n.stars IS NOT NULL AND n.issued_on > recognition.issued_on)),
	updated_at = now()
WHERE product_id = @product AND id <> @id AND superseded_on = @was`

func reopen(ctx context.Context, tx pgx.Tx, was Recognition, to Day) error {
	if was.IssuedOn.IsZero() || was.IssuedOn == to {
		return nil
	}
	_, err := tx.Exec(ctx, reopenSQL, pgx.StrictNamedArgs{"product": was.ProductID, "id": was.ID, "was": was.IssuedOn, "to": to})
	return err
}

const keepPastSQL = `
INSERT INTO recognition_past (recognition_id, product_id, was, cause, decision_no, decided_on, reason, account_id)
VALUES (@id, @product, @was, @cause, @decision, @on, @reason, nullif(@by::bigint, 0))`

func keepPast(ctx context.Context, tx pgx.Tx, was Recognition, cause Cause, ruling Ruling) error {
	ground := Clean(ruling.Ground)
	_, err := tx.Exec(ctx, keepPastSQL, pgx.StrictNamedArgs{
		"id": was.ID, "product": was.ProductID, "was": was, "cause": cause, "decision": Clean(ruling.DecisionNo), "on": ruling.On,
		"reason": ground, "by": ruling.By,
	})
	if err != nil {
		return err
	}
	var province string
	if err := tx.QueryRow(ctx, `SELECT province_code FROM product WHERE id = $1`, was.ProductID).Scan(&province); err != nil {
		return err
	}
	return Record(ctx, tx, Entry{
		AccountID: ruling.By, Action: "recognition." + string(cause), Subject: Subject{"product", was.ProductID}, ProvinceCode: province,
		Detail: map[string]string{"line": strconv.FormatInt(was.ID, 10), "of": was.DecisionNo, "decision": Clean(ruling.DecisionNo), "on": ruling.On.String(), "ground": ground},
	})
}

// Annul takes away a line that should never have been entered; it stays in the
// past of its product, and the star before it counts again.
func (r Recognitions) Annul(ctx context.Context, id int64, reason string, by int64) error {
	if Clean(reason) == "" {
		return ErrReasonMissing
	}
	err := pgx.BeginFunc(ctx, r.DB, func(tx pgx.Tx) error {
		was, name, err := lockLine(ctx, tx, id)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrAlreadyDone
		}
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `DELETE FROM recognition WHERE id = $1`, id); err != nil {
			return err
		}
		if err := reopen(ctx, tx, was, Day{}); err != nil {
			return clashOf(err, was, name)
		}
		return keepPast(ctx, tx, was, CauseAnnul, Ruling{Ground: reason, By: by})
	})
	if err != nil {
		return fmt.Errorf("annulling recognition %d: %w", id, err)
	}
	return nil
}

const pastSQL = `
SELECT id, recognition_id, product_id, was, cause, decision_no, decided_on, reason, coalesce(account_id, 0) AS account_id, at
FROM recognition_past WHERE product_id = $1 ORDER BY id DESC`

// Past is how the lines of a product stood before changes, the latest first.
func (r Recognitions) Past(ctx context.Context, productID int64) ([]PastLine, error) {
	rows, err := r.DB.Query(ctx, pastSQL, productID)
	if err != nil {
		return nil, fmt.Errorf("reading the past of product %d: %w", productID, err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[PastLine])
	if err != nil {
		return nil, fmt.Errorf("reading the past of product %d: %w", productID, err)
	}
	return list, nil
}
