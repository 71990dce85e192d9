package account

import (
	"net/mail"
	"strings"
	"unicode"
)

// Phone is a phone number in the form +84912345678; it takes 0912…, 84912…,
// +84 912…, with spaces, dots and hyphens. Empty for what is none.
func Phone(typed string) string {
	var digits strings.Builder
	for i, r := range strings.TrimSpace(typed) {
		switch {
		case r >= '0' && r <= '9':
			digits.WriteRune(r)
		case r == '+' && i == 0, r == '.', r == '-', r == '(', r == ')', unicode.IsSpace(r):
		default:
			return ""
		}
	}
	number, abroad := digits.String(), strings.HasPrefix(strings.TrimSpace(typed), "+")
	switch {
	case strings.HasPrefix(number, "00"):
		number = number[2:]
	case strings.HasPrefix(number, "0"):
		number = "84" + number[1:]
	case !abroad && !strings.HasPrefix(number, "84"):
		return ""
	}
	if rest, ok := strings.CutPrefix(number, "840"); ok {
		number = "84" + rest // +84 (0)912…
	}
	vietnamese := strings.HasPrefix(number, "84")
	if len(number) < 8 || len(number) > 15 || number[0] == '0' || vietnamese && len(number) != 11 && len(number) != 12 {
		return ""
	}
	return "+" + number
}

// Email is an address in small letters; empty for what is none.
func Email(typed string) string {
	typed = strings.ToLower(strings.TrimSpace(typed))
	address, err := mail.ParseAddress(typed)
	if err != nil || address.Address != typed || len(typed) > 254 {
		return ""
	}
	return typed
}
