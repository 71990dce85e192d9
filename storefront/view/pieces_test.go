package view_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"ocop/catalog"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// TestKeptPiecesChangeNothing renders every page without kept pieces, then twice
// with the pieces that all other pages have left behind.
func TestKeptPiecesChangeNothing(t *testing.T) {
	pieces := view.NewPieces(1 << 20)
	for _, lang := range locale.Langs() {
		want := rendered(t, lang)
		for range 2 {
			p := frame(t, lang)
			p.Pieces = pieces
			for name, page := range fixturePages(t, p) {
				if got := written(t, page); got != want[name] {
					t.Errorf("%s in %s is another page with kept pieces", name, lang)
				}
			}
		}
	}
}

// TestKeptCardsFollowWhatTheyShow changes a card in every way a write or a new
// day can.
func TestKeptCardsFollowWhatTheyShow(t *testing.T) {
	bare := at(frame(t, locale.VI), "", "", "")
	kept := at(bare, "", "", "")
	kept.Pieces = view.NewPieces(1 << 20)
	line, picture := linesOfStates()[0], fixturePicture("aaaa")
	before := view.Card{Slug: "tra", Name: "Trà", ProvinceName: "Lâm Đồng", GroupSlug: "food", Star: catalog.StarOn(bare.Today, []catalog.Recognition{line})}
	changes := map[string]func(*view.Card){
		"nothing":  func(*view.Card) {},
		"name":     func(c *view.Card) { c.Name = "Trà xanh" },
		"address":  func(c *view.Card) { c.Slug = "tra-2" },
		"producer": func(c *view.Card) { c.ProducerName = "Hợp tác xã" },
		"province": func(c *view.Card) { c.ProvinceName = "Đắk Lắk" },
		"group":    func(c *view.Card) { c.GroupSlug = "beverage" },
		"picture":  func(c *view.Card) { c.Picture = &picture },
		"price":    func(c *view.Card) { c.Price, c.PriceUnit = 1000, "gói" },
		"distance": func(c *view.Card) { c.Away = &view.Away{Kilometres: 3} },
		"day": func(c *view.Card) {
			c.Star = catalog.StarOn(bare.Today.AddMonths(40), []catalog.Recognition{line})
		},
	}
	// Below the fourth card pictures load late.
	shown := func(p view.Page, c view.Card, lazy bool) string {
		cards := []view.Card{c}
		if lazy {
			cards = []view.Card{{}, {}, {}, {}, c}
		}
		return written(t, view.List(p, view.ListView{Total: len(cards), Cards: cards}))
	}
	first := shown(kept, before, true)
	for name, change := range changes {
		after := before
		change(&after)
		want := shown(bare, after, true)
		if got := shown(kept, after, true); got != want {
			t.Errorf("%s: the kept card is out of date", name)
		}
		if name != "nothing" && want == first {
			t.Errorf("%s changes nothing on a card: the test no longer tells", name)
		}
	}
	before.Picture = &picture
	const late = `loading="lazy"`
	if !strings.Contains(shown(kept, before, true), late) || strings.Contains(shown(kept, before, false), late) {
		t.Error("a card of the first screen loads its picture late, or one below it at once")
	}
}

// written renders a component.
func written(t *testing.T, c templ.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
