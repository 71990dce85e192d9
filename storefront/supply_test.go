package storefront

import (
	"testing"

	"ocop/search"
)

// Whoever tries a trade buyer's filter in the demo finds something.
func TestDemoAnswersTradeBuyers(t *testing.T) {
	site := newDemoSite(t, nil)
	counts := site.index.Counts(nil)
	for _, field := range []search.Field{search.Month, search.Certificate, search.Ready} {
		for _, value := range supplyValues(field) {
			if n := counts[field][value]; n < 5 {
				t.Errorf("%s=%s finds %d, want at least 5", field, value, n)
			}
		}
	}
	for field, amount := range map[search.Field]string{search.MinCapacity: "0.5 tan", search.MaxOrder: "20 kg"} {
		if _, n := site.index.After(map[search.Field][]string{field: {amount}}, 0, 1); n < 5 {
			t.Errorf("%s=%s finds %d, want at least 5", field, amount, n)
		}
	}
}
