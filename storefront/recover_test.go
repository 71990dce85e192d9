package storefront

import (
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// post sends a form, as somebody signed in where secret is not empty.
func (s *testSite) post(t *testing.T, address, secret string, values url.Values) (*http.Response, string) {
	t.Helper()
	header := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
	if secret != "" {
		header.Set("Cookie", s.cookieName()+"="+secret)
	}
	response := s.sendBody(t, http.MethodPost, address, header, strings.NewReader(values.Encode()))
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

// lastLetter is the text of the newest letter to an address.
func (s *testSite) lastLetter(t *testing.T, to string) string {
	t.Helper()
	mails, err := s.mails.Latest(t.Context(), to, 1)
	if err != nil || len(mails) == 0 {
		t.Fatalf("no letter to %s: %v", to, err)
	}
	mail, err := s.mails.ByID(t.Context(), mails[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return s.mails.Text(mail.Letter)
}

// opens reports whether a session's secret opens a page.
func (s *testSite) opens(t *testing.T, secret, path string) bool {
	t.Helper()
	return s.get(t, path, http.Header{"Cookie": {s.cookieName() + "=" + secret}}).StatusCode == http.StatusOK
}

func TestRecovery(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	before := site.signIn(t, "maker")
	site.post(t, "/dang-nhap/quen", "", url.Values{"email": {"maker@example.com"}})
	link := regexp.MustCompile(`khoa=([A-Z2-7]+)`).FindStringSubmatch(site.lastLetter(t, "maker@example.com"))
	if link == nil {
		t.Fatal("the letter has no link")
	}
	if got, body := site.post(t, "/dang-nhap/mat-khau", "", url.Values{"khoa": {link[1]}, "password": {"1234567890"}}); got.StatusCode != 422 || !strings.Contains(body, "bị đoán đầu tiên") {
		t.Errorf("a password that everybody guesses first: %d", got.StatusCode)
	}
	if !site.opens(t, before, "/quan-ly") {
		t.Error("asking for a link has ended a session")
	}
	wanted := url.Values{"khoa": {link[1]}, "password": {"nắng sớm trên đồi chè"}}
	if got, _ := site.post(t, "/dang-nhap/mat-khau", "", wanted); got.StatusCode != http.StatusSeeOther || got.Header.Get("Set-Cookie") == "" {
		t.Errorf("a new password: %d", got.StatusCode)
	}
	if site.opens(t, before, "/quan-ly") {
		t.Error("a new password leaves old sessions open")
	}
	if got, _ := site.post(t, "/dang-nhap/mat-khau", "", wanted); got.StatusCode != http.StatusGone {
		t.Errorf("a link is good twice: %d", got.StatusCode)
	}
	if letter := site.lastLetter(t, "maker@example.com"); !strings.Contains(letter, "vừa được đổi") {
		t.Errorf("the owner is not told: %s", letter)
	}
	got, _ := site.post(t, "/dang-nhap", "", url.Values{"login": {"0900000001"}, "password": {"nắng sớm trên đồi chè"}})
	if got.StatusCode != http.StatusSeeOther {
		t.Errorf("the new password does not sign in: %d", got.StatusCode)
	}
}

func TestCodeByMail(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	site.post(t, "/en/sign-in/mail", "", url.Values{"email": {"officer@example.com"}})
	code := regexp.MustCompile(`\b\d{6}\b`).FindString(site.lastLetter(t, "officer@example.com"))
	form := url.Values{"email": {"officer@example.com"}, "code": {code}}
	got, _ := site.post(t, "/en/sign-in/mail/code", "", form)
	if got.Header.Get("Location") != "/en/sign-in/code" {
		t.Errorf("a code by mail stands for both factors: %d %s", got.StatusCode, got.Header.Get("Location"))
	}
	secret, _, _ := strings.Cut(strings.TrimPrefix(got.Header.Get("Set-Cookie"), site.cookieName()+"="), ";")
	if site.opens(t, secret, "/van-phong") {
		t.Error("an unproven session opens the office")
	}
	if got, _ := site.post(t, "/en/sign-in/mail/code", "", form); got.StatusCode != 422 {
		t.Errorf("a code by mail is good twice: %d", got.StatusCode)
	}
	site.post(t, "/dang-nhap/thu", "", url.Values{"email": {"helper@example.com"}})
	for range 5 {
		site.post(t, "/dang-nhap/thu/ma", "", url.Values{"email": {"helper@example.com"}, "code": {"x"}})
	}
	code = regexp.MustCompile(`\b\d{6}\b`).FindString(site.lastLetter(t, "helper@example.com"))
	if got, _ := site.post(t, "/dang-nhap/thu/ma", "", url.Values{"email": {"helper@example.com"}, "code": {code}}); got.StatusCode != 422 {
		t.Errorf("a code may be guessed without end: %d", got.StatusCode)
	}
}

func TestSecondFactorOpens(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	unproven := site.signIn(t, "?officer")
	page, err := io.ReadAll(site.get(t, "/dang-nhap/ma", http.Header{"Cookie": {site.cookieName() + "=" + unproven}}).Body)
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile(`id="sample-code">(\d{6})<`).FindSubmatch(page)
	got, _ := site.post(t, "/dang-nhap/ma", unproven, url.Values{"code": {string(code[1])}, nextField: {"/van-phong"}})
	if got.Header.Get("Location") != "/van-phong" {
		t.Fatalf("the right code: %d", got.StatusCode)
	}
	proven, _, _ := strings.Cut(strings.TrimPrefix(got.Header.Get("Set-Cookie"), site.cookieName()+"="), ";")
	if proven == unproven || !site.opens(t, proven, "/van-phong") || site.opens(t, unproven, "/van-phong") {
		t.Error("the session before the code is the one after it")
	}
}
