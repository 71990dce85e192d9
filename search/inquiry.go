package search

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
)

// inquiry is one query on its way: its words as they are first, then with slips
// put right, then as many of them as can be had.
type inquiry struct {
	finder   *Finder
	snapshot *snapshot
	query    Query
	reading  *reading
	partial  bool
}

// attempt is one way of asking and what it found.
type attempt struct {
	plan    Plan
	reading *reading
	found   Found
	engine  string
	ranked  []ranked
	places  []Place
	choices []Place
}

// best is the attempt whose findings are shown.
func (q *inquiry) best(ctx context.Context) (attempt, error) {
	exact, err := q.try(ctx, q.reading, q.query.Filters, false, false)
	if err != nil || len(exact.plan.Need) == 0 && len(q.reading.spots) == 0 {
		return exact, q.forgive(err)
	}
	if filters, places := q.placed(); len(places) > 0 {
		if q.spoken(exact, places) {
			exact.choices = places
		} else if inside, err := q.inPlace(ctx, filters, places); err != nil || inside.found.Total > 0 {
			return inside, q.forgive(err)
		}
	}
	if exact.fits() || q.query.Verbatim && exact.found.Total > 0 {
		return exact, nil
	}
	return q.looser(ctx, exact, q.query.Filters, false)
}

// inPlace asks within the places named.
func (q *inquiry) inPlace(ctx context.Context, filters map[Field][]string, places []Place) (attempt, error) {
	a, err := q.try(ctx, q.reading, filters, true, false)
	if err == nil && !a.fits() && len(a.plan.Need) > 0 {
		a, err = q.looser(ctx, a, filters, true)
		if a.plan.Any {
			return attempt{}, nil // nothing there holds the words; the place was no help
		}
	}
	a.places = places
	return a, err
}

// looser takes known words for slips too, and where even that finds nothing,
// asks for any of the words.
func (q *inquiry) looser(ctx context.Context, exact attempt, filters map[Field][]string, placed bool) (attempt, error) {
	if q.query.Verbatim {
		return q.any(ctx, exact, q.reading, filters, placed)
	}
	loose, err := q.try(ctx, q.snapshot.reader.loosen(q.reading), filters, placed, false)
	if err != nil {
		return exact, q.forgive(err)
	}
	if loose.found.Total == 0 {
		return q.any(ctx, exact, loose.reading.doubted(), filters, placed)
	}
	loose.choices = exact.choices
	return loose, nil
}

func (q *inquiry) any(ctx context.Context, exact attempt, r *reading, filters map[Field][]string, placed bool) (attempt, error) {
	if len(exact.plan.Need) < 2 {
		return exact, nil
	}
	a, err := q.try(ctx, r, filters, placed, true)
	if err != nil {
		return exact, q.forgive(err)
	}
	a.choices = exact.choices
	return a, nil
}

// forgive lets the deadline pass: what was found before it is the answer.
func (q *inquiry) forgive(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		q.partial = true
		return nil
	}
	return err
}

// try asks an engine and ranks what it finds.
func (q *inquiry) try(ctx context.Context, r *reading, filters map[Field][]string, placed, some bool) (attempt, error) {
	a := attempt{reading: r, plan: Plan{Need: r.needs(placed), Any: some, Filters: filters, Sort: q.query.order(), Counts: true}}
	if r.idle() && !placed {
		a.plan.Need, a.plan.Any = r.wishes(), true
	}
	if len(a.plan.Need) == 0 && len(r.terms) > 0 && !r.idle() && !placed {
		return a, nil // words, but none of them anybody's
	}
	if len(r.terms) == 0 {
		a.plan.Offset, a.plan.Limit = q.query.Offset, q.query.Limit
	} else {
		a.plan.Window = window
	}
	var err error
	if a.found, a.engine, err = q.finder.ask(ctx, a.plan); err != nil {
		return a, err
	}
	if a.found.Total == 0 && r.idle() && !placed {
		return q.everything(ctx, a) // only words that tell nothing
	}
	if a.plan.Window > 0 {
		a.ranked = q.snapshot.rank(newRanker(q.snapshot.reader, r, q.snapshot.glossary), a.found.IDs)
	}
	return a, nil
}

