// Package locale knows the words of the site in Vietnamese and English and how
// each language writes numbers, money and dates. It refuses to know where on a
// page a word stands; the words of the data itself are not here.
package locale

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Lang is a language of the site.
type Lang string

// The languages; Vietnamese is the first and the fallback.
const (
	VI Lang = "vi"
	EN Lang = "en"
)

// Langs lists the languages, the first one first.
func Langs() []Lang { return []Lang{VI, EN} }

// Other is the language that the language switch leads to.
func (l Lang) Other() Lang {
	if l == VI {
		return EN
	}
	return VI
}

// Preferred is the first of our languages in an Accept-Language header, the first
// one where it names none of them.
func Preferred(header string) Lang {
	tags, _, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return VI
	}
	for _, tag := range tags {
		switch base, _ := tag.Base(); base.String() {
		case "vi":
			return VI
		case "en":
			return EN
		}
	}
	return VI
}

//go:embed *.json
var files embed.FS

// Words holds every message of both languages.
type Words struct{ printers map[Lang]*Printer }

// Load reads the embedded messages.
func Load() (*Words, error) {
	words := &Words{printers: make(map[Lang]*Printer)}
	for _, lang := range Langs() {
		messages, err := readMessages(lang)
		if err != nil {
			return nil, err
		}
		words.printers[lang] = &Printer{Lang: lang, tag: language.MustParse(string(lang)), messages: messages}
	}
	return words, nil
}

// readMessages joins the files of a language: vi.json and one vi_….json for each
// part of the site. A key stands in one file only.
func readMessages(lang Lang) (map[string]string, error) {
	names, err := fs.Glob(files, string(lang)+"*.json")
	if err != nil {
		return nil, fmt.Errorf("listing messages: %w", err)
	}
	messages := make(map[string]string)
	for _, name := range names {
		data, err := files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("reading messages: %w", err)
		}
		var part map[string]string
		if err := json.Unmarshal(data, &part); err != nil {
			return nil, fmt.Errorf("reading messages of %s: %w", name, err)
		}
		for key, message := range part {
			if _, twice := messages[key]; twice {
				return nil, fmt.Errorf("%s: %q has a message in another file already", name, key)
			}
			messages[key] = message
		}
	}
	return messages, nil
}

// In is the printer of a language.
func (w *Words) In(lang Lang) *Printer { return w.printers[lang] }

// Printer writes messages, numbers and dates in one language. It is safe for
// concurrent use.
type Printer struct {
	Lang     Lang
	tag      language.Tag
	messages map[string]string
}

// T is the message of a key with its {names} replaced; values come in pairs of
// name and text. An unknown key is written as itself, which a test forbids.
func (p *Printer) T(key string, pairs ...string) string {
	message, ok := p.messages[key]
	if !ok {
		return key
	}
	if len(pairs) == 0 {
		return message
	}
	return fill(message, pairs)
}

// fill replaces each {name} of a message by its value; others stay as they are.
// Pages do this a hundred times each, where strings.NewReplacer would build a
// search tree every time.
func fill(message string, pairs []string) string {
	var b strings.Builder
	b.Grow(len(message) + 32)
	for {
		before, rest, found := strings.Cut(message, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		if value, known := valueOf(pairs, name); known {
			b.WriteString(value)
			message = after
			continue
		}
		b.WriteByte('{')
		message = rest
	}
}

func valueOf(pairs []string, name string) (value string, known bool) {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == name {
			return pairs[i+1], true
		}
	}
	return "", false
}

// Has reports whether a key has a message.
func (p *Printer) Has(key string) bool {
	_, ok := p.messages[key]
	return ok
}

// N is the message of a key for a count: key#one or key#other, as the language
// asks, with {count} written out.
func (p *Printer) N(key string, count int, pairs ...string) string {
	form := "#other"
	if plural.Cardinal.MatchPlural(p.tag, count, 0, 0, 0, 0) == plural.One && p.Has(key+"#one") {
		form = "#one"
	}
	return p.T(key+form, append(pairs, "count", p.Number(count))...)
}

// Pick chooses the text of the printer's language where there is one, the other
// where not, and says which language it is in, for the lang attribute.
func (p *Printer) Pick(vi, en string) (text string, lang Lang) {
	switch {
	case p.Lang == EN && en != "":
		return en, EN
	case vi != "":
		return vi, VI
	}
	return en, EN
}

// Text is Pick without the language.
func (p *Printer) Text(vi, en string) string {
	text, _ := p.Pick(vi, en)
	return text
}
