package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"ocop/catalog"
)

// maxRunes and maxWords bound what is read of a text; a name of ten syllables
// with its maker's and a place stays far below both.
const (
	maxRunes = 300
	maxWords = 32
)

// word is a syllable as search sees it.
type word struct {
	text   string // small letters with marks, NFC
	folded string // without marks, i for a lone y: what is looked up
	key    string // the letters with their marks and the tone's digit last, so that hoà and hòa, kỹ and kĩ are one
}

// marked reports whether a mark was typed.
func (w word) marked() bool { return w.key != w.folded }

// tone is the tone's digit, 0 for the level one.
func (w word) tone() byte {
	if last := w.key[len(w.key)-1]; last >= '1' && last <= '5' && unicode.IsLetter(rune(w.key[0])) {
		return last
	}
	return '0'
}

// newWord reads one word of small letters.
func newWord(text string) word {
	folded := catalog.Fold(text)
	w := word{text: text, folded: folded, key: toneKey(text)}
	if loneY(folded) {
		w.folded = strings.Replace(folded, "y", "i", 1)
		w.key = strings.Replace(w.key, "y", "i", 1)
	}
	return w
}

// loneY reports whether y is the only vowel of a syllable, where i is written
// for it as well: mỳ and mì, kỹ and kĩ, quy and qui.
func loneY(folded string) bool {
	onset := strings.TrimSuffix(folded, "y")
	return onset != folded && onset != "" && strings.Contains(" b c ch d g gh h k kh l m n ng ngh nh p ph qu r s t th tr v x ", " "+onset+" ")
}

// toneKey writes a word's letters with their marks but for the tone, and the
// tone as a digit at the end.
func toneKey(text string) string {
	var letters strings.Builder
	tone := byte(0)
	for _, r := range norm.NFD.String(text) {
		if digit := toneOf(r); digit != 0 {
			tone = digit
			continue
		}
		letters.WriteRune(r)
	}
	key := norm.NFC.String(letters.String())
	if tone != 0 {
		key += string(tone)
	}
	return key
}

// toneOf is the digit of a combining tone mark, as VNI types it; 0 for any
// other rune.
func toneOf(r rune) byte {
	switch r {
	case '\u0301':
		return '1'
	case '\u0300':
		return '2'
	case '\u0309':
		return '3'
	case '\u0303':
		return '4'
	case '\u0323':
		return '5'
	}
	return 0
}

// wordsIn cuts a text into words, where catalog.Fold cuts and where letters
// meet digits: "ST25" and "ST 25" are one.
func wordsIn(text string) []word { return vocabulary(nil).wordsIn(text) }

// vocabulary remembers words for who reads a whole catalogue, in which the same
// syllables come again and again: to fold one takes longer than to find it. None
// remembers nothing.
type vocabulary map[string][]word

func (v vocabulary) wordsIn(text string) []word {
	var words []word
	for _, piece := range piecesIn(text) {
		for _, part := range cutAtDigits(piece) {
			words = append(words, v.syllable(part)...)
		}
	}
	return words
}

// again is wordsIn of a text that comes more than once, as a producer's name.
func (v vocabulary) again(text string) []word {
	words, known := v[text]
	if !known {
		words = v.wordsIn(text)
		v.keep(text, words)
	}
	return words
}

// syllable is the word that a part is, or none.
func (v vocabulary) syllable(part string) []word {
	words, known := v[part]
	if known {
		return words
	}
	if w := newWord(part); w.folded != "" {
		words = []word{w}
	}
	v.keep(part, words)
	return words
}

func (v vocabulary) keep(text string, words []word) {
	if v != nil {
		v[text] = words
	}
}

// piecesIn cuts a text at everything that is neither letter, mark nor digit.
func piecesIn(text string) []string {
	return strings.FieldsFunc(strings.ToLower(catalog.Clean(text)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r)
	})
}

// cutAtDigits cuts where letters meet digits.
func cutAtDigits(piece string) []string {
	var parts []string
	start, digits := 0, false
	for i, r := range piece {
		if is := unicode.IsDigit(r); is != digits {
			if i > start {
				parts = append(parts, piece[start:i])
				start = i
			}
			digits = is
		}
	}
	return append(parts, piece[start:])
}

// english strips the plural of an English word: straws, boxes; others stay.
func singular(folded string) string {
	switch n := len(folded); {
	case n < 4 || folded[n-1] != 's' || strings.HasSuffix(folded, "ss") || strings.HasSuffix(folded, "us") || strings.HasSuffix(folded, "is"):
		return folded
	case strings.HasSuffix(folded, "ies") && n > 4:
		return folded[:n-3] + "y"
	case strings.HasSuffix(folded, "ches"), strings.HasSuffix(folded, "shes"), strings.HasSuffix(folded, "xes"), strings.HasSuffix(folded, "oes"):
		return folded[:n-2]
	default:
		return folded[:n-1]
	}
}
