package search

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	toxiproxy "github.com/Shopify/toxiproxy/v2"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/meilisearch/meilisearch-go"
	"github.com/rs/zerolog"
)

// pair is a finder with both engines, Meilisearch first.
type pair struct {
	Finder
	meili *Meili
	db    *pgxpool.Pool
}

func newPair(t *testing.T, url, key string, db *pgxpool.Pool) pair {
	t.Helper()
	index := &Index{DB: db, Today: theDay}
	if err := index.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	m := NewMeili(url, key, db, index.Day)
	return pair{Finder{Index: index, Engines: []Engine{m, &Postgres{DB: db, Index: index}}}, m, db}
}

// rename gives a product another name and writes its document.
func (p pair) rename(t *testing.T, from, to string) {
	t.Helper()
	tag, err := p.db.Exec(t.Context(), `UPDATE product SET name = $2 WHERE name = $1`, from, to)
	if err != nil || tag.RowsAffected() != 1 {
		t.Fatalf("renaming %s: %v %v", from, tag, err)
	}
	if _, err := (Sync{DB: p.db}).Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := p.Index.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// answers asks and reports who answered how many.
func (p pair) answers(t *testing.T, text string) string {
	t.Helper()
	answer, err := p.Search(t.Context(), Query{Text: text, Limit: 24})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(answer.Engine, " ", answer.Total)
}

// want asks until the answer is the one wanted, or time is up.
func (p pair) want(t *testing.T, text, want string) {
	t.Helper()
	got := ""
	for until := time.Now().Add(time.Minute); time.Now().Before(until); time.Sleep(20 * time.Millisecond) {
		if got = p.answers(t, text); got == want {
			return
		}
	}
	t.Fatalf("%q is answered by %s, want %s; Meilisearch: %v", text, got, want, p.meili.Ready(t.Context()))
}

// wantOut waits until readiness says that Meilisearch is out. A query that
// failed may have been one answer too late, or one asked of the index before.
func (p pair) wantOut(t *testing.T) {
	t.Helper()
	for until := time.Now().Add(time.Minute); p.meili.Ready(t.Context()) == nil; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(until) {
			t.Fatal("a server that does not answer stays in")
		}
	}
}

// keep runs the feeding until the test ends.
func (p pair) keep(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); p.meili.Keep(ctx) }()
	t.Cleanup(func() { stop(); <-done })
}

// TestServerKilled kills the server between writes. The next query is answered
// by PostgreSQL; once the server is back it has caught up with what was written
// and deleted meanwhile before it answers again.
func TestServerKilled(t *testing.T) {
	server := ownMeili(t)
	p := newPair(t, server.url, meiliKey, stocked(t))
	p.keep(t)
	p.want(t, "nước mắm", "meilisearch 1")
	p.rename(t, "Kẹo dừa", "Kẹo dừa sáp")
	p.meili.Wake()
	p.want(t, "sáp", "meilisearch 1")

	server.stop()
	if got := p.answers(t, "kẹo dừa sáp"); got != "postgres 1" {
		t.Errorf("with the server gone: %s", got)
	}
	p.wantOut(t)
	p.rename(t, "Kẹo dừa sáp", "Kẹo dừa nướng")
	p.meili.Wake()
	p.rename(t, "Kẹo dứa", "Kẹo dứa dẻo")
	if _, err := p.db.Exec(t.Context(), `DELETE FROM product WHERE name = 'Dưa lưới'`); err != nil {
		t.Fatal(err)
	}
	p.rename(t, "Chè Tôm Nõn", "Chè Tôm Nõn Xanh")
	if got := p.answers(t, "nướng"); got != "postgres 1" {
		t.Errorf("written with the server gone: %s", got)
	}

	if err := server.start(); err != nil {
		t.Fatal(err)
	}
	p.want(t, "nướng", "meilisearch 1")
	for text, want := range map[string]string{"dẻo": "meilisearch 1", "chè tôm nõn xanh": "meilisearch 1", "": "meilisearch 7"} {
		if got := p.answers(t, text); got != want {
			t.Errorf("caught up, %q: %s, want %s", text, got, want)
		}
	}
}

// TestServerLostItsData starts the server empty: the index is built anew.
func TestServerLostItsData(t *testing.T) {
	server := ownMeili(t)
	p := newPair(t, server.url, meiliKey, stocked(t))
	p.keep(t)
	p.want(t, "", "meilisearch 8")
	server.stop()
	server.data = t.TempDir()
	if err := server.start(); err != nil {
		t.Fatal(err)
	}
	if got := p.answers(t, "nước mắm"); got != "postgres 1" {
		t.Errorf("by an empty server: %s", got)
	}
	p.want(t, "nước mắm", "meilisearch 1")
}

func TestWrongKey(t *testing.T) {
	p := newPair(t, meili(t), "not the key", stocked(t))
	var refused *meilisearch.Error
	if err := p.meili.CatchUp(t.Context()); !errors.As(err, &refused) || refused.StatusCode != 403 {
		t.Errorf("with a wrong key: %v", err)
	}
	if got := p.answers(t, "nước mắm"); got != "postgres 1" {
		t.Errorf("with a wrong key: %s", got)
	}
	if err := p.meili.Ready(t.Context()); err == nil || strings.Contains(err.Error(), "not the key") {
		t.Errorf("readiness says %v", err)
	}
}

