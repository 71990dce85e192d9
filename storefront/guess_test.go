package storefront

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// from is a form's header as a visitor's proxy sends it.
func from(address, kind string) http.Header {
	return http.Header{"X-Forwarded-For": {address}, "Content-Type": {kind}}
}

// Whoever types the names under which the house counts shuts nobody out.
func TestTypedLoginsStopNoCode(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, func(o *Options) { o.TrustedProxies = []string{"0.0.0.0"} })
	officer, err := site.accounts.ByLogin(t.Context(), "officer@example.com")
	if err != nil {
		t.Fatal(err)
	}
	unproven := site.signIn(t, "?officer")
	for n := range 41 {
		typed := url.Values{"login": {fmt.Sprintf("code:%d", officer.ID)}, "password": {"x"}}
		site.sendBody(t, http.MethodPost, "/dang-nhap", from(fmt.Sprintf("198.51.100.%d", n), formType), strings.NewReader(typed.Encode()))
	}
	code, err := site.factors.Sample(t.Context(), officer.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got, body := site.post(t, "/dang-nhap/ma", unproven, url.Values{"code": {code}}); got.StatusCode != http.StatusSeeOther {
		t.Errorf("the right code: %d %.200s", got.StatusCode, body)
	}
}

// One producer may be claimed only so often, which stops nobody else; and what is
// too often is refused before its photo is drawn.
func TestClaimsCountByProducer(t *testing.T) {
	t.Parallel()
	site := newDemoSite(t, func(o *Options) { o.TrustedProxies = []string{"0.0.0.0"} })
	said := map[string]string{"name": "Trần Thị Sáu", "phone": "0900 000 006", "business": "0000000006"}
	claim := func(slug, address string, picture []byte) string {
		t.Helper()
		kind, body := files(t, "photo", map[string][]byte{"giay.jpg": picture}, said)
		response := site.sendBody(t, http.MethodPost, "/chu-the/"+slug+"/nhan", from(address, kind), body)
		_, text := readAll(t, response)
		return text
	}
	const one, other = "hop-tac-xa-che-hao-dat", "hop-tac-xa-nong-nghiep-phu-my"
	for n := range 40 {
		if text := claim(one, fmt.Sprintf("198.51.100.%d", n), []byte("no picture")); !strings.Contains(text, "Tệp này không dùng được") {
			t.Fatalf("claim %d with what is no picture: %.300s", n, text)
		}
	}
	if text := claim(one, "198.51.100.99", []byte("no picture")); !strings.Contains(text, "Quá nhiều yêu cầu") {
		t.Errorf("one claim too many: %.300s", text)
	}
	if text := claim(other, "198.51.100.99", photo(t, 100)); !strings.Contains(text, "Đã gửi yêu cầu") {
		t.Errorf("the claim of another producer: %.300s", text)
	}
}
