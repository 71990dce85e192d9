package trade

import "ocop/catalog"

// measure is what a request counts in, for comparing what makers say.
type measure struct {
	need catalog.Amount
	each catalog.Amount
	said bool // what one unit holds
}

func (r Request) measure() measure {
	each, said := r.Each()
	return measure{r.Amount(), each, said}
}

// in turns an amount into the request's unit; false where nobody has said how one
// follows from the other. A carton that holds 12 bottles compares with bottles,
// and one of 20 kg with whatever weighs.
func (m measure) in(a catalog.Amount) (float64, bool) {
	switch {
	case a.Unit.Base == m.need.Unit.Base:
		return a.In() / m.need.Unit.Factor, true
	case m.said && a.Unit.Base == m.each.Unit.Base:
		return a.In() / m.each.In(), true
	}
	return 0, false
}
