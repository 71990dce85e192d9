package storefront

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-rod/rod"
	"github.com/go-rod/rod/lib/proto"

	"ocop/cmd/ocop/demo"
)

// weakSignal is what a maker has in the hills: 400 kbit/s, 400 ms there and back,
// and a phone a quarter as fast as this machine.
func weakSignal(t *testing.T, page *rod.Page) {
	t.Helper()
	signal := proto.NetworkEmulateNetworkConditions{Latency: 400, DownloadThroughput: 400_000 / 8, UploadThroughput: 400_000 / 8}
	for _, set := range []func() error{
		func() error { return proto.NetworkEnable{}.Call(page) }, func() error { return signal.Call(page) },
		func() error { return proto.EmulationSetCPUThrottlingRate{Rate: 4}.Call(page) },
	} {
		if err := set(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestMakerOnWeakSignal goes the maker's way on a slow 3G from an empty cache:
// signing in, the first screen, a listing, a text saved. What each cost is printed;
// a wait is judged by bytes, because the clock of a busy machine says nothing.
func TestMakerOnWeakSignal(t *testing.T) {
	t.Parallel()
	d := newMakerDesk(t)
	address := d.listen(t)
	page := chromium(t).MustPage().Timeout(3 * time.Minute)
	page.MustSetViewport(360, 740, 1, true)
	weakSignal(t, page)
	var bytes atomic.Int64
	pictures := make(map[proto.NetworkRequestID]bool)
	go page.EachEvent(func(e *proto.NetworkResponseReceived) {
		pictures[e.RequestID] = e.Type == proto.NetworkResourceTypeImage
	}, func(e *proto.NetworkLoadingFinished) {
		if !pictures[e.RequestID] {
			bytes.Add(int64(e.EncodedDataLength))
		}
	})()
	step := func(what string, most int64, do func()) {
		t.Helper()
		bytes.Store(0)
		began := time.Now()
		do()
		page.MustElement("h1").MustVisible()
		took := time.Since(began)
		page.MustWaitLoad()
		if n := bytes.Load(); n == 0 || n > most {
			t.Errorf("%s loads %d bytes before pictures, wanted at most %d", what, n, most)
		}
		t.Logf("%-28s %6d bytes before pictures, readable after %.1f s", what, bytes.Load(), took.Seconds())
	}
	press := func(selector string) func() {
		return func() {
			arrived := page.MustWaitNavigation()
			page.MustElement(selector).MustClick()
			arrived()
		}
	}
	step("signing in, nothing kept", pageBudget, func() { page.MustNavigate(address + "/dang-nhap") })
	page.MustElement("#login").MustInput(demo.SignIns()[0].Email)
	page.MustElement("#password").MustInput(demo.Password)
	step("the first screen", pageBudget, press("main form button[type=submit]"))
	const kept = 20_000 // style and script are there by now
	step("a listing", kept, func() { page.MustNavigate(address + "/quan-ly/tin/" + d.product) })
	step("its pictures", kept, func() { page.MustNavigate(address + "/quan-ly/tin/" + d.product + "/sua/anh") })
	step("its name and story", kept, func() { page.MustNavigate(address + "/quan-ly/tin/" + d.product + "/sua/ten") })
	page.MustElement("#story").MustSelectAllText().MustInput("Viết khi sóng yếu")
	step("saved", kept, press(".screen .save-bar button"))
	if !strings.Contains(page.MustElement("main").MustText(), "Đã lưu") || d.openEdit(t).Patch["story"] != "Viết khi sóng yếu" {
		t.Error("what was typed on a weak signal is not kept")
	}
}
