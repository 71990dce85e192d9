package storefront

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/proto"
)

// TestTrailWithoutNetwork opens the kept file of a trail with the network off: it
// asks for nothing, and says and draws what the page does.
func TestTrailWithoutNetwork(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	for name, address := range map[string]string{"vi": "/san-pham/mat-hoa-dua/cung-duong.html", "en": "/en/products/mat-hoa-dua/trail.html"} {
		body, err := io.ReadAll(site.get(t, address, http.Header{}).Body)
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), name+".html")
		if err := os.WriteFile(file, body, 0o600); err != nil {
			t.Fatal(err)
		}
		page, err := chromium(t).Page(proto.TargetCreateTarget{})
		if err != nil {
			t.Fatal(err)
		}
		defer page.Close()
		page.MustSetViewport(360, 740, 1, true)
		if err := (proto.NetworkEmulateNetworkConditions{Offline: true, DownloadThroughput: -1, UploadThroughput: -1}).Call(page); err != nil {
			t.Fatal(err)
		}
		var asked []string
		wait := page.EachEvent(func(e *proto.NetworkRequestWillBeSent) {
			if !strings.HasPrefix(e.Request.URL, "file:") && !strings.HasPrefix(e.Request.URL, "data:") {
				asked = append(asked, e.Request.URL)
			}
		})
		go wait()
		page.MustNavigate("file://" + file).MustWaitLoad()
		if len(asked) > 0 {
			t.Errorf("%s asks for %q", name, asked)
		}
		for what, expression := range map[string]string{
			"three stops or more":         `document.querySelectorAll("ol li").length >= 3`,
			"a drawn map":                 `document.querySelector("svg") !== null && document.querySelector("svg").getBoundingClientRect().width > 100`,
			"its own style":               `getComputedStyle(document.querySelector("h1")).fontWeight >= 600`,
			"nothing that is not there":   `[...document.images].every((i) => i.complete && i.naturalWidth > 0)`,
			"a line no wider than itself": `document.documentElement.scrollWidth <= document.documentElement.clientWidth`,
		} {
			if !page.MustEval("() => " + expression).Bool() {
				t.Errorf("%s without a network lacks %s", name, what)
			}
		}
	}
}
