package search

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/meilisearch/meilisearch-go"

	"ocop/catalog"
)

// meiliSupply is the part of a document that trade buyers ask for; amounts are in
// the bases of their units.
type meiliSupply struct {
	Month       []string  `json:"month,omitempty"`
	Certificate []string  `json:"certificate,omitempty"`
	Ready       string    `json:"ready,omitempty"`
	Base        string    `json:"base,omitempty"`
	Supply      []float64 `json:"supply,omitempty"` // every month's amount
	January     float64   `json:"m1,omitempty"`
	February    float64   `json:"m2,omitempty"`
	March       float64   `json:"m3,omitempty"`
	April       float64   `json:"m4,omitempty"`
	May         float64   `json:"m5,omitempty"`
	June        float64   `json:"m6,omitempty"`
	July        float64   `json:"m7,omitempty"`
	August      float64   `json:"m8,omitempty"`
	September   float64   `json:"m9,omitempty"`
	October     float64   `json:"m10,omitempty"`
	November    float64   `json:"m11,omitempty"`
	December    float64   `json:"m12,omitempty"`
	OrderBase   string    `json:"order_base,omitempty"`
	OrderLeast  float64   `json:"order_least,omitempty"`
}

// meiliAmounts lists the attributes that amounts are compared with.
func meiliAmounts() []string {
	attributes := []string{"supply", "order_least"}
	for _, month := range Months() {
		attributes = append(attributes, "m"+month)
	}
	return attributes
}

func meiliSupplyOf(l catalog.Listing, day catalog.Day) meiliSupply {
	s := supplyOf(l)
	m := meiliSupply{
		Month: s.seasons(), Certificate: papersOn(l, day), Ready: readyOn(l, day),
		Base: baseKey(s.base), OrderBase: baseKey(s.orderBase), OrderLeast: s.order,
	}
	if s.base != "" {
		m.Supply = s.months[:]
	}
	for i, at := range []*float64{
		&m.January, &m.February, &m.March, &m.April, &m.May, &m.June,
		&m.July, &m.August, &m.September, &m.October, &m.November, &m.December,
	} {
		*at = s.months[i]
	}
	return m
}

// baseKey writes a base so that Meilisearch takes it as it stands.
func baseKey(base string) string { return strings.ReplaceAll(base, " ", "-") }

// boundConditions are the conditions of the bounds. The months belong to
// MinCapacity where it is asked for, so that one and the same month must be
// asked for and reach it.
func boundConditions(chosen map[Field][]string, except Field) []string {
	var conditions []string
	if least, asked := boundOf(chosen, MinCapacity); asked {
		months := chosen[Month]
		if except == Month {
			months = nil
		}
		conditions = append(conditions, reachesIn(least, months))
	}
	if most, asked := boundOf(chosen, MaxOrder); asked {
		conditions = append(conditions, fmt.Sprintf(`order_base = %q AND order_least <= %s`, baseOf(most), amountText(most)))
	}
	return conditions
}

// reachesIn is the condition that one of some months reaches an amount; no
// months mean any.
func reachesIn(least catalog.Amount, months []string) string {
	var ways []string
	for _, month := range months {
		if slices.Contains(Months(), month) {
			ways = append(ways, "m"+month+" >= "+amountText(least))
		}
	}
	switch {
	case len(months) == 0:
		ways = []string{"supply >= " + amountText(least)}
	case len(ways) == 0:
		return nothing
	}
	return fmt.Sprintf("base = %q AND (%s)", baseOf(least), strings.Join(ways, " OR "))
}

// baseOf is the base that a bound is compared in, one that nobody has where it
// could not be read.
func baseOf(a catalog.Amount) string {
	base := baseKey(a.Unit.Base)
	if strings.Trim(base, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		return "-"
	}
	return base
}

func amountText(a catalog.Amount) string { return strconv.FormatFloat(a.In(), 'f', -1, 64) }

// monthQueries ask for each month how many reach the amount of MinCapacity in
// it: counts of the attribute month know no amount.
func monthQueries(uid string, need []string, p Plan) []*meilisearch.SearchRequest {
	least, asked := boundOf(p.Filters, MinCapacity)
	if !asked {
		return nil
	}
	others := filters(p.Filters, Month)
	queries := make([]*meilisearch.SearchRequest, 0, 12)
	for _, month := range Months() {
		queries = append(queries, search(uid, slices.Concat(need, others, []string{reachesIn(least, []string{month})}), nil, 1, 0))
	}
	return queries
}

// countMonth notes how many reach the amount asked for in a month, January
// being 0.
func (f *Found) countMonth(month, n int) {
	if f.Facets[Month] == nil {
		f.Facets[Month] = make(map[string]int, 12)
	}
	if n > 0 {
		f.Facets[Month][Months()[month]] = n
	}
}
