package storefront

import (
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/proto"

	"ocop/cmd/ocop/demo"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// officeScreen is an address and the sample account that looks at it.
type officeScreen struct{ path, who string }

// officeScreens is one address of every screen of the office's console, in both
// languages, with something on each of them.
func officeScreens(t *testing.T, s *testSite) []officeScreen {
	t.Helper()
	wrong := "Tên sản phẩm,Chủ thể,Tỉnh,Hạng sao\nTrà thử,HTX Thử,Thái Nguyên,9 sao\nMật ong thử,HTX Thử,Thái Nguyên,4\n"
	for name, list := range map[string]string{"sai.csv": wrong, "la.csv": "Mặt hàng A,Ai làm B,Điểm\nTrà thử lạ,HTX Lạ,4\n", "dung.csv": strings.ReplaceAll(wrong, "9 sao", "3 sao")} {
		response, _ := s.upload(t, "officer", importPath, name, []byte(list))
		if name == "dung.csv" {
			s.as(t, "officer", http.MethodPost, response.Header.Get("Location"), map[string][]string{"do": {"apply"}})
		}
	}
	one := func(sql string) int { return s.count(t, `SELECT coalesce(min(id), 0) FROM `+sql) }
	tea := one(`product WHERE slug = 'tra-hoa-vang-bac-kan'`)
	paths := []string{
		officePath, queuePath, officeProductPath, officeProductPath + "?q=tr%C3%A0", awardPath, officeProducerPath, officeProducerPath + "?q=hop", complaintPath, overviewPath,
		wordPath, importPath, auditPath, deskPath, officeProductPath + "?status=valid&group=food", auditPath + "?q=tr%C3%A0", numbersPath, officeAccounts, officeAccounts + "/moi", "/van-phong/can-mua",
		fmt.Sprintf("%s/%d", officeProductPath, tea), fmt.Sprintf("%s/%d", officeProducerPath, one(`producer WHERE name = 'Công ty TNHH Hà Diệp'`)),
		fmt.Sprintf("%s/%d", linePath, one(fmt.Sprintf(`recognition WHERE product_id = %d`, tea))),
		fmt.Sprintf("%s/xac-nhan/%d", officeAccounts, one(`account_claim`)), fmt.Sprintf("%s/%d", officeAccounts, one(`account WHERE role = 'producer'`)),
		fmt.Sprintf("%s?giu=%d&bo=%d", mergePath, one(`producer WHERE name = 'Công ty CP Curcumin Bắc Hà'`), one(`producer WHERE name = 'Công ty Cổ phần Curcumin Bắc Hà'`)),
	}
	for _, sql := range []string{`listing_edit WHERE state = 'waiting' AND patch ? 'papers'`, `listing_edit WHERE state = 'waiting' AND subject_id IS NULL`, `listing_edit WHERE state = 'waiting' AND patch->>'story' LIKE '%chữa%'`} {
		paths = append(paths, fmt.Sprintf("%s/%d", queuePath, one(sql)))
	}
	for _, sql := range []string{`import WHERE name = 'sai.csv'`, `import WHERE name = 'la.csv'`, `import WHERE name = 'dung.csv'`} {
		paths = append(paths, fmt.Sprintf("%s/%d", importPath, one(sql)))
	}
	for _, id := range []int{one(`complaint`), s.count(t, `SELECT max(id) FROM complaint`)} {
		paths = append(paths, fmt.Sprintf("%s/%d", complaintPath, id))
	}
	screens := make([]officeScreen, 0, 2*len(paths))
	for _, path := range paths {
		before, query, _ := strings.Cut(path, "?")
		if query != "" {
			query = "?" + query
		}
		who := "officer"
		if path == wordPath { // kept for the whole country
			who = "national"
		}
		screens = append(screens, officeScreen{path, who}, officeScreen{view.Links{Lang: locale.EN}.Console(before) + query, who})
	}
	for _, path := range []string{officeProductPath, overviewPath, importPath, numbersPath} { // of the whole country
		screens = append(screens, officeScreen{path, "national"})
	}
	return append(screens, officeScreen{officePath, "administrator"}, officeScreen{"/en/office/account/new", "administrator"})
}

// TestOfficeScreens: every screen of the office's console answers, and with its
// style and script weighs no more than any page may; no word is missing.
func TestOfficeScreens(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	if err := demo.LoadDesk(t.Context(), site.db, site.day); err != nil {
		t.Fatal(err)
	}
	site.catchUp(t)
	frame := 0
	for _, file := range []string{"site.css", "console.css", "site.js", "console.js"} {
		frame += site.weigh(t, site.assets.URL(file))
	}
	cookies := map[string]string{}
	for _, who := range []string{"officer", "national", "administrator"} {
		cookies[who] = site.cookieName() + "=" + site.signIn(t, who)
	}
	for _, screen := range officeScreens(t, site) {
		address := screen.path
		response, page := readAll(t, site.get(t, address, http.Header{"Cookie": {cookies[screen.who]}, "Accept-Encoding": {"gzip"}}))
		if response.StatusCode != http.StatusOK {
			t.Errorf("%s answers %d", address, response.StatusCode)
		}
		if total := len(page) + frame; total > pageBudget {
			t.Errorf("%s weighs %d bytes with style and script, budget %d", address, total, pageBudget)
		}
	}
}

// TestOfficeAccessibility reads every screen of the office's console with
// axe-core, at phone and at desktop width.
func TestOfficeAccessibility(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile(os.Getenv("OCOP_AXE"))
	if err != nil {
		missing(t, "OCOP_AXE names no axe.min.js (npm pack axe-core)")
	}
	site, page := newOfficeSite(t)
	page = page.CancelTimeout()
	secrets := map[string]string{"officer": site.signIn(t, "officer"), "national": site.signIn(t, "national"), "administrator": site.signIn(t, "administrator")}
	for i, screen := range officeScreens(t, site) {
		path := screen.path
		page.MustSetCookies(&proto.NetworkCookieParam{Name: site.cookieName(), Value: secrets[screen.who], URL: site.baseURL})
		examineOpened(t, page, string(source), site.baseURL+path, []int{360, 1280, 1280, 360}[i%4], []string{"light", "dark"}[i/4%2])
	}
}
