package storefront

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"ocop/media"
	"ocop/storefront/locale"
	"ocop/storefront/opendata"
)

// dumped fetches a JSON Lines dump and returns its lines.
func dumped(t *testing.T, site *testSite, name string) []opendata.Product {
	t.Helper()
	response := site.get(t, "/du-lieu-mo/"+name, nil)
	packed, err := gzip.NewReader(response.Body)
	if err != nil {
		t.Fatalf("%s: %s, %v", name, response.Status, err)
	}
	var list []opendata.Product
	for scanner := bufio.NewScanner(packed); scanner.Scan(); {
		var p opendata.Product
		if err := json.Unmarshal(scanner.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	return list
}

func TestDumpHoldsEverything(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	if err := site.takeDump(t.Context()); err != nil {
		t.Fatal(err)
	}
	var ids []int64
	lines := dumped(t, site, "ocop-latest.jsonl.gz")
	for _, p := range lines {
		ids = append(ids, p.ID)
		if !p.Sample {
			t.Errorf("%s of the demonstration is not marked", p.Name)
		}
	}
	all, err := site.products.IDs(t.Context())
	if err != nil || !slices.Equal(ids, all) {
		t.Errorf("%d of %d products are in the dump (%v)", len(ids), len(all), err)
	}
	// The dump and the API tell one truth.
	some := lines[len(lines)/2]
	slug := some.URL[strings.LastIndex(some.URL, "/")+1:]
	var detail apiDetail
	if err := json.Unmarshal([]byte(body(t, site.get(t, "/api/v1/products/"+slug, nil))), &detail); err != nil {
		t.Fatal(err)
	}
	if detail.Name != some.Name || detail.Stars != some.Stars || detail.StarStatus != some.StarStatus || len(detail.Recognitions) != len(some.Recognitions) {
		t.Errorf("the dump says %+v, the API %+v", some, detail)
	}
}

func TestDumpIsNotWaitedFor(t *testing.T) {
	site := newTestSite(t, nil)
	if page := body(t, site.get(t, "/du-lieu-mo", nil)); !strings.Contains(page, "đang được làm") {
		t.Error("the page does not say that there is no dump yet")
	}
	early := site.get(t, "/du-lieu-mo/ocop-latest.csv.gz", nil)
	if early.StatusCode != http.StatusServiceUnavailable || early.Header.Get("Retry-After") == "" {
		t.Errorf("before there is a dump: %s", early.Status)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); site.KeepDump(ctx) }()
	for site.dump.Load() == nil {
		time.Sleep(time.Millisecond)
	}
	if page := body(t, site.get(t, "/du-lieu-mo", nil)); !strings.Contains(page, "ocop-2026-11-22.csv.gz") {
		t.Error("the page does not show the dump once it is there")
	}
	// Midnight.
	site.day = site.day.AddDays(1)
	if err := site.NewDay(t.Context()); err != nil {
		t.Fatal(err)
	}
	for site.dump.Load().Day != site.day {
		time.Sleep(time.Millisecond)
	}
	if page := body(t, site.get(t, "/en/open-data", nil)); !strings.Contains(page, "ocop-2026-11-23.csv.gz") {
		t.Error("the page does not show the new day's dump")
	}
	stop()
	<-done
	// Another process finds what this one made.
	other := newSiteOn(t, site.db, func(o *Options) { o.Pictures = site.pictures })
	other.day = site.day.AddDays(1) // whose day has turned already
	if err := other.NewDay(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := other.takeDump(t.Context()); err != nil || other.dump.Load().Day != other.day {
		t.Errorf("another process has %v (%v)", other.dump.Load(), err)
	}
	for _, name := range []string{"ocop-2026-11-22.csv.gz", "ocop-2026-11-23.csv.gz", "ocop-2026-11-24.csv.gz"} {
		if response := site.get(t, "/du-lieu-mo/"+name, nil); response.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", name, response.Status)
		}
	}
}

// brokenStore is a store that cannot be reached.
type brokenStore struct{}

var errUnreachable = errors.New("unreachable")

func (brokenStore) Put(context.Context, string, []byte) error      { return errUnreachable }
func (brokenStore) Delete(context.Context, ...string) error        { return errUnreachable }
func (brokenStore) List(context.Context, string) ([]string, error) { return nil, errUnreachable }
func (brokenStore) Ready(context.Context) error                    { return errUnreachable }
func (brokenStore) Open(context.Context, string) (io.ReadCloser, int64, error) {
	return nil, 0, errUnreachable
}

func TestDumpWithoutStore(t *testing.T) {
	site := newTestSite(t, func(o *Options) { o.Pictures = &media.Pictures{DB: o.DB, Store: brokenStore{}} })
	if err := site.takeDump(t.Context()); !errors.Is(err, errUnreachable) {
		t.Errorf("without a store a dump is taken: %v", err)
	}
	if response := site.get(t, "/du-lieu-mo", nil); response.StatusCode != http.StatusOK {
		t.Errorf("the page: %s", response.Status)
	}
	if response := site.get(t, "/du-lieu-mo/ocop-2026-11-22.json", nil); response.StatusCode != http.StatusServiceUnavailable || strings.Contains(body(t, response), "unreachable") {
		t.Errorf("a file: %s", response.Status)
	}
}

func TestDumpFilesAreKeptByThoseWhoHaveThem(t *testing.T) {
	site := newTestSite(t, nil)
	if err := site.takeDump(t.Context()); err != nil {
		t.Fatal(err)
	}
	const target = "/du-lieu-mo/ocop-latest.json"
	tag := site.get(t, target, nil).Header.Get("ETag")
	if again := site.get(t, target, http.Header{"If-None-Match": {tag}}); tag == "" || again.StatusCode != http.StatusNotModified || body(t, again) != "" {
		t.Errorf("with tag %q: %s", tag, again.Status)
	}
}

func TestEveryColumnIsExplained(t *testing.T) {
	words, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"recognitions"}
	for _, column := range opendata.Columns() {
		names = append(names, column.Name)
		if key := "opendata.type." + column.Type; !words.In(locale.VI).Has(key) {
			t.Errorf("no message %s", key)
		}
	}
	for _, name := range names {
		if !words.In(locale.VI).Has("dump." + name) {
			t.Errorf("no message dump.%s", name)
		}
	}
}
