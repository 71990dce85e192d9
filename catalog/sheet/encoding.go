package sheet

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// decode finds the encoding of a text file and returns its text in UTF-8, the
// name of the encoding, and how many characters could not be read.
func decode(raw []byte) (text, encoding string, replaced int) {
	if order := utf16Order(raw); order != nil {
		text = decodeUTF16(raw, order)
		return text, "UTF-16", strings.Count(text, "\uFFFD")
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if utf8.Valid(raw) {
		return string(raw), "UTF-8", 0
	}
	if mostlyUTF8(raw) {
		text = strings.ToValidUTF8(string(raw), "\uFFFD")
		return text, "UTF-8", strings.Count(text, "\uFFFD")
	}
	var b strings.Builder
	b.Grow(len(raw) * 3 / 2)
	for _, c := range raw {
		b.WriteRune(charmap.Windows1258.DecodeByte(c))
	}
	text = b.String()
	return text, "Windows-1258", strings.Count(text, "\uFFFD")
}

// utf16Order is the byte order of a UTF-16 text, or nil when it is none. A
// text without a byte order mark shows itself by the zeros of its line ends,
// delimiters and figures.
func utf16Order(raw []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xfe")):
		return binary.LittleEndian
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return binary.BigEndian
	}
	sample := raw[:min(len(raw), 4096)&^1]
	var zeros [2]int
	for i, c := range sample {
		if c == 0 {
			zeros[i%2]++
		}
	}
	enough := len(sample) / 8 // a quarter of the characters are ASCII
	switch {
	case zeros[1] > enough && zeros[0] <= zeros[1]/8:
		return binary.LittleEndian
	case zeros[0] > enough && zeros[1] <= zeros[0]/8:
		return binary.BigEndian
	}
	return nil
}

func decodeUTF16(raw []byte, order binary.ByteOrder) string {
	var b strings.Builder
	b.Grow(len(raw))
	for i := 0; i+1 < len(raw); i += 2 {
		r := rune(order.Uint16(raw[i:]))
		if utf16.IsSurrogate(r) {
			next := utf8.RuneError
			if i+3 < len(raw) {
				next = rune(order.Uint16(raw[i+2:]))
			}
			if r = utf16.DecodeRune(r, next); r != utf8.RuneError {
				i += 2
			}
		}
		if i == 0 && r == '\ufeff' {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// mostlyUTF8 tells a UTF-8 text with a few damaged characters from a text of
// one byte a letter, in which valid sequences are chance.
func mostlyUTF8(raw []byte) bool {
	good, bad := 0, 0
	for len(raw) > 0 {
		r, n := utf8.DecodeRune(raw)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		raw = raw[n:]
	}
	return good > 4*bad
}
