package view

import (
	"bytes"
	"strconv"
	"testing"

	"github.com/a-h/templ"

	"ocop/catalog"
	"ocop/storefront/locale"
)

// TestKeptPiecesChangeNothing renders every page without kept pieces, then twice
// with the pieces that all other pages have left behind.
func TestKeptPiecesChangeNothing(t *testing.T) {
	pieces := NewPieces(1 << 20)
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
	bare := frame(t, locale.VI)
	kept := at(bare, "", "", "")
	kept.Pieces = NewPieces(1 << 20)
	line, picture := linesOfStates()[0], fixturePicture("aaaa")
	before := Card{Slug: "tra", Name: "Trà", ProvinceName: "Lâm Đồng", GroupSlug: "food", Star: catalog.StarOn(bare.Today, []catalog.Recognition{line})}
	changes := map[string]func(*Card){
		"nothing":  func(*Card) {},
		"name":     func(c *Card) { c.Name = "Trà xanh" },
		"address":  func(c *Card) { c.Slug = "tra-2" },
		"producer": func(c *Card) { c.ProducerName = "Hợp tác xã" },
		"province": func(c *Card) { c.ProvinceName = "Đắk Lắk" },
		"group":    func(c *Card) { c.GroupSlug = "beverage" },
		"picture":  func(c *Card) { c.Picture = &picture },
		"price":    func(c *Card) { c.Price, c.PriceUnit = 1000, "gói" },
		"distance": func(c *Card) { c.Away = &Away{Kilometres: 3} },
		"day": func(c *Card) {
			c.Star = catalog.StarOn(bare.Today.AddMonths(40), []catalog.Recognition{line})
		},
	}
	first := written(t, keptCard(kept, before, true))
	for name, change := range changes {
		after := before
		change(&after)
		want := written(t, card(bare, after, true))
		if got := written(t, keptCard(kept, after, true)); got != want {
			t.Errorf("%s: the kept card is %q, want %q", name, got, want)
		}
		if name != "nothing" && want == first {
			t.Errorf("%s changes nothing on a card: the test no longer tells", name)
		}
	}
	before.Picture = &picture
	if written(t, keptCard(kept, before, true)) == written(t, keptCard(kept, before, false)) {
		t.Error("a card of the first screen loads its picture late")
	}
}

func TestKeptPiecesAreBounded(t *testing.T) {
	const most = 64 << 10
	s := shelf[int]{most: most}
	text := string(bytes.Repeat([]byte("a"), 1000))
	for i := range 1000 {
		written(t, s.piece(i, func() templ.Component { return templ.Raw(text) }))
		written(t, s.piece(0, func() templ.Component { return templ.Raw("made again") }))
		held := (len(s.newer) + len(s.older)) * (len(text) + perPiece)
		if held > most+2*(len(text)+perPiece) {
			t.Fatalf("after %s pieces %d bytes are held, want %d", strconv.Itoa(i), held, most)
		}
	}
	if got := written(t, s.piece(0, func() templ.Component { return templ.Raw("made again") })); got != text {
		t.Error("a piece asked for all the time was forgotten")
	}
	if got := written(t, s.piece(500, func() templ.Component { return templ.Raw("made again") })); got != "made again" {
		t.Error("a piece nobody asked for was kept")
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
