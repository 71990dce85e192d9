package fair

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
)

// Application is what a maker sends.
type Application struct {
	EventID    int64
	ProducerID int64
	Products   []int64
	Note       string
	AccountID  int64
}

// Fits reports whether a product has what an event demands on a day: with stars
// demanded, a star in force of as many.
func Fits(e catalog.Event, star catalog.Star) bool {
	return e.LeastStars == 0 || star.Badge() >= e.LeastStars
}

const applySQL = `
INSERT INTO event_participant (event_id, producer_id, state, note, applied_at)
VALUES (@event, @producer, 'applied', @note, @now)
ON CONFLICT (event_id, producer_id) DO UPDATE SET state = 'applied', note = excluded.note, applied_at = excluded.applied_at, reason = '',
	decided_at = NULL, booth = NULL, lapsed_on = NULL, was_accepted = false
WHERE event_participant.state IN ('refused', 'withdrawn')
RETURNING id`

const clearProductsSQL = `DELETE FROM participant_product WHERE participant_id = $1`

// Apply takes a maker's application with at least one of its own products. Of two
// makers who take the last place at once one gets ErrFull.
func (f Fairs) Apply(ctx context.Context, e catalog.Event, a Application) (id int64, err error) {
	if !e.Open(f.today()) || e.Draft {
		return 0, ErrClosed
	}
	if err := f.checkProducts(ctx, e, a); err != nil {
		return 0, err
	}
	err = f.do(ctx, "applying to event", e.ID, func(tx pgx.Tx) error {
		now, err := catalog.Events{}.Lock(ctx, tx, e.ID)
		if err != nil {
			return err
		}
		if !now.Open(f.today()) {
			return ErrClosed // called off meanwhile
		}
		rows, err := tx.Query(ctx, applySQL, pgx.StrictNamedArgs{"event": e.ID, "producer": a.ProducerID, "note": a.Note, "now": f.Now()})
		if err != nil {
			return err
		}
		ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			return ErrState // it stands already
		}
		id = ids[0]
		if _, err := tx.Exec(ctx, clearProductsSQL, id); err != nil {
			return err
		}
		for i, product := range a.Products {
			if _, err := tx.Exec(ctx, showProductSQL, id, product, i, ""); err != nil {
				return err
			}
		}
		return f.tellOf(ctx, tx, id, Notice{News: NewApplication, To: ToOffice})
	})
	return id, err
}

// checkProducts refuses products of others and those without the star demanded.
func (f Fairs) checkProducts(ctx context.Context, e catalog.Event, a Application) error {
	listings, err := catalog.Products{DB: f.DB}.ListingsOf(ctx, a.ProducerID)
	if err != nil {
		return err
	}
	for _, id := range a.Products {
		i := slices.IndexFunc(listings, func(l catalog.Listing) bool { return l.ID == id })
		if i < 0 || !Fits(e, listings[i].Star(f.today())) {
			return ErrProducts
		}
	}
	if len(a.Products) == 0 {
		return ErrProducts
	}
	return nil
}

const withdrawSQL = `UPDATE event_participant SET state = 'withdrawn', booth = NULL, lapsed_on = NULL WHERE id = $1`

// Withdraw takes an application back while the event has not ended. Its meetings
// end, and its buyers are told.
func (f Fairs) Withdraw(ctx context.Context, id int64) error {
	return f.do(ctx, "withdrawing participant", id, func(tx pgx.Tx) error {
		p, err := f.locked(ctx, tx, id)
		if err != nil {
			return err
		}
		if !p.State.Holds() || !p.Coming(f.today()) {
			return ErrState
		}
		if err := f.endAllOf(ctx, tx, p); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, withdrawSQL, id); err != nil {
			return err
		}
		return f.Tell(ctx, tx, Notice{News: WithdrawnNews, To: ToOffice, Participant: p})
	})
}

// tellOf says something of a participant that the transaction has written.
func (f Fairs) tellOf(ctx context.Context, tx pgx.Tx, id int64, n Notice) error {
	p, err := one[Participant](ctx, tx, participantColumns+`WHERE x.id = $1`, id)
	if err != nil {
		return fmt.Errorf("reading participant %d: %w", id, err)
	}
	n.Participant = p
	return f.Tell(ctx, tx, n)
}
