package storefront

import (
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"ocop/storefront/inquiry"
)

// meeting is a demo site whose clock of inquiries can be moved.
type meeting struct {
	*testSite
	now time.Time
}

func newMeeting(t *testing.T) *meeting {
	t.Helper()
	m := &meeting{now: time.Date(2026, 11, 22, 2, 0, 0, 0, time.UTC)}
	m.testSite = newDemoSite(t, func(o *Options) { o.Inquiries.Now = func() time.Time { return m.now } })
	m.exec(t, `UPDATE producer SET email = 'hao-dat@example.com' WHERE slug = 'hop-tac-xa-che-hao-dat'`)
	return m
}

func (m *meeting) exec(t *testing.T, sql string) {
	t.Helper()
	if _, err := m.db.Exec(t.Context(), sql); err != nil {
		t.Fatal(err)
	}
}

// post sends a form as a browser of this site does.
func (m *meeting) post(t *testing.T, address string, form url.Values) (*http.Response, string) {
	t.Helper()
	header := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Sec-Fetch-Site": {"same-origin"}}
	response := m.sendBody(t, http.MethodPost, address, header, strings.NewReader(form.Encode()))
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

// opened is a form as a browser fills it after some seconds; proven says whether
// its script has worked.
func (m *meeting) opened(t *testing.T, address string, proven bool, more url.Values) url.Values {
	t.Helper()
	_, body := m.ask(t, address)
	key := regexp.MustCompile(`name="key" value="([^"]+)"`).FindStringSubmatch(body)
	if key == nil {
		t.Fatalf("%s has no form", address)
	}
	form := url.Values{"key": {key[1]}, "name": {"Mai"}, "email": {"mai@example.com"}, "message": {"Xin giá 10 kg chè giao Hà Nội"}, "consent_answer": {"1"}}
	if proven {
		form.Set("proof", inquiry.Prove(key[1]))
	}
	for name, values := range more {
		form[name] = values
	}
	m.now = m.now.Add(20 * time.Second)
	return form
}

// lastMail is the newest letter to an address, and the path of each of its buttons.
func (m *meeting) lastMail(t *testing.T, to string) (inquiry.Mail, []string) {
	t.Helper()
	list, err := m.mails.Latest(t.Context(), to, 1)
	if err != nil || len(list) == 0 {
		t.Fatalf("no letter to %s (%v)", to, err)
	}
	var paths []string
	for _, b := range list[0].Letter.Buttons {
		paths = append(paths, strings.TrimPrefix(b.Address, "https://ocop.example"))
	}
	return list[0], paths
}

func (m *meeting) mailsTo(t *testing.T, to string) int {
	t.Helper()
	list, err := m.mails.Latest(t.Context(), to, 100)
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}

const askTea = "/san-pham/che-tom-non/hoi-hang"

func TestInquiryFromProductToAnswer(t *testing.T) {
	t.Parallel()
	m := newMeeting(t)
	form := m.opened(t, askTea, true, url.Values{"phone": {"0900 000 123"}})
	response, _ := m.post(t, askTea, form)
	state := response.Header.Get("Location")
	if response.StatusCode != http.StatusSeeOther || !strings.HasPrefix(state, "/cau-hoi/") {
		t.Fatalf("a good form answers %d %s", response.StatusCode, state)
	}
	for range 2 { // the button pressed again, and the back button
		if again, _ := m.post(t, askTea, form); again.StatusCode != http.StatusSeeOther {
			t.Errorf("the same form again answers %d", again.StatusCode)
		}
	}
	same := m.opened(t, askTea, true, url.Values{"phone": {"0900 000 123"}})
	if folded, _ := m.post(t, askTea, same); folded.StatusCode != http.StatusSeeOther {
		t.Errorf("the same question again answers %d", folded.StatusCode)
	}
	if n := m.mailsTo(t, "hao-dat@example.com"); n != 1 {
		t.Errorf("the maker got %d letters, want 1", n)
	}

	letter, answers := m.lastMail(t, "hao-dat@example.com")
	if text := m.mails.Text(letter.Letter); strings.Contains(text, "900000123") || strings.Contains(text, "mai@example.com") {
		t.Errorf("the contact is told before it is confirmed:\n%s", text)
	}
	if len(answers) != 5 {
		t.Fatalf("%d buttons, want 5", len(answers))
	}
	_, confirm := m.lastMail(t, "mai@example.com")
	if status, _ := m.ask(t, confirm[0]); status != http.StatusOK {
		t.Errorf("the page that confirms answers %d", status)
	}
	if n := m.mailsTo(t, "hao-dat@example.com"); n != 1 {
		t.Error("opening the link has confirmed the contact")
	}
	if response, _ := m.post(t, confirm[0], nil); response.StatusCode != http.StatusSeeOther {
		t.Errorf("confirming answers %d", response.StatusCode)
	}
	letter, answers = m.lastMail(t, "hao-dat@example.com")
	if text := m.mails.Text(letter.Letter); !strings.Contains(text, "+84900000123") || len(letter.Refs) != 1 {
		t.Errorf("after confirming the maker reads (%v):\n%s", letter.Refs, text)
	}

	_, page := m.ask(t, answers[0])
	if !strings.Contains(page, "Trả lời: Còn hàng") || !strings.Contains(page, "chưa gửi gì") {
		t.Error("the tap does not ask for confirmation")
	}
	if _, page = m.ask(t, state); strings.Contains(page, "Đã trả lời") {
		t.Error("opening the link has answered")
	}
	tapped, _ := m.post(t, answers[0], url.Values{"answer": {"available"}, "message": {"Gọi tôi số 0900 000 999"}})
	if tapped.StatusCode != http.StatusSeeOther {
		t.Fatalf("the tap answers %d", tapped.StatusCode)
	}
	if _, page = m.ask(t, state); !strings.Contains(page, "Còn hàng") || !strings.Contains(page, "0900 000 999") {
		t.Error("the state does not show the answer")
	}
	if letter, _ = m.lastMail(t, "mai@example.com"); !strings.Contains(letter.Subject, "đã trả lời") || letter.Letter.Quote != "Gọi tôi số 0900 000 999" {
		t.Errorf("the writer got %q", letter.Subject)
	}
	_, page = m.ask(t, answers[1])
	if !strings.Contains(page, "không dùng lại được") || !strings.Contains(page, "Viết thêm") {
		t.Error("a used link does not explain itself")
	}
	if again, _ := m.post(t, answers[1], url.Values{"answer": {"season_over"}}); again.StatusCode != http.StatusSeeOther {
		t.Errorf("a second answer is answered %d", again.StatusCode)
	}
	if _, page = m.ask(t, state); strings.Contains(page, "Hết mùa") {
		t.Error("a second answer has taken the place of the first")
	}
	if communes, groups, err := m.inquiries.Numbers(t.Context(), "19"); err != nil || len(communes) != 1 || communes[0].CommuneID == 0 || groups[0].GroupSlug == "" {
		t.Errorf("the figures by commune are %+v, by group %+v (%v)", communes, groups, err)
	}
	m.now = m.now.AddDate(0, 0, 70)
	if status, page := m.ask(t, answers[1]); status != http.StatusGone || !strings.Contains(page, "đã quá 60 ngày") {
		t.Errorf("an expired link answers %d", status)
	}
}

func TestInquiryWithoutScript(t *testing.T) {
	t.Parallel()
	m := newMeeting(t)
	m.inquiries.Texts = nil // else a short message asks for the confirmation
	form := m.opened(t, askTea, false, nil)
	form.Del("email")
	form.Set("phone", "0900000123")
	if response, body := m.post(t, askTea, form); response.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, "Cần e-mail") {
		t.Errorf("a phone number alone answers %d", response.StatusCode)
	}
	form.Set("email", "mai@example.com")
	if response, _ := m.post(t, askTea, form); response.StatusCode != http.StatusSeeOther {
		t.Fatalf("without a proof of work a form answers %d", response.StatusCode)
	}
	if n := m.mailsTo(t, "hao-dat@example.com"); n != 0 {
		t.Errorf("the maker got %d letters before the confirmation", n)
	}
	_, confirm := m.lastMail(t, "mai@example.com")
	m.post(t, confirm[0], nil)
	if n := m.mailsTo(t, "hao-dat@example.com"); n != 1 {
		t.Errorf("the maker got %d letters after the confirmation", n)
	}
}

