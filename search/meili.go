package search

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/meilisearch/meilisearch-go"

	"ocop/catalog"
)

// meiliPatience is how long a query may wait for Meilisearch. It leaves the
// next engine its share of Deadline.
const meiliPatience = 150 * time.Millisecond

// A query that waited in vain has Meilisearch rest for a while, so that the same
// visitor does not wait again, and Keep look; so many in a row take it out.
const (
	meiliRest    = 300 * time.Millisecond
	meiliStrikes = 3
)

// errLate says that patience was spent before an answer came.
var errLate = errors.New("no answer in time")

// errResting says that a query has just waited in vain.
var errResting = errors.New("search: Meilisearch did not answer in time a moment ago")

// errNotCaughtUp says that Meilisearch has not been seen in step with the
// catalogue since this process began.
var errNotCaughtUp = errors.New("search: Meilisearch has not caught up yet")

// Meili is the engine for catalogues beyond some 50,000 products. It is asked
// with filters over folded words, so that neither its typo tolerance nor its
// limits on words apply: what a text means is read before, for every engine
// alike.
//
// It serves only while it is in step. A failure takes it out at once, and Keep
// brings it back when everything written meanwhile is in its index; in between
// the Finder's next engine answers.
type Meili struct {
	db      *pgxpool.Pool
	today   func() catalog.Day
	client  meilisearch.ServiceManager
	patient time.Duration // how long a query may wait
	wake    chan struct{}
	serving atomic.Pointer[serving] // nil while out
	strikes atomic.Int32            // queries in a row that waited in vain
	resting atomic.Int64            // until this time, in nanoseconds of the epoch

	mu       sync.Mutex
	out      error  // why it is out
	identity string // of the database, once read
	fed      fed
}

// serving is what queries need to know of an index in step.
type serving struct {
	uid string
	day catalog.Day // whose stars its documents show
	// counts are the facets of the query that asks for nothing. They go with
	// the serving that the next write makes.
	counts atomic.Pointer[Found]
}

// NewMeili takes the address of a server, a key that may search, write and
// administer indexes, and the site's day. The engine is out until Keep or
// CatchUp has run.
func NewMeili(address, key string, db *pgxpool.Pool, today func() catalog.Day) *Meili {
	return &Meili{
		db: db, today: today, patient: meiliPatience, out: errNotCaughtUp, wake: make(chan struct{}, 1),
		client: meilisearch.New(address, meilisearch.WithAPIKey(key), meilisearch.DisableRetries(),
			meilisearch.WithCustomClient(&http.Client{Transport: meiliTransport()})),
	}
}

// Name is how answers call this engine.
func (m *Meili) Name() string { return "meilisearch" }

// Ready reports why the engine is out, nil while it serves. It asks nobody.
func (m *Meili) Ready(context.Context) error {
	if now := m.serving.Load(); now != nil && now.day == m.today() {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.out == nil {
		return errNotCaughtUp // midnight has just passed
	}
	return m.out
}

// Find answers a plan in one call, whatever the filters.
func (m *Meili) Find(ctx context.Context, p Plan) (Found, error) {
	now := m.serving.Load()
	if now == nil || now.day != m.today() {
		return Found{}, m.Ready(ctx)
	}
	if time.Now().UnixNano() < m.resting.Load() {
		return Found{}, errResting
	}
	known := now.counts.Load()
	plain := p.Counts && len(p.Need) == 0 && len(p.Filters) == 0
	if plain && known != nil {
		if p.Limit == 0 && p.Window == 0 {
			return known.copied(), nil
		}
		p.Counts = false
	}
	asked := askMeili(now.uid, p)
	bounded, cancel := context.WithTimeout(ctx, m.patient)
	defer cancel()
	answer, err := m.client.MultiSearchWithContext(bounded, &meilisearch.MultiSearchRequest{Queries: asked.queries})
	var found Found
	if err == nil {
		found, err = asked.read(answer.Results)
	}
	if err != nil {
		m.fail(ctx, now, late(bounded, err))
		return Found{}, fmt.Errorf("asking Meilisearch: %w", err)
	}
	m.strikes.Store(0)
	switch {
	case plain && known != nil:
		found.Facets = known.copied().Facets
	case plain:
		now.counts.Store(&Found{Total: found.Total, Facets: found.copied().Facets})
	}
	return found, nil
}

// fail judges a query that failed: one answer too late may be the machine's
// hiccup, a refusal is not. A visitor who has gone says nothing.
func (m *Meili) fail(ctx context.Context, now *serving, err error) {
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
	case m.pardons(err):
		m.resting.Store(time.Now().Add(meiliRest).UnixNano())
		m.Wake()
	default:
		m.takeOut(now, err)
	}
}

// late marks an error that came of the patience spent.
func late(bounded context.Context, err error) error {
	if err != nil && bounded.Err() != nil {
		return fmt.Errorf("%w: %w", errLate, err)
	}
	return err
}

// pardons counts an answer too late and reports whether it is not yet one too
// many.
func (m *Meili) pardons(err error) bool {
	return errors.Is(err, errLate) && m.strikes.Add(1) < meiliStrikes
}

// copied is the total and the counts, for a reader of their own.
func (f Found) copied() Found {
	facets := make(map[Field]map[string]int, len(f.Facets))
	for field, counts := range f.Facets {
		facets[field] = maps.Clone(counts)
	}
	return Found{Total: f.Total, Facets: facets}
}

// takeOut stops asking, unless that has happened already, and has Keep look.
func (m *Meili) takeOut(now *serving, err error) {
	if !m.serving.CompareAndSwap(now, nil) || now == nil {
		now = nil
	}
	m.mu.Lock()
	m.out = err
	m.mu.Unlock()
	if now != nil {
		slog.Warn("Meilisearch is out, the next engine answers", "err", err)
		m.Wake()
	}
}

// takeIn starts asking the index again.
func (m *Meili) takeIn(uid string, day catalog.Day, changed bool) {
	before := m.serving.Load()
	if before == nil {
		m.strikes.Store(0)
		m.resting.Store(0)
	}
	if before == nil || before.uid != uid || before.day != day || changed {
		m.serving.Store(&serving{uid: uid, day: day})
	}
	m.mu.Lock()
	m.out = nil
	m.mu.Unlock()
	if before == nil {
		slog.Info("Meilisearch is in step and answers")
	}
}

// Wake has Keep look at once: the projection was written, or a new day began.
func (m *Meili) Wake() {
	select {
	case m.wake <- struct{}{}:
	default:
	}
}
