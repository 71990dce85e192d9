package search_test

import (
	"strings"
	"testing"
	"time"

	"ocop/catalog"
	"ocop/search"
)

// TestSlipsAreBelieved holds corrections against what was typed, on every
// engine: a slip is put right, and what shares too little with a word is not
// taken for it. What nobody has counts as demand.
func TestSlipsAreBelieved(t *testing.T) {
	index := demoCatalogue(t)
	engines := []search.Engine{&search.Postgres{DB: index.DB, Index: index}}
	if meili, _ := search.MeiliForTests(t, index); meili != nil {
		engines = append(engines, meili)
	}
	for _, test := range []struct {
		text      string
		corrected string
		nothing   bool   // is found
		shares    string // every product found holds one of these words
	}{
		{text: "qwxzjk", nothing: true},
		{text: "asdfgh", nothing: true},
		{text: "lkjhg", nothing: true},
		{text: "kjsdhf kajsd", nothing: true},
		{text: "iphone 15", nothing: true},
		{text: "vin fast", nothing: true},
		{text: "blockchain", nothing: true},
		{text: "tủ lạnh samsung", shares: "tủ lạnh"},
		{text: "xoài cát hoà lộc sấy", shares: "xoài cát hòa lộc sấy"},
		{text: "bia heineken", shares: "bia"},
		{text: "rượu nếpp", corrected: "rượu nếp"},
		{text: "trà gừg", corrected: "trà gừng"},
		{text: "í xanh", corrected: "bí xanh"},
		{text: "giấm chuxi", corrected: "giấm chuối"},
		{text: "cofee beans", corrected: "coffee beans"},
		{text: "nuơc mắn phú quôc", corrected: "nuơc mắm phú quôc"},
	} {
		for _, engine := range engines {
			finder := &search.Finder{Index: index, Engines: []search.Engine{engine}, Patience: time.Minute}
			q := search.Query{Text: test.text, Limit: 24}
			answer, err := finder.Search(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			if answer.Corrected != test.corrected || test.nothing && answer.Total > 0 || !test.nothing && answer.Total == 0 {
				t.Errorf("%s: %q finds %d, read as %q", engine.Name(), test.text, answer.Total, answer.Corrected)
			}
			if _, counted := index.Silence(q, answer); counted != (test.corrected == "" || answer.Total <= 2) {
				t.Errorf("%s: that %q finds %d is counted: %v", engine.Name(), test.text, answer.Total, counted)
			}
			for _, hit := range answer.Hits {
				if test.shares != "" && !holdsAny(hit, test.shares) {
					t.Errorf("%s: %q finds %s", engine.Name(), test.text, hit.Name)
				}
			}
		}
	}
}

// holdsAny reports whether one of some words begins one in what is known of a
// product.
func holdsAny(hit *search.Hit, words string) bool {
	text := " " + catalog.Fold(strings.Join([]string{
		hit.Name, hit.NameEN, hit.ProducerName, hit.Commune, hit.DistrictFormer, hit.ProvinceFormer, hit.Subgroup,
	}, " ")) + " "
	for _, word := range strings.Fields(catalog.Fold(words)) {
		if strings.Contains(text, " "+word) {
			return true
		}
	}
	return false
}

// TestKindKeepsItsTones looks for tea among things that are processed: what a
// product's kind says counts with its marks, and by its beginning not at all.
func TestKindKeepsItsTones(t *testing.T) {
	index := demoCatalogue(t)
	finder := &search.Finder{Index: index, Engines: []search.Engine{&search.Postgres{DB: index.DB, Index: index}}, Patience: time.Minute}
	find := func(text string) search.Answer {
		answer, err := finder.Search(t.Context(), search.Query{Text: text, Limit: 1000})
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
	for _, text := range []string{"chè", "che", "ch"} {
		answer := find(text)
		if answer.Total == 0 {
			t.Errorf("%q finds nothing", text)
		}
		for _, hit := range answer.Hits {
			if text != "ch" && !holdsAny(hit, "che tra tea") {
				t.Errorf("%q finds %s, %s", text, hit.Name, hit.Subgroup)
			}
		}
	}
	for _, text := range []string{"chế biến", "che bien", "che bi", "thực phẩm chế biến"} {
		if answer := find(text); answer.Total < 100 || answer.Any {
			t.Errorf("%q finds %d, any of the words: %v", text, answer.Total, answer.Any)
		}
	}
}
