package search

import (
	"bytes"
	"embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
)

// The data of the thesaurus: pairs of words for one thing, and words that tell
// nothing about what is looked for.
//
//go:embed synonyms.csv english.csv fillers.txt
var thesaurusFiles embed.FS

// maxPhrase is the longest phrase, in words, that the thesaurus is asked for.
const maxPhrase = 6

// Synonym is a line of the thesaurus: who looks for From is shown To as well.
type Synonym struct {
	From, To string
	Kind     string // spelling, north-south, english, related
	OneWay   bool   // To does not lead back to From
	Within   string // only in documents that hold these words
	Of       string `db:"-"` // only in documents whose kind holds this word; not for staff to say
	Group    string // only in documents of this group, by its slug
}

// thesaurus knows other words for what was typed. It never changes.
type thesaurus struct {
	sources map[string][]target // by the folded words of a phrase, spaced
	fillers map[string][][]word
	words   map[string]bool // every word of a source
}

// target is what a phrase may be looked up as.
type target struct {
	from   []word // the phrase with its marks
	words  []word
	within []string
	worth  float64
}

// readThesaurus reads the embedded data.
func readThesaurus() (list []Synonym, fillers []string, err error) {
	for _, name := range []string{"synonyms.csv", "english.csv"} {
		more, err := readSynonyms(name)
		if err != nil {
			return nil, nil, err
		}
		list = append(list, more...)
	}
	lines, err := thesaurusFiles.ReadFile("fillers.txt")
	if err != nil {
		return nil, nil, fmt.Errorf("reading fillers: %w", err)
	}
	return list, strings.Split(string(lines), "\n"), nil
}

// readSynonyms reads lines of a,b,kind,way,within; within is words, a group's slug
// after an @, or a word of the kind after a #.
func readSynonyms(name string) ([]Synonym, error) {
	data, err := thesaurusFiles.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("reading synonyms: %w", err)
	}
	reader := csv.NewReader(bytes.NewReader(data))
	reader.FieldsPerRecord = 5
	rows, err := reader.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	var list []Synonym
	for _, row := range rows[1:] {
		s := Synonym{From: row[0], To: row[1], Kind: row[2], OneWay: row[3] == "one", Within: row[4]}
		if group, ok := strings.CutPrefix(s.Within, "@"); ok {
			s.Within, s.Group = "", group
		}
		if kind, ok := strings.CutPrefix(s.Within, "#"); ok {
			s.Within, s.Of = "", kind
		}
		list = append(list, s)
	}
	return list, nil
}

func newThesaurus(list []Synonym, fillers []string) *thesaurus {
	t := &thesaurus{sources: make(map[string][]target), fillers: make(map[string][][]word), words: make(map[string]bool)}
	known := make(vocabulary)
	for _, s := range list {
		t.add(s, known)
		if !s.OneWay {
			s.From, s.To, s.Within, s.Of = s.To, s.From, "", ""
			t.add(s, known)
		}
	}
	t.close()
	for _, filler := range fillers {
		if words := wordsIn(filler); len(words) > 0 {
			t.fillers[spaced(words)] = append(t.fillers[spaced(words)], words)
		}
	}
	return t
}

func worthOf(kind string) float64 {
	switch kind {
	case "spelling":
		return asSpelled
	case "related":
		return asRelated
	}
	return asSame
}

// add takes From's way to To; one that nobody could type or find is none.
func (t *thesaurus) add(s Synonym, known vocabulary) {
	source := known.wordsIn(s.From)
	made := target{from: source, words: known.wordsIn(s.To), worth: worthOf(s.Kind)}
	if len(source) == 0 || len(source) > maxPhrase || len(made.words) == 0 || len(made.words) > maxPhrase {
		return
	}
	if limits := known.wordsIn(s.Within); len(limits) > 0 {
		made.within = (&alternative{words: limits}).asked()
	}
	if s.Of != "" {
		made.within = append(made.within, kindToken(newWord(s.Of).key))
	}
	if s.Group != "" {
		made.within = append(made.within, groupToken(s.Group))
	}
	t.sources[spaced(source)] = append(t.sources[spaced(source)], made)
	for _, w := range source {
		t.words[w.folded] = true
	}
}

// close follows targets one step further: pork leads to thịt lợn, and so to
// thịt heo.
func (t *thesaurus) close() {
	more := make(map[string][]target)
	for source, targets := range t.sources {
		for _, first := range targets {
			for _, second := range t.sources[spaced(first.words)] {
				again := spaced(second.words) == source || slices.ContainsFunc(targets, func(x target) bool { return spaced(x.words) == spaced(second.words) })
				if !again && len(first.within) == 0 && agree(first.words, second.from) {
					more[source] = append(more[source], target{first.from, second.words, second.within, first.worth * second.worth})
				}
			}
		}
	}
	for source, targets := range more {
		slices.SortStableFunc(targets, func(a, b target) int { return strings.Compare(spaced(a.words), spaced(b.words)) })
		t.sources[source] = append(t.sources[source], targets...)
	}
}

// spaced is the folded words of a phrase.
func spaced(words []word) string {
	folded := make([]string, len(words))
	for i, w := range words {
		folded[i] = w.folded
	}
	return strings.Join(folded, " ")
}

// agree reports whether what was typed can be meant as a phrase: marks that
// were typed are the phrase's own.
func agree(typed, phrase []word) bool {
	for i, w := range typed {
		if w.marked() && w.key != phrase[i].key {
			return false
		}
	}
	return true
}

// knows reports whether a folded word is part of a phrase looked up.
func (t *thesaurus) knows(folded string) bool { return t.words[folded] }

// english reports whether a folded word is by itself one of another language that
// other words stand for: silk, but not tre or muc, which are syllables.
func (t *thesaurus) english(folded string) bool {
	return len(t.sources[folded]) > 0 && !isSyllable(folded)
}

// of is the targets of a single folded word.
func (t *thesaurus) of(folded string) []target { return t.sources[folded] }

// expand adds the other words for every phrase among the terms.
func (t *thesaurus) expand(r *reading) {
	for from := range r.terms {
		for to := from + 1; to <= min(len(r.terms), from+maxPhrase); to++ {
			if r.terms[to-1].role == quoted || r.terms[from].role == quoted {
				break
			}
			typed := r.words(from, to)
			for _, key := range spellings(typed) {
				for _, target := range t.sources[key] {
					if agree(typed, target.from) {
						r.ways = append(r.ways, alternative{from: from, to: to, words: target.words, within: target.within, worth: target.worth})
					}
				}
			}
		}
	}
}

// spellings are the keys a phrase is looked up by: as it is, and with English
// words in the singular.
func spellings(words []word) []string {
	key := spaced(words)
	ones := make([]string, len(words))
	for i, w := range words {
		ones[i] = singular(w.folded)
	}
	if one := strings.Join(ones, " "); one != key {
		return []string{key, one}
	}
	return []string{key}
}

// words is the terms from from up to to.
func (r *reading) words(from, to int) []word {
	words := make([]word, 0, to-from)
	for _, t := range r.terms[from:to] {
		words = append(words, t.word)
	}
	return words
}
