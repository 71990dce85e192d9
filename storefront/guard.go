package storefront

import (
	"context"
	"fmt"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// contentPolicy lets pages use this site's own files and nothing else; small
// previews of pictures stand in the page as data.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// recover turns a panic into an error, because fasthttp would end the process.
func (s *Server) recover(c *fiber.Ctx) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	return c.Next()
}

// protect sets the headers of every answer, refuses addresses that are none and
// unsafe requests from other sites.
func (s *Server) protect(c *fiber.Ctx) error {
	s.setProtection(&c.Response().Header)
	uri := c.Request().URI()
	if len(c.Request().RequestURI()) > maxURI {
		return fiber.ErrRequestURITooLong
	}
	path := string(uri.PathOriginal())
	if misleading(path) {
		return fiber.ErrNotFound
	}
	if !readable(path) || !readable(strings.ReplaceAll(string(uri.QueryString()), "+", " ")) {
		return fiber.ErrBadRequest
	}
	if !safeMethod(c.Method()) && crossSite(c, s.baseURL) {
		return fiber.ErrForbidden
	}
	return c.Next()
}

func (s *Server) setProtection(h *fasthttp.ResponseHeader) {
	h.Set(fiber.HeaderContentSecurityPolicy, contentPolicy)
	h.Set(fiber.HeaderXContentTypeOptions, "nosniff")
	h.Set(fiber.HeaderReferrerPolicy, "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(self), microphone=()")
	if s.demo {
		h.Set("X-Robots-Tag", "noindex, nofollow") // samples about real makers
	}
	if strings.HasPrefix(s.baseURL, "https://") {
		h.Set(fiber.HeaderStrictTransportSecurity, "max-age=31536000")
	}
}

// misleading reports whether a path, read as browsers and servers read it, could
// lead to another host or out of the site.
func misleading(path string) bool {
	if decoded, err := url.PathUnescape(path); err == nil {
		path = decoded
	}
	return strings.HasPrefix(path, "//") || strings.ContainsRune(path, '\\') || strings.Contains(path, "..")
}

// readable reports whether a part of an address decodes to text.
func readable(part string) bool {
	text, err := url.PathUnescape(part)
	return err == nil && utf8.ValidString(text) && !strings.ContainsRune(text, 0)
}

func safeMethod(method string) bool {
	return method == fiber.MethodGet || method == fiber.MethodHead || method == fiber.MethodOptions
}

// crossSite reports whether an unsafe request was sent by another site's page.
// Browsers say so themselves; old ones send the origin at least.
func crossSite(c *fiber.Ctx, baseURL string) bool {
	switch c.Get("Sec-Fetch-Site") {
	case "same-origin", "none":
		return false
	case "":
		origin := c.Get(fiber.HeaderOrigin)
		return origin != "" && origin != baseURL
	}
	return true
}

// deadline bounds what a request may ask of the parts behind the site; nothing
// else can stop it.
func (s *Server) deadline(c *fiber.Ctx) error {
	ctx, cancel := context.WithTimeout(c.UserContext(), queryDeadline)
	defer cancel()
	c.SetUserContext(ctx)
	err := c.Next()
	if end, ok := c.Locals(renewedKey).(context.CancelFunc); ok {
		end()
	}
	return err
}

// renewedKey holds what ends the second deadline of a request.
const renewedKey localsKey = "renewed"

// renewDeadline begins the request's deadline anew, for whoever had to wait for
// the visitor meanwhile.
func renewDeadline(c *fiber.Ctx) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.UserContext()), queryDeadline)
	c.SetUserContext(ctx)
	c.Locals(renewedKey, cancel)
}

// whole ends the connection after a request whose body nobody has read to its
// end: what is left of it would be taken for the next request.
func (s *Server) whole(c *fiber.Ctx) error {
	err := c.Next()
	if c.Context().RequestBodyStream() != nil && c.Request().Header.ContentLength() != 0 {
		c.Context().SetConnectionClose()
	}
	return err
}

// redirectSlash leads /san-pham/ to /san-pham and /en to /en/, and never to
// another host.
func (s *Server) redirectSlash(c *fiber.Ctx) error {
	path := c.Path()
	if c.Method() != fiber.MethodGet && c.Method() != fiber.MethodHead {
		allowed := s.allowed(path)
		if len(allowed) == 0 {
			return fiber.ErrMethodNotAllowed
		}
		c.Set(fiber.HeaderAllow, strings.Join(allowed, ", "))
		if c.Method() == fiber.MethodOptions && strings.HasPrefix(path, "/api/") {
			return c.SendStatus(fiber.StatusNoContent)
		}
		return fiber.ErrMethodNotAllowed
	}
	target := strings.TrimRight(path, "/")
	switch {
	case path == "/en":
		target = "/en/"
	case target == path || target == "" || !strings.HasPrefix(target, "/") || strings.HasPrefix(target, "//"):
		return fiber.ErrNotFound
	}
	if !s.answers(target) {
		return fiber.ErrNotFound
	}
	location := (&url.URL{Path: target, RawQuery: string(c.Request().URI().QueryString())}).String()
	if strings.HasPrefix(location, "//") {
		return fiber.ErrNotFound
	}
	return c.Redirect(location, fiber.StatusMovedPermanently)
}

// answers reports whether some page lies at a path.
func (s *Server) answers(path string) bool {
	return path == "/en/" || slices.ContainsFunc(s.app.GetRoutes(true), func(route fiber.Route) bool {
		return route.Method == fiber.MethodGet && fiber.RoutePatternMatch(path, route.Path, fiber.Config{CaseSensitive: true, StrictRouting: true})
	})
}

// allowed lists the methods that a path answers to.
func (s *Server) allowed(path string) []string {
	var methods []string
	for _, route := range s.app.GetRoutes(true) {
		if !slices.Contains(methods, route.Method) && fiber.RoutePatternMatch(path, route.Path, fiber.Config{CaseSensitive: true, StrictRouting: true}) {
			methods = append(methods, route.Method)
		}
	}
	slices.Sort(methods)
	return methods
}
