package fair

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
)

// Fairs is the table of who takes part and of what belongs to it.
type Fairs struct {
	DB   *pgxpool.Pool
	Now  func() time.Time
	Tell Tell
	// Later keeps announcements for the background, in the transaction; where it is
	// nil they are told there and then.
	Later func(ctx context.Context, tx pgx.Tx, jobs []AnnounceJob) error
}

// Reasons why something cannot be done.
var (
	ErrState    = errors.New("fair: not in a state for this")
	ErrFull     = errors.New("fair: every place is taken")
	ErrClosed   = errors.New("fair: no applications are taken")
	ErrProducts = errors.New("fair: a product does not have what the event demands")
	ErrBooth    = errors.New("fair: the booth is another's")
	ErrTaken    = errors.New("fair: the slot is taken")
	ErrBusy     = errors.New("fair: the buyer has another meeting then")
	ErrOverlap  = errors.New("fair: the slot overlaps another")
	ErrTooMany  = errors.New("fair: too many from there")
)

// refusals are the rules of the database by their names.
func refusals() map[string]error {
	return map[string]error{
		"event_places": ErrFull, "event_participant_event_id_booth_key": ErrBooth, "fair_meeting_slot": ErrTaken,
		"fair_meeting_buyer": ErrBusy, "fair_slot_apart": ErrOverlap,
	}
}

// refused says which rule of the database a write broke.
func refused(err error) error {
	var broken *pgconn.PgError
	if errors.As(err, &broken) {
		if reason, known := refusals()[broken.ConstraintName]; known {
			return reason
		}
	}
	return err
}

func (f Fairs) today() catalog.Day { return catalog.DayAt(f.Now()) }

// do runs a change in a transaction; what says of what in an error.
func (f Fairs) do(ctx context.Context, what string, id int64, change func(tx pgx.Tx) error) error {
	if err := pgx.BeginFunc(ctx, f.DB, change); err != nil {
		return fmt.Errorf("%s %d: %w", what, id, refused(err))
	}
	return nil
}

func one[T any](ctx context.Context, db querier, sql string, arguments ...any) (T, error) {
	rows, err := db.Query(ctx, sql, arguments...)
	if err != nil {
		var none T
		return none, err
	}
	return pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[T])
}

func list[T any](ctx context.Context, db querier, sql string, arguments ...any) ([]T, error) {
	rows, err := db.Query(ctx, sql, arguments...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[T])
}

func column[T any](ctx context.Context, db querier, sql string, arguments ...any) ([]T, error) {
	rows, err := db.Query(ctx, sql, arguments...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[T])
}

// querier is the pool or a transaction.
type querier interface {
	Query(ctx context.Context, sql string, arguments ...any) (pgx.Rows, error)
}
