package storefront

import (
	"maps"
	"math"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
)

// What one address may ask for: a village behind one address can browse, a
// script cannot take the site.
const (
	requestsPerSecond = 50
	requestBurst      = 500
)

// One request every spacing is free, and so many together as burst holds.
const (
	spacing = time.Second / requestsPerSecond
	burst   = requestBurst * spacing
)

// limiter counts requests of each address in this process: for each it keeps
// the moment at which the burst is whole again. A request moves that by one
// spacing, and is refused where it would lie more than the burst ahead.
type limiter struct {
	mu    sync.Mutex
	whole map[string]int64 // address → that moment, in nanoseconds
	swept time.Time
}

func newLimiter() *limiter {
	return &limiter{whole: make(map[string]int64), swept: time.Now()}
}

// wait is how long an address must wait for its next request; 0 lets it in.
func (l *limiter) wait(address string, now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	if now.Sub(l.swept) > burst {
		l.sweep(now)
	}
	at := now.UnixNano()
	after := max(l.whole[address], at) + int64(spacing)
	if ahead := time.Duration(after - at); ahead > burst {
		return ahead - burst
	}
	l.whole[address] = after
	return 0
}

// sweep forgets the addresses whose burst is whole again.
func (l *limiter) sweep(now time.Time) {
	maps.DeleteFunc(l.whole, func(_ string, whole int64) bool { return whole <= now.UnixNano() })
	l.swept = now
}

// limit answers 429 to an address that asks too often. Health, pictures and
// assets are free.
func (s *Server) limit(c *fiber.Ctx) error {
	if unlimited(c.Path()) {
		return c.Next()
	}
	wait := s.limits.wait(network(s.proxies.visitor(c)), time.Now())
	if wait == 0 {
		return c.Next()
	}
	c.Set(fiber.HeaderRetryAfter, strconv.Itoa(max(1, int(math.Ceil(wait.Seconds())))))
	return fiber.ErrTooManyRequests
}

// network is what is counted as one address: an IPv6 visitor has a whole /64 to
// choose from.
func network(address string) string {
	if addr, err := netip.ParseAddr(address); err == nil && addr.Is6() {
		return netip.PrefixFrom(addr, 64).Masked().String()
	}
	return address
}

func unlimited(path string) bool {
	return path == "/healthz" || path == "/readyz" || strings.HasPrefix(path, "/anh/") || strings.HasPrefix(path, "/assets/")
}
