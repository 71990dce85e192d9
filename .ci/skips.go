// Command skips reads the output of `go test -json`, prints what `go test`
// itself would have, and judges what was skipped: a skipped test must say why,
// and the only reason allowed is Meilisearch. Its exit code is 1 where a test
// failed or may not be skipped.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// event is what is read of a line of test2json.
type event struct {
	Action, Package, ImportPath, Test, Output string
}

// report collects the lines of each test until its fate is known.
type report struct {
	lines        map[string][]string // by package and test
	failed       bool
	packages     int
	skipped, bad int
}

func main() {
	r := report{lines: make(map[string][]string)}
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 64<<20)
	for in.Scan() {
		var e event
		if err := json.Unmarshal(in.Bytes(), &e); err != nil {
			fmt.Println(in.Text()) // the go command's own words
			continue
		}
		r.take(e)
	}
	if err := in.Err(); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Printf("%d packages, %d tests skipped, %d of them without leave\n", r.packages, r.skipped, r.bad)
	if r.failed || r.bad > 0 || r.packages == 0 {
		os.Exit(1)
	}
}

func (r *report) take(e event) {
	key := e.Package + " " + e.Test
	switch e.Action {
	case "output":
		r.lines[key] = append(r.lines[key], e.Output)
	case "build-output":
		fmt.Print(e.Output)
	case "build-fail":
		r.failed = true
	case "fail":
		r.failed = true
		fmt.Print(strings.Join(r.lines[key], ""))
	case "skip":
		if e.Test != "" {
			r.judge(e, strings.Join(r.lines[key], ""))
		}
	case "pass":
		if e.Test == "" {
			fmt.Print(r.last(key))
		}
	}
	switch e.Action {
	case "pass", "fail", "skip":
		delete(r.lines, key)
		if e.Test == "" {
			r.packages++
		}
	}
}

// judge prints a skipped test with its reason.
func (r *report) judge(e event, output string) {
	r.skipped++
	fmt.Printf("%s %s", e.Package, strings.TrimPrefix(output, "=== RUN   "+e.Test+"\n"))
	if !strings.Contains(output, "Meilisearch") {
		r.bad++
		fmt.Printf("^ only a test that needs Meilisearch may be skipped here, and it has to say so\n")
	}
}

// last is the line on a whole package: "ok  	ocop/media	2.134s".
func (r *report) last(key string) string {
	lines := r.lines[key]
	if len(lines) == 0 {
		return ""
	}
	return lines[len(lines)-1]
}
