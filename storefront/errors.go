package storefront

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"net"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/puddle/v2"

	"ocop/catalog"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// errAway says that the database is known to be away.
var errAway = errors.New("storefront: the database is away")

// badRequest is an address that asks for something that cannot be; the key
// names the sentence that tells the visitor what.
type badRequest struct{ key, value string }

func (e badRequest) Error() string { return "bad request: " + e.key + ": " + e.value }

// badParameter is a badRequest of one parameter, by its name in the address.
type badParameter struct {
	name string
	bad  badRequest
}

func (e badParameter) Error() string { return e.name + ": " + e.bad.Error() }

// Unwrap is what is wrong with it.
func (e badParameter) Unwrap() error { return e.bad }

// ofParameter says which parameter a badRequest is about.
func ofParameter(name string, err error) error {
	if bad, ok := err.(badRequest); ok {
		return badParameter{name, bad}
	}
	return err
}

// beyondPages is a page of a list that ends before it.
type beyondPages struct {
	pages int
	last  string // the address of the last one
}

func (e beyondPages) Error() string {
	return "there are no more than " + strconv.Itoa(e.pages) + " pages"
}

// problem is RFC 9457's description of an error.
type problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail,omitempty"`
}

// showProblem is the only place that turns an error into a status and a page.
// Visitors never see the error itself.
func (s *Server) showProblem(c *fiber.Ctx, err error) error {
	status, id := statusOf(err), ""
	if status >= 500 && status != fiber.StatusServiceUnavailable {
		id = rand.Text()[:8]
		slog.ErrorContext(c.UserContext(), "request failed", "request", id, "method", c.Method(), "path", c.Path(), "err", err)
	}
	s.setProtection(&c.Response().Header)
	c.Status(status)
	p := s.page(c)
	if strings.HasPrefix(c.Path(), "/api/") {
		p.Printer = s.words.In(locale.Preferred(c.Get(fiber.HeaderAcceptLanguage))) // its addresses have no language
	}
	detail := ""
	if bad := (badRequest{}); errors.As(err, &bad) {
		detail = p.T(bad.key, "value", bad.value)
	}
	far := beyondPages{}
	if errors.As(err, &far) {
		detail = p.T("problem.beyond", "pages", p.Number(far.pages))
	}
	if strings.HasPrefix(c.Path(), "/api/") {
		if far.pages > 0 {
			detail = "page: " + detail
		}
		if parameter := (badParameter{}); errors.As(err, &parameter) {
			detail = parameter.name + ": " + detail
		}
		c.Set(fiber.HeaderVary, fiber.HeaderAcceptLanguage)
		c.Set(fiber.HeaderContentType, "application/problem+json")
		c.Set(fiber.HeaderCacheControl, "no-store")
		return c.JSON(problem{"about:blank", p.T(problemKey(status) + ".title"), status, detail}, "application/problem+json")
	}
	p.NoIndex = true
	starting := status == fiber.StatusServiceUnavailable && !s.health.ready.Load()
	p.Title = p.T(problemKey(status) + ".title")
	if starting {
		p.Title = p.T("problem.starting.title")
	}
	if err := s.render(c, view.Problem(p, view.ProblemView{Status: status, Starting: starting, Detail: detail, Request: id, Last: far.last})); err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return nil
}

// problemKey is the message of a status; one that has none of its own is told
// as its class.
func problemKey(status int) string {
	switch status {
	case 400, 401, 403, 404, 405, 410, 413, 414, 429, 431, 503:
		return "problem." + strconv.Itoa(status)
	}
	if status < 500 {
		return "problem.400"
	}
	return "problem.500"
}

func statusOf(err error) int {
	var bad badRequest
	var web *fiber.Error
	switch {
	case errors.As(err, &bad):
		return fiber.StatusBadRequest
	case errors.Is(err, pgx.ErrNoRows), errors.As(err, &beyondPages{}):
		return fiber.StatusNotFound
	case errors.Is(err, catalog.ErrTakenDown):
		return fiber.StatusGone
	case errors.As(err, &web):
		return web.Code
	case databaseAway(err):
		return fiber.StatusServiceUnavailable
	}
	return fiber.StatusInternalServerError
}

// isConnectionError tells a database that cannot be reached from one that
// answered with an error.
func isConnectionError(err error) bool {
	var connect *pgconn.ConnectError
	var answer *pgconn.PgError
	var network net.Error
	switch {
	case errors.As(err, &answer):
		// Class 57: shutting down or starting up; 53: out of resources.
		return strings.HasPrefix(answer.Code, "57") || strings.HasPrefix(answer.Code, "53")
	case errors.As(err, &connect), errors.As(err, &network), errors.Is(err, puddle.ErrClosedPool):
		return true
	}
	// A connection cut in the middle of an answer is an unexpected end.
	return errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, context.DeadlineExceeded) || pgconn.SafeToRetry(err)
}