func TestInquiryIsShownAndDeleted(t *testing.T) {
	t.Parallel()
	m := newMeeting(t)
	response, _ := m.post(t, askTea, m.opened(t, askTea, true, url.Values{"consent_follow": {"1"}}))
	state := response.Header.Get("Location")
	if _, err := m.db.Exec(t.Context(), `UPDATE inquiry_consent SET version = 'words of then'`); err != nil {
		t.Fatal(err)
	}
	if _, body := m.ask(t, state+"/ban-sao"); !strings.Contains(body, `"mai@example.com"`) || !strings.Contains(body, `"follow"`) || !strings.Contains(body, `"words of then"`) {
		t.Errorf("the copy reads %s", body)
	}
	m.post(t, state, url.Values{"thread": {"1"}, "message": {"Thêm: cần hóa đơn"}})
	if _, body := m.ask(t, state); !strings.Contains(body, "cần hóa đơn") {
		t.Error("what the writer added is not shown")
	}
	if response, _ := m.post(t, state+"/xoa", nil); response.StatusCode != http.StatusSeeOther {
		t.Errorf("deleting answers %d", response.StatusCode)
	}
	if _, body := m.ask(t, state); !strings.Contains(body, "Đã xóa") || strings.Contains(body, "mai@example.com") {
		t.Error("the page after deleting still tells")
	}
	for _, sql := range []string{
		`SELECT count(*) FROM inquiry WHERE name || phone || email || message <> ''`, `SELECT count(*) FROM inquiry_message`,
		`SELECT count(*) FROM mail WHERE recipient = 'mai@example.com'`, `SELECT count(*) FROM mail WHERE letter::text LIKE '%Mai%'`,
	} {
		var left int
		if err := m.db.QueryRow(t.Context(), sql).Scan(&left); err != nil || left != 0 {
			t.Errorf("%s gives %d (%v)", sql, left, err)
		}
	}
	if letter, _ := m.lastMail(t, "hao-dat@example.com"); !strings.Contains(letter.Letter.Paragraphs[0], "yêu cầu xóa") {
		t.Errorf("the maker is told %q", letter.Letter.Paragraphs)
	}
}

