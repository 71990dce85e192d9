package catalog

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// CommuneState is how complete and how fresh the listings of a commune are.
type CommuneState struct {
	CommuneID int64  // 0 where none is known
	Commune   string // empty where none is known
	Products  int
	Pictures  int // listings with a photograph
	Stories   int
	Prices    int
	Trade     int // with a trade panel
	Contacts  int // whose maker can be reached
	Confirmed int // said to be right within the last twelve months
}

const communeStateSQL = `
SELECT coalesce(c.id, rc.id, 0) AS commune_id, coalesce(c.name, rc.name, '') AS commune, count(*) AS products,
	count(*) FILTER (WHERE EXISTS (SELECT FROM product_picture i WHERE i.product_id = p.id AND NOT i.drawn)) AS pictures,
	count(*) FILTER (WHERE p.story <> '') AS stories, count(*) FILTER (WHERE p.price IS NOT NULL) AS prices,
	count(*) FILTER (WHERE EXISTS (SELECT FROM product_trade t WHERE t.product_id = p.id)) AS trade,
	count(*) FILTER (WHERE r.contact_public AND r.phone <> '') AS contacts,
	count(*) FILTER (WHERE coalesce(p.confirmed_on, r.confirmed_on) > @day::date - 365) AS confirmed
FROM product p LEFT JOIN producer r ON r.id = p.producer_id
LEFT JOIN commune c ON c.id = p.commune_id LEFT JOIN commune rc ON rc.id = r.commune_id
WHERE ` + publicProduct + ` AND (@province = '' OR p.province_code = @province)
GROUP BY 1, 2 ORDER BY 3 DESC, 2, 1 LIMIT 300`

// States says for each commune of a province how complete and fresh its
// listings are, the largest first.
func (p Products) States(ctx context.Context, province string, day Day) ([]CommuneState, error) {
	rows, err := p.DB.Query(ctx, communeStateSQL, pgx.StrictNamedArgs{"province": province, "day": day})
	if err != nil {
		return nil, fmt.Errorf("reading the state of the communes: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[CommuneState])
	if err != nil {
		return nil, fmt.Errorf("reading the state of the communes: %w", err)
	}
	return list, nil
}
