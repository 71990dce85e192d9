package storefront

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
	"golang.org/x/sync/errgroup"
)

// Run the benchmarks with
//
//	go test ./storefront -bench . -run xxx
//
// What counts is of-bare: the requests a second of a page from the cache as a
// share of those of a bare Fiber handler that sends the same bytes. The two
// take turns within one run, because other work disturbs any single figure.

// connection is a visitor that keeps its connection and does as little as it
// can, so that the servers are measured and not the visitor.
type connection struct {
	conn     net.Conn
	reader   *bufio.Reader
	requests [][]byte // each for another person, as a proxy asks
	asked    int
}

// people is for how many visitors one connection asks: so many that none meets
// the limit of one address.
const people = 2000

// dial opens the connections of a crowd.
func dial(b *testing.B, server, path string) []*connection {
	b.Helper()
	var all []*connection
	for i := range crowd {
		conn, err := net.Dial("tcp", server)
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { conn.Close() })
		c := &connection{conn: conn, reader: bufio.NewReaderSize(conn, 64<<10)}
		for n := range people {
			c.requests = append(c.requests, []byte("GET "+path+" HTTP/1.1\r\nHost: ocop.example\r\nAccept-Encoding: gzip\r\n"+
				"X-Forwarded-For: "+person(i*people+n)+"\r\n\r\n"))
		}
		all = append(all, c)
	}
	return all
}

// ask sends one request and reads its answer to the end.
func (c *connection) ask() error {
	c.asked++
	if _, err := c.conn.Write(c.requests[c.asked%people]); err != nil {
		return err
	}
	length := 0
	for first := true; ; first = false {
		line, err := c.reader.ReadSlice('\n')
		if err != nil {
			return err
		}
		if first && !bytes.HasPrefix(line, []byte("HTTP/1.1 200")) {
			return fmt.Errorf("the answer is %q", line)
		}
		if digits, ok := bytes.CutPrefix(line, []byte("Content-Length: ")); ok {
			if length, err = strconv.Atoi(string(bytes.TrimSpace(digits))); err != nil {
				return err
			}
		}
		if len(line) == len("\r\n") {
			break
		}
	}
	_, err := c.reader.Discard(length)
	return err
}

