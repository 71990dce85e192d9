package catalog

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
)

// Desk is a product as offices see it, public or not.
type Desk struct {
	ID             int64
	Slug           string
	Name           string
	NameEN         string
	ProvinceCode   string
	Commune        string
	ProducerID     int64 // 0 where none is known
	ProducerName   string
	Down           bool // by an office, itself or with its producer
	ProducerDown   bool
	TakedownReason string

	Recognitions []Recognition `db:"-"` // oldest first
}

// Star computes what the product may show on a day.
func (d Desk) Star(day Day) Star { return StarOn(day, d.Recognitions) }

const deskSQL = `
SELECT p.id, p.slug, p.name, p.name_en, p.province_code, coalesce(c.name, '') AS commune, coalesce(r.id, 0) AS producer_id,
	coalesce(r.name, '') AS producer_name, p.taken_down_at IS NOT NULL AS down, coalesce(r.taken_down_at IS NOT NULL, false) AS producer_down,
	p.takedown_reason
FROM product p LEFT JOIN commune c ON c.id = p.commune_id LEFT JOIN producer r ON r.id = p.producer_id
WHERE p.merged_into IS NULL AND `

// Desk is one product as offices see it; pgx.ErrNoRows where there is none.
func (p Products) Desk(ctx context.Context, id int64) (Desk, error) {
	list, err := p.desks(ctx, `p.id = $1`, id)
	if err != nil {
		return Desk{}, fmt.Errorf("reading product %d: %w", id, err)
	}
	if len(list) == 0 {
		return Desk{}, fmt.Errorf("reading product %d: %w", id, pgx.ErrNoRows)
	}
	return list[0], nil
}

// Names are compared first, alone; what else is shown is read of those found.
const desksNamedSQL = `p.id = ANY (ARRAY(
	SELECT f.id FROM product f WHERE f.merged_into IS NULL AND ($1 = '' OR f.province_code = $1)
		AND (strpos(f.folded, $2) > 0 OR f.producer_id IN (SELECT m.id FROM producer m WHERE strpos(m.folded, $2) > 0))
		AND ($3::bigint[] IS NULL OR f.id = ANY ($3))
	ORDER BY f.folded, f.id LIMIT $4)) ORDER BY p.folded, p.id`

// Choice is which products an office wants to see or to take out.
type Choice struct {
	ProvinceCode string  // empty for all
	Words        string  // of the product's name or its producer's
	Among        []int64 // those that pass filters of the index; nil for all, public or not
	Most         int
}

// Desks finds products, public or not.
func (p Products) Desks(ctx context.Context, of Choice) ([]Desk, error) {
	list, err := p.desks(ctx, desksNamedSQL, of.ProvinceCode, Fold(of.Words), of.Among, of.Most)
	if err != nil {
		return nil, fmt.Errorf("looking for products: %w", err)
	}
	return list, nil
}

// DesksOf lists the products of a producer, public or not.
func (p Products) DesksOf(ctx context.Context, producerID int64) ([]Desk, error) {
	list, err := p.desks(ctx, `p.producer_id = $1 ORDER BY p.folded, p.id`, producerID)
	if err != nil {
		return nil, fmt.Errorf("listing the products of producer %d: %w", producerID, err)
	}
	return list, nil
}

func (p Products) desks(ctx context.Context, where string, args ...any) ([]Desk, error) {
	rows, err := p.DB.Query(ctx, deskSQL+where, args...)
	if err != nil {
		return nil, err
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Desk])
	if err != nil || len(list) == 0 {
		return nil, err
	}
	at, ids := make(map[int64]int, len(list)), make([]int64, len(list))
	for i, d := range list {
		at[d.ID], ids[i] = i, d.ID
	}
	rows, err = p.DB.Query(ctx, recognitionsSQL+`product_id = ANY ($1)`, ids)
	if err != nil {
		return nil, err
	}
	lines, err := pgx.CollectRows(rows, pgx.RowToStructByName[Recognition])
	if err != nil {
		return nil, err
	}
	sortByIssue(lines)
	for _, line := range lines {
		d := &list[at[line.ProductID]]
		d.Recognitions = append(d.Recognitions, line)
	}
	return list, nil
}

const lineOwnerSQL = `
SELECT l.product_id, coalesce(p.producer_id, 0), p.province_code FROM recognition l JOIN product p ON p.id = l.product_id WHERE l.id = $1`

// OwnerOf is the product of a line, its producer, 0 where none is known, and
// its province; pgx.ErrNoRows where there is no such line.
func (r Recognitions) OwnerOf(ctx context.Context, id int64) (product, producer int64, province string, err error) {
	if err := r.DB.QueryRow(ctx, lineOwnerSQL, id).Scan(&product, &producer, &province); err != nil {
		return 0, 0, "", fmt.Errorf("reading the owner of recognition %d: %w", id, err)
	}
	return product, producer, province, nil
}

// Match finds the products of a province that a file is named after: by name,
// address or code, with or without a number at the end that tells several files
// apart.
func (p Products) Match(ctx context.Context, province, file string) ([]Desk, error) {
	for _, name := range []string{file, strings.TrimRight(file, "0123456789 _-().")} {
		folded := Fold(name)
		if folded == "" {
			continue
		}
		list, err := p.desks(ctx, `($1 = '' OR p.province_code = $1) AND (p.folded = $2 OR p.slug = $3
			OR EXISTS (SELECT FROM recognition l WHERE l.product_id = p.id AND l.product_code = $4)) ORDER BY p.id LIMIT 5`, province, folded, Slug(name), name)
		if err != nil {
			return nil, fmt.Errorf("matching %q: %w", file, err)
		}
		if len(list) > 0 {
			return list, nil
		}
	}
	return nil, nil
}
