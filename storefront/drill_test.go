package storefront

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/cmd/ocop/demo"
	"ocop/migrations/testdb"
	"ocop/search"
)

// drill is a site with a real Meilisearch that the test may stop and kill.
type drill struct {
	*testSite
	meili   *search.Meili
	address string
	data    string
	server  *exec.Cmd
}

// newDrill starts both; without a Meilisearch on this machine the test is
// skipped, and says so.
func newDrill(t *testing.T) *drill {
	t.Helper()
	d := &drill{data: t.TempDir()}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	d.address = listener.Addr().String()
	listener.Close()
	d.start(t)
	t.Cleanup(d.kill)
	config := testdb.New(t).Config().Copy()
	config.MaxConns = 16 // as a site has
	db, err := pgxpool.NewWithConfig(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	d.testSite = newSiteOn(t, db, func(o *Options) {
		d.meili = search.NewMeili("http://"+d.address, "only-for-this-drill", o.DB, o.Index.Day)
		o.Finder.Engines = append([]search.Engine{d.meili}, o.Finder.Engines...)
		o.Checks, o.CacheBytes = []Check{{Name: d.meili.Name(), Ask: d.meili.Ready}}, 0
	})
	if err := demo.Load(t.Context(), db, demo.Secret, d.day); err != nil {
		t.Fatal(err)
	}
	d.catchUp(t)
	d.follow(t)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{}, 2)
	go func() { d.meili.Keep(ctx); done <- struct{}{} }()
	go func() { d.Watch(ctx); done <- struct{}{} }()
	t.Cleanup(func() { stop(); <-done; <-done })
	return d
}

func (d *drill) start(t *testing.T) {
	t.Helper()
	binary := os.Getenv("MEILI_BIN")
	if binary == "" {
		binary = "meilisearch"
	}
	d.server = exec.Command(binary, "--no-analytics", "--env", "development", "--log-level", "error", "--master-key", "only-for-this-drill",
		"--max-indexing-memory", "64Mb", "--http-addr", d.address, "--db-path", filepath.Join(d.data, "data.ms"), "--dump-dir", filepath.Join(d.data, "dumps"))
	d.server.Dir = d.data
	if err := d.server.Start(); err != nil {
		t.Skip("skipped, because there is no Meilisearch: ", err)
	}
}

func (d *drill) kill() {
	_ = d.server.Process.Kill() // it may have ended
	_ = d.server.Wait()
}

// look asks for the page and the API's answer; neither may alarm anybody.
func (d *drill) look(t *testing.T, query string) (engine string, total int) {
	t.Helper()
	page := d.get(t, "/san-pham?"+query, nil)
	body, err := io.ReadAll(page.Body)
	if err != nil || page.StatusCode != http.StatusOK {
		t.Fatalf("the page of %s: %d %v", query, page.StatusCode, err)
	}
	for _, alarm := range []string{`class="notice"`, "Meilisearch", "meilisearch", "postgres"} {
		if strings.Contains(string(body), alarm) {
			t.Errorf("the page of %s shows %s", query, alarm)
		}
	}
	var answer struct {
		Engine string
		Total  int
	}
	if err := json.NewDecoder(d.get(t, "/api/v1/products?"+query, nil).Body).Decode(&answer); err != nil {
		t.Fatal(err)
	}
	return answer.Engine, answer.Total
}

// await looks until an engine answers with a total; every look on the way must
// be good.
func (d *drill) await(t *testing.T, query, engine string, total int) {
	t.Helper()
	got := ""
	for until := time.Now().Add(time.Minute); time.Now().Before(until); time.Sleep(50 * time.Millisecond) {
		by, n := d.look(t, query)
		if got = fmt.Sprint(by, " ", n); by == engine && n == total {
			return
		}
	}
	t.Fatalf("%s is answered by %s, want %s %d; Meilisearch: %v", query, got, engine, total, d.meili.Ready(t.Context()))
}

