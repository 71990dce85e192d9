package storefront

import (
	"fmt"
	"image"
	"image/jpeg"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-rod/rod"
	"github.com/go-rod/rod/lib/proto"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"ocop/cmd/ocop/demo"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// examineOpened examines a page as it comes, and again with all that it folds away
// laid open: axe-core passes over what is hidden.
func examineOpened(t *testing.T, page *rod.Page, source, address string, width int, scheme string) {
	t.Helper()
	examine(t, page, source, address, width, scheme)
	if opened := page.MustEval(`() => {
		const closed = document.querySelectorAll("details:not([open])")
		closed.forEach(d => d.open = true)
		return closed.length
	}`).Int(); opened > 0 {
		examineAsItStands(t, page, source, fmt.Sprintf("%s at %d px, opened", address, width))
	}
}

// examineAsItStands examines what a form has answered, or what was laid open.
func examineAsItStands(t *testing.T, page *rod.Page, source, name string) {
	t.Helper()
	if overflow := page.MustEval(`() => document.documentElement.scrollWidth - document.documentElement.clientWidth`).Int(); overflow > 0 {
		t.Errorf("%s scrolls sideways by %d px", name, overflow)
	}
	for _, f := range findings(t, page, source) {
		t.Errorf("%s: %s", name, f)
	}
}

// otherScreens are those that no other list has: between the steps of signing in,
// behind letters, reports, and what makers see of single things.
func otherScreens(t *testing.T, s *testSite) []officeScreen {
	t.Helper()
	if _, err := s.db.Exec(t.Context(), `
WITH key AS (INSERT INTO account_passkey (account_id, credential_id, credential, name)
	SELECT id, decode('00', 'hex'), '{}', 'Điện thoại' FROM account WHERE email = 'maker@example.com')
INSERT INTO picture_upload (producer_id, added_by, hash, width, height)
SELECT $1::text::bigint, id, repeat('a', 32), 800, 600 FROM account WHERE email = 'maker@example.com'`, s.places(t)[0].values["producer"]); err != nil {
		t.Fatal(err)
	}
	if response, text := s.press(t, "", "/dang-nhap/quen", url.Values{"email": {"helper@example.com"}}); response.StatusCode >= http.StatusBadRequest {
		t.Fatalf("asking for a link answers %d: %s", response.StatusCode, text)
	}
	link := regexp.MustCompile(`/dang-nhap/mat-khau\?khoa=[A-Z2-7]+`).FindString(s.lastLetter(t, "helper@example.com"))
	thread := s.count(t, `
WITH asked AS (INSERT INTO inquiry (key, kind, lang, name, phone, message, fingerprint, received_at, confirmed_at, active_at)
	VALUES ('screens', 'producer', 'vi', 'Khách', '0900000099', 'Có chè vụ thu không?', '\x00', now(), now(), now()) RETURNING id)
INSERT INTO inquiry_thread (inquiry_id, producer_id, received_at) SELECT id, $1::text::bigint, now() FROM asked RETURNING id`, s.places(t)[0].values["producer"])
	list := []officeScreen{
		{"/dang-nhap/ma", "?officer"}, {"/dang-nhap/thiet-lap", "officer"}, {link, ""}, {"/dang-nhap/mat-khau?khoa=AAAA", ""},
		{"/chu-the/hop-tac-xa-che-hao-dat/nhan", ""}, {"/en/producers/hop-tac-xa-che-hao-dat/claim", ""}, {"/bao-sai-san-pham/che-tom-non", ""}, {"/bao-sai-chu-the/hop-tac-xa-che-hao-dat", ""},
		{"/tai-khoan", "maker"}, {"/tai-khoan", "officer"}, {"/quan-ly", "helper"},
		{fmt.Sprintf("%s/%d", inboxPath, thread), "maker"},
		{"/quan-ly/tin/" + s.places(t)[0].values["product"] + "/xoa/" + strings.Repeat("a", 32), "maker"},
	}
	for _, screen := range slices.Clone(list) {
		before, query, asked := strings.Cut(screen.path, "?")
		if other := (view.Links{Lang: locale.EN}).Translate(before); other != before && !strings.HasSuffix(before, "/nhan") {
			if asked {
				other += "?" + query
			}
			list = append(list, officeScreen{other, screen.who})
		}
	}
	return list
}

// TestOtherScreens holds every one of them to what a page may weigh.
func TestOtherScreens(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	frame := 0
	for _, file := range []string{"site.css", "console.css", "site.js", "console.js"} {
		frame += site.weigh(t, site.assets.URL(file))
	}
	for _, screen := range otherScreens(t, site) {
		header := http.Header{"Accept-Encoding": {"gzip"}}
		if screen.who != "" {
			header.Set("Cookie", site.cookieName()+"="+site.signIn(t, screen.who))
		}
		response, page := readAll(t, site.get(t, screen.path, header))
		if response.StatusCode != http.StatusOK && !strings.Contains(screen.path, "khoa=AAAA") {
			t.Errorf("%s answers %d", screen.path, response.StatusCode)
		}
		if total := len(page) + frame; total > pageBudget {
			t.Errorf("%s weighs %d bytes with style and script, budget %d", screen.path, total, pageBudget)
		}
	}
}

// TestConsolePagesArePacked: pages of the consoles are sent compressed, but not to
// what another site asks in somebody's name.
func TestConsolePagesArePacked(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	for from, want := range map[string]string{"none": "gzip", "same-origin": "gzip", "": "gzip", "cross-site": "", "same-site": ""} {
		header := http.Header{"Cookie": {site.cookieName() + "=" + site.signIn(t, "national")}, "Accept-Encoding": {"gzip"}}
		if from != "" {
			header.Set("Sec-Fetch-Site", from)
		}
		if got := site.get(t, overviewPath, header).Header.Get("Content-Encoding"); got != want {
			t.Errorf("asked from %q the page is packed as %q, want %q", from, got, want)
		}
	}
}

// TestEveryScreenIsExamined: each address of the consoles that answers with a page
// is in a list that is weighed and read with axe-core.
func TestEveryScreenIsExamined(t *testing.T) {
	t.Parallel()
	d := newMakerDesk(t)
	if err := demo.LoadDesk(t.Context(), d.db, d.day); err != nil {
		t.Fatal(err)
	}
	examined := makerPages(d)
	for _, list := range [][]officeScreen{officeScreens(t, d.testSite), tradeScreens(t, d.testSite), otherScreens(t, d.testSite)} {
		for _, screen := range list {
			examined = append(examined, screen.path)
		}
	}
	file := regexp.MustCompile(`/(anh|csv|nhan-xet|xuat|tai-ve|giay-to/:hash|pictures?|photo|remarks|export|download|papers/:hash)$`)
	for _, route := range d.guards {
		if route.method != http.MethodGet || strings.HasPrefix(route.path, "/en/") || file.MatchString(route.path) {
			continue
		}
		pattern := regexp.MustCompile("^" + regexp.MustCompile(`:[a-z]+`).ReplaceAllString(route.path, "[^/]+") + `(\?.*)?$`)
		if !slices.ContainsFunc(examined, pattern.MatchString) {
			t.Errorf("%s is in no list of screens", route.path)
		}
	}
}

// TestOtherAccessibility reads them with axe-core, and what forms answer to
// mistakes: a claim, a report, a code by mail, photos that were not wanted.
func TestOtherAccessibility(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile(os.Getenv("OCOP_AXE"))
	if err != nil {
		missing(t, "OCOP_AXE names no axe.min.js (npm pack axe-core)")
	}
	site, page := newOfficeSite(t)
	jobs, err := river.NewClient(riverpgxv5.New(site.db), &river.Config{})
	if err != nil {
		t.Fatal(err)
	}
	site.pictures.Jobs = jobs
	page = page.CancelTimeout().Timeout(browserPatience)
	become := func(who string) {
		page.MustSetCookies()
		if who != "" {
			page.MustSetCookies(&proto.NetworkCookieParam{Name: site.cookieName(), Value: site.signIn(t, who), URL: site.baseURL})
		}
	}
	for i, screen := range otherScreens(t, site) {
		become(screen.who)
		examineOpened(t, page, string(source), site.baseURL+screen.path, []int{360, 1280}[i%2], []string{"light", "dark"}[i/2%2])
	}
	become("")
	page.MustSetViewport(360, 900, 1, true)
	for _, form := range []string{"/chu-the/hop-tac-xa-che-hao-dat/nhan", "/en/report-product/che-tom-non", "/bao-sai-chu-the/hop-tac-xa-che-hao-dat"} {
		page.MustNavigate(site.baseURL + form).MustWaitLoad()
		submit(page, "main form[method=post] .button")
		page.MustElement(".error-summary")
		examineAsItStands(t, page, string(source), form+" with mistakes")
	}
	page.MustNavigate(site.baseURL + "/dang-nhap/thu").MustWaitLoad()
	submit(page, mainButton, [2]string{"#email", "maker@example.com"})
	examineAsItStands(t, page, string(source), "the code by mail")

	become("officer")
	folder := t.TempDir()
	photo, err := os.Create(filepath.Join(folder, "photo.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(photo, image.NewGray(image.Rect(0, 0, 800, 600)), nil); err != nil {
		t.Fatal(err)
	}
	if err := photo.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(photo.Name())
	if err != nil {
		t.Fatal(err)
	}
	archive := filepath.Join(folder, "anh.zip")
	files := map[string][]byte{"Trà nụ vối.jpg": data, "Không có.jpg": data}
	if err := os.WriteFile(archive, zipOf(t, files, "Trà nụ vối.jpg", "Không có.jpg"), 0o600); err != nil {
		t.Fatal(err)
	}
	page.MustNavigate(site.baseURL + importPath).MustWaitLoad()
	page.MustElement("#photos").MustSetFiles(archive)
	submit(page, "form:has(#photos) button")
	page.MustElementR("main", "Trà nụ vối")
	examineAsItStands(t, page, string(source), "photos that were matched")
}
