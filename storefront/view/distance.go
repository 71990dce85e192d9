package view

import "math"

// distance says how far something is, in whole kilometres, because the visitor's
// point is no more exact than that.
func distance(p Page, a Away) string {
	km := int(math.Round(a.Kilometres))
	switch {
	case a.About:
		return p.T("near.about", "km", p.Number(max(1, km)))
	case km < 1:
		return p.T("near.here")
	}
	return p.T("near.away", "km", p.Number(km))
}
