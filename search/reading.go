package search

import (
	"cmp"
	"slices"
	"strings"
)

// role is what a word of a text is there for.
type role int

const (
	needed    role = iota // a product must hold it
	optional              // brings a product forward, but its absence keeps none away
	quoted                // needed, exactly so
	located               // part of a place's name: needed unless a filter says it
	certified             // part of a certificate's name: needed unless a filter says it
	unknown               // nobody has such a word, and nothing near it; it empties no answer
)

// term is one word of a text.
type term struct {
	word
	role   role
	raw    string  // folded, as typed, before keys were read as marks
	prefix bool    // still being typed
	known  bool    // the catalogue, the thesaurus or the gazetteer has it
	weight float64 // how much it tells: 1 for a word nobody has, less for common ones
}

// barely reports whether hardly anything of the word has been typed yet.
func (t term) barely() bool { return t.prefix && len(t.folded) <= barelyBegun }

// alternative is one way to look up the terms from from up to to: the words
// stand side by side in a document.
type alternative struct {
	from, to int
	words    []word
	tokens   []string // for the engine; empty where the words themselves say it
	within   []string // words the document must hold besides
	prefix   bool
	worth    float64 // 1 as typed, less the further it is from that
	slip     bool    // the typed word is taken for a slip
	meant    string  // that word, where it is another word for the thing
	stars    int     // instead of words: that many stars, ever granted
	paper    string  // instead of words: that certificate, in force
}

// Worth of the ways to look a word up.
const (
	asTyped   = 1.0
	asBegun   = 0.8  // the last word, still being typed
	asSpelled = 0.97 // the same word in another spelling
	asSame    = 0.85 // another word for the same thing
	asRelated = 0.6  // a word for something near
	asSlip    = 0.55 // one letter wrong
	asSlips   = 0.38 // two letters wrong
	telling   = 0.4  // the weight of a word that a tenth of the catalogue may hold
	doubt     = 0.6  // what remains of a slip's worth where other words are missing
)

// reading is a text as it was understood.
type reading struct {
	terms   []term
	ways    []alternative
	spots   []spot
	corners []corner
	papers  []spot // certificates
	pressed bool   // a space follows the last word, or it is quoted
}

// spot is a place's or a certificate's name among the terms.
type spot struct {
	from, to int
	place    Place
}

// needs is the clauses a product must hold.
func (r *reading) needs() []Clause {
	var need []Clause
	for i, t := range r.terms {
		if t.role.spare() {
			continue
		}
		if clause := r.clause(i); len(clause) > 0 {
			need = append(need, clause)
		}
	}
	return need
}

// maxTelling bounds the clauses of which any will do.
const maxTelling = 8

// telling is the clauses of the words that tell most: any of them makes a
// candidate, and words that half the catalogue holds would make all of it one.
func (r *reading) telling() []Clause {
	var order []int
	for i, t := range r.terms {
		if !t.role.spare() && len(r.clause(i)) > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(r.terms[b].weight, r.terms[a].weight) })
	var clauses []Clause
	for n, i := range order[:min(len(order), maxTelling)] {
		if n < 2 || r.terms[i].weight >= telling {
			clauses = append(clauses, r.clause(i))
		}
	}
	return clauses
}

// spare reports whether a product need not hold the word.
func (r role) spare() bool { return r == optional || r == unknown }

// wishes is a clause for every term that can be looked up, whatever its role.
func (r *reading) wishes() []Clause {
	var wishes []Clause
	for i := range r.terms {
		if clause := r.clause(i); len(clause) > 0 {
			wishes = append(wishes, clause)
		}
	}
	return wishes
}

// idle reports whether there are words, but none that tells what is looked for.
func (r *reading) idle() bool {
	return slices.ContainsFunc(r.terms, func(t term) bool { return t.role == optional }) &&
		!slices.ContainsFunc(r.terms, func(t term) bool { return !t.role.spare() })
}

// filtered is the reading where a filter says what the places' names say: they
// only bring forward what bears them.
func (r *reading) filtered() *reading {
	filtered := *r
	filtered.terms = slices.Clone(r.terms)
	for i := range filtered.terms {
		if filtered.terms[i].role == located {
			filtered.terms[i].role = optional
		}
	}
	return &filtered
}

