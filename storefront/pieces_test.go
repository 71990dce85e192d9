package storefront

import (
	"strings"
	"testing"

	"ocop/catalog"
)

// TestKeptCardsFollowWrites changes a product and its producer by SQL where no
// page is kept: the cards that are must not outlive what they show.
func TestKeptCardsFollowWrites(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, uncached)
	site.follow(t)
	const list = "/san-pham?q=kho+qua"
	shows := func(text string) func() bool {
		return func() bool {
			_, body := site.ask(t, list)
			return strings.Contains(body, text)
		}
	}
	if !shows("Khổ qua Phú Mỹ")() {
		t.Fatal("the list does not show the product")
	}
	for _, write := range []struct{ sql, text string }{
		{`UPDATE product SET name = 'Khổ qua sấy Phú Mỹ' WHERE slug = 'kho-qua-phu-my'`, "Khổ qua sấy Phú Mỹ"},
		{`UPDATE product SET price = 123456, price_unit = 'rổ' WHERE slug = 'kho-qua-phu-my'`, "123.456"},
		{`UPDATE producer SET name = 'Tổ hợp tác Khổ qua' WHERE id = (SELECT producer_id FROM product WHERE slug = 'kho-qua-phu-my')`, "Tổ hợp tác Khổ qua"},
	} {
		if _, err := site.db.Exec(t.Context(), write.sql); err != nil {
			t.Fatal(err)
		}
		eventually(t, "the card shows "+write.text, shows(write.text))
	}
}

// TestKeptCardsFollowTheDay turns the site to the day on which a star has lapsed.
func TestKeptCardsFollowTheDay(t *testing.T) {
	site := newDemoSite(t, uncached)
	live := func() int {
		_, body := site.ask(t, "/san-pham?q=dau+me+den+nguyen+chat+bao+tam&verbatim=1")
		return strings.Count(body, "card-state-live")
	}
	before := live()
	site.day = catalog.NewDay(2027, 1, 11)
	if err := site.NewDay(t.Context()); err != nil {
		t.Fatal(err)
	}
	if after := live(); before == 0 || after >= before {
		t.Errorf("%d cards show stars in force before the day on which one lapses, %d on it", before, after)
	}
}
