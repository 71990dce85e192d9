package catalog

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadinessNamesWhatIsMissing(t *testing.T) {
	yes, no, day := true, false, NewDay(2026, 11, 22)
	full := Evidence{
		GroupSlug: "food", GTIN: "8930000000019", TraceURL: "https://example.com/t", DeclarationNo: "1/2026",
		Trade:        Trade{ProductID: 1, Capacity: []float64{0, 5}, Invoice: &yes, SampleAvailable: &yes, PaymentTerms: "30 ngày"},
		Certificates: []Certificate{{Kind: "attp", ExpiresOn: NewDay(2026, 11, 22)}},
	}
	if !full.Ready(day) {
		t.Errorf("everything is there, and it misses %v", full.Missing(day))
	}
	if full.Ready(day.AddDays(1)) {
		t.Error("the food safety certificate ended yesterday and still counts")
	}
	tests := []struct {
		name   string
		change func(*Evidence)
		want   []Fact
	}{
		{"nothing said", func(e *Evidence) { *e = Evidence{GroupSlug: "food"} }, Facts()},
		{"no invoice", func(e *Evidence) { e.Trade.Invoice = &no }, []Fact{FactInvoice}},
		{"another paper", func(e *Evidence) { e.Certificates = []Certificate{{Kind: "haccp"}} }, []Fact{FactFoodSafety}},
		{"no month", func(e *Evidence) { e.Trade.Capacity = []float64{0, 0} }, []Fact{FactCapacity}},
		{"a basket needs no food safety", func(e *Evidence) { e.GroupSlug, e.Certificates, e.DeclarationNo, e.GTIN = "handicraft", nil, "", "" }, []Fact{FactGTIN}},
	}
	for _, test := range tests {
		e := full
		test.change(&e)
		if diff := cmp.Diff(test.want, e.Missing(day)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
	visit := full
	if visit.GroupSlug = "tourism"; visit.Ready(day) {
		t.Error("a visit stands on no shelf")
	}
}
