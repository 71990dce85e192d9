package sheet

import (
	"bytes"
	"encoding/binary"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

const encoded = "STT\tTên sản phẩm\tChủ thể\tHạng sao\r\n1\tNước mắm Đảo Ngọc\tHộ kinh doanh Ước Nguyện\tbốn sao\r\n"

func TestEncodings(t *testing.T) {
	for name, c := range map[string]struct {
		data     []byte
		encoding string
	}{
		"UTF-8":               {[]byte(encoded), "UTF-8"},
		"UTF-8 marked":        {[]byte("\ufeff" + encoded), "UTF-8"},
		"decomposed":          {[]byte(norm.NFD.String(encoded)), "UTF-8"},
		"UTF-16LE marked":     {encodeUTF16("\ufeff"+encoded, binary.LittleEndian), "UTF-16"},
		"UTF-16BE marked":     {encodeUTF16("\ufeff"+encoded, binary.BigEndian), "UTF-16"},
		"UTF-16LE not marked": {encodeUTF16(encoded, binary.LittleEndian), "UTF-16"},
		"UTF-16BE not marked": {encodeUTF16(encoded, binary.BigEndian), "UTF-16"},
		"Windows-1258":        {encode1258(t, encoded), "Windows-1258"},
	} {
		t.Run(name, func(t *testing.T) {
			list, err := Read("list.txt", bytes.NewReader(c.data), Options{})
			if err != nil {
				t.Fatal(err)
			}
			r := list.Rows[0]
			if list.Encoding != c.encoding || r.Name != "Nước mắm Đảo Ngọc" || r.Producer != "Hộ kinh doanh Ước Nguyện" || r.Stars.Value != 4 {
				t.Errorf("%s: %s", list.Encoding, brief(r))
			}
		})
	}
}

func TestDamagedUTF8(t *testing.T) {
	data := bytes.Replace([]byte(encoded), []byte("ố"), []byte("\xe1\xbb"), 1)
	data = bytes.Replace(data, []byte("bốn"), []byte("4"), 1)
	data = bytes.Replace(data, []byte("Ngọc"), []byte("Ng\xffc"), 1)
	list, err := Read("list.txt", bytes.NewReader(data), Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := list.Rows[0]
	if list.Encoding != "UTF-8" || list.Replaced == 0 || r.Name != "Nước mắm Đảo Ng\uFFFDc" || r.Problems[0].Code != TextDamaged {
		t.Errorf("%s, %d replaced: %s", list.Encoding, list.Replaced, brief(r))
	}
}

func encodeUTF16(s string, order binary.AppendByteOrder) []byte {
	var data []byte
	for _, u := range utf16.Encode([]rune(s)) {
		data = order.AppendUint16(data, u)
	}
	return data
}

// encode1258 writes the base letter with its hat in one byte and the tone as a
// byte after it, as Windows does.
func encode1258(t *testing.T, s string) []byte {
	t.Helper()
	var data []byte
	for _, r := range s {
		if b, ok := charmap.Windows1258.EncodeRune(r); ok {
			data = append(data, b)
			continue
		}
		parts := []rune(norm.NFD.String(string(r)))
		tone := -1
		for i, p := range parts[1:] {
			switch p {
			case '\u0300', '\u0301', '\u0303', '\u0309', '\u0323':
				tone = i + 1
			}
		}
		rest := string(parts)
		if tone > 0 {
			rest = norm.NFC.String(string(append(append([]rune{}, parts[:tone]...), parts[tone+1:]...)))
		}
		for _, p := range rest + string(parts[tone]) {
			b, ok := charmap.Windows1258.EncodeRune(p)
			if !ok {
				t.Fatalf("cannot write %q of %q", p, r)
			}
			data = append(data, b)
		}
	}
	return data
}
