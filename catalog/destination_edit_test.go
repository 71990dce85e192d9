package catalog_test

import (
	"errors"
	"testing"

	"ocop/catalog"
)

// TestDestinationIsEdited: how guests are received goes the way of every change,
// and what was not said stays unsaid.
func TestDestinationIsEdited(t *testing.T) {
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
