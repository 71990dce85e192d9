package catalog

import (
	"testing"
	"unicode/utf8"
)

func TestAmountsCompareWhereTheirUnitsDo(t *testing.T) {
	tests := []struct {
		a, b       string
		order      int
		comparable bool
	}{
		{"0.5 tan", "500 kg", 0, true},
		{"5 yen", "51 kg", -1, true},
		{"3 ta", "299 kg", 1, true},
		{"300 g", "0.3 kg", 0, true},
		{"1500 ml", "1 lit", 1, true},
		{"10 thung", "10 thung", 0, true},
		{"10 thung", "10 kg", 0, false}, // nobody said what a carton weighs
		{"1 lit", "1 kg", 0, false},     // nor a litre
		{"2 cai", "3 cai", -1, true},
	}
	for _, test := range tests {
		a, okA := ParseAmount(test.a)
		b, okB := ParseAmount(test.b)
		if !okA || !okB {
			t.Fatalf("%q or %q was not read", test.a, test.b)
		}
		order, comparable := a.Compare(b)
		if comparable != test.comparable || comparable && order != test.order {
			t.Errorf("%s against %s: %d, %v", test.a, test.b, order, comparable)
		}
	}
}

func TestUnitsAsPeopleWriteThem(t *testing.T) {
	for text, code := range map[string]string{
		"Kg": "kg", "KG": "kg", "ki-lô-gam": "kg", "tấn": "tan", "Tạ": "ta", "yến": "yen", "chiếc": "cai", "cái": "cai",
		"lượt khách": "khach", "thùng": "thung", "Lít": "lit", "gram": "g", "hộp": "hop",
	} {
		if u, known := UnitOf(text); !known || u.Code != code {
			t.Errorf("%q is read as %q, %v", text, u.Code, known)
		}
	}
	for _, text := range []string{"gùi", "bồ", "lò", ""} {
		if u, known := UnitOf(text); known || u.Base == "bo" || u.Base == "lo" {
			t.Errorf("the unknown unit %q became %v", text, u)
		}
	}
	for _, u := range Units() {
		if again, known := UnitOf(u.Code); !known || again != u {
			t.Errorf("the code %q is read as %v", u.Code, again)
		}
	}
}

func FuzzParseAmount(f *testing.F) {
	for _, text := range []string{"500 kg", "-1 kg", "1e309 kg", "NaN tan", "0x10 kg", "5", " kg", "1 thùng"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, ok := ParseAmount(text)
		if !ok || !utf8.ValidString(text) {
			return
		}
		again, ok := ParseAmount(a.String())
		if !ok || again != a {
			t.Errorf("%q is %v, written as %q and read as %v", text, a, a.String(), again)
		}
	})
}
