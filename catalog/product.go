package catalog

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Product is one OCOP product with all that its page shows. Its star is
// computed by Star from its recognitions.
type Product struct {
	ID             int64
	Slug           string
	Name           string
	NameEN         string
	ProvinceCode   string
	Commune        string
	DistrictFormer string
	ProvinceFormer string
	GroupSlug      string // empty where unknown
	Generation     string // criteria generation the set belongs to
	SetNumber      int    // 0 where unknown
	Subgroup       string // as published
	Story          string
	StoryEN        string
	Packaging      string
	PackagingEN    string
	Ingredients    string
	IngredientsEN  string
	Storage        string
	StorageEN      string
	ShelfLife      string
	ShelfLifeEN    string
	Usage          string
	UsageEN        string
	Price          int64 // dong for one PriceUnit; 0 where none is given
	PriceUnit      string
	PriceUnitEN    string
	AlcoholPercent float64 // by volume; 0 where unknown
	GTIN           string
	TraceURL       string
	DeclarationNo  string
	AdApprovalNo   string
	ConfirmedOn    Day // last said by its producer to be still correct
	AddedOn        Day // to the catalogue

	Producer     *Producer     `db:"-"` // nil where the source names none
	Recognitions []Recognition `db:"-"` // oldest first
	Pictures     []Picture     `db:"-"`
	Trade        Trade         `db:"-"`
	Certificates []Certificate `db:"-"`
}

// Star computes what the product may show on a day.
func (p Product) Star(day Day) Star { return StarOn(day, p.Recognitions) }

// Products is the table of products and of what belongs to each.
type Products struct{ DB *pgxpool.Pool }

const productBySlugSQL = `
SELECT p.id, p.slug, p.name, p.name_en, p.province_code, coalesce(c.name, '') AS commune,
	p.district_former, p.province_former, coalesce(p.group_slug, '') AS group_slug, p.generation,
	coalesce(p.set_number, 0) AS set_number, p.subgroup, p.story, p.story_en, p.packaging, p.packaging_en,
	p.ingredients, p.ingredients_en, p.storage, p.storage_en, p.shelf_life, p.shelf_life_en,
	p.usage, p.usage_en, coalesce(p.price, 0) AS price, p.price_unit, p.price_unit_en,
	coalesce(p.alcohol_percent, 0)::float8 AS alcohol_percent, coalesce(p.gtin, '') AS gtin, p.trace_url,
	p.declaration_no, p.ad_approval_no, coalesce(p.confirmed_on, r.confirmed_on) AS confirmed_on,
	(p.created_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS added_on
FROM product p LEFT JOIN commune c ON c.id = p.commune_id LEFT JOIN producer r ON r.id = p.producer_id
WHERE p.slug = $1 AND ` + publicProduct

const producerOfSQL = `SELECT` + producerColumns + `
FROM product p JOIN producer r ON r.id = p.producer_id LEFT JOIN commune c ON c.id = r.commune_id
WHERE p.id = `

// How the parts of a product are found: by its id, or by its address.
const (
	idGiven  = `$1`
	idOfSlug = `(SELECT id FROM product WHERE slug = $1)`
)

// BySlug finds a product with its producer, recognitions, pictures, trade panel
// and certificates in one round trip; pgx.ErrNoRows where there is none.
func (p Products) BySlug(ctx context.Context, slug string) (Product, error) {
	return productBySlug(ctx, p.DB, slug)
}

// Known is BySlug for who believes to know the product's id, and so spares the
// database to look for it part by part. A wrong id costs a second round trip and
// nothing else.
func (p Products) Known(ctx context.Context, slug string, id int64) (Product, error) {
	product, err := readProduct(ctx, p.DB, slug, productParts(idGiven, id))
	if err == nil && product.ID != id {
		return p.BySlug(ctx, slug)
	}
	return product, err
}

func productBySlug(ctx context.Context, db querier, slug string) (Product, error) {
	return readProduct(ctx, db, slug, productParts(idOfSlug, slug))
}

// productParts asks for what belongs to one product, by what finds its id.
func productParts[T int64 | string](id string, value T) *pgx.Batch {
	var batch pgx.Batch
	batch.Queue(producerOfSQL+id, value)
	batch.Queue(recognitionsSQL+`product_id = `+id, value)
	batch.Queue(picturesSQL+`product_id = `+id+` ORDER BY position`, value)
	batch.Queue(tradeSQL+`product_id = `+id, value)
	batch.Queue(certificatesSQL+`product_id = `+id+` ORDER BY kind, number`, value)
	return &batch
}

// readProduct reads a product with its parts, one round trip for all.
func readProduct(ctx context.Context, db querier, slug string, batch *pgx.Batch) (Product, error) {
	batch.Queue(productBySlugSQL, slug)
	results := &reader{results: db.SendBatch(ctx, batch)}

	producers := next[Producer](results)
	lines := next[Recognition](results)
	pictures := next[Picture](results)
	trades := next[tradeRow](results)
	certificates := next[Certificate](results)
	found := next[Product](results)
	if err := results.close(); err != nil {
		return Product{}, fmt.Errorf("reading product %q: %w", slug, err)
	}
	if len(found) == 0 {
		return Product{}, fmt.Errorf("reading product %q: %w", slug, pgx.ErrNoRows)
	}
	product := found[0]
	product.Recognitions, product.Pictures, product.Certificates = lines, pictures, certificates
	sortByIssue(product.Recognitions)
	if len(producers) > 0 {
		product.Producer = &producers[0]
	}
	if len(trades) > 0 {
		product.Trade = trades[0].trade()
	}
	return product, nil
}

const productSlugsSQL = `
SELECT p.slug, p.updated_at FROM product p LEFT JOIN producer r ON r.id = p.producer_id
WHERE ` + publicProduct + ` ORDER BY p.id`

// Addresses lists every product's slug and the time of its last change, for the
// site map.
func (p Products) Addresses(ctx context.Context) ([]Address, error) {
	return addresses(ctx, p.DB, productSlugsSQL)
}

const recognitionsSQL = `
SELECT id, product_id, kind, coalesce(stars, 0) AS stars, decision_no, issuer, coalesce(generation, '') AS generation,
	issued_on, coalesce(issued_year, 0) AS issued_year, expires_on, dossier_filed_on,
	coalesce(proposed_stars, 0) AS proposed_stars, sent_on, extended_until, superseded_on, revoked_on,
	revocation_decision, revocation_ground, discontinued_on, product_code, sample
FROM recognition WHERE `
