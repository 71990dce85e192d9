package storefront

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ocop/catalog/trade"
	"ocop/storefront/inquiry"
)

// someOwnRequest is the page of the buyer of the first sample request.
const someOwnRequest = "/can-mua/cua-toi/1-PlW8Q3ad1audv2dMBhIYUT3u"

// press sends a form, signed in as a sample account where one is named, and
// returns the answer with its text.
func (s *testSite) press(t *testing.T, as, path string, form url.Values) (*http.Response, string) {
	t.Helper()
	response := s.play(t, exchange{method: http.MethodPost, target: path, header: http.Header{}, as: as, body: form.Encode()})
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

// pageAs asks for a page and returns its text.
func (s *testSite) pageAs(t *testing.T, as, path string) string {
	t.Helper()
	response := s.play(t, exchange{method: http.MethodGet, target: path, header: http.Header{}, as: as})
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode != http.StatusOK {
		t.Fatalf("%s answers %d: %.300s", path, response.StatusCode, body)
	}
	return string(body)
}

// mustTake posts a form that must be taken.
func (s *testSite) mustTake(t *testing.T, as, path string, form url.Values) {
	t.Helper()
	if response, body := s.press(t, as, path, form); response.StatusCode != http.StatusSeeOther {
		t.Fatalf("%s %v answers %d: %.2000s", path, form, response.StatusCode, body)
	}
}

// letterTo is the newest letter to an address.
func (s *testSite) letterTo(t *testing.T, address string) (subject, link string) {
	t.Helper()
	letter := s.letter(t, address)
	return letter.Subject, strings.TrimPrefix(letter.Buttons[0].Address, s.baseURL)
}

func (s *testSite) letter(t *testing.T, address string) inquiry.Letter {
	t.Helper()
	mails, err := s.mails.Latest(t.Context(), address, 1)
	if err != nil || len(mails) == 0 {
		t.Fatalf("no letter to %s: %v", address, err)
	}
	mail, err := s.mails.ByID(t.Context(), mails[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return mail.Letter
}

// honeyForm asks for 500 kg of honey in November, from the North, with HACCP.
func (s *testSite) honeyForm() url.Values {
	return url.Values{
		"key": {s.inquiries.Signer.NewFormKey(time.Now().Add(-time.Minute))}, "consent": {"1"}, "what": {"mật ong"}, "quantity": {"500"}, "unit": {"kg"}, "each_unit": {"kg"},
		"months": {"11"}, "province": {"ha-noi"}, "origin": {string(trade.North)}, "certificates": {"haccp"}, "budget": {"200.000"},
		"organisation": {"Nhà hàng Thử"}, "tax_code": {"9999999997"}, "contact_name": {"Trần Thị Mua"}, "email": {"mua@example.com"},
	}
}

// TestRequestToBuy goes the whole way: a buyer without an account asks and
// confirms by mail, the office lets it through, two makers answer, two others do
// it together, the buyer compares, asks on and buys, and both say how it went.
func TestRequestToBuy(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	site.mustTake(t, "", "/en/requests/new", site.honeyForm())
	subject, own := site.letterTo(t, "mua@example.com")
	if subject != "Confirm your request to buy: mật ong" || !strings.HasPrefix(own, "/en/requests/mine/") {
		t.Fatalf("the buyer got %q with %s", subject, own)
	}
	id := strings.SplitN(strings.TrimPrefix(own, "/en/requests/mine/"), "-", 2)[0]
	if waiting := site.pageAs(t, "national", "/van-phong/can-mua"); strings.Contains(waiting, "/van-phong/can-mua/"+id+`"`) {
		t.Error("an unconfirmed request waits for the office")
	}
	site.mustTake(t, "", own, url.Values{"do": {"confirm"}})
	preview := site.pageAs(t, "national", "/van-phong/can-mua/"+id)
	for _, want := range []string{"3 chủ thể khớp", "Một phần: tháng 11 làm được", "Có HACCP còn hạn", "Gom nguồn", "Nhà hàng Thử"} {
		if !strings.Contains(preview, want) {
			t.Errorf("the office does not see %q", want)
		}
	}
	site.mustTake(t, "national", "/van-phong/can-mua/"+id, url.Values{"do": {"open"}})

	path := func(as string) string {
		inbox := site.pageAs(t, as, "/quan-ly/can-mua")
		found := regexp.MustCompile(`/quan-ly/can-mua/` + id + `/[0-9]+`).FindString(inbox)
		if found == "" {
			t.Fatalf("%s was not told", as)
		}
		return found
	}
	if subject, link := site.letterTo(t, "bees2@example.com"); !strings.Contains(subject, "mật ong") || link != path("bees2") {
		t.Errorf("bees2 got %q with %s", subject, link)
	}
	day := site.day.AddDays(5).String()
	site.mustTake(t, "bees1", path("bees1"), url.Values{"do": {"offer"}, "quantity": {"250"}, "unit": {"kg"}, "price": {"180.000"}, "ready_on": {day}})
	// Cartons are asked about, never guessed.
	cartons := url.Values{"do": {"offer"}, "quantity": {"20"}, "unit": {"thung"}, "price": {"2.262.500"}, "ready_on": {day}}
	if response, body := site.press(t, "bees2", path("bees2"), cartons); response.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, "1 thùng của bạn bằng bao nhiêu kg?") {
		t.Errorf("an answer in cartons: %d", response.StatusCode)
	}
	cartons.Set("each_quantity", "12,5")
	site.mustTake(t, "bees2", path("bees2"), cartons)
	if response, body := site.press(t, "bees1", path("bees1"), url.Values{"do": {"offer"}, "quantity": {"250"}, "unit": {"kg"}, "price": {"1000"}, "ready_on": {day}}); response.StatusCode != http.StatusConflict || !strings.Contains(body, "Bạn đã trả lời nhu cầu này") {
		t.Errorf("a second answer of bees1: %d", response.StatusCode)
	}
	if inbox := site.pageAs(t, "bees2", path("bees2")); strings.Contains(inbox, "180.000") {
		t.Error("bees2 sees the price of bees1")
	}
	joined := 0
	for _, as := range []string{"bees1", "bees2", "bees3"} {
		pool := regexp.MustCompile(`name="pool" value="([0-9]+)"`).FindStringSubmatch(site.pageAs(t, as, path(as)))
		if pool == nil {
			continue
		}
		joined++
		site.mustTake(t, as, path(as), url.Values{"do": {"join"}, "pool": {pool[1]}, "price": {"175000"}, "ready_on": {day}})
	}
	if joined < 2 {
		t.Fatalf("%d makers were asked for a pool", joined)
	}
	compared := site.pageAs(t, "", own)
	for _, want := range []string{"The answers side by side", "Pooled offer", "180,000", "= 250\u00a0kg a month, 181,000", "175,000"} {
		if !strings.Contains(compared, want) {
			t.Errorf("the buyer does not see %q", want)
		}
	}
	answer := regexp.MustCompile(`name="answer" value="([0-9]+)"`).FindStringSubmatch(compared)[1]
	site.mustTake(t, "", own, url.Values{"do": {"ask"}, "answer": {answer}, "body": {"Có xuất hóa đơn không?"}})
	site.mustTake(t, "bees1", path("bees1"), url.Values{"do": {"reply"}, "answer": {answer}, "body": {"Có."}})
	if subject, _ := site.letterTo(t, "mua@example.com"); !strings.Contains(subject, "replied") {
		t.Errorf("the buyer got %q", subject)
	}
	if page := site.pageAs(t, "bees1", path("bees1")); strings.Contains(page, "mua@example.com") {
		t.Error("the maker sees the buyer's address before being chosen")
	}
	site.mustTake(t, "", own, url.Values{"do": {"close"}, "outcome": {"bought"}, "answer": {answer}})
	chosen := site.pageAs(t, "bees1", path("bees1"))
	if !strings.Contains(chosen, "mua@example.com") || !strings.Contains(chosen, "đặt cọc") {
		t.Error("the chosen maker does not see the buyer's contact with the warning")
	}
	if other := site.pageAs(t, "bees2", path("bees2")); strings.Contains(other, "mua@example.com") {
		t.Error("a maker who was not chosen sees the buyer's address")
	}
	maker := path("bees1")[strings.LastIndex(path("bees1"), "/")+1:]
	site.mustTake(t, "", own, url.Values{"do": {"judge"}, "maker": {maker}, "went": {"well"}})
	site.mustTake(t, "bees1", path("bees1"), url.Values{"do": {"judge"}, "went": {"fair"}, "note": {"Trả chậm"}})
	if office := site.pageAs(t, "national", "/van-phong/can-mua/"+id); !strings.Contains(office, "Trả chậm") {
		t.Error("the office does not see how it went")
	}
	if public := site.pageAs(t, "", "/can-mua/"+id); strings.Contains(public, "Trả chậm") || strings.Contains(public, "Nhà hàng Thử") {
		t.Error("the public page tells too much")
	}
}

// A form that is not ours or too old is shown again with all that was typed. One
// without its proof of work is taken, as from a page without scripts, but few of
// them within an hour from one network; no mailbox gets more than some letters.
func TestRequestFormsAreLimited(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	for name, key := range map[string]string{
		"too old":  site.inquiries.Signer.NewFormKey(time.Now().Add(-25 * time.Hour)),
		"not ours": "1-x",
	} {
		form := site.honeyForm()
		form.Set("key", key)
		response, body := site.press(t, "", "/can-mua/moi", form)
		if response.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, "Nhà hàng Thử") || !strings.Contains(body, "mở đã lâu") {
			t.Errorf("%s: %d", name, response.StatusCode)
		}
	}
	send := func(to string, prove bool) int {
		form := site.honeyForm()
		if form.Set("email", to); prove {
			form.Set("proof", inquiry.Prove(form.Get("key")))
		}
		response, body := site.press(t, "", "/can-mua/moi", form)
		if response.StatusCode != http.StatusSeeOther && !strings.Contains(body, "Nhà hàng Thử") {
			t.Error("what was typed is lost")
		}
		return response.StatusCode
	}
	var got []int
	for range 4 {
		got = append(got, send("one@example.com", true))
	}
	for i := range inquiry.MostUnproven {
		got = append(got, send(fmt.Sprintf("robot%d@example.com", i), false))
	}
	got = append(got, send("person@example.com", true))
	// The fourth to one mailbox, and those without proof from where three came already.
	want := []int{303, 303, 303, 429, 303, 303, 429, 429, 429, 303}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("answers (-want +got):\n%s", diff)
	}
	form := site.honeyForm()
	form.Del("consent")
	if response, body := site.press(t, "", "/can-mua/moi", form); response.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, "Cần bạn đồng ý") {
		t.Errorf("without consent: %d", response.StatusCode)
	}
	var version string
	if err := site.db.QueryRow(t.Context(), `SELECT consent_version FROM buying_request WHERE email = 'person@example.com'`).Scan(&version); err != nil || version != trade.ConsentVersion {
		t.Errorf("consent %q, %v", version, err)
	}
}

