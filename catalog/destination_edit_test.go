package catalog_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ocop/catalog"
)

// TestDestinationIsEdited: how guests are received goes the way of every change,
// and what was not said stays unsaid.
func TestDestinationIsEdited(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	stays := catalog.Destinations{DB: d.DB}
	first := d.approve(t, d.submit(t, d.draft(t, 0, catalog.Values{"guests_night": "24", "smallest_group": "4", "directions": "Rẽ ở chợ.", "rules_en": "Shoes off."})))
	got, err := stays.Of(t.Context(), d.product)
	if err != nil {
		t.Fatal(err)
	}
	if got.GuestsNight != 24 || got.SmallestGroup != 4 || got.Directions != "Rẽ ở chợ." || got.RulesEN != "Shoes off." || got.Houses != 0 || got.Sample {
		t.Errorf("approved, the place says %+v", got)
	}
	if houses, beds := d.now(t, "houses"), d.now(t, "guests_night"); houses != "" || beds != "24" {
		t.Errorf("the fields read %q and %q", houses, beds)
	}
	undo, err := d.Undo(t.Context(), catalog.Draft{Step: catalog.Step{By: maker, Key: d.key()}, ProducerID: d.producer, UndoOf: first.ID})
	if err != nil {
		t.Fatal(err)
	}
	d.approve(t, d.submit(t, undo))
	if got, err = stays.Of(t.Context(), d.product); err != nil || got.GuestsNight != 0 || got.SmallestGroup != 1 || got.Directions+got.RulesEN != "" {
		t.Errorf("undone, the place says %+v (%v)", got, err)
	}
	var problems catalog.Problems
	_, err = d.SaveDraft(t.Context(), catalog.Draft{
		Step: catalog.Step{By: maker, Key: d.key()}, Subject: d.subject(), ProducerID: d.producer, Set: catalog.Values{"guests_night": "1e9", "beds": "40000", "safety": string(make([]rune, 2000))},
	})
	if !errors.As(err, &problems) || problems["guests_night"] == "" || problems["beds"] == "" {
		t.Errorf("what cannot be is kept: %v", err)
	}
}

