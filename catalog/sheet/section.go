package sheet

import "strings"

// section is a heading inside the table, meant for the rows below it.
type section struct {
	style sectionStyle // how it is numbered
	kind  sectionKind
	text  string // without number and count
	place place
	stars Stars
}

// sectionStyle is the numbering of a heading; a new heading ends the last one
// of its own style and all below that.
type sectionStyle int

const (
	plainStyle sectionStyle = iota
	romanStyle
	letterStyle
	arabicStyle
)

// sectionKind is what a heading is about.
type sectionKind int

const (
	otherSection sectionKind = iota
	communeSection
	districtSection
	provinceSection
	groupSection
	subgroupSection
	setSection
	starSection
)

// readSection reads the text of a heading whose numbering is known.
func readSection(style sectionStyle, text string) section {
	s := section{style: style, text: headingText(text)}
	s.place = splitAddress(s.text)
	switch {
	case s.place.commune != "":
		s.kind = communeSection
	case s.place.district != "":
		s.kind = districtSection
	case s.place.province != "":
		s.kind = provinceSection
	default:
		s.kind, s.text, s.stars = topic(s.text)
	}
	return s
}

// announced reports whether a word before the text says that it is a heading:
// "huyện", "xã", "nhóm", "bộ".
func (s section) announced(text string) bool {
	switch s.kind {
	case otherSection, starSection:
		return false
	case groupSection:
		folded := fold(text)
		return strings.HasPrefix(folded, "nhom ") || strings.HasPrefix(folded, "nganh ") || strings.HasPrefix(folded, "linh vuc ")
	}
	return true
}

// topic recognises headings about groups, sets and stars.
func topic(text string) (sectionKind, string, Stars) {
	folded := fold(text)
	if stars, code := parseStars(text); code == "" && stars.Known && strings.Contains(" "+folded+" ", " sao ") {
		return starSection, text, stars
	}
	for _, w := range []struct {
		words string
		kind  sectionKind
	}{
		{"phan nhom", subgroupSection}, {"bo san pham", setSection}, {"bo tieu chi", setSection}, {"bo so", setSection},
		{"nhom", groupSection}, {"nganh", groupSection}, {"linh vuc", groupSection},
	} {
		if strings.HasPrefix(folded, w.words+" ") {
			return w.kind, topicName(text, w.words), Stars{}
		}
	}
	switch folded {
	case "thuc pham", "do uong", "duoc lieu", "thao duoc", "duoc lieu va san pham tu duoc lieu", "thu cong my nghe",
		"hang thu cong my nghe", "sinh vat canh", "vai va may mac", "vai may mac", "luu niem noi that trang tri",
		"dich vu du lich", "du lich cong dong", "dich vu du lich nong thon":
		return groupSection, nameOfTopic(text), Stars{}
	}
	return otherSection, text, Stars{}
}

// topicName takes the word, its "sản phẩm" or "hàng" and its number off:
// "Nhóm 1: Thực phẩm" is "Thực phẩm". Where nothing is left it stays whole.
func topicName(text, words string) string {
	fields := strings.Fields(text)
	fields = fields[len(strings.Fields(words)):]
	for len(fields) > 0 {
		switch w := fold(fields[0]); {
		case w == "" || w == "san" || w == "pham" || w == "hang" || w == "so" || digits(w) || roman(strings.ToUpper(w)):
			fields = fields[1:]
			continue
		}
		break
	}
	if len(fields) == 0 {
		return text
	}
	return nameOfTopic(strings.Join(fields, " "))
}

// nameOfTopic writes capitals as a sentence: "THỰC PHẨM" becomes "Thực phẩm".
func nameOfTopic(s string) string {
	if !shout(s) {
		return s
	}
	first := true
	return strings.Map(func(r rune) rune {
		if first {
			first = false
			return r
		}
		return []rune(strings.ToLower(string(r)))[0]
	}, s)
}

// headingText takes a count off the end: "HUYỆN GÒ QUAO (05 sản phẩm)",
// "Huyện Gò Quao: 5 sản phẩm".
func headingText(s string) string {
	s = strings.TrimLeft(s, "*-–+• ")
	if i := strings.LastIndexAny(s, "("); i > 0 && strings.HasSuffix(s, ")") {
		s = s[:i]
	}
	for _, sep := range []string{":", " - ", " – "} {
		if i := strings.LastIndex(s, sep); i > 0 {
			tail := strings.Fields(fold(s[i:]))
			if len(tail) == 0 || digits(tail[0]) && len(tail) <= 4 {
				s = s[:i]
			}
		}
	}
	return strings.TrimRight(s, " .:")
}

// numbered splits the number off a heading: "II. HUYỆN GÒ QUAO". A number of
// digits counts as well; whether it makes a heading is for the caller to say.
func numbered(s string) (sectionStyle, string) {
	end := strings.IndexAny(s, " .)/:-")
	if end <= 0 || end > 8 {
		return plainStyle, s
	}
	style := numeral(s[:end])
	rest := strings.TrimLeft(s[end:], " .)/:-")
	if style == plainStyle || rest == "" {
		return plainStyle, s
	}
	if s[end] == ' ' && style != romanStyle {
		return plainStyle, s // "A Lưới" and "3 Tình" are names
	}
	return style, rest
}

// numeral tells how a lone number is written: II, B, 3 or 2.1.
func numeral(s string) sectionStyle {
	s = strings.Trim(s, " .)(")
	switch {
	case roman(s):
		return romanStyle
	case len(s) == 1 && s[0] >= 'A' && s[0] <= 'Z':
		return letterStyle
	case s != "" && len(s) <= 6 && strings.Trim(s, "0123456789.") == "":
		return arabicStyle
	}
	return plainStyle
}

// roman reports whether s is a Roman number below 90. C, D, L and M alone are
// letters of an alphabetical list.
func roman(s string) bool {
	if s == "" || len(s) > 7 || s == "L" {
		return false
	}
	for _, tens := range []string{"LXXX", "LXX", "LX", "XL", "XXX", "XX", "X", "L", ""} {
		if rest, ok := strings.CutPrefix(s, tens); ok {
			switch rest {
			case "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX":
				return true
			case "":
				return true
			}
		}
	}
	return false
}

// outline is the headings in force at a line, outermost first.
type outline []section

// enter ends the headings that the new one replaces and adds it. A heading
// replaces the last of its numbering, and of its subject, with all below.
func (o outline) enter(s section) outline {
	for i, old := range o {
		if old.style == s.style && (s.style != plainStyle || old.kind == s.kind) ||
			old.kind == s.kind && s.kind != otherSection || below(old.kind, s.kind) {
			o = o[:i]
			break
		}
	}
	return append(o, s)
}

// below reports whether an old heading's place lies below the level of the new.
func below(old, new sectionKind) bool {
	return old >= communeSection && old <= provinceSection && new <= provinceSection && new > old
}
