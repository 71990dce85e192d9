package storefront

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/go-rod/rod"
	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/proto"
)

// patience is how long a browser may take to do what it was asked.
const patience = 20 * time.Second

// typist is a visitor at a page with a keyboard.
type typist struct {
	*testing.T
	page *rod.Page
}

// at opens an address; what the page fetches is counted in window.asked.
func at(t *testing.T, browser *rod.Browser, address string) typist {
	t.Helper()
	page, err := browser.Page(proto.TargetCreateTarget{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { page.Close() })
	page = page.Timeout(patience)
	page.MustSetViewport(360, 800, 1, true)
	page.MustEvalOnNewDocument(`window.asked = []; const ask = window.fetch; window.fetch = (...a) => { asked.push(String(a[0])); return ask(...a); }`)
	page.MustNavigate(address).MustWaitLoad()
	return typist{t, page}
}

// press strikes keys one after another.
func (p typist) press(keys ...input.Key) {
	p.Helper()
	for _, key := range keys {
		p.page.MustElement("body") // a page that is gone fails here
		p.page.Keyboard.MustType(key)
	}
}

// until waits for a condition in the page.
func (p typist) until(what, condition string) {
	p.Helper()
	if err := p.page.Wait(rod.Eval("() => Boolean(" + condition + ")")); err != nil {
		p.Fatalf("never happened: %s (%s): %v", what, condition, err)
	}
}

// is checks a value in the page.
func (p typist) is(expression, want string) {
	p.Helper()
	// What a page focuses by itself it focuses when it is first drawn.
	if p.page.Timeout(patience).Wait(rod.Eval("(want) => String("+expression+") === want", want)) == nil {
		return
	}
	p.Errorf("%s is %q, want %q", expression, p.page.MustEval("() => String("+expression+")").Str(), want)
}

const (
	field    = `document.querySelector("[role=combobox]")`
	expanded = field + `.getAttribute("aria-expanded")`
	active   = field + `.getAttribute("aria-activedescendant")`
	listed   = `document.querySelectorAll("[role=listbox]:not([hidden]) > [role=option]")`
)

// TestScript uses the pages as somebody with a keyboard does.
func TestScript(t *testing.T) {
	t.Parallel()
	browser := chromium(t)
	address := newDemoSite(t, nil).listen(t)
	for name, test := range map[string]func(*testing.T, *rod.Browser, string){
		"combobox by keyboard": comboboxByKeyboard, "combobox without a choice": comboboxWithoutChoice,
		"combobox while composing": comboboxWhileComposing, "facet searched within": facetIsSearchedWithin, "near me": nearMe,
	} {
		t.Run(name, func(t *testing.T) { test(t, browser, address) })
	}
}

// comboboxByKeyboard goes through the keys of the WAI-ARIA pattern.
func comboboxByKeyboard(t *testing.T, browser *rod.Browser, address string) {
	p := at(t, browser, address+"/")
	p.is(expanded, "false")
	p.page.MustElement("#home-q").MustInput("nước mắm")
	p.until("suggestions", expanded+` === "true"`)
	p.is(listed+`.length <= 8`, "true")
	p.is(active, "null")
	p.is(`document.querySelector("search [role=status]").textContent.startsWith("Có ")`, "true")
	p.is(field+`.getAttribute("aria-controls") === document.querySelector("[role=listbox]").id`, "true")
	p.is(`[...`+listed+`].every((o) => o.getBoundingClientRect().height >= 44)`, "true")

	p.press(input.ArrowDown, input.ArrowDown)
	p.is(active, "home-q-list-1")
	if source, err := os.ReadFile(os.Getenv("OCOP_AXE")); err == nil {
		for _, f := range findings(t, p.page, string(source)) {
			t.Errorf("with its suggestions open: %s", f)
		}
	}
	p.is(listed+`[1].getAttribute("aria-selected")`, "true")
	p.is(`document.activeElement.id`, "home-q")
	p.press(input.ArrowUp, input.ArrowUp) // past the first: the text again
	p.is(active, "null")
	p.press(input.ArrowUp) // past the beginning: the last
	p.is(active+` === "home-q-list-" + (`+listed+`.length - 1)`, "true")
	for _, key := range []input.Key{input.Home, input.End} {
		p.press(input.ArrowDown, key)
		p.is(active, "null")
	}
	p.is(field+`.selectionStart`, "8")
	p.press(input.Escape)
	p.is(expanded, "false")
	p.is(field+`.value`, "nước mắm")
	p.press(input.ArrowDown) // opens again, on the first
	p.is(active, "home-q-list-0")
	p.press(input.Tab)
	p.is(expanded, "false")
	p.is(`document.activeElement.textContent.trim()`, "Tìm")

	p.page.MustElement("#home-q").MustFocus()
	p.press(input.ArrowDown)
	p.until("the list again", active+` === "home-q-list-0"`)
	want := p.page.MustEval("() => " + listed + "[0].href").Str()
	p.press(input.Enter)
	p.until("the suggestion's page", `location.href === "`+want+`"`)
}

// comboboxWithoutChoice sends the words when none of the suggestions was
// chosen, and lets the list page change in place.
func comboboxWithoutChoice(t *testing.T, browser *rod.Browser, address string) {
	p := at(t, browser, address+"/thong-ke")
	p.page.MustElement("#header-q").MustInput("chè")
	p.until("suggestions", expanded+` === "true"`)
	p.press(input.Enter)
	p.until("the list", `location.pathname === "/san-pham" && document.readyState === "complete"`)
	p.is(`new URLSearchParams(location.search).get("q")`, "chè")
	p.page.MustElement("#q").MustSelectAllText().MustInput("mật ong")
	p.until("suggestions", expanded+` === "true"`)
	p.press(input.Enter)
	p.until("the list of other words", `new URLSearchParams(location.search).get("q") === "mật ong"`)
	p.until("its title", `document.title.includes("mật ong")`)
	p.is(expanded, "false")
}

// comboboxWhileComposing lets an input method put letters together.
func comboboxWhileComposing(t *testing.T, browser *rod.Browser, address string) {
	p := at(t, browser, address+"/")
	p.page.MustElement("#home-q").MustFocus()
	for _, text := range []string{"d", "du", "dư", "dừ", "dừa"} {
		if err := (proto.InputImeSetComposition{Text: text, SelectionStart: len([]rune(text)), SelectionEnd: len([]rune(text))}).Call(p.page); err != nil {
			t.Fatal(err)
		}
	}
	time.Sleep(400 * time.Millisecond) // longer than the field waits after a key
	p.is(`asked.length`, "0")
	if err := (proto.InputInsertText{Text: "dừa"}).Call(p.page); err != nil {
		t.Fatal(err)
	}
	p.until("suggestions", expanded+` === "true"`)
	p.is(`asked.length`, "1")
	p.is(`new URL(asked[0], location).searchParams.get("q")`, "dừa")
	p.press(input.Escape)
	p.page.MustElement("#home-q").MustSelectAllText().MustInput("chè")
	p.until("other suggestions", `asked.length === 2 && `+expanded+` === "true"`)
	p.page.MustElement("#home-q").MustSelectAllText().MustInput("dừa")
	p.until("the first again", listed+`[0]?.textContent.toLowerCase().includes("dừa")`)
	p.is(`asked.length`, "2") // remembered
}

// facetIsSearchedWithin narrows a long list of values.
func facetIsSearchedWithin(t *testing.T, browser *rod.Browser, address string) {
	p := at(t, browser, address+"/san-pham")
	p.page.MustSetViewport(1280, 900, 1, false)
	p.page.MustElement("#find-province").MustInput("dong")
	values := `[...document.querySelectorAll("#facet-province .check:not([hidden]) .check-label")].map((l) => l.textContent).join()`
	p.is(values, "Đồng Nai,Đồng Tháp,Lâm Đồng")
	p.page.MustElement(`#facet-province .check:not([hidden])`).MustClick()
	p.until("the list of Đồng Nai", `location.search === "?province=dong-nai"`)
	p.until("the field again", `document.querySelector("#find-province")?.value === "dong"`)
	p.is(values, "Đồng Nai,Đồng Tháp,Lâm Đồng")
}

// nearMe presses the button, with and without leave to know the place.
func nearMe(t *testing.T, browser *rod.Browser, address string) {
	latitude, longitude, accuracy := 10.2412, 106.3711, 20.0
	p := at(t, browser, address+"/san-pham?q=k%E1%BA%B9o")
	p.is(`document.querySelector("#near-me").hidden`, "false")
	if err := (proto.BrowserSetPermission{BrowserContextID: browser.BrowserContextID, Permission: &proto.BrowserPermissionDescriptor{Name: "geolocation"}, Setting: proto.BrowserPermissionSettingDenied, Origin: address}).Call(browser); err != nil {
		t.Fatal(err)
	}
	p.page.MustElement("#near-me").MustClick()
	p.until("the refusal is said", `document.querySelector("#list-near").textContent.startsWith("Trình duyệt không cho biết")`)
	p.is(`location.search.includes("near")`, "false")

	if err := (proto.BrowserSetPermission{BrowserContextID: browser.BrowserContextID, Permission: &proto.BrowserPermissionDescriptor{Name: "geolocation"}, Setting: proto.BrowserPermissionSettingGranted, Origin: address}).Call(browser); err != nil {
		t.Fatal(err)
	}
	if err := (proto.EmulationSetGeolocationOverride{Latitude: &latitude, Longitude: &longitude, Accuracy: &accuracy}).Call(p.page); err != nil {
		t.Fatal(err)
	}
	p.page.MustElement("#near-me").MustClick()
	p.until("the list from here", `new URLSearchParams(location.search).get("near") === "10.24,106.37"`)
	p.until("distances", `document.querySelector(".card-away")?.textContent.startsWith("cách ")`)
	if kept := p.page.MustEval(`() => document.cookie + Object.keys(localStorage) + Object.keys(sessionStorage)`).Str(); strings.TrimSpace(kept) != "" {
		t.Errorf("the page keeps %q", kept)
	}
}
