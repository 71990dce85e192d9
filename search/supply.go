package search

import (
	"maps"
	"slices"
	"strconv"

	"github.com/bits-and-blooms/bitset"

	"ocop/catalog"
)

// Fields of what trade buyers ask. A product answers to several values of Month
// and Certificate.
const (
	Month       Field = "month"       // 1 to 12: something can be supplied in it
	Certificate Field = "certificate" // in force today
	Ready       Field = "ready"       // supermarket: every paper one asks for
)

// EveryCertificate is the filter, with the value 1, that asks for all the
// certificates chosen where otherwise one of them is enough. It has no counts.
const EveryCertificate Field = "certificate_all"

// everyOne reports whether all the certificates chosen must be there.
func everyOne(filters map[Field][]string) bool { return len(filters[EveryCertificate]) > 0 }

// Bounds are filters of one value, an amount such as "0.5 tan", and have no
// counts. MinCapacity holds for one of the months asked for, or for any month
// where none is; and under it a month counts only those that reach it.
const (
	MinCapacity Field = "min_capacity"
	MaxOrder    Field = "moq_max"
)

// Bounds lists the bounds.
func Bounds() []Field { return []Field{MinCapacity, MaxOrder} }

// Supermarket is the one value of Ready.
const Supermarket = "supermarket"

// Months lists the values of Month.
func Months() []string {
	months := make([]string, 12)
	for i := range months {
		months[i] = strconv.Itoa(i + 1)
	}
	return months
}

// Certificates lists the values of Certificate: those that buyers ask for.
// Food safety, which all makers of food need, belongs to Ready.
func Certificates() []string {
	return []string{"vietgap", "globalgap", "organic", "haccp", "iso22000", "halal", "fda", "brc"}
}

// supply is what can be supplied and ordered, in the bases of its units.
type supply struct {
	base      string
	months    [12]float64
	orderBase string
	order     float64 // 0 where no minimum is stated
}

func supplyOf(l catalog.Listing) supply {
	var s supply
	if l.Trade == nil {
		return s
	}
	if most, said := l.Trade.Supplies(); said {
		s.base = most.Unit.Base
		for i, amount := range l.Trade.Capacity {
			s.months[i] = catalog.Amount{Value: amount, Unit: most.Unit}.In()
		}
	}
	if least, said := l.Trade.Minimum(); said {
		s.orderBase, s.order = least.Unit.Base, least.In()
	}
	return s
}

// accepts reports whether an order of no more than an amount is taken. One whose
// minimum nobody stated is not known to be.
func (s supply) accepts(base string, most float64) bool {
	return s.order > 0 && s.orderBase == base && s.order <= most
}

// seasons is the months in which something can be supplied.
func (s supply) seasons() []string {
	var months []string
	for i, amount := range s.months {
		if amount > 0 {
			months = append(months, strconv.Itoa(i+1))
		}
	}
	return months
}

// papersOn is the certificates in force on a day, each once.
func papersOn(l catalog.Listing, day catalog.Day) []string {
	var kinds []string
	for _, c := range l.Certificates {
		if c.ValidOn(day) && !slices.Contains(kinds, c.Kind) && slices.Contains(Certificates(), c.Kind) {
			kinds = append(kinds, c.Kind)
		}
	}
	return kinds
}

// readyOn is the value of Ready on a day, empty while papers are missing.
func readyOn(l catalog.Listing, day catalog.Day) string {
	if l.Evidence().Ready(day) {
		return Supermarket
	}
	return ""
}

// values is what the entry answers to under a field.
func (e *entry) values(f Field, day catalog.Day) []string {
	switch f {
	case Month:
		return e.supply.seasons()
	case Certificate:
		return papersOn(e.hit.Listing, day)
	case Ready:
		return []string{readyOn(e.hit.Listing, day)}
	}
	return []string{e.value(f)}
}

// boundOf reads the amount of a bound; asked is false where there is none. One
// that cannot be read, which no page lets through, nobody reaches.
func boundOf(filters map[Field][]string, f Field) (amount catalog.Amount, asked bool) {
	if len(filters[f]) == 0 {
		return catalog.Amount{}, false
	}
	amount, ok := catalog.ParseAmount(filters[f][0])
	if !ok {
		amount.Unit.Base = "\x00"
	}
	return amount, true
}

// answering is who answers to the values of every field, and to the bounds, under
// some filters.
func (s *snapshot) answering(filters map[Field][]string) map[Field]map[string]*bitset.BitSet {
	least, fromLeast := boundOf(filters, MinCapacity)
	most, toMost := boundOf(filters, MaxOrder)
	if !fromLeast && !toMost {
		return s.sets
	}
	sets := maps.Clone(s.sets)
	if fromLeast {
		any, months := s.reaching(least)
		sets[MinCapacity] = map[string]*bitset.BitSet{filters[MinCapacity][0]: any}
		sets[Month] = months
	}
	if toMost {
		accept, amount := bitset.New(uint(len(s.entries))), most.In()
		for i, e := range s.entries {
			if e.supply.accepts(most.Unit.Base, amount) {
				accept.Set(uint(i))
			}
		}
		sets[MaxOrder] = map[string]*bitset.BitSet{filters[MaxOrder][0]: accept}
	}
	return sets
}

// reaching is who reaches an amount in any month, and in each.
func (s *snapshot) reaching(least catalog.Amount) (any *bitset.BitSet, months map[string]*bitset.BitSet) {
	any, months = bitset.New(uint(len(s.entries))), make(map[string]*bitset.BitSet, 12)
	var in [12]*bitset.BitSet // January being 0
	for n, month := range Months() {
		in[n] = bitset.New(uint(len(s.entries)))
		months[month] = in[n]
	}
	amount := least.In()
	for i, e := range s.entries {
		if e.supply.base != least.Unit.Base {
			continue
		}
		for n, most := range e.supply.months {
			if most >= amount {
				in[n].Set(uint(i))
				any.Set(uint(i))
			}
		}
	}
	return any, months
}