// speed is how many requests a second a crowd gets answered.
func speed(b *testing.B, all []*connection) float64 {
	b.Helper()
	began := time.Now()
	var group errgroup.Group
	for _, c := range all {
		group.Go(func() error {
			for range stretch {
				if err := c.ask(); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		b.Fatal(err)
	}
	return float64(len(all)*stretch) / time.Since(began).Seconds()
}

// serve runs an app on a port of loopback until the benchmark ends.
func serve(b *testing.B, app *fiber.App) (address string) {
	b.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	go func() { _ = app.Listener(listener) }() // ends with the listener
	b.Cleanup(func() { listener.Close() })
	return listener.Addr().String()
}

// bareFiber sends the body of an answer, and what makes it readable, from a
// handler that does nothing else.
func bareFiber(b *testing.B, answer *http.Response) *fiber.App {
	b.Helper()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		b.Fatal(err)
	}
	kind, encoding := answer.Header.Get(fiber.HeaderContentType), answer.Header.Get(fiber.HeaderContentEncoding)
	// With Fiber's own write buffer, of 4 kB, the handler would be the slower one.
	app := fiber.New(fiber.Config{DisableStartupMessage: true, WriteBufferSize: writeBuffer})
	app.Get("/*", func(c *fiber.Ctx) error {
		c.Set(fiber.HeaderContentType, kind)
		c.Set(fiber.HeaderContentEncoding, encoding)
		c.Response().SetBodyRaw(body)
		return nil
	})
	return app
}

// crowd is how many connections ask at a time, and stretch how many requests
// each of them makes before it is the other server's turn.
const (
	crowd   = 16
	stretch = 100
)

// BenchmarkCachedPage is a product page out of memory beside a bare handler
// that sends the same bytes. One operation is a stretch of both.
func BenchmarkCachedPage(b *testing.B) {
	site := newDemoSite(b, throughProxy)
	path := productPath(b, site)
	gzip := http.Header{"Accept-Encoding": {"gzip"}}
	site.get(b, path, gzip)
	answer := site.get(b, path, gzip)
	if answer.StatusCode != http.StatusOK || answer.Header.Get(fiber.HeaderContentEncoding) != "gzip" {
		b.Fatalf("the page is not kept: %s %v", answer.Status, answer.Header)
	}
	bare, cached := dial(b, serve(b, bareFiber(b, answer)), path), dial(b, serve(b, site.app), path)
	var ratios, bareSpeeds, cachedSpeeds []float64
	for b.Loop() {
		bareSpeed, cachedSpeed := speed(b, bare), speed(b, cached)
		ratios, bareSpeeds, cachedSpeeds = append(ratios, cachedSpeed/bareSpeed), append(bareSpeeds, bareSpeed), append(cachedSpeeds, cachedSpeed)
	}
	b.ReportMetric(median(ratios), "of-bare")
	b.ReportMetric(median(bareSpeeds), "bare/s")
	b.ReportMetric(median(cachedSpeeds), "cached/s")
	b.ReportMetric(0, "ns/op") // of a whole stretch: says nothing
}

func median(list []float64) float64 {
	slices.Sort(list)
	return list[len(list)/2]
}

// productPath is the address of a product told in full.
func productPath(b testing.TB, site *testSite) string {
	b.Helper()
	addresses, err := site.products.Addresses(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	for _, a := range addresses {
		p, err := site.products.BySlug(b.Context(), a.Slug)
		if err != nil {
			b.Fatal(err)
		}
		if p.Trade.Known() && len(p.Certificates) > 0 && len(p.Recognitions) > 0 && p.Producer != nil {
			return "/san-pham/" + a.Slug
		}
	}
	b.Fatal("no product is told in full")
	return ""
}

// throughProxy lets the site believe the proxy that the benchmarks play.
func throughProxy(o *Options) { o.TrustedProxies = []string{"127.0.0.1"} }

// BenchmarkProductPage is a product page that has to be worked out, without the
// network between.
func BenchmarkProductPage(b *testing.B) {
	site := newDemoSite(b, uncached)
	answerAll(b, site, productPath(b, site))
}

// BenchmarkList is a list with a filter and all its counts.
func BenchmarkList(b *testing.B) { answerAll(b, newDemoSite(b, uncached), "/san-pham?province=ha-noi") }

// BenchmarkWords is a list of what was found for words in a province.
func BenchmarkWords(b *testing.B) {
	answerAll(b, newDemoSite(b, uncached), "/san-pham?q=c%C3%A0+ph%C3%AA&province=lam-dong")
}

func uncached(o *Options) { o.CacheBytes = 0; throughProxy(o) }

// answerAll has the site answer one address over and over, each time for
// another visitor.
func answerAll(b *testing.B, site *testSite, path string) {
	b.Helper()
	handle := site.app.Handler()
	var c fasthttp.RequestCtx
	c.Init(&fasthttp.Request{}, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}, nil)
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		c.Request.Reset()
		c.Response.Reset()
		c.ResetUserValues()
		c.Request.SetRequestURI(path)
		c.Request.Header.SetHost("ocop.example")
		c.Request.Header.Set(fiber.HeaderXForwardedFor, person(n))
		n++
		handle(&c)
		if c.Response.StatusCode() != http.StatusOK {
			b.Fatalf("%s: status %d", path, c.Response.StatusCode())
		}
	}
}

// person is the address of one of many visitors.
func person(n int) string { return fmt.Sprintf("10.%d.1%02d.1%02d", n/10_000%10, n/100%100, n%100) }
