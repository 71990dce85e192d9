package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"ocop/migrations/localpg"
)

// plan is how to measure.
type plan struct {
	rounds      int
	each        time.Duration
	connections int
	binary      string
	profile     string
}

// page is one kind of page under measure.
type page struct {
	name   string
	paths  []string
	target float64 // answers at least so many times fewer than the handler's
	turns  []turn
}

// warmUp is the time before the rounds in which every page fills what is filled
// by use.
const warmUp = 2 * time.Second

// run generates a catalogue where there is none, starts the servers, measures
// and reports.
func run(ctx context.Context, p plan, data string, products int) (err error) {
	siteCore, visitorCore, err := cores()
	if err != nil {
		return err
	}
	stand, err := prepare(ctx, p.binary, data, products)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stand.clear(ctx)) }()
	hello, err := startHello(ctx, siteCore)
	if err != nil {
		return err
	}
	defer hello.stop()
	site, err := startSite(ctx, siteCore, stand.binary, stand.data)
	if err != nil {
		return err
	}
	defer site.stop()
	if err := stayOn(visitorCore); err != nil {
		return err
	}
	rest, _ := residentMegabytes(site.command.Process.Pid)
	pages := pagesOf(stand.slugs)
	bare := &page{name: "bare Fiber handler", paths: []string{"/"}}
	if err := p.measure(ctx, hello, bare, site, pages); err != nil {
		return err
	}
	now, most := residentMegabytes(site.command.Process.Pid)
	fmt.Printf("%d products, %d rounds of %v on %d connections, past the page cache; medians\n\n", len(stand.slugs), p.rounds, p.each, p.connections)
	report(os.Stdout, bare, pages)
	fmt.Printf("\nthe site's process holds %d MB when started, %d MB after the run, at most %d MB\n", rest, now, most)
	return nil
}

// remove deletes a generated catalogue for good.
func remove(ctx context.Context, data string) error {
	if _, err := os.Stat(data); err != nil {
		return nil // nothing was made
	}
	return localpg.Remove(ctx, localpg.Options{DataDir: data})
}

// pagesOf are the pages to measure.
func pagesOf(slugs []string) []*page {
	product := &page{name: "product page", target: 50}
	for _, slug := range slugs {
		product.paths = append(product.paths, "/san-pham/"+slug)
	}
	list := &page{name: "list of a province, with all counts", target: 250}
	word := &page{name: "words and a province", target: 250}
	random := rand.New(rand.NewPCG(3, 4))
	for _, province := range provinces() {
		list.paths = append(list.paths, "/san-pham?province="+province)
		for range 20 {
			word.paths = append(word.paths, "/san-pham?q="+url.QueryEscape(pick(random, searches()))+"&province="+province)
		}
	}
	return []*page{product, list, word, keys(slugs, random)}
}

// keys is what a search box asks while people type: the beginnings of names
// without marks, of common words with them, and some with a letter wrong.
func keys(slugs []string, random *rand.Rand) *page {
	suggest := &page{name: "suggestions while somebody types", target: 50}
	typed := func(text string) {
		letters := []rune(text)
		begun := letters[:1+random.IntN(min(len(letters), 24))]
		suggest.paths = append(suggest.paths, "/api/v1/suggest?q="+url.QueryEscape(string(begun)))
	}
	for range 3000 {
		name := strings.ReplaceAll(pick(random, slugs), "-", " ")
		typed(name)
		typed(pick(random, searches()))
		if at := random.IntN(len(name)); random.IntN(10) == 0 {
			typed(name[:at] + "q" + name[at+1:])
		}
	}
	return suggest
}

// searches are words that people look for, with and without their marks.
func searches() []string {
	return []string{
		"chè", "che", "cà phê", "mật ong", "mat ong rung", "gạo", "gạo nếp", "miến", "bánh", "banh trang", "nước mắm", "tiêu", "rượu",
		"trà", "khô", "yến", "bưởi", "cam", "gốm", "lụa", "hợp tác xã", "hữu cơ", "đặc sản", "sấy",
	}
}

// provinces are the addresses of the 34 provinces.
func provinces() []string {
	return []string{
		"ha-noi", "cao-bang", "tuyen-quang", "dien-bien", "lai-chau", "son-la", "lao-cai", "thai-nguyen", "lang-son", "quang-ninh", "bac-ninh",
		"phu-tho", "hai-phong", "hung-yen", "ninh-binh", "thanh-hoa", "nghe-an", "ha-tinh", "quang-tri", "hue", "da-nang", "quang-ngai", "gia-lai",
		"khanh-hoa", "dak-lak", "lam-dong", "dong-nai", "ho-chi-minh", "tay-ninh", "dong-thap", "vinh-long", "an-giang", "can-tho", "ca-mau",
	}
}

// measure lets every page take its turn in every round, the handler first.
func (p plan) measure(ctx context.Context, hello *child, bare *page, site *child, pages []*page) error {
	type taker struct {
		of *child
		*page
	}
	takers := []taker{{hello, bare}}
	for _, page := range pages {
		takers = append(takers, taker{site, page})
	}
	for round := range p.rounds + 1 {
		for _, t := range takers {
			length := p.each
			if round == 0 {
				length = warmUp
			}
			before := processorTime(t.of.command.Process.Pid)
			turn, err := visit(ctx, t.of.address, t.paths, p.connections, length)
			if err != nil {
				return fmt.Errorf("%s: %w", t.name, err)
			}
			turn.processor = processorTime(t.of.command.Process.Pid) - before
			if round > 0 {
				t.turns = append(t.turns, turn)
			}
		}
		fmt.Fprintf(os.Stderr, "round %d of %d\n", round, p.rounds)
	}
	if p.profile == "" {
		return nil
	}
	for i, page := range pages {
		path := filepath.Join(p.profile, fmt.Sprintf("page%d.prof", i+1))
		if err := p.underLoad(ctx, site, page, path); err != nil {
			return err
		}
		fmt.Fprintf(os.Stderr, "%s: %s\n", page.name, path)
	}
	return nil
}

// underLoad keeps a profile of the site while a page is asked for.
func (p plan) underLoad(ctx context.Context, site *child, page *page, path string) error {
	done := make(chan error, 1)
	go func() { done <- site.saveProfile(ctx, p.each, path) }()
	_, err := visit(ctx, site.address, page.paths, p.connections, p.each+time.Second)
	return errors.Join(err, <-done)
}
