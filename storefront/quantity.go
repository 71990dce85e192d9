package storefront

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"ocop/catalog"
)

// Quantities as people write them: 500, 0,5 or 0.5, and thousands set apart by
// points, commas or spaces. Three digits after a mark are thousands: nobody
// weighs goods for sale to the gram of a kilogram, and Vietnamese writes 1.000.
var (
	plainNumber   = regexp.MustCompile(`^[0-9]{1,9}([.,][0-9]{1,2})?$`)
	groupedNumber = regexp.MustCompile(`^[1-9][0-9]{0,2}((\.[0-9]{3}){1,2}(,[0-9]{1,2})?|(,[0-9]{3}){1,2}(\.[0-9]{1,2})?|( [0-9]{3}){1,2}([.,][0-9]{1,2})?)$`)
)

// readDecimal reads a number as it is written in Vietnamese or English.
func readDecimal(text string) (float64, bool) {
	text = strings.Join(strings.Fields(text), " ") // hard and narrow spaces too
	switch {
	case groupedNumber.MatchString(text):
		whole, part := text, ""
		if at := strings.LastIndexAny(text, ".,"); at >= 0 && len(text)-at-1 < 3 {
			whole, part = text[:at], "."+text[at+1:]
		}
		text = strings.NewReplacer(".", "", ",", "", " ", "").Replace(whole) + part
	case plainNumber.MatchString(text):
		text = strings.Replace(text, ",", ".", 1)
	default:
		return 0, false
	}
	value, err := strconv.ParseFloat(text, 64)
	return value, err == nil
}

// readQuantity reads how much of what: "1.000" of the unit asked beside it, or
// "500kg", "1,5 tấn", which say their own.
func readQuantity(text string, unit catalog.Unit) (catalog.Amount, bool) {
	if at := strings.IndexFunc(text, unicode.IsLetter); at >= 0 {
		own, known := catalog.UnitOf(strings.TrimSpace(text[at:]))
		if !known {
			return catalog.Amount{}, false
		}
		text, unit = text[:at], own
	}
	value, ok := readDecimal(text)
	return catalog.Amount{Value: value, Unit: unit}, ok && value > 0
}
