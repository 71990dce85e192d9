package search

import "cmp"

// probe is a way to look words up, made ready for comparing.
type probe struct {
	*alternative
	forms []uint32
	keys  []string
	last  string // the beginning of the last word, where it is only begun
}

// sure reports whether a way is the words as they were typed.
func (p *probe) sure() bool { return !p.slip && p.last == "" && p.worth >= asTyped }

// newRanker makes a reading ready for comparing.
func newRanker(d reader, r *reading, g glossary) *ranker {
	d.words.mu.RLock()
	defer d.words.mu.RUnlock()
	k := &ranker{glossary: g, terms: r.terms, first: make(map[uint32][]int), told: make([]bool, len(g.folded))}
	for i := range r.ways {
		way := &r.ways[i]
		switch {
		case way.stars > 0:
			k.stars = append(k.stars, way)
			continue
		case way.paper != "":
			k.proofs = append(k.proofs, way)
			continue
		}
		p := probe{alternative: way}
		for j, w := range way.words {
			form, ok := d.words.forms[w.folded]
			if way.prefix && j == len(way.words)-1 {
				p.last = w.folded
				form, ok = 0, true
			}
			if !ok || int(form) >= len(g.folded) {
				p.forms = nil
				break
			}
			p.forms, p.keys = append(p.forms, form), append(p.keys, w.key)
		}
		if len(p.forms) == 0 {
			continue
		}
		k.probes = append(k.probes, p)
		k.tell(len(k.probes)-1, &p)
	}
	for _, spot := range r.spots {
		if spot.place.Within != "" {
			continue
		}
		k.former = append(k.former, cmp.Or(spot.place.Former, spot.place.Name))
	}
	for _, paper := range r.papers {
		if len(k.proofs) == 0 {
			k.papers = append(k.papers, paper.place.Value)
		}
	}
	for _, t := range r.terms {
		k.toned = k.toned || t.marked()
		weight := t.weight
		if t.role.spare() {
			weight *= ofOptional
		}
		k.weight = append(k.weight, weight)
	}
	return k
}

// tell notes under which forms a probe is looked up.
func (k *ranker) tell(at int, p *probe) {
	if p.last == "" || len(p.forms) > 1 {
		k.note(p.forms[0], at)
		return
	}
	for _, form := range k.beginning(p.last) {
		k.note(form, at)
	}
}

func (k *ranker) note(form uint32, at int) {
	k.told[form] = true
	k.first[form] = append(k.first[form], at)
}
