package storefront

import (
	"context"
	"encoding/base64"
	"errors"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"ocop/storefront/account"
	"ocop/storefront/view"
)

// afterPassword lets in who has given the password, or asks for what else is
// needed: staff always need a second factor, others where they have one.
func (s *Server) afterPassword(c *fiber.Ctx, who account.Account, next string) error {
	has, err := s.factors.Has(c.UserContext(), who.ID)
	if err != nil {
		return err
	}
	if !has && !who.Role.Staff() {
		if err := s.enter(c, who, true); err != nil {
			return err
		}
		return c.Redirect(s.next(c, who.Role, next), fiber.StatusSeeOther)
	}
	if err := s.enter(c, who, false); err != nil {
		return err
	}
	links := view.Links{Lang: lang(c)}
	if !has {
		return c.Redirect(links.WithNext(links.SetUp(), next), fiber.StatusSeeOther)
	}
	return c.Redirect(links.WithNext(links.SecondFactor(), next), fiber.StatusSeeOther)
}

// proven ends an unproven session and opens one that opens the consoles; its
// secret is new, so that nobody who knew the first one is in.
func (s *Server) proven(c *fiber.Ctx, who *account.Session) error {
	if err := s.sessions.End(c.UserContext(), c.Cookies(s.cookieName())); err != nil {
		return err
	}
	return s.enter(c, who.Account, true)
}

// showSecondFactor asks for the code of the app.
func (s *Server) showSecondFactor(c *fiber.Ctx) error {
	who, err := s.signedIn(c)
	if err != nil {
		return err
	}
	if who == nil || who.Proven {
		return c.Redirect(view.Links{Lang: lang(c)}.SignIn(), fiber.StatusSeeOther)
	}
	return s.renderSecondFactor(c, who, view.Form{}.With(nextField, c.Query(nextField)))
}

func (s *Server) renderSecondFactor(c *fiber.Ctx, who *account.Session, form view.Form) error {
	p := s.page(c)
	p.NoIndex, p.Title = true, p.T("factor.title")
	sample := ""
	if s.demo {
		var err error
		if sample, err = s.factors.Sample(c.UserContext(), who.ID); err != nil {
			return err
		}
	}
	return s.renderPrivate(c, view.SecondFactor(p, form, sample))
}

// submitSecondFactor takes the code.
func (s *Server) submitSecondFactor(c *fiber.Ctx) error {
	who, err := s.signedIn(c)
	if err != nil {
		return err
	}
	if who == nil || who.Proven {
		return fiber.ErrUnauthorized
	}
	next := c.FormValue(nextField)
	form := view.Form{}.With(nextField, next)
	err = s.guessed(c, account.TryCode, strconv.FormatInt(who.ID, 10), func() error {
		return s.factors.Check(c.UserContext(), who.ID, c.FormValue("code"))
	})
	switch {
	case errors.Is(err, account.ErrCode):
		form.Fail("code", s.page(c).T("factor.wrong"))
	case errors.Is(err, account.ErrManyGuesses):
		form.Fail("code", s.page(c).T("signin.many"))
	case err != nil:
		return err
	}
	if form.Failed() {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderSecondFactor(c, who, form)
	}
	if err := s.proven(c, who); err != nil {
		return err
	}
	return c.Redirect(s.next(c, who.Role, next), fiber.StatusSeeOther)
}

// guessed tries what somebody may try only so often: it counts the attempt
// first, because many may be made at once, and takes back what did not fail.
func (s *Server) guessed(c *fiber.Ctx, kind account.Attempt, login string, try func() error) error {
	noted, err := s.guesses.Note(c.UserContext(), kind, login, network(s.proxies.visitor(c)))
	if err != nil {
		return err
	}
	err = try()
	switch {
	case err == nil:
		return s.guesses.Succeeded(c.UserContext(), noted)
	case errors.Is(err, account.ErrWrong), errors.Is(err, account.ErrCode):
		return err
	}
	// Nobody's fault, and perhaps because the time was up.
	return errors.Join(err, s.guesses.TakeBack(context.WithoutCancel(c.UserContext()), noted))
}

