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
	missing []Place
}

// enough is the share of the needed words, by weight, that makes products in
// the place named an answer although none holds them all.
const enough = 0.6

// nearlyEnough is that share where some of the words stand side by side as they
// were typed.
const nearlyEnough = 0.5

// answers reports whether the best found holds enough of the words for what was
// asked of a place.
func (a *attempt) answers() bool {
	if len(a.ranked) == 0 {
		return false
	}
	best := a.ranked[0]
	return !a.plan.Any || best.held >= enough || best.pairs > 0 && best.held >= nearlyEnough
}

// likely is the same share that lets slips be taken for meant without asking
// what fewer of the words would find.
const likely = 0.85

// best is the attempt whose findings are shown.
func (q *inquiry) best(ctx context.Context) (attempt, error) {
	if len(q.reading.papers) > 0 {
		return q.proved(ctx)
	}
	return q.worded(ctx)
}

// worded is the best attempt by words and places.
func (q *inquiry) worded(ctx context.Context) (attempt, error) {
	exact, err := q.try(ctx, q.reading, q.query.Filters)
	if err != nil || len(exact.plan.Need) == 0 {
		return exact, err
	}
	meant, offered := q.corners()
	if len(meant) > 0 {
		a, ok, err := q.cornered(ctx, meant)
		if ok || err != nil {
			a.choices = offered
			return a, err
		}
		for _, c := range meant {
			offered = append(offered, c.places...)
		}
	}
	a, err := q.provinces(ctx, exact)
	a.choices = append(a.choices, offered...)
	return a, err
}

// provinces is the attempt with the provinces named in the words as a filter,
// where that is what they mean.
func (q *inquiry) provinces(ctx context.Context, exact attempt) (attempt, error) {
	filters, places := q.placed()
	switch {
	case len(places) == 0:
		return q.looser(ctx, exact)
	case q.spoken(exact, places):
		a, err := q.looser(ctx, exact)
		a.choices = places
		return a, err
	}
	inside, err := q.try(ctx, q.reading.filtered(), filters)
	if err == nil {
		inside, err = q.looser(ctx, inside)
	}
	inside.places = places
	if err != nil || inside.answers() && !inside.bends() || len(inside.reading.needs()) == 0 {
		return inside, err
	}
	elsewhere, err := q.try(ctx, q.reading.filtered(), q.query.Filters)
	if err == nil {
		elsewhere, err = q.looser(ctx, elsewhere)
	}
	switch {
	case inside.answers() && (elsewhere.bends() || !elsewhere.answers()):
		return inside, err
	case elsewhere.found.Total == 0, slices.ContainsFunc(places, func(p Place) bool { return elsewhere.found.Facets[p.Field][p.Value] > 0 }):
		elsewhere.choices = places
	default:
		elsewhere.missing = places
	}
	return elsewhere, err
}

// bends reports whether the best found takes a word that the catalogue has for
// a slip.
func (a *attempt) bends() bool {
	return len(a.ranked) > 0 && slices.ContainsFunc(a.ranked[0].slips, func(way *alternative) bool { return a.reading.terms[way.from].known })
}

// looser keeps an attempt that fits. Otherwise it takes known words for slips
// too; and where that takes too much imagination, asks for any of the words.
func (q *inquiry) looser(ctx context.Context, exact attempt) (attempt, error) {
	if exact.fits() && !exact.imagined() || len(exact.plan.Need) == 0 || q.query.Verbatim && exact.found.Total > 0 {
		return exact, nil
	}
	loose := exact
	if !q.query.Verbatim {
		r := q.snapshot.reader.loosen(exact.reading)
		if len(r.ways) > len(exact.reading.ways) {
			var err error
			if loose, err = q.try(ctx, r, exact.plan.Filters); err != nil {
				return exact, err
			}
		}
	}
	if loose.imagined() {
		loose.found, loose.ranked = Found{}, nil
	}
	if len(exact.plan.Need) < 2 || loose.fits() && loose.ranked[0].held >= likely {
		return loose, nil
	}
	some, err := q.any(ctx, exact, loose.reading.doubted())
	if err != nil {
		return loose, err
	}
	if some.imagined() || len(loose.ranked) > 0 && (len(some.ranked) == 0 || loose.ranked[0].score >= some.ranked[0].score) {
		return loose, nil
	}
	return some, nil
}

