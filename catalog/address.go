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

const formerProductSlugSQL = `
SELECT p.slug FROM former_slug f JOIN product p ON p.id = f.noun_id WHERE f.noun = 'product' AND f.slug = $1`

const formerProducerSlugSQL = `
SELECT r.slug FROM former_slug f JOIN producer r ON r.id = f.noun_id WHERE f.noun = 'producer' AND f.slug = $1`

// Product is the address today of a product that was once at slug;
// pgx.ErrNoRows where there never was one.
func (f FormerSlugs) Product(ctx context.Context, slug string) (string, error) {
	return f.now(ctx, formerProductSlugSQL, slug)
}

// Producer is the address today of a producer that was once at slug;
// pgx.ErrNoRows where there never was one.
func (f FormerSlugs) Producer(ctx context.Context, slug string) (string, error) {
	return f.now(ctx, formerProducerSlugSQL, slug)
}

func (f FormerSlugs) now(ctx context.Context, sql, slug string) (string, error) {
	var now string
	if err := f.DB.QueryRow(ctx, sql, slug).Scan(&now); err != nil {
		return "", fmt.Errorf("following the former address %q: %w", slug, err)
	}
	return now, nil
}
