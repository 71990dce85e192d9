package main

import (
	"bytes"
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ocop/catalog"
	"ocop/catalog/sheet"
	"ocop/migrations/testdb"
	"ocop/search"
)

func testGenerator(t *testing.T) (*generator, filler) {
	t.Helper()
	db := testdb.New(t)
	atlas, err := catalog.Places{DB: db}.Atlas(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return newGenerator(atlas, catalog.NewDay(2026, 11, 22)), filler{db}
}

// The same number and day give the same catalogue, of which no row is refused
// or read as another's.
func TestRows(t *testing.T) {
	g, _ := testGenerator(t)
	rows := g.rows(500)
	if diff := cmp.Diff(rows, g.rows(500)); diff != "" {
		t.Errorf("two runs differ: %s", diff)
	}
	var file bytes.Buffer
	if err := sheet.WriteCSV(&file, header(), rows); err != nil {
		t.Fatal(err)
	}
	list, err := sheet.Read("generated.csv", &file, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(list.Rows) != 500 || len(list.Unused) != 0 || len(list.Skipped) != 0 {
		t.Errorf("%d rows read, unused columns %v, skipped %v", len(list.Rows), list.Unused, list.Skipped)
	}
	for _, r := range list.Rows {
		if len(r.Problems) > 0 {
			t.Errorf("row %d: %v", r.Line, r.Problems)
		}
	}
}

// A small catalogue is taken in whole, with every state a list can be filtered
// by that the generator promises.
func TestGenerate(t *testing.T) {
	g, f := testGenerator(t)
	if err := f.generate(t.Context(), 600); err != nil {
		t.Fatal(err)
	}
	index := &search.Index{DB: f.db, Today: func() catalog.Day { return g.today }}
	if err := index.Refresh(context.Background()); err != nil {
		t.Fatal(err)
	}
	counts := index.Counts(nil)
	for _, status := range []catalog.Status{catalog.Valid, catalog.Expiring, catalog.Expired, catalog.Revoked} {
		if counts[search.Status][string(status)] == 0 {
			t.Errorf("no product is %s: %v", status, counts[search.Status])
		}
	}
	if n := len(counts[search.Province]); n != 34 {
		t.Errorf("products of %d provinces, want all 34", n)
	}
}
