package assets

import (
	"fmt"
	"io/fs"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// pairs is every text or mark on every ground the stylesheet uses, with the
// least contrast WCAG 2.2 AA asks for: 4.5 for text, 3 for parts of controls,
// marks and focus rings.
var pairs = []struct {
	ink, ground string
	least       float64
}{
	{"ink", "paper", 4.5}, {"ink", "paper-raised", 4.5}, {"ink", "paper-sunk", 4.5},
	{"ink", "accent-tint", 4.5}, {"ink", "accent-mid", 4.5}, {"ink", "gold-tint", 4.5}, {"ink", "clay-tint", 4.5},
	{"ink-soft", "paper", 4.5}, {"ink-soft", "paper-raised", 4.5}, {"ink-soft", "paper-sunk", 4.5}, {"ink-soft", "accent-tint", 4.5},
	{"accent", "paper", 4.5}, {"accent", "paper-raised", 4.5}, {"accent", "paper-sunk", 4.5}, {"accent", "clay-tint", 4.5}, {"accent", "gold-tint", 4.5},
	{"accent-strong", "paper", 4.5}, {"accent-strong", "paper-raised", 4.5}, {"accent-strong", "paper-sunk", 4.5}, {"accent-strong", "accent-tint", 4.5},
	{"accent-strong", "gold-tint", 4.5}, {"accent-strong", "clay-tint", 4.5},
	{"on-accent", "accent", 4.5}, {"on-accent", "accent-strong", 4.5},
	{"on-gold", "gold", 4.5},
	{"clay", "paper", 4.5}, {"clay", "paper-raised", 4.5}, {"clay", "clay-tint", 4.5}, {"clay", "paper-sunk", 4.5},
	{"ink", "sea", 4.5}, {"ink-soft", "sea", 4.5}, {"line-strong", "sea", 3},
	{"lapsed", "paper", 4.5}, {"lapsed", "paper-raised", 4.5}, {"lapsed", "paper-sunk", 4.5},
	{"gold-line", "paper", 3}, {"gold-line", "paper-raised", 3}, {"gold-line", "paper-sunk", 3},
	{"line-strong", "paper", 3}, {"line-strong", "paper-raised", 3}, {"line-strong", "paper-sunk", 3},
	{"focus", "paper", 3}, {"focus", "paper-raised", 3}, {"focus", "paper-sunk", 3},
}

func TestContrast(t *testing.T) {
	for scheme, colours := range tokenColours(t) {
		for _, p := range pairs {
			t.Run(fmt.Sprintf("%s/%s on %s", scheme, p.ink, p.ground), func(t *testing.T) {
				got := contrast(luminance(t, colours[p.ink]), luminance(t, colours[p.ground]))
				if got < p.least {
					t.Errorf("%s on %s is %.2f, want at least %.1f", colours[p.ink], colours[p.ground], got, p.least)
				}
			})
		}
	}
}

// TestColoursComeFromTokens keeps every colour where the contrast test sees it.
func TestColoursComeFromTokens(t *testing.T) {
	hex := regexp.MustCompile(`:[^;{]*(#[0-9a-fA-F]{3,8}\b|rgb|hsl)`)
	names, err := fs.Glob(embedded, "css/*.css")
	if err != nil || len(names) == 0 {
		t.Fatalf("no stylesheets: %v", err)
	}
	for _, name := range names {
		if name == "css/tokens.css" || name == "css/print.css" {
			continue
		}
		body, err := embedded.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if found := hex.FindString(string(body)); found != "" {
			t.Errorf("%s writes a colour itself: %s", name, found)
		}
	}
}

// tokenColours reads both schemes; what the dark one leaves out it inherits.
func tokenColours(t *testing.T) map[string]map[string]string {
	t.Helper()
	body, err := embedded.ReadFile("css/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	light, dark, found := strings.Cut(string(body), "@media (prefers-color-scheme: dark)")
	if !found {
		t.Fatal("tokens.css has no dark scheme")
	}
	token := regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6});`)
	schemes := map[string]map[string]string{"light": {}, "dark": {}}
	for _, m := range token.FindAllStringSubmatch(light, -1) {
		schemes["light"][m[1]], schemes["dark"][m[1]] = m[2], m[2]
	}
	for _, m := range token.FindAllStringSubmatch(dark, -1) {
		schemes["dark"][m[1]] = m[2]
	}
	return schemes
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	v, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	if err != nil {
		t.Fatalf("colour %q: %v", hex, err)
	}
	linear := func(shift uint) float64 {
		c := float64(v>>shift&255) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(16) + 0.7152*linear(8) + 0.0722*linear(0)
}

func contrast(a, b float64) float64 {
	return (max(a, b) + 0.05) / (min(a, b) + 0.05)
}
