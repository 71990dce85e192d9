package trade

import (
	"errors"
	"strings"
)

// Reasons why something is not taken for the tax code of a business.
var (
	ErrTaxCode = errors.New("trade: not a tax code")
	// ErrPersonal says that it is a person's number, which is not kept or shown.
	ErrPersonal = errors.New("trade: the number of a person")
)

// TaxCode reads the tax code of a business or of a branch (10 digits, or 10-3) and
// checks its check digit. Since 1 July 2025 people and households use their
// 12-digit personal number (Law on Tax Administration, Circular 86/2024/TT-BTC),
// which is refused whoever sends it.
func TaxCode(text string) (string, error) {
	digits := strings.NewReplacer(" ", "", ".", "", "-", "", "\u00a0", "").Replace(text)
	for _, r := range digits {
		if r < '0' || r > '9' {
			return "", ErrTaxCode
		}
	}
	switch len(digits) {
	case 12:
		return "", ErrPersonal
	case 10, 13:
	default:
		return "", ErrTaxCode
	}
	sum := 0
	for i, weight := range [9]int{31, 29, 23, 19, 17, 13, 7, 5, 3} {
		sum += weight * int(digits[i]-'0')
	}
	if check := 10 - sum%11; check == 10 || check != int(digits[9]-'0') {
		return "", ErrTaxCode
	}
	if len(digits) == 13 {
		return digits[:10] + "-" + digits[10:], nil
	}
	return digits, nil
}
