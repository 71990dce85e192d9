package storefront

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"ocop/storefront/inquiry"
)

const askVillage = "/du-lich/diem-du-lich-cong-dong-con-chim/hoi-hang"

// newVillage is a meeting at a village whose coordinators can be written to.
func newVillage(t *testing.T) *meeting {
	t.Helper()
	m := newMeeting(t)
	m.exec(t, `UPDATE producer SET email = 'con-chim@example.com' WHERE slug = 'htx-du-lich-cong-dong-con-chim'`)
	return m
}

func stayOf(phone, people string) url.Values {
	return url.Values{"message": nil, "phone": {phone}, "arrives": {"2026-12-05"}, "leaves": {"2026-12-07"}, "adults": {people}, "food": {"Một người ăn chay"}, "language": {"en"}}
}

// TestStayFromVillageToCalendar goes the whole way: a request, the maker's one
// tap, the calendar of both.
func TestStayFromVillageToCalendar(t *testing.T) {
	t.Parallel()
	m := newVillage(t)
	response, _ := m.post(t, askVillage, m.opened(t, askVillage, true, stayOf("0900 000 777", "6")))
	state := response.Header.Get("Location")
	if response.StatusCode != http.StatusSeeOther {
		t.Fatalf("a good form answers %d", response.StatusCode)
	}
	letter, answers := m.lastMail(t, "con-chim@example.com")
	text := m.mails.Text(letter.Letter)
	for _, want := range []string{"05/12/2026", "Một người ăn chay", "Nhà Năm Liêm", "Còn chỗ"} {
		if !strings.Contains(text, want) {
			t.Errorf("the village is not told %q:\n%s", want, text)
		}
	}
	if file := m.get(t, state+"/lich.ics", nil); file.StatusCode != http.StatusNotFound {
		t.Errorf("before the answer the calendar answers %d", file.StatusCode)
	}
	path := strings.TrimSuffix(answers[0], "?")
	if answered, _ := m.post(t, path, url.Values{"answer": {"available"}}); answered.StatusCode != http.StatusSeeOther {
		t.Fatalf("the tap answers %d", answered.StatusCode)
	}
	for _, address := range []string{state + "/lich.ics", strings.Split(path, "?")[0] + "/lich.ics"} {
		file := m.get(t, address, nil)
		body, err := io.ReadAll(file.Body)
		if err != nil || file.StatusCode != http.StatusOK || !strings.Contains(string(body), "DTSTART;VALUE=DATE:20261205") || !strings.Contains(string(body), "DTEND;VALUE=DATE:20261208") {
			t.Errorf("%.20s answers %d %q (%v)", address, file.StatusCode, body, err)
		}
	}
	if _, body := m.ask(t, state); !strings.Contains(body, "lich.ics") || !strings.Contains(body, "Còn chỗ") {
		t.Error("the writer's page does not offer the calendar")
	}
}

// TestStaysGoRoundTheVillage sends three groups: each to the next house. Whose turn
// is next is seen by hosts and by who has asked, not by everybody.
func TestStaysGoRoundTheVillage(t *testing.T) {
	t.Parallel()
	m := newVillage(t)
	state := ""
	for n, want := range []string{"Nhà Năm Liêm", "Nhà Hai Khuynh", "Nhà Ba Sữa"} {
		form := m.opened(t, askVillage, true, stayOf("0900 000 80"+string(rune('0'+n)), "5"))
		form.Set("email", "khach"+string(rune('0'+n))+"@example.com")
		response, _ := m.post(t, askVillage, form)
		if response.StatusCode != http.StatusSeeOther {
			t.Fatalf("group %d answers %d", n, response.StatusCode)
		}
		state = response.Header.Get("Location")
		letter, _ := m.lastMail(t, "con-chim@example.com")
		if text := m.mails.Text(letter.Letter); !strings.Contains(text, want) {
			t.Errorf("group %d does not go to %s:\n%s", n, want, text)
		}
		if again, _ := m.post(t, askVillage, form); again.StatusCode != http.StatusSeeOther {
			t.Errorf("the same form again answers %d", again.StatusCode)
		}
	}
	for _, address := range []string{askVillage, strings.TrimSuffix(askVillage, "/hoi-hang")} {
		if _, body := m.ask(t, address); strings.Contains(body, "Thứ tự đón khách") || !strings.Contains(body, "Câu hỏi chia lần lượt cho các nhà") {
			t.Errorf("%s tells everybody whose turn it is, or not how turns go", address)
		}
	}
	_, answers := m.lastMail(t, "con-chim@example.com")
	for who, address := range map[string]string{"the guest": state, "the host": answers[0]} {
		_, body := m.ask(t, address)
		_, order, _ := strings.Cut(body, "Thứ tự đón khách")
		if !strings.Contains(order[:min(len(order), 600)], "Nhà Sáu Giàu") {
			t.Errorf("%s does not see first the house that had no turn", who)
		}
	}
}

