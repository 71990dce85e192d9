package catalog

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Reach is where a producer's letters go. Unlike the contacts of Producer it is
// never shown, but for the telephone that is published.
type Reach struct {
	ProducerID   int64
	Slug         string
	Name         string
	NameEN       string
	Phone, Email string
	PublicPhone  string // empty where nobody agreed to publish it
	ProvinceCode string
	CommuneID    int64 // 0 where not known
}

const reachSQL = `
SELECT r.id AS producer_id, r.slug, r.name, r.name_en, r.phone, r.email, r.province_code, coalesce(r.commune_id, 0) AS commune_id,
	CASE WHEN r.contact_public OR ` + agreedTo + `'phone') THEN r.phone ELSE '' END AS public_phone
FROM producer r WHERE r.id = ANY($1) ORDER BY r.id`

// Reach tells where the letters of producers go.
func (p Producers) Reach(ctx context.Context, ids ...int64) ([]Reach, error) {
	rows, err := p.DB.Query(ctx, reachSQL, ids)
	if err != nil {
		return nil, fmt.Errorf("reading how producers are reached: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Reach])
	if err != nil {
		return nil, fmt.Errorf("reading how producers are reached: %w", err)
	}
	return list, nil
}

const sampleMailSQL = `
UPDATE producer SET email = 'chu-the-' || id || '@example.com', contact_public = false WHERE email = '' AND NOT contact_public RETURNING id`

// NameSampleMail gives every producer without an address one at example.com, for
// the demonstration, and tells which those were.
func (p Producers) NameSampleMail(ctx context.Context) ([]int64, error) {
	rows, err := p.DB.Query(ctx, sampleMailSQL)
	if err != nil {
		return nil, fmt.Errorf("giving samples an address: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return nil, fmt.Errorf("giving samples an address: %w", err)
	}
	return ids, nil
}
