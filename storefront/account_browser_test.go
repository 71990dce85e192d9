package storefront

import (
	"image"
	"image/jpeg"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/go-rod/rod"
	"github.com/go-rod/rod/lib/proto"

	"ocop/cmd/ocop/demo"
)

// browserPatience is how long a test may use a page; nothing is measured by it.
const browserPatience = 3 * time.Minute

// newBrowsedSite is the demonstration's site under a name that browsers take for
// this machine, with a phone's page on it.
func newBrowsedSite(t *testing.T) (*testSite, *rod.Page) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	site := newDemoSite(t, func(o *Options) { o.BaseURL = "http://localhost:" + port })
	go site.Serve(listener)
	t.Cleanup(func() { site.app.Shutdown() })
	page, err := chromium(t).Page(proto.TargetCreateTarget{})
	if err != nil {
		t.Fatal(err)
	}
	page.MustSetViewport(360, 740, 1, true)
	return site, page.Timeout(browserPatience)
}

// submit fills fields of the page's form and waits for the page that answers.
func submit(page *rod.Page, button string, fields ...[2]string) {
	for _, field := range fields {
		page.MustElement(field[0]).MustSelectAllText().MustInput(field[1])
	}
	turn(page, func() { page.MustElement(button).MustClick() })
}

// arrived fails a test that is not where it should be.
func arrived(t *testing.T, page *rod.Page, path string) {
	t.Helper()
	if u, err := url.Parse(page.MustInfo().URL); err != nil || u.Path != path {
		t.Fatalf("the browser is at %s, not %s: %.300s", page.MustInfo().URL, path, page.MustElement("main").MustText())
	}
}

const mainButton = "main form[method=post]:not([hidden]) button[type=submit]"

func signInBy(page *rod.Page, base, login, password string) {
	page.MustNavigate(base + "/dang-nhap").MustWaitLoad()
	submit(page, mainButton, [2]string{"#login", login}, [2]string{"#password", password})
}

func TestBrowserSecondFactorAndInvitation(t *testing.T) {
	t.Parallel()
	site, page := newBrowsedSite(t)
	signInBy(page, site.baseURL, "officer@example.com", demo.Password)
	arrived(t, page, "/dang-nhap/ma")
	submit(page, mainButton, [2]string{"#code", "000 000"})
	arrived(t, page, "/dang-nhap/ma")
	(typist{t, page}).is(`document.activeElement.id`, "code")
	submit(page, mainButton, [2]string{"#code", page.MustElement("#sample-code").MustText()})
	arrived(t, page, "/van-phong")

	page.MustNavigate(site.baseURL + "/van-phong/tai-khoan/moi").MustWaitLoad()
	submit(page, "main form button[type=submit]", [2]string{"#name", "Ngô Thị Mời"}, [2]string{"#email", "moi@example.com"},
		[2]string{"#producer", site.baseURL + "/chu-the/hop-tac-xa-che-hao-dat"})
	link := regexp.MustCompile(`http://\S+khoa=[A-Z2-7]+`).FindString(site.lastLetter(t, "moi@example.com"))
	if link == "" {
		t.Fatal("no link was sent")
	}
	submit(page, ".console-person button")
	page.MustNavigate(link).MustWaitLoad()
	submit(page, mainButton, [2]string{"#password", "ngan"})
	submit(page, mainButton, [2]string{"#password", "gùi măng qua suối"})
	arrived(t, page, "/quan-ly")
	if text := page.MustElement("body").MustText(); !strings.Contains(text, "Ngô Thị Mời") {
		t.Errorf("the invited producer is not who is signed in: %.200s", text)
	}
}

func TestBrowserRecovery(t *testing.T) {
	t.Parallel()
	site, page := newBrowsedSite(t)
	page.MustNavigate(site.baseURL + "/en/sign-in").MustWaitLoad()
	turn(page, func() { page.MustElementR("main a", "Forgotten").MustClick() })
	submit(page, mainButton, [2]string{"#email", "maker@example.com"})
	link := regexp.MustCompile(`http://\S+khoa=[A-Z2-7]+`).FindString(site.lastLetter(t, "maker@example.com"))
	page.MustNavigate(link).MustWaitLoad()
	submit(page, mainButton, [2]string{"#password", "sương sớm trên nương chè"})
	arrived(t, page, "/quan-ly")
	signInBy(rodIncognito(page), site.baseURL, "maker@example.com", demo.Password)
	if got, _ := site.post(t, "/dang-nhap", "", url.Values{"login": {"maker@example.com"}, "password": {demo.Password}}); got.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("the old password still signs in: %d", got.StatusCode)
	}
}

