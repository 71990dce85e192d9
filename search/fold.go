package search

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"ocop/catalog"
)

// maxTerms bounds the words of a query that are looked up; a name of ten
// syllables with its maker's name stays far below it.
const maxTerms = 24

// term is one word of a query.
type term struct {
	folded string // as looked up
	exact  string // small letters with marks, to put exact tones first
	prefix bool   // still being typed
}

// readTerms splits what was typed into words. The last one counts as a prefix
// unless a space follows it.
func readTerms(text string) []term {
	text = norm.NFC.String(text)
	words := strings.Fields(wordsOf(text))
	if len(words) > maxTerms {
		words = words[:maxTerms]
	}
	terms := make([]term, 0, len(words))
	for _, word := range words {
		if folded := catalog.Fold(word); folded != "" {
			terms = append(terms, term{folded: folded, exact: word})
		}
	}
	if n := len(terms); n > 0 && !strings.HasSuffix(text, " ") {
		terms[n-1].prefix = true
	}
	return terms
}

// wordsOf is the text in small letters with everything but letters, marks and
// digits as spaces, cut where catalog.Fold cuts.
func wordsOf(text string) string {
	var b strings.Builder
	for _, r := range catalog.Clean(text) {
		if catalog.Fold(string(r)) == "" {
			r = ' '
		}
		b.WriteRune(r)
	}
	return strings.ToLower(b.String())
}
