package storefront

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/proto"
)

// tradeScreens is one address of every screen of events and requests to buy, in
// the consoles and behind links, in both languages, with who looks at it.
func tradeScreens(t *testing.T, s *testSite) []officeScreen {
	t.Helper()
	maker := s.places(t)[0].values["producer"]
	bees := s.count(t, `SELECT min(producer_id) FROM buying_answer WHERE request_id = 1 AND producer_id IS NOT NULL`)
	var list []officeScreen
	for who, paths := range map[string][]string{
		"": {"/xuc-tien/diem-ban-ocop-bat-trang", "/en/promotion/gio-qua-tet-song-nuoc", "/xuc-tien/livestream-hat-mac-ca", "/en/promotion/hoi-cho-ocop-mua-thu-quang-ninh", "/theo-doi/da-gui"},
		"national": {
			"/van-phong/su-kien", "/en/office/events", "/van-phong/su-kien/moi", "/van-phong/su-kien/1", "/en/office/events/1", "/van-phong/su-kien/1/sua", "/en/office/events/1/edit",
			"/en/office/requests", "/van-phong/can-mua/1", "/en/office/requests/1", "/van-phong/can-mua/2", "/en/office/requests/2",
		},
		"maker": {
			"/quan-ly/su-kien", "/en/manage/events", "/quan-ly/su-kien/dang-ky/2/" + maker, "/en/manage/events/apply/3/" + maker, "/quan-ly/su-kien/1", "/en/manage/events/1",
			"/quan-ly/su-kien/1/gian-hang", "/en/manage/events/1/booth", "/quan-ly/su-kien/ho-so/" + maker, "/en/manage/events/profile/" + maker,
		},
		"bees1": {"/quan-ly/can-mua", "/en/manage/requests", fmt.Sprintf("/quan-ly/can-mua/1/%d", bees), fmt.Sprintf("/en/manage/requests/1/%d", bees)},
	} {
		for _, path := range paths {
			list = append(list, officeScreen{path: path, who: who})
		}
	}
	for _, path := range []string{"/tai-ve", "/en/downloads"} {
		response, _ := s.press(t, "", path, url.Values{"kind": {"pdf"}, "list": {"province=vinh-long"}})
		list = append(list, officeScreen{path: response.Header.Get("Location")})
	}
	return list
}

// TestTradeScreens holds every one of them to what a page may weigh.
func TestTradeScreens(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	styles, script := site.weigh(t, site.assets.URL("site.css")), site.weigh(t, site.assets.URL("site.js"))
	console, keys := site.weigh(t, site.assets.URL("console.css")), site.weigh(t, site.assets.URL("console.js"))
	for _, screen := range tradeScreens(t, site) {
		header := http.Header{"Accept-Encoding": {"gzip"}}
		frame := styles + script
		if screen.who != "" {
			header.Set("Cookie", site.cookieName()+"="+site.signIn(t, screen.who))
			frame += console + keys
		}
		response := site.get(t, screen.path, header)
		page, err := io.ReadAll(response.Body)
		if err != nil || response.StatusCode != http.StatusOK {
			t.Errorf("%s answers %d, %v", screen.path, response.StatusCode, err)
		}
		if total := len(page) + frame; total > pageBudget {
			t.Errorf("%s weighs %d bytes with style and script, budget %d", screen.path, total, pageBudget)
		}
	}
}

// TestTradeAccessibility reads them with axe-core, at phone and at desktop width,
// in both colour schemes.
func TestTradeAccessibility(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile(os.Getenv("OCOP_AXE"))
	if err != nil {
		missing(t, "OCOP_AXE names no axe.min.js (npm pack axe-core)")
	}
	site, page := newBrowsedSite(t)
	page = page.CancelTimeout()
	for i, screen := range tradeScreens(t, site) {
		if screen.who != "" {
			page.MustSetCookies(&proto.NetworkCookieParam{Name: site.cookieName(), Value: site.signIn(t, screen.who), URL: site.baseURL, HTTPOnly: true, SameSite: proto.NetworkCookieSameSiteLax})
		}
		examineOpened(t, page, string(source), site.baseURL+strings.TrimPrefix(screen.path, site.baseURL), []int{360, 1280}[i%2], []string{"light", "dark"}[i/2%2])
	}
}
