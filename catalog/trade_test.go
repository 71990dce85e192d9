package catalog

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"ocop/migrations/testdb"
)

func TestCapacityOfAYear(t *testing.T) {
	t.Parallel()
	products := Products{DB: testdb.New(t)}
	var id int64
	if err := products.DB.QueryRow(t.Context(), `
INSERT INTO product (slug, name, folded, province_code) VALUES ('mat-ong', 'Mật ong', 'mat ong', '01') RETURNING id`).Scan(&id); err != nil {
		t.Fatal(err)
	}
	capacity := func() []float64 {
		t.Helper()
		product, err := products.BySlug(t.Context(), "mat-ong")
		if err != nil {
			t.Fatal(err)
		}
		return product.Trade.Capacity
	}
	if err := products.SaveTrade(t.Context(), Trade{ProductID: id, CapacityUnit: "kg", LeadDays: -1}); err != nil {
		t.Fatal(err)
	}
	if got := capacity(); got != nil {
		t.Errorf("with no month said the year is %v", got)
	}
	if _, err := products.DB.Exec(t.Context(), `INSERT INTO product_capacity VALUES ($1, 11, 500), ($1, 2, 12.5)`, id); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]float64{0, 12.5, 0, 0, 0, 0, 0, 0, 0, 0, 500, 0}, capacity()); diff != "" {
		t.Error(diff)
	}
}