// rodIncognito is a page of a browser that holds no cookie.
func rodIncognito(page *rod.Page) *rod.Page {
	return page.Browser().MustIncognito().MustPage()
}

func TestBrowserPasskey(t *testing.T) {
	t.Parallel()
	site, page := newBrowsedSite(t)
	if err := (proto.WebAuthnEnable{}).Call(page); err != nil {
		t.Fatal(err)
	}
	if _, err := (proto.WebAuthnAddVirtualAuthenticator{Options: &proto.WebAuthnVirtualAuthenticatorOptions{
		Protocol: proto.WebAuthnAuthenticatorProtocolCtap2, Transport: proto.WebAuthnAuthenticatorTransportInternal,
		HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true,
	}}).Call(page); err != nil {
		t.Fatal(err)
	}
	signInBy(page, site.baseURL, "maker@example.com", demo.Password)
	page.MustNavigate(site.baseURL + "/tai-khoan").MustWaitLoad()
	add := `form[data-passkey="add"]`
	page.MustElement(add + " #passkey-now").MustInput("not the password")
	page.MustElement(add + " button").MustClick()
	page.MustElementR(add+" [role=status]", "không đúng")
	submit(page, add+" button", [2]string{"#passkey-now", demo.Password}, [2]string{"#passkey-name", "Điện thoại"})
	page.MustElementR("#settings-passkeys ~ ul", "Điện thoại")
	submit(page, ".console-person button")
	arrived(t, page, "/dang-nhap")
	submit(page, `form[data-passkey="sign-in"] button`)
	arrived(t, page, "/quan-ly")
	page.MustNavigate(site.baseURL + "/tai-khoan").MustWaitLoad()
	page.MustElement("#settings-passkeys ~ ul summary").MustClick()
	submit(page, "#settings-passkeys ~ ul button", [2]string{"#settings-passkeys ~ ul input[type=password]", demo.Password})
	submit(page, ".console-person button")
	page.MustElement(`form[data-passkey="sign-in"] button`).MustClick()
	page.MustElementR(`form[data-passkey="sign-in"] [role=status]`, ".+")
	arrived(t, page, "/dang-nhap")
}

// TestBrowserClaim goes from a producer's page to its console: the claim with a
// photo, the office that compares and confirms, the link, the password.
func TestBrowserClaim(t *testing.T) {
	t.Parallel()
	site, page := newBrowsedSite(t)
	photo := filepath.Join(t.TempDir(), "giay-chung-nhan.jpg")
	file, err := os.Create(photo)
	if err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(file, image.NewGray(image.Rect(0, 0, 800, 600)), nil); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	page.MustNavigate(site.baseURL + "/chu-the/hop-tac-xa-che-hao-dat").MustWaitLoad()
	turn(page, func() { page.MustElementR("main a", "Đây là cơ sở của bạn").MustClick() })
	submit(page, mainButton, [2]string{"#name", "Bùi Thị Nhận"})
	if text := page.MustElement(".error-summary").MustText(); !strings.Contains(text, "số điện thoại") || !strings.Contains(text, "ảnh") {
		t.Errorf("what is missing is not said: %s", text)
	}
	if kept := page.MustElement("#name").MustProperty("value").Str(); kept != "Bùi Thị Nhận" {
		t.Errorf("the form keeps %q", kept)
	}
	page.MustElement("#photo").MustSetFiles(photo)
	submit(page, mainButton, [2]string{"#phone", "0900 000 088"}, [2]string{"#email", "nhan@example.com"}, [2]string{"#business", "46 00000001"})
	page.MustElementR("h1", "Đã gửi yêu cầu")

	signInBy(page, site.baseURL, "officer@example.com", demo.Password)
	submit(page, mainButton, [2]string{"#code", page.MustElement("#sample-code").MustText()})
	page.MustNavigate(site.baseURL + "/van-phong/tai-khoan").MustWaitLoad()
	turn(page, func() { page.MustElementR("section a", "Hảo Đạt").MustClick() })
	page.MustElement("main img").MustScrollIntoView().MustWaitLoad()
	if width := page.MustEval(`() => document.querySelector("main img").naturalWidth`).Int(); width != 640 {
		t.Errorf("the certificate is %d pixels wide on the office's page", width)
	}
	submit(page, "#confirm")
	page.MustElementR("main", "Đã xác nhận")
	link := regexp.MustCompile(`http://\S+khoa=[A-Z2-7]+`).FindString(site.lastLetter(t, "nhan@example.com"))
	submit(page, ".console-person button")
	page.MustNavigate(link).MustWaitLoad()
	submit(page, mainButton, [2]string{"#password", "trà thơm chiều đông"})
	arrived(t, page, "/quan-ly")
	page.MustElementR("body", "Hảo Đạt")
}
