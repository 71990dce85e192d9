package search

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/bits-and-blooms/bitset"
)

// register numbers the tokens of documents. It only grows, so that what a
// snapshot has of it stays valid.
type register struct {
	numbers map[string]uint32
	texts   []string
	sorted  []uint32 // the numbers in the order of their texts
}

// take gives the numbers of tokens.
func (r *register) take(tokens []string) []uint32 {
	if r.numbers == nil {
		r.numbers = make(map[string]uint32)
	}
	numbers := make([]uint32, len(tokens))
	for i, token := range tokens {
		n, known := r.numbers[token]
		if !known {
			n = uint32(len(r.texts))
			r.numbers[token], r.texts = n, append(r.texts, token)
		}
		numbers[i] = n
	}
	return numbers
}

// arrange sorts what has come since the last time in among the others.
func (r *register) arrange() { r.sorted = arranged(r.sorted, r.texts) }

// arranged is the numbers of texts in the order of the texts: those arranged
// before, which stay as they are, and what has come since.
func arranged(before []uint32, texts []string) []uint32 {
	if len(before) == len(texts) {
		return before
	}
	fresh := make([]uint32, 0, len(texts)-len(before))
	for n := len(before); n < len(texts); n++ {
		fresh = append(fresh, uint32(n))
	}
	slices.SortFunc(fresh, func(a, b uint32) int { return cmp.Compare(texts[a], texts[b]) })
	merged := make([]uint32, 0, len(texts))
	for _, n := range before {
		for len(fresh) > 0 && texts[fresh[0]] < texts[n] {
			merged, fresh = append(merged, fresh[0]), fresh[1:]
		}
		merged = append(merged, n)
	}
	return append(merged, fresh...)
}

// postings is which entries of a snapshot hold which token: what PostgreSQL's
// index says, for what is quicker counted here than fetched from there.
type postings struct {
	texts   []string
	sorted  []uint32
	from    []uint32                  // by number: where its places begin; one more for the end
	places  []uint32                  // of entries
	papers  map[string]*bitset.BitSet // who has a certificate
	entries uint
}

// newPostings looks through the entries, twice: to count and to note.
func newPostings(r *register, entries []*entry, papers map[string]*bitset.BitSet) *postings {
	r.arrange()
	p := &postings{texts: r.texts, sorted: r.sorted, papers: papers, from: make([]uint32, len(r.texts)+1), entries: uint(len(entries))}
	for _, e := range entries {
		for _, n := range e.numbers {
			p.from[n+1]++
		}
	}
	for i := 1; i < len(p.from); i++ {
		p.from[i] += p.from[i-1]
	}
	next := slices.Clone(p.from)
	p.places = make([]uint32, p.from[len(p.from)-1])
	for at, e := range entries {
		for _, n := range e.numbers {
			p.places[next[n]] = uint32(at)
			next[n]++
		}
	}
	return p
}

// of is the places of those that hold a token, one list for each token that
// begins so where it is only begun.
func (p *postings) of(token string, begun bool) (lists [][]uint32) {
	at := sort.Search(len(p.sorted), func(i int) bool { return p.texts[p.sorted[i]] >= token })
	for ; at < len(p.sorted); at++ {
		n := p.sorted[at]
		if p.texts[n] != token && (!begun || !strings.HasPrefix(p.texts[n], token)) {
			break
		}
		if p.from[n] < p.from[n+1] {
			lists = append(lists, p.places[p.from[n]:p.from[n+1]])
		}
	}
	return lists
}

// reach is how many entries hold a clause at most.
func (p *postings) reach(c Clause) int {
	sum := 0
	for _, alternative := range c {
		least := int(p.entries)
		for i, word := range alternative.Words {
			n := 0
			for _, list := range p.of(word, alternative.Prefix && i == len(alternative.Words)-1) {
				n += len(list)
			}
			least = min(least, n)
		}
		sum += least
	}
	return sum
}

// papers reports whether a certificate would do.
func (c Clause) papers() bool {
	return slices.ContainsFunc(c, func(a Alternative) bool { return a.Paper != "" })
}

// wide reports whether a plan may hold for more entries than are worth fetching,
// or asks for certificates, which PostgreSQL's index of words knows nothing of.
func (p *postings) wide(plan Plan, worth int) bool {
	if slices.ContainsFunc(plan.Need, Clause.papers) {
		return true
	}
	least, sum := int(p.entries), 0
	for _, clause := range plan.Need {
		n := p.reach(clause)
		least, sum = min(least, n), sum+n
	}
	if plan.Any {
		return sum > worth
	}
	return least > worth
}

// holding is the entries that hold every clause, or any, and then how many
// clauses each of them holds.
func (p *postings) holding(plan Plan) (found *bitset.BitSet, held []uint8) {
	if plan.Any {
		held = make([]uint8, p.entries)
	}
	for i, clause := range plan.Need {
		holders := p.fulfilling(clause)
		for at, ok := holders.NextSet(0); plan.Any && ok; at, ok = holders.NextSet(at + 1) {
			held[at]++
		}
		switch {
		case i == 0:
			found = holders
		case plan.Any:
			found.InPlaceUnion(holders)
		default:
			found.InPlaceIntersection(holders)
		}
	}
	return found, held
}

// fulfilling is the entries that hold one of a clause's alternatives.
func (p *postings) fulfilling(c Clause) *bitset.BitSet {
	found := bitset.New(p.entries)
	for _, alternative := range c {
		if alternative.Paper != "" {
			if having := p.papers[alternative.Paper]; having != nil {
				found.InPlaceUnion(having)
			}
			continue
		}
		words := len(alternative.Words)
		if words == 1 {
			p.mark(found, alternative.Words[0], alternative.Prefix)
			continue
		}
		all := bitset.New(p.entries)
		for i, word := range alternative.Words {
			one := all
			if i > 0 {
				one = bitset.New(p.entries)
			}
			p.mark(one, word, alternative.Prefix && i == words-1)
			if i > 0 {
				all.InPlaceIntersection(one)
			}
		}
		found.InPlaceUnion(all)
	}
	return found
}

func (p *postings) mark(set *bitset.BitSet, token string, begun bool) {
	for _, list := range p.of(token, begun) {
		mark(set, list)
	}
}
