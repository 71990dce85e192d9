package search

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"ocop/catalog"
	"ocop/migrations/testdb"
)

// TestPostingsAgree holds what the index in memory says of words against what
// PostgreSQL's says, before and after a product changes, comes and goes.
func TestPostingsAgree(t *testing.T) {
	db := testdb.New(t)
	index := &Index{DB: db, Today: func() catalog.Day { return catalog.NewDay(2026, 11, 22) }}
	engine := &Postgres{DB: db, Index: index}
	s := suite{Finder: Finder{Index: index}, index: index, sync: Sync{DB: db}, db: db}
	takeIn(t, db, products)
	s.catchUp(t)
	one := func(words ...string) Clause { return Clause{{Words: words}} }
	begun := func(words ...string) Clause { return Clause{{Words: words, Prefix: true}} }
	plans := map[string][]Clause{
		"a word":              {one("keo")},
		"two words":           {one("keo"), one("dua")},
		"a phrase":            {one("0keodua")},
		"words of one way":    {one("nuoc", "0phuquoc")},
		"a beginning":         {begun("d")},
		"a begun phrase":      {begun("0nuocm")},
		"a kind with tone":    {one("00chef2"), one("tom")},
		"a kind without":      {one("000che")},
		"stars":               {one("5sao")},
		"one of several":      {{{Words: []string{"keo"}}, {Words: []string{"00ruouw5"}}, {Words: []string{"ch"}, Prefix: true}}},
		"nobody's":            {one("qwertz")},
		"nobody's and begun":  {one("keo"), begun("qwertz")},
		"what has a new name": {one("gung")},
	}
	check := func(t *testing.T) {
		t.Helper()
		now := index.current()
		for name, need := range plans {
			fetched, err := engine.find(t.Context(), now, tsquery(need, " & "))
			if err != nil {
				t.Fatal(err)
			}
			if counted, _ := now.postings.holding(Plan{Need: need}); !counted.Equal(fetched) {
				t.Errorf("%s: in memory %v, in PostgreSQL %v", name, counted, fetched)
			}
			some, most, err := engine.findMost(t.Context(), now, need)
			if err != nil {
				t.Fatal(err)
			}
			counted, held := now.postings.holding(Plan{Need: need, Any: true})
			if diff := cmp.Diff(most, held); diff != "" || !counted.Equal(some) {
				t.Errorf("%s, any: in memory %v, in PostgreSQL %v\n%s", name, counted, some, diff)
			}
		}
	}
	check(t)
	for _, sql := range []string{
		`UPDATE product SET name = 'Kẹo gừng' WHERE name = 'Kẹo dừa'`,
		`UPDATE product SET name = 'Gừng dẻo' WHERE name = 'Dưa lưới'`,
	} {
		if _, err := db.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
		s.catchUp(t)
		check(t)
	}
	if set, _ := index.current().postings.holding(Plan{Need: plans["what has a new name"]}); set.Count() != 2 {
		t.Errorf("%d hold the new word, want 2", set.Count())
	}
}
