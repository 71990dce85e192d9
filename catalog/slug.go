package catalog

import (
	"strconv"
	"strings"
)

// maxSlug keeps addresses readable; a longer one is cut at a hyphen.
const maxSlug = 80

// Slug is the address form of a name: folded, ASCII, hyphens between words. It
// is empty where a name holds no Latin letter or digit.
func Slug(name string) string {
	var b strings.Builder
	for _, r := range Fold(name) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	slug := strings.Trim(b.String(), "-")
	if len(slug) <= maxSlug {
		return slug
	}
	cut := strings.LastIndexByte(slug[:maxSlug+1], '-')
	if cut <= 0 {
		cut = maxSlug
	}
	return strings.TrimRight(slug[:cut], "-")
}

// FreeSlug is the first of name, name-place, name-place-2, name-place-3 … that
// is not taken. noun stands in where the name gives no slug at all.
func FreeSlug(noun, name, place string, taken func(string) bool) string {
	base := Slug(name)
	if base == "" {
		base = noun
	} else if !taken(base) {
		return base
	}
	if p := Slug(place); p != "" {
		base += "-" + p
		if !taken(base) {
			return base
		}
	}
	for n := 2; ; n++ {
		if slug := base + "-" + strconv.Itoa(n); !taken(slug) {
			return slug
		}
	}
}
