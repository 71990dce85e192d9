package storefront

import (
	"bytes"
	"context"
	"testing"
	"testing/synctest"
	"time"

	"ocop/search"
)

// TestTurnstile lets one through after the other, each after the rest the one
// before has earned, and sends away whose turn does not come.
func TestTurnstile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate, began := newTurnstile(), time.Now()
		leave, ok := gate.enter(t.Context())
		if !ok {
			t.Fatal("nobody is before the first")
		}
		next := make(chan time.Duration)
		go func() {
			leave, ok := gate.enter(t.Context())
			if !ok {
				t.Error("the second was sent away")
			}
			next <- time.Since(began)
			leave(0)
		}()
		time.Sleep(15 * time.Millisecond)
		leave(5 * time.Millisecond)
		if waited := <-next; waited != 35*time.Millisecond {
			t.Errorf("the second came in after %v, want 35 ms: 15 of the first, five of them halts, and a rest of 20", waited)
		}
		leave, _ = gate.enter(t.Context())
		if _, ok := gate.enter(t.Context()); ok {
			t.Error("two are in at a time")
		}
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		if _, ok := gate.enter(ended); ok {
			t.Error("whoever has gone was let in")
		}
		leave(0)
		synctest.Wait()
	})
}

func TestWandering(t *testing.T) {
	filters := func(pairs ...search.Field) map[search.Field][]string {
		m := make(map[search.Field][]string)
		for _, f := range pairs {
			m[f] = []string{"x"}
		}
		return m
	}
	for name, test := range map[string]struct {
		list listParams
		want bool
	}{
		"the whole list":       {listParams{Sort: search.Relevance}, false},
		"of one province":      {listParams{Sort: search.Relevance, Filters: filters(search.Province)}, false},
		"with words":           {listParams{Sort: search.ByName, Text: "chè", Filters: filters(search.Province, search.Stars)}, false},
		"near somebody":        {listParams{Sort: search.Relevance, Near: &search.Point{}, Filters: filters(search.Stars)}, false},
		"in another order":     {listParams{Sort: search.ByName}, true},
		"of many combinations": {listParams{Sort: search.Relevance, Filters: filters(search.Province, search.Set, search.Stars)}, true},
	} {
		if got := test.list.wandering(); got != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestHalting hands everything on and lets others go first after each bit; who
// writes to anything else is never held up.
func TestHalting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var page bytes.Buffer
		began, bit := time.Now(), bytes.Repeat([]byte("x"), haltAfter/2)
		w := &halting{to: &page}
		for range 6 {
			if _, err := w.Write(bit); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(began); took != 3*haltFor || page.Len() != 6*len(bit) {
			t.Errorf("%d bytes took %v, want %d in three halts of %v", page.Len(), took, 6*len(bit), haltFor)
		}
		began = time.Now()
		if halt(&page); time.Since(began) != 0 {
			t.Error("a page that cannot wait was held up")
		}
	})
}
