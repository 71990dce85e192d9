package view

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"ocop/catalog"
	"ocop/storefront/locale"
)

// supplementSentence is what Decree 15/2018/NĐ-CP, Art. 27(3) asks for, word
// for word; it is law and therefore not translated away.
const supplementSentence = "Thực phẩm này không phải là thuốc và không có tác dụng thay thế thuốc chữa bệnh."

// provinceName is a province in full: Tỉnh Phú Thọ, Phu Tho Province.
func provinceName(p Page, v catalog.Province) string {
	if p.Printer.Lang == locale.EN {
		return v.NameEN
	}
	return v.FullName
}

// ShortProvince is a province without its kind: Phú Thọ, Phu Tho.
func (p Page) ShortProvince(v catalog.Province) string {
	return p.Text(v.Name, v.ShortEN())
}

// provinceAfter is provinceName after a commune and a comma: tỉnh Phú Thọ.
func provinceAfter(p Page, v catalog.Province) string {
	name := provinceName(p, v)
	if p.Printer.Lang == locale.EN {
		return name
	}
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToLower(first)) + name[size:]
}

// placeBefore is where something lay before districts ended and provinces
// merged on 1 July 2025, as far as the source says; nothing where that is the
// name it has today. No centrally-run city had a district of its own name, so
// what a district shares its name with was a province ("tỉnh").
func placeBefore(district, province, today string) string {
	switch {
	case district == "" && province == today:
		return ""
	case district == "" || province == "":
		return district + province
	case district == province:
		return district + ", tỉnh " + province
	}
	return district + ", " + province
}

// paragraphs splits a text of the data at its line breaks.
func paragraphs(text string) []string {
	var list []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

// archipelagoOf names the archipelago that belongs to a province, by its code:
// Hoàng Sa to Đà Nẵng, Trường Sa to Khánh Hòa.
func archipelagoOf(code string) string {
	switch code {
	case "48":
		return "Hoàng Sa"
	case "56":
		return "Trường Sa"
	}
	return ""
}

// dialled is a phone number as a telephone reads it.
func dialled(phone string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, phone)
}

// inProvince is the list of a province with one more filter, or none where name
// is empty.
func inProvince(slug, name, value string) url.Values {
	values := url.Values{"province": {slug}}
	if name != "" {
		values.Set(name, value)
	}
	return values
}

// query pairs names and values of the list's parameters.
func query(pairs ...string) url.Values {
	values := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Add(pairs[i], pairs[i+1])
	}
	return values
}
