package search

import (
	"math/bits"
	"slices"
	"strings"
)

// What a word is worth by the part of a document it is found in, in points for
// a word nobody else has. Names weigh most, then English names, producers,
// places old and new, and what else is known. /cach-sap-xep says so in words.
const (
	nameWorth     = 16.0
	englishWorth  = 13.0
	producerWorth = 7.0
	placesWorth   = 6.0
	kindWorth     = 6.0
	restWorth     = 2.0

	besides       = 3.0  // two words typed side by side stand so in a name
	besidesElse   = 4.0  // or in another part
	wholePhrase   = 14.0 // all that was typed stands so in another part: it is a maker's or a place's name
	formerly      = 10.0 // it comes from what was the province named
	proven        = 6.0  // it has the certificate named
	provenElse    = 4.0  // that is all there is of its name; whose maker's name says it comes first
	covers        = 10.0 // the words found are the whole name; less for a part of it
	wholeName     = 14.0 // and they were typed in its order
	heads         = 4.0  // the name begins with what was found: it is that, not made of it
	otherTone     = 0.5  // a typed tone is another in the name: the share that remains
	otherToneElse = 0.45 // or in another part
	ofPlace       = 0.3  // it is one syllable of a longer place's name: the trà of Trà Vinh is none
	noTone        = 0.8  // no mark was typed on this word, but on others
	liveStars     = 9.0  // the stars asked for are in force
	pastStars     = 6.0  // they were granted once
	ofOptional    = 0.35 // the share of a word that need not be there
	longestRanked = 64   // words of a part that are looked at
)

// ranker scores documents against a reading.
type ranker struct {
	glossary
	terms  []term
	probes []probe
	first  map[uint32][]int // probes by the form they begin with, those of one begun word by every form that begins so
	told   []bool           // by form: whether a probe begins with it
	stars  []*alternative
	proofs []*alternative // certificates that will do for their names
	toned  bool           // some mark was typed
	weight []float64
	former []string // provinces of before that were named
	papers []string // certificates that were named
}

// closeness is how well a document answers.
type closeness struct {
	score float64
	slips []*alternative // the ways taken that correct the text, a term each
	at    []uint32       // the words found in their place
	weak  bool           // a needed word stands only in the rest, or nowhere
	pairs int            // of neighbours typed, how many stand side by side
	held  float64        // the share of the needed words that were found well, by weight
}

// match is where in one part a term was found.
type match struct {
	worth  float64
	trust  float64 // the worth before its part was counted
	starts uint64
	ends   uint64 // the places after
	cover  uint64
	sure   uint64 // the part of cover that is not another word for it
	way    *alternative
	at     uint32
}

// score holds a document against the reading.
func (k *ranker) score(e *entry) closeness {
	var found, here [maxWords]match // the best of every term in any part, and in one
	total, named, pairs := 0.0, 0.0, uint64(0)
	for part := range parts {
		for i := range k.terms {
			here[i] = match{}
		}
		if !k.matchPart(part, e.fields[part], &here) {
			continue
		}
		if part == inPlaces && len(k.terms) > 1 {
			k.doubtPlaces(e.fields[part], &here)
		}
		switch standing := k.together(part, e.fields[part], &here, &pairs); part {
		case inName, inEnglish:
			named = max(named, standing) // one name in two languages
		default:
			total += standing
		}
		for i := range k.terms {
			here[i].trust = here[i].worth
			if here[i].worth *= worthOfPart(part); here[i].worth > found[i].worth {
				found[i] = here[i]
			}
		}
	}
	for _, way := range k.stars {
		k.matchStars(e, way, &found)
	}
	for _, way := range k.proofs {
		if slices.Contains(e.papers, way.paper) {
			way.match(provenElse, &found)
		}
	}
	result := k.sum(total+named, &found)
	if len(k.former)+len(k.papers) > 0 {
		result.score += k.origin(e) + k.proof(e)
	}
	result.pairs = bits.OnesCount64(pairs)
	return result
}

