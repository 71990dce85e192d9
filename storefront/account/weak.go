package account

import (
	"strings"
	"unicode/utf8"

	"ocop/catalog"
)

// Bounds of a password. Ten letters that no list holds are harder to guess at
// the rate that Guesses allows than eight with signs in them.
const (
	shortestPassword = 10
	longestPassword  = 256
)

// Weak is what is wrong with a password somebody chose: "short", "long",
// "common" or "own"; empty where it is good. No kinds of letters are asked for.
func Weak(password string, who Account) string {
	folded := strings.ReplaceAll(catalog.Fold(password), " ", "")
	switch {
	case utf8.RuneCountInString(password) < shortestPassword:
		return "short"
	case len(password) > longestPassword:
		return "long"
	case fewLetters(password) || common(folded):
		return "common"
	}
	local, _, _ := strings.Cut(who.Email, "@")
	for _, own := range []string{who.Name, local, strings.TrimPrefix(who.Phone, "+84")} {
		own = strings.ReplaceAll(catalog.Fold(own), " ", "")
		if len(own) >= 4 && strings.Contains(folded, own) && len(folded)-len(own) < 6 {
			return "own"
		}
	}
	return ""
}

// fewLetters reports whether a password repeats the same few letters.
func fewLetters(password string) bool {
	seen := make(map[rune]bool)
	for _, r := range password {
		seen[r] = true
	}
	return len(seen) < 5
}

// common reports whether a password is made of what lists of guesses begin with.
func common(folded string) bool {
	rest := folded
	for _, word := range []string{
		"1234567890", "0987654321", "123456789", "12345678", "1234567", "123456", "12345", "1234", "123",
		"qwertyuiop", "asdfghjkl", "zxcvbnm", "qwerty", "abcdef", "abc", "password", "matkhau", "admin", "administrator",
		"vietnam", "hanoi", "saigon", "anhyeuem", "emyeuanh", "iloveyou", "yeuem", "welcome", "letmein", "ocop", "xinchao", "camon",
		"2020", "2021", "2022", "2023", "2024", "2025", "2026", "2027",
	} {
		rest = strings.ReplaceAll(rest, word, "")
	}
	return len(rest) < 4
}
