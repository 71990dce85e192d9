package storefront

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/go-rod/rod"

	"ocop/catalog"
)

// push presses the button that does something in a form that may hold several, and
// waits for the page that answers.
func push(t *testing.T, page *rod.Page, do string) {
	t.Helper()
	turn(page, func() { page.MustElement(`button[name=do][value=` + do + `]`).MustEval(`() => this.click()`) })
	narrow(t, page)
}

// TestBrowserFair walks with three phones: a maker applies to a fair with a
// Vietnamese one, an officer gives it a booth, a buyer with an English one books an
// hour, the maker accepts from its letter and notes a memorandum at the booth, and
// thirty days later says what came of it, which the office reads added up.
func TestBrowserFair(t *testing.T) {
	t.Parallel()
	site, buyer := newBrowsedSite(t)
	event := site.office(t)
	office := "/van-phong/su-kien/" + event
	site.mustTake(t, "national", office, url.Values{"do": {"publish"}})

	maker := site.signedIn(t, buyer, "maker")
	maker.MustNavigate(site.baseURL + "/quan-ly/su-kien").MustWaitLoad()
	narrow(t, maker)
	turn(maker, func() {
		maker.MustElement(`a[href^="/quan-ly/su-kien/dang-ky/` + event + `/"]`).MustEval(`() => this.click()`)
	})
	tick(maker, `[name=products]:not([disabled])`)
	turn(maker, func() { maker.MustElement(mainButton).MustEval(`() => this.click()`) })
	place := strings.TrimPrefix(maker.MustInfo().URL, site.baseURL)
	narrow(t, maker)

	officer := site.signedIn(t, buyer, "national")
	_, applied := site.letterTo(t, "national@example.com")
	officer.MustNavigate(site.baseURL + applied).MustWaitLoad()
	officer.MustElement(".fair-booth").MustInput("c 07")
	turn(officer, func() {
		officer.MustElement(`form:has(input[value=accept]) button[type=submit]`).MustEval(`() => this.click()`)
	})
	narrow(t, officer)
	if text := officer.MustElement("main").MustText(); !strings.Contains(text, "C07") {
		t.Fatalf("the officer sees no booth: %.400s", text)
	}
	maker.MustReload().MustWaitLoad()
	send(t, maker, "offer")

	site.catchUp(t)
	buyer.MustNavigate(site.baseURL + "/en/promotion/hoi-cho-thu-nghiem").MustWaitLoad()
	narrow(t, buyer)
	turn(buyer, func() {
		buyer.MustElement(`a[href*="/promotion/hoi-cho-thu-nghiem/meet/"]`).MustEval(`() => this.click()`)
	})
	tick(buyer, `[name=slot]`)
	for field, text := range map[string]string{"name": "Trần Thị Mua", "email": "mua@example.com", "message": "40 kg of tea each month"} {
		buyer.MustElement("#" + field).MustInput(text)
	}
	tick(buyer, "#consent_answer")
	turn(buyer, func() { buyer.MustElement(mainButton).MustEval(`() => this.click()`) })
	if text := buyer.MustElement("main").MustText(); !strings.Contains(text, "mua@example.com") {
		t.Fatalf("the buyer is not told of a letter: %.400s", text)
	}
	_, own := site.letterTo(t, "mua@example.com")
	buyer.MustNavigate(site.baseURL + own).MustWaitLoad()
	push(t, buyer, "confirm")
	_, tap := site.letterTo(t, "maker@example.com")
	maker.MustNavigate(site.baseURL + tap).MustWaitLoad()
	push(t, maker, "agree")
	buyer.MustReload().MustWaitLoad()
	if text := buyer.MustElement("main").MustText(); !strings.Contains(text, "agreed") {
		t.Errorf("the buyer does not read that both agree: %.300s", text)
	}

	site.bringsHome(t, maker, officer, place, office)
}

// bringsHome notes a memorandum, moves the clock and says what came of it.
func (s *testSite) bringsHome(t *testing.T, maker, officer *rod.Page, place, office string) {
	t.Helper()
	maker.MustNavigate(s.baseURL + place + "/gian-hang").MustWaitLoad()
	narrow(t, maker)
	for field, text := range map[string]string{"organisation": "Siêu thị Thử", "what": "Chè Tôm Nõn", "value": "40.000.000"} {
		maker.MustElement("#" + field).MustInput(text)
	}
	maker.MustElement("form[data-booth] button[type=submit]").MustClick()
	eventually(t, "the memorandum arrives", func() bool {
		maker.MustNavigate(s.baseURL + place + "/gian-hang").MustWaitLoad()
		return regexp.MustCompile(`Đã nhận 1 ghi chép`).MatchString(maker.MustElement("main").MustText())
	})
	s.day = catalog.NewDay(2026, 12, 22).AddDays(30)
	s.catchUp(t)
	for range 2 {
		if err := s.TickFairs(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	subject, asked := s.letterTo(t, "maker@example.com")
	if !strings.Contains(subject, "30 ngày sau") {
		t.Fatalf("the maker got %q", subject)
	}
	maker.MustNavigate(s.baseURL + asked).MustWaitLoad()
	narrow(t, maker)
	maker.MustElement("#value").MustInput("30.000.000")
	turn(maker, func() { maker.MustElement(mainButton).MustEval(`() => this.click()`) })
	officer.MustNavigate(s.baseURL + office).MustWaitLoad()
	text := officer.MustElement("main").MustText()
	for _, want := range []string{"40.000.000", "30.000.000", "1 trên 1"} {
		if !strings.Contains(text, want) {
			t.Errorf("the office does not read %q", want)
		}
	}
}
