package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/redis/go-redis/v9"
	"github.com/riverqueue/river"

	"ocop/catalog"
	"ocop/media"
	"ocop/search"
	"ocop/storefront"
	"ocop/storefront/inquiry"
	"ocop/storefront/locale"
)

// memoryLimit is what the garbage collector works to stay under; it makes room
// for a large picture. A catalogue that fills it gets room beside itself, or the
// collector would hardly do anything but collect. GOMEMLIMIT overrides both.
const (
	memoryLimit = 400 << 20
	leastRoom   = 200 << 20
)

// stopPatience is how long requests under way may take at the end.
const stopPatience = 10 * time.Second

// site is every part of a running site.
type site struct {
	config   Config
	sample   bool        // the data are those of the demonstration
	drawing  atomic.Bool // and its pictures are still being drawn
	db       *database
	redis    redis.UniversalClient
	endRedis func()
	pictures *media.Pictures
	jobs     *river.Client[pgx.Tx]
	working  bool // jobs have been started
	index    *search.Index
	sync     search.Sync
	meili    *search.Meili // nil where none is named
	demand   *search.Demand
	words    *locale.Words
	mails    *inquiry.Mails
	sender   inquiry.Sender
	inquiry  *inquiry.Inquiries
	server   *storefront.Server
	wake     chan struct{} // the search queue may hold something
	behind   atomic.Bool   // a write was heard of but could not be read
}

// openSite opens every part but lets nobody in yet.
func openSite(db *database, c Config, demo bool) (*site, error) {
	s := &site{config: c, sample: demo, db: db, sync: search.Sync{DB: db.pool}, wake: make(chan struct{}, 1)}
	s.drawing.Store(demo)
	s.index = &search.Index{DB: db.pool, Today: c.today}
	limitMemory()
	s.demand = search.NewDemand(db.pool, cmp.Or(c.Secret, rand.Text()), c.today)
	var err error
	if s.redis, s.endRedis, err = openRedis(c.RedisURL); err != nil {
		return nil, err
	}
	if err := s.openPictures(); err != nil {
		return nil, err
	}
	if s.words, err = locale.Load(); err != nil {
		return nil, err
	}
	if err := s.openMail(demo); err != nil {
		return nil, err
	}
	if err := s.openJobs(); err != nil {
		return nil, err
	}
	finder := &search.Finder{Index: s.index, Engines: s.engines()}
	if err := db.openReader(); err != nil {
		return nil, err
	}
	s.server, err = storefront.New(storefront.Options{
		DB: db.pool, Reader: db.reader, Redis: s.redis, Finder: finder, Index: s.index, Demand: s.demand, Pictures: s.pictures,
		Words: s.words, Mails: s.mails, Inquiries: s.inquiry, MailSecret: c.MailSecret,
		BaseURL: c.BaseURL, Secret: c.Secret, Operator: c.Operator, Demo: demo, TrustedProxies: c.TrustedProxies, CacheBytes: c.CacheBytes, SharedPages: c.sharedPages(),
		Checks: append(s.meiliChecks(), []storefront.Check{
			{Name: "postgresql", Ask: db.pool.Ping},
			{Name: "redis", Ask: func(ctx context.Context) error { return s.redis.Ping(ctx).Err() }},
			{Name: "search", Ask: finder.Ready},
			{Name: "pictures", Ask: s.pictures.Ready},
		}...),
	})
	return s, err
}

// sharedPages bounds what the embedded Redis holds, which evicts nothing; a real
// one has its own limit.
func (c Config) sharedPages() int {
	if c.RedisURL == "" {
		return 500
	}
	return 0
}

// limitMemory spends memory that is there rather than time: pages live shortly,
// so that the collector may wait for twice as many, up to the limit. GOMEMLIMIT
// and GOGC say otherwise.
func limitMemory() {
	if debug.SetMemoryLimit(-1) == math.MaxInt64 {
		debug.SetMemoryLimit(memoryLimit)
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(200)
	}
}

// makeRoom lifts the limit for what is kept now, the catalogue's index first: as
// much again may come before the collector is pressed.
func makeRoom() {
	if os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	var now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&now)
	debug.SetMemoryLimit(max(memoryLimit, 2*int64(now.HeapAlloc)+leastRoom))
}

// today is the site's day.
func (c Config) today() catalog.Day {
	if !c.Today.IsZero() {
		return c.Today
	}
	return catalog.DayAt(time.Now())
}

// openPictures opens the store of pictures.
func (s *site) openPictures() error {
	store, err := openStore(s.config)
	if err != nil {
		return err
	}
	s.pictures = &media.Pictures{DB: s.db.pool, Store: store}
	return nil
}

func openStore(c Config) (media.Store, error) {
	if c.S3.Endpoint == "" {
		return media.OpenFolder(filepath.Join(c.Data, "pictures"))
	}
	return media.NewS3(c.S3.Endpoint, c.S3.Bucket, c.S3.AccessKey, c.S3.SecretKey)
}

