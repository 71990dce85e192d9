package storefront

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"log/slog"
	"time"

	"ocop/catalog"
	"ocop/storefront/locale"
	"ocop/storefront/opendata"
	"ocop/storefront/view"
)

// When the dump is looked at again: now and then, soon while another process
// makes it, and not at once after a failure, whoever asks for it.
const (
	dumpEvery = 10 * time.Minute
	dumpSoon  = 5 * time.Second
	dumpLater = time.Minute
)

// dumpTag marks the pages that show the newest dump.
const dumpTag = "dump"

// dumpStep is how many products are taken from the index at a time.
const dumpStep = 500

// KeepDump has the dump of each day made, by this process or another, until ctx
// ends. It makes the first one when called, and never while somebody waits.
func (s *Server) KeepDump(ctx context.Context) {
	for ctx.Err() == nil {
		pause := dumpEvery
		switch err := s.takeDump(ctx); {
		case errors.Is(err, opendata.ErrBusy):
			pause = dumpSoon
		case err != nil && ctx.Err() == nil:
			slog.WarnContext(ctx, "the day's open data could not be made", "err", err)
			pause = dumpLater
		}
		wanted := s.dumpWanted
		if pause < dumpEvery {
			wanted = nil
		}
		select {
		case <-ctx.Done():
		case <-wanted:
		case <-time.After(pause):
		}
	}
}

// wantDump asks KeepDump to look now.
func (s *Server) wantDump() {
	select {
	case s.dumpWanted <- struct{}{}:
	default: // it has been asked already
	}
}

// takeDump finds or makes the dump of the site's day, one that was made after
// anything was last taken down.
func (s *Server) takeDump(ctx context.Context) error {
	day := s.index.Day()
	hidden, err := s.takedowns.Hidden(ctx)
	if err != nil {
		return err
	}
	now := s.dump.Load()
	if now != nil && now.Day == day && !now.Created.Before(hidden.Last) {
		return nil
	}
	if now == nil { // until today's is there, the one before is better than none
		switch latest, err := s.dumps.Latest(ctx); {
		case err == nil:
			s.showDump(&latest)
		case !errors.Is(err, fs.ErrNotExist):
			return err
		}
	}
	made, err := s.dumps.Fill(ctx, day, hidden.Last, func() (opendata.Dump, error) {
		words := s.words.In(locale.EN)
		return opendata.Make(opendata.Description{
			Day: day, Title: words.T("opendata.package"), BaseURL: s.baseURL, Sample: s.demo, Made: hidden.AsOf,
			Explain: func(column string) string { return words.T("dump." + column) },
		}, s.dumpLines(ctx, hidden.Products))
	})
	if err != nil {
		return err
	}
	s.showDump(&made)
	return nil
}

func (s *Server) showDump(dump *opendata.Package) {
	s.dump.Store(dump)
	s.cache.drop(dumpTag)
}

// dumpLines is every product in the order of their numbers, without those that
// were taken down a moment ago and may still be in the index.
func (s *Server) dumpLines(ctx context.Context, hidden map[int64]bool) iter.Seq[opendata.Product] {
	links := view.Links{Lang: locale.VI}
	return func(yield func(opendata.Product) bool) {
		for after := int64(0); ctx.Err() == nil; {
			hits, _ := s.index.After(nil, after, dumpStep)
			for _, hit := range hits {
				after = hit.ID
				if hidden[hit.ID] {
					continue
				}
				province, _ := s.index.Atlas().Province(hit.ProvinceCode)
				source := opendata.Source{URL: s.baseURL + links.Product(hit.Slug), Province: province.Name, Sample: s.demo}
				if hit.ProducerSlug != "" {
					source.ProducerURL = s.baseURL + links.Producer(hit.ProducerSlug)
				}
				if !yield(opendata.ProductOf(hit.Listing, hit.Star, source)) {
					return
				}
			}
			if len(hits) < dumpStep {
				return
			}
		}
	}
}

// dumpDay is the day of the newest dump, zero while there is none.
func (s *Server) dumpDay() catalog.Day {
	if dump := s.dump.Load(); dump != nil {
		return dump.Day
	}
	return catalog.Day{}
}
