package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	mathrand "math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"text/tabwriter"
	"time"
)

// What an office is measured at: so many officers, each of whom does the next
// thing so soon after the last answer.
const (
	officers    = 8
	officerPace = 300 * time.Millisecond
	queued      = 5_000
)

// runOffice measures the office's screens with eight officers of the national
// office at work on a long queue and the whole catalogue, the site and its
// PostgreSQL on one core. It fails where the slowest hundredth waits too long.
func runOffice(ctx context.Context, p plan, data string, products int) (err error) {
	siteCore, visitorCore, err := cores()
	if err != nil {
		return err
	}
	stand, err := prepare(ctx, p.binary, data, products)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stand.clear(ctx)) }()
	desk, err := fillQueue(ctx, stand.data)
	if err != nil {
		return err
	}
	site, err := startSite(ctx, siteCore, stand.binary, stand.data)
	if err != nil {
		return err
	}
	defer site.stop()
	if err := stayOn(visitorCore); err != nil {
		return err
	}
	waits := newWaits()
	if _, err := desk.work(ctx, site.address, stand.slugs, p.each/4, newWaits()); err != nil { // warms up
		return err
	}
	approved, err := desk.work(ctx, site.address, stand.slugs, p.each*time.Duration(p.rounds), waits)
	if err != nil {
		return err
	}
	fmt.Printf("%d listings, %d changes waiting, %d officers at work for %v, %d changes approved\n\n", len(stand.slugs), len(desk.waiting), officers, p.each*time.Duration(p.rounds), approved)
	waits.report()
	return nil
}

// waits is how long answers took, by what was asked for.
type waits struct {
	sync.Mutex
	of map[string][]time.Duration
}

func newWaits() *waits { return &waits{of: make(map[string][]time.Duration)} }

func (w *waits) add(kind string, wait time.Duration) {
	w.Lock()
	defer w.Unlock()
	w.of[kind] = append(w.of[kind], wait)
}

func (w *waits) report() {
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "screen\tanswers\tp50\tp99\tlongest\t")
	for _, s := range screens() {
		list := w.of[s.name]
		slices.Sort(list)
		if len(list) > 0 {
			fmt.Fprintf(table, "%s\t%d\t%v\t%v\t%v\t\n", s.name, len(list), waitOf(list, 0.50), waitOf(list, 0.99), list[len(list)-1].Round(time.Millisecond))
		}
	}
	_ = table.Flush() // as much as the terminal takes
}

// screen is a kind of request of an officer, and how many of a hundred are it.
type screen struct {
	name  string
	share int
	path  func(random *mathrand.Rand, d *desk, slugs []string) string
}

func screens() []screen {
	const office = "/van-phong"
	return []screen{
		{"the queue", 25, func(*mathrand.Rand, *desk, []string) string { return office + "/cho-duyet" }},
		{"the queue, a page further on", 10, func(r *mathrand.Rand, d *desk, _ []string) string {
			return office + "/cho-duyet?sau=" + strconv.FormatInt(d.waiting[r.IntN(len(d.waiting))].id, 10)
		}},
		{"one change beside what is public", 20, func(r *mathrand.Rand, d *desk, _ []string) string {
			return office + "/cho-duyet/" + strconv.FormatInt(d.waiting[r.IntN(len(d.waiting))].id, 10)
		}},
		{"a search over all listings", 20, func(r *mathrand.Rand, _ *desk, slugs []string) string {
			words := pick(r, searches())
			if r.IntN(2) == 0 {
				words = nameOf(pick(r, slugs))
			}
			return office + "/san-pham?q=" + url.QueryEscape(words)
		}},
		{"a search over all producers", 5, func(r *mathrand.Rand, _ *desk, _ []string) string {
			return office + "/chu-the?q=" + url.QueryEscape(pick(r, searches()))
		}},
		{"the console's first page", 5, func(*mathrand.Rand, *desk, []string) string { return office }},
		{"the audit", 5, func(r *mathrand.Rand, _ *desk, _ []string) string {
			return office + "/nhat-ky?q=" + url.QueryEscape(pick(r, searches()))
		}},
		{"approving a change", 10, nil},
	}
}

// work has every officer do one thing after another for a time, and counts what
// they approved.
func (d *desk) work(ctx context.Context, address string, slugs []string, length time.Duration, waits *waits) (approved int, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	until := time.Now().Add(length)
	done := make([]int, officers)
	var group sync.WaitGroup
	for i := range officers {
		group.Go(func() {
			o := officer{desk: d, number: i, address: address, random: mathrand.New(mathrand.NewPCG(12, uint64(i))), waits: waits}
			for time.Now().Before(until) && ctx.Err() == nil {
				if err := o.act(ctx, slugs); err != nil {
					cancel(err)
					return
				}
				time.Sleep(officerPace)
			}
			done[i] = o.approved
		})
	}
	group.Wait()
	for _, n := range done {
		approved += n
	}
	return approved, context.Cause(ctx)
}

// officer is one person at the console.
type officer struct {
	*desk
	number   int
	address  string
	random   *mathrand.Rand
	waits    *waits
	approved int
}

// act asks for one screen, or approves one change.
func (o *officer) act(ctx context.Context, slugs []string) error {
	draw := o.random.IntN(100)
	for _, s := range screens() {
		if draw -= s.share; draw >= 0 {
			continue
		}
		if s.path == nil {
			return o.approve(ctx, s.name)
		}
		return o.ask(ctx, s.name, http.MethodGet, s.path(o.random, o.desk, slugs), "", http.StatusOK)
	}
	return nil
}

// approve approves the next change that is this officer's.
func (o *officer) approve(ctx context.Context, kind string) error {
	change, ok := o.next(o.number)
	if !ok {
		return nil
	}
	form := url.Values{"do": {"approve"}, "over": {"1"}, "version": {strconv.Itoa(change.version)}, "key": {rand.Text()}}
	o.approved++
	return o.ask(ctx, kind, http.MethodPost, "/van-phong/cho-duyet/"+strconv.FormatInt(change.id, 10), form.Encode(), http.StatusSeeOther)
}

// ask asks as a browser does and notes how long the whole answer took.
func (o *officer) ask(ctx context.Context, kind, method, path, form string, want int) error {
	request, err := http.NewRequestWithContext(ctx, method, "http://"+o.address+path, strings.NewReader(form))
	if err != nil {
		return err
	}
	request.Header.Set("Cookie", "ocop="+o.secrets[o.number])
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	request.Header.Set("X-Forwarded-For", fmt.Sprintf("10.9.0.%d", o.number+1))
	if form != "" {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	began := time.Now()
	answer, err := http.DefaultTransport.RoundTrip(request) // a redirect is an answer
	if err != nil {
		return fmt.Errorf("%s: %w", kind, err)
	}
	if err := discard(answer.Body); err != nil {
		return fmt.Errorf("%s: %w", kind, err)
	}
	o.waits.add(kind, time.Since(began))
	if answer.StatusCode != want {
		return fmt.Errorf("%s: %s answers %s", kind, path, answer.Status)
	}
	return nil
}
