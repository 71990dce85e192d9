package search

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5/pgxpool"
)

// supplies gives products of the suite something to sell, in units that convert
// and units that do not.
func (s suite) supplies(t *testing.T) {
	t.Helper()
	for _, line := range []struct {
		name, unit string
		months     string // month:amount
		order      float64
		orderUnit  string
		papers     string
	}{
		{"Kẹo dừa", "kg", "1:400 11:600 12:300", 20, "kg", "haccp:2027-01-01 attp:2027-01-01"},
		{"Kẹo dứa", "tấn", "11:0.5 6:2", 1, "tạ", "haccp:2026-11-21"}, // ended yesterday
		{"Dưa lưới", "thùng", "11:900", 5, "thùng", "vietgap:"},
		{"Chè Tôm Nõn", "Kg", "10:499 11:499.5", 0, "", "organic:2026-11-22 haccp:"},
		{"Rượu Đà tửu", "chai", "11:5000", 24, "chai", ""},
	} {
		id := `(SELECT id FROM product WHERE name = $1)`
		for _, step := range []struct {
			sql  string
			args []any
		}{
			{`INSERT INTO product_trade (product_id, capacity_unit, minimum_order, minimum_order_unit) VALUES (` + id + `, $2, nullif($3::numeric, 0), $4)`,
				[]any{line.name, line.unit, line.order, line.orderUnit}},
			{`INSERT INTO product_capacity SELECT ` + id + `, split_part(m, ':', 1)::int, split_part(m, ':', 2)::numeric FROM unnest($2::text[]) AS m`,
				[]any{line.name, strings.Fields(line.months)}},
			{`INSERT INTO product_certificate (product_id, kind, expires_on) SELECT ` + id + `, split_part(c, ':', 1), nullif(split_part(c, ':', 2), '')::date FROM unnest($2::text[]) AS c`,
				[]any{line.name, strings.Fields(line.papers)}},
		} {
			if _, err := s.db.Exec(t.Context(), step.sql, step.args...); err != nil {
				t.Fatal(err)
			}
		}
	}
	s.catchUp(t)
}

func TestSeasonAndCapacity(t *testing.T) {
	engines(t, func(t *testing.T, s suite) {
		s.supplies(t)
		tests := []struct {
			name    string
			filters map[Field][]string
			want    []string
		}{
			{"a month", map[Field][]string{Month: {"12"}}, []string{"Kẹo dừa"}},
			{"one month or another", map[Field][]string{Month: {"6", "10"}}, []string{"Chè Tôm Nõn", "Kẹo dứa"}},
			{"so much in any month", map[Field][]string{MinCapacity: {"1 tan"}}, []string{"Kẹo dứa"}},
			{"so much in that month", map[Field][]string{MinCapacity: {"500 kg"}, Month: {"11"}}, []string{"Kẹo dừa", "Kẹo dứa"}},
			{"the same in tonnes", map[Field][]string{MinCapacity: {"0.5 tan"}, Month: {"11"}}, []string{"Kẹo dừa", "Kẹo dứa"}},
			{"much, but in another month", map[Field][]string{MinCapacity: {"500 kg"}, Month: {"1", "12"}}, nil},
			{"cartons are not kilograms", map[Field][]string{MinCapacity: {"100 thung"}}, []string{"Dưa lưới"}},
			{"bottles", map[Field][]string{MinCapacity: {"5000 chai"}, Month: {"11"}}, []string{"Rượu Đà tửu"}},
			{"a small order", map[Field][]string{MaxOrder: {"50 kg"}}, []string{"Kẹo dừa"}},
			{"a larger order, converted", map[Field][]string{MaxOrder: {"1 ta"}}, []string{"Kẹo dừa", "Kẹo dứa"}},
			{"a paper in force", map[Field][]string{Certificate: {"haccp"}}, []string{"Chè Tôm Nõn", "Kẹo dừa"}},
			{"a paper that ends today", map[Field][]string{Certificate: {"organic"}}, []string{"Chè Tôm Nõn"}},
			{"all together", map[Field][]string{Certificate: {"haccp"}, Month: {"11"}, MinCapacity: {"500 kg"}, MaxOrder: {"20 kg"}}, []string{"Kẹo dừa"}},
			{"one paper or the other", map[Field][]string{Certificate: {"haccp", "organic"}}, []string{"Chè Tôm Nõn", "Kẹo dừa"}},
			{"both papers", map[Field][]string{Certificate: {"haccp", "organic"}, EveryCertificate: {"1"}}, []string{"Chè Tôm Nõn"}},
			{"every one of one", map[Field][]string{Certificate: {"haccp"}, EveryCertificate: {"1"}}, []string{"Chè Tôm Nõn", "Kẹo dừa"}},
			{"every one of none", map[Field][]string{EveryCertificate: {"1"}, Month: {"12"}}, []string{"Kẹo dừa"}},
			{"both, one of which nobody has", map[Field][]string{Certificate: {"haccp", "brc"}, EveryCertificate: {"1"}}, nil},
			{"nothing is ready", map[Field][]string{Ready: {Supermarket}}, nil},
			{"what cannot be read nobody reaches", map[Field][]string{MinCapacity: {`1 kg" OR id > 0`}}, nil},
		}
		for _, test := range tests {
			names, answer := s.find(t, Query{Filters: test.filters, Sort: ByName})
			if diff := cmp.Diff(test.want, names); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.name, diff)
			}
			s.countsAreTrue(t, test.filters, answer)
		}
	})
}

