package storefront

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-rod/rod"
	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/proto"

	"ocop/catalog"
	"ocop/cmd/ocop/demo"
)

// newOfficeSite is the demonstration's site with work on its offices' desks, and
// a page of 1280 pixels on which the sample officer has signed in.
func newOfficeSite(t *testing.T) (*testSite, *rod.Page) {
	t.Helper()
	site, page := newBrowsedSite(t)
	if err := demo.LoadDesk(t.Context(), site.db, site.day); err != nil {
		t.Fatal(err)
	}
	site.catchUp(t)
	page = page.Timeout(2 * time.Minute)
	page.MustSetViewport(1280, 900, 1, false)
	page.MustSetCookies(&proto.NetworkCookieParam{Name: site.cookieName(), Value: site.signIn(t, "officer"), URL: site.baseURL})
	return site, page
}

// tabTo moves the keyboard's focus on until it stands on something.
func tabTo(t *testing.T, page *rod.Page, selector string) {
	t.Helper()
	for range 200 {
		page.Keyboard.MustType(input.Tab)
		if page.MustEval(`s => document.activeElement.matches(s)`, selector).Bool() {
			return
		}
	}
	t.Fatalf("the keyboard does not come to %s", selector)
}

// TestBrowserOfficeApprovesByKeyboard: two changes are chosen and approved, and
// the next one opened, without a mouse.
func TestBrowserOfficeApprovesByKeyboard(t *testing.T) {
	t.Parallel()
	site, page := newOfficeSite(t)
	waiting := site.count(t, `SELECT count(*) FROM listing_edit WHERE state = 'waiting' AND province_code = '19'`)
	page.MustNavigate(site.baseURL + queuePath).MustWaitLoad()
	for range 2 {
		tabTo(t, page, ".office-tick")
		page.Keyboard.MustType(input.Space)
	}
	tabTo(t, page, "button[value=approve]")
	turn(page, func() { page.Keyboard.MustType(input.Enter) })
	arrived(t, page, queuePath)
	if text := page.MustElement(".office-done").MustText(); !strings.Contains(text, "2") {
		t.Errorf("the queue says %q", text)
	}
	if now := site.count(t, `SELECT count(*) FROM listing_edit WHERE state = 'waiting' AND province_code = '19'`); now != waiting-2 {
		t.Errorf("%d wait of %d", now, waiting)
	}
	tabTo(t, page, ".office-table th a")
	turn(page, func() { page.Keyboard.MustType(input.Enter) })
	page.MustElement(".office-diff")
}