// doubted is the reading with slips taken for less likely, for when not all
// words can be had.
func (r *reading) doubted() *reading {
	doubted := *r
	doubted.ways = slices.Clone(r.ways)
	for i := range doubted.ways {
		if doubted.ways[i].slip {
			doubted.ways[i].worth *= doubt
		}
	}
	return &doubted
}

// clause is the ways to look term i up, for an engine.
func (r *reading) clause(i int) Clause {
	var clause Clause
	for _, way := range r.ways {
		if i < way.from || i >= way.to {
			continue
		}
		if way.paper != "" {
			clause = append(clause, Alternative{Paper: way.paper})
			continue
		}
		clause = clause.with(Alternative{Words: slices.Concat(way.within, way.asked()), Prefix: way.prefix})
		for _, token := range r.ofKind(&way) {
			clause = clause.with(Alternative{Words: slices.Concat(way.within, []string{token})})
		}
	}
	// A word of what kind a thing is may be begun where the one before it says so.
	if i > 0 && len(clause) > 0 && r.terms[i].prefix && r.terms[i-1].role != quoted {
		clause = clause.with(Alternative{Words: []string{besideToken(r.terms[i-1].folded, r.terms[i].folded)}, Prefix: true})
	}
	return clause
}

// with adds an alternative that is not there yet.
func (c Clause) with(asked Alternative) Clause {
	if slices.ContainsFunc(c, func(a Alternative) bool { return a.Prefix == asked.Prefix && slices.Equal(a.Words, asked.Words) }) {
		return c
	}
	return append(c, asked)
}

// ofKind is how a way of one word finds it in what kind a product is: with the
// tone typed, and without one in any, unless it may still get it.
func (r *reading) ofKind(way *alternative) []string {
	if len(way.words) != 1 || len(way.tokens) > 0 || way.prefix || way.slip {
		return nil
	}
	w := way.words[0]
	if w.marked() || r.terms[way.to-1].prefix {
		return []string{kindToken(w.key)}
	}
	return []string{anyToneToken(w.folded)}
}

// asked is the words of a way as documents hold them: alone, or each joined to
// its neighbour.
func (a *alternative) asked() []string {
	if len(a.tokens) > 0 {
		return a.tokens
	}
	if len(a.words) == 1 {
		return []string{a.words[0].folded}
	}
	joined := make([]string, len(a.words)-1)
	for i := range joined {
		joined[i] = besideToken(a.words[i].folded, a.words[i+1].folded)
	}
	return joined
}

// alone reports whether no other word than term i says what is looked for.
func (r *reading) alone(i int) bool {
	for j, t := range r.terms {
		if j != i && !t.role.spare() {
			return false
		}
	}
	return true
}

// toned reports whether marks were typed.
func (r *reading) toned() bool {
	return slices.ContainsFunc(r.terms, func(t term) bool { return t.marked() && t.raw == t.folded })
}

// passedOver reports whether some word is nobody's, and others are not.
func (r *reading) passedOver() bool {
	return slices.ContainsFunc(r.terms, func(t term) bool { return t.role == unknown }) && len(r.needs()) > 0
}

// literal is the reading without slips, where some word can be had as it was
// typed: what shares no word with the text is no answer to any of its words.
func (r *reading) literal() *reading {
	literal := *r
	literal.ways = slices.DeleteFunc(slices.Clone(r.ways), func(way alternative) bool { return way.slip })
	if len(literal.telling()) == 0 {
		return r
	}
	return &literal
}

// empty reports whether nothing was typed that could be looked up.
func (r *reading) empty() bool { return len(r.terms) == 0 }

// text writes the reading so that reading it again gives the same.
func (r *reading) text() string {
	var b strings.Builder
	open := false
	for i, t := range r.terms {
		if closing := open && t.role != quoted; closing {
			b.WriteByte('"')
			open = false
		}
		if i > 0 {
			b.WriteByte(' ')
		}
		if t.role == quoted && !open {
			b.WriteByte('"')
			open = true
		}
		b.WriteString(t.word.text)
	}
	switch {
	case open:
		b.WriteByte('"')
	case r.pressed && len(r.terms) > 0:
		b.WriteByte(' ')
	}
	return b.String()
}