// TestDestinationListsAreEdited: kinds, months, things to do and houses go the
// same way; a house keeps its turns under a new name, and what was agreed stays
// when its house goes.
func TestDestinationListsAreEdited(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	stays := catalog.Destinations{DB: d.DB}
	set := catalog.Values{
		"kinds": "tent,homestay", "best_months": "12,1,2", "languages": "en,vi", "facilities": "wifi",
		"activities": "Đi thuyền\tBoat trip\tboat\t90\t3,4\t50000\t4\nNấu bánh\t\tfood\t\t\t\t",
		"hosts":      "\tNhà bà Năm\t8\t2\tvi\n\tNhà chú Ba\t12\t\t",
	}
	d.approve(t, d.submit(t, d.draft(t, 0, set)))
	got, err := stays.Of(t.Context(), d.product)
	if err != nil {
		t.Fatal(err)
	}
	want := catalog.Destination{
		ProductID: d.product, Kinds: []string{"homestay", "tent"}, BestMonths: []int{1, 2, 12}, Languages: []string{"vi", "en"}, Facilities: []string{"wifi"}, SmallestGroup: 1,
		Activities: []catalog.Activity{
			{ProductID: d.product, Kind: "boat", Name: "Đi thuyền", NameEN: "Boat trip", Minutes: 90, Months: []int{3, 4}, Price: 50000, SmallestGroup: 4},
			{ProductID: d.product, Kind: "food", Name: "Nấu bánh", Months: []int{}, SmallestGroup: 1},
		},
		Hosts: []catalog.Host{
			{ID: got.Hosts[0].ID, ProductID: d.product, Name: "Nhà bà Năm", Guests: 8, Rooms: 2, Languages: []string{"vi"}},
			{ID: got.Hosts[1].ID, ProductID: d.product, Name: "Nhà chú Ba", Guests: 12, Languages: []string{}},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("approved, the place says otherwise (-want +got):\n%s", diff)
	}
	five, three := got.Hosts[0].ID, got.Hosts[1].ID
	for key, host := range map[string]int64{"five": five, "three": three} {
		if _, err := d.DB.Exec(t.Context(), `INSERT INTO stay_turn (key, product_id, host_id, arrives, leaves, people, state, asked_at)
			VALUES ($1, $2, $3, '2027-01-02', '2027-01-04', 2, 'agreed', now())`, key, d.product, host); err != nil {
			t.Fatal(err)
		}
	}
	// The second house comes first under another name, a new one follows, the first is gone.
	edit := d.submit(t, d.draft(t, 0, catalog.Values{"hosts": fmt.Sprintf("%d\tNhà chú Ba Lành\t14\t3\ten\n\tNhà cô Sáu\t4\t\t", three)}))
	d.approve(t, edit)
	if got, err = stays.Of(t.Context(), d.product); err != nil || len(got.Hosts) != 2 || got.Hosts[0].ID != three || got.Hosts[0].Name != "Nhà chú Ba Lành" || got.Hosts[0].Guests != 14 {
		t.Errorf("the houses are %+v (%v)", got.Hosts, err)
	}
	turns := catalog.Turns{DB: d.DB}
	for key, host := range map[string]int64{"five": 0, "three": three} {
		if turn, err := turns.Of(t.Context(), key); err != nil || turn.State != "agreed" || turn.HostID != host {
			t.Errorf("what was agreed with %s is %+v (%v)", key, turn, err)
		}
	}
	undo, err := d.Undo(t.Context(), catalog.Draft{Step: catalog.Step{By: maker, Key: d.key()}, ProducerID: d.producer, UndoOf: edit.ID})
	if err != nil {
		t.Fatal(err)
	}
	d.approve(t, d.submit(t, undo))
	if got, err = stays.Of(t.Context(), d.product); err != nil || len(got.Hosts) != 2 || got.Hosts[0].Name != "Nhà bà Năm" || got.Hosts[1].ID != three || len(got.Activities) != 2 {
		t.Errorf("undone, the houses are %+v (%v)", got.Hosts, err)
	}
}

// TestDestinationListsRefuse: a list is taken whole or not at all.
func TestDestinationListsRefuse(t *testing.T) {
	for name, values := range map[string][]string{
		"kinds":       {"castle", "homestay,", ","},
		"best_months": {"13", "0", "1,1e9", "một"},
		"languages":   {"xx", "vi\ten"},
		"activities":  {"x", "Đi\t\tfly\t\t\t\t", "\t\tboat\t\t\t\t", "Đi\t\tboat\t-1\t\t\t", "Đi\t\tboat\t1e400\t\t\t", "Đi\t\tboat\t\t13\t\t", "Đi\t\tboat\t\t\t0\t", "Đi\t\tboat\t\t\t\t\t"},
		"hosts":       {"\tNhà\t0\t\t", "\tNhà\t\t\t", "\tNhà\tNaN\t\t", "7\tA\t1\t\t\n7\tB\t1\t\t", "x\tA\t1\t\t", "\tA\xff\t1\t\t", strings.Repeat("\tA\t1\t\t\n", 100) + "\tA\t1\t\t"},
	} {
		f, ok := catalog.FieldOf(catalog.ProductSubject, name)
		if !ok {
			t.Fatalf("no field %s", name)
		}
		for _, value := range values {
			if got, problem := f.Read(value); problem == "" {
				t.Errorf("%s takes %q as %q", name, value, got)
			}
		}
	}
}

// FuzzLines: whatever is typed, what is kept reads as itself.
func FuzzLines(f *testing.F) {
	f.Add("activities", "Đi thuyền\tBoat\tboat\t90\t3,4\t50000\t4")
	f.Add("hosts", "3\tNhà bà Năm\t8\t2\tvi\n\tNhà chú Ba\t12\t\t")
	f.Add("best_months", "12,1")
	f.Fuzz(func(t *testing.T, name, text string) {
		field, ok := catalog.FieldOf(catalog.ProductSubject, name)
		if !ok || field.Type != catalog.LinesField && field.Type != catalog.ChoicesField {
			return
		}
		value, problem := field.Read(text)
		if problem != "" {
			return
		}
		if again, problem := field.Read(value); problem != "" || again != value {
			t.Errorf("%q is kept as %q and then read as %q (%s)", text, value, again, problem)
		}
	})
}
