package storefront

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/redis/go-redis/v9"

	"ocop/catalog"
	"ocop/cmd/ocop/demo"
	"ocop/media"
	"ocop/migrations/testdb"
	"ocop/search"
	"ocop/storefront/account"
	"ocop/storefront/assets"
	"ocop/storefront/inquiry"
	"ocop/storefront/locale"
)

// testDay is the day on which the tests' site stands.
func testDay() catalog.Day { return catalog.NewDay(2026, 11, 22) }

// Assets and words are the same for every site, and take longest to prepare.
var (
	testAssets = sync.OnceValues(assets.New)
	testWords  = sync.OnceValues(locale.Load)
)

// testSite is a whole site on a database of its own.
type testSite struct {
	*Server
	db    *pgxpool.Pool
	redis *miniredis.Miniredis
	sync  search.Sync
	day   catalog.Day
}

// newTestSite is a site with an empty catalogue; change may alter its options.
func newTestSite(t testing.TB, change func(*Options)) *testSite {
	t.Helper()
	return newSiteOn(t, testdb.New(t), change)
}

// newSiteOn is a site on a given database, as a second process would be.
func newSiteOn(t testing.TB, db *pgxpool.Pool, change func(*Options)) *testSite {
	t.Helper()
	store, err := media.OpenFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	site := &testSite{db: db, redis: miniredis.RunT(t), day: testDay()}
	index := &search.Index{DB: site.db, Today: func() catalog.Day { return site.day }}
	options := Options{
		DB: site.db, Redis: redis.NewClient(&redis.Options{Addr: site.redis.Addr()}),
		Finder: &search.Finder{Index: index, Engines: []search.Engine{&search.Postgres{DB: site.db, Index: index}}}, Index: index,
		Pictures: &media.Pictures{DB: site.db, Store: store}, BaseURL: "https://ocop.example", Demo: true, Secret: demo.Secret, CacheBytes: 16 << 20,
	}
	if options.Words, err = testWords(); err != nil {
		t.Fatal(err)
	}
	if options.Assets, err = testAssets(); err != nil {
		t.Fatal(err)
	}
	if options.Mails, err = inquiry.NewMails(site.db, options.Words, "ocop@ocop.example", time.Now); err != nil {
		t.Fatal(err)
	}
	texts, err := inquiry.NewTexts(site.db, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	options.Inquiries = &inquiry.Inquiries{
		DB: site.db, Makers: catalog.Producers{DB: site.db}, Mails: options.Mails, Texts: texts, Words: options.Words,
		Signer: inquiry.NewSigner("a secret of the tests, long enough"), Address: InquiryAddress("https://ocop.example"), Now: time.Now,
		StandIns: StandIns(account.Accounts{DB: site.db, Today: func() catalog.Day { return catalog.DayAt(time.Now()) }}),
	}
	if change != nil {
		change(&options)
	}
	if site.Server, err = New(options); err != nil {
		t.Fatal(err)
	}
	site.sync = search.Sync{DB: site.db}
	site.catchUp(t)
	site.SetReady()
	return site
}

// newDemoSite is a site with the demonstration's catalogue.
func newDemoSite(t testing.TB, change func(*Options)) *testSite {
	t.Helper()
	return newSiteOn(t, testdb.Filled(t, "demo", loadDemo), change)
}

// loadDemo fills a database with the demonstration, ready to be searched.
func loadDemo(ctx context.Context, db *pgxpool.Pool) error {
	if err := demo.Load(ctx, db, demo.Secret, testDay()); err != nil {
		return err
	}
	_, err := search.Sync{DB: db}.Drain(ctx)
	return err
}

// catchUp does what the site's background work does after a write.
func (s *testSite) catchUp(t testing.TB) {
	t.Helper()
	if _, err := s.sync.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.Changed(t.Context(), catalog.Change{Kind: catalog.Everything}); err != nil {
		t.Fatal(err)
	}
}

// follow hears of writes as a running site does, until the test ends.
func (s *testSite) follow(t testing.TB) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	heard, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		first := true
		catalog.Changes{DB: s.db}.Follow(ctx, func(change catalog.Change) {
			if change.Kind != catalog.SearchChanged && change.Kind != catalog.ConnectionLost {
				if _, err := s.sync.Drain(ctx); err != nil && ctx.Err() == nil {
					t.Log(err)
				}
			}
			if err := s.Changed(ctx, change); err != nil && ctx.Err() == nil {
				t.Log(err)
			}
			if first {
				close(heard)
				first = false
			}
		})
	}()
	<-heard
	t.Cleanup(func() { stop(); <-done })
}

// get asks for an address.
func (s *testSite) get(t testing.TB, address string, header http.Header) *http.Response {
	t.Helper()
	return s.send(t, http.MethodGet, address, header)
}

func (s *testSite) send(t testing.TB, method, address string, header http.Header) *http.Response {
	t.Helper()
	return s.sendBody(t, method, address, header, nil)
}

func (s *testSite) sendBody(t testing.TB, method, address string, header http.Header, body io.Reader) *http.Response {
	t.Helper()
	request := httptest.NewRequest(method, "/", body)
	request.RequestURI, request.URL.Opaque = address, address
	for name, values := range header {
		request.Header[name] = values
	}
	response, err := s.app.Test(request, -1)
	if err != nil {
		t.Fatalf("%s %.100s: %v", method, address, err)
	}
	t.Cleanup(func() { response.Body.Close() })
	return response
}
