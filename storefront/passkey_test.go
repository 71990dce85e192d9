package storefront

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"ocop/cmd/ocop/demo"
	"ocop/storefront/account"
)

// An answer is looked at once, however its challenge is written, and of what was
// not begun here nothing is kept.
func TestPasskeyAnsweredOnce(t *testing.T) {
	t.Parallel()
	site := newTestSite(t, nil)
	begun := site.sendBody(t, http.MethodPost, "/dang-nhap/khoa/bat-dau", nil, nil)
	var ceremony account.Ceremony
	if err := json.NewDecoder(begun.Body).Decode(&ceremony); err != nil {
		t.Fatal(err)
	}
	kept := func() int {
		keys := slices.DeleteFunc(site.redis.Keys(), func(key string) bool { return !strings.HasPrefix(key, "ocop:passkey:") })
		return len(keys)
	}
	for _, answer := range []struct {
		what, state string
		kept        int
	}{
		{"nothing", "", 0},
		{"a stranger's word", "AAAA", 0},
		{"a long one", strings.Repeat("A", 400<<10), 0},
		{"the challenge", ceremony.State, 1},
		{"the challenge again", ceremony.State, 1},
		{"the challenge with the end of a line", ceremony.State + "\r\n", 1},
		{"the challenge in two lines", ceremony.State[:9] + "\n" + ceremony.State[9:], 1},
	} {
		body, err := json.Marshal(map[string]string{"state": answer.state})
		if err != nil {
			t.Fatal(err)
		}
		response := site.sendBody(t, http.MethodPost, "/dang-nhap/khoa", http.Header{"Content-Type": {"application/json"}}, strings.NewReader(string(body)))
		if _, err := io.Copy(io.Discard, response.Body); err != nil || response.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d, %v", answer.what, response.StatusCode, err)
		}
		if got := kept(); got != answer.kept {
			t.Errorf("after %s %d answers are kept, want %d", answer.what, got, answer.kept)
		}
	}
}

// Who removes a passkey gives the password again; the owner is told and the audit
// knows.
func TestPasskeyRemoved(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, nil)
	maker, err := site.accounts.ByLogin(t.Context(), "maker@example.com")
	if err != nil {
		t.Fatal(err)
	}
	var id string
	const sql = `INSERT INTO account_passkey (account_id, credential_id, credential, name) VALUES ($1, 'x', '{}', 'Máy cũ') RETURNING id::text`
	if err := site.db.QueryRow(t.Context(), sql, maker.ID).Scan(&id); err != nil {
		t.Fatal(err)
	}
	secret := site.signIn(t, "maker")
	for _, test := range []struct {
		password   string
		want, left int
	}{{"", 422, 1}, {"not the password", 422, 1}, {demo.Password, 303, 0}} {
		got, _ := site.post(t, "/tai-khoan/khoa/xoa", secret, url.Values{"khoa": {id}, "now": {test.password}})
		if left := site.count(t, `SELECT count(*) FROM account_passkey`); got.StatusCode != test.want || left != test.left {
			t.Errorf("removing with the password %q: %d, %d left", test.password, got.StatusCode, left)
		}
	}
	if letter := site.lastLetter(t, "maker@example.com"); !strings.Contains(letter, "vừa bị bỏ") {
		t.Errorf("the owner is told: %s", letter)
	}
	if n := site.count(t, `SELECT count(*) FROM audit WHERE action = 'account.passkey-removed' AND subject_id = $1`, maker.ID); n != 1 {
		t.Errorf("the audit has %d lines", n)
	}
}
