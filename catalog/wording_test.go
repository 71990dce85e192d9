package catalog_test

import (
	"errors"
	"testing"

	"ocop/catalog"
	"ocop/migrations/testdb"
)

func TestWordings(t *testing.T) {
	t.Parallel()
	w := catalog.Wordings{DB: testdb.New(t)}
	for range 2 { // the second time changes what is there
		if err := w.AddSynonym(t.Context(), catalog.Synonym{Word: " Bưởi năm roi ", Other: "bưởi 5 roi", Kind: "spelling", Direction: "both"}, 1); err != nil {
			t.Fatal(err)
		}
	}
	list, err := w.Synonyms(t.Context())
	if err != nil || len(list) != 1 || list[0].Word != "Bưởi năm roi" {
		t.Fatalf("synonyms are %+v, %v", list, err)
	}
	if err := w.RemoveSynonym(t.Context(), list[0].ID, 1); err != nil {
		t.Fatal(err)
	}
	if err := w.AddSynonym(t.Context(), catalog.Synonym{Word: "a", Other: "a", Kind: "spelling", Direction: "both"}, 1); !errors.Is(err, catalog.ErrReasonMissing) {
		t.Errorf("a word that means itself: %v", err)
	}
	day := catalog.NewDay(2026, 11, 22)
	if err := w.AddNotice(t.Context(), catalog.Notice{Body: "Bảo trì", FromDay: day, ToDay: day.AddDays(1)}, 1); err != nil {
		t.Fatal(err)
	}
	notices, err := w.Notices(t.Context(), day)
	if err != nil || len(notices) != 1 {
		t.Fatalf("notices are %+v, %v", notices, err)
	}
	if over, err := w.Notices(t.Context(), day.AddDays(2)); err != nil || len(over) != 0 {
		t.Errorf("a notice that is over: %+v, %v", over, err)
	}
	if err := w.RemoveNotice(t.Context(), notices[0].ID, 1); err != nil {
		t.Fatal(err)
	}
	for _, body := range []string{"Một.", "Hai."} {
		if err := w.WriteLegal(t.Context(), catalog.LegalText{Page: "rules", Lang: "vi", Body: body, Reason: "Sửa"}, 1); err != nil {
			t.Fatal(err)
		}
	}
	now, err := w.Legal(t.Context(), "rules", "vi")
	all, err2 := w.LegalTexts(t.Context())
	if err != nil || err2 != nil || now.Version != 2 || now.Body != "Hai." || len(all) != 2 {
		t.Errorf("the rules are %+v of %d versions (%v, %v)", now, len(all), err, err2)
	}
}

func TestStates(t *testing.T) {
	t.Parallel()
	db := officeDB(t)
	states, err := catalog.Products{DB: db}.States(t.Context(), "86", catalog.NewDay(2026, 11, 22))
	if err != nil || len(states) != 1 || states[0].Commune != "Tân Cương" || states[0].Products != 4 || states[0].Pictures != 0 {
		t.Errorf("the communes are %+v, %v", states, err)
	}
}
