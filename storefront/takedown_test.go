package storefront

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ocop/catalog"
	"ocop/storefront/opendata"
)

// watched is a product of the demonstration, with a picture and a public scan
// of its own, as visitors and programs can come by it.
type watched struct {
	*testSite
	id   int
	slug string
}

const (
	watchedPicture = "00112233445566778899aabbccddeeff"
	watchedPaper   = "ffeeddccbbaa99887766554433221100"
)

func watch(t *testing.T) watched {
	t.Helper()
	w := watched{testSite: newDemoSite(t, nil)}
	w.id = w.count(t, `SELECT p.id FROM product p WHERE p.name = 'Chè Tôm Nõn' AND p.province_code = '19' ORDER BY id LIMIT 1`)
	if err := w.db.QueryRow(t.Context(), `SELECT slug FROM product WHERE id = $1`, w.id).Scan(&w.slug); err != nil {
		t.Fatal(err)
	}
	for _, sql := range []string{
		`INSERT INTO product_picture (product_id, position, hash, width, height, widths) VALUES ($1, 9, '` + watchedPicture + `', 640, 480, '{320}')`,
		`INSERT INTO paper_file (producer_id, hash, type, bytes, added_by) SELECT producer_id, '` + watchedPaper + `', 'pdf', 5, 1 FROM product WHERE id = $1`,
		`INSERT INTO product_certificate (product_id, kind, number, file, file_public) VALUES ($1, 'haccp', 'x', '` + watchedPaper + `', true)`,
	} {
		if _, err := w.db.Exec(t.Context(), sql, w.id); err != nil {
			t.Fatal(err)
		}
	}
	for _, key := range []string{"public/" + watchedPicture + "/320.jpg", paperKey(watchedPaper)} {
		if err := w.pictures.Store.Put(t.Context(), key, []byte("%PDF-")); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

// seen is where the product can be come by.
func (w watched) seen(t *testing.T) map[string]string {
	t.Helper()
	w.catchUp(t)
	if err := w.takeDump(t.Context()); err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for name, address := range map[string]string{
		"page": "/san-pham/" + w.slug, "English page": "/en/products/" + w.slug, "interface": "/api/v1/products/" + w.slug,
		"picture": "/anh/" + watchedPicture + "/320.jpg", "scan": "/giay-to/" + watchedPaper, "question": "/san-pham/" + w.slug + "/hoi-hang",
	} {
		found[name] = fmt.Sprint(w.get(t, address, nil).StatusCode)
	}
	for name, address := range map[string]string{
		"search": "/san-pham?q=che+tom+non", "interface's list": "/api/v1/products?q=che+tom+non", "site map": "/sitemap.xml", "suggestions": suggestPath + "?q=che+tom",
		"feed": "/feed.atom",
	} {
		_, text := readAll(t, w.get(t, address, nil))
		found[name] = fmt.Sprint(strings.Contains(text, "/"+w.slug+`"`) || strings.Contains(text, "/"+w.slug+"<") || strings.Contains(text, `"`+w.slug+`"`))
	}
	delete(found, "feed") // holds the latest stars alone: whether this one is among them is chance
	found["open data"] = fmt.Sprint(slices.ContainsFunc(dumped(t, w.testSite, "ocop-latest.jsonl.gz"), func(p opendata.Product) bool { return p.ID == int64(w.id) }))
	return found
}

// TestTakeDownIsAtOnce: what an office takes down is gone from wherever it could
// be come by, open data and pictures among them, and comes back when restored.
func TestTakeDownIsAtOnce(t *testing.T) {
	t.Parallel()
	w := watch(t)
	before := w.seen(t)
	for name, got := range before {
		if got != "200" && got != "true" {
			t.Errorf("before: %s is %s", name, got)
		}
	}
	path := fmt.Sprintf("%s/%d", officeProductPath, w.id)
	if response, _ := w.as(t, "neighbour", http.MethodPost, path, url.Values{"do": {"takedown"}, "reason": {"x"}}); response.StatusCode != http.StatusForbidden {
		t.Errorf("another office answers %d", response.StatusCode)
	}
	w.as(t, "officer", http.MethodPost, path, url.Values{"do": {"takedown"}, "reason": {"Nhãn sai"}})
	gone := map[string]string{
		"page": "410", "English page": "410", "interface": "410", "picture": "410", "scan": "404", "question": "410",
		"search": "false", "interface's list": "false", "site map": "false", "suggestions": "false", "open data": "false",
	}
	if diff := cmp.Diff(gone, w.seen(t)); diff != "" {
		t.Errorf("taken down (-want +got):\n%s", diff)
	}
	if _, page := readAll(t, w.get(t, "/san-pham/"+w.slug, nil)); strings.Contains(page, "Nhãn sai") || !strings.Contains(page, "đã được gỡ") {
		t.Error("the page tells the office's reason, or does not say what happened")
	}
	if response, _ := w.as(t, "officer", http.MethodGet, "/anh/"+watchedPicture+"/320.jpg", nil); response.StatusCode != http.StatusOK || response.Header.Get("Cache-Control") != "private, no-store" {
		t.Errorf("the officer sees the picture as %d, %s", response.StatusCode, response.Header.Get("Cache-Control"))
	}
	w.as(t, "officer", http.MethodPost, path, url.Values{"do": {"restore"}, "reason": {"Đã sửa"}})
	w.day = w.day.AddDays(1) // the open data follow with the next day's
	if diff := cmp.Diff(before, w.seen(t)); diff != "" {
		t.Errorf("restored (-want +got):\n%s", diff)
	}
}

// TestTakeDownOfProducer: its products go with it, and open data of earlier days
// that tell of them are not kept.
func TestTakeDownOfProducer(t *testing.T) {
	t.Parallel()
	w := watch(t)
	w.seen(t)
	yesterday := "/du-lieu-mo/ocop-" + w.day.String() + ".jsonl.gz"
	w.day = w.day.AddDays(1)
	w.seen(t)
	if code := w.get(t, yesterday, nil).StatusCode; code != http.StatusOK {
		t.Errorf("yesterday's open data answer %d", code)
	}
	producer := w.count(t, `SELECT producer_id FROM product WHERE id = $1`, w.id)
	w.as(t, "officer", http.MethodPost, fmt.Sprintf("%s/%d", officeProducerPath, producer), url.Values{"do": {"takedown"}, "reason": {"Nhãn sai"}})
	if got := w.seen(t); got["page"] != "410" || got["picture"] != "410" || got["open data"] != "false" {
		t.Errorf("taken down with its maker: %v", got)
	}
	if code := w.get(t, yesterday, nil).StatusCode; code != http.StatusNotFound {
		t.Errorf("yesterday's open data answer %d after taking down", code)
	}
}

// TestNeighboursFollow: a product that is taken down is gone from the pages that
// show it among similar ones, also from one rendered before the index knew.
func TestNeighboursFollow(t *testing.T) {
	w := watch(t)
	w.catchUp(t)
	neighbour := ""
	for _, hit := range w.similar(mustProduct(t, w)) {
		neighbour = hit.Slug
	}
	if neighbour == "" {
		t.Fatal("the product has no neighbour")
	}
	shows := func() bool {
		_, page := w.ask(t, "/san-pham/"+w.slug)
		return strings.Contains(page, `"/san-pham/`+neighbour+`"`)
	}
	if !shows() {
		t.Fatal("the neighbour is not shown")
	}
	id := w.count(t, `UPDATE product SET taken_down_at = now(), takedown_reason = 'x' WHERE slug = $1 RETURNING id`, neighbour)
	if err := w.Changed(t.Context(), catalog.Change{Kind: catalog.ProductChanged, ID: int64(id)}); err != nil {
		t.Fatal(err)
	}
	shows() // rendered anew from an index that knows nothing yet
	if _, err := w.sync.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := w.Changed(t.Context(), catalog.Change{Kind: catalog.SearchChanged}); err != nil {
		t.Fatal(err)
	}
	if shows() {
		t.Error("what was taken down is still shown as similar")
	}
}

func mustProduct(t *testing.T, w watched) catalog.Product {
	t.Helper()
	product, err := w.products.BySlug(t.Context(), w.slug)
	if err != nil {
		t.Fatal(err)
	}
	return product
}
