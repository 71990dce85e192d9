package search

import (
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
	"ocop/catalog/sheet"
	"ocop/migrations/testdb"
)

// stocked is a database with the suite's catalogue in it.
func stocked(t *testing.T) *pgxpool.Pool {
	t.Helper()
	db := testdb.New(t)
	list, err := sheet.Read("products.csv", strings.NewReader(products), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (catalog.Intake{DB: db}).Run(t.Context(), list, catalog.IntakeOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := (Sync{DB: db}).Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	return db
}

func theDay() catalog.Day { return catalog.NewDay(2026, 11, 22) }

func TestMeiliBuilds(t *testing.T) {
	url := meili(t)
	db := stocked(t)
	m := NewMeili(url, meiliKey, db, theDay)
	if err := m.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	found, err := m.Find(t.Context(), Plan{Limit: 3, Counts: true, Need: []Clause{{{Words: []string{"keo"}}}}})
	if err != nil {
		t.Fatal(err)
	}
	if found.Total != 2 || len(found.IDs) != 2 || found.Facets[Group]["food"] != 2 {
		t.Errorf("found %+v", found)
	}
}

// TestSweep removes what an older release left, and nothing else.
func TestSweep(t *testing.T) {
	url := meili(t)
	m := NewMeili(url, meiliKey, stocked(t), theDay)
	if err := m.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	uid, err := m.uid(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	older, others := meiliPrefix(m.identity)+"older", meiliPrefix("another database")+"older"
	for _, name := range []string{older, others} {
		if err := m.prepare(t.Context(), name); err != nil {
			t.Fatal(err)
		}
	}
	for _, sweep := range []struct {
		since time.Time
		left  bool
	}{{time.Now().Add(-time.Hour), true}, {time.Now().Add(time.Hour), false}} {
		if err := m.sweep(t.Context(), uid, sweep.since); err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]bool{uid: true, others: true, older: sweep.left} {
			index, err := m.look(t.Context(), name)
			if err != nil || (index != nil) != want {
				t.Errorf("swept since %s, %s is there: %t, want %t (%v)", sweep.since, name, index != nil, want, err)
			}
		}
	}
}
