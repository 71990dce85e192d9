package storefront

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-rod/rod"
	"github.com/go-rod/rod/lib/proto"

	"ocop/catalog"
	"ocop/cmd/ocop/demo"
)

// phone is a browser of 360 pixels in which the sample maker has signed in.
func (d *makerDesk) phone(t *testing.T, address string) *rod.Page {
	t.Helper()
	d.baseURL = address
	page := chromium(t).MustPage().Timeout(time.Minute)
	page.MustSetViewport(360, 740, 1, true)
	page.MustNavigate(address + "/dang-nhap")
	page.MustElement("#login").MustInput(demo.SignIns()[0].Email)
	page.MustElement("#password").MustInput(demo.Password)
	turn(page, func() { page.MustElement("main form button[type=submit]").MustClick() })
	return page
}

// offline cuts the browser's network or gives it back.
func offline(t *testing.T, page *rod.Page, off bool) {
	t.Helper()
	if err := (proto.NetworkEnable{}).Call(page); err != nil {
		t.Fatal(err)
	}
	if err := (proto.NetworkEmulateNetworkConditions{Offline: off, DownloadThroughput: -1, UploadThroughput: -1}).Call(page); err != nil {
		t.Fatal(err)
	}
}

func TestMakerEditsOffline(t *testing.T) {
	t.Parallel()
	d := newMakerDesk(t)
	address := d.listen(t)
	page := d.phone(t, address)
	screen := address + "/quan-ly/tin/" + d.product + "/sua/ten"
	page.MustNavigate(screen).MustWaitLoad()
	offline(t, page, true)
	page.MustElement("#story").MustSelectAllText().MustInput("Viết lúc mất sóng")
	eventually(t, "the phone says that it keeps the draft", func() bool {
		return page.MustEval(`() => document.querySelector("[data-draft-state]").textContent`).Str() != ""
	})
	if d.openEdit(t).ID != 0 {
		t.Fatal("a draft reached the server without a signal")
	}
	offline(t, page, false)
	eventually(t, "the draft is sent when the signal returns", func() bool { return d.openEdit(t).Patch["story"] == "Viết lúc mất sóng" })

	// Another phone writes the same field while this one has no signal.
	offline(t, page, true)
	page.MustElement("#story").MustSelectAllText().MustInput("Viết tiếp lúc mất sóng")
	eventually(t, "the phone keeps it", func() bool {
		return page.MustEval(`() => Object.keys(localStorage).some(k => localStorage[k].includes("Viết tiếp"))`).Bool()
	})
	d.change(t, catalog.Values{"story": "Máy kia viết"})
	offline(t, page, false)
	page.MustNavigate(screen).MustWaitLoad()
	if got := page.MustElement("#story").MustProperty("value").Str(); got != "Viết tiếp lúc mất sóng" {
		t.Fatalf("after coming back the form holds %q", got)
	}
	turn(page, func() { page.MustElement(".screen .save-bar button").MustClick() })
	text := page.MustElement("main").MustText()
	for _, want := range []string{"Máy kia viết", "Viết tiếp lúc mất sóng"} {
		if !strings.Contains(text, want) {
			t.Errorf("the clash does not show %q: %.300s", want, text)
		}
	}
	if got := d.openEdit(t).Patch["story"]; got != "Máy kia viết" {
		t.Errorf("the clash wrote %q", got)
	}
	turn(page, func() { page.MustElement(".screen .save-bar button").MustClick() }) // seen, and kept nevertheless
	if got := d.openEdit(t).Patch["story"]; got != "Viết tiếp lúc mất sóng" {
		t.Errorf("having seen both, the maker saved %q", got)
	}
}

func TestMakerSendsFivePictures(t *testing.T) {
	t.Parallel()
	d := newMakerDesk(t)
	address := d.listen(t)
	page := d.phone(t, address)
	page.MustNavigate(address + "/quan-ly/tin/" + d.product + "/sua/anh").MustWaitLoad()
	var paths []string
	for i := range 5 {
		path := filepath.Join(t.TempDir(), "p"+strconv.Itoa(i)+".jpg")
		if err := os.WriteFile(path, photo(t, uint8(20+40*i)), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	page.MustElement("#pictures").MustSetFiles(paths...)
	page.MustElement("form[data-pictures] button").MustClick()
	eventually(t, "five pictures are in the draft", func() bool {
		edit := d.openEdit(t)
		return len(catalog.ReadShots(edit.Patch["pictures"])) == len(catalog.ReadShots(edit.Base["pictures"]))+5
	})
}

func TestMakerCorrectsWhatWasSentBack(t *testing.T) {
	t.Parallel()
	d := newMakerDesk(t)
	address := d.listen(t)
	page := d.phone(t, address)
	d.change(t, catalog.Values{"story": "Chữa khỏi trăm bệnh"})
	e := d.openEdit(t)
	e, err := d.edits.Submit(t.Context(), catalog.Step{EditID: e.ID, Version: e.Version, By: 1, Key: key()}, d.day)
	if err == nil {
		_, err = d.edits.Return(t.Context(), catalog.Step{EditID: e.ID, Version: e.Version, By: 2, Key: key()}, "Bỏ câu về chữa bệnh", false)
	}
	if err != nil {
		t.Fatal(err)
	}
	follow := func(selector, text string) {
		turn(page, func() { page.MustElementR(selector, text).MustClick() })
	}
	page.MustNavigate(address + "/quan-ly").MustWaitLoad()
	follow("a", "Xem và sửa")
	if !strings.Contains(page.MustElement("main").MustText(), "Bỏ câu về chữa bệnh") {
		t.Error("the office's reason is not shown")
	}
	follow(".subjects a", "Tên và câu chuyện")
	page.MustElement("#story").MustSelectAllText().MustInput("Hái tay, sao trên chảo gang")
	follow(".screen .save-bar button", "Lưu")
	follow("main button", "Gửi văn phòng duyệt")
	if e := d.openEdit(t); e.State != catalog.EditWaiting || e.Patch["story"] != "Hái tay, sao trên chảo gang" {
		t.Errorf("after correcting: %s, %q", e.State, e.Patch["story"])
	}
}