// TestSlowServer puts two seconds between us and the server. Three
// queries wait out their patience, those after them do not wait at all, and the
// engine stays out until the server is quick again, however well it takes
// writes.
func TestSlowServer(t *testing.T) {
	proxies := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), zerolog.Nop())
	proxy := toxiproxy.NewProxy(proxies, "meilisearch", "127.0.0.1:0", strings.TrimPrefix(meili(t), "http://"))
	if err := proxy.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(proxy.Stop)
	p := newPair(t, "http://"+proxy.Listen, meiliKey, stocked(t))
	if err := p.meili.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := p.answers(t, "nước mắm"); got != "meilisearch 1" {
		t.Fatalf("through the proxy: %s", got)
	}
	if _, err := proxy.Toxics.AddToxicJson(strings.NewReader(`{"name":"slow","type":"latency","stream":"downstream","attributes":{"latency":2000}}`)); err != nil {
		t.Fatal(err)
	}
	for range meiliStrikes {
		if err := p.meili.Ready(t.Context()); err != nil {
			t.Errorf("one answer too late takes Meilisearch out: %v", err)
		}
		p.meili.resting.Store(0) // as if time had passed
		if got := p.answers(t, "cao dược liệu"); got != "postgres 1" {
			t.Errorf("with a slow server: %s", got)
		}
	}
	if err := p.meili.Ready(t.Context()); err == nil {
		t.Error("with a slow server Meilisearch calls itself ready")
	}
	if err := p.meili.CatchUp(t.Context()); err == nil {
		t.Error("a server that answers after two seconds is let in again")
	}
	if err := proxy.Toxics.RemoveToxic(t.Context(), "slow"); err != nil {
		t.Fatal(err)
	}
	if err := p.meili.CatchUp(t.Context()); err != nil {
		t.Errorf("quick again: %v", err)
	}
	if got := p.answers(t, "nước mắm"); got != "meilisearch 1" {
		t.Errorf("quick again: %s", got)
	}
}

// TestStoppedServer has a server that takes connections and never answers. One
// visitor meets it; the feeding then looks by itself and takes it out.
func TestStoppedServer(t *testing.T) {
	server := ownMeili(t)
	p := newPair(t, server.url, meiliKey, stocked(t))
	p.keep(t)
	p.want(t, "nước mắm", "meilisearch 1")
	server.signal(t, syscall.SIGSTOP)
	if got := p.answers(t, "cao dược liệu"); got != "postgres 1" {
		t.Errorf("by a server that is stopped: %s", got)
	}
	p.wantOut(t)
	server.signal(t, syscall.SIGCONT)
	p.want(t, "nước mắm", "meilisearch 1")
}

// TestRebuild writes while an index is built beside the one that serves, and
// interrupts another build: at no moment is there an answer other than right.
func TestRebuild(t *testing.T) {
	p := newPair(t, meili(t), meiliKey, stocked(t))
	p.keep(t)
	p.want(t, "", "meilisearch 8")

	ctx, interrupt := context.WithCancel(t.Context())
	uid, err := p.meili.uid(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.meili.prepare(ctx, uid+"-next"); err != nil {
		t.Fatal(err)
	}
	interrupt() // a build that came no further
	if _, err := p.meili.Rebuild(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
	if got := p.answers(t, ""); got != "meilisearch 8" {
		t.Errorf("after an interrupted build: %s", got)
	}

	built := make(chan error)
	go func() {
		documents, err := p.meili.Rebuild(t.Context())
		if err == nil && documents != 8 {
			err = fmt.Errorf("it holds %d documents", documents)
		}
		built <- err
	}()
	p.rename(t, "Kẹo dừa", "Kẹo dừa sáp")
	p.meili.Wake()
	for asking := true; asking; {
		select {
		case err := <-built:
			if err != nil {
				t.Fatal(err)
			}
			asking = false
		default:
			if got := p.answers(t, ""); !strings.HasSuffix(got, " 8") {
				t.Fatalf("during the build: %s", got)
			}
		}
	}
	p.want(t, "kẹo dừa sáp", "meilisearch 1")
	list, err := p.meili.client.ListIndexesWithContext(t.Context(), &meilisearch.IndexesQuery{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	for _, index := range list.Results {
		if index.UID == uid+"-next" {
			t.Error("the index of the interrupted build was left behind")
		}
	}
}

// TestDatabaseSetBack makes the index newer than the database, as after a
// restored backup: what the database no longer knows is not found.
func TestDatabaseSetBack(t *testing.T) {
	p := newPair(t, meili(t), meiliKey, stocked(t))
	for _, sql := range []string{
		`UPDATE search_document SET version = version + 100`,
		`UPDATE search_document SET version = version - 100, data = CASE WHEN product_id % 2 = 0 THEN data END`,
	} {
		if _, err := p.db.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
		if err := p.meili.CatchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	found, err := p.meili.Find(t.Context(), Plan{})
	if err != nil || found.Total != 4 {
		t.Errorf("the index holds %d: %v", found.Total, err)
	}
}
