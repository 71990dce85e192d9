package fair

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
)

// Decision is what an office decides on an application.
type Decision struct {
	EventID       int64
	ParticipantID int64
	Booth         string // when accepting; may stay empty
	Reason        string // when refusing
	Seen          State  // of the application, when refusing; empty where nobody looked
	By            int64
}

// CleanBooth is a booth's number as it is compared: "a 01" and "A01" are one.
func CleanBooth(typed string) string {
	return strings.ToUpper(strings.ReplaceAll(catalog.Clean(typed), " ", ""))
}

// decide locks an application of the event and changes it.
func (f Fairs) decide(ctx context.Context, d Decision, action string, change func(tx pgx.Tx, p Participant) error) error {
	return f.do(ctx, "deciding on participant", d.ParticipantID, func(tx pgx.Tx) error {
		p, err := f.locked(ctx, tx, d.ParticipantID)
		if err != nil {
			return err
		}
		if p.EventID != d.EventID {
			return pgx.ErrNoRows
		}
		if err := change(tx, p); err != nil {
			return err
		}
		return catalog.Record(ctx, tx, catalog.Entry{
			AccountID: d.By, Action: action, Subject: catalog.Subject{Kind: "event", ID: p.EventID}, ProvinceCode: p.OfficeCode,
			Detail: map[string]string{"event": p.EventName, "producer": p.ProducerName, "booth": d.Booth, "reason": d.Reason},
		})
	})
}

const acceptSQL = `UPDATE event_participant SET state = 'accepted', booth = nullif($2, ''), decided_at = $3, reason = '' WHERE id = $1`

// Accept lets a maker take part, or gives one who does another booth. A number
// that is another's is refused with ErrBooth.
func (f Fairs) Accept(ctx context.Context, d Decision) error {
	d.Booth = CleanBooth(d.Booth)
	return f.decide(ctx, d, "event.accept", func(tx pgx.Tx, p Participant) error {
		if !p.State.Holds() || !p.Coming(f.today()) {
			return ErrState
		}
		if p.State == Accepted && p.Booth == d.Booth {
			return nil
		}
		if _, err := tx.Exec(ctx, acceptSQL, p.ID, d.Booth, f.Now()); err != nil {
			return err
		}
		news := AcceptedNews
		if p.State == Accepted {
			news = BoothNews
		}
		return f.tellOf(ctx, tx, p.ID, Notice{News: news, To: ToMaker})
	})
}

const refuseSQL = `
UPDATE event_participant SET state = 'refused', was_accepted = state = 'accepted', booth = NULL, lapsed_on = NULL, decided_at = $2, reason = $3
WHERE id = $1`

// Refuse turns an application down, or ends a maker's taking part, with a reason
// that the maker reads. Its meetings end.
func (f Fairs) Refuse(ctx context.Context, d Decision) error {
	return f.decide(ctx, d, "event.refuse", func(tx pgx.Tx, p Participant) error {
		if !p.State.Holds() || !p.Coming(f.today()) {
			return ErrState
		}
		if d.Seen != "" && d.Seen != p.State {
			return ErrState // another officer was quicker: refusing and taking a place away are two things
		}
		if err := f.endAllOf(ctx, tx, p); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, refuseSQL, p.ID, f.Now(), d.Reason); err != nil {
			return err
		}
		news := RefusedNews
		if p.State == Accepted {
			news = RevokedNews
		}
		return f.tellOf(ctx, tx, p.ID, Notice{News: news, To: ToMaker, Text: d.Reason})
	})
}

const (
	dropLapsedSQL  = `DELETE FROM participant_product WHERE participant_id = $1 AND lapsed_on IS NOT NULL`
	clearLapsedSQL = `UPDATE event_participant SET lapsed_on = NULL WHERE id = $1`
)

// Keep lets a maker stay without the products whose star has lapsed. One who has
// no other product to show cannot stay.
func (f Fairs) Keep(ctx context.Context, d Decision) error {
	return f.decide(ctx, d, "event.keep", func(tx pgx.Tx, p Participant) error {
		if p.LapsedOn.IsZero() || len(p.Lapsed) >= len(p.Products) {
			return ErrState
		}
		if _, err := tx.Exec(ctx, dropLapsedSQL, p.ID); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, clearLapsedSQL, p.ID); err != nil {
			return err
		}
		return f.tellOf(ctx, tx, p.ID, Notice{News: KeptNews, To: ToMaker, Products: p.Lapsed})
	})
}
