package assets

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

func mustNew(t *testing.T) *Assets {
	t.Helper()
	a, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestEveryAddressOpens(t *testing.T) {
	a := mustNew(t)
	for _, name := range []string{"site.css", "site.js", "be-vietnam-pro-600.woff2", "favicon.svg", "favicon.ico", "apple-touch-icon.png", "site.webmanifest", "OFL.txt"} {
		url := a.URL(name)
		f, ok := a.Open(strings.TrimPrefix(url, Prefix))
		if !ok || !f.Immutable || len(f.Body) == 0 || f.ContentType == "" {
			t.Errorf("%s at %s: found %v, immutable %v, %d bytes, %q", name, url, ok, f.Immutable, len(f.Body), f.ContentType)
		}
		if plain, ok := a.Open(name); !ok || plain.Immutable {
			t.Errorf("%s by its plain name: found %v, immutable %v, want found and not immutable", name, ok, plain.Immutable)
		}
	}
	for _, name := range []string{"", "../go.mod", "css/tokens.css", "site.0000000000.css"} {
		if _, ok := a.Open(name); ok {
			t.Errorf("Open(%q) found something", name)
		}
	}
}

func TestCompressedFormsHoldTheSameBytes(t *testing.T) {
	a := mustNew(t)
	for name, f := range a.files {
		if f.Gzip == nil {
			continue
		}
		zr, err := gzip.NewReader(bytes.NewReader(f.Gzip))
		if err != nil {
			t.Fatal(err)
		}
		for kind, r := range map[string]io.Reader{"gzip": zr, "brotli": brotli.NewReader(bytes.NewReader(f.Brotli))} {
			got, err := io.ReadAll(r)
			if err != nil || !bytes.Equal(got, f.Body) {
				t.Errorf("%s of %s: %v, %d bytes, want %d", kind, name, err, len(got), len(f.Body))
			}
		}
	}
}

func TestLinksCarryTheHash(t *testing.T) {
	a := mustNew(t)
	css, _ := a.Open("site.css")
	if want := `url("` + a.URL("be-vietnam-pro-600.woff2") + `")`; !strings.Contains(string(css.Body), want) {
		t.Errorf("site.css does not name %s", want)
	}
	manifest, _ := a.Open("site.webmanifest")
	if want := a.URL("icon-192.png"); !strings.Contains(string(manifest.Body), want) {
		t.Errorf("the manifest does not name %s", want)
	}
}

// TestWeights keeps what every visitor pays for within what was promised.
func TestWeights(t *testing.T) {
	a := mustNew(t)
	css, _ := a.Open("site.css")
	js, _ := a.Open("site.js")
	font, _ := a.Open("be-vietnam-pro-600.woff2")
	for _, w := range []struct {
		name      string
		got, most int
	}{
		{"site.css", len(css.Gzip), 16 << 10},
		{"site.js", len(js.Gzip), 6 << 10},
		{"font", len(font.Body), 30_000},
	} {
		t.Logf("%s: %d bytes as sent", w.name, w.got)
		if w.got > w.most {
			t.Errorf("%s: %d bytes, at most %d", w.name, w.got, w.most)
		}
	}
}

// TestNothingLeavesTheSite looks for addresses of others and for what the
// content security policy would refuse.
func TestNothingLeavesTheSite(t *testing.T) {
	a := mustNew(t)
	for _, name := range []string{"site.css", "site.js"} {
		f, _ := a.Open(name)
		for _, bad := range []string{"http:", "https:", "url(//", "data:", "@import", "eval(", `setAttribute("style"`, ".style."} {
			if strings.Contains(string(f.Body), bad) {
				t.Errorf("%s contains %q", name, bad)
			}
		}
	}
}

func TestMinifyCSS(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"a {\n  color: red;\n}\n", "a{color: red}"},
		{"/* x */ a:hover > b , c { margin: calc(1px + 2px) }", "a:hover>b,c{margin: calc(1px + 2px)}"},
		{`a::before { content: " { ; } /* "; }`, `a::before{content: " { ; } /* "}`},
		{".a .b{x:y}", ".a .b{x:y}"},
		{"a{b:c} /* never ends", "a{b:c}"},
		{`a{content:"open`, `a{content:"open`},
	} {
		if got := strings.TrimSpace(minifyCSS(c.in)); got != c.want {
			t.Errorf("minifyCSS(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}