// awaitPart waits until readiness and the metrics say so of Meilisearch.
func (d *drill) awaitPart(t *testing.T, state string, up int) {
	t.Helper()
	var ready readiness
	var metrics string
	for until := time.Now().Add(time.Minute); time.Now().Before(until); time.Sleep(50 * time.Millisecond) {
		answer := d.get(t, "/readyz", nil)
		if err := json.NewDecoder(answer.Body).Decode(&ready); err != nil || answer.StatusCode != http.StatusOK {
			t.Fatalf("readiness: %d %v", answer.StatusCode, err)
		}
		recorder := httptest.NewRecorder()
		d.Metrics().ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, "/metrics", nil))
		metrics = recorder.Body.String()
		if ready.Parts["meilisearch"] == state && strings.Contains(metrics, fmt.Sprintf("ocop_part_up{part=\"meilisearch\"} %d\n", up)) {
			return
		}
	}
	t.Fatalf("readiness says %v, want meilisearch %s", ready, state)
}

// write gives products a name that nothing else has, so many times over, as an
// hour of work would.
func (d *drill) write(t *testing.T, name string, times int) {
	t.Helper()
	for n := range times {
		sql := fmt.Sprintf(`UPDATE product SET name = '%s %d ' || id WHERE id %% 40 = %d`, name, n, n%40)
		if n == times-1 {
			sql = fmt.Sprintf(`UPDATE product SET name = '%s ' || id WHERE id %% 40 = 7`, name)
		}
		if _, err := d.db.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
		if _, err := d.sync.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	d.meili.Wake()
}

// count is how many products have a name that begins so.
func (d *drill) count(t *testing.T, name string) (n int) {
	t.Helper()
	if err := d.db.QueryRow(t.Context(), `SELECT count(*) FROM product WHERE name LIKE $1 || ' %'`, name).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestDrill takes Meilisearch away in every way it may go, under load and
// writes, and looks at the site through HTTP all the while.
func TestDrill(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("skipped, because -short was asked for, which leaves half a minute of faults out")
	}
	d := newDrill(t)
	_, all := d.look(t, "")
	d.await(t, "", "meilisearch", all)
	d.awaitPart(t, "ok", 1)

	// Stopped, as a machine that hangs: PostgreSQL answers, and who operates the
	// site is told.
	if err := d.server.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	d.await(t, "q=heo+g%C3%A1c+b%E1%BA%BFp", "postgres", 1)
	d.awaitPart(t, "degraded", 0)
	d.write(t, "Ngừng", 60)
	d.await(t, "q=%22ng%E1%BB%ABng%22", "postgres", d.count(t, "Ngừng"))
	if err := d.server.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	d.await(t, "q=%22ng%E1%BB%ABng%22", "meilisearch", d.count(t, "Ngừng"))
	d.awaitPart(t, "ok", 1)

	// Killed in the midst of a new index.
	rebuilt := make(chan error, 1)
	go func() { _, err := d.meili.Rebuild(t.Context()); rebuilt <- err }()
	d.look(t, "q=ch%C3%A8")
	d.kill()
	d.await(t, "", "postgres", all)
	if err := <-rebuilt; err == nil {
		t.Log("the index was built before the server was killed")
	}
	d.write(t, "Nguội", 60)
	d.awaitPart(t, "degraded", 0)
	d.start(t)
	d.await(t, "q=%22ngu%E1%BB%99i%22", "meilisearch", d.count(t, "Nguội"))
	d.await(t, "", "meilisearch", all)
	d.awaitPart(t, "ok", 1)

	// A new index under load and writes: every answer is whole.
	go func() { _, err := d.meili.Rebuild(t.Context()); rebuilt <- err }()
	for building := true; building; {
		select {
		case err := <-rebuilt:
			if err != nil {
				t.Fatal(err)
			}
			building = false
		default:
			if _, n := d.look(t, ""); n != all {
				t.Fatalf("while an index is built there are %d products of %d", n, all)
			}
			d.write(t, "Khuâng", 2)
		}
	}
	d.await(t, "q=%22khu%C3%A2ng%22", "meilisearch", d.count(t, "Khuâng"))
}
