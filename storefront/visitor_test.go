package storefront

import (
	"net"
	"testing"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

func TestVisitor(t *testing.T) {
	trusted, err := readProxies([]string{"10.0.0.0/8", "192.0.2.1"})
	if err != nil {
		t.Fatal(err)
	}
	app := fiber.New()
	tests := []struct{ remote, forwarded, want string }{
		{"203.0.113.5", "", "203.0.113.5"},
		{"203.0.113.5", "198.51.100.1", "203.0.113.5"},                    // not our proxy
		{"10.1.2.3", "198.51.100.1", "198.51.100.1"},                      //
		{"10.1.2.3", "1.2.3.4, 198.51.100.1", "198.51.100.1"},             // the visitor wrote the first
		{"10.1.2.3", "198.51.100.1, 192.0.2.1, 10.9.9.9", "198.51.100.1"}, // through several proxies
		{"10.1.2.3", "", "10.1.2.3"},
		{"10.1.2.3", "nonsense", "10.1.2.3"},
		{"::ffff:10.1.2.3", "2001:db8::1", "2001:db8::1"},
	}
	for _, test := range tests {
		var request fasthttp.RequestCtx
		request.Init(&fasthttp.Request{}, &net.TCPAddr{IP: net.ParseIP(test.remote)}, nil)
		request.Request.Header.Set(fiber.HeaderXForwardedFor, test.forwarded)
		c := app.AcquireCtx(&request)
		if got := trusted.visitor(c); got != test.want {
			t.Errorf("from %s with %q: %q, want %q", test.remote, test.forwarded, got, test.want)
		}
		app.ReleaseCtx(c)
	}
	if _, err := readProxies([]string{"proxy.example"}); err == nil {
		t.Error("a name is taken for an address")
	}
}
