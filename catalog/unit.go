package catalog

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Unit is what amounts are counted in. Two units can be compared only where they
// share a base: kilograms and tonnes do, kilograms and cartons do not, because
// nobody but the maker knows what a carton weighs.
type Unit struct {
	Code   string // what addresses say: kg, tan, chai
	Name   string
	NameEN string
	Base   string  // what it is measured in
	Factor float64 // how much of the base one of it is
}

// Units lists the units that can be asked for, in the order pages show them:
// weights and volumes, which convert, then those that are only counted.
func Units() []Unit {
	return []Unit{
		{"kg", "kg", "kg", "kg", 1},
		{"g", "g", "g", "kg", 0.001},
		{"lang", "lạng", "hectograms (lạng)", "kg", 0.1},
		{"yen", "yến", "yến (10 kg)", "kg", 10},
		{"ta", "tạ", "quintals (tạ)", "kg", 100},
		{"tan", "tấn", "tonnes", "kg", 1000},
		{"lit", "lít", "litres", "lit", 1},
		{"ml", "ml", "ml", "lit", 0.001},
		{"chai", "chai", "bottles", "chai", 1},
		{"hop", "hộp", "boxes", "hop", 1},
		{"tui", "túi", "bags", "tui", 1},
		{"goi", "gói", "packets", "goi", 1},
		{"hu", "hũ", "jars", "hu", 1},
		{"lo", "lọ", "vials", "lo", 1},
		{"lon", "lon", "cans", "lon", 1},
		{"binh", "bình", "flasks", "binh", 1},
		{"ghe", "ghè", "ghè jars", "ghe", 1},
		{"bao", "bao", "sacks", "bao", 1},
		{"thung", "thùng", "cartons", "thung", 1},
		{"cai", "cái, chiếc", "pieces", "cai", 1},
		{"bo", "bộ", "sets", "bo", 1},
		{"qua", "quả", "pieces of fruit, eggs", "qua", 1},
		{"cay", "cây", "plants", "cay", 1},
		{"chau", "chậu", "pots", "chau", 1},
		{"khach", "khách", "guests", "khach", 1},
	}
}

// UnitOf reads a unit as people write it: "Tấn", "ki-lô-gam", "chiếc", or the code
// of one. Marks that are typed must be right: "bồ" is a basket and no "bộ". A word
// it does not know is a unit of its own that nothing compares with, and known is
// false.
func UnitOf(text string) (u Unit, known bool) {
	text = strings.ToLower(Clean(text))
	for _, u := range Units() {
		if text == u.Code || slices.Contains(strings.Split(u.Name, ", "), text) || slices.Contains(otherNames(u.Code), text) {
			return u, true
		}
	}
	return Unit{Code: Fold(text), Name: text, NameEN: text, Base: "x " + Fold(text), Factor: 1}, false
}

// otherNames lists what else a unit is called.
func otherNames(code string) []string {
	switch code {
	case "kg":
		return []string{"ki-lô-gam", "kilôgam", "kilogam", "kilogram", "kilograms", "cân", "ký", "kí"}
	case "g":
		return []string{"gam", "gram", "grams", "gr"}
	case "tan":
		return []string{"tonne", "tonnes"}
	case "lit":
		return []string{"l", "litre", "litres", "liter"}
	case "cai":
		return []string{"cái", "chiếc", "chiec"}
	case "khach":
		return []string{"lượt khách", "luot khach", "guest", "guests"}
	case "qua":
		return []string{"trái"}
	}
	return nil
}

// Weighs reports whether amounts of the unit say how heavy they are.
func (u Unit) Weighs() bool { return u.Base == "kg" }

// Counted reports whether the unit is only counted, so that nothing but itself
// compares with it.
func (u Unit) Counted() bool { return u.Base == u.Code && u.Base != "kg" && u.Base != "lit" }

// Amount is so much of a unit. Its text, "0.5 tan", is how filters carry it.
type Amount struct {
	Value float64
	Unit  Unit
}

// ParseAmount reads the text of an amount.
func ParseAmount(text string) (Amount, bool) {
	number, unit, found := strings.Cut(text, " ")
	value, err := strconv.ParseFloat(number, 64)
	if !found || err != nil || !(value > 0) || math.IsInf(value, 0) {
		return Amount{}, false
	}
	u, known := UnitOf(unit)
	return Amount{value, u}, known
}

// String is the amount's text.
func (a Amount) String() string {
	return strconv.FormatFloat(a.Value, 'f', -1, 64) + " " + a.Unit.Code
}

// In is the amount in the base of its unit, rounded so that 0.3 tonnes are 300
// kilograms and nothing beside them.
func (a Amount) In() float64 { return math.Round(a.Value*a.Unit.Factor*1e6) / 1e6 }

// Compare orders two amounts; comparable is false where their units have nothing
// in common.
func (a Amount) Compare(b Amount) (order int, comparable bool) {
	return cmp.Compare(a.In(), b.In()), a.Unit.Base == b.Unit.Base
}