// countsAreTrue clicks on every value counted and compares.
func (s suite) countsAreTrue(t *testing.T, filters map[Field][]string, answer Answer) {
	t.Helper()
	for field, counts := range answer.Facets {
		for value, count := range counts {
			clicked := map[Field][]string{}
			for other, values := range filters {
				clicked[other] = values
			}
			clicked[field] = []string{value}
			if field == Certificate && everyOne(filters) {
				clicked[field] = append(clicked[field], filters[field]...)
			}
			if _, got := s.find(t, Query{Filters: clicked}); got.Total != count {
				t.Errorf("under %v, %s=%s counts %d and gives %d", filters, field, value, count, got.Total)
			}
		}
	}
}

func TestReadyForSupermarkets(t *testing.T) {
	engines(t, func(t *testing.T, s suite) {
		s.supplies(t)
		for _, sql := range []string{
			`UPDATE product SET gtin = '8930000000019', trace_url = 'https://example.com/t', declaration_no = '1/2026' WHERE name = 'Kẹo dừa'`,
			`UPDATE product_trade SET invoice = true, sample_available = true, payment_terms = '30 ngày' WHERE product_id = (SELECT id FROM product WHERE name = 'Kẹo dừa')`,
		} {
			if _, err := s.db.Exec(t.Context(), sql); err != nil {
				t.Fatal(err)
			}
		}
		s.catchUp(t)
		names, answer := s.find(t, Query{Filters: map[Field][]string{Ready: {Supermarket}}})
		if diff := cmp.Diff([]string{"Kẹo dừa"}, names); diff != "" {
			t.Errorf("ready (-want +got):\n%s", diff)
		}
		s.countsAreTrue(t, map[Field][]string{Ready: {Supermarket}}, answer)
	})
}

// tradeCrowd gives half of a crowd capacity, orders and papers, some of which end
// within days.
func tradeCrowd(t testing.TB, db *pgxpool.Pool) {
	t.Helper()
	for _, sql := range []string{
		`INSERT INTO product_trade (product_id, capacity_unit, minimum_order, minimum_order_unit)
		SELECT id, (ARRAY['kg', 'tấn', 'thùng', 'gùi'])[1 + id % 4], 1 + id % 50, (ARRAY['kg', 'tạ', 'thùng'])[1 + id % 3] FROM product WHERE id % 2 = 0`,
		`INSERT INTO product_capacity SELECT id, m, (id * m * 7919) % 1000 FROM product, generate_series(1, 12) AS m WHERE id % 2 = 0 AND (id + m) % 5 <> 0`,
		`INSERT INTO product_certificate (product_id, kind, expires_on)
		SELECT id, (ARRAY['haccp', 'vietgap', 'attp', 'brc'])[1 + id % 4], date '2026-11-15' + (id % 400)::int FROM product WHERE id % 3 = 0`,
		`UPDATE product SET gtin = '8930000000019', trace_url = 'https://example.com/t', declaration_no = '1/2026' WHERE id % 4 = 2`,
		`UPDATE product_trade SET invoice = true, sample_available = true, payment_terms = '30 ngày'`,
	} {
		if _, err := db.Exec(t.Context(), sql); err != nil {
			t.Fatal(fmt.Errorf("giving a crowd something to sell: %w", err))
		}
	}
}