// put puts a plan to the engines. What none of them answers in time is answered
// from memory, and said to be in part.
func (q *inquiry) put(ctx context.Context, p Plan) (Found, string, error) {
	if p.Window == 0 && ForTrade(p.Filters) && len(q.finder.Engines) > 0 {
		p.tiered = true
		return q.snapshot.remembered(p), q.finder.Engines[0].Name(), nil
	}
	found, engine, err := q.finder.ask(ctx, p)
	if !errors.Is(err, context.DeadlineExceeded) {
		return found, engine, err
	}
	q.partial = true
	return q.snapshot.remembered(p), memoryName, nil
}

// try asks for all that is needed.
func (q *inquiry) try(ctx context.Context, r *reading, filters map[Field][]string) (attempt, error) {
	a := attempt{reading: r, plan: Plan{Need: r.needs(), Filters: filters}}
	switch {
	case r.idle() && len(r.spots) == 0:
		a.plan.Need, a.plan.Any = r.wishes(), true
	case len(a.plan.Need) == 0 && len(r.terms) > 0 && !r.idle():
		return a, nil // words, but none of them anybody's
	}
	return q.ask(ctx, a)
}

// any asks for any of the words that tell most, as they were typed; what else
// they may be taken for orders what is found.
func (q *inquiry) any(ctx context.Context, exact attempt, r *reading) (attempt, error) {
	return q.ask(ctx, attempt{reading: r.starless(), plan: Plan{Need: exact.reading.starless().literal().telling(), Any: true, Filters: exact.plan.Filters}})
}

// ask puts an attempt to an engine and ranks what that finds.
func (q *inquiry) ask(ctx context.Context, a attempt) (attempt, error) {
	a.plan.Sort, a.plan.Counts = q.query.order(), true
	if a.reading.empty() {
		a.plan.Offset, a.plan.Limit = q.query.Offset, q.query.Limit
	} else if a.plan.Window = window; a.plan.Any {
		a.plan.Window = narrow
	}
	var err error
	if a.found, a.engine, err = q.put(ctx, a.plan); err != nil {
		return a, err
	}
	if a.found.Total == 0 && a.reading.idle() && len(a.reading.spots) == 0 {
		return q.everything(ctx, a) // only words that tell nothing
	}
	if a.plan.Window > 0 {
		a.ranked = q.snapshot.rank(newRanker(q.snapshot.reader, a.reading, q.snapshot.glossary), a.found.IDs)
	}
	if len(a.ranked) > 0 && a.ranked[0].score == 0 && a.plan.Any && a.reading.idle() && len(a.reading.spots) == 0 {
		return q.everything(ctx, a) // and others only look like them: quả for quà
	}
	return a, nil
}

func (q *inquiry) everything(ctx context.Context, a attempt) (attempt, error) {
	a.plan.Need, a.plan.Any, a.plan.Window, a.ranked = nil, false, 0, nil
	a.plan.Offset, a.plan.Limit = q.query.Offset, q.query.Limit
	var err error
	a.found, a.engine, err = q.put(ctx, a.plan)
	return a, err
}

// fits reports whether the best found has every word where one would look for
// it, and some of those typed side by side stand so. A last word of which there
// is hardly anything yet need not stand beside the one before.
func (a *attempt) fits() bool {
	told := len(a.plan.Need)
	if last := len(a.reading.terms) - 1; last >= 0 && a.reading.terms[last].barely() {
		told--
	}
	return len(a.ranked) > 0 && !a.ranked[0].weak && (told < 2 || a.ranked[0].pairs > 0)
}