// A buyer deletes who they are: letters and words go, what was asked for stays.
func TestBuyerDeletesTheirData(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	site.mustTake(t, "", "/can-mua/moi", site.honeyForm())
	_, own := site.letterTo(t, "mua@example.com")
	site.mustTake(t, "", own, url.Values{"do": {"confirm"}})
	if subject, link := site.letterTo(t, "national@example.com"); !strings.Contains(subject, "chờ duyệt: mật ong") || !strings.HasPrefix(link, "/van-phong/can-mua/") {
		t.Errorf("the office got %q with %s", subject, link)
	}
	id := strings.SplitN(own[strings.LastIndex(own, "/")+1:], "-", 2)[0]
	site.mustTake(t, "national", "/van-phong/can-mua/"+id, url.Values{"do": {"open"}})
	site.mustTake(t, "", own, url.Values{"do": {"forget"}})
	page := site.pageAs(t, "", own)
	if strings.Contains(page, "mua@example.com") || !strings.Contains(page, "đã được xóa ngày") {
		t.Error("the buyer's own page still says who they are, or not that it was deleted")
	}
	if mails, err := site.mails.Latest(t.Context(), "mua@example.com", 10); err != nil || len(mails) != 0 {
		t.Errorf("%d letters are left, %v", len(mails), err)
	}
	if office := site.pageAs(t, "national", "/van-phong/can-mua/"+id); strings.Contains(office, "Nhà hàng Thử") || !strings.Contains(office, "500") {
		t.Error("the office still sees who it was, or no more what was asked for")
	}
}
