package inquiry

import (
	"testing"

	"ocop/catalog"
)

// FuzzOutcome: whatever a maker types about the end of a thread, what is taken can
// be kept.
func FuzzOutcome(f *testing.F) {
	f.Add("stay", "business", "", "", "", "2026-12-05", "7/12/2026", "6")
	f.Add("product", "business", "1.200,5", "kg", "85.000 ₫", "", "", "")
	f.Add("product", "nothing", "1e9", "\xff", "-1", "", "", "NaN")
	received := catalog.Day{Year: 2026, Month: 11, Date: 23}
	f.Fuzz(func(t *testing.T, kind, result, quantity, unit, price, arrives, leaves, people string) {
		form := OutcomeForm{Result: result, Quantity: quantity, Unit: unit, Price: price, Arrives: arrives, Leaves: leaves, People: people}
		o, problems := form.Judge(Kind(kind), received)
		if len(problems) > 0 {
			return
		}
		stay := Kind(kind) == Stay && result == "business"
		switch {
		case o.Result != "business" && o.Result != "nothing":
			t.Errorf("%+v is taken as %q", form, o.Result)
		case o.Quantity < 0 || o.Quantity > maxQuantity || o.Price < 0 || o.Price > maxQuantity:
			t.Errorf("%+v is taken as %g for %d", form, o.Quantity, o.Price)
		case stay && (o.Stay.Arrives.Before(received) || o.Stay.Leaves.Before(o.Stay.Arrives) || o.Stay.People < 1 || o.Stay.People > mostPeople):
			t.Errorf("%+v is taken as %+v", form, o.Stay)
		case stay && o.Stay.Arrives.DaysUntil(o.Stay.Leaves) > mostNights:
			t.Errorf("%+v is taken as %d nights", form, o.Stay.Arrives.DaysUntil(o.Stay.Leaves))
		}
	})
}
