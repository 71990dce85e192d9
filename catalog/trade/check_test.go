package trade

import (
	"slices"
	"testing"
	"unicode/utf8"

	"ocop/catalog"
)

// FuzzRequestCheck holds what Check lets through to what the table takes.
func FuzzRequestCheck(f *testing.F) {
	f.Add("mật ong", "500", "kg", "0100047516", "buyer@example.com", "Siêu thị Mẫu", 500.0, 0.0, 11)
	f.Add("\x00", "", "thung", "001203004567", "a@b", "\xff", -1.0, 1e9, 0)
	f.Add("chè", "x", "THÙNG", "9999999997", "\"a b\"@example.com", "ab", 0.01, 20.0, 13)
	f.Fuzz(func(t *testing.T, what, note, unit, code, address, organisation string, quantity, each float64, month int) {
		r := Request{
			What: what, Note: note, Unit: unit, TaxCode: code, Email: address, Organisation: organisation, ContactName: organisation,
			Quantity: quantity, EachQuantity: each, EachUnit: "kg", Months: []int{month, month}, ProvinceCode: "01", Origin: AnyOrigin,
		}
		if len(r.Check(false)) > 0 {
			return
		}
		if n := utf8.RuneCountInString(r.What); n < 2 || n > 120 || r.What != catalog.Clean(r.What) {
			t.Errorf("what is asked for: %q", r.What)
		}
		_, known := catalog.UnitOf(r.Unit)
		switch {
		case !known || !(r.Quantity > 0 && r.Quantity < 1e9) || r.EachQuantity < 0 || r.EachQuantity >= 1e6:
			t.Errorf("%v %q, each %v", r.Quantity, r.Unit, r.EachQuantity)
		case len(r.TaxCode) != 10 && len(r.TaxCode) != 14:
			t.Errorf("the number of somebody is kept: %d digits", len(r.TaxCode))
		case !slices.Equal(r.Months, []int{month}) || month < 1 || month > 12:
			t.Errorf("months %v", r.Months)
		}
	})
}
