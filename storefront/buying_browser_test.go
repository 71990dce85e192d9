package storefront

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/go-rod/rod"
	"github.com/go-rod/rod/lib/proto"
)

// signedIn is a phone of a browser of its own in which a sample account has signed
// in.
func (s *testSite) signedIn(t *testing.T, page *rod.Page, as string) *rod.Page {
	t.Helper()
	other := rodIncognito(page).Timeout(3 * time.Minute)
	other.MustSetViewport(360, 740, 1, true)
	other.MustSetCookies(&proto.NetworkCookieParam{Name: s.cookieName(), Value: s.signIn(t, as), URL: s.baseURL, HTTPOnly: true, SameSite: proto.NetworkCookieSameSiteLax})
	return other
}

// tick presses what is found, a box or a button, wherever it stands.
func tick(page *rod.Page, selector string) { page.MustElement(selector).MustEval(`() => this.click()`) }

// send presses the button of the form that does something, and waits for the page
// that answers; on that page nothing may lie beside the screen.
func send(t *testing.T, page *rod.Page, do string) {
	t.Helper()
	turn(page, func() {
		page.MustElement(`form:has(input[name=do][value=` + do + `]) button[type=submit]`).MustEval(`() => this.click()`)
	})
	narrow(t, page)
}

func narrow(t *testing.T, page *rod.Page) {
	t.Helper()
	if over := page.MustEval(`() => document.documentElement.scrollWidth - document.documentElement.clientWidth`).Int(); over > 0 {
		t.Errorf("%s scrolls sideways by %d px", page.MustInfo().URL, over)
	}
}

// TestBrowserRequestToBuy: "500 kg of honey, November, from the North, HACCP" by a
// buyer with an English phone, an officer and three beekeepers with Vietnamese
// ones, from the form to what each says of the other.
func TestBrowserRequestToBuy(t *testing.T) {
	t.Parallel()
	site, buyer := newBrowsedSite(t)
	buyer = buyer.Timeout(3 * time.Minute)
	buyer.MustNavigate(site.baseURL + "/en/requests").MustWaitLoad()
	narrow(t, buyer)
	buyer.MustNavigate(site.baseURL + "/en/requests/new").MustWaitLoad()
	for field, text := range map[string]string{
		"what": "mật ong", "quantity": "500", "organisation": "Nhà hàng Thử", "tax_code": "9999999997", "contact_name": "Trần Thị Mua", "email": "mua@example.com",
	} {
		buyer.MustElement("#" + field).MustInput(text)
	}
	for field, value := range map[string]string{"province": "01", "origin": "north"} {
		buyer.MustElement("#"+field).MustEval(`value => this.value = value`, value)
	}
	for _, box := range []string{`[name=months][value="11"]`, `[name=certificates][value="haccp"]`, "#consent"} {
		tick(buyer, box)
	}
	narrow(t, buyer)
	submit(buyer, mainButton)
	arrived(t, buyer, "/en/requests/sent")
	_, own := site.letterTo(t, "mua@example.com")
	buyer.MustNavigate(site.baseURL + own).MustWaitLoad()
	send(t, buyer, "confirm")

	_, waits := site.letterTo(t, "national@example.com")
	officer := site.signedIn(t, buyer, "national")
	officer.MustNavigate(site.baseURL + waits).MustWaitLoad()
	if text := officer.MustElement("main").MustText(); !strings.Contains(text, "3 chủ thể khớp") {
		t.Fatalf("the officer sees %.500s", text)
	}
	send(t, officer, "open")

	makers := make(map[string]*rod.Page)
	for i, as := range []string{"bees1", "bees2", "bees3"} {
		_, link := site.letterTo(t, as+"@example.com")
		phone := site.signedIn(t, buyer, as)
		phone.MustNavigate(site.baseURL + link).MustWaitLoad()
		makers[as] = phone
		if i < 2 {
			phone.MustElement("#quantity").MustInput("250")
			answer(phone, "", []string{"180.000", "181.000"}[i], site.day.AddDays(5).Time())
			send(t, phone, "offer")
		}
		if pool := regexp.MustCompile(`name="pool" value="([0-9]+)"`).FindStringSubmatch(phone.MustHTML()); pool != nil {
			answer(phone, "pool-"+pool[1]+"-", "175.000", site.day.AddDays(6).Time())
			send(t, phone, "join")
		}
	}

	buyer.MustNavigate(site.baseURL + own).MustWaitLoad()
	text := buyer.MustElement(".offer-table").MustText()
	for _, want := range []string{"180,000", "181,000", "175,000", "Pooled offer"} {
		if !strings.Contains(text, want) {
			t.Errorf("the comparison lacks %q: %.600s", want, text)
		}
	}
	first := buyer.MustElement(`form:has(input[value=ask]) input[name=answer]`).MustProperty("value").Str()
	buyer.MustElement("#ask-" + first).MustEval(`() => this.value = "Có xuất hóa đơn không?"`)
	send(t, buyer, "ask")
	bees := makers["bees1"]
	bees.MustReload().MustWaitLoad()
	bees.MustElement("#reply-" + first).MustEval(`() => this.value = "Có."`)
	send(t, bees, "reply")
	buyer.MustReload().MustWaitLoad()
	tick(buyer, `[name=outcome][value=bought]`)
	buyer.MustElement("#answer").MustEval(`id => this.value = id`, first)
	send(t, buyer, "close")
	tick(buyer, `[name=went][value=well]`)
	send(t, buyer, "judge")
	bees.MustReload().MustWaitLoad()
	if text := bees.MustElement("main").MustText(); !strings.Contains(text, "mua@example.com") {
		t.Errorf("the maker chosen sees no contact: %.300s", text)
	}
	tick(bees, `[name=went][value=fair]`)
	send(t, bees, "judge")
	officer.MustReload().MustWaitLoad()
	if text := officer.MustElement("main").MustText(); strings.Count(text, "Tốt")+strings.Count(text, "Tạm được") < 2 {
		t.Errorf("the officer does not read how it went: %.800s", text)
	}
	if response := site.get(t, "/en"+strings.Replace(waits, "/van-phong/can-mua", "/requests", 1), nil); response.StatusCode != http.StatusOK {
		t.Errorf("the public page answers %d", response.StatusCode)
	}
}

// answer fills what an offer and a share of a pool have in common.
func answer(page *rod.Page, prefix, price string, ready time.Time) {
	page.MustElement("#"+prefix+"price").MustEval(`text => this.value = text`, price)
	page.MustElement("#"+prefix+"ready_on").MustEval(`text => this.value = text`, ready.Format(time.DateOnly))
}
