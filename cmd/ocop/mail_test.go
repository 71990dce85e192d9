package main

import (
	"bufio"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ocop/storefront/inquiry"
)

// mailbox is a mail server that answers each command as it is told and hangs up
// where it is told nothing.
func mailbox(t *testing.T, answers map[string]string) (address string, received chan string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	received = make(chan string, 1)
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		conn.Write([]byte("220 ready\r\n"))
		lines := bufio.NewScanner(conn)
		for lines.Scan() {
			verb, _, _ := strings.Cut(strings.ToUpper(lines.Text()), " ")
			answer, known := answers[verb]
			if !known {
				return
			}
			conn.Write([]byte(answer + "\r\n"))
			if verb == "DATA" && strings.HasPrefix(answer, "354") {
				var body strings.Builder
				for lines.Scan() && lines.Text() != "." {
					body.WriteString(lines.Text() + "\n")
				}
				received <- body.String()
				if answers["."] == "" {
					return
				}
				conn.Write([]byte(answers["."] + "\r\n"))
			}
		}
	}()
	return "smtp://" + listener.Addr().String(), received
}

func TestMailServer(t *testing.T) {
	good := func(change ...string) map[string]string {
		answers := map[string]string{"EHLO": "250 hello", "MAIL": "250 ok", "RCPT": "250 ok", "DATA": "354 go on", ".": "250 kept", "QUIT": "221 bye"}
		for i := 0; i < len(change); i += 2 {
			answers[change[i]] = change[i+1]
		}
		return answers
	}
	refused := func(err error) bool { return errors.As(err, new(*inquiry.RefusedError)) }
	unsure := func(err error) bool { return errors.Is(err, inquiry.ErrUnsure) }
	waits := func(err error) bool { return err != nil && !refused(err) && !unsure(err) }
	tests := []struct {
		name    string
		answers map[string]string
		want    func(error) bool
	}{
		{"kept", good(), func(err error) bool { return err == nil }},
		{"no such reader", good("RCPT", "550 no such user"), refused},
		{"the box is full", good("RCPT", "452 later"), waits},
		{"the sender is not let in", good("MAIL", "550 not you"), waits},
		{"content refused", good(".", "554 spam"), refused},
		{"the answer is cut off", good(".", ""), unsure},
		{"hangs up before the mail", map[string]string{"EHLO": "250 hello", "MAIL": "250 ok"}, waits},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			address, received := mailbox(t, test.answers)
			server, err := newMailServer(address)
			if err != nil {
				t.Fatal(err)
			}
			err = server.Send(t.Context(), "ocop@ocop.example", "a@example.com", inquiry.Outgoing{MessageID: "<a@b>", Bytes: []byte("Subject: x\r\n\r\n.dot\r\n")})
			if !test.want(err) {
				t.Errorf("Send gives %v", err)
			}
			if err == nil {
				if body := <-received; !strings.Contains(body, "..dot") {
					t.Errorf("the server got %q", body)
				}
			}
		})
	}
	if _, err := newMailServer("smtp:///x"); err == nil {
		t.Error("an address without a host is taken")
	}
}

func TestMailFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mail")
	for range 2 {
		if err := mailFolder(dir).Send(t.Context(), "", "", inquiry.Outgoing{MessageID: "<abc@ocop.example>", Bytes: []byte("x")}); err != nil {
			t.Fatal(err)
		}
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 1 || files[0].Name() != "abc.eml" {
		t.Errorf("the folder holds %v (%v)", files, err)
	}
}
