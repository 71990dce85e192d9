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
	"text/tabwriter"
	"time"
)

// asking is a kind of question under measure.
type asking struct {
	page
	clients int
}

// runSearch measures the questions that people put to the search, kind by kind,
// one client at a time: what a program gets of /api/v1/products, past the page
// cache. Suggestions are asked for by sixteen.
func runSearch(ctx context.Context, p plan, data string, products int) (err error) {
	siteCore, visitorCore, err := cores()
	if err != nil {
		return err
	}
	stand, err := prepare(ctx, p.binary, data, products)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stand.clear(ctx)) }()
	began := time.Now()
	site, err := startSite(ctx, siteCore, stand.binary, stand.data)
	if err != nil {
		return err
	}
	defer site.stop()
	up := time.Since(began)
	if err := stayOn(visitorCore); err != nil {
		return err
	}
	kinds := askings(stand.slugs)
	if err := p.ask(ctx, site, kinds); err != nil {
		return err
	}
	fmt.Printf("%d products, %d rounds of %v, past the page cache; medians of the rounds\n\n", len(stand.slugs), p.rounds, p.each)
	reportAskings(kinds)
	now, most := residentMegabytes(site.command.Process.Pid)
	fmt.Printf("\nthe site was up, its index read, after %.1f s; its process holds %d MB, at most %d MB\n", up.Seconds(), now, most)
	return nil
}

// ask lets every kind take its turn in every round; the first only warms up.
func (p plan) ask(ctx context.Context, site *child, kinds []*asking) error {
	for round := range p.rounds + 1 {
		for _, k := range kinds {
			before := processorTime(site.command.Process.Pid)
			turn, err := visit(ctx, site.address, k.paths, k.clients, p.each)
			if err != nil {
				return fmt.Errorf("%s: %w", k.name, err)
			}
			turn.processor = processorTime(site.command.Process.Pid) - before
			if round > 0 {
				k.turns = append(k.turns, turn)
			}
		}
		fmt.Fprintf(os.Stderr, "round %d of %d\n", round, p.rounds)
	}
	if p.profile == "" {
		return nil
	}
	for i, k := range kinds {
		if err := p.underLoad(ctx, site, &k.page, filepath.Join(p.profile, fmt.Sprintf("search%d.prof", i+1))); err != nil {
			return err
		}
	}
	return nil
}

// askings are the kinds of questions, made of the products' names.
func askings(slugs []string) []*asking {
	random := rand.New(rand.NewPCG(5, 6))
	prefix, plain, typo := asked("prefix", 1), asked("no diacritics", 1), asked("one typo", 1)
	words, empty, near := asked("words, three filters, counts", 1), asked("empty, counts", 1), asked("near me", 1)
	for range 500 {
		name := nameOf(pick(random, slugs))
		letters := []rune(pick(random, searches()) + " " + string(name[0]))
		prefix.question("q", string(letters))
		prefix.question("q", name[:len(name)-random.IntN(min(3, len(name)-1))-1])
		plain.question("q", name)
		at := random.IntN(len(name))
		typo.question("q", name[:at]+string(rune('a'+random.IntN(26)))+name[at+1:])
		words.question("q", pick(random, searches()), "province", pick(random, provinces()), "group", "food", "stars", "3", "stars", "4")
		empty.question("page", fmt.Sprint(1+random.IntN(50)), "sort", pick(random, []string{"relevance", "stars", "name", "newest"}))
		here := fmt.Sprintf("%.2f,%.2f", 9+14*random.Float64(), 103+5*random.Float64())
		near.question("near", here)
		near.question("near", here, "q", pick(random, searches()))
	}
	suggest := &asking{page: *keys(slugs, random), clients: 16}
	return []*asking{prefix, plain, typo, words, empty, near, suggest}
}

func asked(name string, clients int) *asking { return &asking{page{name: name}, clients} }

// question adds an address made of names and values.
func (a *asking) question(pairs ...string) {
	query := make([]string, 0, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		query = append(query, pairs[i]+"="+url.QueryEscape(pairs[i+1]))
	}
	a.paths = append(a.paths, "/api/v1/products?"+strings.Join(query, "&"))
}

// nameOf is a product's name without marks, as its address has it.
func nameOf(slug string) string {
	words := strings.Split(slug, "-")
	if last := words[len(words)-1]; len(words) > 2 && strings.Trim(last, "0123456789") == "" {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

func reportAskings(kinds []*asking) {
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "question\tclients\tanswers/s\tp50\tp99\tprocessor each\t")
	for _, k := range kinds {
		fmt.Fprintf(table, "%s\t%d\t%.0f\t%v\t%v\t%v\t\n", k.name, k.clients, median(k.turns, turn.perSecond), k.wait(0.50), k.wait(0.99),
			time.Duration(median(k.turns, effortOf)).Round(time.Microsecond))
	}
	_ = table.Flush() // as much as the terminal takes
}
