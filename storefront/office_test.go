package storefront

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"ocop/catalog"
	"ocop/catalog/sheet"
	"ocop/cmd/ocop/demo"
)

// as sends a form as a sample account and returns the answer with its body.
func (s *testSite) as(t *testing.T, key, method, address string, form url.Values) (*http.Response, string) {
	t.Helper()
	header := http.Header{"Cookie": {s.cookieName() + "=" + s.signIn(t, key)}, "Content-Type": {"application/x-www-form-urlencoded"}}
	return readAll(t, s.sendBody(t, method, address, header, strings.NewReader(form.Encode())))
}

func readAll(t *testing.T, response *http.Response) (*http.Response, string) {
	t.Helper()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

// upload sends a file as a form does.
func (s *testSite) upload(t *testing.T, key, address, name string, file []byte) (*http.Response, string) {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("list", name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write(file); err != nil {
		t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	header := http.Header{"Cookie": {s.cookieName() + "=" + s.signIn(t, key)}, "Content-Type": {form.FormDataContentType()}}
	return readAll(t, s.sendBody(t, http.MethodPost, address, header, &body))
}

func (s *testSite) count(t *testing.T, sql string, args ...any) int {
	t.Helper()
	var n int
	if err := s.db.QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestOfficeImport: a list with mistakes is tried, its remarks come as a
// workbook, corrected it is applied, and taken back whole.
func TestOfficeImport(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	header := "Tên sản phẩm,Chủ thể,Tỉnh,Hạng sao,Số quyết định,Ngày quyết định\n"
	wrong := header + "Trà hoa vàng thử,HTX Thử Nghiệm,Thái Nguyên,9 sao,1/QĐ-UBND,01/06/2026\nMật ong thử,HTX Thử Nghiệm,Lào Cai,4,1/QĐ-UBND,01/06/2026\n"
	before := site.count(t, `SELECT count(*) FROM product`)
	response, _ := site.upload(t, "officer", importPath, "thu.csv", []byte(wrong))
	list := response.Header.Get("Location")
	if response.StatusCode != http.StatusSeeOther || !strings.HasPrefix(list, importPath+"/") {
		t.Fatalf("uploading answers %d, %q", response.StatusCode, list)
	}
	_, page := site.as(t, "officer", http.MethodGet, list, nil)
	for _, want := range []string{"không phải 0–5 sao", "Lào Cai", "nhan-xet", `name="partial"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the dry run does not say %q", want)
		}
	}
	response, remarks := site.as(t, "officer", http.MethodGet, list+"/nhan-xet", nil)
	if read, err := sheet.Read("remarks.xlsx", strings.NewReader(remarks), sheet.Options{}); err != nil || len(read.Rows) != 2 || !strings.Contains(response.Header.Get("Content-Disposition"), "attachment") {
		t.Errorf("the remarks cannot be read back: %v", err)
	}
	if response, _ := site.as(t, "officer", http.MethodPost, list, url.Values{"do": {"apply"}}); response.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("applying refused rows answers %d", response.StatusCode)
	}
	if response, _ := site.as(t, "neighbour", http.MethodGet, list, nil); response.StatusCode != http.StatusForbidden {
		t.Errorf("another office sees the list: %d", response.StatusCode)
	}
	right := strings.ReplaceAll(strings.ReplaceAll(wrong, "9 sao", "4 sao"), "Lào Cai", "Thái Nguyên")
	response, _ = site.upload(t, "officer", importPath, "thu.csv", []byte(right))
	list = response.Header.Get("Location")
	for range 2 { // a form sent twice does it once
		if response, _ := site.as(t, "officer", http.MethodPost, list, url.Values{"do": {"apply"}}); response.StatusCode != http.StatusSeeOther {
			t.Fatalf("applying answers %d", response.StatusCode)
		}
	}
	if n := site.count(t, `SELECT count(*) FROM product`); n != before+2 {
		t.Errorf("%d products after the list, want %d", n, before+2)
	}
	site.catchUp(t)
	if response := site.get(t, "/san-pham/mat-ong-thu", nil); response.StatusCode != http.StatusOK {
		t.Errorf("the new product answers %d", response.StatusCode)
	}
	if response, _ := site.as(t, "officer", http.MethodPost, list, url.Values{"do": {"undo"}}); response.StatusCode != http.StatusSeeOther {
		t.Errorf("taking back answers %d", response.StatusCode)
	}
	if n := site.count(t, `SELECT count(*) FROM product`); n != before {
		t.Errorf("%d products after taking back, want %d", n, before)
	}
	if response, _ := site.upload(t, "officer", importPath, "a.pdf", []byte("%PDF-1.7")); response.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("a PDF answers %d", response.StatusCode)
	}
}

// TestOfficeColumns: columns that no word names are chosen by hand.
func TestOfficeColumns(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	response, _ := site.upload(t, "officer", importPath, "la.csv", []byte("Mặt hàng A,Ai làm B,Điểm\nTrà thử lạ,HTX Lạ,4\nKẹo thử lạ,HTX Lạ,3\n"))
	list := response.Header.Get("Location")
	_, page := site.as(t, "officer", http.MethodGet, list, nil)
	if !strings.Contains(page, `name="column-0"`) || !strings.Contains(page, "Ai làm B") {
		t.Fatal("nobody is asked for the columns")
	}
	form := url.Values{"do": {"columns"}, "header": {"1"}, "column-0": {"name"}, "column-1": {"producer"}, "column-2": {"stars"}}
	site.as(t, "officer", http.MethodPost, list, form)
	if _, page = site.as(t, "officer", http.MethodGet, list, nil); !strings.Contains(page, "Trà thử lạ") || !strings.Contains(page, `value="apply"`) {
		t.Error("the chosen columns are not read")
	}
}

// TestOfficeQueue: two changes wait, are seen by their own office alone, and are
// decided in bulk once, however often the form is sent.
func TestOfficeQueue(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	maker, err := site.sessions.Find(t.Context(), site.signIn(t, "maker"))
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	for i, story := range []string{"Trà này chữa khỏi ho", "Trà hái từ sớm"} {
		draft := catalog.Draft{
			Step: catalog.Step{By: maker.Account.ID, Key: fmt.Sprintf("draft-key-%d", i)}, Subject: catalog.Subject{Kind: catalog.ProductSubject},
			ProducerID: maker.Producers[0], Set: catalog.Values{"name": fmt.Sprintf("Trà thử %d", i), "story": story},
		}
		edit, err := site.edits.SaveDraft(t.Context(), draft)
		if err != nil {
			t.Fatal(err)
		}
		edit, err = site.edits.Submit(t.Context(), catalog.Step{EditID: edit.ID, Version: edit.Version, By: maker.Account.ID, Key: fmt.Sprintf("submit-key-%d", i)}, site.day)
		if err != nil {
			t.Fatal(err)
		}
		values = append(values, fmt.Sprintf("%d:%d", edit.ID, edit.Version))
	}
	_, page := site.as(t, "officer", http.MethodGet, queuePath, nil)
	if !strings.Contains(page, "Trà thử 0") || strings.Count(page, "có từ cần xem kỹ") != 1 {
		t.Error("the queue does not show both, one flagged")
	}
	if _, page := site.as(t, "neighbour", http.MethodGet, queuePath, nil); strings.Contains(page, "Trà thử 0") {
		t.Error("another office sees the change")
	}
	one, _, _ := strings.Cut(values[0], ":")
	if _, page = site.as(t, "officer", http.MethodGet, queuePath+"/"+one, nil); !strings.Contains(page, "<mark") || !strings.Contains(page, "chữa") {
		t.Error("the risky word is not marked")
	}
	if _, page = site.as(t, "national", http.MethodGet, queuePath+"/"+one, nil); !strings.Contains(page, "Nguyễn Thị Duyệt") {
		t.Error("a second officer is not told who looks at it")
	}
	form := url.Values{"do": {"approve"}, "key": {"bulk-key-0001"}, "edit": values}
	for range 2 {
		response, _ := site.as(t, "officer", http.MethodPost, queuePath, form)
		if got := response.Header.Get("Location"); got != queuePath+"?loi=0&xong=2" {
			t.Errorf("approving in bulk leads to %q", got)
		}
	}
	if _, page = site.as(t, "officer", http.MethodGet, queuePath+"?vua="+one, nil); !strings.Contains(page, "Đã duyệt “Trà thử 0”") || !strings.Contains(page, "/san-pham/tra-thu-0") {
		t.Error("the officer is not told what became of the change, and where it shows")
	}
	if _, page = site.as(t, "neighbour", http.MethodGet, queuePath+"?vua="+one, nil); strings.Contains(page, "Trà thử 0") {
		t.Error("another office learns what this one decided")
	}
	site.catchUp(t)
	if response := site.get(t, "/san-pham/tra-thu-1", nil); response.StatusCode != http.StatusOK {
		t.Errorf("what was approved answers %d", response.StatusCode)
	}
	if n := site.count(t, `SELECT count(*) FROM product WHERE name LIKE 'Trà thử %'`); n != 2 {
		t.Errorf("%d products after approving twice", n)
	}
}

// TestNoticesAndLegalTexts: what an office writes stands on public pages.
func TestNoticesAndLegalTexts(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	day := site.day.String()
	for _, form := range []url.Values{
		{"do": {"notice"}, "body": {"Bảo trì tối nay"}, "from": {day}, "to": {day}},
		{"do": {"legal"}, "page": {"rules"}, "lang": {"vi"}, "body": {"Điều khoản mới."}, "reason": {"Bổ sung"}},
	} {
		if response, _ := site.as(t, "national", http.MethodPost, wordPath, form); response.StatusCode != http.StatusSeeOther {
			t.Fatalf("%s answers %d", form.Get("do"), response.StatusCode)
		}
	}
	site.catchUp(t)
	if _, page := readAll(t, site.get(t, "/quy-che", nil)); !strings.Contains(page, "Bảo trì tối nay") || !strings.Contains(page, "Điều khoản mới.") {
		t.Error("the rules show neither notice nor addition")
	}
	if _, page := readAll(t, site.get(t, "/en/rules", nil)); strings.Contains(page, "Điều khoản mới.") {
		t.Error("an addition in Vietnamese stands on the English page")
	}
}

// TestChangeTakesDown: what an officer reads beside a change may be so wrong that
// it goes at once, with a reason; the change waits on.
func TestChangeTakesDown(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	if err := demo.LoadDesk(t.Context(), site.db, site.day); err != nil {
		t.Fatal(err)
	}
	address := fmt.Sprintf("%s/%d", queuePath, site.count(t, `SELECT e.id FROM listing_edit e JOIN product p ON p.id = e.subject_id WHERE e.state = 'waiting' AND p.slug = 'tra-nu-voi'`))
	if response, _ := site.as(t, "officer", http.MethodPost, address, url.Values{"do": {"takedown"}}); response.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("without a reason it answers %d", response.StatusCode)
	}
	response, _ := site.as(t, "officer", http.MethodPost, address, url.Values{"do": {"takedown"}, "reason": {"Ảnh của người khác"}})
	if response.StatusCode != http.StatusSeeOther || !strings.HasPrefix(response.Header.Get("Location"), officeProductPath) {
		t.Errorf("it answers %d and leads to %s", response.StatusCode, response.Header.Get("Location"))
	}
	if n := site.count(t, `SELECT count(*) FROM product WHERE slug = 'tra-nu-voi' AND takedown_reason = 'Ảnh của người khác'`); n != 1 {
		t.Error("the product is not taken down")
	}
	fresh := fmt.Sprintf("%s/%d", queuePath, site.count(t, `SELECT id FROM listing_edit WHERE state = 'waiting' AND subject_id IS NULL`))
	if response, _ = site.as(t, "officer", http.MethodPost, fresh, url.Values{"do": {"takedown"}, "reason": {"x"}}); response.StatusCode != http.StatusBadRequest {
		t.Errorf("what is not public yet is taken down with %d", response.StatusCode)
	}
}

// TestEmptyListIsRefused: a list in which nothing can be read is not kept.
func TestEmptyListIsRefused(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	response, text := site.upload(t, "officer", importPath, "trong.csv", []byte("\n\n"))
	if response.StatusCode != http.StatusUnprocessableEntity || site.count(t, `SELECT count(*) FROM import`) != 0 {
		t.Errorf("it answers %d: %.200s", response.StatusCode, text)
	}
}
