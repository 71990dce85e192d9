package storefront

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-rod/rod"
	"github.com/go-rod/rod/lib/launcher"
	"github.com/go-rod/rod/lib/launcher/flags"
	"github.com/go-rod/rod/lib/proto"
)

// sharedBrowser is started by the first test that asks and ended by TestMain.
var sharedBrowser = sync.OnceValues(startBrowser)

// endBrowser is set by startBrowser.
var endBrowser = func() {}

func TestMain(m *testing.M) {
	// Every site makes an index of its own, and a browser mostly waits: memory and
	// a third and fourth test at a time are cheaper than the garbage collector and
	// an idle core.
	debug.SetGCPercent(400)
	flag.Parse()
	if parallel := flag.Lookup("test.parallel"); parallel.Value.String() == strconv.Itoa(runtime.GOMAXPROCS(0)) {
		parallel.Value.Set(strconv.Itoa(2 * runtime.GOMAXPROCS(0)))
	}
	code := m.Run()
	endBrowser()
	os.Exit(code)
}

// chromium is a browser for a test, with nothing in it that others left.
func chromium(t *testing.T) *rod.Browser {
	t.Helper()
	shared, err := sharedBrowser()
	if errors.Is(err, exec.ErrNotFound) {
		missing(t, "Chromium is not installed (Debian: apt-get install chromium)")
	}
	if err != nil {
		t.Fatal(err)
	}
	own, err := shared.Incognito()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { own.Close() })
	return own
}

