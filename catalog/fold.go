package catalog

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Clean brings text from outside into the form everything here is stored in:
// NFC, the look-alikes of Đ (U+00D0, U+0189 and their small forms) replaced,
// white space collapsed, control characters gone.
func Clean(s string) string {
	s = norm.NFC.String(strings.ToValidUTF8(s, ""))
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case unicode.IsControl(r), r == '\u200b', r == '\ufeff', r == '\u200d', r == '\u00ad':
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(plainD(r))
	}
	return b.String()
}

func plainD(r rune) rune {
	switch r {
	case '\u00d0', '\u0189':
		return 'Đ'
	case '\u00f0', '\u0256':
		return 'đ'
	}
	return r
}

// Fold reduces text to what tells one name from another in Vietnamese lists:
// small letters without marks, đ as d, everything that is neither letter nor
// digit as one space. "Hợp tác xã Hảo-Đạt" and "HOP TAC XA HAO DAT" fold alike.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range norm.NFD.String(Clean(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case r == 'Đ', r == 'đ':
			r = 'd'
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			space = b.Len() > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
