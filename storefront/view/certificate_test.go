package view_test

import (
	"strings"
	"testing"

	"ocop/catalog"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// A decision ends the one before it only where that was still running.
func TestHistoryTellsLapsedFromReplaced(t *testing.T) {
	p := frame(t, locale.EN)
	again := catalog.NewDay(2026, 6, 23)
	for name, c := range map[string]struct {
		line catalog.Recognition
		want string
	}{
		"running":        {catalog.Recognition{IssuedOn: catalog.NewDay(2024, 1, 10)}, "replaced by a later decision on 23 June 2026"},
		"on its end":     {catalog.Recognition{IssuedOn: catalog.NewDay(2023, 6, 23)}, "replaced by a later decision"},
		"lapsed":         {catalog.Recognition{IssuedOn: catalog.NewDay(2019, 5, 2)}, "lapsed on 2 May 2022, before"},
		"lapsed by year": {catalog.Recognition{IssuedYear: 2019}, "lapsed in 2022, before"},
	} {
		c.line.Kind, c.line.Stars, c.line.SupersededOn = catalog.First, 3, again
		v := fixtureProduct(p.Today, c.line)
		v.History = []view.HistoryLine{{catalog.Recognition{IssuedOn: again}, catalog.Valid}, {c.line, c.line.StatusOn(p.Today)}}
		_, got, _ := strings.Cut(written(t, view.Product(p, v)), `<section class="history"`)
		if got, _, _ = strings.Cut(got, "</section>"); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q in it", name, got, c.want)
		}
	}
}
