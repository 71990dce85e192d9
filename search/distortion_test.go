package search_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"ocop/catalog"
	"ocop/search"
)

// distortions is how many queries the run makes, spread evenly over its kinds:
// half as many where nobody reads the table and CI does not decide by it.
func distortions() int {
	if testing.Verbose() || os.Getenv("CI") != "" {
		return 2000
	}
	return 1000
}

// distorter spoils names the way hurried hands do. The same seed gives the same
// queries.
type distorter struct {
	*rand.Rand
	names []string
}

// kinds are the ways to spoil a name; each reports whether it could.
func (d distorter) kinds() map[string]func(string) (string, bool) {
	return map[string]func(string) (string, bool){
		"no diacritics": func(name string) (string, bool) { plain := bare(name); return plain, plain != strings.ToLower(name) },
		"telex":         func(name string) (string, bool) { typed := telexOf(name); return typed, typed != strings.ToLower(name) },
		"substituted":   func(name string) (string, bool) { return d.letter(name, d.substitute) },
		"dropped":       func(name string) (string, bool) { return d.letter(name, drop) },
		"doubled":       func(name string) (string, bool) { return d.letter(name, double) },
		"swapped":       func(name string) (string, bool) { return d.letter(name, swap) },
		"one tone":      d.tone,
		"joined":        d.join,
		"cut short":     d.cut,
		"shuffled":      d.shuffle,
	}
}

