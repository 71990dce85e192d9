package storefront

import (
	"strconv"
	"strings"
	"testing"

	"ocop/storefront/locale"
)

// TestKeptSuggestions keeps what many type, as long as the index is the same and
// for its language, and nothing else.
func TestKeptSuggestions(t *testing.T) {
	kept, err := newKeptSuggestions()
	if err != nil {
		t.Fatal(err)
	}
	made := 0
	ask := func(edition int64, language locale.Lang, text string) string {
		body, err := kept.answer(suggestKey{edition, language, text}, func() ([]byte, error) {
			made++
			return []byte(strconv.Itoa(made)), nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	long := strings.Repeat("ữ", shortText+1)
	for i, test := range []struct {
		edition  int64
		language locale.Lang
		text     string
		want     string
	}{
		{1, locale.VI, "ch", "1"},
		{1, locale.VI, "ch", "1"},
		{1, locale.EN, "ch", "2"},
		{1, locale.VI, "ch ", "3"}, // the word is whole
		{2, locale.VI, "ch", "4"},
		{2, locale.VI, long, "5"},
		{2, locale.VI, long, "6"},
		{2, locale.VI, long[:len(long)-len("ữ")], "7"},
		{2, locale.VI, long[:len(long)-len("ữ")], "7"},
	} {
		if got := ask(test.edition, test.language, test.text); got != test.want {
			t.Errorf("%d: got answer %s, want %s", i, got, test.want)
		}
	}
}
