package kept

import (
	"strconv"
	"strings"
	"testing"

	"github.com/a-h/templ"
)

func TestShelfIsBounded(t *testing.T) {
	const most = 64 << 10
	s := Shelf[int]{Most: most}
	text := strings.Repeat("a", 1000)
	for i := range 1000 {
		written(t, s.Piece(i, func() templ.Component { return templ.Raw(text) }))
		written(t, s.Piece(0, func() templ.Component { return templ.Raw("made again") }))
		held := (len(s.newer) + len(s.older)) * (len(text) + perPiece)
		if held > most+2*(len(text)+perPiece) {
			t.Fatalf("after %s pieces %d bytes are held, want %d", strconv.Itoa(i), held, most)
		}
	}
	if got := written(t, s.Piece(0, func() templ.Component { return templ.Raw("made again") })); got != text {
		t.Error("a piece asked for all the time was forgotten")
	}
	if got := written(t, s.Piece(500, func() templ.Component { return templ.Raw("made again") })); got != "made again" {
		t.Error("a piece nobody asked for was kept")
	}
}

// written renders a component.
func written(t *testing.T, c templ.Component) string {
	t.Helper()
	var b strings.Builder
	if err := c.Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
