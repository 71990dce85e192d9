package sheet

import "strings"

// place is where a product comes from, as far as one text tells.
type place struct {
	commune, district, province string
}

// placeKind is the level a word like "huyện" announces.
type placeKind int

const (
	noPlace placeKind = iota
	communePlace
	districtPlace
	cityPlace // thành phố: of a province, or directly under the state
	provincePlace
)

// set keeps the first place of each kind.
func (p *place) set(kind placeKind, name string) {
	var at *string
	switch kind {
	case communePlace:
		at = &p.commune
	case districtPlace:
		at = &p.district
	case provincePlace:
		at = &p.province
	case cityPlace:
		at = &p.district
		if centralCity(name) {
			at = &p.province
		}
	default:
		return
	}
	if *at == "" {
		*at = name
	}
}

// splitAddress finds the places in an address: "ấp 4, xã Tân Lập, huyện Tịnh
// Biên, tỉnh An Giang". Parts without a kind are left to those who know the
// names of places.
func splitAddress(address string) place {
	var p place
	for _, part := range AddressParts(address) {
		kind, name := splitPlace(part)
		p.set(kind, nameCase(name))
	}
	return p
}

// AddressParts splits an address into its parts, from the house to the
// province. Borders are commas, semicolons and dashes
// before a kind of place; the dash inside "Bà Rịa - Vũng Tàu" is none.
func AddressParts(address string) []string {
	var parts []string
	for _, s := range strings.FieldsFunc(address, func(r rune) bool { return r == ',' || r == ';' }) {
		for {
			i := strings.Index(s, " - ")
			if i < 0 {
				i = strings.Index(s, " – ")
			}
			if i < 0 {
				break
			}
			after := strings.TrimLeft(s[i+1:], "-– ")
			if kind, _ := splitPlace(after); kind == noPlace {
				break
			}
			parts = append(parts, strings.Trim(s[:i], " ."))
			s = after
		}
		if s = strings.Trim(s, " ."); s != "" {
			parts = append(parts, s)
		}
	}
	return parts
}

// splitPlace takes the kind off the name of a place: "TP. Rạch Giá" is the
// city "Rạch Giá". A name that is only a number keeps its kind ("Quận 3").
func splitPlace(s string) (placeKind, string) {
	s = strings.TrimSpace(s)
	kind, full, length := placeWord(s)
	if kind == noPlace {
		return noPlace, s
	}
	name := strings.Trim(s[length:], " :.")
	if name == "" || strings.HasPrefix(strings.ToLower(name), "lộ ") { // tỉnh lộ 10 is a road
		return noPlace, s
	}
	if digits(name) {
		name = full + " " + name
	}
	return kind, name
}

// CommuneName is the name of a commune as lists keep it, without the word for its
// kind: "phường Đức Xuân" is "Đức Xuân". One that is only a number keeps it.
func CommuneName(s string) string {
	if kind, name := splitPlace(s); kind == communePlace {
		return name
	}
	return strings.TrimSpace(s)
}

// placeWord reads the word or short form before the name of a place and tells
// its length in bytes.
func placeWord(s string) (kind placeKind, full string, length int) {
	end := strings.IndexAny(s, " .:")
	if end <= 0 || end > 10 {
		return noPlace, "", 0
	}
	first, dotted := strings.ToLower(s[:end]), s[end] == '.'
	if kind, full = longPlaceWord(first); kind != noPlace && !dotted {
		return kind, full, end
	}
	if kind, full = shortPlaceWord(first); kind != noPlace && (dotted || len(first) > 1) {
		if after := strings.ToLower(s[end:]); first == "t" && (strings.HasPrefix(after, ".p") || strings.HasPrefix(after, ".x")) {
			kind, full = shortPlaceWord("t" + after[1:2]) // T.P. Rạch Giá
			end += 2
		}
		return kind, full, end
	}
	next := strings.IndexAny(s[end+1:], " .:")
	if next < 0 {
		return noPlace, "", 0
	}
	end += 1 + next
	kind, full = longPlaceWord(strings.ToLower(s[:end]))
	return kind, full, end
}

func longPlaceWord(lower string) (placeKind, string) {
	switch lower {
	case "thành phố":
		return cityPlace, "Thành phố"
	case "thị xã":
		return districtPlace, "Thị xã"
	case "huyện":
		return districtPlace, "Huyện"
	case "quận":
		return districtPlace, "Quận"
	case "thị trấn":
		return communePlace, "Thị trấn"
	case "đặc khu":
		return communePlace, "Đặc khu"
	case "phường":
		return communePlace, "Phường"
	case "xã":
		return communePlace, "Xã"
	case "tỉnh":
		return provincePlace, "Tỉnh"
	}
	return noPlace, ""
}

func shortPlaceWord(lower string) (placeKind, string) {
	switch lower {
	case "tp":
		return cityPlace, "Thành phố"
	case "tx":
		return districtPlace, "Thị xã"
	case "h":
		return districtPlace, "Huyện"
	case "q":
		return districtPlace, "Quận"
	case "tt":
		return communePlace, "Thị trấn"
	case "p":
		return communePlace, "Phường"
	case "x":
		return communePlace, "Xã"
	case "t":
		return provincePlace, "Tỉnh"
	}
	return noPlace, ""
}

// bareName is the value of a place column without its kind.
func bareName(s string) string {
	_, name := splitPlace(s)
	return nameCase(name)
}

// centralCity reports whether a city stands directly under the state, today
// or when the list was made; every other city was a part of a province.
func centralCity(name string) bool {
	switch fold(name) {
	case "ha noi", "hai phong", "da nang", "can tho", "hue", "ho chi minh", "hcm", "dong nai":
		return true
	}
	return false
}