// enrolling is who may put the account into an app: staff who have just given
// their password and have none, and whoever is signed in.
func (s *Server) enrolling(c *fiber.Ctx) (*account.Session, error) {
	who, err := s.signedIn(c)
	if err != nil || who == nil || who.Proven {
		return who, err
	}
	has, err := s.factors.Has(c.UserContext(), who.ID)
	if err != nil || has {
		return nil, err
	}
	return who, nil
}

// showSetUp shows the secret for an app.
func (s *Server) showSetUp(c *fiber.Ctx) error {
	who, err := s.enrolling(c)
	if err != nil {
		return err
	}
	if who == nil {
		return c.Redirect(view.Links{Lang: lang(c)}.SignIn(), fiber.StatusSeeOther)
	}
	return s.renderSetUp(c, who, view.Form{}.With(nextField, c.Query(nextField)))
}

func (s *Server) renderSetUp(c *fiber.Ctx, who *account.Session, form view.Form) error {
	p := s.page(c)
	p.NoIndex, p.Title = true, p.T("setup.title")
	e, err := s.factors.Enrol(who.Account, p.T("site.name"), form.Value("sealed"))
	if err != nil {
		return err
	}
	return s.renderPrivate(c, view.SetUp(p, form.With("sealed", e.Sealed), view.SetUpView{
		Secret: inFours(e.Secret), QR: "data:image/png;base64," + base64.StdEncoding.EncodeToString(e.QR), Password: who.Proven,
	}))
}

// inFours writes a secret so that it can be typed.
func inFours(secret string) string {
	var parts []string
	for ; len(secret) > 4; secret = secret[4:] {
		parts = append(parts, secret[:4])
	}
	return strings.Join(append(parts, secret), " ")
}

// submitSetUp takes the first code of an app, and shows the codes for paper.
func (s *Server) submitSetUp(c *fiber.Ctx) error {
	who, err := s.enrolling(c)
	if err != nil {
		return err
	}
	if who == nil {
		return fiber.ErrUnauthorized
	}
	form := view.Form{}.With(nextField, c.FormValue(nextField)).With("sealed", c.FormValue("sealed"))
	p := s.page(c)
	if who.Proven {
		if problem, err := s.wrongPassword(c, who, "password"); err != nil {
			return err
		} else if problem != "" {
			form.Fail("password", problem)
		}
	}
	var codes []string
	if !form.Failed() {
		codes, err = s.factors.Confirm(c.UserContext(), who.Account, c.FormValue("sealed"), c.FormValue("code"), s.tellDone("newfactor"))
		if errors.Is(err, account.ErrCode) {
			form.Fail("code", p.T("factor.wrong"))
		} else if err != nil {
			return err
		}
	}
	if form.Failed() {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderSetUp(c, who, form)
	}
	if !who.Proven {
		if err := s.proven(c, who); err != nil {
			return err
		}
	}
	p.NoIndex, p.Title = true, p.T("recovery.title")
	return s.renderPrivate(c, view.RecoveryCodes(p, codes, s.next(c, who.Role, c.FormValue(nextField))))
}

// wrongPassword asks for the password again before something that a thief of a
// session must not do; it returns what is wrong with the field.
func (s *Server) wrongPassword(c *fiber.Ctx, who *account.Session, field string) (string, error) {
	password := c.FormValue(field)
	p := s.page(c)
	if password == "" || len(password) > maxPassword {
		return p.T("signin.password.missing"), nil
	}
	err := s.guessed(c, account.TryAgain, strconv.FormatInt(who.ID, 10), func() error {
		return s.accounts.Prove(c.UserContext(), who.ID, password)
	})
	switch {
	case errors.Is(err, account.ErrWrong):
		return p.T("settings.password.wrong"), nil
	case errors.Is(err, account.ErrManyGuesses):
		return p.T("signin.many"), nil
	}
	return "", err
}