// bare takes all marks off, in small letters.
func bare(name string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(name)) {
		switch {
		case r >= 0x300 && r <= 0x36f:
		case r == 'đ':
			b.WriteByte('d')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// telexOf writes every word as its Telex keys, the tone last.
func telexOf(name string) string {
	keys := map[rune]string{0x302: "", 0x306: "w", 0x31b: "w"}
	tones := map[rune]string{0x301: "s", 0x300: "f", 0x309: "r", 0x303: "x", 0x323: "j"}
	words := strings.Fields(strings.ToLower(name))
	for i, word := range words {
		var b strings.Builder
		tone, last := "", rune(0)
		for _, r := range norm.NFD.String(word) {
			switch {
			case tones[r] != "":
				tone = tones[r]
			case r == 0x302:
				b.WriteRune(last)
			case keys[r] != "":
				b.WriteString(keys[r])
			case r == 'đ':
				b.WriteString("dd")
			default:
				b.WriteRune(r)
				last = r
			}
		}
		words[i] = b.String() + tone
	}
	return strings.Join(words, " ")
}

// letter changes one letter of one word that has at least two.
func (d distorter) letter(name string, change func([]rune, int) []rune) (string, bool) {
	words := strings.Fields(strings.ToLower(name))
	for range 20 {
		i := d.IntN(len(words))
		letters := []rune(norm.NFC.String(words[i]))
		if len(letters) < 2 || catalog.Fold(words[i]) == "" || strings.ContainsAny(words[i], "0123456789()/–-.,") {
			continue
		}
		if changed := string(change(slices.Clone(letters), d.IntN(len(letters)-1))); changed != string(letters) {
			words[i] = changed
			return strings.Join(words, " "), true
		}
	}
	return "", false
}

func (d distorter) substitute(letters []rune, at int) []rune {
	letters[at] = rune('a' + d.IntN(26))
	return letters
}

func drop(letters []rune, at int) []rune { return slices.Delete(letters, at, at+1) }

func double(letters []rune, at int) []rune { return slices.Insert(letters, at, letters[at]) }

func swap(letters []rune, at int) []rune {
	letters[at], letters[at+1] = letters[at+1], letters[at]
	return letters
}

// tone gives one word another tone.
func (d distorter) tone(name string) (string, bool) {
	words := strings.Fields(strings.ToLower(name))
	all := []rune{0x300, 0x301, 0x303, 0x309, 0x323}
	for range 20 {
		i := d.IntN(len(words))
		letters := []rune(norm.NFD.String(words[i]))
		at := slices.IndexFunc(letters, func(r rune) bool { return slices.Contains(all, r) })
		if at < 0 {
			continue
		}
		if other := all[d.IntN(len(all))]; other != letters[at] {
			letters[at] = other
			words[i] = norm.NFC.String(string(letters))
			return strings.Join(words, " "), true
		}
	}
	return "", false
}

func (d distorter) join(name string) (string, bool) {
	words := strings.Fields(name)
	if len(words) < 2 {
		return "", false
	}
	i := d.IntN(len(words) - 1)
	return strings.Join(append(slices.Clone(words[:i]), append([]string{words[i] + words[i+1]}, words[i+2:]...)...), " "), true
}

// cut cuts the last word short, where at most ten names fit what is left.
func (d distorter) cut(name string) (string, bool) {
	words := strings.Fields(name)
	letters := []rune(words[len(words)-1])
	if len(letters) < 2 {
		return "", false
	}
	cut := strings.Join(append(slices.Clone(words[:len(words)-1]), string(letters[:1+d.IntN(len(letters)-1)])), " ")
	begin, fit := catalog.Fold(cut), 0
	for _, other := range d.names {
		if strings.HasPrefix(catalog.Fold(other), begin) {
			fit++
		}
	}
	return cut, fit <= 10 && begin != catalog.Fold(name)
}

func (d distorter) shuffle(name string) (string, bool) {
	words := strings.Fields(name)
	mixed := slices.Clone(words)
	d.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
	return strings.Join(mixed, " "), !slices.Equal(words, mixed)
}

// distorted makes the queries: a product's name, and its producer's where the
// name is shared.
func distorted(t *testing.T, index *search.Index) []graded {
	t.Helper()
	rows, err := index.DB.Query(t.Context(), `
		SELECT p.name, coalesce(m.name, '') FROM product p LEFT JOIN producer m ON m.id = p.producer_id ORDER BY p.id`)
	if err != nil {
		t.Fatal(err)
	}
	d := distorter{Rand: rand.New(rand.NewPCG(20261122, 3))}
	var producers []string
	var name, producer string
	shared := make(map[string]int)
	for rows.Next() {
		if err := rows.Scan(&name, &producer); err != nil {
			t.Fatal(err)
		}
		d.names, producers = append(d.names, name), append(producers, producer)
		shared[catalog.Fold(name)]++
	}
	kinds := d.kinds()
	var names []string
	for kind := range kinds {
		names = append(names, kind)
	}
	slices.Sort(names)
	var queries []graded
	for len(queries) < distortions() {
		i := d.IntN(len(d.names))
		text := d.names[i]
		if shared[catalog.Fold(text)] > 1 {
			text += " " + producers[i]
		}
		kind := names[len(queries)%len(names)]
		if kind == "cut short" && shared[catalog.Fold(d.names[i])] > 1 {
			continue
		}
		if spoiled, ok := kinds[kind](text); ok {
			queries = append(queries, graded{text: spoiled, kind: kind, right: labels(d.names[i] + "|" + producers[i])})
		}
	}
	return queries
}

// TestDistortion measures spoiled names on the demonstration's products:
// go test ./search -run Distortion -v
func TestDistortion(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped, because -short was asked for, which leaves measurements out")
	}
	t.Parallel()
	index := demoCatalogue(t)
	queries := distorted(t, index)
	for _, s := range searchings(t, index) {
		kinds, began := make(map[string]*tally), time.Now()
		var misses []string
		for _, q := range s.asked(queries) {
			answers, err := s.lookUp(t.Context(), q.text)
			if err != nil {
				t.Fatalf("%s: %q: %v", s.name, q.text, err)
			}
			if kinds[q.kind] == nil {
				kinds[q.kind] = new(tally)
			}
			if within, first := kinds[q.kind].add(answers, q.right); s.ours && (!within || !first) {
				misses = append(misses, fmt.Sprintf("%s (%s): within %v\n  want %s\n  got  %s", q.text, q.kind, within, q.right[0], strings.Join(answers[:min(3, len(answers))], "; ")))
			}
		}
		report(t, s.name, kinds, time.Since(began))
		if !s.ours {
			continue
		}
		t.Log(strings.Join(misses, "\n"))
		for kind, k := range kinds {
			if k.first < 0.93*k.n || k.within < 0.99*k.n {
				t.Errorf("%s, %s: %.1f %% first and %.1f %% in 10, want 93 and 99", s.name, kind, 100*k.first/k.n, 100*k.within/k.n)
			}
		}
	}
}
