package search

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Marks as they combine with a letter.
const (
	breve      = '\u0306'
	circumflex = '\u0302'
	horn       = '\u031b'
)

// syllable is a word being put together from keys.
type syllable struct {
	letters []rune // one for each base letter, đ included
	marks   []rune // of each letter; 0 is none
	tone    rune
	keys    int // how many keys became marks
}

// decodeTelex reads a word whose Telex keys were not or only partly converted:
// nuowcs, mưcj. It refuses what does not become a Vietnamese syllable.
func decodeTelex(text string) (string, bool) {
	if len(text) < 2 {
		return "", false // a word just begun
	}
	return decode(text, (*syllable).telex)
}

// decodeVNI reads the same for the VNI keys: che62, nuo7c1.
func decodeVNI(text string) (string, bool) { return decode(text, (*syllable).vni) }

func decode(text string, press func(*syllable, rune) bool) (string, bool) {
	var s syllable
	for _, r := range norm.NFD.String(text) {
		switch {
		case r == breve || r == circumflex || r == horn:
			if len(s.marks) > 0 {
				s.marks[len(s.marks)-1] = r
			}
		case toneOf(r) != 0:
			if s.tone != 0 {
				return "", false
			}
			s.tone = r
		case unicode.Is(unicode.Mn, r):
			return "", false
		case press(&s, r):
			s.keys++
		case unicode.IsDigit(r):
			return "", false
		default:
			s.letters, s.marks = append(s.letters, r), append(s.marks, 0)
		}
	}
	if s.keys == 0 || s.tone == unicode.MaxRune || !isSyllable(newWord(string(s.letters)).folded) {
		return "", false
	}
	return s.String(), true
}

// telex takes a key that is a mark and reports whether it was one.
func (s *syllable) telex(key rune) bool {
	switch key {
	case 's', 'f', 'r', 'x', 'j':
		return s.hasVowel() && s.setTone(map[rune]rune{'s': '\u0301', 'f': '\u0300', 'r': '\u0309', 'x': '\u0303', 'j': '\u0323'}[key])
	case 'w':
		if s.addHorn() || s.mark("a", breve) {
			return true
		}
		if s.hasVowel() || slices.Contains(s.letters, 'w') {
			return false
		}
		s.letters, s.marks = append(s.letters, 'u'), append(s.marks, horn)
		return true
	case 'd':
		return s.crossD()
	case 'a', 'e', 'o':
		return s.mark(string(key), circumflex)
	}
	return false
}

func (s *syllable) vni(key rune) bool {
	switch key {
	case '1', '2', '3', '4', '5':
		return s.hasVowel() && s.setTone([]rune{'\u0301', '\u0300', '\u0309', '\u0303', '\u0323'}[key-'1'])
	case '6':
		return s.mark("aeo", circumflex)
	case '7':
		return s.addHorn()
	case '8':
		return s.mark("a", breve)
	case '9':
		return s.crossD()
	}
	return false
}

// setTone notes a tone; a second one spoils the word.
func (s *syllable) setTone(tone rune) bool {
	if s.tone != 0 {
		tone = unicode.MaxRune
	}
	s.tone = tone
	return true
}

// mark puts a mark on the last of the vowels that has none yet.
func (s *syllable) mark(vowels string, mark rune) bool {
	for i := len(s.letters) - 1; i >= 0; i-- {
		if strings.ContainsRune(vowels, s.letters[i]) && s.marks[i] == 0 {
			s.marks[i] = mark
			return true
		}
	}
	return false
}

// addHorn makes ơ, ư, or ươ of both.
func (s *syllable) addHorn() bool {
	for i := len(s.letters) - 1; i >= 0; i-- {
		if s.letters[i] != 'o' && s.letters[i] != 'u' || s.marks[i] != 0 {
			continue
		}
		if i == 1 && s.letters[0] == 'q' && s.letters[1] == 'u' {
			return false
		}
		s.marks[i] = horn
		if i > 0 && s.letters[i] == 'o' && s.letters[i-1] == 'u' && s.marks[i-1] == 0 && s.letters[0] != 'q' {
			s.marks[i-1] = horn
		}
		return true
	}
	return false
}

// crossD makes đ of the d that begins the word.
func (s *syllable) crossD() bool {
	if len(s.letters) == 0 || s.letters[0] != 'd' {
		return false
	}
	s.letters[0] = 'đ'
	return true
}

func (s *syllable) hasVowel() bool {
	return slices.ContainsFunc(s.letters, func(r rune) bool { return strings.ContainsRune("aeiouy", r) })
}

// String writes the word with its tone where schools put it (hòa, thủy).
func (s *syllable) String() string {
	at := s.toneAt()
	var b strings.Builder
	for i, r := range s.letters {
		b.WriteRune(r)
		if s.marks[i] != 0 {
			b.WriteRune(s.marks[i])
		}
		if i == at && s.tone != 0 {
			b.WriteRune(s.tone)
		}
	}
	return norm.NFC.String(b.String())
}

// toneAt is the letter that carries the tone.
func (s *syllable) toneAt() int {
	var vowels []int
	for i, r := range s.letters {
		if strings.ContainsRune("aeiouy", r) {
			vowels = append(vowels, i)
		}
	}
	glide := len(vowels) > 1 && vowels[0] == 1 && (s.letters[0] == 'q' && s.letters[1] == 'u' || s.letters[0] == 'g' && s.letters[1] == 'i')
	if glide {
		vowels = vowels[1:]
	}
	for _, i := range slices.Backward(vowels) {
		if s.marks[i] != 0 {
			return i
		}
	}
	switch n := len(vowels); {
	case n == 0:
		return -1
	case n == 1:
		return vowels[0]
	case n == 3:
		return vowels[1]
	case vowels[n-1] < len(s.letters)-1: // a consonant ends it
		return vowels[n-1]
	default:
		return vowels[0]
	}
}
