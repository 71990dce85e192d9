package storefront

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"ocop/storefront/inquiry"
)

// TestMailHook hands the site what a mail server would: replies, a letter that
// came back, and what strangers make of the hook.
func TestMailHook(t *testing.T) {
	t.Parallel()
	const secret = "one secret of the hook"
	m := newMeeting(t)
	m.mailSecret, m.inquiries.ReplyTo = secret, "reply+{token}@ocop.example"
	if err := m.inquiries.SaveDesk(t.Context(), inquiry.Desk{ProvinceCode: "19", Name: "Văn phòng", Email: "office@example.com"}, nil); err != nil {
		t.Fatal(err)
	}
	response, _ := m.post(t, askTea, m.opened(t, askTea, true, nil))
	state := response.Header.Get("Location")
	letter, _ := m.lastMail(t, "hao-dat@example.com")
	m.exec(t, `UPDATE mail SET state = 'sent', sent_at = created_at`)
	returned := "Content-Type: multipart/report; report-type=delivery-status; boundary=r\r\n\r\n--r\r\nContent-Type: message/delivery-status\r\n\r\n" +
		"Status: 5.1.1\r\n\r\n--r\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: " + letter.MessageID + "\r\n--r--\r\n"
	reply := func(id, to, text string) string {
		return fmt.Sprintf("Message-ID: <%s@mail.example>\r\nTo: %s\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n%s\r\n\r\nVào 22/11/2026, Chợ OCOP đã viết:\r\n> Xin giá\r\n", id, to, text)
	}
	maker := letter.Letter.ReplyTo
	for _, step := range []struct {
		what, secret, to, body string
		want                   int
	}{
		{"without the secret", "", maker, reply("a", maker, "Kẻ mạo danh"), http.StatusUnauthorized},
		{"with another secret", secret + "x", maker, reply("a", maker, "Kẻ mạo danh"), http.StatusUnauthorized},
		{"what is no mail", secret, maker, "\x00\x01", http.StatusBadRequest},
		{"nothing", secret, maker, "", http.StatusBadRequest},
		{"an address of nobody", secret, "x@ocop.example", reply("b", "x@ocop.example", "ai đó"), http.StatusNotFound},
		{"an address with another mark", secret, strings.Replace(maker, "+", "+aa", 1), reply("b", "x@ocop.example", "Kẻ mạo danh"), http.StatusNotFound},
		{"a letter that came back", secret, "ocop@ocop.example", returned, http.StatusNoContent},
		{"a reply", secret, strings.ToLower(maker), reply("c", maker, "Còn 20 kg chè"), http.StatusNoContent},
		{"the same again", secret, maker, reply("c", maker, "Còn 20 kg chè"), http.StatusNoContent},
		{"a reply with a long tail", secret, maker, reply("d", maker, "Giá 300.000 đồng") + strings.Repeat("x\r\n", 2<<20/3), http.StatusNoContent},
		{"a program's answer", secret, maker, "Auto-Submitted: auto-replied\r\n" + reply("e", maker, "Tôi đi vắng"), http.StatusNoContent},
		{"parts within parts", secret, maker, strings.Repeat("Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n", 2000), http.StatusNoContent},
	} {
		header := http.Header{"Content-Type": {"message/rfc822"}, "Authorization": {"Bearer " + step.secret}}
		answer := m.sendBody(t, http.MethodPost, "/hook/mail?to="+url.QueryEscape(step.to), header, strings.NewReader(step.body))
		if answer.StatusCode != step.want {
			body, _ := io.ReadAll(answer.Body)
			t.Errorf("%s answers %d, want %d: %.300s", step.what, answer.StatusCode, step.want, body)
		}
		if step.body == returned {
			if _, err := m.inquiries.Escalate(t.Context()); err != nil {
				t.Fatal(err)
			}
			if n := m.mailsTo(t, "helper@example.com"); n != 1 {
				t.Errorf("the maker's helper got %d letters about a maker who cannot be reached", n)
			}
		}
	}
	_, page := m.ask(t, state)
	for text, want := range map[string]int{"Còn 20 kg chè": 1, "Giá 300.000 đồng": 1, "Kẻ mạo danh": 0, "Tôi đi vắng": 0, "Xin giá\r": 0} {
		if got := strings.Count(page, text); got != want {
			t.Errorf("the writer reads %q %d times, want %d", text, got, want)
		}
	}
	answered, _ := m.lastMail(t, "mai@example.com")
	if answer := m.sendBody(t, http.MethodPost, "/hook/mail", http.Header{"Authorization": {"Bearer " + secret}}, strings.NewReader(reply("f", answered.Letter.ReplyTo, "Lấy 5 kg nhé"))); answer.StatusCode != http.StatusNoContent {
		t.Errorf("the writer's reply answers %d", answer.StatusCode)
	}
	if more, _ := m.lastMail(t, "hao-dat@example.com"); more.Letter.Quote != "Lấy 5 kg nhé" {
		t.Errorf("the maker is told %q", more.Letter.Quote)
	}
}
