package search

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"ocop/catalog"
)

// smallReader knows a handful of words.
func smallReader(t testing.TB) reader {
	t.Helper()
	shipped, fillers, err := readThesaurus()
	if err != nil {
		t.Fatal(err)
	}
	thesaurus, words := newThesaurus(shipped, fillers), newLexicon()
	words.list(thesaurus)
	atlas := &catalog.Atlas{
		Provinces: []catalog.Province{{Code: "25", Name: "Phú Thọ", Slug: "phu-tho"}, {Code: "04", Name: "Cao Bằng", Slug: "cao-bang"}},
		Former:    []catalog.FormerPlace{{Name: "Hòa Bình", Slug: "hoa-binh", ProvinceCode: "25"}},
	}
	clerk := clerk{atlas: atlas, words: words}
	for i, name := range []string{"Nước mắm Phú Quốc 43 độ đạm", "Chè Tôm Nõn", "Phở khô", "Muối ớt tôm", "Rượu ba kích Ba Chẽ", "Gạo ST25", "Mỳ gạo lứt", "Thịt lợn gác bếp"} {
		words.count(clerk.entryOf(catalog.Listing{ID: int64(i), Name: name, ProvinceCode: "25"}, catalog.NewDay(2026, 1, 1), ""), 1)
	}
	return reader{words: words, thesaurus: thesaurus, places: newGazetteer(atlas), products: 8}
}

func TestRead(t *testing.T) {
	r := smallReader(t)
	for typed, want := range map[string]string{
		"nuowcs mawms":         "nước mắm",
		"nu7o7c1 ma8m1":        "nước mắm",
		"che2":                 "chè",
		"mưcj":                 "mực",
		"ruwowuj ba kichs":     "rượu ba kích",
		"muoosi ootj":          "muối ột",
		"phởkhô":               "phở khô",
		"nuocmamphuquoc":       "nuoc mam phu quoc",
		"ST25":                 "st 25",
		"43 độ đạm":            "43 độ đạm",
		`"nước mắm" phú`:       `"nước mắm" phú`,
		"Ɖộ":                   "độ",
		"một \"hai ":           "một hai ",
		"":                     "",
		"!!! ((( ' ;":          "",
		"“Phở khô” gạo ":       `"phở khô" gạo `,
		norm.NFD.String("chè"): "chè",
	} {
		if got := r.read(typed, false).text(); got != want {
			t.Errorf("%q reads as %q, want %q", typed, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{"chè tôm", "Ð\u0301 x", "a'b\\c:*&|!", strings.Repeat("x ", 500), "\xff", `"a" b "c`, "che62 nuowcs 5 sao hoà bình", "phởkhô tỉnh phú thọ"} {
		f.Add(text)
	}
	r := smallReader(f)
	f.Fuzz(func(t *testing.T, text string) {
		first := r.read(text, false)
		canonical := first.text()
		if !norm.NFC.IsNormalString(canonical) || !utf8.ValidString(canonical) {
			t.Errorf("%q reads as %q, which is not NFC", text, canonical)
		}
		if len(first.terms) > maxWords || utf8.RuneCountInString(canonical) > 2*maxRunes {
			t.Errorf("%q reads as %d words", text, len(first.terms))
		}
		if again := r.read(canonical, false).text(); again != canonical {
			t.Errorf("%q reads as %q, and that as %q", text, canonical, again)
		}
		for _, loose := range []*reading{first, r.loosen(first)} {
			need := loose.needs()
			if query := tsquery(need, " & "); strings.ContainsAny(query, "\\\x00") || strings.Count(query, "'")%2 != 0 {
				t.Errorf("%q becomes the query %q", text, query)
			}
		}
	})
}
