package trade

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCheck(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*Request)
		unsaid bool
		want   []Problem
	}{
		"right":              {func(*Request) {}, false, nil},
		"nothing asked for":  {func(r *Request) { r.What = " " }, false, []Problem{{"what", "missing"}}},
		"too long":           {func(r *Request) { r.Note = strings.Repeat("ữ", 2001) }, false, []Problem{{"note", "long"}}},
		"no quantity":        {func(r *Request) { r.Quantity = 0 }, false, []Problem{{"quantity", "wrong"}}},
		"unknown unit":       {func(r *Request) { r.Unit = "mớ" }, false, []Problem{{"unit", "missing"}}},
		"cartons of what":    {func(r *Request) { r.Unit = "thùng" }, false, []Problem{{"each_quantity", "missing"}}},
		"cartons of cartons": {func(r *Request) { r.Unit, r.EachUnit, r.EachQuantity = "thung", "thung", 3 }, false, []Problem{{"each_unit", "missing"}}},
		"cartons of 20 kg":   {func(r *Request) { r.Unit, r.EachUnit, r.EachQuantity = "thung", "kg", 20 }, false, nil},
		"cannot say":         {func(r *Request) { r.Unit = "thung" }, true, nil},
		"no month":           {func(r *Request) { r.Months = nil }, false, []Problem{{"months", "missing"}}},
		"thirteenth month":   {func(r *Request) { r.Months = []int{13} }, false, []Problem{{"months", "missing"}}},
		"person's number":    {func(r *Request) { r.TaxCode = "001203004567" }, false, []Problem{{"tax_code", "personal"}}},
		"wrong check digit":  {func(r *Request) { r.TaxCode = "0100047510" }, false, []Problem{{"tax_code", "wrong"}}},
		"no address":         {func(r *Request) { r.Email = "a b@example.com" }, false, []Problem{{"email", "wrong"}}},
		"unknown paper":      {func(r *Request) { r.Certificates = []string{"x"} }, false, []Problem{{"certificates", "wrong"}}},
	} {
		t.Run(name, func(t *testing.T) {
			r := written()
			test.change(&r)
			if diff := cmp.Diff(test.want, r.Check(test.unsaid)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if name == "person's number" && r.TaxCode != "" {
				t.Error("the number of a person is still there")
			}
		})
	}
}

// What one unit holds is asked about only where nothing follows from the other.
func TestAsks(t *testing.T) {
	for _, test := range []struct {
		asked, each, offered string
		want                 bool
	}{
		{"kg", "", "kg", false}, {"kg", "", "tan", false}, {"ta", "", "yen", false}, {"kg", "", "thung", true}, {"kg", "", "lit", true},
		{"lit", "", "ml", false}, {"lit", "", "chai", true}, {"thung", "", "thung", false}, {"thung", "kg", "tan", false},
		{"thung", "chai", "chai", false}, {"thung", "chai", "kg", true},
	} {
		r := Request{Quantity: 5, Unit: test.asked, EachUnit: test.each}
		if test.each != "" {
			r.EachQuantity = 12
		}
		if got := r.Asks(Offer{Unit: test.offered}); got != test.want {
			t.Errorf("asked in %s of %q, offered in %s: %v", test.asked, test.each, test.offered, got)
		}
	}
	cartons := Answered{Unit: "thung", EachQuantity: 12.5, EachUnit: "kg"}
	if factor, ok := cartons.In(Request{Quantity: 6, Unit: "ta"}); !ok || factor != 0.125 {
		t.Errorf("a carton of 12.5 kg is %v quintals, %v", factor, ok)
	}
	if _, ok := (Answered{Unit: "thung"}).In(Request{Quantity: 6, Unit: "kg"}); ok {
		t.Error("a carton was guessed")
	}
}
