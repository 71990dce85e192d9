package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/url"
	"slices"
	"time"

	"github.com/valyala/fasthttp"
)

// What the crawlers do: so many different addresses, so many a second, from so
// many networks that the limit of each address is not what stops them.
const (
	crawled       = 10_000
	crawledSecond = 200
	crawlers      = 40
)

// runCrawl asks as a normal visitor does, first alone and then while crawlers
// walk through ten thousand lists that nobody asked for before, and prints both
// waits.
func runCrawl(ctx context.Context, p plan, data string, products int) (err error) {
	siteCore, visitorCore, err := cores()
	if err != nil {
		return err
	}
	stand, err := prepare(ctx, p.binary, data, products)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stand.clear(ctx)) }()
	site, err := startSite(ctx, siteCore, stand.binary, stand.data, "OCOP_CACHE_MB=64")
	if err != nil {
		return err
	}
	defer site.stop()
	if err := stayOn(visitorCore); err != nil {
		return err
	}
	paths := readingPaths(stand.slugs)
	for range 2 { // the first time warms up
		if _, err := stroll(ctx, site.address, paths, p.each); err != nil {
			return err
		}
	}
	length := time.Duration(crawled/crawledSecond) * time.Second
	alone, err := stroll(ctx, site.address, paths, length)
	if err != nil {
		return err
	}
	answers := make(chan map[int]int, 1)
	go func() { answers <- crawl(ctx, site.address, crawlPaths()) }()
	beside, err := stroll(ctx, site.address, paths, length)
	if err != nil {
		return err
	}
	fmt.Printf("%d products, a visitor's waits, %d requests alone and %d beside crawlers asking for %d lists, %d a second\n\n", len(stand.slugs), len(alone), len(beside), crawled, crawledSecond)
	fmt.Printf("       alone  crawled\n")
	for _, share := range []float64{0.50, 0.99} {
		a, b := waitOf(alone, share), waitOf(beside, share)
		fmt.Printf("p%.0f  %8v %8v  %.2f times\n", 100*share, a, b, float64(b)/float64(a))
	}
	fmt.Printf("\nthe crawlers' answers by status: %v\n", <-answers)
	return nil
}

// readingPaths is what a person looks at: the front page, lists, products.
func readingPaths(slugs []string) []string {
	random := rand.New(rand.NewPCG(8, 9))
	paths := []string{"/", "/tinh-thanh", "/thong-ke"}
	for range 200 {
		paths = append(paths, "/san-pham/"+pick(random, slugs), "/san-pham/"+pick(random, slugs),
			"/san-pham?q="+url.QueryEscape(pick(random, searches())), "/tinh-thanh/"+pick(random, provinces()))
	}
	return paths
}

// crawlPaths is lists under every combination of filters, each once.
func crawlPaths() []string {
	random := rand.New(rand.NewPCG(10, 11))
	seen := make(map[string]bool, crawled)
	paths := make([]string, 0, crawled)
	for len(paths) < crawled {
		query := url.Values{}
		query.Set("province", pick(random, provinces()))
		query.Add("province", pick(random, provinces()))
		query.Set("set", fmt.Sprint(1+random.IntN(26)))
		query.Set("stars", fmt.Sprint(3+random.IntN(3)))
		query.Set("sort", pick(random, []string{"stars", "name", "newest"}))
		query.Set("producer_type", pick(random, []string{"cooperative", "enterprise", "household"}))
		if path := "/san-pham?" + query.Encode(); !seen[path] {
			seen[path] = true
			paths = append(paths, path)
		}
	}
	return paths
}

// pace is a normal visitor's time between two requests of a page and what it
// loads, much hurried so that there is enough to count.
const pace = 20 * time.Millisecond

// stroll is the waits of one visitor who goes through pages, a request at a time.
func stroll(ctx context.Context, address string, paths []string, length time.Duration) ([]time.Duration, error) {
	v := visitor{number: 250, packed: true, random: rand.New(rand.NewPCG(12, 13))}
	conn, err := net.DialTimeout("tcp", address, time.Second)
	if err != nil {
		return nil, fmt.Errorf("connecting: %w", err)
	}
	defer conn.Close()
	reader := bufio.NewReaderSize(conn, 64<<10)
	var answer fasthttp.Response
	var waits []time.Duration
	for until := time.Now().Add(length); time.Now().Before(until) && ctx.Err() == nil; time.Sleep(pace) {
		began := time.Now()
		if _, err := conn.Write(v.request(address, paths[v.random.IntN(len(paths))])); err != nil {
			return nil, fmt.Errorf("asking: %w", err)
		}
		if err := answer.Read(reader); err != nil {
			return nil, fmt.Errorf("reading: %w", err)
		}
		if status := answer.StatusCode(); status != fasthttp.StatusOK {
			return nil, fmt.Errorf("the visitor was answered %d", status)
		}
		waits = append(waits, time.Since(began))
	}
	slices.Sort(waits)
	return waits, nil
}

func waitOf(waits []time.Duration, share float64) time.Duration {
	return waits[int(share*float64(len(waits)-1))].Round(10 * time.Microsecond)
}

// crawl asks for every path once, at the crawlers' pace whatever the answers
// take, and counts those by status; 0 is no answer at all.
func crawl(ctx context.Context, address string, paths []string) map[int]int {
	work := make(chan string)
	done := make(chan map[int]int)
	for i := range crawlers {
		go func() {
			counts := make(map[int]int)
			v := visitor{number: i, packed: true, random: rand.New(rand.NewPCG(14, uint64(i)))}
			v.crawl(address, work, counts)
			done <- counts
		}()
	}
	ticker := time.NewTicker(time.Second / crawledSecond)
	defer ticker.Stop()
	for _, path := range paths {
		select {
		case <-ctx.Done():
		case <-ticker.C:
		}
		select {
		case work <- path:
		default: // every crawler waits for an answer: the site holds them up
		}
	}
	close(work)
	sum := make(map[int]int)
	for range crawlers {
		for status, n := range <-done {
			sum[status] += n
		}
	}
	return sum
}

// crawl asks for what comes, as one crawler with one address.
func (v *visitor) crawl(address string, work <-chan string, counts map[int]int) {
	conn, err := net.DialTimeout("tcp", address, time.Second)
	if err != nil {
		return
	}
	defer conn.Close()
	reader := bufio.NewReaderSize(conn, 64<<10)
	var answer fasthttp.Response
	for path := range work {
		v.asked = 0 // the same address each time
		_, err := conn.Write(v.request(address, path))
		if err = errors.Join(err, answer.Read(reader)); err != nil {
			counts[0]++
			return
		}
		counts[answer.StatusCode()]++
	}
}
