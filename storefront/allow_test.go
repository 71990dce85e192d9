package storefront

import (
	"net/http/httptest"
	"testing"
)

// TestWhatIsAllowedIsSaid asks for the Allow header that RFC 9110 wants with a
// 405, and for what an API's OPTIONS answers.
func TestWhatIsAllowedIsSaid(t *testing.T) {
	t.Parallel()
	site := newTestSite(t, nil)
	for _, test := range []struct {
		method, path string
		status       int
		allow        string
	}{
		{"DELETE", "/san-pham", 405, "GET, HEAD"},
		{"PUT", "/lien-he", 405, "GET, HEAD, POST"},
		{"DELETE", "/api/v1/products", 405, "GET, HEAD"},
		{"OPTIONS", "/api/v1/products", 204, "GET, HEAD"},
		{"OPTIONS", "/san-pham", 405, "GET, HEAD"},
	} {
		request := httptest.NewRequest(test.method, test.path, nil)
		request.Header.Set("Sec-Fetch-Site", "same-origin")
		answer, err := site.app.Test(request, -1)
		if err != nil {
			t.Fatal(err)
		}
		if answer.StatusCode != test.status || answer.Header.Get("Allow") != test.allow {
			t.Errorf("%s %s answers %d, Allow %q; want %d, %q", test.method, test.path, answer.StatusCode, answer.Header.Get("Allow"), test.status, test.allow)
		}
	}
}