// TestBrowserOfficeSendsBackAndApproves: a change with a word to look at is sent
// back with a reason, corrected by its maker, approved, and public.
func TestBrowserOfficeSendsBackAndApproves(t *testing.T) {
	t.Parallel()
	site, page := newOfficeSite(t)
	page.MustNavigate(site.baseURL + queuePath).MustWaitLoad()
	follow := func(selector, text string) {
		turn(page, func() { page.MustElementR(selector, text).MustClick() })
	}
	follow("tr:has(.office-risk) a", "Trà hoa vàng Bắc Kạn")
	if marked := page.MustElement(".office-mark").MustText(); marked != "chữa" {
		t.Errorf("marked is %q", marked)
	}
	submit(page, "button[value=return]")
	(typist{t, page}).is(`document.activeElement.id`, "reason")
	submit(page, "button[value=return]", [2]string{"#reason", "Bỏ câu về chữa mất ngủ"})
	edit, err := site.edits.OpenOn(t.Context(), catalog.Subject{Kind: "product", ID: int64(site.count(t, `SELECT id FROM product WHERE slug = 'tra-hoa-vang-bac-kan'`))})
	if err != nil || edit.State != catalog.EditReturned || edit.Reason != "Bỏ câu về chữa mất ngủ" {
		t.Fatalf("sent back it is %s, %q (%v)", edit.State, edit.Reason, err)
	}
	step := catalog.Step{EditID: edit.ID, Version: edit.Version, By: edit.AuthorID, Key: key()}
	edit, err = site.edits.SaveDraft(t.Context(), catalog.Draft{Step: step, Subject: edit.Subject(), ProducerID: edit.ProducerID, Set: catalog.Values{"story": "Hoa hái lúc vừa hé."}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = site.edits.Submit(t.Context(), catalog.Step{EditID: edit.ID, Version: edit.Version, By: edit.AuthorID, Key: key()}, site.day); err != nil {
		t.Fatal(err)
	}
	page.MustNavigate(fmt.Sprintf("%s%s/%d", site.baseURL, queuePath, edit.ID)).MustWaitLoad()
	submit(page, "button[value=approve]")
	site.catchUp(t)
	if _, text := readAll(t, site.get(t, "/san-pham/tra-hoa-vang-bac-kan", nil)); !strings.Contains(text, "Hoa hái lúc vừa hé.") {
		t.Error("what was approved is not public")
	}
}

// TestBrowserOfficeImports: a list with a mistake is tried, corrected, applied
// and taken back.
func TestBrowserOfficeImports(t *testing.T) {
	t.Parallel()
	site, page := newOfficeSite(t)
	list := func(stars string) string {
		path := filepath.Join(t.TempDir(), "ds.csv")
		text := "Tên sản phẩm,Chủ thể,Tỉnh,Hạng sao,Số quyết định,Ngày quyết định\nTrà thử trình duyệt,HTX Thử Nghiệm,Thái Nguyên," + stars + ",1/QĐ-UBND,01/06/2026\n"
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	send := func(stars string) {
		page.MustNavigate(site.baseURL + importPath).MustWaitLoad()
		page.MustElement("#list").MustSetFiles(list(stars))
		submit(page, "form:has(#list) button")
	}
	send("9 sao")
	if text := page.MustElement("main").MustText(); !strings.Contains(text, "không phải 0–5 sao") {
		t.Fatalf("the dry run says %.300s", text)
	}
	submit(page, "button[value=apply]")
	if page.MustElement(".form-problems, .error-summary, [role=alert]") == nil || site.count(t, `SELECT count(*) FROM product WHERE name = 'Trà thử trình duyệt'`) != 0 {
		t.Error("a refused row was written, or nobody is told")
	}
	send("4 sao")
	submit(page, "button[value=apply]")
	if n := site.count(t, `SELECT count(*) FROM product WHERE name = 'Trà thử trình duyệt'`); n != 1 {
		t.Fatalf("%d products after applying", n)
	}
	submit(page, "button[value=undo]")
	if n := site.count(t, `SELECT count(*) FROM product WHERE name = 'Trà thử trình duyệt'`); n != 0 {
		t.Errorf("%d products after taking back", n)
	}
}

// TestBrowserOfficeMerges: two producers that are one are merged with a preview
// and parted again.
func TestBrowserOfficeMerges(t *testing.T) {
	t.Parallel()
	site, page := newOfficeSite(t)
	page.MustNavigate(site.baseURL + officeProducerPath).MustWaitLoad()
	turn(page, func() { page.MustElementR("#double ~ ul a", "Curcumin").MustClick() })
	arrived(t, page, mergePath)
	merged := func() int {
		return site.count(t, `SELECT count(*) FROM producer WHERE merged_into IS NOT NULL`)
	}
	submit(page, "button[value=merge]", [2]string{"#reason", "Cùng một công ty"})
	arrived(t, page, officeProducerPath)
	if merged() != 1 {
		t.Error("the producers were not merged")
	}
	submit(page, "button[value=undo]")
	if merged() != 0 {
		t.Error("the producers were not parted again")
	}
}

// TestBrowserOfficeTakesDown: a product is taken down with a reason and restored;
// visitors are told.
func TestBrowserOfficeTakesDown(t *testing.T) {
	t.Parallel()
	site, page := newOfficeSite(t)
	desk := fmt.Sprintf("%s%s/%d", site.baseURL, officeProductPath, site.count(t, `SELECT id FROM product WHERE slug = 'tra-nu-voi'`))
	page.MustNavigate(desk).MustWaitLoad()
	submit(page, "button[value=takedown]", [2]string{"#reason", "Nhãn sai"})
	site.catchUp(t)
	if code := site.get(t, "/san-pham/tra-nu-voi", nil).StatusCode; code != http.StatusGone {
		t.Errorf("taken down it answers %d", code)
	}
	page.MustNavigate(site.baseURL + "/san-pham/tra-nu-voi").MustWaitLoad()
	if text := page.MustElement("main").MustText(); !strings.Contains(text, "đã được gỡ") {
		t.Errorf("visitors read %.200s", text)
	}
	page.MustNavigate(desk).MustWaitLoad()
	submit(page, "button[value=restore]", [2]string{"#reason", "Đã sửa nhãn"})
	site.catchUp(t)
	if code := site.get(t, "/san-pham/tra-nu-voi", nil).StatusCode; code != http.StatusOK {
		t.Errorf("restored it answers %d", code)
	}
}
