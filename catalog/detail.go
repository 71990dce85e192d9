package catalog

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Key tells one product from another: its name, its producer's name (empty
// where none is known) and the code of its province.
type Key struct {
	Name, Producer, ProvinceCode string
}

const findSQL = `
SELECT p.id, coalesce(p.producer_id, 0) AS producer_id
FROM product p LEFT JOIN producer r ON r.id = p.producer_id
WHERE p.folded = $1 AND coalesce(r.folded, '') = $2 AND p.province_code = $3`

// Find is the product of a key and its producer, 0 where it has none;
// pgx.ErrNoRows where there is no such product.
func (p Products) Find(ctx context.Context, k Key) (productID, producerID int64, err error) {
	err = p.DB.QueryRow(ctx, findSQL, Fold(k.Name), Fold(k.Producer), k.ProvinceCode).Scan(&productID, &producerID)
	if err != nil {
		return 0, 0, fmt.Errorf("finding product %q: %w", k.Name, err)
	}
	return productID, producerID, nil
}

const describeSQL = `
UPDATE product SET name_en = @name_en, story = @story, story_en = @story_en, packaging = @packaging, packaging_en = @packaging_en,
	ingredients = @ingredients, ingredients_en = @ingredients_en, storage = @storage, storage_en = @storage_en,
	shelf_life = @shelf_life, shelf_life_en = @shelf_life_en, usage = @usage, usage_en = @usage_en,
	price = nullif(@price::bigint, 0), price_unit = @price_unit, price_unit_en = @price_unit_en,
	alcohol_percent = nullif(@alcohol_percent::numeric, 0), gtin = nullif(@gtin, ''), trace_url = @trace_url,
	declaration_no = @declaration_no, ad_approval_no = @ad_approval_no, updated_at = now()
WHERE id = @id`

// Describe writes what a product's page says beside its name, place and stars.
func (p Products) Describe(ctx context.Context, d Product) error {
	_, err := p.DB.Exec(ctx, describeSQL, pgx.StrictNamedArgs{
		"id": d.ID, "name_en": d.NameEN, "story": d.Story, "story_en": d.StoryEN, "packaging": d.Packaging, "packaging_en": d.PackagingEN,
		"ingredients": d.Ingredients, "ingredients_en": d.IngredientsEN, "storage": d.Storage, "storage_en": d.StorageEN,
		"shelf_life": d.ShelfLife, "shelf_life_en": d.ShelfLifeEN, "usage": d.Usage, "usage_en": d.UsageEN,
		"price": d.Price, "price_unit": d.PriceUnit, "price_unit_en": d.PriceUnitEN, "alcohol_percent": d.AlcoholPercent,
		"gtin": d.GTIN, "trace_url": d.TraceURL, "declaration_no": d.DeclarationNo, "ad_approval_no": d.AdApprovalNo,
	})
	if err != nil {
		return fmt.Errorf("describing product %d: %w", d.ID, err)
	}
	return nil
}

const classifySQL = `
UPDATE product SET set_number = s.number, group_slug = s.group_slug, updated_at = now()
FROM criteria_set s WHERE product.id = $1 AND s.generation = product.generation AND s.number = $2`

// Classify puts a product into a criteria set and so into its group.
func (p Products) Classify(ctx context.Context, id int64, set int) error {
	if _, err := p.DB.Exec(ctx, classifySQL, id, set); err != nil {
		return fmt.Errorf("classifying product %d: %w", id, err)
	}
	return nil
}

const nameEnglishSQL = `
UPDATE product SET name_en = n.name_en, updated_at = now()
FROM unnest($1::text[], $2::text[]) AS n (name, name_en)
WHERE product.name = n.name AND product.name_en = ''`

// NameInEnglish gives products that have no English name the one of their
// Vietnamese name.
func (p Products) NameInEnglish(ctx context.Context, english map[string]string) error {
	names, translations := make([]string, 0, len(english)), make([]string, 0, len(english))
	for name, translation := range english {
		names, translations = append(names, name), append(translations, translation)
	}
	if _, err := p.DB.Exec(ctx, nameEnglishSQL, names, translations); err != nil {
		return fmt.Errorf("naming products in English: %w", err)
	}
	return nil
}

const describeProducerSQL = `
UPDATE producer SET name_en = @name_en, story = @story, story_en = @story_en, phone = @phone, email = @email, website = @website,
	contact_public = @contact_public, confirmed_on = @confirmed_on, lat = nullif(@lat::float8, 0), lon = nullif(@lon::float8, 0),
	point_label = @point_label, point_label_en = @point_label_en, updated_at = now()
WHERE id = @id`

// Describe writes what a producer's page says beside its name, kind and place.
// Contacts are shown only where the producer agreed to it.
func (p Producers) Describe(ctx context.Context, d Producer, contactPublic bool) error {
	_, err := p.DB.Exec(ctx, describeProducerSQL, pgx.StrictNamedArgs{
		"id": d.ID, "name_en": d.NameEN, "story": d.Story, "story_en": d.StoryEN, "phone": d.Phone, "email": d.Email, "website": d.Website,
		"contact_public": contactPublic, "confirmed_on": d.ConfirmedOn, "lat": d.Lat, "lon": d.Lon,
		"point_label": d.PointLabel, "point_label_en": d.PointLabelEN,
	})
	if err != nil {
		return fmt.Errorf("describing producer %d: %w", d.ID, err)
	}
	return nil
}
