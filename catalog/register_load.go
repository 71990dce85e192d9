package catalog

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

const intakeCommunesSQL = `
SELECT id, province_code, name, folded FROM commune WHERE province_code = ANY (@provinces::text[])`

const intakeProducersSQL = `
SELECT id, slug, name, folded, coalesce(kind, '') AS kind, province_code, coalesce(merged_into, 0) AS merged_into, coalesce(commune_id, 0) AS commune_id, address,
	district_former, province_former
FROM producer WHERE province_code = ANY (@provinces::text[])`

const intakeProductsSQL = `
SELECT id, slug, name, name_en, folded, coalesce(producer_id, 0) AS producer_id, province_code,
	coalesce(commune_id, 0) AS commune_id, district_former, province_former, coalesce(group_slug, '') AS group_slug,
	coalesce(set_number, 0) AS set_number, subgroup, source_url
FROM product
WHERE merged_into IS NULL AND (province_code = ANY (@provinces::text[])
	OR producer_id IN (SELECT id FROM producer WHERE province_code = ANY (@provinces::text[])))`

const intakeLinesSQL = recognitionsSQL + `product_id IN (SELECT id FROM product WHERE province_code = ANY (@provinces::text[])
	OR producer_id IN (SELECT id FROM producer WHERE province_code = ANY (@provinces::text[]))) ORDER BY id`

const intakeSlugsSQL = `
SELECT 'product' AS noun, slug FROM product
UNION ALL SELECT 'producer', slug FROM producer
UNION ALL SELECT noun, slug FROM former_slug`

// load reads what is known of the provinces that a list names, and every
// address that is taken.
func (r *register) load(ctx context.Context, tx pgx.Tx, provinces []string) error {
	args := pgx.StrictNamedArgs{"provinces": provinces}
	communes, err := r.loadCommunes(ctx, tx, args)
	if err != nil {
		return fmt.Errorf("reading the communes: %w", err)
	}
	producers, err := r.loadProducers(ctx, tx, args, communes)
	if err != nil {
		return fmt.Errorf("reading the producers: %w", err)
	}
	products, err := r.loadProducts(ctx, tx, args, communes, producers)
	if err != nil {
		return fmt.Errorf("reading the products: %w", err)
	}
	lines, err := collect[Recognition](ctx, tx, intakeLinesSQL, args)
	if err != nil {
		return fmt.Errorf("reading the recognitions: %w", err)
	}
	for _, line := range lines {
		if p := products[line.ProductID]; p != nil {
			p.lines = append(p.lines, &lineEntry{was: line, now: line})
		}
	}
	if r.generations, err = r.loadGenerations(ctx, tx); err != nil {
		return fmt.Errorf("reading the criteria generations: %w", err)
	}
	return r.loadSlugs(ctx, tx)
}

func (r *register) loadGenerations(ctx context.Context, tx pgx.Tx) ([]generation, error) {
	rows, err := tx.Query(ctx, generationsSQL)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[generation])
}

func (r *register) loadSlugs(ctx context.Context, tx pgx.Tx) error {
	rows, err := tx.Query(ctx, intakeSlugsSQL)
	if err != nil {
		return fmt.Errorf("reading the addresses: %w", err)
	}
	var noun, slug string
	_, err = pgx.ForEachRow(rows, []any{&noun, &slug}, func() error {
		if noun == "product" {
			r.productSlugs[slug] = true
		} else {
			r.producerSlugs[slug] = true
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("reading the addresses: %w", err)
	}
	return nil
}

func (r *register) loadCommunes(ctx context.Context, tx pgx.Tx, args pgx.StrictNamedArgs) (map[int64]*communeEntry, error) {
	type row struct {
		ID                         int64
		ProvinceCode, Name, Folded string
	}
	list, err := collect[row](ctx, tx, intakeCommunesSQL, args)
	if err != nil {
		return nil, err
	}
	byID := make(map[int64]*communeEntry, len(list))
	for _, c := range list {
		e := &communeEntry{id: c.ID, province: c.ProvinceCode, name: c.Name}
		r.communes[key(c.ProvinceCode, c.Folded)], byID[c.ID] = e, e
	}
	return byID, nil
}

func (r *register) loadProducers(ctx context.Context, tx pgx.Tx, args pgx.StrictNamedArgs, communes map[int64]*communeEntry) (map[int64]*producerEntry, error) {
	type row struct {
		ID, CommuneID, MergedInto                                                 int64
		Slug, Name, Folded, ProvinceCode, Address, DistrictFormer, ProvinceFormer string
		Kind                                                                      ProducerKind
	}
	list, err := collect[row](ctx, tx, intakeProducersSQL, args)
	if err != nil {
		return nil, err
	}
	byID := make(map[int64]*producerEntry, len(list))
	for _, p := range list {
		facts := producerFacts{
			name: p.Name, kind: p.Kind, commune: communes[p.CommuneID], address: p.Address,
			districtFormer: p.DistrictFormer, provinceFormer: p.ProvinceFormer,
		}
		e := &producerEntry{entry: entry{id: p.ID, slug: p.Slug}, province: p.ProvinceCode, folded: p.Folded, was: facts, now: facts}
		r.producers[key(p.ProvinceCode, p.Folded)], byID[p.ID] = e, e
		r.spelledOut[key(p.ProvinceCode, spellOut(p.Folded))] = p.Name
	}
	// A list that names a producer by a name it lost in a merger means the one
	// that was kept.
	merged := make(map[int64]int64, len(list))
	for _, p := range list {
		merged[p.ID] = p.MergedInto
	}
	for _, p := range list {
		kept := p.ID
		for merged[kept] != 0 {
			kept = merged[kept]
		}
		if e := byID[kept]; e != nil && kept != p.ID {
			r.producers[key(p.ProvinceCode, p.Folded)] = e
		}
	}
	return byID, nil
}

func (r *register) loadProducts(ctx context.Context, tx pgx.Tx, args pgx.StrictNamedArgs, communes map[int64]*communeEntry, producers map[int64]*producerEntry) (map[int64]*productEntry, error) {
	type row struct {
		ID, ProducerID, CommuneID                                                                                int64
		Slug, Name, NameEN, Folded, ProvinceCode, DistrictFormer, ProvinceFormer, GroupSlug, Subgroup, SourceURL string
		SetNumber                                                                                                int
	}
	list, err := collect[row](ctx, tx, intakeProductsSQL, args)
	if err != nil {
		return nil, err
	}
	byID := make(map[int64]*productEntry, len(list))
	for _, p := range list {
		facts := productFacts{
			name: p.Name, nameEN: p.NameEN, commune: communes[p.CommuneID], districtFormer: p.DistrictFormer,
			provinceFormer: p.ProvinceFormer, group: p.GroupSlug, set: p.SetNumber, subgroup: p.Subgroup, source: p.SourceURL,
		}
		e := &productEntry{entry: entry{id: p.ID, slug: p.Slug}, province: p.ProvinceCode, was: facts, now: facts}
		byID[p.ID] = e
		if e.producer = producers[p.ProducerID]; e.producer == nil && p.ProducerID != 0 {
			continue // of a producer in a province that the list does not name
		}
		province := p.ProvinceCode
		if e.producer != nil {
			province = e.producer.province
		}
		r.products[productKey(e.producer, province, p.Folded)] = e
	}
	return byID, nil
}
