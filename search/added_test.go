package search

import (
	"context"
	"testing"
	"time"

	"ocop/catalog"
)

// TestAddedSynonyms has staff add words: they are heard of at once, found by and
// corrected towards like those that come with the program, and gone again.
func TestAddedSynonyms(t *testing.T) {
	engines(t, func(t *testing.T, s suite) {
		heard := make(chan catalog.Change, 16)
		ctx, stop := context.WithCancel(t.Context())
		followed := make(chan struct{})
		go func() {
			defer close(followed)
			catalog.Changes{DB: s.db}.Follow(ctx, func(c catalog.Change) { heard <- c })
		}()
		defer func() { stop(); <-followed }()
		<-heard // that anything may have changed before
		write := func(sql string) {
			t.Helper()
			if _, err := s.db.Exec(t.Context(), sql); err != nil {
				t.Fatal(err)
			}
			select {
			case change := <-heard:
				if change.Kind != catalog.SearchChanged {
					t.Errorf("%s is heard as %s", sql, change.Kind)
				}
			case <-time.After(time.Minute):
				t.Fatalf("%s is not heard", sql)
			}
			s.follow(t)
		}
		first := func(text, want string) {
			t.Helper()
			names, _ := s.find(t, Query{Text: text})
			if want == "" && len(names) > 0 || want != "" && (len(names) == 0 || names[0] != want) {
				t.Errorf("%q finds %q, want %q first", text, names, want)
			}
			if suggested := s.index.Suggest(text + " "); want != "" && (len(suggested) == 0 || suggested[0].told() != "product "+want) {
				t.Errorf("%q suggests %v", text, suggested)
			}
		}
		first("zobada", "")
		write(`INSERT INTO synonym_added (word, other, kind) VALUES ('zobada', 'nước mắm', 'north-south')`)
		first("zobada", "Nước mắm Phú Quốc 43 độ đạm")
		if names, answer := s.find(t, Query{Text: "zobadaa"}); len(names) == 0 || answer.Corrected != "zobada" {
			t.Errorf("with a slip it finds %q, read as %q", names, answer.Corrected)
		}
		write(`UPDATE synonym_added SET other = 'kẹo dừa', direction = 'one'`)
		first("zobada", "Kẹo dừa")
		// Within a group the words count for its products alone.
		write(`UPDATE synonym_added SET other = 'rượu', direction = 'both', group_slug = 'beverage'`)
		if names, _ := s.find(t, Query{Text: "zobada"}); len(names) != 1 || names[0] != "Rượu Đà tửu" {
			t.Errorf("within its group it finds %q", names)
		}
		write(`UPDATE synonym_added SET group_slug = 'food'`)
		if names, _ := s.find(t, Query{Text: "zobada"}); len(names) > 0 {
			t.Errorf("within another group it finds %q", names)
		}
		write(`INSERT INTO synonym_added (word, other, kind) VALUES ('!!', '??', 'spelling')`)
		write(`DELETE FROM synonym_added`)
		first("zobada", "")
		first("kẹo dừa", "Kẹo dừa")
	})
}
