package catalog

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Address is a page's slug and when what it shows last changed.
type Address struct {
	Slug      string
	UpdatedAt time.Time
}

func addresses(ctx context.Context, db *pgxpool.Pool, sql string) ([]Address, error) {
	rows, err := db.Query(ctx, sql)
	if err != nil {
		return nil, fmt.Errorf("listing addresses: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Address])
	if err != nil {
		return nil, fmt.Errorf("listing addresses: %w", err)
	}
	return list, nil
}

// FormerSlugs is the table of addresses that pages had before.
type FormerSlugs struct{ DB *pgxpool.Pool }

// Both follow an address to the row that had it, and from there to the one that
// the row was merged into.
const formerProductSlugSQL = `
WITH RECURSIVE path (id) AS (
	(SELECT noun_id FROM former_slug WHERE noun = 'product' AND slug = $1 UNION SELECT id FROM product WHERE slug = $1)
	UNION SELECT d.merged_into FROM path JOIN product d USING (id) WHERE d.merged_into IS NOT NULL)
SELECT p.slug, ` + publicProduct + ` AS public FROM path JOIN product p USING (id) LEFT JOIN producer r ON r.id = p.producer_id
WHERE p.merged_into IS NULL ORDER BY public DESC LIMIT 1`

const formerProducerSlugSQL = `
WITH RECURSIVE path (id) AS (
	(SELECT noun_id FROM former_slug WHERE noun = 'producer' AND slug = $1 UNION SELECT id FROM producer WHERE slug = $1)
	UNION SELECT d.merged_into FROM path JOIN producer d USING (id) WHERE d.merged_into IS NOT NULL)
SELECT r.slug, ` + publicProducer + ` AS public FROM path JOIN producer r USING (id)
WHERE r.merged_into IS NULL ORDER BY public DESC LIMIT 1`

// Product is the address today of a product that was once at slug;
// pgx.ErrNoRows where there never was one, ErrTakenDown where an office took it
// down.
func (f FormerSlugs) Product(ctx context.Context, slug string) (string, error) {
	return f.now(ctx, formerProductSlugSQL, slug)
}

// Producer is the address today of a producer that was once at slug;
// pgx.ErrNoRows where there never was one, ErrTakenDown where an office took it
// down.
func (f FormerSlugs) Producer(ctx context.Context, slug string) (string, error) {
	return f.now(ctx, formerProducerSlugSQL, slug)
}

func (f FormerSlugs) now(ctx context.Context, sql, slug string) (string, error) {
	var now string
	var public bool
	err := f.DB.QueryRow(ctx, sql, slug).Scan(&now, &public)
	if err == nil && !public {
		err = ErrTakenDown
	}
	if err != nil {
		return "", fmt.Errorf("following the former address %q: %w", slug, err)
	}
	return now, nil
}
