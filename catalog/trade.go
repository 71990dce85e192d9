package catalog

// Trade is what a trade buyer asks first. Unknown is not no: amounts are 0 and
// answers nil where nothing was said.
type Trade struct {
	ProductID          int64
	Capacity           []float64 // for each month, January first, in CapacityUnit; empty where unknown
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

const tradeSQL = `
SELECT product_id,
	(SELECT array_agg(coalesce(c.amount, 0)::float8 ORDER BY month)
		FROM generate_series(1, 12) AS month LEFT JOIN product_capacity c ON c.product_id = t.product_id AND c.month = month.month
		HAVING count(c.amount) > 0) AS capacity,
	capacity_unit, capacity_unit_en, coalesce(minimum_order, 0)::float8 AS minimum_order,
	minimum_order_unit, minimum_order_unit_en, coalesce(lead_days, -1) AS lead_days,
	sample_available, invoice, payment_terms, payment_terms_en
FROM product_trade t WHERE `

// Certificate is a paper beside the star: food safety, farming or quality
// management.
type Certificate struct {
	ProductID int64
	Kind      string // attp, vietgap, globalgap, organic, haccp, iso22000, halal, fda, brc
	Number    string
	Issuer    string
	ExpiresOn Day // zero where it does not end or is not said
}

// CertificateKinds lists the kinds in the order pages show them.
func CertificateKinds() []string {
	return []string{"attp", "vietgap", "globalgap", "organic", "haccp", "iso22000", "halal", "fda", "brc"}
}

// ValidOn reports whether the paper is in force on a day.
func (c Certificate) ValidOn(day Day) bool { return c.ExpiresOn.IsZero() || !c.ExpiresOn.Before(day) }

const certificatesSQL = `
SELECT product_id, kind, number, issuer, expires_on FROM product_certificate WHERE `
