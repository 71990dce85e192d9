package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxCell is the longest text of a cell in bytes; a story of a product would
// fit, a book would not.
const maxCell = 8 << 10

// clean makes the text of a cell comparable: NFC, real Đ, no invisible
// characters, single spaces, no spaces around. Line breaks become spaces.
func clean(s string) string {
	if plain(s) {
		return s
	}
	s = norm.NFC.String(s)
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case r == 'Ð' || r == 'Ɖ': // U+00D0 and U+0189 look like U+0110
			r = 'Đ'
		case r == 'ð' || r == 'ɖ':
			r = 'đ'
		case unicode.IsSpace(r) || r == '\u2028' || r == '\u2029':
			space = true
			continue
		case invisible(r):
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
	}
	// What was dropped may have stood between a letter and its mark.
	return norm.NFC.String(b.String())
}

// plain reports whether clean would return the text as it is; most cells are
// numbers, codes and addresses of ASCII.
func plain(s string) bool {
	last := byte(' ')
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' || c >= 0x7f || c == ' ' && last == ' ' {
			return false
		}
		last = c
	}
	return s == "" || last != ' '
}

// invisible characters come in with copies from web pages and word processors.
func invisible(r rune) bool {
	switch r {
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\ufeff':
		return true
	}
	return unicode.IsControl(r)
}

// fold reduces a text to lower-case letters without marks, digits and single
// spaces: "Hạng  Sao (đạt)" becomes "hang sao dat".
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range norm.NFD.String(s) {
		if r >= utf8.RuneSelf && unicode.Is(unicode.Mn, r) {
			continue
		}
		r = unicode.ToLower(r)
		switch r {
		case 'đ', 'ð', 'ɖ':
			r = 'd'
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			space = true
			continue
		}
		if space && b.Len() > 0 {
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
	}
	return b.String()
}

// shout reports whether a text is written in capitals only.
func shout(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters > 1
}

// nameCase writes a name of capitals as names are written: "RẠCH GIÁ" becomes
// "Rạch Giá". Other texts stay as they are.
func nameCase(s string) string {
	if !shout(s) {
		return s
	}
	start := true
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			start = true
			return r
		}
		if start {
			start = false
			return r
		}
		return unicode.ToLower(r)
	}, s)
}

// cut shortens a text to maxCell bytes at the edge of a character, as a text of
// its own, so that the long one need not be kept.
func cut(s string) string {
	if len(s) <= maxCell {
		return s
	}
	s = strings.Clone(s[:maxCell])
	for len(s) > 0 {
		if r, n := utf8.DecodeLastRuneInString(s); r == utf8.RuneError && n == 1 {
			s = s[:len(s)-1]
			continue
		}
		break
	}
	return s
}

func digits(s string) bool {
	if s == "" {
		return false
	}
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
