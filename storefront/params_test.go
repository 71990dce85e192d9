package storefront

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"ocop/migrations/testdb"
	"ocop/search"
)

// FuzzListAddress reads addresses of lists, with what trade buyers ask for: what
// is read is bounded, and read again from the address made of it the same.
func FuzzListAddress(f *testing.F) {
	site := newSiteOn(f, testdb.New(f), nil) // places are enough
	for _, seed := range []string{
		"", "q=m%E1%BA%ADt+ong+&stars=4&stars=5&province=hoa-binh&sort=newest&page=2", "near=21.03,105.85&sort=distance",
		"month=11&month=2&min_capacity=0,5&unit=tan&moq_max=1.000&certificate=haccp&certificate=vietgap&certificate_all=1&ready=supermarket",
		"month=13", "month=&month=11&unit=pood", "min_capacity=-1", "min_capacity=1e9&unit=kg", "moq_max=NaN", "certificate_all=1", "ready=1",
		"page=99999999999999999999", "page=0", "verbatim=1&q=%FF%00", "q=%22", "within=x&set=27&status=valid", "%zz", "q=a;b",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		values, err := url.ParseQuery(address)
		if err != nil {
			return
		}
		p, err := site.parseList(values)
		if err != nil {
			if status := statusOf(err); status < 400 || status >= 500 {
				t.Errorf("%q answers %d: %v", address, status, err)
			}
			return
		}
		if p.Page < 1 || p.Page > maxPage+1 || utf8.RuneCountInString(p.Text) > maxQuery+1 || !norm.NFC.IsNormalString(p.Text) {
			t.Errorf("%q is read as page %d of %q", address, p.Page, p.Text)
		}
		for field, chosen := range p.Filters {
			if len(chosen) == 0 || len(chosen) > maxValues || !slices.IsSorted(chosen) {
				t.Errorf("%q asks of %s for %q", address, field, chosen)
			}
		}
		for _, bound := range search.Bounds() {
			if len(p.Filters[bound]) > 1 {
				t.Errorf("%q has several bounds %q", address, p.Filters[bound])
			}
		}
		again, err := site.parseList(p.values())
		if err != nil {
			t.Fatalf("%q is written as %q, which reads as %v", address, p.values().Encode(), err)
		}
		if diff := cmp.Diff(p.Filters, again.Filters); diff != "" || strings.TrimSpace(p.Text) != again.Text || p.Page != again.Page || p.Sort != again.Sort {
			t.Errorf("%q is written as %q:\n%s", address, p.values().Encode(), diff)
		}
		if before := slices.Sorted(maps.Keys(p.values())); !slices.Equal(before, slices.Sorted(maps.Keys(again.values()))) {
			t.Errorf("%q is written with %q and then otherwise", address, before)
		}
	})
}
