package catalog

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// ProducerKind is the legal form of a producer (Decision 26/2026, Art. 2.3).
type ProducerKind string

// The kinds of producer. Association is for tourism only; the empty kind means
// that the source does not say.
const (
	Cooperative      ProducerKind = "cooperative"
	CooperativeGroup ProducerKind = "cooperative_group"
	Enterprise       ProducerKind = "enterprise"
	Household        ProducerKind = "household"
	Farm             ProducerKind = "farm"
	Association      ProducerKind = "association"
)

// ProducerKinds lists the kinds in the order pages show them.
func ProducerKinds() []ProducerKind {
	return []ProducerKind{Cooperative, CooperativeGroup, Enterprise, Household, Farm, Association}
}

// Producer is who makes products and holds their certificates (chủ thể).
type Producer struct {
	ID             int64
	Slug           string
	Name           string
	NameEN         string
	Kind           ProducerKind // empty where unknown
	ProvinceCode   string
	Commune        string // as published; empty where unknown
	Address        string
	DistrictFormer string // districts ended on 1 July 2025
	ProvinceFormer string
	Lat, Lon       float64 // degrees; both 0 where only the province is known
	PointLabel     string  // the well-known place the point stands for
	PointLabelEN   string
	Story          string
	StoryEN        string
	Phone          string // empty unless the producer agreed to show it
	Email          string // likewise
	Website        string
	ContactName    string // of a person to ask for; empty unless that person agreed to show it
	ContactPhone   string // likewise
	ConfirmedOn    Day    // last said to be still correct
}

// HasPoint reports whether a point nearer than the province's centre is known.
func (p Producer) HasPoint() bool { return p.Lat != 0 }

// Producers is the table of producers. Hanging is what other packages keep of
// them, for mergers.
type Producers struct {
	DB      *pgxpool.Pool
	Hanging []Hanging
}

const producerColumns = `
	r.id, r.slug, r.name, r.name_en, coalesce(r.kind, '') AS kind, r.province_code,
	coalesce(c.name, '') AS commune, r.address, r.district_former, r.province_former,
	coalesce(r.lat, 0) AS lat, coalesce(r.lon, 0) AS lon, r.point_label, r.point_label_en,
	r.story, r.story_en,
	CASE WHEN r.phone <> '' AND (r.contact_public OR ` + agreedTo + `'phone')) THEN r.phone ELSE '' END AS phone,
	CASE WHEN r.email <> '' AND (r.contact_public OR ` + agreedTo + `'email')) THEN r.email ELSE '' END AS email,
	CASE WHEN r.contact_name <> '' AND ` + agreedTo + `'contact_name') THEN r.contact_name ELSE '' END AS contact_name,
	CASE WHEN r.contact_phone <> '' AND ` + agreedTo + `'contact_phone') THEN r.contact_phone ELSE '' END AS contact_phone,
	r.website, r.confirmed_on`

// agreedTo is whether a field of a person may be shown, whose name follows.
const agreedTo = `EXISTS (SELECT FROM person_consent WHERE producer_id = r.id AND withdrawn_at IS NULL AND field = `

const producerBySlugSQL = `SELECT` + producerColumns + `
FROM producer r LEFT JOIN commune c ON c.id = r.commune_id
WHERE r.slug = $1 AND ` + publicProducer

// BySlug finds a producer; pgx.ErrNoRows where there is none.
func (p Producers) BySlug(ctx context.Context, slug string) (Producer, error) {
	return producerBySlug(ctx, p.DB, slug)
}

func producerBySlug(ctx context.Context, db querier, slug string) (Producer, error) {
	rows, err := db.Query(ctx, producerBySlugSQL, slug)
	if err != nil {
		return Producer{}, fmt.Errorf("reading producer %q: %w", slug, err)
	}
	producer, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Producer])
	if err != nil {
		return Producer{}, fmt.Errorf("reading producer %q: %w", slug, err)
	}
	return producer, nil
}

const producerSlugsSQL = `
SELECT slug, greatest(updated_at, (SELECT max(updated_at) FROM product WHERE producer_id = r.id)) AS updated_at
FROM producer r WHERE ` + publicProducer + ` ORDER BY id`

// Addresses lists every producer's slug and the time of its last change, for
// the site map.
func (p Producers) Addresses(ctx context.Context) ([]Address, error) {
	return addresses(ctx, p.DB, producerSlugsSQL)
}
