// Command ocop-load measures the site past its page cache, on a generated
// catalogue, beside a bare Fiber handler in the same run:
//
//	go run ./cmd/ocop-load run -products 5000
//
// The site is the real one, "ocop serve" with its private PostgreSQL, both held
// to one core; the bare handler is held to the same core, and the visitors to
// another. Pages and handler take turns, so that whatever else the machine does
// falls on both, and the figure to trust is the ratio, not the speed: the
// median over the rounds of a page's answers a second to the handler's. Beside
// it stands the same ratio of processor time for one answer, which other work
// on the machine disturbs least.
//
// The visitors speak only to loopback, keep their connections open, and say as
// a proxy would for whom they ask, so that the limits per address hold without
// being met. The run ends by itself.
//
//	go run ./cmd/ocop-load search -products 20000
//
// asks the search's questions kind by kind with one client and reports how long
// they wait; and
//
//	go run ./cmd/ocop-load crawl -products 20000
//
// lets crawlers walk through ten thousand lists while a visitor reads on.
//
//	go run ./cmd/ocop-load kill -kills 60
//
// kills the site, Redis and Meilisearch at any moment while makers save and submit
// and officers approve, and compares what was acknowledged with what is there.
//
//	go run ./cmd/ocop-load office -products 20000
//
// has eight officers work on a queue of 5,000 changes and search all listings,
// and reports how long they wait for each screen.
//
//	go run ./cmd/ocop-load fill -data DIR -products 20000
//
// only generates: Vietnamese products with producers, places, sets, histories
// of recognition, trade panels and the rows of their pictures. They come in
// through the importer and the catalogue's own methods; which products there
// are depends on nothing but their number and the day.
//
// The command knows nothing of tables and pages; it needs Linux to measure and
// the Go toolchain to build the site, unless -ocop names a built one.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

const usage = `usage: ocop-load run  [-products N] [-data DIR] [-rounds N] [-each D] [-connections N] [-ocop FILE] [-profile DIR]
       ocop-load search …the same
       ocop-load crawl …the same
       ocop-load office …the same
       ocop-load inquiries [-inquiries N] [-rate N] [-cut D] [-products N] [-data DIR] [-ocop FILE]
       ocop-load kill [-kills N] [-makers N] [-redis FILE] [-meili FILE] [-products N] [-data DIR] [-ocop FILE]
       ocop-load fill -data DIR [-products N]

run measures the site's pages on a generated catalogue, search the questions put
to it, crawl what crawlers cost a visitor, office how long officers wait;
inquiries sends inquiries while
PostgreSQL, Redis and the mail server are cut off in turn, and counts what became
of them; kill kills the site while makers and officers work; fill only generates the catalogue.
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := command(ctx, os.Args[1:])
	switch {
	case errors.Is(err, errUsage):
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
	case err != nil:
		fmt.Fprintln(os.Stderr, "ocop-load:", err)
		os.Exit(1)
	}
}

var errUsage = errors.New("wrong usage")

func command(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return errUsage
	}
	set := flag.NewFlagSet(args[0], flag.ContinueOnError)
	set.SetOutput(os.Stderr)
	set.Usage = func() { fmt.Fprint(os.Stderr, usage); set.PrintDefaults() }
	data := set.String("data", "", "folder of the generated catalogue; one that is filled is used as it is (run: empty makes one and removes it)")
	products := set.Int("products", 5000, "how many products to generate")
	var plan plan
	switch args[0] {
	case "fill":
		if err := set.Parse(args[1:]); err != nil || *data == "" || set.NArg() > 0 {
			return errUsage
		}
		_, err := fill(ctx, *data, *products)
		return err
	case "run", "search", "crawl", "office":
		set.IntVar(&plan.rounds, "rounds", 5, "how often every page takes its turn")
		set.DurationVar(&plan.each, "each", 4*time.Second, "length of a turn")
		set.IntVar(&plan.connections, "connections", 16, "visitors at a time")
		set.StringVar(&plan.binary, "ocop", "", "the site's program; empty builds ./cmd/ocop")
		set.StringVar(&plan.profile, "profile", "", "folder for a processor profile of the site under each page")
		if err := set.Parse(args[1:]); err != nil || set.NArg() > 0 || plan.rounds < 1 || plan.connections < 1 {
			return errUsage
		}
		switch args[0] {
		case "search":
			return runSearch(ctx, plan, *data, *products)
		case "crawl":
			return runCrawl(ctx, plan, *data, *products)
		case "office":
			return runOffice(ctx, plan, *data, *products)
		}
		return run(ctx, plan, *data, *products)
	case "inquiries":
		f := faults{}
		set.IntVar(&f.inquiries, "inquiries", 10000, "how many are sent")
		set.IntVar(&f.second, "rate", 100, "how many a second")
		set.DurationVar(&f.cut, "cut", 10*time.Second, "how long each part is cut off")
		set.DurationVar(&f.patience, "patience", 10*time.Minute, "how long the last letter may take")
		set.StringVar(&f.binary, "ocop", "", "the site's program; empty builds ./cmd/ocop")
		if err := set.Parse(args[1:]); err != nil || set.NArg() > 0 || f.inquiries < 1 || f.second < 1 {
			return errUsage
		}
		return runFaults(ctx, f, *data, *products)
	case "kill":
		k := kills{}
		set.IntVar(&k.times, "kills", 60, "how often the site is killed")
		set.IntVar(&k.makers, "makers", 8, "how many makers work at a time")
		set.DurationVar(&k.most, "live", 900*time.Millisecond, "how long the site lives at most between two kills")
		set.Uint64Var(&k.seed, "seed", 1, "of the moments")
		set.StringVar(&k.binary, "ocop", "", "the site's program; empty builds ./cmd/ocop")
		set.StringVar(&k.redis, "redis", "", "redis-server, killed on the way; empty does without")
		set.StringVar(&k.meili, "meili", "", "meilisearch, likewise")
		if err := set.Parse(args[1:]); err != nil || set.NArg() > 0 || k.times < 1 || k.makers < 1 || k.most <= 0 {
			return errUsage
		}
		return runKills(ctx, k, *data, *products)
	case "hello": // what run starts beside the site
		if len(args) != 2 {
			return errUsage
		}
		return hello(ctx, args[1])
	}
	return errUsage
}
