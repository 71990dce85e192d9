package catalog_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
)

// TestKnownProduct reads a product for somebody who knows its id, who is wrong
// about it, and who knows none: the address decides.
func TestKnownProduct(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	products := catalog.Products{DB: d.DB}
	want, err := products.BySlug(t.Context(), "che-tan-cuong")
	if err != nil {
		t.Fatal(err)
	}
	if want.Producer == nil || len(want.Recognitions) == 0 {
		t.Fatal("the fixture's product has no parts to be mistaken about")
	}
	var other int64
	if err := d.DB.QueryRow(t.Context(), `
INSERT INTO product (slug, name, folded, province_code) VALUES ('mat-ong', 'Mật ong', 'mat ong', '01') RETURNING id`).Scan(&other); err != nil {
		t.Fatal(err)
	}
	for _, id := range []int64{want.ID, other, 0, -1} {
		got, err := products.Known(t.Context(), want.Slug, id)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("with the id %d: %s", id, diff)
		}
		if _, err := products.Known(t.Context(), "khong-co", id); !errors.Is(err, pgx.ErrNoRows) {
			t.Errorf("an address of nothing, with the id %d: %v", id, err)
		}
	}
}
