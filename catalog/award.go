package catalog

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// Award is one decision with the lines of its annex: entered once, it gives
// many products their stars (Decision 26/2026, Art. 4–6).
type Award struct {
	No        string
	Issuer    string
	IssuedOn  Day
	ExpiresOn Day // zero means 36 months after the issue
	Lines     []AnnexLine
}

// AnnexLine is what a decision gives one product.
type AnnexLine struct {
	ProductID int64
	Stars     int
	Kind      RecognitionKind // empty: told by the lines before
	Code      string
}

// Overlap is a star that would overlap another one of the same product.
type Overlap struct {
	ProductID   int64
	ProductName string // where it is known
	Line, With  Recognition
}

// Error says which decisions clash.
func (c *Overlap) Error() string {
	return fmt.Sprintf("catalog: product %d: %s of %s clashes with %s of %s", c.ProductID, c.Line.DecisionNo, c.Line.Issued(), c.With.DecisionNo, c.With.Issued())
}

// DecisionProblem is a decision that cannot be one. Field names what is wrong.
type DecisionProblem struct{ Field string }

func (p *DecisionProblem) Error() string {
	return "catalog: the decision's " + p.Field + " is missing or wrong"
}

// check says what is wrong with a decision before it is entered.
func (d Award) check(today Day) error {
	switch {
	case strings.TrimSpace(d.No) == "":
		return &DecisionProblem{"no"}
	case strings.TrimSpace(d.Issuer) == "":
		return &DecisionProblem{"issuer"}
	case d.IssuedOn.IsZero() || d.IssuedOn.Year < firstRating || d.IssuedOn.After(today):
		return &DecisionProblem{"issued_on"}
	case !d.ExpiresOn.IsZero() && !d.IssuedOn.Before(d.ExpiresOn):
		return &DecisionProblem{"expires_on"}
	case len(d.Lines) == 0:
		return &DecisionProblem{"lines"}
	}
	seen := map[int64]bool{}
	for _, l := range d.Lines {
		if l.Stars < 3 || l.Stars > 5 { // 1 and 2 stars are never certified (Art. 4)
			return &DecisionProblem{"stars"}
		}
		if seen[l.ProductID] {
			return &DecisionProblem{"lines"}
		}
		seen[l.ProductID] = true
	}
	return nil
}

const linesOfSQL = recognitionsSQL + `product_id = $1 ORDER BY id FOR UPDATE`

func linesOf(ctx context.Context, tx pgx.Tx, product int64) ([]Recognition, error) {
	rows, err := tx.Query(ctx, linesOfSQL, product)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[Recognition])
}

const annexProductSQL = `SELECT name, province_code FROM product WHERE id = $1 AND merged_into IS NULL FOR UPDATE`

// Enter takes a decision with all its lines, or none of them. A line ends the
// star before it on the day of issue; one that would overlap a star of the same
// day or a later one is refused as a *Overlap.
func (r Recognitions) Enter(ctx context.Context, d Award, today Day, by int64) error {
	d.No, d.Issuer = Clean(d.No), Clean(d.Issuer)
	if err := d.check(today); err != nil {
		return err
	}
	err := pgx.BeginFunc(ctx, r.DB, func(tx pgx.Tx) error {
		register := newRegister()
		var err error
		if register.generations, err = register.loadGenerations(ctx, tx); err != nil {
			return err
		}
		for _, line := range d.Lines {
			if err := d.enter(ctx, tx, line, register.generationOf(d.IssuedOn, 0), by); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("entering decision %s: %w", d.No, err)
	}
	return nil
}

// enter writes one line of the annex.
func (d Award) enter(ctx context.Context, tx pgx.Tx, line AnnexLine, generation string, by int64) error {
	var name, province string
	if err := tx.QueryRow(ctx, annexProductSQL, line.ProductID).Scan(&name, &province); err != nil {
		return err
	}
	known, err := linesOf(ctx, tx, line.ProductID)
	if err != nil {
		return err
	}
	fresh := Recognition{
		ProductID: line.ProductID, Kind: line.Kind, Stars: line.Stars, DecisionNo: d.No, Issuer: d.Issuer, Generation: generation,
		IssuedOn: d.IssuedOn, ExpiresOn: d.ExpiresOn, ProductCode: Clean(line.Code),
	}
	if fresh.ExpiresOn.IsZero() {
		fresh.ExpiresOn = fresh.Expires()
	}
	if with, clash := later(fresh, known); clash {
		return &Overlap{ProductID: line.ProductID, ProductName: name, Line: fresh, With: with}
	}
	entry := productEntry{}
	for _, k := range known {
		entry.lines = append(entry.lines, &lineEntry{now: k})
	}
	if fresh.Kind == "" {
		fresh.Kind = entry.occasion(&lineEntry{now: fresh})
	}
	var batch pgx.Batch
	batch.Queue(supersedeSQL, pgx.StrictNamedArgs{"product_id": line.ProductID, "issued_on": d.IssuedOn})
	batch.Queue(addRecognitionSQL, fresh.arguments())
	if err := tx.SendBatch(ctx, &batch).Close(); err != nil {
		return clashOf(err, fresh, name)
	}
	return Record(ctx, tx, Entry{
		AccountID: by, Action: "recognition.enter", Subject: Subject{"product", line.ProductID}, ProvinceCode: province,
		Detail: map[string]string{"name": name, "decision": d.No, "issued": d.IssuedOn.String(), "stars": fmt.Sprint(line.Stars)},
	})
}

// later is a known star that begins on the day of a fresh one or after it, and
// so cannot be ended by it.
func later(fresh Recognition, known []Recognition) (Recognition, bool) {
	for _, k := range known {
		if k.Stars > 0 && !k.IssuedOn.IsZero() && !k.IssuedOn.Before(fresh.IssuedOn) {
			return k, true
		}
		if k.Stars > 0 && sameDecision(k.DecisionNo, fresh.DecisionNo) && k.DecisionNo != "" && sameTime(k, fresh) {
			return k, true
		}
	}
	return Recognition{}, false
}

// overlaps is a known line that shares a day with another one.
func overlaps(line Recognition, known []Recognition) (Recognition, bool) {
	from, to := line.days()
	for _, k := range known {
		begin, end := k.days()
		if !from.IsZero() && !begin.IsZero() && from.Before(end) && begin.Before(to) {
			return k, true
		}
	}
	return Recognition{}, false
}

// days are the first day of a line in force and the first one after it, as the
// database computes them; zero for a line that is never in force.
func (r Recognition) days() (from, to Day) {
	if r.Stars == 0 || r.IssuedOn.IsZero() {
		return Day{}, Day{}
	}
	to = r.Expires().AddDays(1)
	if !r.ExtendedUntil.IsZero() {
		to = r.ExtendedUntil.AddDays(1)
	}
	for _, end := range []Day{r.SupersededOn, r.RevokedOn} {
		if !end.IsZero() && end.Before(to) {
			to = end
		}
	}
	return r.IssuedOn, to
}

// clashOf names the clash that the database refused, where it is one, or says
// that the days of a line, or of the one before it, cannot be.
func clashOf(err error, line Recognition, name string) error {
	var refused *pgconn.PgError
	if errors.As(err, &refused) && (refused.ConstraintName == "recognition_one_star_a_day" || refused.ConstraintName == "recognition_once") {
		return &Overlap{ProductID: line.ProductID, ProductName: name, Line: line}
	}
	if refused != nil && refused.Code == "23514" {
		return &DecisionProblem{"line"}
	}
	return err
}
