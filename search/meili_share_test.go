package search

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/meilisearch/meilisearch-go"

	"ocop/catalog"
	"ocop/migrations/localpg"
)

// BenchmarkMeiliShare measures what we add to Meilisearch: each query of the
// finder, and right after it the very calls it made, bare. OCOP_BENCH_DATA names
// a folder that "ocop-load fill" has filled:
//
//	go run ./cmd/ocop-load fill -data DIR -products 200000
//	OCOP_BENCH_DATA=DIR go test ./search -run '^$' -bench MeiliShare -benchtime 200x
//
// Of each kind of query it prints the median and the 99th percentile in
// milliseconds, the median of the bare calls, and the median of our own share;
// late are those that visitors would have got in part, at the deadline.
// Without the variable a small generated crowd stands in.
func BenchmarkMeiliShare(b *testing.B) {
	url := meili(b)
	db := benchDatabase(b)
	index := &Index{DB: db, Today: theDay}
	began := time.Now()
	if err := index.Refresh(b.Context()); err != nil {
		b.Fatal(err)
	}
	b.Logf("the index in memory took %.1f s", time.Since(began).Seconds())
	tape := &tape{Transport: meiliTransport()}
	m := NewMeili(url, meiliKey, db, index.Day)
	m.client = meilisearch.New(url, meilisearch.WithAPIKey(meiliKey), meilisearch.DisableRetries(), meilisearch.WithCustomClient(&http.Client{Transport: tape}))
	m.patient = 10 * time.Second // what is late is measured too
	began = time.Now()
	if err := m.CatchUp(b.Context()); err != nil {
		b.Fatal(err)
	}
	b.Logf("the index of Meilisearch took %.1f s", time.Since(began).Seconds())
	finder := &Finder{Index: index, Engines: []Engine{m}, Patience: m.patient}
	for _, kind := range []struct {
		name    string
		queries []Query
	}{
		{"prefix", []Query{{Text: "mật o"}, {Text: "chè thá"}, {Text: "gạo nế"}}},
		{"no diacritics", []Query{{Text: "mat ong rung"}, {Text: "ca phe bot"}, {Text: "nuoc mam"}}},
		{"words, three filters, counts", []Query{
			{Text: "mật ong", Filters: map[Field][]string{Group: {"food"}, Stars: {"3", "4"}, Status: {"valid"}}},
			{Text: "trà", Filters: map[Field][]string{Group: {"beverage", "food"}, Stars: {"4"}, ProducerType: {"cooperative"}}},
		}},
		{"any of the words", []Query{{Text: "mật ong sâm núi hiếm"}, {Text: "trà hoa vàng qwz gạo"}}},
		{"empty, counts", []Query{{}, {Sort: ByName, Offset: 48}, {Sort: Newest}}},
		{"empty, a filter, counts", []Query{{Filters: map[Field][]string{Stars: {"5"}}}, {Filters: map[Field][]string{Group: {"food"}}, Sort: ByStars}}},
	} {
		b.Run(kind.name, func(b *testing.B) { share(b, finder, tape, kind.queries) })
	}
}

func share(b *testing.B, finder *Finder, tape *tape, queries []Query) {
	var whole, bare []time.Duration
	var own []float64
	late := 0
	for i := range b.N + len(queries) {
		q := queries[i%len(queries)]
		q.Limit = 24
		tape.calls = nil
		began := time.Now()
		answer, err := finder.Search(b.Context(), q)
		took := time.Since(began)
		if took >= Deadline {
			late++
		}
		if err != nil || answer.Total == 0 {
			b.Fatalf("%q finds %d: %v", q.Text, answer.Total, err)
		}
		calls := tape.calls
		began = time.Now()
		for _, call := range calls {
			if err := tape.replay(b.Context(), call); err != nil {
				b.Fatal(err)
			}
		}
		if i >= len(queries) { // the first round warms up
			alone := time.Since(began)
			whole, bare = append(whole, took), append(bare, alone)
			own = append(own, 100*(1-alone.Seconds()/took.Seconds()))
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(late), "late")
	if len(whole) == 0 {
		return
	}
	slices.Sort(whole)
	slices.Sort(bare)
	slices.Sort(own)
	at := func(times []time.Duration, of float64) float64 {
		return times[int(of*float64(len(times)-1))].Seconds() * 1000
	}
	b.ReportMetric(at(whole, .5), "p50-ms")
	b.ReportMetric(at(whole, .99), "p99-ms")
	b.ReportMetric(at(bare, .5), "bare-p50-ms")
	b.ReportMetric(own[len(own)/2], "own-%")
}

// benchDatabase is the filled database of a folder, or a small one.
func benchDatabase(b *testing.B) *pgxpool.Pool {
	data := os.Getenv("OCOP_BENCH_DATA")
	if data == "" {
		return crowded(b, 2000)
	}
	server, err := localpg.Start(b.Context(), localpg.Options{DataDir: data, Command: "go test"})
	if err != nil {
		b.Fatal(err)
	}
	db, err := pgxpool.New(b.Context(), server.URL())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		db.Close()
		if err := server.Stop(context.WithoutCancel(b.Context())); err != nil {
			b.Error(err)
		}
	})
	if _, err := (Sync{DB: db}).Drain(b.Context()); err != nil {
		b.Fatal(err)
	}
	if ids, err := (catalog.Products{DB: db}).IDs(b.Context()); err != nil || len(ids) == 0 {
		b.Fatal("the folder holds no products", err)
	}
	return db
}

// tape is a transport that remembers what was sent.
type tape struct {
	*http.Transport
	calls []call
}

type call struct {
	address string
	header  http.Header
	body    []byte
}

// RoundTrip sends a request on and notes it.
func (t *tape) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		t.calls = append(t.calls, call{r.URL.String(), r.Header, body})
		r.Body = io.NopCloser(bytes.NewReader(body))
	}
	return t.Transport.RoundTrip(r)
}

// replay sends a request again and reads the answer to its end.
func (t *tape) replay(ctx context.Context, c call) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.address, bytes.NewReader(c.body))
	if err != nil {
		return err
	}
	r.Header = c.header
	response, err := t.Transport.RoundTrip(r)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return errors.New(response.Status)
	}
	_, err = io.Copy(io.Discard, response.Body)
	return err
}