func startBrowser() (*rod.Browser, error) {
	// The shell is the same browser without its windows, which take a third of
	// the time.
	path, err := exec.LookPath("chromium-headless-shell")
	if err != nil {
		path, err = exec.LookPath("chromium")
	}
	if err != nil {
		return nil, err
	}
	profile, err := os.MkdirTemp("", "ocop-chromium-")
	if err != nil {
		return nil, err
	}
	start := launcher.New().Bin(path).Headless(true).NoSandbox(true).Leakless(false).UserDataDir(profile)
	for _, flag := range []string{"disable-gpu", "disable-quic", "no-first-run", "disable-background-networking", "disable-component-update", "disable-sync"} {
		start.Set(flags.Flag(flag))
	}
	// Every window would bring two pages of its own along, for suggestions in an
	// address bar that nobody sees.
	start.Set("disable-features", "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "Translate", "site-per-process")
	endBrowser = func() {
		start.Kill()
		os.RemoveAll(profile)
	}
	address, err := start.Launch()
	if err != nil {
		return nil, err
	}
	browser := rod.New().ControlURL(address)
	return browser, browser.Connect()
}

// turn does what leads from one page to another, and waits until that one is
// there with all it shows.
func turn(page *rod.Page, act func()) {
	page.MustEval(`() => { window.turned = false }`)
	act()
	for {
		// Between two pages there is nothing to ask, which is no error.
		there, err := page.Eval(`() => window.turned === undefined && document.readyState === "complete"`)
		if err == nil && there.Value.Bool() {
			return
		}
		select {
		case <-page.GetContext().Done():
			panic(fmt.Sprintf("no other page came: %v", page.GetContext().Err()))
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// missing skips a test at home and fails it in CI.
func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatal(what)
	}
	t.Skip(what)
}

// listen serves a site on loopback for a browser and returns its address.
func (s *testSite) listen(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go s.Serve(listener)
	t.Cleanup(func() { s.app.Shutdown() })
	return "http://" + listener.Addr().String()
}

// finding is what axe-core says of a page.
type finding struct {
	ID    string `json:"id"`
	Help  string `json:"help"`
	Nodes []struct {
		HTML string `json:"html"`
	} `json:"nodes"`
}

// TestAccessibility reads one page of every kind with axe-core, at phone and at
// desktop width, in both colour schemes, and listens for broken policies.
func TestAccessibility(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile(os.Getenv("OCOP_AXE"))
	if err != nil {
		missing(t, "OCOP_AXE names no axe.min.js (npm pack axe-core)")
	}
	site := newDemoSite(t, nil)
	address := site.listen(t)
	page, err := chromium(t).Page(proto.TargetCreateTarget{})
	if err != nil {
		t.Fatal(err)
	}
	for i, path := range kindsOfPages() {
		examine(t, page, string(source), address+path, []int{360, 1280}[i%2], []string{"light", "dark"}[i/2%2])
	}
}

// examine opens an address at a width and in a colour scheme, and reads it with
// axe-core.
func examine(t *testing.T, page *rod.Page, source, address string, width int, scheme string) {
	t.Helper()
	page.MustSetViewport(width, 900, 1, width == 360)
	if err := (proto.EmulationSetEmulatedMedia{Features: []*proto.EmulationMediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}).Call(page); err != nil {
		t.Fatal(err)
	}
	page.MustNavigate(address).MustWaitLoad()
	if overflow := page.MustEval(`() => document.documentElement.scrollWidth - document.documentElement.clientWidth`).Int(); overflow > 0 {
		t.Errorf("%s at %d px scrolls sideways by %d px", address, width, overflow)
	}
	for _, f := range findings(t, page, source) {
		t.Errorf("%s at %d px, %s: %s", address, width, scheme, f)
	}
}

// findings reads a page as it stands with axe-core.
func findings(t *testing.T, page *rod.Page, source string) []string {
	t.Helper()
	page.MustEval("() => {" + source + "}")
	result := page.MustEval(`() => axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r => JSON.stringify(r.violations))`).Str()
	var list []finding
	if err := json.Unmarshal([]byte(result), &list); err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, f := range list {
		texts = append(texts, fmt.Sprintf("%s (%s): %.200s", f.Help, f.ID, f.Nodes[0].HTML))
	}
	return texts
}

// kindsOfPages is one address of every kind of page, those of errors included.
func kindsOfPages() []string {
	return append(formPages(), []string{
		"/", "/", "/en/", "/en/", "/san-pham", "/san-pham", "/san-pham?q=ch%C3%A8&province=thai-nguyen&stars=4", "/en/products?status=expired", "/san-pham?q=qwxz",
		someProduct, "/en" + strings.Replace(someProduct, "san-pham", "products", 1), "/san-pham/che-tom-non", "/san-pham/che-tom-non",
		"/san-pham/dau-me-den-nguyen-chat-bao-tam", "/san-pham/ca-phe-phin", "/chu-the", "/en/producers?q=ch%C3%A8",
		"/chu-the/hop-tac-xa-che-hao-dat", "/tinh-thanh", "/en/provinces", "/tinh-thanh/phu-tho", "/en/provinces/phu-tho", "/nhom/food", "/en/groups/bo-11",
		"/du-lich", "/en/tourism", "/xuc-tien/hoi-cho-ocop-cuoi-nam-ha-noi", "/xuc-tien/hoi-cho-ocop-cuoi-nam-ha-noi/hen/1", "/en/promotion/hoi-cho-ocop-cuoi-nam-ha-noi/meet/1", "/thong-ke", "/en/statistics", "/gioi-thieu", "/en/rules", "/bao-ve-du-lieu", "/en/ranking", "/tro-nang", "/so-do",
		"/so-sanh?sp=vai-thieu-luc-ngan&sp=che-tom-non&sp=ca-ngu-dai-duong&sp=banh-trang-sieu-mong", "/en/compare?sp=che-tom-non&q=coffee",
		"/san-pham?month=11&min_capacity=0.5&unit=tan", "/en/products?min_capacity=100&unit=thung", "/theo-doi?certificate=haccp", "/en/follow/sent",
		"/can-mua", "/en/requests", "/can-mua/1", "/en/requests/1", "/can-mua/moi", "/en/requests/new", "/can-mua/da-gui", someOwnRequest, someOwnRequest,
		"/en" + strings.Replace(someOwnRequest, "can-mua/cua-toi", "requests/mine", 1),
		"/khong-co", "/en/nothing", "/san-pham?stars=9",
	}...)
}