// fill brings schema, data and search up to date; load may add data between.
func (s *site) fill(ctx context.Context, migrate, load func(context.Context) error) error {
	for _, step := range []func(context.Context) error{migrate, load} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	if _, err := s.sync.Drain(ctx); err != nil {
		return err
	}
	if err := s.index.Refresh(ctx); err != nil {
		return err
	}
	makeRoom()
	return nil
}

// run serves until ctx ends or a part fails for good. prepare fills the site,
// after tells when visitors are let in.
func (s *site) run(ctx context.Context, prepare func(context.Context) error, after func(context.Context)) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	listener, err := net.Listen("tcp", s.config.Addr)
	if err != nil {
		return fmt.Errorf("OCOP_ADDR: %w", err)
	}
	var tasks sync.WaitGroup
	defer func() { stop(nil); tasks.Wait() }() // the database closes after it
	tasks.Go(func() { stop(s.server.Serve(listener)) })
	tasks.Go(func() { s.server.Watch(ctx) })
	if metrics := s.serveMetrics(stop); metrics != nil {
		defer metrics.Close()
	}
	if err := prepare(ctx); err != nil {
		return errors.Join(err, s.shutdown())
	}
	s.server.SetReady()
	tasks.Go(func() {
		catalog.Changes{DB: s.db.pool}.Follow(ctx, func(change catalog.Change) { s.hear(ctx, change) })
	})
	for _, task := range []func(context.Context){s.keepSearch, s.keepMeili, s.keepDay, s.demand.Run, s.server.KeepDump, s.server.KeepSearches} {
		tasks.Go(func() { task(ctx) })
	}
	switch err := s.jobs.Start(ctx); {
	case err == nil:
		s.working = true
	case ctx.Err() == nil: // not told to end meanwhile
		return errors.Join(fmt.Errorf("starting jobs: %w", err), s.shutdown())
	}
	tasks.Go(func() { after(ctx) })
	<-ctx.Done()
	err = s.shutdown()
	if cause := context.Cause(ctx); !errors.Is(cause, context.Canceled) {
		return errors.Join(cause, err)
	}
	return err
}

// hear passes on what the database says of writes.
func (s *site) hear(ctx context.Context, change catalog.Change) {
	if change.Kind != catalog.SearchChanged {
		select {
		case s.wake <- struct{}{}:
		default:
		}
	}
	s.wakeMeili()
	if err := s.server.Changed(ctx, change); err != nil && ctx.Err() == nil {
		s.behind.Store(true)
		slog.WarnContext(ctx, "a change was heard but could not be read", "change", change.Kind, "err", err)
	}
}

// keepSearch drains the search queue whenever a write was heard, and now and
// then in case one was not.
func (s *site) keepSearch(ctx context.Context) {
	ticker := time.NewTicker(30 * time.Second)
	defer ticker.Stop()
	for {
		heard := false
		select {
		case <-ctx.Done():
			return
		case <-s.wake:
			heard = true
		case <-ticker.C:
		}
		written, err := s.sync.Drain(ctx)
		if err != nil && ctx.Err() == nil {
			slog.WarnContext(ctx, "the search projection is behind", "err", err)
			s.behind.Store(true)
			continue
		}
		// Lists are not made anew for nothing, but again where a write could not be
		// read while the database stumbled.
		if heard || written > 0 || s.behind.Swap(false) {
			s.hear(ctx, catalog.Change{Kind: catalog.SearchChanged})
		}
	}
}

// keepDay turns the site to each new day in Vietnam. It looks once a minute, so
// that a clock that was set or a machine that slept is noticed, and tries again
// until it has worked.
func (s *site) keepDay(ctx context.Context) {
	ticker := time.NewTicker(time.Minute)
	defer ticker.Stop()
	shown := s.config.today()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		today := s.config.today()
		if today == shown {
			continue
		}
		if err := s.server.NewDay(ctx); err != nil {
			slog.ErrorContext(ctx, "the site could not turn to the new day, trying again", "err", err)
			continue
		}
		shown = today
		makeRoom() // the catalogue may have grown
		s.wakeMeili()
	}
}

// shutdown ends the parts in the order in which they use each other.
func (s *site) shutdown() error {
	ctx, cancel := context.WithTimeout(context.Background(), stopPatience)
	defer cancel()
	err := s.server.Shutdown(ctx)
	if s.working {
		if stopErr := s.jobs.StopAndCancel(ctx); stopErr != nil && !errors.Is(stopErr, context.Canceled) {
			err = errors.Join(err, stopErr)
		}
	}
	s.endRedis()
	return err
}

// serveMetrics opens a second address for numbers and profiles.
func (s *site) serveMetrics(stop context.CancelCauseFunc) *http.Server {
	if s.config.MetricsAddr == "" {
		return nil
	}
	server := &http.Server{Addr: s.config.MetricsAddr, Handler: s.server.Metrics(), ReadHeaderTimeout: 5 * time.Second}
	go func() {
		if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
			stop(fmt.Errorf("OCOP_METRICS_ADDR: %w", err))
		}
	}()
	return server
}
