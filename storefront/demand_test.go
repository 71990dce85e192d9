package storefront

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"ocop/search"
	"ocop/storefront/locale"
)

// newDemandSite is a site that counts demand and believes who a visitor says to
// be.
func newDemandSite(t *testing.T, cacheBytes int) (*testSite, *search.Demand) {
	var demand *search.Demand
	site := newTestSite(t, func(o *Options) {
		demand = search.NewDemand(o.DB, "secret", o.Index.Today)
		o.Demand, o.CacheBytes, o.TrustedProxies = demand, cacheBytes, []string{"0.0.0.0"}
	})
	return site, demand
}

// visit asks as a browser at an address does, with further headers.
func (s *testSite) visit(t *testing.T, visitor, target string, headers ...string) {
	t.Helper()
	header := http.Header{"User-Agent": {"Mozilla/5.0 (X11)"}, "X-Forwarded-For": {visitor}}
	for i := 0; i < len(headers); i += 2 {
		header.Set(headers[i], headers[i+1])
	}
	for { // a search cut short by a busy machine is none that counts
		response := s.get(t, target, header)
		if response.StatusCode != http.StatusOK && response.StatusCode != http.StatusNotModified {
			t.Fatalf("%s: %s", target, response.Status)
		}
		if !strings.Contains(body(t, response), s.words.In(locale.VI).T("list.partial")) {
			return
		}
	}
}

func body(t *testing.T, response *http.Response) string {
	t.Helper()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestDemandCountsVisitorsOfKeptPages(t *testing.T) {
	t.Parallel()
	for _, cacheBytes := range []int{0, 16 << 20} {
		site, demand := newDemandSite(t, cacheBytes)
		const mine, formula = "/san-pham?q=S%E1%BA%A7u+ri%C3%AAng&province=phu-tho", "/san-pham?q=%3DSUM(A1)"
		for i := range 3 {
			for range 2 {
				site.visit(t, fmt.Sprintf("192.0.2.%d", i), mine)
			}
			site.visit(t, fmt.Sprintf("192.0.2.%d", i), formula)
			site.visit(t, "192.0.2.1", "/san-pham?q=ruby") // one person, three times
		}
		if _, err := demand.Write(t.Context()); err != nil {
			t.Fatal(err)
		}
		page := body(t, site.get(t, "/thong-ke/nhu-cau", nil))
		for _, want := range []string{`href="/san-pham?province=phu-tho&amp;q=s%E1%BA%A7u+ri%C3%AAng"`, ">sầu riêng</a>", "Phú Thọ", ">3<"} {
			if !strings.Contains(page, want) {
				t.Errorf("with a cache of %d bytes the board lacks %s", cacheBytes, want)
			}
		}
		if strings.Contains(page, "ruby") {
			t.Error("what one person looked for is shown")
		}
		table := body(t, site.get(t, "/thong-ke/nhu-cau.csv", nil))
		if !strings.HasPrefix(table, "\ufeffquery,") || !strings.Contains(table, "\r\nsầu riêng,25,Phú Thọ,3,3,1,2026-11-16\r\n") || !strings.Contains(table, "\r\n'=sum(a1),,,3,3,1,") {
			t.Errorf("the table reads %q", table)
		}
	}
}

func TestDemandLeavesOutWhatIsNoPersons(t *testing.T) {
	t.Parallel()
	site, demand := newDemandSite(t, 16<<20)
	for i := range 4 {
		who := fmt.Sprintf("192.0.2.%d", i)
		site.visit(t, who, "/san-pham?q=mot", "User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1)")
		site.visit(t, who, "/san-pham?q=hai", "User-Agent", "curl/8")
		site.visit(t, who, "/san-pham?q=ba", "Sec-Purpose", "prefetch;prerender")
		site.visit(t, who, "/san-pham?q=bon", "Referer", "https://ocop.example/thong-ke/nhu-cau")
		site.visit(t, who, "/san-pham?q=nam", "Referer", "https://ocop.example/en/statistics/demand?x=1")
		site.visit(t, who, "/san-pham?q=0912345678")
		site.visit(t, who, "/san-pham?q=sau&stars=5")
		site.visit(t, who, "/api/v1/products?q=bay")
	}
	if n, err := demand.Write(t.Context()); n != 0 || err != nil {
		t.Errorf("%d were counted (%v), want none", n, err)
	}
	request := httptest.NewRequest(http.MethodHead, "/san-pham?q=tam", nil)
	request.Header.Set("User-Agent", "Mozilla/5.0")
	if _, err := site.app.Test(request, -1); err != nil {
		t.Fatal(err)
	}
	if n, err := demand.Write(t.Context()); n != 0 || err != nil {
		t.Errorf("a HEAD request counts (%v)", err)
	}
}
