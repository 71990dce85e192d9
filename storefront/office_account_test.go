package storefront

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"ocop/catalog"
	"ocop/storefront/account"
)

func TestHelpers(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	secret := site.signIn(t, "maker")
	maker, err := site.sessions.Find(t.Context(), secret)
	if err != nil {
		t.Fatal(err)
	}
	producer := fmt.Sprint(maker.Producers[0])
	ask := func(login, until string) (int, string) {
		t.Helper()
		got, body := site.post(t, "/quan-ly/nguoi-giup", secret, url.Values{"name": {"Đỗ Văn Nhập"}, "login": {login}, "until": {until}, "producer": {producer}})
		return got.StatusCode, body
	}
	if code, _ := ask("moinhap@example.com", site.day.AddMonths(13).String()); code != 422 {
		t.Errorf("a grant without an end that is near: %d", code)
	}
	if code, body := ask("officer@example.com", site.day.AddDays(5).String()); code != 422 || !strings.Contains(body, "không nhập hộ được") {
		t.Errorf("an officer is made a helper: %d", code)
	}
	if code, _ := ask("moinhap@example.com", site.day.AddDays(5).String()); code != http.StatusSeeOther {
		t.Fatalf("asking a helper: %d", code)
	}
	found, err := site.accounts.ByLogin(t.Context(), "moinhap@example.com")
	if err != nil || found.Role != account.Helper {
		t.Fatal(found, err)
	}
	acts := func() bool {
		t.Helper()
		if err := site.accounts.SetHash(t.Context(), found.ID, mustHash(t, site)); err != nil {
			t.Fatal(err)
		}
		secret, err := site.sessions.Open(t.Context(), found, account.Device{}, true)
		if err != nil {
			t.Fatal(err)
		}
		helper, err := site.sessions.Find(t.Context(), secret)
		if err != nil {
			t.Fatal(err)
		}
		return helper.May(account.EditListing, account.Scope{ProducerID: maker.Producers[0]})
	}
	if !acts() {
		t.Error("a helper may not enter on a day of the grant")
	}
	today := site.day
	site.day = today.AddDays(6)
	site.catchUp(t) // the index tells the day
	if acts() {
		t.Error("a helper enters after the grant's last day")
	}
	site.day = today
	site.catchUp(t)
	site.post(t, "/quan-ly/nguoi-giup/thoi", secret, url.Values{"helper": {fmt.Sprint(found.ID)}, "producer": {producer}})
	if acts() {
		t.Error("a grant that was ended still holds")
	}
}

func mustHash(t *testing.T, site *testSite) string {
	t.Helper()
	hash, err := site.accounts.Hasher.Hash(t.Context(), "một mật khẩu để thử")
	if err != nil {
		t.Fatal(err)
	}
	return hash
}

func TestClaimDecided(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	maker, err := site.sessions.Find(t.Context(), site.signIn(t, "maker"))
	if err != nil {
		t.Fatal(err)
	}
	officer, neighbour := site.signIn(t, "officer"), site.signIn(t, "neighbour")
	add := func(email, phone string) string {
		t.Helper()
		ok, err := site.claims.Add(t.Context(), account.Claim{
			ProducerID: maker.Producers[0], Name: "Bùi Thị Nhận", Email: email, Phone: phone, BusinessNo: "4600000001", Lang: "vi",
		}, make([]byte, 200))
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		waiting, err := site.claims.Waiting(t.Context(), true, nil)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("/van-phong/tai-khoan/xac-nhan/%d", waiting[len(waiting)-1].ID)
	}
	claim := add("nhan@example.com", "+84900000055")
	if site.opens(t, neighbour, claim) || site.opens(t, neighbour, claim+"/anh") {
		t.Error("a claim is open to another province")
	}
	if !site.opens(t, officer, claim) || !site.opens(t, officer, claim+"/anh") {
		t.Error("a claim is not open to its office")
	}
	if _, err := site.accounts.ByLogin(t.Context(), "nhan@example.com"); err == nil {
		t.Error("a claim makes an account before anybody has confirmed it")
	}
	if got, body := site.post(t, claim+"/chap-nhan", officer, nil); got.StatusCode != http.StatusOK || !strings.Contains(body, "Đã xác nhận") {
		t.Fatalf("confirming: %d", got.StatusCode)
	}
	if !regexp.MustCompile(`khoa=[A-Z2-7]{26}`).MatchString(site.lastLetter(t, "nhan@example.com")) {
		t.Error("the claimant gets no link")
	}
	if got, body := site.post(t, claim+"/tu-choi", officer, url.Values{"reason": {"ảnh mờ"}}); got.StatusCode != 422 || !strings.Contains(body, "đã được quyết định") {
		t.Errorf("a claim is decided twice: %d", got.StatusCode)
	}
	second := add("nhan@example.com", "+84900000056")
	if got, body := site.post(t, second+"/chap-nhan", officer, nil); got.StatusCode != 422 || !strings.Contains(body, "đã có tài khoản") {
		t.Errorf("a mail address gets two accounts: %d", got.StatusCode)
	}
	if got, _ := site.post(t, second+"/tu-choi", officer, url.Values{"reason": {"Ảnh không đọc được số quyết định"}}); got.StatusCode != http.StatusOK {
		t.Errorf("refusing: %d", got.StatusCode)
	}
	if letter := site.lastLetter(t, "nhan@example.com"); !strings.Contains(letter, "số quyết định") {
		t.Errorf("the claimant is not told why: %s", letter)
	}
	lines, err := catalog.Audit{DB: site.db}.Lines(t.Context(), catalog.AuditFilter{Action: "claim", Most: 10})
	if err != nil || len(lines) != 2 {
		t.Errorf("the audit has %d lines of the claims, %v", len(lines), err)
	}
}
