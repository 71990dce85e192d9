package search

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Deadline bounds a query; what is best by then is the answer.
const Deadline = 300 * time.Millisecond

// window is how many candidates are taken from an engine for our own ranking.
const window = 1000

// errNoEngine says that every engine is away.
var errNoEngine = errors.New("search: no engine answers")

// Finder answers queries: it reads the text once, asks the first engine that
// works, ranks what that found and says how it was read.
type Finder struct {
	Index   *Index
	Engines []Engine // the preferred one first
}

// Search answers a query; it never fails for what was typed, only when no
// engine works.
func (f *Finder) Search(ctx context.Context, q Query) (Answer, error) {
	s := f.Index.current()
	if s == nil {
		return Answer{}, errNotLoaded
	}
	terms := readTerms(q.Text)
	plan := Plan{Need: needs(terms), Filters: q.Filters, Sort: cmp.Or(q.Sort, Relevance), Counts: true}
	if ranked := len(terms) > 0 && plan.Sort == Relevance; ranked && q.Limit > 0 && q.Offset+q.Limit <= window {
		plan.Window = window
	} else {
		plan.Offset, plan.Limit = q.Offset, q.Limit
	}
	found, engine, err := f.ask(ctx, plan)
	if err == nil && found.Total == 0 && len(terms) > 1 {
		plan.Any = true
		found, engine, err = f.ask(ctx, plan)
	}
	if err != nil {
		return Answer{}, err
	}
	answer := Answer{Total: found.Total, Facets: found.Facets, Any: plan.Any, Engine: engine}
	ids := found.IDs
	if plan.Window > 0 {
		ids = s.rank(ids, terms)
		ids = ids[min(q.Offset, len(ids)):min(q.Offset+q.Limit, len(ids))]
	}
	answer.Hits = s.hits(ids)
	return answer, nil
}

// ask puts a plan to the first engine that works.
func (f *Finder) ask(ctx context.Context, p Plan) (Found, string, error) {
	err := errNoEngine
	for _, engine := range f.Engines {
		found, failure := engine.Find(ctx, p)
		if failure == nil {
			return found, engine.Name(), nil
		}
		err = fmt.Errorf("asking %s: %w", engine.Name(), failure)
		if ctx.Err() != nil {
			break
		}
	}
	return Found{}, "", err
}

// Ready reports why no query can be answered, nil when one can.
func (f *Finder) Ready(ctx context.Context) error {
	err := errNoEngine
	for _, engine := range f.Engines {
		if err = engine.Ready(ctx); err == nil {
			return nil
		}
	}
	return err
}

// needs is a clause for every term.
func needs(terms []term) []Clause {
	clauses := make([]Clause, len(terms))
	for i, t := range terms {
		clauses[i] = Clause{{Words: []string{t.folded}, Prefix: t.prefix}}
	}
	return clauses
}

// hits looks the ids up; one that has gone meanwhile is left out.
func (s *snapshot) hits(ids []int64) []*Hit {
	hits := make([]*Hit, 0, len(ids))
	for _, id := range ids {
		if i, ok := s.at[id]; ok {
			hits = append(hits, s.entries[i].hit)
		}
	}
	return slices.Clip(hits)
}