func TestInquiryInEnglishFromBasket(t *testing.T) {
	t.Parallel()
	m := newMeeting(t)
	const address = "/en/inquire?p=che-tom-non&p=ca-phe-phin"
	form := m.opened(t, address, true, url.Values{"p": {"che-tom-non", "ca-phe-phin"}, "message": {"I would like prices for ten kilograms"}})
	response, body := m.post(t, "/en/inquire", form)
	if response.StatusCode != http.StatusSeeOther {
		t.Fatalf("a basket answers %d: %.2000s", response.StatusCode, body)
	}
	var threads int
	if err := m.db.QueryRow(t.Context(), `SELECT count(*) FROM inquiry_thread`).Scan(&threads); err != nil || threads != 2 {
		t.Errorf("%d makers are asked (%v), want 2", threads, err)
	}
	if letter, _ := m.lastMail(t, "mai@example.com"); !strings.Contains(letter.Subject, "Your question to") {
		t.Errorf("the letter says %q", letter.Subject)
	}
	if _, body = m.ask(t, response.Header.Get("Location")); !strings.Contains(body, "Your question") || !strings.Contains(body, "data-basket-sent") {
		t.Error("the state page is not the basket's")
	}
}

func TestUnsubscribe(t *testing.T) {
	t.Parallel()
	m := newMeeting(t)
	m.post(t, askTea, m.opened(t, askTea, true, nil))
	letter, _ := m.lastMail(t, "hao-dat@example.com")
	path := strings.TrimPrefix(letter.Letter.Unsubscribe, "https://ocop.example")
	if status, body := m.ask(t, path); status != http.StatusOK || !strings.Contains(body, "Thôi nhận") {
		t.Errorf("the page answers %d", status)
	}
	// Mail programs send no header of a browser.
	answer := m.sendBody(t, http.MethodPost, path, http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}, strings.NewReader("List-Unsubscribe=One-Click"))
	if answer.StatusCode != http.StatusOK {
		t.Errorf("one click answers %d", answer.StatusCode)
	}
	m.post(t, askTea, m.opened(t, askTea, true, url.Values{"message": {"Một câu hỏi khác hẳn về chè"}}))
	if letter, _ := m.lastMail(t, "hao-dat@example.com"); letter.State != "unwanted" {
		t.Errorf("the next letter is %s", letter.State)
	}
}