// sum adds up what the terms are worth; how the words stand counts for as much
// as there are of those that were needed.
func (k *ranker) sum(standing float64, found *[maxWords]match) closeness {
	var result closeness
	held, asked := 0.0, 0.0
	for i, t := range k.terms {
		result.score += k.weight[i] * found[i].worth
		if found[i].way != nil && found[i].way.slip {
			result.slips, result.at = append(result.slips, found[i].way), append(result.at, found[i].at)
		}
		if t.role.spare() {
			continue
		}
		asked += k.weight[i]
		if found[i].way == nil {
			result.weak = true
			continue
		}
		likely := 1.0
		if found[i].way.slip {
			likely = found[i].way.worth
		}
		trust := found[i].trust
		share := min(1, found[i].worth/(placesWorth*asSame*likely))
		result.weak = result.weak || share < 0.5
		held += k.weight[i] * share * min(1, trust/asSame)
	}
	if asked > 0 {
		result.held = held / asked
		standing *= result.held
	}
	result.score += standing
	return result
}

// origin counts where a product comes from, for a place that is a filter.
func (k *ranker) origin(e *entry) float64 {
	if slices.Contains(k.former, e.hit.ProvinceFormer) {
		return formerly
	}
	return 0
}

// proof counts a certificate in force that was named.
func (k *ranker) proof(e *entry) float64 {
	if slices.ContainsFunc(k.papers, func(paper string) bool { return slices.Contains(e.papers, paper) }) {
		return proven
	}
	return 0
}

func worthOfPart(p part) float64 {
	return [parts]float64{nameWorth, englishWorth, producerWorth, placesWorth, kindWorth, restWorth}[p]
}

// matchStars counts stars ever granted, those in force far more.
func (k *ranker) matchStars(e *entry, way *alternative, found *[maxWords]match) {
	worth := 0.0
	switch {
	case e.badge == way.stars:
		worth = liveStars
	case e.granted[way.stars]:
		worth = pastStars
	}
	way.match(worth, found)
}

// match notes a way that no words say.
func (a *alternative) match(worth float64, found *[maxWords]match) {
	for i := a.from; i < a.to; i++ {
		if worth > found[i].worth {
			found[i] = match{worth: worth, trust: 1, way: a}
		}
	}
}

// matchPart looks every way up in one part and reports whether any was found.
// A word that is one term as typed is no slip, beginning or other word for
// another.
func (k *ranker) matchPart(p part, field []uint32, here *[maxWords]match) bool {
	field = field[:min(len(field), longestRanked)]
	var places uint64 // where a way may begin; of most words none does
	for at, id := range field {
		if k.told[k.formOf[id]] {
			places |= 1 << at
		}
	}
	found := false
	for _, sure := range [2]bool{true, false} {
		var taken [maxWords]uint64
		if !sure {
			for i := range k.terms {
				if bits.OnesCount64(here[i].starts) == 1 {
					taken[i] = here[i].cover
				}
			}
		}
		for rest := places; rest != 0; rest &= rest - 1 {
			at := bits.TrailingZeros64(rest)
			for _, i := range k.first[k.words[field[at]].form] {
				if way := &k.probes[i]; way.sure() == sure && !k.isTaken(way, at, &taken) {
					found = k.take(p, way, field, at, here) || found
				}
			}
		}
	}
	return found
}

// doubtPlaces takes a syllable of a place's name for little where no other of
// that name was typed, unless the visitor may still be at it.
func (k *ranker) doubtPlaces(field []uint32, here *[maxWords]match) {
	field = field[:min(len(field), longestRanked)]
	var cover uint64
	for i := range k.terms {
		cover |= here[i].cover
	}
	for i := range k.terms {
		m := &here[i]
		if m.worth == 0 || k.terms[i].prefix && m.way.worth >= asSpelled {
			continue
		}
		whole := false
		for rest := m.starts; rest != 0 && !whole; rest &= rest - 1 {
			from, to := bits.TrailingZeros64(rest), bits.TrailingZeros64(rest)+1
			for from > 0 && field[from-1] != gap {
				from--
			}
			for to < len(field) && field[to] != gap {
				to++
			}
			name := (uint64(1)<<(to-from) - 1) << from
			whole = to-from == 1 || bits.OnesCount64(cover&name) > 1
		}
		if !whole {
			m.worth *= ofPlace
		}
	}
}

// isTaken reports whether a place belongs to another term.
func (k *ranker) isTaken(p *probe, at int, taken *[maxWords]uint64) bool {
	for i := range k.terms {
		if (i < p.from || i >= p.to) && taken[i]&(1<<at) != 0 {
			return true
		}
	}
	return false
}

