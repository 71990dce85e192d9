package fair

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
)

// Tick does what time brings to events; it may run as often as one likes.
func (f Fairs) Tick(ctx context.Context) error {
	return errors.Join(f.free(ctx), f.lapse(ctx), f.AskOutcomes(ctx), f.forget(ctx))
}

const waitingTooLongSQL = meetingColumns + `
WHERE (m.state = 'unconfirmed' AND (m.created_at < $1 OR m.begins_at < $3)
	OR m.state = 'asked' AND (m.confirmed_at < $2 OR m.begins_at < $3))`

// free gives back slots that one side has let wait too long, in a transaction
// each: one that fails does not keep the others.
func (f Fairs) free(ctx context.Context) error {
	bounds := []any{f.Now().Add(-ConfirmHours * time.Hour), f.Now().Add(-AnswerHours * time.Hour), f.Now()}
	late, err := list[Meeting](ctx, f.DB, waitingTooLongSQL+` ORDER BY m.id`, bounds...)
	problems := []error{err}
	for _, m := range late {
		problems = append(problems, f.do(ctx, "freeing the slot of meeting", m.ID, func(tx pgx.Tx) error {
			still, err := list[Meeting](ctx, tx, waitingTooLongSQL+` AND m.id = $4 FOR UPDATE SKIP LOCKED`, append(slices.Clone(bounds), m.ID)...)
			if err != nil || len(still) == 0 {
				return err
			}
			return f.freeOne(ctx, tx, still[0])
		}))
	}
	return errors.Join(problems...)
}

func (f Fairs) freeOne(ctx context.Context, tx pgx.Tx, m Meeting) error {
	state, news := Vanished, MeetVanished
	if m.State == Asked {
		state, news = Unanswered, MeetUnanswered
	}
	if _, err := tx.Exec(ctx, endMeetingSQL, m.ID, state, f.Now()); err != nil {
		return err
	}
	if err := f.tellMeeting(ctx, tx, m.ID, news, ToBuyer); err != nil || state != Unanswered {
		return err
	}
	return f.tellMeeting(ctx, tx, m.ID, news, ToMaker)
}

const demandingSQL = participantColumns + `
WHERE x.state IN ('applied', 'accepted') AND (x.least_stars > 0 OR x.lapsed_on IS NOT NULL) AND x.cancelled_on IS NULL AND NOT x.draft
	AND (x.ends_on IS NULL OR x.ends_on >= $1) AND x.event_kind NOT IN ('sale_point', 'gift_set')
ORDER BY x.id`

// lapse compares what is shown at coming events with the stars of today.
func (f Fairs) lapse(ctx context.Context) error {
	people, err := list[Participant](ctx, f.DB, demandingSQL, f.today())
	if err != nil {
		return fmt.Errorf("reading who takes part in coming events: %w", err)
	}
	var ids []int64
	for _, p := range people {
		ids = append(ids, p.Products...)
	}
	listings, err := catalog.Products{DB: f.DB}.Listings(ctx, ids)
	if err != nil || len(people) == 0 {
		return err
	}
	stars := make(map[int64]int, len(listings))
	for _, l := range listings {
		stars[l.ID] = l.Star(f.today()).Badge()
	}
	var problems []error
	for _, p := range people {
		lapsed := slices.DeleteFunc(slices.Clone(p.Products), func(id int64) bool { return stars[id] >= p.LeastStars })
		if !slices.Equal(lapsed, p.Lapsed) {
			problems = append(problems, f.mark(ctx, p.ID, lapsed))
		}
	}
	return errors.Join(problems...)
}

const (
	markProductsSQL = `
UPDATE participant_product SET lapsed_on = CASE WHEN product_id = ANY ($2) THEN coalesce(lapsed_on, $3) END WHERE participant_id = $1`
	markParticipantSQL = `
UPDATE event_participant SET lapsed_on = CASE WHEN cardinality($2::bigint[]) > 0 THEN coalesce(lapsed_on, $3) END WHERE id = $1`
)

// mark writes which products have lapsed, and tells maker and office of those that
// are new and of a return.
func (f Fairs) mark(ctx context.Context, id int64, lapsed []int64) error {
	return f.do(ctx, "marking participant", id, func(tx pgx.Tx) error {
		p, err := f.locked(ctx, tx, id)
		if err != nil {
			return err
		}
		fresh := slices.DeleteFunc(slices.Clone(lapsed), func(product int64) bool { return slices.Contains(p.Lapsed, product) })
		if !p.State.Holds() || slices.Equal(lapsed, p.Lapsed) {
			return nil // somebody else has been here
		}
		for _, sql := range []string{markProductsSQL, markParticipantSQL} {
			if _, err := tx.Exec(ctx, sql, id, lapsed, f.today()); err != nil {
				return err
			}
		}
		n := Notice{News: LapsedNews, Participant: p, Products: fresh}
		switch {
		case len(lapsed) == 0:
			n.News, n.Products = RenewedNews, p.Lapsed
		case len(fresh) == 0:
			return nil // fewer than before, but the office must decide still
		}
		for _, to := range []Audience{ToMaker, ToOffice} {
			n.To = to
			if err := f.Tell(ctx, tx, n); err != nil {
				return err
			}
		}
		return nil
	})
}

// How long personal data are kept after an event.
const (
	meetingsKept = 90  // days
	contactsKept = 365 // days
)

// Each step takes so many rows at most.
const (
	forgottenAtOnce   = 500
	forgetNetworksSQL = `
UPDATE fair_meeting SET network = NULL WHERE id IN (SELECT id FROM fair_meeting WHERE network IS NOT NULL AND created_at < $1 ORDER BY id LIMIT $2)`
	dropMeetingsSQL = `
DELETE FROM fair_meeting WHERE id IN (SELECT id FROM fair_meeting WHERE ends_at < $1 AND state <> 'agreed' ORDER BY id LIMIT $2)`
	forgetMeetingsSQL = `
UPDATE fair_meeting SET organisation = '', contact_name = '', email = 'forgotten-' || id, phone = '', about = ''
WHERE id IN (SELECT id FROM fair_meeting WHERE ends_at < $1 AND contact_name <> '' ORDER BY id LIMIT $2)`
	forgetContactsSQL = `
UPDATE fair_note SET who = '', contact = '', consent = NULL WHERE id IN (
	SELECT n.id FROM fair_note n JOIN fair_exhibitor x ON x.id = n.participant_id
	WHERE x.ends_on < $1 AND (n.who <> '' OR n.contact <> '') ORDER BY n.id LIMIT $2)`
)

// forget drops what there is no longer a purpose for. One kind that fails does not
// keep the others.
func (f Fairs) forget(ctx context.Context) error {
	meetings := f.Now().AddDate(0, 0, -meetingsKept)
	return errors.Join(
		f.forgetAll(ctx, "dropping meetings", dropMeetingsSQL, meetings),
		f.forgetAll(ctx, "forgetting who met", forgetMeetingsSQL, meetings),
		f.forgetAll(ctx, "forgetting networks", forgetNetworksSQL, f.Now().AddDate(0, 0, -1)),
		f.forgetAll(ctx, "forgetting contacts of notes", forgetContactsSQL, f.today().AddDays(-contactsKept).Time()),
	)
}

// forgetAll goes through what is older than a moment in bounded steps, each a
// transaction of its own.
func (f Fairs) forgetAll(ctx context.Context, what, sql string, before time.Time) error {
	for {
		tag, err := f.DB.Exec(ctx, sql, before, forgottenAtOnce)
		if err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
		if tag.RowsAffected() < forgottenAtOnce {
			return nil
		}
	}
}
