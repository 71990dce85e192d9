package view_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"ocop/catalog"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// rendered is every fixture page of a language as text.
func rendered(t *testing.T, lang locale.Lang) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for name, page := range fixturePages(t, frame(t, lang)) {
		texts[name] = written(t, page)
	}
	return texts
}

// TestPages asks the same questions of every page in both languages.
func TestPages(t *testing.T) {
	checks := map[string]func(*testing.T, locale.Lang, string){
		"nothing inline": checkNothingInline,
		"known words":    checkWords,
		"outline":        checkOutline,
		"references":     checkReferences,
		"pictures":       checkPictures,
		"marked names":   checkMarkedNames,
	}
	for _, lang := range locale.Langs() {
		for page, text := range rendered(t, lang) {
			for name, check := range checks {
				t.Run(string(lang)+"/"+page+"/"+name, func(t *testing.T) { check(t, lang, text) })
			}
		}
	}
}

// checkNothingInline keeps pages within a content security policy that allows
// neither inline styles nor inline scripts nor anything of others.
func checkNothingInline(t *testing.T, _ locale.Lang, text string) {
	forbidden := regexp.MustCompile(`(?i)<style|\sstyle=|\son[a-z]+=|javascript:|<iframe|<script>|src="(https?:)?//`)
	if found := forbidden.FindString(text); found != "" {
		t.Errorf("the page holds %q", found)
	}
}

// checkWords finds keys that no message answers: they would stand on
// the page as themselves.
func checkWords(t *testing.T, _ locale.Lang, text string) {
	key := regexp.MustCompile(`^[a-z_]+(\.[a-z0-9_-]+)+(#one|#other)?$`)
	place := regexp.MustCompile(`\{[a-z]+\}`)
	for _, word := range words(t, text) {
		if key.MatchString(word) && !strings.HasSuffix(word, ".vn") {
			t.Errorf("no message for %q", word)
		}
		if found := place.FindString(word); found != "" {
			t.Errorf("%q keeps its placeholder %s", word, found)
		}
	}
}

// words is every text and every attribute people read.
func words(t *testing.T, text string) []string {
	t.Helper()
	var list []string
	walk(parse(t, text), func(n *html.Node) {
		if n.Type == html.TextNode && n.Parent.Data != "script" {
			if word := strings.TrimSpace(n.Data); word != "" {
				list = append(list, word)
			}
		}
		for _, a := range n.Attr {
			if a.Key == "aria-label" || a.Key == "placeholder" || a.Key == "alt" || a.Key == "title" || a.Key == "content" {
				list = append(list, a.Val)
			}
		}
	})
	return list
}

// checkOutline asks of every page one h1, first, and no heading level skipped.
func checkOutline(t *testing.T, _ locale.Lang, text string) {
	last, ones := 0, 0
	walk(parse(t, text), func(n *html.Node) {
		if n.Type != html.ElementNode || len(n.Data) != 2 || n.Data[0] != 'h' || n.Data[1] < '1' || n.Data[1] > '6' {
			return
		}
		level := int(n.Data[1] - '0')
		if level == 1 {
			ones++
		}
		if level > last+1 {
			t.Errorf("h%d follows h%d", level, last)
		}
		last = level
	})
	if ones != 1 {
		t.Errorf("%d headings of the first level, want 1", ones)
	}
}

// checkReferences asks that ids are unique, and that what labels point to and
// drawings use is on the page.
func checkReferences(t *testing.T, _ locale.Lang, text string) {
	ids, wanted := map[string]bool{}, map[string]string{}
	walk(parse(t, text), func(n *html.Node) {
		for _, a := range n.Attr {
			switch {
			case a.Key == "id" && ids[a.Val]:
				t.Errorf("id %q stands twice", a.Val)
			case a.Key == "id":
				ids[a.Val] = true
			case a.Key == "for", a.Key == "aria-labelledby", a.Key == "form":
				wanted[a.Val] = a.Key
			case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
				wanted[a.Val[1:]] = a.Key
			}
		}
	})
	for id, by := range wanted {
		if !ids[id] {
			t.Errorf("%s points to %q, which is not there", by, id)
		}
	}
}

