package search

import (
	"context"
	"maps"
	"slices"
)

// paperNames are what people call the certificates that buyers ask for, by the
// folded words: the value of the filter.
func paperNames() map[string]string {
	return map[string]string{
		"vietgap": "vietgap", "viet gap": "vietgap", "globalgap": "globalgap", "global gap": "globalgap",
		"organic": "organic", "huu co": "organic", "haccp": "haccp", "iso 22000": "iso22000",
		"halal": "halal", "fda": "fda", "brc": "brc", "brcgs": "brc",
	}
}

// paperTitles are the certificates' own names, by their values.
func paperTitles() map[string]string {
	return map[string]string{
		"vietgap": "VietGAP", "globalgap": "GlobalG.A.P.", "organic": "Hữu cơ", "haccp": "HACCP",
		"iso22000": "ISO 22000", "halal": "Halal", "fda": "FDA", "brc": "BRC",
	}
}

// longestPaper is how many words the name of a certificate has at most.
const longestPaper = 2

// markPapers notes the certificates named among the terms. They are known words
// and no slips for others, even where no product bears them.
func (d reader) markPapers(r *reading) {
	names := paperNames()
	for from := 0; from < len(r.terms); from++ {
		for to := min(len(r.terms), from+longestPaper); to > from; to-- {
			typed := r.words(from, to)
			value := names[spaced(typed)]
			if value == "" || r.named(from, to) || spaced(typed) == "huu co" && !agree(typed, wordsIn("hữu cơ")) {
				continue
			}
			r.papers = append(r.papers, spot{from, to, Place{Words: spoken(typed), Field: Certificate, Value: value, Name: paperTitles()[value]}})
			held := true
			for i := from; i < to; i++ {
				r.terms[i].role, r.terms[i].known = certified, true
				held = held && d.words.holders(r.terms[i].folded) > 0
			}
			if !held {
				r.ways = append(r.ways, alternative{from: from, to: to, words: typed, worth: asTyped})
			}
			from = to - 1
			break
		}
	}
}

// proved is the best attempt for words that name a certificate. Where products
// bear its name they are what was asked for, and besides them those that have the
// certificate; the filter is offered. Otherwise the filter stands for the words;
// and where nothing that has the certificate fits the others, those alone are
// answered.
func (q *inquiry) proved(ctx context.Context) (attempt, error) {
	var papers []Place
	under := *q
	under.reading, under.query.Filters = q.reading.unproved(), maps.Clone(q.query.Filters)
	if under.query.Filters == nil {
		under.query.Filters = make(map[Field][]string)
	}
	if len(q.query.Filters[Certificate]) > 0 {
		return under.worded(ctx) // chosen already
	}
	for _, paper := range q.reading.papers {
		if !slices.Contains(under.query.Filters[Certificate], paper.place.Value) {
			papers = append(papers, paper.place)
			under.query.Filters[Certificate] = append(under.query.Filters[Certificate], paper.place.Value)
		}
	}
	borne, err := q.worded(ctx)
	if err != nil {
		return borne, err
	}
	if borne.holdsAll() {
		either := *q
		either.reading = q.reading.orProved()
		borne, err = either.worded(ctx)
		borne.choices = append(borne.choices, papers...)
		q.partial = q.partial || either.partial
		return borne, err
	}
	proven, err := under.worded(ctx)
	q.partial = q.partial || under.partial
	if err != nil || proven.found.Total > 0 && !proven.plan.Any {
		proven.places = append(proven.places, papers...)
		return proven, err
	}
	under.query.Filters = q.query.Filters
	bare, err := under.worded(ctx)
	bare.missing = append(bare.missing, papers...)
	q.partial = q.partial || under.partial
	return bare, err
}

// holdsAll reports whether the best found has every word as it was typed.
func (a *attempt) holdsAll() bool {
	return len(a.ranked) > 0 && !a.plan.Any && !a.ranked[0].weak && len(a.ranked[0].slips) == 0
}

// orProved is the reading where to have a certificate will do for its name.
func (r *reading) orProved() *reading {
	either := *r
	either.ways = slices.Clone(r.ways)
	for _, paper := range r.papers {
		either.ways = append(either.ways, alternative{from: paper.from, to: paper.to, paper: paper.place.Value, worth: asTyped})
	}
	return &either
}

// unproved is the reading where a filter says what the names of certificates say.
func (r *reading) unproved() *reading {
	unproved := *r
	unproved.terms = slices.Clone(r.terms)
	for i := range unproved.terms {
		if unproved.terms[i].role == certified {
			unproved.terms[i].role = optional
		}
	}
	return &unproved
}
