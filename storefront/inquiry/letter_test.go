package inquiry

import (
	"bytes"
	"flag"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ocop/storefront/locale"
)

var update = flag.Bool("update", false, "write the golden files anew")

func loadWords(t testing.TB) *locale.Words {
	t.Helper()
	words, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	return words
}

// golden compares a text with the file of its name.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (run with -update where this is meant):\n%s", name, diff)
	}
}

// fullLetter has every part a letter can have.
func fullLetter(lang locale.Lang) Letter {
	return Letter{
		To: "chu-the@example.com", Lang: lang, Subject: "Câu hỏi mới: Chè tôm nõn & “trà” <b>",
		Greeting: "Kính gửi HTX Hảo Đạt,", Paragraphs: []string{"Có người hỏi mua.", "1 < 2 & 3"},
		Facts: []Fact{{"Số lượng", "200 kg"}, {"Cần trước", "05/12/2026"}}, Quote: "Dòng một\n<script>alert(1)</script>",
		Warning: "Có nhắc đặt cọc.", Buttons: []Button{{Text: "Còn hàng", Address: "https://ocop.example/tra-loi/abc?x=1&y=2"}, {Text: "Nghi lừa đảo", Address: "javascript:alert(1)", Quiet: true}},
		Closing: []string{"Bấm một nút là đủ."}, Reason: "Bạn nhận thư này vì …", Thread: "inquiry-1",
		ReplyTo: "tra-loi+abc@ocop.example", Unsubscribe: "https://ocop.example/thoi-nhan/abc",
	}
}

func TestLetterForms(t *testing.T) {
	page, err := newLetterPage()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range locale.Langs() {
		words := loadWords(t).In(lang)
		l := fullLetter(lang)
		html, err := l.html(page, words)
		if err != nil {
			t.Fatal(err)
		}
		golden(t, "letter_"+string(lang)+".txt", l.text(words))
		golden(t, "letter_"+string(lang)+".html", html)
	}
}

// TestMessage reads a mail back with the standard library.
func TestMessage(t *testing.T) {
	l := fullLetter(locale.VI)
	l.Subject = strings.Repeat("Câu hỏi về chè ", 12) + "\r\nBcc: everybody@example.com"
	m := message{
		id: "<abc@ocop.example>", from: mail.Address{Name: "Chợ OCOP", Address: "ocop@ocop.example"}, letter: l,
		refs: []string{"<one@ocop.example>", "<two@ocop.example>"}, written: time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC),
		text: l.text(loadWords(t).In(locale.VI)), html: "<p>á</p>",
	}
	raw, err := m.bytes()
	if err != nil {
		t.Fatal(err)
	}
	again, err := m.bytes()
	if err != nil || !bytes.Equal(raw, again) {
		t.Errorf("a second attempt is another mail (%v)", err)
	}
	for line := range strings.SplitSeq(string(raw), "\r\n") {
		if len(line) > 200 || strings.Contains(line, "\n") {
			t.Errorf("a line a mail server may break: %.60q", line)
		}
	}
	read, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(read.Header.Get("Subject"))
	if err != nil || subject != strings.Join(strings.Fields(l.Subject), " ") {
		t.Errorf("the subject reads %q (%v)", subject, err)
	}
	for name, want := range map[string]string{
		"Message-ID": "<abc@ocop.example>", "In-Reply-To": "<two@ocop.example>", "References": "<one@ocop.example> <two@ocop.example>",
		"List-Unsubscribe": "<https://ocop.example/thoi-nhan/abc>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "Bcc": "",
		"Auto-Submitted": "auto-generated", "Reply-To": "<tra-loi+abc@ocop.example>",
	} {
		if got := read.Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	_, params, err := mime.ParseMediaType(read.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	part, err := multipart.NewReader(read.Body, params["boundary"]).NextRawPart()
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(quotedprintable.NewReader(part))
	if err != nil || strings.ReplaceAll(string(text), "\r\n", "\n") != m.text {
		t.Errorf("the text reads %q (%v)", text, err)
	}
}
