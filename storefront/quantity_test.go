package storefront

import (
	"testing"

	"ocop/catalog"
)

func TestReadQuantity(t *testing.T) {
	kg, _ := catalog.UnitOf("kg")
	for text, want := range map[string]string{
		"500": "500 kg", "1.000": "1000 kg", "1 000": "1000 kg", "1\u00a0000": "1000 kg", "1\u202f000": "1000 kg", "1,000": "1000 kg",
		"1,5": "1.5 kg", "0.5": "0.5 kg", "12.500,75": "12500.75 kg", "12,500.75": "12500.75 kg", "1.000.000": "1000000 kg",
		"500kg": "500 kg", "500 kg": "500 kg", "1,5 tấn": "1.5 tan", "1.000KG": "1000 kg", " 20 ": "20 kg",
		"": "", "0": "", "-3": "", "much": "", "kg": "", "1.00.000": "", "0.500": "", "1.000 500": "", "500 bồ": "", "1e3": "", "1,5,5": "",
	} {
		got, ok := readQuantity(text, kg)
		if ok != (want != "") || ok && got.String() != want {
			t.Errorf("readQuantity(%q) = %q, %v; want %q", text, got, ok, want)
		}
	}
}

func FuzzReadQuantity(f *testing.F) {
	kg, _ := catalog.UnitOf("kg")
	for _, seed := range []string{"1.000", "500kg", "1,5 tấn", "1 000", "-1", "9999999999", "\xff1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		amount, ok := readQuantity(text, kg)
		if !ok {
			return
		}
		if again, known := catalog.ParseAmount(amount.String()); !known || again != amount {
			t.Errorf("%q was read as %q, which reads as %v", text, amount, again)
		}
	})
}
