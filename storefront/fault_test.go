package storefront

import (
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
	"ocop/cmd/ocop/demo"
	"ocop/migrations"
	"ocop/migrations/localpg"
	"ocop/storefront/view"
)

const someProduct = "/san-pham/kho-qua-phu-my"

// ask asks for an address and returns its status and body.
func (s *testSite) ask(t *testing.T, address string) (int, string) {
	t.Helper()
	response := s.get(t, address, nil)
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

// eventually waits until what a background does has happened.
func eventually(t *testing.T, what string, happened func() bool) {
	t.Helper()
	for range 400 {
		if happened() {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("never happened: %s", what)
}

func TestDatabaseAway(t *testing.T) {
	t.Parallel()
	if _, err := localpg.Find(t.Context()); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip("skipped, because no PostgreSQL is installed: ", err)
	}
	options := localpg.Options{DataDir: t.TempDir(), Command: t.Name(), FsyncOff: true, FallbackDir: "/tmp"}
	server, err := localpg.Start(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { localpg.Remove(t.Context(), options) })
	db, err := pgxpool.New(t.Context(), server.URL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	if err := migrations.Up(t.Context(), db); err != nil {
		t.Fatal(err)
	}
	site := newSiteOn(t, db, nil)
	if err := demo.Load(t.Context(), db, demo.Secret, site.day); err != nil {
		t.Fatal(err)
	}
	site.catchUp(t)
	site.follow(t)
	if status, _ := site.ask(t, someProduct); status != http.StatusOK {
		t.Fatalf("with the database the page answers %d", status)
	}

	if err := server.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the site hears that the database is away", site.away.Load)
	stale := site.words.In("vi").T("banner.stale")
	if status, body := site.ask(t, someProduct); status != http.StatusOK || !strings.Contains(body, stale) {
		t.Errorf("a kept page answers %d, says that it is stale: %t", status, strings.Contains(body, stale))
	}
	if status, body := site.ask(t, "/san-pham/cha-ca-thu-chien"); status != http.StatusServiceUnavailable || !strings.Contains(body, "<html") {
		t.Errorf("a page that is not kept answers %d, a page of ours: %t", status, strings.Contains(body, "<html"))
	}
	if status, body := site.ask(t, "/san-pham?province=phu-tho"); status != http.StatusOK || !strings.Contains(body, stale) {
		t.Errorf("a list without words answers %d, stale: %t", status, strings.Contains(body, stale))
	}
	if status, _ := site.ask(t, "/readyz"); status != http.StatusOK {
		t.Errorf("readyz answers %d", status)
	}

	if server, err = localpg.Start(t.Context(), options); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the site hears that the database is back", func() bool { return !site.away.Load() })
	if status, body := site.ask(t, someProduct); status != http.StatusOK || strings.Contains(body, stale) {
		t.Errorf("with the database back the page answers %d, stale: %t", status, strings.Contains(body, stale))
	}
	db.Close()
	if err := server.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestRedisAway(t *testing.T) {
	site := newDemoSite(t, nil)
	site.redis.Close()
	for range 2 {
		if status, _ := site.ask(t, someProduct); status != http.StatusOK {
			t.Errorf("without Redis the page answers %d", status)
		}
	}
}

func TestRedisSharesPages(t *testing.T) {
	t.Parallel()
	first := newDemoSite(t, nil)
	second := newSiteOn(t, first.db, func(o *Options) { o.Redis = first.cache.redis })
	// Only what was rendered after both had started, clocks apart, is believed.
	time.Sleep(clockSkew + 100*time.Millisecond)
	_, want := first.ask(t, someProduct)
	eventually(t, "the page is in Redis", func() bool { return first.redis.Exists(redisKey(someProduct)) })
	if shared := second.cache.getShared(t.Context(), someProduct); shared == nil {
		t.Fatal("the second process does not find the page of the first")
	}
	if _, got := second.ask(t, someProduct); got != want {
		t.Error("the second process shows another page")
	}
	if second.cache.drop(listTag); second.cache.getShared(t.Context(), "/") != nil {
		t.Error("a page nobody rendered was found")
	}
}

func TestPicturesAway(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	if status, _ := site.ask(t, view.Picture(strings.Repeat("0", 32), 320, "webp")); status != http.StatusNotFound {
		t.Errorf("a picture that is not there answers %d", status)
	}
	if status, _ := site.ask(t, someProduct); status != http.StatusOK {
		t.Errorf("a page without its pictures answers %d", status)
	}
}

func TestWritesShowInEveryProcess(t *testing.T) {
	first := newDemoSite(t, nil)
	second := newSiteOn(t, first.db, func(o *Options) { o.Redis = first.cache.redis })
	sites := []*testSite{first, second}
	for _, site := range sites {
		site.follow(t)
		for _, address := range []string{someProduct, "/san-pham?q=kho+qua"} {
			if _, body := site.ask(t, address); !strings.Contains(body, "Khổ qua Phú Mỹ") {
				t.Fatalf("%s does not show the product", address)
			}
		}
	}
	if _, err := first.db.Exec(t.Context(), `UPDATE product SET name = 'Khổ qua sấy Phú Mỹ' WHERE slug = 'kho-qua-phu-my'`); err != nil {
		t.Fatal(err)
	}
	for i, site := range sites {
		for _, address := range []string{someProduct, "/san-pham?q=kho+qua"} {
			eventually(t, "process "+strconv.Itoa(i)+" shows the write on "+address, func() bool {
				_, body := site.ask(t, address)
				return strings.Contains(body, "Khổ qua sấy Phú Mỹ")
			})
		}
	}
}

func TestMidnight(t *testing.T) {
	site := newDemoSite(t, nil)
	const address = "/san-pham/dau-me-den-nguyen-chat-bao-tam"
	if _, body := site.ask(t, address); !strings.Contains(body, "10/01/2027") {
		t.Fatal("the extension is not shown")
	}
	site.day = catalog.NewDay(2027, 1, 11)
	if err := site.NewDay(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, body := site.ask(t, "/api/v1/products/dau-me-den-nguyen-chat-bao-tam"); !strings.Contains(body, `"star_status":"expired"`) {
		t.Error("the day after its extension the star has not lapsed")
	}
	if _, body := site.ask(t, "/api/v1/products?q=dau+me+den+bao+tam&status=extended"); !strings.Contains(body, `"total":0`) {
		t.Error("search still calls the star extended")
	}
}

func TestLimit(t *testing.T) {
	limits, now := newLimiter(), time.Now()
	for n := range requestBurst {
		if wait := limits.wait("192.0.2.1", now); wait != 0 {
			t.Fatalf("request %d of a burst waits %v", n+1, wait)
		}
	}
	if wait := limits.wait("192.0.2.1", now); wait <= 0 || wait > time.Second {
		t.Errorf("the request after a burst waits %v", wait)
	}
	if wait := limits.wait("192.0.2.2", now); wait != 0 {
		t.Errorf("another address waits %v", wait)
	}
	later := now.Add(time.Second)
	for n := range requestsPerSecond {
		if wait := limits.wait("192.0.2.1", later); wait != 0 {
			t.Fatalf("a second later request %d waits %v", n+1, wait)
		}
	}
	if limits.wait("192.0.2.1", later) == 0 {
		t.Error("a second brings more requests than it should")
	}
}

func TestLimitIsSaid(t *testing.T) {
	site := newTestSite(t, nil)
	// Visitors of app.Test have no address; theirs is used up for an hour.
	site.limits.whole["0.0.0.0"] = time.Now().Add(time.Hour).UnixNano()
	response := site.get(t, "/gioi-thieu", nil)
	seconds, err := strconv.Atoi(response.Header.Get("Retry-After"))
	if response.StatusCode != http.StatusTooManyRequests || err != nil || seconds < 1 {
		t.Errorf("a busy address is answered %d, Retry-After %q", response.StatusCode, response.Header.Get("Retry-After"))
	}
	if status, _ := site.ask(t, "/healthz"); status != http.StatusOK {
		t.Errorf("the health page answers %d to a busy address", status)
	}
}

func TestNobodyIsLetInBeforeReady(t *testing.T) {
	site := newTestSite(t, nil)
	site.health.ready.Store(false)
	for address, want := range map[string]int{"/": 503, "/readyz": 503, "/healthz": 200, "/assets/site.css": 200} {
		if status, _ := site.ask(t, address); status != want {
			t.Errorf("before ready %s answers %d, want %d", address, status, want)
		}
	}
	if _, body := site.ask(t, "/"); !strings.Contains(body, "Đang chuẩn bị") || strings.Contains(body, "Cơ sở dữ liệu đang tạm ngưng") {
		t.Error("a site that is only filling itself says that its database is away")
	}
}

func TestWriteDuringRenderingIsNotKept(t *testing.T) {
	cache, err := newPageCache(nil, 1<<20, 0)
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Millisecond)
	page := &cachedPage{Tags: []string{productTag(1)}, Born: time.Now()}
	cache.drop(productTag(1)) // the write comes while the page is rendered
	cache.put("/a", page)
	if _, fresh := cache.get("/a"); fresh {
		t.Error("a page read before a write counts as fresh after it")
	}
	later := &cachedPage{Tags: []string{productTag(1)}, Born: time.Now().Add(time.Millisecond)}
	cache.put("/a", later)
	if _, fresh := cache.get("/a"); !fresh {
		t.Error("a page read after a write does not count as fresh")
	}
}

func TestEmbeddedRedisStaysSmall(t *testing.T) {
	site := newTestSite(t, func(o *Options) { o.SharedPages = 3 })
	for _, address := range []string{"/", "/en/", "/gioi-thieu", "/quy-che", "/thong-ke", "/so-do"} {
		if status, _ := site.ask(t, address); status != http.StatusOK {
			t.Fatalf("%s answers %d", address, status)
		}
	}
	eventually(t, "pages are in Redis", func() bool { return len(site.redis.Keys()) == 3 })
	time.Sleep(100 * time.Millisecond)
	if n := len(site.redis.Keys()); n > 3 {
		t.Errorf("Redis holds %d pages, at most 3 were allowed", n)
	}
}

func TestRobotsOfARealSite(t *testing.T) {
	t.Parallel()
	site := newTestSite(t, func(o *Options) { o.Demo = false })
	response := site.get(t, "/robots.txt", nil)
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(body), "Sitemap: https://ocop.example/sitemap.xml") || response.Header.Get("X-Robots-Tag") != "" {
		t.Errorf("robots.txt of a real site is %q", body)
	}
}

func TestUnreadAddressesDoNotFillTheCache(t *testing.T) {
	t.Parallel()
	site := newTestSite(t, nil)
	for _, address := range []string{"/gioi-thieu?q=1", "/gioi-thieu?q=2", "/%67ioi-thieu", "/gioi-thieu?a;b", "/gioi-thieu"} {
		if status, _ := site.ask(t, address); status != http.StatusOK {
			t.Errorf("%s answers %d", address, status)
		}
	}
	if n := site.cache.memory.EstimatedSize(); n != 1 {
		t.Errorf("one page is kept %d times", n)
	}
}
