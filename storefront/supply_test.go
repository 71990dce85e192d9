package storefront

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"

	"ocop/search"
)

// Whoever tries a trade buyer's filter in the demo finds something.
func TestDemoAnswersTradeBuyers(t *testing.T) {
	t.Parallel()
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

// tradeFilters is every filter of a trade buyer, as an address has it.
func tradeFilters() []string {
	list := []string{"min_capacity=0.5&unit=tan", "moq_max=20&unit=kg"}
	for _, field := range []search.Field{search.Month, search.Certificate, search.Ready} {
		for _, value := range supplyValues(field) {
			list = append(list, string(field)+"="+value)
		}
	}
	return list
}

// A filter finds the same on the page of the list, by the API and for who follows
// the list, and in the demo at least five products; whichever engine answers.
func TestTradeFiltersAgree(t *testing.T) {
	t.Parallel()
	t.Run("postgres", func(t *testing.T) { tradeFiltersAgree(t, newDemoSite(t, nil)) })
	t.Run("meilisearch", func(t *testing.T) {
		d := newDrill(t)
		_, all := d.look(t, "")
		d.await(t, "", "meilisearch", all)
		tradeFiltersAgree(t, d.testSite)
		d.await(t, "", "meilisearch", all) // and nobody stood in for it
	})
}

func tradeFiltersAgree(t *testing.T, site *testSite) {
	t.Helper()
	together := []string{"q=m%E1%BA%ADt+ong&month=11", "certificate=haccp&certificate=vietgap&certificate_all=1", "certificate=haccp&certificate=vietgap"}
	for _, filter := range append(tradeFilters(), together...) {
		values, err := url.ParseQuery(filter)
		if err != nil {
			t.Fatal(err)
		}
		params, err := site.parseList(values)
		if err != nil {
			t.Fatalf("%s: %v", filter, err)
		}
		followed, _, err := site.followed(t.Context(), params)
		if err != nil {
			t.Fatal(err)
		}
		var answer struct{ Total int }
		if err := json.Unmarshal([]byte(body(t, site.get(t, "/api/v1/products?"+filter, nil))), &answer); err != nil {
			t.Fatalf("%s: %v", filter, err)
		}
		if enough := len(followed) >= 5 || slices.Contains(together, filter) && len(followed) > 1; !enough || answer.Total != len(followed) {
			t.Errorf("%s: the API finds %d, who follows it gets %d", filter, answer.Total, len(followed))
		}
		if shown := strings.Count(body(t, site.get(t, "/san-pham?"+filter, nil)), `<article class="card">`); shown != min(answer.Total, perPage) {
			t.Errorf("%s: the page shows %d of %d", filter, shown, answer.Total)
		}
	}
}
