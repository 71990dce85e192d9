package print

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
	"ocop/catalog/fair"
	"ocop/cmd/ocop/demo"
	"ocop/migrations/testdb"
	"ocop/storefront/locale"
)

// What an event is set up with: cards for the table, badges for the people, and
// afterwards the maker's record. OCOP_PRINTS names a folder to keep them in.
func TestFairsArePrinted(t *testing.T) {
	day := catalog.NewDay(2026, 11, 22)
	db := testdb.Filled(t, "demo", func(ctx context.Context, db *pgxpool.Pool) error { return demo.Load(ctx, db, demo.Secret, day) })
	d := newDeskOn(t, db)
	fairs := fair.Fairs{DB: db, Now: d.Orders.now}
	rows, err := db.Query(t.Context(), "SELECT id FROM event_participant WHERE booth IS NOT NULL ORDER BY id LIMIT 1")
	if err != nil {
		t.Fatal(err)
	}
	id, err := pgx.CollectExactlyOneRow(rows, pgx.RowTo[int64])
	if err != nil {
		t.Fatal(err)
	}
	place, err := fairs.ByID(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	exhibitors, err := fairs.Exhibitors(t.Context(), place.EventID)
	if err != nil {
		t.Fatal(err)
	}
	for _, order := range []Order{
		{Kind: Cards, SubjectID: place.ID, ProductIDs: place.Products},
		{Kind: Badges, SubjectID: place.EventID, ProductIDs: make([]int64, len(exhibitors))},
		{Kind: Record, SubjectID: place.ProducerID, ProductIDs: []int64{place.ID}},
	} {
		for _, lang := range []locale.Lang{locale.VI, locale.EN} {
			order.Lang, order.Title = lang, place.EventName
			token, err := d.Orders.Place(t.Context(), order)
			if err != nil {
				t.Fatal(err)
			}
			placed := d.find(t, token)
			if err := d.work(t, placed, 1); err != nil {
				t.Fatalf("%s: %v", order.Kind, err)
			}
			if placed = d.find(t, token); placed.State != Done || placed.Done != placed.Total() {
				t.Errorf("%s is %s at %d of %d", order.Kind, placed.State, placed.Done, placed.Total())
			}
			data := d.content(t, placed)
			pages := bytes.Count(data, []byte("/Type /Page\n"))
			want := 1
			if order.Kind == Cards {
				want = len(place.Products)
			}
			if !bytes.HasPrefix(data, []byte("%PDF")) || pages != want {
				t.Errorf("%s has %d pages, want %d", order.Kind, pages, want)
			}
			if folder := os.Getenv("OCOP_PRINTS"); folder != "" {
				if err := os.WriteFile(filepath.Join(folder, string(order.Kind)+"-"+string(lang)+".pdf"), data, 0o600); err != nil {
					t.Error(err)
				}
			}
		}
	}
}
