package storefront

import (
	"os"
	"testing"

	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// TestMakerAccessibility reads every screen of the maker's console, and those of
// signing in, with axe-core, in both languages, widths and colour schemes.
func TestMakerAccessibility(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile(os.Getenv("OCOP_AXE"))
	if err != nil {
		missing(t, "OCOP_AXE names no axe.min.js (npm pack axe-core)")
	}
	d := newMakerDesk(t)
	address := d.listen(t)
	page := d.phone(t, address).CancelTimeout()
	for i, path := range makerPages(d) {
		examineOpened(t, page, string(source), address+path, []int{360, 1280}[i%2], []string{"light", "dark"}[i/2%2])
		other := view.Links{Lang: locale.VI}.Translate(path)
		if other == path {
			other = view.Links{Lang: locale.EN}.Translate(path)
		}
		if other != path {
			examineOpened(t, page, string(source), address+other, []int{1280, 360}[i%2], []string{"light", "dark"}[i/2%2])
		}
	}
}