// imagined reports whether the best found takes most of the needed words for
// slips, or all that anybody has, without bearing it out: not even two of the
// words found in their place stand side by side there.
func (a *attempt) imagined() bool {
	if len(a.ranked) == 0 || a.ranked[0].pairs > 0 {
		return false
	}
	slips, needed := len(a.ranked[0].slips), len(a.plan.Need)
	return needed > 1 && 2*slips > needed || slips > 0 && slips >= needed && a.reading.passedOver()
}

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
			words := q.snapshot.reader.words.idsOf(wordsIn(spot.place.Words))
			inItsName, _ := q.snapshot.bears(hit.fields[inName], words)
			inItsMaker, _ := q.snapshot.bears(hit.fields[inProducer], words)
			all = all && (inItsName || inItsMaker)
		}
		if all && (len(q.reading.filtered().needs()) > 0 || strings.Count(" "+spaced(wordsIn(hit.hit.Name)), " ") == len(q.reading.terms)) {
			return true
		}
	}
	return false
}

// answer makes what visitors get of an attempt.
func (q *inquiry) answer(ctx context.Context, a attempt) (Answer, error) {
	answer := Answer{
		Total: a.found.Total, Facets: a.found.Facets, Engine: a.engine, Partial: q.partial,
		Any: a.plan.Any && len(q.reading.needs()) > 0 || a.found.Total > 0 && q.reading.passedOver(), Places: a.places, Choices: a.choices, Missing: a.missing, Stars: a.reading.granted(), Corrected: q.corrected(a),
	}
	var err error
	ids, from, to := a.found.IDs, q.query.Offset, q.query.Offset+q.query.Limit
	switch {
	case q.query.fromPoint() && a.plan.Window == 0: // no words that tell anything
		ids = q.snapshot.nearest(q.query)
	case a.plan.Window == 0:
	case q.query.fromPoint() && (to <= a.plan.Window || a.found.Total <= a.plan.Window):
		ids = stretch(q.snapshot.forBuyer(a.plan.Filters, q.snapshot.closeBy(a.ranked, *q.query.Near)), from, to)
	case q.query.order() == Relevance:
		ids, err = q.ranked(ctx, a, from, to)
	default:
		ids, err = q.unranked(ctx, a, from, to)
	}
	answer.Hits = q.snapshot.hits(ids)
	return answer, err
}

// inOrder is what was ranked as it is shown: the closest first, for a trade buyer
// tier by tier. What holds only some of the words comes behind what answers them
// even then.
func (q *inquiry) inOrder(a attempt) []int64 {
	ids, well := make([]int64, len(a.ranked)), 0
	for i, hit := range a.ranked {
		ids[i] = hit.hit.ID
		if !a.plan.Any || !hit.weak {
			well = i + 1
		}
	}
	q.snapshot.forBuyer(a.plan.Filters, ids[:well])
	q.snapshot.forBuyer(a.plan.Filters, ids[well:])
	return ids
}

// ranked is a stretch of what was ranked, and beyond the window of what the
// engine has left, in its own order.
func (q *inquiry) ranked(ctx context.Context, a attempt, from, to int) ([]int64, error) {
	ids := stretch(q.inOrder(a), from, to)
	if to <= a.plan.Window || a.found.Total <= a.plan.Window {
		return ids, nil
	}
	more, err := q.unranked(ctx, a, max(from, a.plan.Window), to)
	return append(ids, more...), err
}

// unranked is a stretch of what was found in the engine's own order.
func (q *inquiry) unranked(ctx context.Context, a attempt, from, to int) ([]int64, error) {
	a.plan.Window, a.plan.Counts, a.plan.Offset, a.plan.Limit = 0, false, from, to-from
	found, _, err := q.put(ctx, a.plan)
	return found.IDs, err
}

// corrected is the text as the best found has it, empty where that is as typed
// or bears out none of it.
func (q *inquiry) corrected(a attempt) string {
	if len(a.ranked) == 0 || len(a.ranked[0].slips) == 0 || a.plan.Any && a.ranked[0].pairs == 0 {
		return ""
	}
	texts := strings.Fields(spoken(a.reading.words(0, len(a.reading.terms))))
	for i, way := range a.ranked[0].slips {
		texts[way.from] = q.snapshot.words[a.ranked[0].at[i]].text
		if way.meant != "" {
			texts[way.from] = q.snapshot.spelled(way.meant)
		}
	}
	return strings.Join(texts, " ")
}
