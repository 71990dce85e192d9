package catalog

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Listing is what a list shows and search knows of a product: one line of the
// catalogue, with the recognitions from which its star is computed.
type Listing struct {
	ID             int64
	Slug           string
	Name           string
	NameEN         string
	ProducerID     int64 // 0 where the source names none
	ProducerSlug   string
	ProducerName   string
	ProducerKind   ProducerKind
	ProvinceCode   string
	Commune        string
	DistrictFormer string
	ProvinceFormer string
	GroupSlug      string
	SetNumber      int
	Subgroup       string
	Lat, Lon       float64 // degrees: the nearest point known of where it is made
	Precision      Precision
	Price          int64
	PriceUnit      string
	PriceUnitEN    string
	CreatedAt      time.Time
	GTIN           string `json:",omitempty"`
	TraceURL       string `json:",omitempty"`
	DeclarationNo  string `json:",omitempty"`
	ConfirmedOn    Day    // the day its maker last said that it is still correct

	Recognitions []Recognition `db:"-"`
	Picture      *Picture      `db:"-"` // the first one that can be shown
	Trade        *Trade        `db:"-" json:",omitempty"`
	Certificates []Certificate `db:"-" json:",omitempty"`
}

// Precision says what a listing's point is the point of.
type Precision string

// How near a point is known: the producer's own, its commune's, or no more than
// the centre of the province, which pages call "about".
const (
	AtProducer Precision = "producer"
	AtCommune  Precision = "commune"
	AtProvince Precision = "province"
)

// Star computes what the product may show on a day.
func (l Listing) Star(day Day) Star { return StarOn(day, l.Recognitions) }

const listingsSQL = `
SELECT p.id, p.slug, p.name, p.name_en, coalesce(r.id, 0) AS producer_id, coalesce(r.slug, '') AS producer_slug,
	coalesce(r.name, '') AS producer_name, coalesce(r.kind, '') AS producer_kind, p.province_code,
	coalesce(c.name, rc.name, '') AS commune,
	coalesce(nullif(p.district_former, ''), r.district_former, '') AS district_former,
	coalesce(nullif(p.province_former, ''), r.province_former, '') AS province_former,
	coalesce(p.group_slug, '') AS group_slug, coalesce(p.set_number, 0) AS set_number, p.subgroup,
	coalesce(d.lat, r.lat, c.lat, rc.lat, v.lat) AS lat, coalesce(d.lon, r.lon, c.lon, rc.lon, v.lon) AS lon,
	CASE WHEN coalesce(d.lat, r.lat) IS NOT NULL THEN 'producer' WHEN coalesce(c.lat, rc.lat) IS NOT NULL THEN 'commune' ELSE 'province' END AS precision,
	coalesce(p.price, 0) AS price, p.price_unit, p.price_unit_en, p.created_at,
	coalesce(p.gtin, '') AS gtin, p.trace_url, p.declaration_no, coalesce(p.confirmed_on, r.confirmed_on) AS confirmed_on
FROM product p
JOIN province v ON v.code = p.province_code
LEFT JOIN producer r ON r.id = p.producer_id
LEFT JOIN commune c ON c.id = p.commune_id
LEFT JOIN commune rc ON rc.id = r.commune_id
LEFT JOIN destination d ON d.product_id = p.id
WHERE ` + publicProduct + ` AND `

// Listings reads the listings of the given products; one that does not exist is
// left out. The order is that of the ids in the database, not of the argument.
func (p Products) Listings(ctx context.Context, ids []int64) ([]Listing, error) {
	return listings(ctx, p, `= ANY ($1)`, ids)
}

// ListingsOf reads the listings of one producer.
func (p Products) ListingsOf(ctx context.Context, producerID int64) ([]Listing, error) {
	return listings(ctx, p, `IN (SELECT id FROM product WHERE producer_id = $1)`, producerID)
}

// listings reads, in one round trip, the products whose id fulfils a condition
// on the argument.
func listings[A int64 | []int64](ctx context.Context, p Products, which string, arg A) ([]Listing, error) {
	var batch pgx.Batch
	batch.Queue(listingsSQL+"p.id "+which+" ORDER BY p.id", arg)
	batch.Queue(recognitionsSQL+"product_id "+which, arg)
	batch.Queue(picturesSQL+"product_id "+which+" AND widths <> '{}' ORDER BY product_id, position", arg)
	batch.Queue(tradeSQL+"product_id "+which, arg)
	batch.Queue(certificatesSQL+"product_id "+which+" ORDER BY kind, number", arg)
	results := &reader{results: p.DB.SendBatch(ctx, &batch)}
	list := next[Listing](results)
	lines := next[Recognition](results)
	pictures := next[Picture](results)
	trades := next[tradeRow](results)
	papers := next[Certificate](results)
	if err := results.close(); err != nil {
		return nil, fmt.Errorf("reading listings: %w", err)
	}
	attach(list, lines, pictures)
	attachTrade(list, trades, papers)
	return list, nil
}

// attachTrade gives each listing what trade buyers ask for.
func attachTrade(list []Listing, trades []tradeRow, papers []Certificate) {
	at := make(map[int64]*Listing, len(list))
	for i := range list {
		at[list[i].ID] = &list[i]
	}
	for _, row := range trades {
		if l := at[row.ProductID]; l != nil {
			trade := row.trade()
			l.Trade = &trade
		}
	}
	for _, paper := range papers {
		if l := at[paper.ProductID]; l != nil {
			l.Certificates = append(l.Certificates, paper)
		}
	}
}

// attach gives each listing its recognitions, oldest first, and its first
// picture.
func attach(list []Listing, lines []Recognition, pictures []Picture) {
	at := make(map[int64]*Listing, len(list))
	for i := range list {
		at[list[i].ID] = &list[i]
	}
	sortByIssue(lines)
	for _, line := range lines {
		if l := at[line.ProductID]; l != nil {
			l.Recognitions = append(l.Recognitions, line)
		}
	}
	for i := range pictures {
		if l := at[pictures[i].ProductID]; l != nil && l.Picture == nil {
			l.Picture = &pictures[i]
		}
	}
}

const productIDsSQL = `SELECT id FROM product ORDER BY id`

// IDs lists every product.
func (p Products) IDs(ctx context.Context) ([]int64, error) {
	rows, err := p.DB.Query(ctx, productIDsSQL)
	if err != nil {
		return nil, fmt.Errorf("listing products: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return nil, fmt.Errorf("listing products: %w", err)
	}
	return ids, nil
}