func (q *inquiry) everything(ctx context.Context, a attempt) (attempt, error) {
	a.plan.Need, a.plan.Any, a.plan.Window = nil, false, 0
	a.plan.Offset, a.plan.Limit = q.query.Offset, q.query.Limit
	var err error
	a.found, a.engine, err = q.finder.ask(ctx, a.plan)
	return a, err
}

// fits reports whether the best found has every word where one would look for
// it.
func (a *attempt) fits() bool { return len(a.ranked) > 0 && !a.ranked[0].weak }

// placed is the query's filters with the places named in the words, unless a
// province was chosen already.
func (q *inquiry) placed() (map[Field][]string, []Place) {
	if len(q.query.Filters[Province]) > 0 {
		return nil, nil
	}
	filters := maps.Clone(q.query.Filters)
	if filters == nil {
		filters = make(map[Field][]string)
	}
	var places []Place
	for _, spot := range q.reading.spots {
		places = append(places, spot.place)
		if !slices.Contains(filters[Province], spot.place.Value) {
			filters[Province] = append(filters[Province], spot.place.Value)
		}
	}
	return filters, places
}

// spoken reports whether a product elsewhere bears the place's words in its own
// or its producer's name together with all other words: then they are a name,
// and no filter.
func (q *inquiry) spoken(exact attempt, places []Place) bool {
	for _, hit := range exact.ranked {
		if slices.ContainsFunc(places, func(p Place) bool { return p.Value == hit.province }) || hit.weak {
			continue
		}
		all := true
		for _, spot := range q.reading.spots {
			words := wordsIn(spot.place.Words)
			all = all && (q.bears(hit.fields[inName], words) || q.bears(hit.fields[inProducer], words))
		}
		if all && (len(q.reading.needs(true)) > 0 || strings.Count(" "+spaced(wordsIn(hit.hit.Name)), " ") == len(q.reading.terms)) {
			return true
		}
	}
	return false
}

// bears reports whether words stand side by side in a part of a document.
func (q *inquiry) bears(field []uint32, words []word) bool {
	for at := 0; at+len(words) <= len(field); at++ {
		same := true
		for i, w := range words {
			same = same && q.snapshot.folded[q.snapshot.words[field[at+i]].form] == w.folded
		}
		if same {
			return true
		}
	}
	return false
}

// answer makes what visitors get of an attempt.
func (q *inquiry) answer(ctx context.Context, a attempt) (Answer, error) {
	answer := Answer{
		Total: a.found.Total, Facets: a.found.Facets, Engine: a.engine, Partial: q.partial,
		Any: a.plan.Any && len(q.reading.needs(false)) > 0, Places: a.places, Choices: a.choices, Corrected: q.corrected(a),
	}
	ids := a.found.IDs
	switch from, to := q.query.Offset, q.query.Offset+q.query.Limit; {
	case a.plan.Window == 0:
	case q.query.order() == Relevance && (to <= window || a.found.Total <= window):
		ids = make([]int64, 0, q.query.Limit)
		for _, hit := range a.ranked[min(from, len(a.ranked)):min(to, len(a.ranked))] {
			ids = append(ids, hit.hit.ID)
		}
	default:
		a.plan.Window, a.plan.Counts = 0, false
		a.plan.Offset, a.plan.Limit = q.query.Offset, q.query.Limit
		found, _, err := q.finder.ask(ctx, a.plan)
		if err != nil {
			return answer, q.forgive(err)
		}
		ids = found.IDs
	}
	answer.Hits = q.snapshot.hits(ids)
	return answer, nil
}

// corrected is the text as the best found has it, empty where that is as typed.
func (q *inquiry) corrected(a attempt) string {
	if len(a.ranked) == 0 || len(a.ranked[0].slips) == 0 {
		return ""
	}
	texts := strings.Fields(spoken(a.reading.words(0, len(a.reading.terms))))
	for i, way := range a.ranked[0].slips {
		texts[way.from] = q.snapshot.words[a.ranked[0].at[i]].text
	}
	return strings.Join(texts, " ")
}
