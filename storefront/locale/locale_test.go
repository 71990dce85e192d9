package locale

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"ocop/catalog"
)

func load(t *testing.T) *Words {
	t.Helper()
	words, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return words
}

// bare is a key without its plural form: Vietnamese has one, English two.
func bare(key string) string { return strings.TrimSuffix(strings.TrimSuffix(key, "#one"), "#other") }

func TestEveryMessageStandsInBothLanguages(t *testing.T) {
	words := load(t)
	names := regexp.MustCompile(`\{[a-z]+\}`)
	for _, lang := range Langs() {
		here, there := words.In(lang).messages, words.In(lang.Other()).messages
		for key, message := range here {
			other, ok := there[key]
			if !ok {
				other, ok = there[bare(key)+"#other"]
			}
			if !ok {
				t.Errorf("%s of %s is missing in %s", key, lang, lang.Other())
				continue
			}
			if strings.TrimSpace(message) == "" {
				t.Errorf("%s of %s is empty", key, lang)
			}
			if !norm.NFC.IsNormalString(message) {
				t.Errorf("%s of %s is not NFC", key, lang)
			}
			a, b := names.FindAllString(message, -1), names.FindAllString(other, -1)
			slices.Sort(a)
			slices.Sort(b)
			if !strings.HasSuffix(key, "#one") && !slices.Equal(slices.Compact(a), slices.Compact(b)) {
				t.Errorf("%s names %v in %s and %v in %s", key, a, lang, b, lang.Other())
			}
		}
	}
}

// TestEveryKeyInCodeHasAMessage reads templates and handlers for p.T("…") and
// p.N("…"); keys put together at run time are tested by the pages themselves.
func TestEveryKeyInCodeHasAMessage(t *testing.T) {
	printer := load(t).In(VI)
	call := regexp.MustCompile(`\.(T|N)\("([a-z0-9_.]+)"[,)]`)
	var paths []string
	for _, pattern := range []string{"../*.go", "../view/*.templ", "../view/*.go"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, found...)
	}
	checked := 0
	for _, path := range paths {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range call.FindAllStringSubmatch(string(source), -1) {
			key := match[2]
			if match[1] == "N" {
				key += "#other"
			}
			checked++
			if !printer.Has(key) {
				t.Errorf("%s: no message %q", path, key)
			}
		}
	}
	if checked < 50 {
		t.Errorf("only %d keys found: the pattern no longer reads the code", checked)
	}
}

func TestFormats(t *testing.T) {
	vi, en := load(t).In(VI), load(t).In(EN)
	day := catalog.NewDay(2029, 8, 5)
	tests := [][3]string{
		{"day", vi.Day(day), "05/08/2029"}, {"day", en.Day(day), "5 August 2029"}, {"no day", vi.Day(catalog.Day{}), ""},
		{"number", vi.Number(18243), "18.243"}, {"number", en.Number(18243), "18,243"}, {"small", vi.Number(999), "999"}, {"negative", vi.Number(-1234), "−1.234"},
		{"money", vi.Money(120000), "120.000\u00a0₫"}, {"amount", vi.Amount(1200.5), "1.200,5"}, {"amount", en.Amount(1200.5), "1,200.5"}, {"whole", vi.Amount(40), "40"},
		{"month", vi.Month(12), "tháng 12"}, {"month", en.Month(12), "December"},
	}
	for _, test := range tests {
		if test[1] != test[2] {
			t.Errorf("%s is written %q, want %q", test[0], test[1], test[2])
		}
	}
}

func TestPick(t *testing.T) {
	en := load(t).In(EN)
	if text, lang := en.Pick("Chè", ""); text != "Chè" || lang != VI {
		t.Errorf("without English Pick gives %q in %s", text, lang)
	}
	if text, lang := en.Pick("Chè", "Tea"); text != "Tea" || lang != EN {
		t.Errorf("Pick gives %q in %s", text, lang)
	}
}
