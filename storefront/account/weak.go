package account

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"ocop/catalog"
)

// Bounds of a password. Ten letters that no list holds are harder to guess at
// the rate that Guesses allows than eight with signs in them.
const (
	shortestPassword = 10
	longestPassword  = 256
)

// most is how few letters may be left of a good password when what anybody would
// try first is taken away.
const leastOwn = 4

// commonText is what guesses begin with, one to a line, folded: words, names and
// rows of keys of Vietnamese and of the whole world, written down by ourselves from
// what everybody knows of lists of stolen passwords.
//
//go:embed common.txt
var commonText string

// Weak is what is wrong with a password somebody chose: "short", "long",
// "common" or "own"; empty where it is good. No kinds of letters are asked for.
func Weak(password string, who Account) string {
	switch {
	case utf8.RuneCountInString(password) < shortestPassword:
		return "short"
	case len(password) > longestPassword:
		return "long"
	case fewLetters(password) || common(plain(password)) || common(plain(unmasked(password))):
		return "common"
	case own(plain(password), who):
		return "own"
	}
	return ""
}

// plain is a password as a guesser writes it down: no case, tones, signs, spaces.
func plain(password string) string { return strings.ReplaceAll(catalog.Fold(password), " ", "") }

// unmasked reads the signs that stand for letters, as in P@ssw0rd!2026, and leaves
// out what stands around the word.
func unmasked(password string) string {
	word := strings.TrimFunc(password, func(r rune) bool { return !unicode.IsLetter(r) })
	if word == "" {
		return password
	}
	return strings.NewReplacer("@", "a", "4", "a", "3", "e", "1", "i", "!", "i", "0", "o", "$", "s", "5", "s", "7", "t").Replace(word)
}

// fewLetters reports whether a password repeats the same few letters.
func fewLetters(password string) bool {
	seen := make(map[rune]bool)
	for _, r := range password {
		seen[r] = true
	}
	return len(seen) < 5
}

// common reports whether a password is on the list, also with digits before and
// after or twice over, or is made of what lists of guesses begin with.
func common(folded string) bool {
	core := strings.TrimFunc(folded, unicode.IsDigit)
	half := core[:len(core)/2]
	if listed(folded) || listed(core) || half+half == core && listed(half) {
		return true
	}
	rest := folded
	for _, word := range []string{
		"1234567890", "0987654321", "123456789", "12345678", "1234567", "123456", "12345", "1234", "123",
		"qwertyuiop", "asdfghjkl", "zxcvbnm", "qwerty", "abcdef", "abc", "password", "matkhau", "admin", "administrator",
		"vietnam", "hanoi", "saigon", "anhyeuem", "emyeuanh", "iloveyou", "yeuem", "welcome", "letmein", "ocop", "xinchao", "camon",
		"2020", "2021", "2022", "2023", "2024", "2025", "2026", "2027",
	} {
		rest = strings.ReplaceAll(rest, word, "")
	}
	return len(rest) < leastOwn
}

func listed(folded string) bool {
	for line := range strings.Lines(commonText) {
		if strings.TrimSpace(line) == folded && folded != "" {
			return true
		}
	}
	return false
}

// own reports whether a password is little more than what a stranger can look up
// of its owner: the name in any order, its parts, the mail, the phone.
func own(folded string, who Account) bool {
	local, domain, _ := strings.Cut(who.Email, "@")
	phone := strings.TrimPrefix(who.Phone, "+84")
	known := append(strings.Fields(catalog.Fold(who.Name)), local, domain, "84"+phone, "0"+phone, phone, strings.TrimSuffix(domain, ".com"))
	known = append([]string{who.Name, who.Email}, known...)
	rest := folded
	for _, text := range known {
		text = plain(text)
		if len(text) >= 4 && strings.Contains(folded, text) && len(folded)-len(text) < 6 {
			return true
		}
		if len(text) >= 3 {
			rest = strings.ReplaceAll(rest, text, "")
		}
	}
	return rest != folded && len(strings.TrimFunc(rest, unicode.IsDigit)) < leastOwn
}
