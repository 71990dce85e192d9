package search_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ocop/catalog"
	"ocop/search"
)

// TestWordsKeepTheirMeaning asks what was once misread: certificates, places
// that have nothing, the order of words, stars, gifts, words that look alike.
func TestWordsKeepTheirMeaning(t *testing.T) {
	index := demoCatalogue(t)
	find := func(text string) search.Answer {
		finder := &search.Finder{Index: index, Engines: []search.Engine{&search.Postgres{DB: index.DB, Index: index}}, Patience: time.Minute}
		answer, err := finder.Search(t.Context(), search.Query{Text: text, Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		if answer.Total == 0 {
			t.Errorf("%q finds nothing", text)
		}
		return answer
	}
	for text, paper := range map[string]string{
		"haccp": "haccp", "halal": "halal", "VietGAP": "vietgap", "iso 22000": "iso22000", "trà haccp": "haccp", "haccp Hà Giang": "haccp",
	} {
		answer := find(text)
		if answer.Corrected != "" || !slices.ContainsFunc(answer.Places, func(p search.Place) bool { return p.Field == search.Certificate && p.Value == paper }) {
			t.Errorf("%q is read as %q, %+v", text, answer.Corrected, answer.Places)
		}
		for _, hit := range answer.Hits {
			if !slices.ContainsFunc(hit.Certificates, func(c catalog.Certificate) bool { return c.Kind == paper && c.ValidOn(index.Day()) }) {
				t.Errorf("%q finds %s without the certificate", text, hit.Name)
			}
		}
	}
	for _, text := range []string{"gạo hữu cơ", "hữu cơ", "organic"} {
		if answer := find(text); !slices.ContainsFunc(answer.Choices, func(p search.Place) bool { return p.Value == "organic" }) {
			t.Errorf("%q offers no certificate: %+v", text, answer.Choices)
		}
	}
	// Names first, then what has no more than the certificate.
	for text, want := range map[string]string{
		"organic tea":  "Hồng Đỉnh trà|Chè Tôm Nõn",
		"trà hữu cơ":   "Hồng Đỉnh trà|Hồng trà hộp 100gr",
		"organic rice": "Gạo hữu cơ An Lỗ|Gạo hữu cơ Long Hòa - Hòa Minh|Gạo ruộng rươi",
	} {
		var names []string
		for _, hit := range find(text).Hits {
			names = append(names, hit.Name)
		}
		last := -1
		for _, name := range strings.Split(want, "|") {
			at := slices.Index(names, name)
			if at <= last {
				t.Errorf("%q finds %q, want %q among them in this order", text, names, want)
			}
			last = at
		}
	}
	for text, province := range map[string]string{
		"homestay ha giang": "tuyen-quang", "tinh bot nghe hung yen": "hung-yen", "bac kan mien": "thai-nguyen", "mien bac kan": "thai-nguyen",
	} {
		answer := find(text)
		if answer.Corrected != "" || len(answer.Missing) != 1 || answer.Missing[0].Value != province || answer.Facets[search.Province][province] != 0 {
			t.Errorf("%q is read as %q, misses %+v", text, answer.Corrected, answer.Missing)
		}
	}
	for _, test := range []struct {
		text  string
		first int    // of the first products
		holds string // one of these words, in their names
	}{
		{"bac kan mien", 4, "mien"},
		{"mien bac kan", 4, "mien"},
		{"gạo 5 sao", 5, "gao"},
		{"rice 5 star", 3, "gao com"},
		{"nem chua", 10, "tre nem"},
		{"silk", 10, "lua tam"},
		{"bưởi năm roi", 10, "buoi"},
		{"tra tan cuong", 2, "che"},
		{"caphe", 10, "phe"},
		{"cheff", 2, "che tra"},
	} {
		answer := find(test.text)
		for _, hit := range answer.Hits[:min(len(answer.Hits), test.first)] {
			if !slices.ContainsFunc(strings.Fields(test.holds), func(w string) bool { return strings.Contains(" "+catalog.Fold(hit.Name)+" ", " "+w+" ") }) {
				t.Errorf("%q finds %s among the first %d", test.text, hit.Name, test.first)
			}
		}
	}
	if plain, joined := find("cà phê "), find("caphe "); joined.Total > plain.Total {
		t.Errorf("caphe finds %d, cà phê %d", joined.Total, plain.Total)
	}
	for _, text := range []string{"quà tết", "quà tặng", "giỏ quà"} {
		for _, hit := range find(text).Hits {
			for _, word := range strings.Fields(strings.ToLower(hit.Name)) {
				if word == "tét" || word == "quả" || word == "quạ" {
					t.Errorf("%q finds %s", text, hit.Name)
				}
			}
		}
	}
	if answer := find("chè 5 sao"); answer.Stars != 5 {
		t.Errorf("chè 5 sao names %d stars", answer.Stars)
	}
}
