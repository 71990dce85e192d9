package storefront

import (
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

// What a page may weigh, compressed, before pictures.
const (
	productBudget = 14 << 10 // the HTML of a product page
	pageBudget    = 60 << 10 // HTML, CSS and JS of any page
	scriptBudget  = 15 << 10
	fontBudget    = 30 << 10
)

// weigh is the number of bytes an address sends to a browser.
func (s *testSite) weigh(t *testing.T, address string) int {
	t.Helper()
	response := s.get(t, address, http.Header{"Accept-Encoding": {"gzip"}})
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode != http.StatusOK {
		t.Fatalf("%s answers %d", address, response.StatusCode)
	}
	return len(body)
}

func TestPageWeight(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	styles, script := site.weigh(t, site.assets.URL("site.css")), site.weigh(t, site.assets.URL("site.js"))
	if script > scriptBudget {
		t.Errorf("the script weighs %d bytes, budget %d", script, scriptBudget)
	}
	if font := site.weigh(t, site.assets.URL("be-vietnam-pro-600.woff2")); font > fontBudget {
		t.Errorf("the font weighs %d bytes, budget %d", font, fontBudget)
	}
	forms := site.weigh(t, site.assets.URL("inquiry.js"))
	if script+forms > scriptBudget {
		t.Errorf("the scripts of a form weigh %d bytes, budget %d", script+forms, scriptBudget)
	}
	for _, address := range formPages() {
		if total := site.weigh(t, address) + styles + script + forms; total > pageBudget {
			t.Errorf("%s weighs %d bytes with style and scripts, budget %d", address, total, pageBudget)
		}
	}
	for _, address := range publicPages(t, site) {
		html := site.weigh(t, address)
		if total := html + styles + script; total > pageBudget {
			t.Errorf("%s weighs %d bytes with style and script, budget %d", address, total, pageBudget)
		}
		if strings.HasPrefix(address, "/san-pham/") && html > productBudget {
			t.Errorf("%s weighs %d bytes, budget %d", address, html, productBudget)
		}
	}
}

// formPages are the forms that ask a maker, a village or the operator something,
// and the letters the demo shows.
func formPages() []string {
	return []string{
		"/san-pham/che-tom-non/hoi-hang", "/en/products/che-tom-non/inquire", "/chu-the/hop-tac-xa-che-hao-dat/hoi-hang", "/en/producers/hop-tac-xa-che-hao-dat/inquire",
		"/hoi-hang?p=che-tom-non&p=ca-phe-phin", "/en/inquire?p=che-tom-non&p=ca-phe-phin", "/hoi-hang", "/en/inquire", "/lien-he", "/en/contact",
		askVillage, "/en/tourism/diem-du-lich-cong-dong-con-chim/inquire", "/du-lich/ecohost-hai-hau/hoi-hang", "/en/tourism/ecohost-hai-hau/inquire",
		"/du-lich/diem-du-lich-cong-dong-con-chim", "/en/tourism/diem-du-lich-cong-dong-con-chim", "/en/products/mat-hoa-dua/trail", "/thu", "/en/mail",
	}
}

// TestLinkPagesWeigh: pages behind the links of letters weigh no more than others,
// before an answer and after it, in both languages.
func TestLinkPagesWeigh(t *testing.T) {
	t.Parallel()
	m := newVillage(t)
	frame := m.weigh(t, m.assets.URL("site.css")) + m.weigh(t, m.assets.URL("site.js")) + m.weigh(t, m.assets.URL("inquiry.js"))
	for _, ask := range []string{askVillage, "/en/tourism/diem-du-lich-cong-dong-con-chim/inquire"} {
		response, _ := m.post(t, ask, m.opened(t, ask, true, stayOf("0900 000 777", "6")))
		state := response.Header.Get("Location")
		_, links := m.lastMail(t, "mai@example.com")
		_, answers := m.lastMail(t, "con-chim@example.com")
		pages := []string{state, links[0], answers[0], strings.Replace(answers[0], "/tra-loi/", "/en/answer/", 1)}
		for range 2 {
			for _, address := range pages {
				if total := m.weigh(t, address) + frame; total > pageBudget {
					t.Errorf("%.20s… weighs %d bytes with style and scripts, budget %d", address, total, pageBudget)
				}
			}
			m.post(t, answers[2], url.Values{"answer": {"call_me"}, "message": {"Gọi sau 18 giờ."}})
			m.post(t, answers[2], url.Values{"do": {"outcome"}, "result": {"business"}, "arrives": {"2026-12-05"}, "people": {"4"}})
		}
	}
}

// publicPages is one address of every kind of page, in both languages, with the
// fullest products there are.
func publicPages(t *testing.T, s *testSite) []string {
	t.Helper()
	pages := []string{
		"/", "/en/", "/san-pham", "/en/products", "/chu-the", "/en/producers", "/tinh-thanh", "/en/provinces",
		"/tinh-thanh/lam-dong", "/en/provinces/da-nang", "/nhom/food", "/nhom/bo-11", "/en/groups/food", "/du-lich", "/en/tourism", "/du-lich/du-lich-cong-dong-ban-si-thau-chai", "/en/tourism/ecohost-hai-hau", "/san-pham/mat-hoa-dua/cung-duong", "/xuc-tien", "/en/promotion", "/xuc-tien/hoi-cho-ocop-cuoi-nam-ha-noi", "/xuc-tien/hoi-cho-ocop-cuoi-nam-ha-noi/hen/1", "/en/promotion/hoi-cho-ocop-cuoi-nam-ha-noi/meet/1",
		"/thong-ke", "/en/statistics", "/gioi-thieu", "/en/about", "/quy-che", "/en/rules", "/bao-ve-du-lieu", "/en/privacy",
		"/can-mua", "/en/requests", "/can-mua/1", "/can-mua/moi", "/en/requests/new", someOwnRequest, "/theo-doi?certificate=haccp",
		"/so-sanh?sp=vai-thieu-luc-ngan&sp=che-tom-non&sp=ca-ngu-dai-duong&sp=banh-trang-sieu-mong", "/en/compare?sp=che-tom-non&q=coffee",
		"/cach-sap-xep", "/en/ranking", "/tro-nang", "/en/accessibility", "/so-do", "/en/site-map",
	}
	for _, maker := range s.index.Makers() {
		if maker.Products > 5 {
			pages = append(pages, "/chu-the/"+maker.Slug)
		}
	}
	rows, _ := s.db.Query(t.Context(), `SELECT slug FROM product WHERE story <> ''`)
	slugs, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	for _, slug := range slugs {
		pages = append(pages, "/san-pham/"+slug, "/en/products/"+slug)
	}
	return pages
}

// TestNothingFromElsewhere reads every kind of page for what the rules of the
// site forbid: files of other hosts, inline scripts and styles, cookies.
func TestNothingFromElsewhere(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	forbidden := map[string]*regexp.Regexp{
		"a file of another host":        regexp.MustCompile(`(?i)<(script|img|source|iframe|video|audio|embed|object)[^>]*\s(src|srcset|data)="(https?:)?//`),
		"a linked file of another host": regexp.MustCompile(`(?i)<link[^>]*rel="(stylesheet|preload|icon|manifest|preconnect|dns-prefetch)"[^>]*href="(https?:)?//`),
		"an inline style":               regexp.MustCompile(`(?i)\sstyle="`),
		"an inline handler":             regexp.MustCompile(`(?i)<[^>]*\son[a-z]+="`),
		"an inline script":              regexp.MustCompile(`(?i)<script>`),
		"a style element":               regexp.MustCompile(`(?i)<style`),
		"a missing message":             regexp.MustCompile(`>[a-z]+(\.[a-z_0-9]+)+<`),
	}
	for _, address := range publicPages(t, site) {
		response := site.get(t, address, nil)
		body, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		if cookie := response.Header.Get("Set-Cookie"); cookie != "" {
			t.Errorf("%s sets a cookie", address)
		}
		for what, pattern := range forbidden {
			if found := pattern.Find(body); found != nil {
				t.Errorf("%s has %s: %.120s", address, what, found)
			}
		}
	}
}
