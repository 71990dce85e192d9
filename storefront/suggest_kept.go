package storefront

import (
	"fmt"
	"unicode/utf8"

	"github.com/maypok86/otter/v2"

	"ocop/storefront/locale"
)

// Everybody who looks for something types its first letters, so the answers to
// these are kept. What is longer is hardly ever asked for twice.
const (
	shortText        = 8 // letters
	suggestionsBytes = 4 << 20
)

// suggestKey is what an answer depends on.
type suggestKey struct {
	edition  int64 // of the index: when it changes, nobody asks for the old answers any more
	language locale.Lang
	text     string
}

// keptSuggestions keeps the answers to short texts, those asked for most.
type keptSuggestions struct {
	answers *otter.Cache[suggestKey, []byte]
}

func newKeptSuggestions() (keptSuggestions, error) {
	answers, err := otter.New(&otter.Options[suggestKey, []byte]{
		MaximumWeight: suggestionsBytes,
		Weigher:       func(key suggestKey, body []byte) uint32 { return uint32(len(key.text) + len(body) + 128) },
	})
	if err != nil {
		return keptSuggestions{}, fmt.Errorf("preparing the answers kept: %w", err)
	}
	return keptSuggestions{answers}, nil
}

// answer is a kept answer, or one made now.
func (k keptSuggestions) answer(key suggestKey, work func() ([]byte, error)) ([]byte, error) {
	if utf8.RuneCountInString(key.text) > shortText {
		return work()
	}
	if body, ok := k.answers.GetIfPresent(key); ok {
		return body, nil
	}
	body, err := work()
	if err == nil {
		k.answers.Set(key, body)
	}
	return body, err
}
