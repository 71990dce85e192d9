package storefront

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"ocop/catalog"
)

// TestHelperIsConfirmedInOneTap goes from what a helper types to the office's
// queue: nothing reaches the office before the producer has tapped.
func TestHelperIsConfirmedInOneTap(t *testing.T) {
	t.Parallel()
	d := newMakerDesk(t)
	listing := "/quan-ly/tin/" + d.product
	_, _, text := d.as(t, "helper", "GET", listing+"/sua/ten", "", nil)
	form := url.Values{"name": {"Chè Tôm nõn"}, "story": {"Bà con hái một tôm hai lá lúc còn sương"}}
	for _, name := range []string{"version", "key"} {
		form.Set(name, hiddenField(t, text, name))
	}
	if code, to, text := d.as(t, "helper", "POST", listing+"/sua/ten", formType, strings.NewReader(form.Encode())); code != 303 {
		t.Fatalf("saving answers %d %s %.300s", code, to, text)
	}
	_, _, text = d.as(t, "helper", "GET", listing, "", nil)
	if !strings.Contains(text, "Báo cho chủ thể") && !strings.Contains(text, "/gui") {
		t.Fatalf("the helper has no way to hand over: %.300s", text)
	}
	if _, _, home := d.as(t, "maker", "GET", "/quan-ly", "", nil); strings.Contains(home, "Cần bạn xác nhận") {
		t.Error("the producer is asked before the helper has finished")
	}
	step := url.Values{"version": {hiddenField(t, text, "version")}, "key": {hiddenField(t, text, "key")}}
	d.as(t, "helper", "POST", listing+"/gui", formType, strings.NewReader(step.Encode()))
	if e := d.openEdit(t); e.State != catalog.EditDraft || e.HelperDoneAt.IsZero() {
		t.Fatalf("handed over, the change is %s", e.State)
	}

	_, _, home := d.as(t, "maker", "GET", "/quan-ly", "", nil)
	for _, want := range []string{"Cần bạn xác nhận", "Nhập hộ bởi", "Bà con hái một tôm hai lá"} {
		if !strings.Contains(home, want) {
			t.Errorf("the producer's first screen does not say %q", want)
		}
	}
	tap := regexp.MustCompile(`(?s)<form action="` + listing + `/gui".*?</form>`).FindString(home)
	step = url.Values{"version": {hiddenField(t, tap, "version")}, "key": {hiddenField(t, tap, "key")}, "ve": {"quan-ly"}}
	// A helper cannot tap for the producer, however the form came to them.
	d.as(t, "helper", "POST", listing+"/gui", formType, strings.NewReader(step.Encode()))
	if e := d.openEdit(t); e.State != catalog.EditDraft {
		t.Fatalf("a helper's own tap makes it %s", e.State)
	}
	_, _, home = d.as(t, "maker", "GET", "/quan-ly", "", nil)
	tap = regexp.MustCompile(`(?s)<form action="` + listing + `/gui".*?</form>`).FindString(home)
	step.Set("version", hiddenField(t, tap, "version"))
	step.Set("key", hiddenField(t, tap, "key"))
	for range 2 { // the second tap of an impatient thumb counts nothing
		if code, to, _ := d.as(t, "maker", "POST", listing+"/gui", formType, strings.NewReader(step.Encode())); code != 303 || to != "/quan-ly?xong=gui" {
			t.Fatalf("the tap answers %d, %s", code, to)
		}
	}
	e := d.openEdit(t)
	if e.State != catalog.EditWaiting {
		t.Fatalf("after the tap the change is %s", e.State)
	}
	_, _, change := d.as(t, "officer", "GET", "/van-phong/cho-duyet/"+productToken(e.ID), "", nil)
	if _, err := d.edits.Approve(t.Context(), catalog.Decision{Step: catalog.Step{EditID: e.ID, Version: d.openEdit(t).Version, By: 2, Key: key()}, Over: true, Day: d.day}); err != nil {
		t.Fatal(err)
	}
	_, _, history := d.as(t, "maker", "GET", listing+"/lich-su", "", nil)
	for _, page := range []string{change, history} {
		if !strings.Contains(strings.ToLower(page), "nhập hộ bởi") || !strings.Contains(strings.ToLower(page), "chủ thể xác nhận: lê thị mẫu") {
			t.Errorf("who entered it and who agreed is not said: %.300s", page)
		}
	}
}

// TestHelperGivesUpOwnWorkOnly: a helper cannot discard what the producer began,
// and nothing at all once the grant has ended.
func TestHelperGivesUpOwnWorkOnly(t *testing.T) {
	t.Parallel()
	d := newMakerDesk(t)
	d.change(t, catalog.Values{"story": "Chủ thể tự viết"})
	e := d.openEdit(t)
	step := url.Values{"version": {productToken(int64(e.Version))}, "key": {key()}}
	if code, _, _ := d.as(t, "helper", "POST", "/quan-ly/tin/"+d.product+"/bo", formType, strings.NewReader(step.Encode())); code != 409 {
		t.Errorf("a helper discarding the producer's draft gets %d", code)
	}
	if d.openEdit(t).ID == 0 {
		t.Error("the producer's draft is gone")
	}
	if _, err := d.db.Exec(t.Context(), `UPDATE account_producer SET ends_on = $1 WHERE ends_on IS NOT NULL`, d.day.AddDays(-1)); err != nil {
		t.Fatal(err)
	}
	if code, _, _ := d.as(t, "helper", "GET", "/quan-ly/tin/"+d.product, "", nil); code != 403 {
		t.Errorf("after the last day of the grant the helper gets %d", code)
	}
}

// hiddenField is the value of the first hidden field of a name.
func hiddenField(t *testing.T, page, name string) string {
	t.Helper()
	found := regexp.MustCompile(`<input type="hidden" name="` + name + `" value="([^"]*)"`).FindStringSubmatch(page)
	if found == nil {
		t.Fatalf("no field %s in %.400s", name, page)
	}
	return found[1]
}
