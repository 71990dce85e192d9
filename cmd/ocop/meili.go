package main

import (
	"context"
	"log/slog"
	"time"

	"ocop/catalog"
	"ocop/search"
	"ocop/storefront"
)

// nightlyHour is when the index of Meilisearch is built anew.
const nightlyHour = 3

// engines lists what answers queries, the preferred one first. PostgreSQL is
// always among them: it answers whenever Meilisearch does not.
func (s *site) engines() []search.Engine {
	postgres := &search.Postgres{DB: s.db.pool, Index: s.index}
	if s.config.MeiliURL == "" {
		return []search.Engine{postgres}
	}
	s.meili = search.NewMeili(s.config.MeiliURL, s.config.MeiliKey, s.db.pool, s.index.Day)
	return []search.Engine{s.meili, postgres}
}

// meiliChecks is what readiness asks of Meilisearch where there is one.
func (s *site) meiliChecks() []storefront.Check {
	if s.meili == nil {
		return nil
	}
	return []storefront.Check{{Name: s.meili.Name(), Ask: s.meili.Ready}}
}

// wakeMeili says that Meilisearch may lack something.
func (s *site) wakeMeili() {
	if s.meili != nil {
		s.meili.Wake()
	}
}

// keepMeili keeps Meilisearch in step, and builds its index anew every night
// beside the one that serves.
func (s *site) keepMeili(ctx context.Context) {
	if s.meili == nil {
		return
	}
	go s.meili.Keep(ctx)
	for {
		now := time.Now().In(catalog.Zone())
		night := time.Date(now.Year(), now.Month(), now.Day(), nightlyHour, 0, 0, 0, now.Location())
		if !night.After(now) {
			night = night.AddDate(0, 0, 1)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Until(night)):
		}
		// Of several processes the first one builds; the others find it done.
		if err := s.meili.RebuildOlder(ctx, night.Add(-12*time.Hour)); err != nil && ctx.Err() == nil {
			slog.ErrorContext(ctx, "the nightly index could not be built, the one before it serves on", "err", err)
		}
	}
}
