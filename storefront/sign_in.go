package storefront

import (
	"errors"
	"net/url"
	"strings"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"ocop/storefront/account"
	"ocop/storefront/view"
)

// nextField is where somebody wanted to go before signing in.
const nextField = "tiep"

// Longest login and password that are looked at.
const (
	maxLogin    = 254
	maxPassword = 256
)

// showSignIn is the form for e-mail or phone and password.
func (s *Server) showSignIn(c *fiber.Ctx) error {
	who, err := s.signedIn(c)
	if err != nil {
		return err
	}
	if who != nil && who.Proven {
		return c.Redirect(s.homeOf(c, who.Role), fiber.StatusSeeOther)
	}
	return s.renderSignIn(c, view.Form{}.With(nextField, c.Query(nextField)))
}

func (s *Server) renderSignIn(c *fiber.Ctx, form view.Form) error {
	p := s.page(c)
	p.NoIndex, p.Title = true, p.T("signin.title")
	return s.renderPrivate(c, view.SignIn(p, form, s.usePasskeys()))
}

// renderPrivate sends a page that nobody may keep.
func (s *Server) renderPrivate(c *fiber.Ctx, page templ.Component) error {
	if err := s.render(c, page); err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return nil
}

// submitSignIn signs in with e-mail or phone and password.
func (s *Server) submitSignIn(c *fiber.Ctx) error {
	p := s.page(c)
	login, password := strings.TrimSpace(c.FormValue("login")), c.FormValue("password")
	form := view.Form{}.With("login", login).With(nextField, c.FormValue(nextField))
	if login == "" || len(login) > maxLogin {
		form.Fail("login", p.T("signin.login.missing"))
	}
	if password == "" || len(password) > maxPassword {
		form.Fail("password", p.T("signin.password.missing"))
	}
	if form.Failed() {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderSignIn(c, form)
	}
	var found account.Account
	err := s.guessed(c, account.TryPassword, login, func() (err error) {
		found, err = s.accounts.SignIn(c.UserContext(), login, password)
		return err
	})
	switch {
	case errors.Is(err, account.ErrWrong):
		form.Fail("login", p.T("signin.wrong"))
	case errors.Is(err, account.ErrManyGuesses):
		form.Fail("login", p.T("signin.many"))
	case err != nil:
		return err
	}
	if form.Failed() {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderSignIn(c, form)
	}
	return s.afterPassword(c, found, c.FormValue(nextField))
}

// submitSignOut signs this device out.
func (s *Server) submitSignOut(c *fiber.Ctx) error {
	if err := s.leave(c); err != nil {
		return err
	}
	return c.Redirect(view.Links{Lang: lang(c)}.SignIn(), fiber.StatusSeeOther)
}

// homeOf is the first page of a role's console.
func (s *Server) homeOf(c *fiber.Ctx, role account.Role) string {
	links := view.Links{Lang: lang(c)}
	if role.Staff() {
		return links.Console("/van-phong")
	}
	return links.Console("/quan-ly")
}

// next is where somebody goes after signing in: back to the page of a console
// that they asked for, and nowhere else.
func (s *Server) next(c *fiber.Ctx, role account.Role, wanted string) string {
	u, err := url.Parse(wanted)
	if err != nil || u.IsAbs() || u.Host != "" || misleading(u.Path) || !view.IsConsole(u.Path) {
		return s.homeOf(c, role)
	}
	return (&url.URL{Path: u.Path, RawQuery: u.RawQuery}).String()
}
