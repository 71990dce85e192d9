package catalog

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Trade is what a trade buyer asks first. Unknown is not no: amounts are 0 and
// answers nil where nothing was said.
type Trade struct {
	ProductID          int64
	Capacity           []float64 `db:"-"` // for each month, January first, in CapacityUnit; empty where unknown
	CapacityUnit       string
	CapacityUnitEN     string
	MinimumOrder       float64 // in MinimumOrderUnit
	MinimumOrderUnit   string
	MinimumOrderUnitEN string
	LeadDays           int // from order to dispatch; -1 where unknown
	SampleAvailable    *bool
	Invoice            *bool
	PaymentTerms       string
	PaymentTermsEN     string
}

// Known reports whether anything was said for trade buyers.
func (t Trade) Known() bool { return t.ProductID != 0 }

// MostCapacity is the largest month's amount, 0 where none is known.
func (t Trade) MostCapacity() float64 {
	most := 0.0
	for _, amount := range t.Capacity {
		most = max(most, amount)
	}
	return most
}

// tradeRow is a trade panel as the tables hold it: months without an amount have
// no row.
type tradeRow struct {
	Trade
	Months  []int
	Amounts []float64
}

// trade spreads the amounts over the year.
func (r tradeRow) trade() Trade {
	if len(r.Months) > 0 {
		r.Capacity = make([]float64, 12)
	}
	for i, month := range r.Months {
		r.Capacity[month-1] = r.Amounts[i]
	}
	return r.Trade
}

// Supplies is the most that can be supplied in one of the given months, or of the
// year where none is given; false where nothing was said.
func (t Trade) Supplies(months ...int) (Amount, bool) {
	if len(t.Capacity) != 12 {
		return Amount{}, false
	}
	most := 0.0
	if len(months) == 0 {
		most = t.MostCapacity()
	}
	for _, month := range months {
		most = max(most, t.Capacity[month-1])
	}
	unit, _ := UnitOf(t.CapacityUnit)
	return Amount{most, unit}, most > 0
}

// Minimum is the smallest order; false where none was said.
func (t Trade) Minimum() (Amount, bool) {
	unit, _ := UnitOf(t.MinimumOrderUnit)
	return Amount{t.MinimumOrder, unit}, t.MinimumOrder > 0
}

const tradeSQL = `
SELECT product_id, year.months, year.amounts,
	capacity_unit, capacity_unit_en, coalesce(minimum_order, 0)::float8 AS minimum_order,
	minimum_order_unit, minimum_order_unit_en, coalesce(lead_days, -1) AS lead_days,
	sample_available, invoice, payment_terms, payment_terms_en
FROM product_trade t CROSS JOIN LATERAL (SELECT array_agg(c.month) AS months, array_agg(c.amount::float8) AS amounts
	FROM product_capacity c WHERE c.product_id = t.product_id) AS year
WHERE `

const saveTradeSQL = `
INSERT INTO product_trade (product_id, capacity_unit, capacity_unit_en, minimum_order, minimum_order_unit, minimum_order_unit_en,
	lead_days, sample_available, invoice, payment_terms, payment_terms_en)
VALUES (@id, @capacity_unit, @capacity_unit_en, nullif(@minimum_order::numeric, 0), @minimum_order_unit, @minimum_order_unit_en,
	nullif(@lead_days::smallint, -1), @sample_available, @invoice, @payment_terms, @payment_terms_en)
ON CONFLICT (product_id) DO UPDATE SET capacity_unit = excluded.capacity_unit, capacity_unit_en = excluded.capacity_unit_en,
	minimum_order = excluded.minimum_order, minimum_order_unit = excluded.minimum_order_unit,
	minimum_order_unit_en = excluded.minimum_order_unit_en, lead_days = excluded.lead_days,
	sample_available = excluded.sample_available, invoice = excluded.invoice,
	payment_terms = excluded.payment_terms, payment_terms_en = excluded.payment_terms_en`

const saveCapacitySQL = `
INSERT INTO product_capacity (product_id, month, amount)
SELECT $1, month, amount FROM unnest($2::float8[]) WITH ORDINALITY AS c (amount, month)
ON CONFLICT (product_id, month) DO UPDATE SET amount = excluded.amount`

// SaveTrade writes the trade panel of a product. No capacity leaves the months
// as they are.
func (p Products) SaveTrade(ctx context.Context, t Trade) error {
	err := pgx.BeginFunc(ctx, p.DB, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, saveTradeSQL, pgx.StrictNamedArgs{
			"id": t.ProductID, "capacity_unit": t.CapacityUnit, "capacity_unit_en": t.CapacityUnitEN,
			"minimum_order": t.MinimumOrder, "minimum_order_unit": t.MinimumOrderUnit, "minimum_order_unit_en": t.MinimumOrderUnitEN,
			"lead_days": t.LeadDays, "sample_available": t.SampleAvailable, "invoice": t.Invoice,
			"payment_terms": t.PaymentTerms, "payment_terms_en": t.PaymentTermsEN,
		}); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, saveCapacitySQL, t.ProductID, t.Capacity)
		return err
	})
	if err != nil {
		return fmt.Errorf("saving the trade panel of product %d: %w", t.ProductID, err)
	}
	return nil
}

// Certificate is a paper beside the star: food safety, farming or quality
// management.
type Certificate struct {
	ProductID int64
	Kind      string // attp, vietgap, globalgap, organic, haccp, iso22000, halal, fda, brc, gmp
	Number    string
	Issuer    string
	ExpiresOn Day    // zero where it does not end or is not said
	Scan      string // hash of its scan where the producer lets anybody open it, else empty
}

// CertificateKinds lists the kinds in the order pages show them.
func CertificateKinds() []string {
	return []string{"attp", "vietgap", "globalgap", "organic", "haccp", "iso22000", "halal", "fda", "brc", "gmp"}
}

// ValidOn reports whether the paper is in force on a day.
func (c Certificate) ValidOn(day Day) bool { return c.ExpiresOn.IsZero() || !c.ExpiresOn.Before(day) }

const certificatesSQL = `
SELECT product_id, kind, number, issuer, expires_on, CASE WHEN file_public THEN coalesce(file, '') ELSE '' END AS scan FROM product_certificate WHERE `

const saveCertificateSQL = `
INSERT INTO product_certificate (product_id, kind, number, issuer, expires_on) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (product_id, kind, number) DO UPDATE SET issuer = excluded.issuer, expires_on = excluded.expires_on`

// SaveCertificate writes one paper of a product; kind and number tell it from
// the others.
func (p Products) SaveCertificate(ctx context.Context, c Certificate) error {
	if _, err := p.DB.Exec(ctx, saveCertificateSQL, c.ProductID, c.Kind, c.Number, c.Issuer, c.ExpiresOn); err != nil {
		return fmt.Errorf("saving a certificate of product %d: %w", c.ProductID, err)
	}
	return nil
}
