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

// Whose grants in force lie in two provinces is managed by neither; an ended grant
// counts for nothing.
func TestHelperOfTwoProvinces(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	officer, err := site.accounts.ByLogin(t.Context(), "officer@example.com")
	if err != nil {
		t.Fatal(err)
	}
	helper := account.Account{Name: "Đỗ Thị Giúp", Email: "hai-tinh@example.com", Role: account.Helper, Lang: "vi"}
	if helper.ID, err = site.accounts.Add(t.Context(), helper); err != nil {
		t.Fatal(err)
	}
	var here, elsewhere int64
	const sql = `SELECT (SELECT min(id) FROM producer WHERE province_code = $1), (SELECT max(id) FROM producer WHERE province_code <> $1)`
	if err := site.db.QueryRow(t.Context(), sql, officer.ProvinceCode).Scan(&here, &elsewhere); err != nil {
		t.Fatal(err)
	}
	secret := site.signIn(t, "officer")
	manages := func(what string, want bool) {
		t.Helper()
		if got := site.opens(t, secret, fmt.Sprintf("/van-phong/tai-khoan/%d", helper.ID)); got != want {
			t.Errorf("%s: the office opens the account: %v", what, got)
		}
		_, list := readAll(t, site.get(t, "/van-phong/tai-khoan", http.Header{"Cookie": {site.cookieName() + "=" + secret}}))
		if got := strings.Contains(list, helper.Name); got != want {
			t.Errorf("%s: the office's list has the account: %v", what, got)
		}
	}
	until := func(producer int64, day catalog.Day) {
		t.Helper()
		if err := site.accounts.HelpUntil(t.Context(), helper.ID, producer, officer.ID, day); err != nil {
			t.Fatal(err)
		}
	}
	manages("no grant", false)
	until(here, site.day.AddDays(5))
	manages("a grant here", true)
	until(elsewhere, site.day.AddDays(2))
	manages("a grant in another province too", false)
	if !site.opens(t, site.signIn(t, "national"), fmt.Sprintf("/van-phong/tai-khoan/%d", helper.ID)) {
		t.Error("the national office does not manage a helper of two provinces")
	}
	today := site.day
	site.day = today.AddDays(3)
	site.catchUp(t) // the index tells the day
	manages("the other's grant has ended", true)
	site.day = today.AddDays(6)
	site.catchUp(t)
	manages("every grant has ended", false)
}
