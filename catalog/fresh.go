package catalog

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// staleMonths after it was last confirmed a listing says that it may be out of
// date and sinks in trade searches; it is never taken away for that.
const staleMonths = 12

// askMonths after it was last confirmed its maker is asked whether it is still
// correct.
const askMonths = 3

// Fresh is when a listing was last known to be right.
type Fresh struct {
	Confirmed Day // by its producer; zero where it never did
	Added     Day // to the catalogue
}

// Last is the day to judge by.
func (f Fresh) Last() Day {
	if f.Confirmed.IsZero() {
		return f.Added
	}
	return f.Confirmed
}

// StaleOn reports whether nobody has said for a year that the listing is right.
func (f Fresh) StaleOn(day Day) bool {
	last := f.Last()
	return !last.IsZero() && last.AddMonths(staleMonths).Before(day)
}

// AskOn reports whether it is time to ask the maker.
func (f Fresh) AskOn(day Day) bool {
	return f.Confirmed.IsZero() || !f.Confirmed.AddMonths(askMonths).After(day)
}

// Fresh is when the listing was last known to be right.
func (p Product) Fresh() Fresh { return Fresh{p.ConfirmedOn, p.AddedOn} }

// Confirm notes that a producer says its listing is still correct.
func (e Edits) Confirm(ctx context.Context, by int64, subject Subject, day Day) error {
	err := pgx.BeginFunc(ctx, e.DB, func(tx pgx.Tx) error {
		sql := confirmProductSQL
		if subject.Kind == ProducerSubject {
			sql = confirmProducerSQL
		}
		tag, err := tx.Exec(ctx, sql, pgx.StrictNamedArgs{"id": subject.ID, "day": day})
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return pgx.ErrNoRows
		}
		return Record(ctx, tx, Entry{AccountID: by, Action: "listing.confirm", Subject: subject})
	})
	if err != nil {
		return fmt.Errorf("confirming %s %d: %w", subject.Kind, subject.ID, err)
	}
	return nil
}

// Fresh is when the listing was last known to be right.
func (l Listing) Fresh() Fresh { return Fresh{l.ConfirmedOn, DayAt(l.CreatedAt)} }
