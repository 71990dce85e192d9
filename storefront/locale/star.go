package locale

import (
	"strconv"

	"ocop/catalog"
)

// StarWords says the state of a star, with the keys that begin with prefix. Where
// the day they name is not known, those of the key with ".undated" stand in.
func (p *Printer) StarWords(prefix string, s catalog.Star) string {
	key := prefix + string(s.Status)
	day := starDay(s)
	if day.IsZero() && p.Has(key+".undated") {
		key += ".undated"
	}
	year, ends := "", ""
	if s.Line != nil && s.Line.IssuedYear > 0 {
		year = strconv.Itoa(s.Line.IssuedYear)
		ends = strconv.Itoa(s.Line.EndYear())
	} else if p.Has(key + ".unknown") {
		key += ".unknown"
	}
	return p.T(key, "day", p.Day(day), "year", year, "ends", ends, "stars", p.N("stars", max(s.Stars, s.Awaiting)))
}

// starDay is the day that the words of a state name.
func starDay(s catalog.Star) catalog.Day {
	switch {
	case s.Line == nil:
		return catalog.Day{}
	case s.Status == catalog.Revoked:
		return s.Line.RevokedOn
	case s.Status == catalog.Discontinued:
		return s.Line.DiscontinuedOn
	}
	return s.Until
}
