package search

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestStaleSinksForTrade sees a listing that nobody confirmed for a year go last
// where a buyer asks for a month, with and without words, page by page, and stay
// where it was elsewhere.
func TestStaleSinksForTrade(t *testing.T) {
	engines(t, func(t *testing.T, s suite) {
		s.supplies(t)
		season := map[Field][]string{Month: {"11"}}
		before, _ := s.find(t, Query{Filters: season, Sort: ByName})
		plain, _ := s.find(t, Query{Text: "kẹo", Sort: Relevance})
		first := before[0]
		if _, err := s.db.Exec(t.Context(), `UPDATE product SET confirmed_on = '2025-01-01' WHERE name = $1`, first); err != nil {
			t.Fatal(err)
		}
		s.catchUp(t)
		want := append(append([]string{}, before[1:]...), first)
		got, _ := s.find(t, Query{Filters: season, Sort: ByName})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		var paged []string
		for offset := range len(want) {
			names, _ := s.find(t, Query{Filters: season, Sort: ByName, Offset: offset, Limit: 1})
			paged = append(paged, names...)
		}
		if diff := cmp.Diff(want, paged); diff != "" {
			t.Errorf("one a page: %s", diff)
		}
		if after, _ := s.find(t, Query{Text: "kẹo", Sort: Relevance}); cmp.Diff(plain, after) != "" {
			t.Errorf("without a buyer's filter the order changed: %v, %v", plain, after)
		}
	})
}
