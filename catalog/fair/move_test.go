package fair

import (
	"errors"
	"fmt"
	"sync"
	"testing"
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
