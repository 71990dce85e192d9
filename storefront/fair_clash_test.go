package storefront

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// opened is the form of an event as a browser would send it, untouched.
func (s *testSite) opened(t *testing.T, path string) url.Values {
	t.Helper()
	page, form := s.pageAs(t, "national", path), url.Values{}
	for _, field := range regexp.MustCompile(`<input[^>]* name="([a-z_]+)"[^>]* value="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		form.Set(field[1], html.UnescapeString(field[2]))
	}
	for _, list := range regexp.MustCompile(`(?s)<select[^>]* name="([a-z_]+)".*?</select>`).FindAllStringSubmatch(page, -1) {
		if chosen := regexp.MustCompile(`value="([^"]*)" selected`).FindStringSubmatch(list[0]); chosen != nil {
			form.Set(list[1], chosen[1])
		}
	}
	return form
}

// TestTwoOfficersOneEvent has two officers open the form of one event: the second
// to save sees what the first has written, keeps what it typed and loses nothing.
func TestTwoOfficersOneEvent(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	office := "/van-phong/su-kien/" + site.office(t)
	site.mustTake(t, "national", office, url.Values{"do": {"publish"}})
	mine, theirs := site.opened(t, office+"/sua"), site.opened(t, office+"/sua")
	theirs.Set("venue", "Sân vận động Mỹ Đình")
	site.mustTake(t, "national", office+"/sua", theirs)
	site.mustTake(t, "national", office+"/sua", theirs) // sent twice: nothing differs

	mine.Set("cost", "Miễn phí gian")
	response, body := site.press(t, "national", office+"/sua", mine)
	if response.StatusCode != http.StatusConflict {
		t.Fatalf("the second officer's form answers %d", response.StatusCode)
	}
	if n := strings.Count(body, "Bản kia:"); n != 1 {
		t.Errorf("the clash lists %d fields, want the hall alone", n)
	}
	for _, want := range []string{"Có người vừa sửa", `value="Sân vận động Mỹ Đình"`, `value="Miễn phí gian"`, "bạn không sửa chỗ này"} {
		if !strings.Contains(body, want) {
			t.Errorf("the clash lacks %q", want)
		}
	}
	site.catchUp(t)
	if page := site.pageAs(t, "", "/xuc-tien/hoi-cho-thu-nghiem"); !strings.Contains(page, "Sân vận động Mỹ Đình") {
		t.Error("the first officer's hall is gone")
	}
	seen := regexp.MustCompile(`name="seen" value="([^"]*)"`).FindStringSubmatch(body)
	if seen == nil {
		t.Fatal("the clash has no form to send again")
	}
	marks := regexp.MustCompile(`name="was" value="([^"]*)"`).FindStringSubmatch(body)
	mine.Set("seen", html.UnescapeString(seen[1]))
	mine.Set("was", marks[1])
	mine.Set("venue", "Sân vận động Mỹ Đình")
	site.mustTake(t, "national", office+"/sua", mine)
	site.catchUp(t)
	if page := site.pageAs(t, "", "/xuc-tien/hoi-cho-thu-nghiem"); !strings.Contains(page, "Sân vận động Mỹ Đình") || !strings.Contains(page, "Miễn phí gian") {
		t.Error("what both have written is not there")
	}

	// One who calls it off meanwhile is not undone by the other's form.
	mine = site.opened(t, office+"/sua")
	site.mustTake(t, "national", office, url.Values{"do": {"cancel"}, "sure": {"1"}})
	mine.Set("cost", "Có phí")
	site.mustTake(t, "national", office, url.Values{"do": {"cancel"}, "sure": {"1"}})
	if response, _ := site.press(t, "national", office+"/sua", mine); response.StatusCode != http.StatusConflict {
		t.Errorf("a form opened before the event was called off answers %d", response.StatusCode)
	}
	site.catchUp(t)
	if page := site.pageAs(t, "", "/xuc-tien/hoi-cho-thu-nghiem"); !strings.Contains(page, "hủy") {
		t.Error("the event is on again")
	}
}
