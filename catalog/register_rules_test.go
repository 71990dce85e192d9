package catalog

import (
	"errors"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/migrations/testdb"
)

// someProduct enters a product without a producer and returns its id.
func someProduct(t *testing.T, db *pgxpool.Pool) int64 {
	t.Helper()
	var id int64
	err := db.QueryRow(t.Context(), `INSERT INTO product (slug, name, folded, province_code) VALUES ('che', 'Chè', 'che', '19') RETURNING id`).Scan(&id)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// TestDatabaseRefuses shows that the rules hold for a hand in psql as well.
func TestDatabaseRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, sql string }{
		{"two stars", `INSERT INTO recognition (product_id, stars, issued_on) VALUES ($1, 2, '2026-01-01')`},
		{"six stars", `INSERT INTO recognition (product_id, stars, issued_on) VALUES ($1, 6, '2026-01-01')`},
		{"neither stars nor a proposal", `INSERT INTO recognition (product_id, issued_on) VALUES ($1, '2026-01-01')`},
		{"a term that overlaps", `INSERT INTO recognition (product_id, stars, issued_on) VALUES ($1, 4, '2026-12-31')`},
		{"a term that begins on the last day", `INSERT INTO recognition (product_id, stars, issued_on) VALUES ($1, 4, '2028-01-01')`},
		{"an end before the beginning", `INSERT INTO recognition (product_id, stars, issued_on, expires_on) VALUES ($1, 4, '2029-01-01', '2028-12-31')`},
		{"a ground without a revocation", `INSERT INTO recognition (product_id, stars, issued_on, revocation_ground) VALUES ($1, 4, '2029-01-01', 'a')`},
		{"the same name twice without a producer", `INSERT INTO product (slug, name, folded, province_code) SELECT 'che-2', 'CHÈ', 'che', '19' WHERE $1 > 0`},
		{"a set outside its group", `UPDATE product SET group_slug = 'tourism', set_number = 11 WHERE id = $1`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			db := testdb.New(t)
			id := someProduct(t, db)
			if _, err := db.Exec(t.Context(), `INSERT INTO recognition (product_id, stars, issued_on) VALUES ($1, 3, '2025-01-01')`, id); err != nil {
				t.Fatal(err)
			}
			_, err := db.Exec(t.Context(), test.sql, id)
			if refused := (*pgconn.PgError)(nil); !errors.As(err, &refused) || refused.Code[:2] != "23" {
				t.Errorf("the database takes it: %v", err)
			}
		})
	}
}

func TestLaterDecisionEndsTheEarlier(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	id := someProduct(t, db)
	table := Recognitions{DB: db}
	lines := []Recognition{
		{ProductID: id, Kind: First, Stars: 3, IssuedYear: 2021},
		{ProductID: id, Kind: First, Stars: 3, IssuedOn: day("2025-01-01"), DecisionNo: "1/QĐ"},
		{ProductID: id, Kind: Upgrade, Stars: 4, IssuedOn: day("2026-01-01"), DecisionNo: "2/QĐ"},
		{ProductID: id, Kind: Upgrade, ProposedStars: 5, SentOn: day("2026-09-01")},
	}
	if err := table.Add(t.Context(), lines); err != nil {
		t.Fatal(err)
	}
	product, err := Products{DB: db}.BySlug(t.Context(), "che")
	if err != nil {
		t.Fatal(err)
	}
	if len(product.Recognitions) != 4 || product.Recognitions[2].SupersededOn != day("2026-01-01") {
		t.Errorf("the earlier line ends on %v of %+v", product.Recognitions[2].SupersededOn, product.Recognitions)
	}
	star := product.Star(day("2026-11-22"))
	if star.Stars != 4 || star.Status != Valid || star.Awaiting != 5 {
		t.Errorf("the star is %+v", star)
	}
	if before := product.Star(day("2025-06-01")); before.Stars != 3 {
		t.Errorf("in 2025 the star is %+v", before)
	}
}

func TestNotFound(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	if _, err := (Products{DB: db}).BySlug(t.Context(), "x"); !errors.Is(err, pgx.ErrNoRows) {
		t.Errorf("a product that is not there: %v", err)
	}
	if _, err := (Producers{DB: db}).BySlug(t.Context(), "x"); !errors.Is(err, pgx.ErrNoRows) {
		t.Errorf("a producer that is not there: %v", err)
	}
	if _, err := (FormerSlugs{DB: db}).Product(t.Context(), "x"); !errors.Is(err, pgx.ErrNoRows) {
		t.Errorf("an address that never was: %v", err)
	}
}

func TestFormerSlug(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	id := someProduct(t, db)
	if _, err := db.Exec(t.Context(), `INSERT INTO former_slug (noun, slug, noun_id) VALUES ('product', 'che-cu', $1)`, id); err != nil {
		t.Fatal(err)
	}
	if now, err := (FormerSlugs{DB: db}).Product(t.Context(), "che-cu"); err != nil || now != "che" {
		t.Errorf("che-cu leads to %q, %v", now, err)
	}
}

func TestAtlas(t *testing.T) {
	t.Parallel()
	atlas, err := Places{DB: testdb.New(t)}.Atlas(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(atlas.Provinces) != 34 || len(atlas.Sets) != 26 || len(atlas.Groups) != 6 || len(atlas.Regions) != 6 {
		t.Fatalf("%d provinces, %d sets, %d groups, %d regions", len(atlas.Provinces), len(atlas.Sets), len(atlas.Groups), len(atlas.Regions))
	}
	for text, want := range map[string]string{
		"Tỉnh Hòa Bình": "phu-tho", "HOÀ BÌNH": "phu-tho", "TP. HCM": "ho-chi-minh", "Thừa Thiên Huế": "hue", "Huế": "hue",
		"Bà Rịa – Vũng Tàu": "ho-chi-minh", "Đăk Lăk": "dak-lak", "thành phố Đồng Nai": "dong-nai", "Ðà Nẵng": "da-nang", "Bắc Kạn": "thai-nguyen",
	} {
		if p, ok := atlas.FindProvince(text); !ok || p.Slug != want {
			t.Errorf("%q is read as %q, want %q", text, p.Slug, want)
		}
	}
	for _, text := range []string{"", "Atlantis", "tỉnh"} {
		if p, ok := atlas.FindProvince(text); ok {
			t.Errorf("%q is read as %s", text, p.Name)
		}
	}
	if got := len(atlas.FormerOf("25")); got != 3 {
		t.Errorf("Phú Thọ is made of %d former provinces, want 3", got)
	}
}
