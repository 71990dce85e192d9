package storefront

import (
	"context"
	"io"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"
)

// turnstile lets lists through that people ask for now and then and crawlers by
// the thousand, each another combination of filters: one at a time, and after
// each a rest of twice as long as it took. Whatever the number of crawlers and of
// their addresses, two thirds of a processor stay free for visitors.
type turnstile chan struct{}

const (
	turnPatience = time.Second            // how long a list waits for its turn
	turnRest     = 2                      // times what the list before took
	longestRest  = 100 * time.Millisecond // a machine that stalled once is no reason to rest
	turnAgain    = 5 * time.Second        // when whoever was sent away may come back
)

func newTurnstile() turnstile { return make(turnstile, 1) }

// enter waits for the turn; leave ends it and is told how long others went first
// meanwhile. It is false where the wait was too long.
func (t turnstile) enter(ctx context.Context) (leave func(halted time.Duration), ok bool) {
	patience := time.NewTimer(turnPatience)
	defer patience.Stop()
	select {
	case t <- struct{}{}:
	case <-patience.C:
		return nil, false
	case <-ctx.Done():
		return nil, false
	}
	began := time.Now()
	return func(halted time.Duration) {
		time.AfterFunc(min(turnRest*(time.Since(began)-halted), longestRest), func() { <-t })
	}, true
}

// halting hands a page on bit by bit, with a halt after each. On one core whatever
// has come from the network and from PostgreSQL waits until what runs stops.
type halting struct {
	to     io.Writer
	since  int           // bytes since the last halt
	halted time.Duration // altogether
}

const (
	haltAfter = 8 << 10                // bytes, about a tenth of a millisecond
	haltFor   = 100 * time.Microsecond // nobody in between; otherwise as long as they take
)

func (h *halting) Write(b []byte) (int, error) {
	if h.since += len(b); h.since >= haltAfter {
		halt(h)
	}
	return h.to.Write(b)
}

// halt lets others go first where what is made for w can wait.
func halt(w io.Writer) {
	if h, ok := w.(*halting); ok {
		began := time.Now()
		time.Sleep(haltFor)
		h.since, h.halted = 0, h.halted+time.Since(began)
	}
}

// sendAway tells whoever asks for a list whose turn did not come to come again.
func sendAway(c *fiber.Ctx) error {
	c.Set(fiber.HeaderRetryAfter, strconv.Itoa(int(turnAgain.Seconds())))
	return fiber.ErrTooManyRequests
}

// wandering reports whether a list is of the kind that crawlers wander through:
// filters combined as no search engine shall know them, and no words.
func (p listParams) wandering() bool { return p.Text == "" && p.Near == nil && !p.indexable() }
