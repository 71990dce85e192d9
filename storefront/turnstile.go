package storefront

import (
	"context"
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

// enter waits for the turn; leave ends it. It is false where the wait was too
// long.
func (t turnstile) enter(ctx context.Context) (leave func(), ok bool) {
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
	return func() {
		time.AfterFunc(min(turnRest*time.Since(began), longestRest), func() { <-t })
	}, true
}

// sendAway tells whoever asks for a list whose turn did not come to come again.
func sendAway(c *fiber.Ctx) error {
	c.Set(fiber.HeaderRetryAfter, strconv.Itoa(int(turnAgain.Seconds())))
	return fiber.ErrTooManyRequests
}

// wandering reports whether a list is of the kind that crawlers wander through:
// filters combined as no search engine shall know them, and no words.
func (p listParams) wandering() bool { return p.Text == "" && p.Near == nil && !p.indexable() }
