package search

import (
	"slices"
	"strings"
)

// markFillers makes optional what tells nothing about the thing looked for. A
// filler of one syllable counts only with its marks, giá is not the gia of gia
// vị, and only where it is no part of a name or a phrase: cần mua, but Cần Đước
// and rượu cần.
func (d reader) markFillers(r *reading) {
	for from := 0; from < len(r.terms); from++ {
		for to := min(len(r.terms), from+maxPhrase); to > from; to-- {
			typed := r.words(from, to)
			if r.terms[from].role != needed || r.named(from, to) || !d.thesaurus.isFiller(typed) || len(typed) == 1 && d.isNamed(r, from) {
				continue
			}
			for i := from; i < to; i++ {
				if r.terms[i].role == needed {
					r.terms[i].role = optional
				}
			}
			from = to - 1
			break
		}
	}
}

// named reports whether some of the terms belong to a name or are quoted: the
// miến of miến Bắc Kạn is no miền Bắc.
func (r *reading) named(from, to int) bool {
	return slices.ContainsFunc(r.terms[from:to], func(t term) bool {
		return t.role == quoted || t.role == located || t.role == certified
	})
}

func (t *thesaurus) isFiller(typed []word) bool {
	return slices.ContainsFunc(t.fillers[spaced(typed)], func(filler []word) bool {
		return agree(typed, filler) && (len(filler) > 1 || filler[0].key == typed[0].key)
	})
}

// isNamed reports whether term i stands with its neighbour in some document or
// in a phrase of the thesaurus. Words for the kind of a place always do, and
// stay fillers.
func (d reader) isNamed(r *reading, i int) bool {
	if strings.Contains(" xa huyen tinh phuong tp ocop ", " "+r.terms[i].folded+" ") {
		return false
	}
	for _, from := range []int{i - 1, i} {
		if from < 0 || from+2 > len(r.terms) {
			continue
		}
		pair := r.words(from, from+2)
		if d.words.touch(pair[0].folded, pair[1].folded) || len(d.thesaurus.sources[spaced(pair)]) > 0 {
			return true
		}
	}
	return false
}

// markMeasures makes optional how much there is of a thing: 500 g, 0,5 lít.
func markMeasures(r *reading) {
	for i := 1; i < len(r.terms); i++ {
		if r.terms[i].role == quoted || !strings.Contains(" g gr gram gam kg kilo ml l lit liter litre cl cc ", " "+r.terms[i].folded+" ") {
			continue
		}
		for j := i - 1; j >= 0 && isNumber(r.terms[j].folded); j-- {
			r.terms[j].role, r.terms[i].role = optional, optional
		}
	}
}

func isNumber(folded string) bool { return folded[0] >= '0' && folded[0] <= '9' }