// TestStayTurnIsTheRequests: a turn stands and falls with its request.
func TestStayTurnIsTheRequests(t *testing.T) {
	t.Parallel()
	m := newVillage(t)
	turns := func() (list []string) {
		t.Helper()
		rows, err := m.db.Query(t.Context(), `SELECT state FROM stay_turn ORDER BY asked_at, key`)
		if err != nil {
			t.Fatal(err)
		}
		if list, err = pgx.CollectRows(rows, pgx.RowTo[string]); err != nil {
			t.Fatal(err)
		}
		return list
	}
	for range 2 { // the same request by a form opened again is folded into the first
		if response, _ := m.post(t, askVillage, m.opened(t, askVillage, true, stayOf("0900 000 777", "6"))); response.StatusCode != http.StatusSeeOther {
			t.Fatalf("a good form answers %d", response.StatusCode)
		}
	}
	if got := turns(); !slices.Equal(got, []string{"asked"}) {
		t.Errorf("one request asked twice took the turns %q", got)
	}
	late := m.opened(t, askVillage, true, stayOf("0900 000 778", "6"))
	m.now = m.now.Add(48 * time.Hour)
	if response, _ := m.post(t, askVillage, late); response.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("a form two days old answers %d", response.StatusCode)
	}
	if got := turns(); !slices.Equal(got, []string{"asked"}) {
		t.Errorf("a request that was not taken left the turns %q", got)
	}
	_, answers := m.lastMail(t, "con-chim@example.com")
	if answered, _ := m.post(t, answers[2], url.Values{"answer": {"call_me"}}); answered.StatusCode != http.StatusSeeOther {
		t.Fatalf("the tap answers %d", answered.StatusCode)
	}
	if got := turns(); !slices.Equal(got, []string{"asked"}) {
		t.Errorf("a wish to talk made of the turns %q", got)
	}
	for _, step := range []struct{ result, want string }{{"business", "agreed"}, {"nothing", "declined"}} {
		if err := m.inquiries.Settle(t.Context(), 1, inquiry.Outcome{Result: step.result}); err != nil {
			t.Fatal(err)
		}
		if got := turns(); !slices.Equal(got, []string{step.want}) {
			t.Errorf("what was talked over made of the turns %q, want %s", got, step.want)
		}
	}
	response, _ := m.post(t, askVillage, m.opened(t, askVillage, true, stayOf("0900 000 779", "6")))
	m.post(t, response.Header.Get("Location")+"/xoa", nil)
	if got := turns(); !slices.Equal(got, []string{"declined"}) {
		t.Errorf("a request taken back leaves the turns %q", got)
	}
}

