package catalog

import "strconv"

// Want is something that makes a listing more useful, and whether it is given.
type Want struct {
	Field string
	Given bool
}

// Wants lists what a listing of a kind of subject should say, the most useful
// first. Capacity counts as one.
func Wants(kind string, v Values) []Want {
	names := []string{"pictures", "story", "price", "packaging", "storage", "shelf_life", "ingredients", "capacity_01", "minimum_order",
		"lead_days", "papers", "invoice", "sample_available", "payment_terms", "declaration_no", "gtin", "trace_url", "name_en", "story_en"}
	if kind == ProducerSubject {
		names = []string{"story", "phone", "contact_name", "address", "email", "name_en", "story_en", "website"}
	}
	wants := make([]Want, len(names))
	for i, name := range names {
		wants[i] = Want{name, v[name] != ""}
		if name == "capacity_01" {
			wants[i].Given = anyCapacity(v)
		}
	}
	return wants
}

func anyCapacity(v Values) bool {
	for month := 1; month <= 12; month++ {
		if v[CapacityField(month)] != "" {
			return true
		}
	}
	return false
}

// With is the values with those of a patch over them.
func (v Values) With(patch Values) Values {
	all := make(Values, len(v)+len(patch))
	for name, value := range v {
		all[name] = value
	}
	for name, value := range patch {
		all[name] = value
	}
	return all
}

// filingFrom and filingTo are how many days before its star ends a dossier for a
// re-rating may be filed (Decision 26/2026, Art. 7).
const (
	filingFrom = 180
	filingTo   = 120
)

// FilingWindow is the first and the last day on which the dossier for a
// re-rating may be filed, for a star that ends on a day.
func FilingWindow(end Day) (from, to Day) { return end.AddDays(-filingFrom), end.AddDays(-filingTo) }

// NoticeStage is which of the notices before something ends is due: 180, 90 or
// 30 days before, 0 while none is.
func NoticeStage(day, end Day) int {
	left := day.DaysUntil(end)
	switch {
	case end.IsZero() || left > 180:
		return 0
	case left > 90:
		return 180
	case left > 30:
		return 90
	}
	return 30
}

// Evidence is what values say of the eight facts of supermarkets, for a product
// of a group.
func (v Values) Evidence(groupSlug string) Evidence {
	e := Evidence{GroupSlug: groupSlug, GTIN: v["gtin"], TraceURL: v["trace_url"], DeclarationNo: v["declaration_no"]}
	answer := func(name string) *bool {
		if v[name] == "" {
			return nil
		}
		yes := v[name] == "true"
		return &yes
	}
	e.Trade = Trade{Invoice: answer("invoice"), SampleAvailable: answer("sample_available"), PaymentTerms: v["payment_terms"]}
	for month := 1; month <= 12; month++ {
		amount, err := strconv.ParseFloat(v[CapacityField(month)], 64)
		if err != nil {
			amount = 0
		}
		e.Trade.Capacity = append(e.Trade.Capacity, amount)
	}
	for _, p := range ReadPapers(v["papers"]) {
		e.Certificates = append(e.Certificates, Certificate{Kind: p.Kind, Number: p.Number, Issuer: p.Issuer, ExpiresOn: p.ExpiresOn})
	}
	return e
}
