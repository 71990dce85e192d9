package storefront

import (
	"bytes"
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/storefront/account"
	"ocop/storefront/view"
)

const whoKey localsKey = "who"

// makerCookie is how long a maker's browser keeps its cookie, in seconds: as
// long as browsers allow. The session behind it ends earlier.
const makerCookie = 400 * 24 * 60 * 60

// who is somebody signed in, on routes of a console; nil elsewhere.
func (s *Server) who(c *fiber.Ctx) *account.Session {
	who, _ := c.Locals(whoKey).(*account.Session)
	return who
}

// signedIn reads the session of a request's cookie; nil where there is none.
func (s *Server) signedIn(c *fiber.Ctx) (*account.Session, error) {
	secret := c.Cookies(s.cookieName())
	if secret == "" {
		return nil, nil
	}
	who, err := s.sessions.Find(c.UserContext(), secret)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	return who, err
}

// secure reports whether visitors come over TLS.
func (s *Server) secure() bool { return strings.HasPrefix(s.baseURL, "https://") }

// cookieName has browsers refuse the cookie from anybody but this host over TLS.
func (s *Server) cookieName() string {
	if s.secure() {
		return "__Host-ocop"
	}
	return "ocop"
}

// enter signs an account in on the device of a request.
func (s *Server) enter(c *fiber.Ctx, who account.Account, proven bool) error {
	device := account.Device{Agent: c.Get(fiber.HeaderUserAgent), Network: s.proxies.visitor(c)}
	secret, err := s.sessions.Open(c.UserContext(), who, device, proven)
	if err != nil {
		return err
	}
	cookie := s.cookie(secret)
	if !who.Role.Staff() {
		cookie.MaxAge = makerCookie // staff's ends with the browser
	}
	c.Cookie(cookie)
	return nil
}

func (s *Server) cookie(secret string) *fiber.Cookie {
	return &fiber.Cookie{
		Name: s.cookieName(), Value: secret, Path: "/", HTTPOnly: true, Secure: s.secure(), SameSite: fiber.CookieSameSiteLaxMode,
	}
}

// leave signs the device of a request out.
func (s *Server) leave(c *fiber.Ctx) error {
	cookie := s.cookie("")
	cookie.MaxAge = -1
	cookie.Expires = time.Unix(0, 0)
	c.Cookie(cookie)
	if secret := c.Cookies(s.cookieName()); secret != "" {
		return s.sessions.End(c.UserContext(), secret)
	}
	return nil
}

// console registers a page or form of a console under its Vietnamese and its
// English address. Nobody comes to it who may not do the action to whatever the
// address names.
func (s *Server) console(method, path string, action account.Action, handle fiber.Handler) {
	vi, en := view.Links{Lang: "vi"}.Console(path), view.Links{Lang: "en"}.Console(path)
	for _, form := range []string{vi, en} {
		s.guards = append(s.guards, guarded{method, form, action})
		s.app.Add(method, form, s.guard(action), handle)
	}
}

// guarded is a route of a console and what its visitors must be allowed to do.
type guarded struct {
	method, path string
	action       account.Action
}

// guard lets in whoever may do an action, and keeps nothing of what they see.
func (s *Server) guard(action account.Action) fiber.Handler {
	return func(c *fiber.Ctx) error {
		who, err := s.signedIn(c)
		switch {
		case err != nil:
			return err
		case who == nil || !who.Proven:
			return s.askToSignIn(c)
		}
		c.Locals(whoKey, who)
		if !who.Role.May(action) {
			return fiber.ErrForbidden
		}
		if err := s.checkScopes(c, who, action); err != nil {
			return err
		}
		if err := c.Next(); err != nil {
			return err
		}
		c.Locals(tagsKey, nil)
		c.Set(fiber.HeaderCacheControl, "no-store")
		c.Set("X-Robots-Tag", "noindex, nofollow")
		return s.packOwn(c)
	}
}

// packOwn compresses a page of a console. What another site made the browser ask
// for stays as it is: its length must not tell what words of theirs and words of
// the page have in common.
func (s *Server) packOwn(c *fiber.Ctx) error {
	header := &c.Response().Header
	foreign := c.Get("Sec-Fetch-Site") == "cross-site" || c.Get("Sec-Fetch-Site") == "same-site"
	if foreign || !bytes.HasPrefix(header.ContentType(), []byte("text/html")) || len(header.ContentEncoding()) > 0 || len(c.Response().Body()) < packedFrom {
		return nil
	}
	return s.packer.sendOnce(c)
}

// askToSignIn leads to the sign-in and from there back; what was sent without a
// session is refused.
func (s *Server) askToSignIn(c *fiber.Ctx) error {
	if c.Method() != fiber.MethodGet && c.Method() != fiber.MethodHead {
		return fiber.ErrUnauthorized
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	links := view.Links{Lang: lang(c)}
	return c.Redirect(links.SignIn()+"?"+url.Values{nextField: {c.OriginalURL()}}.Encode(), fiber.StatusSeeOther)
}
