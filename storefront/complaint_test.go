package storefront

import (
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"ocop/storefront/inquiry"
)

// A picture that a stranger sends is seen by the office alone, and by nobody once
// the report is closed.
func TestComplaintPhotoIsPrivate(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	said := map[string]string{"reason": "picture", "body": "Ảnh của hộp cũ", "key": site.newFormKey()}
	kind, body := files(t, "picture", map[string][]byte{"hop.jpg": photo(t, 90)}, said)
	if got := site.sendBody(t, http.MethodPost, "/bao-sai-san-pham/kho-qua-phu-my", from("203.0.113.1", kind), body); got.StatusCode != http.StatusSeeOther {
		t.Fatalf("a report with a picture: %d", got.StatusCode)
	}
	if n := site.count(t, `SELECT count(*) FROM complaint WHERE picture IS NOT NULL`); n != 0 {
		t.Errorf("%d reports name a public picture", n)
	}
	var id string
	if err := site.db.QueryRow(t.Context(), `SELECT id::text FROM complaint WHERE photo IS NOT NULL`).Scan(&id); err != nil {
		t.Fatal(err)
	}
	path := "/van-phong/bao-sai/" + id + "/anh"
	as := func(key string) int {
		t.Helper()
		return site.get(t, path, http.Header{"Cookie": {site.cookieName() + "=" + site.signIn(t, key)}}).StatusCode
	}
	for key, want := range map[string]int{"national": http.StatusOK, "maker": http.StatusForbidden} {
		if got := as(key); got != want {
			t.Errorf("%s gets the photo: %d, want %d", key, got, want)
		}
	}
	if got := site.get(t, path, nil).StatusCode; got == http.StatusOK {
		t.Error("a stranger gets the photo")
	}
	site.post(t, "/van-phong/bao-sai/"+id, site.signIn(t, "national"), map[string][]string{"outcome": {"Đã sửa"}})
	if got := as("national"); got != http.StatusNotFound {
		t.Errorf("the photo of a closed report: %d", got)
	}
}

// Reports of one network are taken as other forms are: without a proof of work a
// few, and the same form again always.
func TestComplaintsAreLimited(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, func(o *Options) { o.TrustedProxies = []string{"0.0.0.0"} })
	said := map[string]string{"reason": "star", "body": "Sao đã hết hạn", "key": site.newFormKey()}
	report := func(address string, pictures map[string][]byte, said map[string]string) int {
		t.Helper()
		kind, body := files(t, "picture", pictures, said)
		return site.sendBody(t, http.MethodPost, "/bao-sai-san-pham/kho-qua-phu-my", from(address, kind), body).StatusCode
	}
	first := maps.Clone(said)
	for n := range inquiry.MostUnproven {
		if got := report("203.0.113.1", nil, said); got != http.StatusSeeOther {
			t.Fatalf("report %d: %d", n, got)
		}
		said["key"] = site.newFormKey()
	}
	// A picture that cannot be read would be refused, had anybody looked at it.
	if got := report("203.0.113.1", map[string][]byte{"x.jpg": []byte("no picture")}, said); got != http.StatusTooManyRequests {
		t.Errorf("one report too many: %d", got)
	}
	if got := report("203.0.113.1", nil, first); got != http.StatusSeeOther {
		t.Errorf("the first form again: %d", got)
	}
	if got := report("203.0.113.2", nil, said); got != http.StatusSeeOther {
		t.Errorf("another network: %d", got)
	}
	said["key"] = strings.Repeat("A", 26)
	if got := report("203.0.113.2", nil, said); got != http.StatusUnprocessableEntity {
		t.Errorf("a form of nobody's: %d", got)
	}
	if err := site.complaints.Forget(t.Context(), time.Now().AddDate(0, 0, 2)); err != nil {
		t.Fatal(err)
	}
	if n := site.count(t, `SELECT count(*) FROM complaint WHERE network IS NOT NULL`); n != 0 {
		t.Errorf("%d networks are kept for two days", n)
	}
}
