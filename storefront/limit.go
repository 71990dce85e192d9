package storefront

import (
	"math"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"golang.org/x/time/rate"
)

// What one address may ask for: a village behind one address can browse, a
// script cannot take the site.
const (
	requestsPerSecond = 50
	requestBurst      = 500
)

// limiter counts requests of each address in this process. It forgets an
// address when its burst would be full again anyway.
type limiter struct {
	mu        sync.Mutex
	addresses map[string]*visitor
	swept     time.Time
}

type visitor struct {
	rate *rate.Limiter
	last time.Time
}

const forgetAfter = requestBurst / requestsPerSecond * time.Second

func newLimiter() *limiter {
	return &limiter{addresses: make(map[string]*visitor), swept: time.Now()}
}

// wait is how long an address must wait for its next request; 0 lets it in.
func (l *limiter) wait(address string, now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	if now.Sub(l.swept) > forgetAfter {
		l.sweep(now)
	}
	v := l.addresses[address]
	if v == nil {
		v = &visitor{rate: rate.NewLimiter(requestsPerSecond, requestBurst)}
		l.addresses[address] = v
	}
	v.last = now
	if v.rate.AllowN(now, 1) {
		return 0
	}
	missing := 1 - v.rate.TokensAt(now)
	return time.Duration(missing / requestsPerSecond * float64(time.Second))
}

func (l *limiter) sweep(now time.Time) {
	for address, v := range l.addresses {
		if now.Sub(v.last) > forgetAfter {
			delete(l.addresses, address)
		}
	}
	l.swept = now
}

// limit answers 429 to an address that asks too often. Health, pictures and
// assets are free.
func (s *Server) limit(c *fiber.Ctx) error {
	if unlimited(c.Path()) {
		return c.Next()
	}
	wait := s.limits.wait(c.IP(), time.Now())
	if wait == 0 {
		return c.Next()
	}
	c.Set(fiber.HeaderRetryAfter, strconv.Itoa(max(1, int(math.Ceil(wait.Seconds())))))
	return fiber.ErrTooManyRequests
}

func unlimited(path string) bool {
	return path == "/healthz" || path == "/readyz" || strings.HasPrefix(path, "/anh/") || strings.HasPrefix(path, "/assets/")
}