// TestStayAgreedByTelephone: a maker who never signs in asks to be called, talks,
// and writes down from the same letter what was agreed; the guest is told once,
// with the file for the calendar.
func TestStayAgreedByTelephone(t *testing.T) {
	t.Parallel()
	m := newVillage(t)
	response, _ := m.post(t, askVillage, m.opened(t, askVillage, true, stayOf("0900 000 777", "6")))
	state := response.Header.Get("Location")
	guest, _ := m.lastMail(t, "mai@example.com")
	_, answers := m.lastMail(t, "con-chim@example.com")
	settle := func(link string, form url.Values) (*http.Response, string) {
		form.Set("do", "outcome")
		return m.post(t, link, form)
	}
	if early, _ := settle(answers[2], url.Values{"result": {"business"}}); strings.Contains(early.Header.Get("Location"), "da-ghi") {
		t.Error("an outcome is noted before the answer")
	}
	m.post(t, answers[2], url.Values{"answer": {"call_me"}})
	_, page := m.ask(t, answers[2])
	for _, want := range []string{"Gọi xong, mở lại trang này", `name="arrives" value="2026-12-05"`, `name="people" value="6"`} {
		if !strings.Contains(page, want) {
			t.Errorf("after the tap the page lacks %s", want)
		}
	}
	before := m.mailsTo(t, guest.Recipient)
	for _, wrong := range []url.Values{
		{},
		{"result": {"business"}, "arrives": {"2026-12-06"}, "leaves": {"2026-12-01"}, "people": {"4"}},
		{"result": {"business"}, "arrives": {"hôm nào"}, "people": {"NaN"}},
		{"result": {"business"}, "arrives": {"2020-01-01"}, "people": {"1e9"}},
		{"result": {"<script>"}, "arrives": {strings.Repeat("9", 100_000)}, "people": {"-1"}},
	} {
		if refused, page := settle(answers[2], wrong); refused.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(page, "autofocus") {
			t.Errorf("%.80v answers %d", wrong, refused.StatusCode)
		}
	}
	agreed := url.Values{"result": {"business"}, "arrives": {"2026-12-06"}, "leaves": {"2026-12-08"}, "people": {"4"}}
	for range 2 { // pressed twice
		if done, _ := settle(answers[2], agreed); done.StatusCode != http.StatusSeeOther {
			t.Fatalf("the agreement answers %d", done.StatusCode)
		}
	}
	if n := m.mailsTo(t, guest.Recipient) - before; n != 1 {
		t.Errorf("the guest got %d letters", n)
	}
	letter, links := m.lastMail(t, guest.Recipient)
	if text := m.mails.Text(letter.Letter); !strings.Contains(text, "đã hẹn đón bạn từ 06/12/2026 đến 08/12/2026, 4 người") {
		t.Errorf("the guest reads:\n%s", text)
	}
	for _, address := range []string{links[0], strings.Split(answers[2], "?")[0] + "/lich.ics"} {
		file := m.get(t, address, nil)
		body, err := io.ReadAll(file.Body)
		if err != nil || file.StatusCode != http.StatusOK || !strings.Contains(string(body), "DTSTART;VALUE=DATE:20261206") {
			t.Errorf("%.20s answers %d %q (%v)", address, file.StatusCode, body, err)
		}
	}
	if _, page := m.ask(t, state); !strings.Contains(page, "Đã hẹn: 06/12/2026 đến 08/12/2026, 4 người") {
		t.Error("the guest's page does not say what was agreed")
	}
	if _, page := m.ask(t, answers[0]+"?da-ghi=1"); !strings.Contains(page, "Khách đã được báo") {
		t.Error("the maker's page does not say that it is noted")
	}
	settle(answers[0], url.Values{"result": {"nothing"}})
	if letter, _ := m.lastMail(t, guest.Recipient); !strings.Contains(letter.Subject, "chưa đón được bạn") {
		t.Errorf("called off, the guest reads %q", letter.Subject)
	}
	if file := m.get(t, links[0], nil); file.StatusCode != http.StatusNotFound {
		t.Errorf("called off, the calendar answers %d", file.StatusCode)
	}
}