// take notes a way that is found at a place of a part.
func (k *ranker) take(in part, p *probe, field []uint32, at int, here *[maxWords]match) bool {
	n := len(p.forms)
	if at+n > min(len(field), longestRanked) {
		return false
	}
	worth := p.worth
	other := p.last == "" && p.worth < asSpelled && (!p.slip || p.meant != "")
	for j := range n {
		lexeme := k.words[field[at+j]]
		if p.last != "" && j == n-1 {
			if lexeme.form == gap || !strings.HasPrefix(k.folded[lexeme.form], p.last) {
				return false
			}
		} else if lexeme.form != p.forms[j] {
			return false
		}
		if other && lexeme.key != p.keys[j] && lexeme.key != k.folded[lexeme.form] {
			return false // tắc stands for quất, tác does not
		}
		if k.terms[p.from].role == optional && k.strange(p, j, lexeme) {
			return false // quả is no quà
		}
		worth *= k.tone(in, p, p.keys[j], lexeme)
	}
	cover := uint64(1<<n-1) << at
	for i := p.from; i < p.to; i++ {
		m := &here[i]
		if worth > m.worth {
			m.worth, m.way, m.at = worth, p.alternative, field[at+min(i-p.from, n-1)]
		}
		m.starts, m.ends, m.cover = m.starts|1<<at, m.ends|1<<(at+n), m.cover|cover
		if !other {
			m.sure |= cover
		}
	}
	return true
}

// tone is what remains of a word's worth when its marks are held against those
// typed.
func (k *ranker) tone(in part, p *probe, key string, found lexeme) float64 {
	typed := word{key: key, folded: k.folded[found.form]}
	switch {
	case key == found.key, p.last != "" && strings.HasPrefix(found.text, p.words[len(p.words)-1].text):
		return 1
	case p.slip && typed.tone() == (word{key: found.key, folded: "x"}).tone():
		return 1
	case key != typed.folded && (p.last == "" || key != p.last):
		if in != inName {
			return otherToneElse
		}
		return otherTone
	case k.toned:
		return noTone
	}
	return 1
}

// strange reports whether word j of a way was typed with marks, and a word has
// others or none, as those of English names.
func (k *ranker) strange(p *probe, j int, found lexeme) bool {
	if p.slip || p.keys[j] == k.folded[found.form] || p.keys[j] == found.key || !p.words[j].marked() {
		return false
	}
	return p.last == "" || j < len(p.words)-1 || !strings.HasPrefix(found.text, p.words[j].text)
}

// together is what the words found in one part are worth for how they stand,
// and notes which stand beside the one typed before them.
func (k *ranker) together(p part, field []uint32, here *[maxWords]match, pairs *uint64) float64 {
	worth, ordered, itself := 0.0, true, true
	var cover, sure uint64
	side := besidesElse
	if p == inName || p == inEnglish {
		side = besides
	}
	last := -1
	for i := range k.terms {
		m := &here[i]
		if m.worth == 0 {
			continue
		}
		cover, sure = cover|m.cover, sure|m.sure
		itself = itself && m.sure != 0
		if last >= 0 {
			before := &here[last]
			beside := before.ends&m.starts != 0 || before.way == m.way
			ordered = ordered && beside
			if beside && last == i-1 {
				*pairs |= 1 << i
				worth += side * min(m.worth, before.worth) * (k.weight[i] + k.weight[last]) / 2
			}
		}
		last = i
	}
	mean, n, asked := 0.0, 0.0, 0.0
	for i := range k.terms {
		if here[i].worth > 0 {
			mean += here[i].worth
			n++
		}
		if !k.terms[i].role.spare() {
			asked++
		}
	}
	if mean /= n; p != inName && p != inEnglish {
		if ordered && itself && n > 1 && n >= asked && p != inRest {
			worth += wholePhrase * mean
		}
		return worth
	}
	whole := float64(min(len(field), longestRanked))
	share := (asSame*float64(bits.OnesCount64(cover)) + (1-asSame)*float64(bits.OnesCount64(sure))) / whole
	worth += covers * share * mean
	if head := uint64(1); p == inName && cover&head != 0 || p == inEnglish && cover&(head<<(min(len(field), longestRanked)-1)) != 0 {
		worth += heads * mean // English names end with what a thing is
	}
	if bits.OnesCount64(cover) == int(whole) && ordered {
		worth += wholeName * mean * share
	}
	return worth
}
