package storefront

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"

	"ocop/catalog"
)

// Changed drops what a write has made untrue. Products and producers name
// themselves; lists follow when the search projection has caught up.
func (s *Server) Changed(ctx context.Context, change catalog.Change) error {
	switch change.Kind {
	case catalog.ConnectionLost:
		s.away.Store(true)
	case catalog.ProductChanged:
		s.dropUntilSearched(productTag(change.ID))
	case catalog.ProducerChanged:
		s.dropUntilSearched(producerTag(change.ID))
	case catalog.EventChanged:
		s.cache.drop(eventTag)
	case catalog.SearchChanged:
		if err := s.index.Refresh(ctx); err != nil {
			return err
		}
		for _, tag := range s.unsearched.take() {
			s.cache.drop(tag)
		}
		s.cache.drop(listTag)
		return s.readHidden(ctx)
	case catalog.Everything:
		if err := s.index.Refresh(ctx); err != nil {
			return err
		}
		if err := errors.Join(s.readNotices(ctx), s.readHidden(ctx)); err != nil {
			return err
		}
		s.away.Store(false)
		s.cache.dropAll()
	}
	return nil
}

// dropUntilSearched drops the pages of a tag now, and once more when the index
// knows of the write: a page that was rendered between the two shows, among its
// neighbours, what was there before.
func (s *Server) dropUntilSearched(tag string) {
	s.unsearched.add(tag)
	s.cache.drop(tag)
}

// tagSet is a set of tags that several may fill.
type tagSet struct {
	mu   sync.Mutex
	tags map[string]struct{}
}

func (t *tagSet) add(tag string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.tags == nil {
		t.tags = make(map[string]struct{})
	}
	t.tags[tag] = struct{}{}
}

// take empties the set.
func (t *tagSet) take() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	tags := slices.Collect(maps.Keys(t.tags))
	t.tags = nil
	return tags
}

// readHidden learns what is taken down, so that its pictures stop answering and
// the open data are made anew without it.
func (s *Server) readHidden(ctx context.Context) error {
	hidden, err := s.takedowns.Hidden(ctx)
	if err != nil {
		return err
	}
	before := s.hidden.Swap(&hidden)
	if before == nil || before.Last.Before(hidden.Last) {
		s.wantDump()
	}
	return nil
}

// NewDay turns the site to a new day: stars that lapsed at midnight are gone
// from lists and from pages kept.
func (s *Server) NewDay(ctx context.Context) error {
	if err := s.index.Refresh(ctx); err != nil {
		return err
	}
	s.cache.dropAll()
	s.wantDump()
	return nil
}
