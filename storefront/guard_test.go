package storefront

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"
)

// TestUnreadBodyIsNoRequest: what is left of a body that was answered before it
// was read is not taken for the next request, which behind a proxy would be
// answered to somebody else.
func TestUnreadBodyIsNoRequest(t *testing.T) {
	site := newTestSite(t, nil)
	address := strings.TrimPrefix(site.listen(t), "http://")
	if status, _ := site.ask(t, "/gioi-thieu"); status != http.StatusOK { // from now on it is kept
		t.Fatal(status)
	}
	hidden := "GET /robots.txt HTTP/1.1\r\nHost: ocop.example\r\n\r\n"
	for _, head := range []string{
		"GET /gioi-thieu HTTP/1.1\r\nHost: ocop.example\r\n",
		"POST /khong-co HTTP/1.1\r\nHost: ocop.example\r\nSec-Fetch-Site: cross-site\r\n",
		"POST /hook/mail?to=a HTTP/1.1\r\nHost: ocop.example\r\n",
	} {
		body := strings.Repeat("x", 8<<10) + strings.Repeat(hidden, 20)
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		if err := conn.SetDeadline(time.Now().Add(time.Minute)); err != nil {
			t.Fatal(err)
		}
		if _, err := fmt.Fprintf(conn, "%sContent-Length: %d\r\n\r\n%s", head, len(body), body); err != nil {
			t.Fatal(err)
		}
		reader := bufio.NewReader(conn)
		response, err := http.ReadResponse(reader, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, response.Body); err != nil {
			t.Fatal(err)
		}
		if second, err := http.ReadResponse(reader, nil); err == nil {
			t.Errorf("%.20q: the rest of its body is answered %s", head, second.Status)
		}
	}
}

// TestConnectionIsKept: a request whose body is read, or that has none, leaves the
// connection to the next.
func TestConnectionIsKept(t *testing.T) {
	site := newTestSite(t, nil)
	conn, err := net.Dial("tcp", strings.TrimPrefix(site.listen(t), "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	reader := bufio.NewReader(conn)
	form := "login=nobody%40example.com&password=x"
	for _, request := range []string{
		"GET /gioi-thieu HTTP/1.1\r\nHost: ocop.example\r\n\r\n", "GET /gioi-thieu HTTP/1.1\r\nHost: ocop.example\r\n\r\n",
		fmt.Sprintf("POST /dang-nhap HTTP/1.1\r\nHost: ocop.example\r\nContent-Type: %s\r\nSec-Fetch-Site: same-origin\r\nContent-Length: %d\r\n\r\n%s", formType, len(form), form),
		"GET /robots.txt HTTP/1.1\r\nHost: ocop.example\r\n\r\n",
	} {
		if _, err := io.WriteString(conn, request); err != nil {
			t.Fatal(err)
		}
		response, err := http.ReadResponse(reader, nil)
		if err != nil {
			t.Fatalf("%.20q: %v", request, err)
		}
		if _, err := io.Copy(io.Discard, response.Body); err != nil || response.Close {
			t.Errorf("%.20q is answered %s, and the connection ended: %t, %v", request, response.Status, response.Close, err)
		}
	}
}

// TestDeadlineIsRenewed: whoever has waited for a slow upload may still ask the
// database, and nothing is left running afterwards.
func TestDeadlineIsRenewed(t *testing.T) {
	site := newTestSite(t, nil)
	var first, second context.Context
	app := fiber.New()
	app.Get("/", site.deadline, func(c *fiber.Ctx) error {
		first = c.UserContext()
		renewDeadline(c)
		second = c.UserContext()
		return nil
	})
	if _, err := app.Test(httptest.NewRequest(http.MethodGet, "/", nil)); err != nil {
		t.Fatal(err)
	}
	before, _ := first.Deadline()
	after, ok := second.Deadline()
	if !ok || !after.After(before) {
		t.Errorf("the deadline is %v after %v", after, before)
	}
	if first.Err() == nil || second.Err() == nil {
		t.Error("a context outlives its request")
	}
}
