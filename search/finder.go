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

// narrow is how many where any of the words will do: those that hold most of
// them come first.
const narrow = 300

// errNoEngine says that every engine is away.
var errNoEngine = errors.New("search: no engine answers")

// Finder answers queries: it reads the text once, asks the first engine that
// works, ranks what that found and says how it was read.
type Finder struct {
	Index   *Index
	Engines []Engine // the preferred one first
	// Patience bounds a query; 0 means Deadline. Measurements that must not
	// depend on how busy a machine is set it high.
	Patience time.Duration
}

// Search answers a query; it never fails for what was typed, only when no
// engine works.
func (f *Finder) Search(ctx context.Context, q Query) (Answer, error) {
	s := f.Index.current()
	if s == nil {
		return Answer{}, errNotLoaded
	}
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(f.Patience, Deadline))
	defer cancel()
	inquiry := inquiry{finder: f, snapshot: s, query: q, reading: s.reader.read(q.Text, q.Verbatim)}
	best, err := inquiry.best(ctx)
	if err != nil {
		return Answer{}, err
	}
	return inquiry.answer(ctx, best)
}

// ask puts a plan to the first engine that works. One that hangs may take half
// of the time that is left, so that the next can still answer.
func (f *Finder) ask(ctx context.Context, p Plan) (Found, string, error) {
	err := errNoEngine
	for i, engine := range f.Engines {
		attempt, cancel := ctx, context.CancelFunc(func() {})
		if until, ok := ctx.Deadline(); ok && i < len(f.Engines)-1 {
			attempt, cancel = context.WithTimeout(ctx, time.Until(until)/2)
		}
		found, failure := engine.Find(attempt, p)
		cancel()
		if failure == nil {
			return found, engine.Name(), nil
		}
		err = fmt.Errorf("asking %s: %w", engine.Name(), failure)
		if ended := ctx.Err(); ended != nil {
			// However the engine puts it, what ended the query is said.
			err = fmt.Errorf("asking %s: %w: %w", engine.Name(), ended, failure)
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

// hits looks the ids up; one that has gone meanwhile is left out.
func (s *snapshot) hits(ids []int64) []*Hit {
	hits := make([]*Hit, 0, len(ids))
	for _, id := range ids {
		if e := s.entry(id); e != nil {
			hits = append(hits, e.hit)
		}
	}
	return slices.Clip(hits)
}

// order is the order a query asks for.
func (q Query) order() Sort {
	if q.fromPoint() {
		return Relevance // of the engines, which know of no distance
	}
	return cmp.Or(q.Sort, Relevance)
}
