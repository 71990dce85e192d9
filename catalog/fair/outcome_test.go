package fair

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
)

// A note sent twice arrives once, and at 30, 90 and 180 days its maker is asked.
func TestOutcomes(t *testing.T) {
	g := newGround(t, 1, 0)
	id, _ := g.exhibitor(t, 0)
	g.now = time.Date(2026, 12, 21, 3, 0, 0, 0, time.UTC)
	var notes []int64
	for i, value := range []int64{40_000_000, 15_000_000, 0} {
		n := Note{ParticipantID: id, ClientID: fmt.Sprintf("phone-note-number-%d", i), Memorandum: value > 0, Who: "Lê Văn Siêu", Contact: "0900 000 010", Consent: "1", What: "chè", Value: value}
		if problems := n.Check(g.now); len(problems) > 0 {
			t.Fatalf("%v", problems)
		}
		for range 2 {
			note, err := g.Take(t.Context(), n)
			ok(t, err)
			notes = append(notes, note)
		}
	}
	if notes[0] != notes[1] || notes[2] != notes[3] {
		t.Errorf("sent twice, arrived as %v", notes)
	}
	answer := func(day catalog.Day, results ...Result) {
		t.Helper()
		g.told, g.now = nil, day.Time().Add(3*time.Hour)
		for range 2 {
			ok(t, g.Tick(t.Context()))
		}
		if len(g.told) != len(results) {
			t.Errorf("on %s %v was told", day, g.told)
		}
		rows, err := g.db.Query(t.Context(), `SELECT id FROM fair_outcome WHERE result IS NULL ORDER BY id`)
		ok(t, err)
		ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
		ok(t, err)
		for i, result := range results {
			o := Outcome{ID: ids[i], Result: result}
			if result == Deal {
				o.Value = 30_000_000
			}
			ok(t, g.Answer(t.Context(), o))
			wants(t, "answered twice", g.Answer(t.Context(), o), ErrState)
		}
	}
	end := g.event.EndsOn
	answer(end.AddDays(29))
	answer(end.AddDays(30), Talking, Nothing)
	answer(end.AddDays(90), Deal)
	answer(end.AddDays(179))
	answer(end.AddDays(180), Deal)
	got, err := g.Tally(t.Context(), g.event.ID)
	ok(t, err)
	want := Tally{Contacts: 3, Memoranda: 2, Agreed: 55_000_000, Stages: []StageTally{
		{AfterDays: 30, Asked: 2, Answered: 2, Talking: 1, Failed: 1},
		{AfterDays: 90, Asked: 1, Answered: 1, Deals: 1, Value: 30_000_000},
		{AfterDays: 180, Asked: 1, Answered: 1, Deals: 1, Value: 30_000_000},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the tally (-want +got):\n%s", diff)
	}
	record, err := g.Record(t.Context(), g.makers[0])
	ok(t, err)
	if len(record) != 1 || record[0].Reach() != OutOfProvince {
		t.Errorf("the record: %+v", record)
	}
	g.now = end.AddDays(400).Time()
	ok(t, g.Tick(t.Context()))
	kept, err := g.Notes(t.Context(), id)
	ok(t, err)
	if kept[0].Who != "" || kept[0].Contact != "" {
		t.Errorf("after a year %q is still kept", kept[0].Who)
	}
}

func FuzzNoteCheck(f *testing.F) {
	f.Add("phone-note-number-1", "Lê", "0900 000 010", "chè", 1.5, int64(5), "1", true)
	f.Add("x", "", "", "", -1.0, int64(-1), "", false)
	now := time.Date(2026, 12, 21, 3, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, id, who, contact, what string, quantity float64, value int64, consent string, memorandum bool) {
		n := Note{ClientID: id, Who: who, Contact: contact, What: what, Quantity: quantity, Value: value, Consent: consent, Memorandum: memorandum}
		if len(n.Check(now)) > 0 {
			return
		}
		if n.Consent == "" && n.Who+n.Contact != "" || n.TakenAt.IsZero() || len([]rune(n.Who)) > mostWho || !(n.Quantity >= 0) {
			t.Errorf("taken: %+v", n)
		}
	})
}