// TestMakerSaysHowGuestsAreReceived: a service of community tourism has one
// screen more, whose change waits for the office.
func TestMakerSaysHowGuestsAreReceived(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	listing, product := villageMaker(t, site)
	if _, page := site.as(t, "maker", http.MethodGet, listing, nil); !strings.Contains(page, listing+"/sua/don-khach") {
		t.Error("the listing does not offer the screen")
	}
	for _, step := range []struct {
		guests string
		status int
		says   string
	}{{"", http.StatusOK, "Khách ngủ lại một đêm"}, {"nhiều lắm", http.StatusUnprocessableEntity, "hãy ghi bằng chữ số"}, {"36", http.StatusSeeOther, ""}} {
		method, form := http.MethodPost, url.Values{"version": {"0"}, "key": {"guests-" + strconv.Itoa(step.status)}, "guests_night": {step.guests}}
		if step.status == http.StatusOK {
			method, form = http.MethodGet, nil
		}
		response, page := site.as(t, "maker", method, listing+"/sua/don-khach", form)
		if response.StatusCode != step.status || !strings.Contains(page, step.says) {
			t.Errorf("%q guests answer %d: %.600s", step.guests, response.StatusCode, page)
		}
	}
	if _, page := site.as(t, "maker", http.MethodGet, listing, nil); !strings.Contains(page, "36") {
		t.Error("the change is not in the draft")
	}
	if stay, err := site.stays.Of(t.Context(), product.ID); err != nil || stay.GuestsNight == 36 {
		t.Errorf("a draft is public: %d guests (%v)", stay.GuestsNight, err)
	}
}

// TestStayByPhoneOrByMail: either is enough, with the page's script and without,
// for numbers of any country; where no message can be sent the page of the request
// is all there is, and says so.
func TestStayByPhoneOrByMail(t *testing.T) {
	const foreign = "+81 90-1234-5678"
	for name, c := range map[string]struct {
		phone, email string
		script, text bool
		status       int
		says         string
	}{
		"a foreign number":                 {foreign, "", true, true, http.StatusSeeOther, "Mở tin nhắn vừa gửi tới"},
		"a foreign number, no script":      {foreign, "", false, true, http.StatusSeeOther, "Chờ bạn xác nhận"},
		"mail alone":                       {"", "anna@example.com", true, true, http.StatusSeeOther, "Mở thư vừa gửi tới"},
		"mail alone, no script":            {"", "anna@example.com", false, false, http.StatusSeeOther, "Mở thư vừa gửi tới"},
		"a number, no messages":            {foreign, "", true, false, http.StatusSeeOther, "Lưu địa chỉ trang này"},
		"a number, no messages, no script": {foreign, "", false, false, http.StatusUnprocessableEntity, "Cần e-mail"},
		"neither":                          {"", "", true, true, http.StatusUnprocessableEntity, "Ghi số điện thoại hoặc e-mail"},
	} {
		m := newVillage(t)
		if !c.text {
			m.inquiries.Texts = nil
		}
		form := m.opened(t, askVillage, c.script, stayOf(c.phone, "6"))
		form.Set("email", c.email)
		response, body := m.post(t, askVillage, form)
		if response.StatusCode == http.StatusSeeOther {
			_, body = m.ask(t, response.Header.Get("Location"))
		}
		if response.StatusCode != c.status || !strings.Contains(body, c.says) {
			t.Errorf("%s answers %d, without %q", name, response.StatusCode, c.says)
		}
	}
}

// TestCallBackHasANumber: who is asked to call finds the maker's published number,
// or reads that the maker has theirs.
func TestCallBackHasANumber(t *testing.T) {
	for _, public := range []bool{true, false} {
		m := newVillage(t)
		m.exec(t, fmt.Sprintf(`UPDATE producer SET contact_public = %v WHERE slug = 'htx-du-lich-cong-dong-con-chim'`, public))
		m.exec(t, `DELETE FROM person_consent`)
		response, _ := m.post(t, askVillage, m.opened(t, askVillage, true, stayOf("0900 000 777", "6")))
		_, answers := m.lastMail(t, "con-chim@example.com")
		m.post(t, answers[2], url.Values{"answer": {"call_me"}})
		letter, _ := m.lastMail(t, "mai@example.com")
		_, page := m.ask(t, response.Header.Get("Location"))
		want := "chưa thấy số +84900000777"
		if public {
			want = "0900 000 052"
		}
		if text := m.mails.Text(letter.Letter); !strings.Contains(text, want) {
			t.Errorf("the letter does not say %q:\n%s", want, text)
		}
		if !strings.Contains(page, want) || public != strings.Contains(page, `href="tel:0900000052"`) {
			t.Errorf("with a public number %v the guest's page does not say %q", public, want)
		}
	}
}
