package storefront

import (
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// edges are values that stand at the edge of what fields take, or beyond it.
func edges() []string {
	return []string{
		"", "0", "-1", "0,01", "1e9", "999999999999999999999", "x\x00y", "\x00", "\xff\xfe", "🙂", strings.Repeat("đ", 300), strings.Repeat("x", 6000), "TH", "sale_point",
		"gift_set", "2026-12-25", "9999-12-31", "HTTPS://ocop.example", "thung", "\"a b\"@example.com", "13",
	}
}

// sane reports whether an answer is one that a form may get.
func sane(status int) bool {
	switch status {
	case http.StatusSeeOther, http.StatusOK, http.StatusUnprocessableEntity, http.StatusConflict, http.StatusNotFound, http.StatusBadRequest, http.StatusTooManyRequests:
		return true
	}
	return false
}

// TestTradeFormsNeverFail puts every edge into every field of the forms of events
// and requests to buy: whatever a form lets through, the database takes too.
func TestTradeFormsNeverFail(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	event := site.office(t)
	office := "/van-phong/su-kien/" + event
	site.mustTake(t, "national", office, url.Values{"do": {"publish"}})
	place := site.apply(t, "maker", event)
	site.mustTake(t, "national", office, url.Values{"do": {"accept"}, "place": {place[strings.LastIndex(place, "/")+1:]}, "booth": {"A1"}})
	note := url.Values{"id": {"made-on-the-phone-1"}, "kind": {"memorandum"}, "who": {"Lê"}, "organisation": {"X"}, "contact": {"0900"}, "consent": {"1"}, "what": {"Chè"}, "quantity": {"1"}, "unit": {"kg"}, "value": {"1"}, "taken_at": {""}}
	kept, wanted := site.opened(t, office+"/sua"), site.honeyForm()
	for _, more := range []string{"each_quantity", "phone", "place", "packaging", "note"} {
		wanted.Set(more, "1")
	}
	for _, form := range []struct {
		as, path string
		fields   url.Values
		fresh    func(url.Values)
	}{
		{"national", "/van-phong/su-kien/moi", kept, nil},
		{"maker", place + "/gian-hang", note, nil},
		{"", "/can-mua/moi", wanted, func(v url.Values) {
			v.Set("key", site.inquiries.Signer.NewFormKey(time.Now().Add(-time.Minute)))
			if _, err := site.db.Exec(t.Context(), `DELETE FROM buying_request WHERE state = 'unconfirmed'`); err != nil {
				t.Fatal(err) // who has sent many is not asked for more
			}
		}},
	} {
		for field := range form.fields {
			if field == "key" || field == "seen" {
				continue
			}
			for _, edge := range edges() {
				sent := maps.Clone(form.fields)
				sent.Set(field, edge)
				site.limits = newLimiter() // nobody here is asked to slow down
				if form.fresh != nil {
					form.fresh(sent)
				}
				if response, body := site.press(t, form.as, form.path, sent); !sane(response.StatusCode) {
					t.Errorf("%s with %s=%.40q answers %d: %.200s", form.path, field, edge, response.StatusCode, body)
				}
			}
		}
	}
}
