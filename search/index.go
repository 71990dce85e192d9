package search

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"ocop/catalog"
)

// errNotLoaded says that the index has not been read yet.
var errNotLoaded = errors.New("search: the index has not been read yet")

// Index keeps every listing in memory, in step with search_document and with
// the site's day.
type Index struct {
	DB    *pgxpool.Pool
	Today func() catalog.Day

	refreshing sync.Mutex
	seen       int64 // version of the latest document read
	documents  map[int64]document
	snapshot   atomic.Pointer[snapshot]
	suggester  atomic.Pointer[suggester]
	words      *lexicon
	tokens     register
	thesaurus  *thesaurus
	added      []Synonym // by staff
}

// document is one row of search_document.
type document struct {
	ProductID int64
	Version   int64
	Data      *catalog.Listing
}

func (x *Index) current() *snapshot { return x.snapshot.Load() }

const documentsSQL = `
SELECT product_id, version, data FROM search_document WHERE version > $1 ORDER BY version`

// Refresh reads what has changed since the last time, the words added by staff
// and the atlas, and turns
// to the day it is now. Without a change of any it costs two short queries.
func (x *Index) Refresh(ctx context.Context) error {
	x.refreshing.Lock()
	defer x.refreshing.Unlock()
	rows, err := x.DB.Query(ctx, documentsSQL, x.seen)
	if err != nil {
		return fmt.Errorf("refreshing the search index: %w", err)
	}
	changed, err := pgx.CollectRows(rows, pgx.RowToStructByName[document])
	if err != nil {
		return fmt.Errorf("refreshing the search index: %w", err)
	}
	day, before := x.Today(), x.current()
	if err := x.refreshSynonyms(ctx); err != nil {
		return err
	}
	if before != nil && before.day == day && len(changed) == 0 && before.reader.thesaurus == x.thesaurus {
		return nil
	}
	atlas, err := catalog.Places{DB: x.DB}.Atlas(ctx)
	if err != nil {
		return err
	}
	x.take(changed)
	next := newSnapshot(day, atlas, x.entries(day, atlas))
	next.reader = reader{words: x.words, thesaurus: x.thesaurus, places: newGazetteer(atlas), products: len(next.entries)}
	next.reader.places.addWithin(next)
	next.glossary, next.postings = x.words.snapshot(), newPostings(&x.tokens, next.entries, next.sets[Certificate])
	x.snapshot.Store(next)
	suggester := newSuggester(next)
	suggester.edition = x.Edition() + 1
	x.suggester.Store(suggester) // after it: a write is found before it is suggested
	return nil
}

// take notes changed documents; one without data is gone.
func (x *Index) take(changed []document) {
	if x.documents == nil {
		x.documents = make(map[int64]document, len(changed))
	}
	for _, d := range changed {
		x.seen = max(x.seen, d.Version)
		if d.Data == nil {
			delete(x.documents, d.ProductID)
			continue
		}
		x.documents[d.ProductID] = d
	}
}

// entries prepares every document for a day, taking over from the snapshot
// before what has stayed the same, and keeps the vocabulary in step.
func (x *Index) entries(day catalog.Day, atlas *catalog.Atlas) []*entry {
	before := x.current()
	clerk := clerk{atlas: atlas, words: x.words}
	collator, buffer := collate.New(language.Vietnamese), new(collate.Buffer)
	entries := make([]*entry, 0, len(x.documents))
	for id, d := range x.documents {
		old := before.entry(id)
		if old != nil && old.version == d.Version && before.day == day {
			entries = append(entries, old)
			continue
		}
		var e *entry
		if old != nil && old.version == d.Version {
			e = old.on(*d.Data, day)
		} else {
			if old != nil {
				x.words.count(old, -1)
			}
			e = clerk.entryOf(*d.Data, day, string(collator.KeyFromString(buffer, d.Data.Name)))
			e.version, e.numbers = d.Version, x.tokens.take(e.tokens(x.words.glossary))
			x.words.count(e, 1)
			buffer.Reset()
		}
		entries = append(entries, e)
		x.documents[id] = document{id, d.Version, &e.hit.Listing} // once in memory
	}
	if before != nil {
		for _, old := range before.entries {
			if _, stays := x.documents[old.hit.ID]; !stays {
				x.words.count(old, -1)
			}
		}
	}
	slices.SortFunc(entries, func(a, b *entry) int { return cmp.Compare(a.hit.ID, b.hit.ID) })
	return entries
}

// Day is the day the answers are for.
func (x *Index) Day() catalog.Day {
	if s := x.current(); s != nil {
		return s.day
	}
	return x.Today()
}

// Atlas is the places, groups and sets of the moment; nil before the first
// Refresh.
func (x *Index) Atlas() *catalog.Atlas {
	if s := x.current(); s != nil {
		return s.atlas
	}
	return nil
}

// ProductAt is the id of the product that lately had an address, 0 where none had.
func (x *Index) ProductAt(slug string) int64 {
	if s := x.current(); s != nil {
		return s.ids[slug]
	}
	return 0
}

// Counts is how many products answer to each value of each field among those
// that pass the filters, as Answer.Facets.
func (x *Index) Counts(filters map[Field][]string) map[Field]map[string]int {
	s := x.current()
	if s == nil {
		return nil
	}
	return s.facets(s.all, filters)
}

// Top is up to n products that pass the filters, the best first: what a page
// shows beside its own matter, without words and counts and without an engine.
func (x *Index) Top(filters map[Field][]string, n int) []*Hit {
	s := x.current()
	if s == nil {
		return nil
	}
	return s.top(filters, n)
}

func (s *snapshot) top(filters map[Field][]string, n int) []*Hit {
	return s.hits(s.page(s.orders[Relevance], s.matching(s.all, filters, ""), 0, n))
}

// Makers lists every producer that has products, by name in Vietnamese order.
// The list is shared and must not be changed.
func (x *Index) Makers() []Maker {
	if s := x.current(); s != nil {
		return s.makers
	}
	return nil
}
