package search

import (
	"strings"
	"testing"

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
