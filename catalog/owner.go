package catalog

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

const provinceOfProducerSQL = `SELECT province_code FROM producer WHERE id = $1`

// ProvinceOf is the code of a producer's province; pgx.ErrNoRows where there is
// no such producer.
func (p Producers) ProvinceOf(ctx context.Context, id int64) (code string, err error) {
	if err := p.DB.QueryRow(ctx, provinceOfProducerSQL, id).Scan(&code); err != nil {
		return "", fmt.Errorf("reading the province of producer %d: %w", id, err)
	}
	return code, nil
}

const ownerOfProductSQL = `SELECT coalesce(producer_id, 0), province_code FROM product WHERE id = $1`

// OwnerOf is a product's producer, 0 where none is known, and the code of its
// province; pgx.ErrNoRows where there is no such product.
func (p Products) OwnerOf(ctx context.Context, id int64) (producerID int64, provinceCode string, err error) {
	if err := p.DB.QueryRow(ctx, ownerOfProductSQL, id).Scan(&producerID, &provinceCode); err != nil {
		return 0, "", fmt.Errorf("reading the owner of product %d: %w", id, err)
	}
	return producerID, provinceCode, nil
}

const producerNamesSQL = `SELECT id, slug, name, province_code FROM producer WHERE id = ANY($1) ORDER BY name, id`

// Names lists producers by their ids, with what is needed to call and find them.
func (p Producers) Names(ctx context.Context, ids []int64) ([]Producer, error) {
	return ProducerNames(ctx, p.DB, ids)
}

// ProducerNames is Names within a transaction.
func ProducerNames(ctx context.Context, db querier, ids []int64) ([]Producer, error) {
	rows, err := db.Query(ctx, producerNamesSQL, ids)
	if err != nil {
		return nil, fmt.Errorf("naming producers: %w", err)
	}
	defer rows.Close()
	var list []Producer
	for rows.Next() {
		var named Producer
		if err := rows.Scan(&named.ID, &named.Slug, &named.Name, &named.ProvinceCode); err != nil {
			return nil, fmt.Errorf("naming producers: %w", err)
		}
		list = append(list, named)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("naming producers: %w", err)
	}
	return list, nil
}

const producersOfProvinceSQL = `SELECT id FROM producer WHERE province_code = $1 ORDER BY id`

// IDsIn lists the producers of a province.
func (p Producers) IDsIn(ctx context.Context, provinceCode string) ([]int64, error) {
	rows, err := p.DB.Query(ctx, producersOfProvinceSQL, provinceCode)
	if err != nil {
		return nil, fmt.Errorf("listing producers of %s: %w", provinceCode, err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return nil, fmt.Errorf("listing producers of %s: %w", provinceCode, err)
	}
	return ids, nil
}
