package storefront

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"ocop/storefront/inquiry"
)

// post sends a form as a browser on the site's own page does.
func (s *testSite) postForm(t *testing.T, address, form string) *http.Response {
	t.Helper()
	return s.sendBody(t, http.MethodPost, address, http.Header{
		"Content-Type": {"application/x-www-form-urlencoded"}, "Sec-Fetch-Site": {"same-origin"},
	}, strings.NewReader(form))
}

// askToFollowList asks for a list to be followed, as a page with scripts does.
func (s *testSite) askToFollowList(t *testing.T, form string) *http.Response {
	t.Helper()
	key := s.inquiries.Signer.NewFormKey(s.inquiries.Now().Add(-time.Minute))
	return s.postForm(t, "/theo-doi", form+"&key="+key+"&proof="+inquiry.Prove(key))
}

// letters counts what was written to an address about something.
func (s *testSite) letters(t *testing.T, to, about string) (n int) {
	t.Helper()
	err := s.db.QueryRow(t.Context(), `SELECT count(*) FROM mail WHERE recipient = $1 AND subject LIKE $2`, to, "%"+about+"%").Scan(&n)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestFollowersHearOnceAWeek(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	now := time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)
	site.searches.Now = func() time.Time { return now }
	const form = "email=buyer%40example.com&list=certificate%3Dbrc"
	for range 2 { // asked twice in a row, one letter leaves
		if response := site.askToFollowList(t, form); response.StatusCode != http.StatusSeeOther {
			t.Fatalf("saving answers %d", response.StatusCode)
		}
	}
	if n := site.letters(t, "buyer@example.com", "Xác nhận"); n != 1 {
		t.Errorf("%d letters ask for a yes", n)
	}
	var token string
	if err := site.db.QueryRow(t.Context(), `SELECT token FROM saved_search`).Scan(&token); err != nil {
		t.Fatal(err)
	}
	now = now.Add(8 * 24 * time.Hour)
	site.tell(t)
	if err := site.db.QueryRow(t.Context(), `SELECT token FROM saved_search`).Scan(&token); err == nil {
		t.Fatal("a search that nobody confirmed is still there after a week")
	}

	site.askToFollowList(t, form)
	if err := site.db.QueryRow(t.Context(), `SELECT token FROM saved_search`).Scan(&token); err != nil {
		t.Fatal(err)
	}
	if text := body(t, site.get(t, "/theo-doi/"+token, nil)); !strings.Contains(text, `name="confirm"`) {
		t.Error("the letter leads to a page without a way to say yes")
	}
	site.postForm(t, "/theo-doi/"+token, "confirm=1")
	now = now.Add(8 * 24 * time.Hour)
	site.tell(t)
	if n := site.letters(t, "buyer@example.com", "mới trong"); n != 0 {
		t.Errorf("nothing is new, and %d letters say so", n)
	}
	// One more product gets the paper.
	if _, err := site.db.Exec(t.Context(), `INSERT INTO product_certificate (product_id, kind) SELECT id, 'brc' FROM product WHERE slug = 'che-tom-non'`); err != nil {
		t.Fatal(err)
	}
	site.catchUp(t)
	now = now.Add(6 * 24 * time.Hour)
	site.tell(t)
	if n := site.letters(t, "buyer@example.com", "mới trong"); n != 0 {
		t.Errorf("%d letters before the week is over", n)
	}
	now = now.Add(2 * 24 * time.Hour)
	site.tell(t)
	site.tell(t)
	if n := site.letters(t, "buyer@example.com", "1 sản phẩm mới trong"); n != 1 {
		t.Errorf("%d letters tell of the new product", n)
	}
	// One tap of a mail program, which names no page it comes from, ends it.
	response := site.sendBody(t, http.MethodPost, "/theo-doi/"+token, http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}, strings.NewReader("List-Unsubscribe=One-Click"))
	if response.StatusCode != http.StatusOK { // it follows no redirect
		t.Errorf("one tap answers %d", response.StatusCode)
	}
	var left int
	if err := site.db.QueryRow(t.Context(), `SELECT count(*) FROM saved_search`).Scan(&left); err != nil || left != 0 {
		t.Errorf("%d searches are left, %v", left, err)
	}
}

// tell does what KeepSearches does every ten minutes.
func (s *testSite) tell(t *testing.T) {
	t.Helper()
	if err := s.tellFollowers(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestNobodysMailIsFlooded(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	for _, query := range []string{"stars%3D3", "stars%3D4", "stars%3D5"} {
		site.askToFollowList(t, "email=buyer%40example.com&list="+query)
	}
	if response := site.askToFollowList(t, "email=buyer%40example.com&list=month%3D1"); response.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("the fourth letter in a day answers %d", response.StatusCode)
	}
	if n := site.letters(t, "buyer@example.com", ""); n != 3 {
		t.Errorf("%d letters", n)
	}
	// Without a proof of work few are taken from one network, whoever they are for.
	refused := 0
	for i := range inquiry.MostUnproven {
		key := site.inquiries.Signer.NewFormKey(site.inquiries.Now().Add(-time.Minute))
		response := site.postForm(t, "/theo-doi", fmt.Sprintf("email=robot%d%%40example.com&list=month%%3D1&key=%s", i, key))
		if response.StatusCode == http.StatusTooManyRequests {
			refused++
		}
	}
	if refused != 3 { // three came before
		t.Errorf("%d of them were refused", refused)
	}
}
