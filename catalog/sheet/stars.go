package sheet

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Stars is what a list says about the rating of a product.
type Stars struct {
	Value    int    // 0–5
	Known    bool   // false when the list says nothing
	Proposed bool   // proposed or hoped for, not given: "tiềm năng 5 sao"
	Text     string // as published
}

// parseStars reads the many ways of writing a rating: 4, 4*, "4 sao", ****,
// ★★★★☆, "Đạt 4 sao", "Bốn (04) sao", "4 stars". The code is empty when the
// text was read; every word must be understood, so that a score, a range
// ("3-4 sao") or a doubt ("4 sao?") is never taken for stars.
func parseStars(text string) (Stars, Code) {
	s := Stars{Text: text}
	if text == "" {
		return s, ""
	}
	negative := text[0] == '-' && len(text) > 1 && text[1] >= '0' && text[1] <= '9'
	if len(text) > 200 || negative || strings.ContainsAny(text, "?<>≥≤+") {
		return s, StarsUnreadable
	}
	glyphs, hollow, rest := countStars(norm.NFKC.String(text))
	words := starWords(rest)
	switch strings.Join(words, " ") {
	case "khong", "khong dat", "chua dat", "khong xep hang", "chua xep hang", "chua phan hang", "khong phan hang",
		"chua danh gia", "chua cong nhan", "khong cong nhan", "unrated", "not rated", "none":
		if glyphs == 0 {
			s.Known = true
			return s, ""
		}
	}
	numbers, proposed, ok := starNumbers(words)
	if !ok {
		return s, StarsUnreadable
	}
	switch {
	case glyphs > 1 || glyphs == 1 && (len(numbers) == 0 || hollow > 0):
		numbers = append(numbers, glyphs)
	case hollow > 0:
		return s, StarsUnreadable
	}
	if len(numbers) == 0 {
		return s, StarsUnreadable
	}
	for _, n := range numbers[1:] {
		if n != numbers[0] {
			return s, StarsUnreadable
		}
	}
	if numbers[0] > 5 || glyphs+hollow > 5 {
		return s, StarsRange
	}
	s.Value, s.Known, s.Proposed = numbers[0], true, proposed
	return s, ""
}

// countStars counts the drawn stars and takes them out of the text.
func countStars(text string) (filled, hollow int, rest string) {
	rest = strings.Map(func(r rune) rune {
		switch r {
		case '*', '★', '⭐', '🌟', '✭', '✮', '✯', '⋆', '∗':
			filled++
			return ' '
		case '☆', '✩', '✰':
			hollow++
			return ' '
		case '\ufe0f':
			return -1
		}
		return r
	}, text)
	return filled, hollow, rest
}

// starWords splits a rating into folded words and numbers; "4sao" is two of
// them, and a whole number may be written with decimals ("4.0", "4,0").
func starWords(text string) []string {
	text = strings.ReplaceAll(text, ",", ".")
	var b strings.Builder
	var last rune
	for _, r := range text {
		if last != 0 && unicode.IsDigit(last) != unicode.IsDigit(r) && r != '.' && last != '.' {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last = r
	}
	var words []string
	for _, w := range strings.Fields(b.String()) {
		if whole, zeros, found := strings.Cut(w, "."); found && digits(whole) && digits(zeros) && strings.Trim(zeros, "0") == "" {
			w = whole
		}
		words = append(words, strings.Fields(fold(w))...)
	}
	return words
}

// starNumbers reads the numbers among the words; ok is false when a word is
// not understood.
func starNumbers(words []string) (numbers []int, proposed, ok bool) {
	for i := 0; i < len(words); i++ {
		w := words[i]
		if w == "nam" && i+1 < len(words) && len(words[i+1]) == 4 && digits(words[i+1]) {
			i++ // a year, not five
			continue
		}
		if digits(w) {
			n, err := strconv.Atoi(w)
			if err != nil {
				return nil, false, false
			}
			numbers = append(numbers, n)
			continue
		}
		if n, found := starNumeral(w); found {
			numbers = append(numbers, n)
			continue
		}
		switch w {
		case "nghi", "xuat", "tiem", "kien", "vong", "trinh":
			proposed = true
			continue
		}
		if !starFiller(w) {
			return nil, false, false
		}
	}
	return numbers, proposed, true
}

// starNumeral knows the numbers as words.
func starNumeral(word string) (int, bool) {
	switch word {
	case "khong", "zero":
		return 0, true
	case "mot", "one":
		return 1, true
	case "hai", "two":
		return 2, true
	case "ba", "three":
		return 3, true
	case "bon", "tu", "four":
		return 4, true
	case "nam", "five":
		return 5, true
	}
	return 0, false
}

// starFiller knows the words around a rating that change nothing in it.
func starFiller(word string) bool {
	switch word {
	case "sao", "star", "stars", "dat", "hang", "loai", "muc", "xep", "phan", "cong", "nhan", "duoc", "san", "pham", "sp",
		"chuan", "tieu", "chi", "ocop", "cap", "tinh", "huyen", "quoc", "gia", "trung", "uong", "thanh", "pho", "tp", "la",
		"danh", "sach", "ket", "qua", "chung", "rated", "rating", "cac", "so", "nhom", "de", "nang", "du", "ky":
		return true
	}
	return false
}
