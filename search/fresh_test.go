package search

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestBuyersSeeWhatHoldsFirst sees stars in force first where a buyer asks for a
// month, and what nobody confirmed for a year last of those and of the others: with
// and without words, in every order, page by page. Elsewhere all stays where it was.
func TestBuyersSeeWhatHoldsFirst(t *testing.T) {
	engines(t, func(t *testing.T, s suite) {
		s.supplies(t)
		season := map[Field][]string{Month: {"11"}}
		plain, _ := s.find(t, Query{Text: "kẹo", Sort: Relevance})
		if _, err := s.db.Exec(t.Context(), `UPDATE product SET confirmed_on = '2025-01-01' WHERE name IN ('Chè Tôm Nõn', 'Kẹo dứa')`); err != nil {
			t.Fatal(err)
		}
		if _, err := s.db.Exec(t.Context(), `UPDATE recognition SET expires_on = '2026-11-20' WHERE product_id IN (SELECT id FROM product WHERE name = 'Kẹo dứa')`); err != nil {
			t.Fatal(err)
		}
		s.catchUp(t)
		want := []string{"Kẹo dừa", "Rượu Đà tửu", "Chè Tôm Nõn", "Dưa lưới", "Kẹo dứa"}
		for _, query := range []Query{
			{Filters: season, Sort: ByName},
			{Filters: season, Sort: ByDistance, Near: &Point{10.24, 106.37}}, // Kẹo dừa's own province
		} {
			got, _ := s.find(t, query)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: %s", query.Sort, diff)
			}
		}
		for _, sort := range []Sort{Relevance, ByStars, ByName, Newest} {
			if got, _ := s.find(t, Query{Text: "kẹo", Filters: season, Sort: sort}); cmp.Diff([]string{"Kẹo dừa", "Kẹo dứa"}, got) != "" {
				t.Errorf("kẹo by %s: %v", sort, got)
			}
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
