package catalog

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog/sheet"
)

// Intake takes published lists into the register. What it takes in counts as
// approved: it is for operators.
type Intake struct{ DB *pgxpool.Pool }

// IntakeOptions are the choices for one list.
type IntakeOptions struct {
	Province string // the place of rows for which the list names none; today's or a former province
	DryRun   bool   // only report what would be done
	Partial  bool   // write the good rows although others are refused
	Today    Day    // decisions after it are remarked on; zero for no such remark
	Only     string // code of the one province whose rows are taken; empty for all
	Import   int64  // of which every change is remembered; 0 remembers nothing

	// Written is told in the transaction that the list is in; nil for nobody.
	Written func(ctx context.Context, tx pgx.Tx, report Report) error

	// Progress hears how many of the entries to write are written; nil for
	// nobody.
	Progress func(done, total int)
}

// Only one list is taken in at a time, or two could add the same producer.
const intakeLockSQL = `SELECT pg_advisory_xact_lock(20260522)`

// Run takes a list in: it finds the places, updates what is known already, adds
// the rest and reports on every row. Where a row is refused nothing is written
// at all, unless the options say partial. A producer is its folded name and
// province, a product its producer and folded name; a product of which no
// producer is named is its province and name, and never becomes one that has a
// producer. Empty cells erase nothing.
func (in Intake) Run(ctx context.Context, list *sheet.List, opt IntakeOptions) (Report, error) {
	atlas, err := Places(in).Atlas(ctx)
	if err != nil {
		return Report{}, fmt.Errorf("taking in a list: %w", err)
	}
	gazetteer := gazetteer{atlas: atlas, title: list.Title.Province, seen: map[string]location{}}
	if opt.Province != "" {
		fallback, ok := gazetteer.named(opt.Province)
		if !ok {
			return Report{}, fmt.Errorf("taking in a list: no province is named %q", opt.Province)
		}
		gazetteer.fallback = fallback
	}
	if province, ok := atlas.Province(opt.Only); ok {
		gazetteer.fallback = location{province: province}
	}
	var report Report
	err = pgx.BeginFunc(ctx, in.DB, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, intakeLockSQL); err != nil {
			return err
		}
		plan := newIntakePlan(list, gazetteer, opt)
		if err := plan.register.load(ctx, tx, plan.provinces()); err != nil {
			return err
		}
		report = plan.run()
		if opt.DryRun || report.Refused > 0 && !opt.Partial {
			return nil
		}
		report.Written = true
		if err := plan.register.write(ctx, tx, opt); err != nil || opt.Written == nil {
			return err
		}
		return opt.Written(ctx, tx, report)
	})
	if err != nil {
		return Report{}, fmt.Errorf("taking in a list: %w", err)
	}
	return report, nil
}
