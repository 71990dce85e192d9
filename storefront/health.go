package storefront

import (
	"context"
	"maps"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofiber/fiber/v2"
)

// Check asks one part whether it works.
type Check struct {
	Name string // postgresql, redis, search, pictures
	Ask  func(context.Context) error
}

// How often and how long parts are asked.
const (
	checkEvery    = 2 * time.Second
	checkPatience = time.Second
)

// health knows which parts work. They are asked in the background, so that
// health pages cost nothing and cannot be used to burden them.
type health struct {
	ready  atomic.Bool
	checks []Check
	mu     sync.Mutex
	parts  map[string]string
}

func newHealth(checks []Check) *health {
	return &health{checks: checks, parts: make(map[string]string)}
}

// Watch asks every part again and again until ctx ends.
func (s *Server) Watch(ctx context.Context) {
	ticker := time.NewTicker(checkEvery)
	defer ticker.Stop()
	for {
		s.health.ask(ctx)
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

func (h *health) ask(ctx context.Context) {
	for _, check := range h.checks {
		part, cancel := context.WithTimeout(ctx, checkPatience)
		state := "ok"
		if err := check.Ask(part); err != nil {
			state = "degraded"
		}
		cancel()
		h.mu.Lock()
		h.parts[check.Name] = state
		h.mu.Unlock()
	}
}

// state is starting, ok or degraded, with every part.
func (h *health) state() (string, map[string]string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	overall := "ok"
	for _, part := range h.parts {
		if part != "ok" {
			overall = "degraded"
		}
	}
	if !h.ready.Load() {
		overall = "starting"
	}
	return overall, maps.Clone(h.parts)
}

// readiness is the body of /readyz.
type readiness struct {
	Status string            `json:"status"`
	Parts  map[string]string `json:"parts"`
}

func (s *Server) showAlive(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.SendString("ok\n")
}

func (s *Server) showReady(c *fiber.Ctx) error {
	status, parts := s.health.state()
	c.Set(fiber.HeaderCacheControl, "no-store")
	if status == "starting" {
		c.Status(fiber.StatusServiceUnavailable)
	}
	return c.JSON(readiness{status, parts})
}

// started keeps visitors out until the catalogue can be searched.
func (s *Server) started(c *fiber.Ctx) error {
	if !s.health.ready.Load() {
		c.Set(fiber.HeaderRetryAfter, "5")
		return fiber.ErrServiceUnavailable
	}
	return c.Next()
}
