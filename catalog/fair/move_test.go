package fair

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
)

// A place taken away is not told as one that was never given, and an officer who
// refuses what another has accepted meanwhile takes nothing away unawares.
func TestPlaceTakenAway(t *testing.T) {
	g := newGround(t, 1, 0)
	id, slots := g.exhibitor(t, 0)
	meeting, err := g.ask(t, id, slots[0], "a@example.com")
	ok(t, err)
	ok(t, g.Confirm(t.Context(), meeting))
	g.told = nil
	wants(t, "refused as it stood before", g.Refuse(t.Context(), Decision{EventID: g.event.ID, ParticipantID: id, Reason: "Hết chỗ", Seen: Applied, By: 1}), ErrState)
	ok(t, g.Refuse(t.Context(), Decision{EventID: g.event.ID, ParticipantID: id, Reason: "Đổi khu trưng bày", Seen: Accepted, By: 1}))
	g.hears(t, "taken away", "meet_off→maker", "meet_off→buyer", "revoked→maker")
	if p, err := g.ByID(t.Context(), id); err != nil || !p.WasAccepted || p.State != Refused {
		t.Errorf("%+v, %v", p, err)
	}
	g.apply(t, 0)
	if p, err := g.ByID(t.Context(), id); err != nil || p.WasAccepted {
		t.Errorf("applied again and still taken away: %v", err)
	}
	g.told = nil
	ok(t, g.Refuse(t.Context(), Decision{EventID: g.event.ID, ParticipantID: id, Reason: "Hết chỗ", By: 1}))
	g.hears(t, "not accepted this time", "refused→maker")
}

// An event moves while makers open hours and buyers ask for them: nobody fails for
// it, and nothing is left outside the new days.
func TestMovesUnderEverybody(t *testing.T) {
	g := newGround(t, 2, 0)
	first, slots := g.exhibitor(t, 0)
	second := g.apply(t, 1)
	moved := g.event
	moved.StartsOn = moved.StartsOn.AddDays(1)
	var all sync.WaitGroup
	run := func(what string, known error, do func() error) {
		all.Go(func() {
			if err := do(); err != nil && !errors.Is(err, known) {
				t.Errorf("%s: %v", what, err)
			}
		})
	}
	run("moving", nil, func() error { return g.change(t, moved) })
	run("accepting", nil, func() error {
		return g.Accept(t.Context(), Decision{EventID: g.event.ID, ParticipantID: second, Booth: "B1", By: 1})
	})
	run("offering", ErrState, func() error {
		return g.Offer(t.Context(), Offering{ParticipantID: first, Day: g.event.StartsOn, From: 780, Until: 840, Minutes: 30})
	})
	for i := range slots {
		run("asking", ErrTaken, func() error {
			id, err := g.ask(t, first, slots[i], fmt.Sprintf("%d@example.com", i))
			if err != nil {
				return err
			}
			if err := g.Confirm(t.Context(), id); !errors.Is(err, ErrState) {
				return err
			}
			return nil
		})
	}
	all.Wait()
	left, err := g.Slots(t.Context(), first)
	if err != nil || len(left) != 0 {
		t.Errorf("%d hours lie before the first day, %v", len(left), err)
	}
}

func TestEventMovesAndEnds(t *testing.T) {
	g := newGround(t, 2, 0)
	id, slots := g.exhibitor(t, 0)
	g.apply(t, 1)
	ok(t, g.Offer(t.Context(), Offering{ParticipantID: id, Day: g.event.EndsOn, From: 540, Until: 570, Minutes: 30}))
	all, err := g.Slots(t.Context(), id)
	ok(t, err)
	for i, slot := range []Slot{slots[0], all[4]} {
		m, err := g.ask(t, id, slot, fmt.Sprintf("%d@example.com", i))
		ok(t, err)
		ok(t, g.Confirm(t.Context(), m))
		ok(t, g.Agree(t.Context(), m))
	}
	g.told = nil
	moved := g.event
	moved.StartsOn = moved.StartsOn.AddDays(1)
	ok(t, g.change(t, moved))
	g.hears(t, "a day later", "moved→maker", "moved→maker", "meet_off→maker", "meet_off→buyer", "moved→buyer")
	if left, err := g.Slots(t.Context(), id); err != nil || len(left) != 1 {
		t.Errorf("%d slots are left, %v", len(left), err)
	}
	reworded := moved
	reworded.Story = "Thêm gian ẩm thực"
	ok(t, g.change(t, reworded))
	g.hears(t, "another text")
	off := reworded
	off.CancelledOn = g.today()
	ok(t, g.change(t, off))
	g.hears(t, "called off", "cancelled→maker", "cancelled→maker", "meet_off→maker", "meet_off→buyer")
}

// A large fair is called off in one short transaction: hours and meetings end in
// it, and who must hear of it is left to jobs of a bounded size.
func TestLargeFairIsCalledOff(t *testing.T) {
	g := newGround(t, 1, 0)
	g.exhibitor(t, 0)
	const many = 250
	g.exec(t, `INSERT INTO producer (slug, name, folded, province_code) SELECT 'more-' || n, 'more-' || n, 'more-' || n, '25' FROM generate_series(1, $1) AS n`, many)
	g.exec(t, `INSERT INTO event_participant (event_id, producer_id, state, decided_at) SELECT $1, id, 'accepted', now() FROM producer WHERE slug LIKE 'more-%'`, g.event.ID)
	g.exec(t, `
WITH slot AS (
	INSERT INTO fair_slot (participant_id, begins_at, ends_at) SELECT t.id, '2026-12-21 02:00Z', '2026-12-21 02:30Z' FROM event_participant t
	WHERE t.event_id = $1 RETURNING id, participant_id, begins_at, ends_at)
INSERT INTO fair_meeting (form_key, participant_id, slot_id, begins_at, ends_at, state, contact_name, email, lang, consent, created_at, confirmed_at)
SELECT 'large-' || id, participant_id, id, begins_at, ends_at, 'agreed', 'Trần Thị Mua', 'buyer' || id || '@example.com', 'vi', '1', now(), now() FROM slot`, g.event.ID)
	var jobs []AnnounceJob
	g.Later = func(_ context.Context, _ pgx.Tx, more []AnnounceJob) error {
		jobs = append(jobs, more...)
		return nil
	}
	off := g.event
	off.CancelledOn = g.today()
	ok(t, g.change(t, off))
	g.hears(t, "before the jobs")
	var left int
	ok(t, g.db.QueryRow(t.Context(), `SELECT (SELECT count(*) FROM fair_slot) + (SELECT count(*) FROM fair_meeting WHERE state <> 'off')`).Scan(&left))
	if left != 0 {
		t.Errorf("%d hours and meetings are left", left)
	}
	for _, job := range jobs {
		if n := len(job.Participants) + len(job.Ended) + len(job.Staying); n > toldAtOnce {
			t.Errorf("a job writes to %d people", n)
		}
		ok(t, g.do(t.Context(), "announcing, job", 0, func(tx pgx.Tx) error { return g.Announce(t.Context(), tx, job) }))
	}
	told := make(map[string]int)
	for _, news := range g.told {
		told[news]++
	}
	if diff := cmp.Diff(map[string]int{"cancelled→maker": many + 1, "meet_off→maker": many + 1, "meet_off→buyer": many + 1}, told); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
}
