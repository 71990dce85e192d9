package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"
)

// report prints what every page came to beside the bare handler.
func report(w io.Writer, bare *page, pages []*page) {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "page\tanswers/s\tp50\tp99\tof the handler's\twanted\tprocessor each\tof the handler's\t")
	row := func(p *page, speed, effort string, wanted string) {
		fmt.Fprintf(table, "%s\t%.0f\t%v\t%v\t%s\t%s\t%v\t%s\t\n", p.name, median(p.turns, turn.perSecond),
			p.wait(0.50), p.wait(0.99), speed, wanted, time.Duration(median(p.turns, effortOf)).Round(100*time.Nanosecond), effort)
	}
	row(bare, "1", "1", "")
	for _, p := range pages {
		row(p, fraction(p.slower(bare, turn.perSecond)), fraction(1/p.slower(bare, effortOf)), fraction(p.target))
	}
	_ = table.Flush() // as much as w takes
}

// effortOf is the processor time of one answer in nanoseconds.
func effortOf(t turn) float64 { return float64(t.perAnswer()) }

// slower is how many times the page's figure goes into the handler's, the
// median over the rounds.
func (p *page) slower(bare *page, figure func(turn) float64) float64 {
	ratios := make([]float64, len(p.turns))
	for i, t := range p.turns {
		ratios[i] = figure(bare.turns[i]) / figure(t)
	}
	return medianOf(ratios)
}

// wait is the time within which a share of the answers came, the median over
// the rounds.
func (p *page) wait(share float64) time.Duration {
	at := median(p.turns, func(t turn) float64 {
		if len(t.waits) == 0 {
			return 0
		}
		return float64(t.waits[int(share*float64(len(t.waits)-1))])
	})
	return time.Duration(at).Round(10 * time.Microsecond)
}

func fraction(n float64) string { return fmt.Sprintf("1/%.0f", n) }

func median(turns []turn, figure func(turn) float64) float64 {
	list := make([]float64, len(turns))
	for i, t := range turns {
		list[i] = figure(t)
	}
	return medianOf(list)
}

// medianOf is the middle of a list, the upper one of two.
func medianOf(list []float64) float64 {
	slices.Sort(list)
	return list[len(list)/2]
}
