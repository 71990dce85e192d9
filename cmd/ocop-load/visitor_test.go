package main

import (
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestVisit(t *testing.T) {
	var mu sync.Mutex
	asked, visitors := make(map[string]int), make(map[string]bool)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		asked[r.URL.Path]++
		visitor := r.Header.Get("X-Forwarded-For")
		if net.ParseIP(visitor) == nil {
			t.Errorf("%q is no address", visitor)
		}
		visitors[visitor] = true
		w.Write([]byte("hello"))
	}))
	defer server.Close()
	got, err := visit(t.Context(), strings.TrimPrefix(server.URL, "http://"), []string{"/a", "/b"}, 3, 200*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	if got.answers == 0 || got.answers != asked["/a"]+asked["/b"] || asked["/a"] == 0 || asked["/b"] == 0 || len(got.waits) != got.answers {
		t.Errorf("%d answers and %d waits; the server was asked %v", got.answers, len(got.waits), asked)
	}
	if want := min(got.answers, 3*visitorsPerConnection); len(visitors) < want/2 {
		t.Errorf("%d visitors for %d requests", len(visitors), got.answers)
	}
}

// An answer that is not the page must end the run, or speed would be measured
// on errors.
func TestVisitRefused(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusTooManyRequests) }))
	defer server.Close()
	if _, err := visit(t.Context(), strings.TrimPrefix(server.URL, "http://"), []string{"/"}, 2, time.Minute); err == nil {
		t.Error("a refused visitor went on")
	}
}

func TestReport(t *testing.T) {
	turns := func(answers ...int) (list []turn) {
		for _, n := range answers {
			list = append(list, turn{answers: n, elapsed: time.Second, processor: time.Second, waits: []time.Duration{time.Millisecond}})
		}
		return list
	}
	bare := &page{name: "bare", turns: turns(1000, 500, 2000)}
	slow := &page{name: "slow", target: 50, turns: turns(100, 10, 50)}
	var b strings.Builder
	report(&b, bare, []*page{slow})
	// The ratios of the rounds are 10, 50 and 40.
	for _, want := range []string{"1/40", "1/50", "1ms"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}