// checkPictures asks for measures and an alt text on every image.
func checkPictures(t *testing.T, _ locale.Lang, text string) {
	walk(parse(t, text), func(n *html.Node) {
		if n.Type != html.ElementNode || n.Data != "img" {
			return
		}
		has := map[string]bool{}
		for _, a := range n.Attr {
			has[a.Key] = true
		}
		if !has["alt"] || !has["width"] || !has["height"] {
			t.Errorf("an image lacks alt, width or height: %v", n.Attr)
		}
	})
}

// checkMarkedNames looks for Vietnamese names on English pages outside an
// element that says so.
func checkMarkedNames(t *testing.T, lang locale.Lang, text string) {
	walk(parse(t, text), func(n *html.Node) {
		if lang == locale.VI || n.Type != html.TextNode || !strings.Contains(n.Data, "Hợp tác xã Nông nghiệp") {
			return
		}
		for up := n.Parent; up != nil; up = up.Parent {
			for _, a := range up.Attr {
				if a.Key == "lang" && a.Val == "vi" {
					return
				}
			}
		}
		t.Errorf("%q is not marked as Vietnamese", strings.TrimSpace(n.Data))
	})
}

// TestBadgeOnlyInForce is the rule that matters most here: a seal with stars
// stands on a product's page only while they are in force.
func TestBadgeOnlyInForce(t *testing.T) {
	day := catalog.NewDay(2026, 11, 22)
	seal := regexp.MustCompile(`<use href="#seal-[345]"`)
	p := at(frame(t, locale.VI), "Trà", "/san-pham/tra", "products")
	for _, line := range linesOfStates() {
		v := fixtureProduct(day, line)
		v.Similar = nil
		body, _, _ := strings.Cut(written(t, view.Product(p, v)), `<symbol`)
		if shown := seal.MatchString(body); shown != v.Star.Live() {
			t.Errorf("%s: a seal shows %v, want %v", v.Star.Status, shown, v.Star.Live())
		}
		if !strings.Contains(body, p.StarWords("star.", v.Star)) {
			t.Errorf("%s: the state %q is not said", v.Star.Status, p.StarWords("star.", v.Star))
		}
	}
}

// TestMapNamesTheSea asks for both archipelagos, named with their provinces,
// and for Biển Đông (Decree 18/2020/NĐ-CP, Art. 11).
func TestMapNamesTheSea(t *testing.T) {
	for _, lang := range locale.Langs() {
		text := rendered(t, lang)["provinces"]
		for _, name := range []string{"Hoàng Sa", "(Đà Nẵng)", "Trường Sa", "(Khánh Hòa)", "Biển Đông"} {
			if !strings.Contains(text, name) {
				t.Errorf("%s: the map does not name %s", lang, name)
			}
		}
	}
}

// TestNotices asks for the sentences the law wants on alcohol and supplements.
func TestNotices(t *testing.T) {
	for lang, age := range map[locale.Lang]string{locale.VI: "từ đủ 18 tuổi", locale.EN: "aged 18 and over"} {
		text := rendered(t, lang)["spirit"]
		for _, want := range []string{age, "Thực phẩm này không phải là thuốc và không có tác dụng thay thế thuốc chữa bệnh."} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the page does not say %q", lang, want)
			}
		}
	}
}

// TestMessagesPair asks that both languages answer the same keys with the same
// placeholders.
func TestMessagesPair(t *testing.T) {
	place := regexp.MustCompile(`\{[a-z]+\}`)
	vi, en := messages(t, "vi"), messages(t, "en")
	for key, text := range vi {
		other, ok := en[key]
		if !ok {
			t.Errorf("%s has no English", key)
			continue
		}
		there := map[string]bool{}
		for _, name := range place.FindAllString(text, -1) {
			there[name] = true
		}
		for _, name := range place.FindAllString(other, -1) {
			if !there[name] {
				t.Errorf("%s: only the English names %s", key, name)
			}
		}
	}
	for key := range en {
		// Vietnamese has one form for every count.
		if _, ok := vi[strings.Replace(key, "#one", "#other", 1)]; !ok {
			t.Errorf("%s has no Vietnamese", key)
		}
	}
}

func messages(t *testing.T, lang string) map[string]string {
	t.Helper()
	all := map[string]string{}
	names, err := filepath.Glob("../locale/" + lang + "*.json")
	if err != nil || len(names) == 0 {
		t.Fatalf("no messages: %v", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, &all); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func parse(t *testing.T, text string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func walk(n *html.Node, visit func(*html.Node)) {
	for d := range n.Descendants() {
		visit(d)
	}
}
