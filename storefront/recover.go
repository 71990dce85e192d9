package storefront

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/storefront/account"
	"ocop/storefront/view"
)

// sameTime is how long it takes to be told that a letter is on its way, whether
// there is somebody to send it to or not.
const sameTime = 300 * time.Millisecond

// showForgotten asks for the address to which a link is sent.
func (s *Server) showForgotten(c *fiber.Ctx) error {
	return s.renderAddress(c, "forgotten", view.Form{})
}

// showByMail asks for the address to which a code is sent.
func (s *Server) showByMail(c *fiber.Ctx) error {
	return s.renderAddress(c, "bymail", view.Form{}.With(nextField, c.Query(nextField)))
}

func (s *Server) renderAddress(c *fiber.Ctx, kind string, form view.Form) error {
	p := s.page(c)
	p.NoIndex, p.Title = true, p.T(kind+".title")
	target := p.Forgotten()
	if kind == "bymail" {
		target = p.ByMail()
	}
	return s.renderPrivate(c, view.AskAddress(p, form, kind, target))
}

// submitForgotten sends a link that sets a new password, where the address is an
// account's, and says the same where it is not.
func (s *Server) submitForgotten(c *fiber.Ctx) error {
	sent, err := s.sendTo(c, "forgotten", func(ctx context.Context, to account.Account) error {
		return s.tokens.SendLink(ctx, to, account.Recover, s.tellLink("recover"))
	})
	if err != nil || !sent {
		return err
	}
	p := s.page(c)
	p.NoIndex, p.Title = true, p.T("forgotten.sent.title")
	return s.renderPrivate(c, view.LetterSent(p))
}

// submitByMail sends a code and asks for it, likewise.
func (s *Server) submitByMail(c *fiber.Ctx) error {
	sent, err := s.sendTo(c, "bymail", func(ctx context.Context, to account.Account) error {
		return s.tokens.SendCode(ctx, to, s.tellCode)
	})
	if err != nil || !sent {
		return err
	}
	form := view.Form{}.With("email", c.FormValue("email")).With(nextField, c.FormValue(nextField))
	return s.renderMailCode(c, form)
}

// sendTo reads the address of a form and sends to whom it belongs. It reports
// whether the form was right; where it was not, the form has been shown again.
func (s *Server) sendTo(c *fiber.Ctx, kind string, send func(context.Context, account.Account) error) (bool, error) {
	begun := time.Now()
	typed := strings.TrimSpace(c.FormValue("email"))
	form, p := view.Form{}.With("email", typed).With(nextField, c.FormValue(nextField)), s.page(c)
	address := account.Email(typed)
	if address == "" {
		form.Fail("email", p.T("forgotten.email.wrong"))
	} else if _, err := s.guesses.Note(c.UserContext(), account.AskForLetter, address, network(s.proxies.visitor(c))); errors.Is(err, account.ErrManyGuesses) {
		// Each letter counts as a failure, so that nobody floods a mailbox.
		form.Fail("email", p.T("signin.many"))
	} else if err != nil {
		return false, err
	}
	if form.Failed() {
		c.Status(fiber.StatusUnprocessableEntity)
		return false, s.renderAddress(c, kind, form)
	}
	to, err := s.accounts.ByLogin(c.UserContext(), address)
	if err == nil && (to.State == account.Active || kind == "forgotten" && to.State == account.Invited) {
		err = send(c.UserContext(), to)
	}
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return false, err
	}
	select {
	case <-time.After(sameTime - time.Since(begun)):
	case <-c.UserContext().Done():
	}
	return true, nil
}

func (s *Server) renderMailCode(c *fiber.Ctx, form view.Form) error {
	p := s.page(c)
	p.NoIndex, p.Title = true, p.T("mailcode.title")
	return s.renderPrivate(c, view.MailCode(p, form))
}

// showMailCode has nothing to ask without an address: it leads to where one is
// given.
func (s *Server) showMailCode(c *fiber.Ctx) error {
	return c.Redirect(view.Links{Lang: lang(c)}.ByMail(), fiber.StatusSeeOther)
}

// submitMailCode signs in with a code that came by mail.
func (s *Server) submitMailCode(c *fiber.Ctx) error {
	email := c.FormValue("email")
	form := view.Form{}.With("email", email).With(nextField, c.FormValue(nextField))
	var who account.Account
	err := s.guessed(c, account.TryMailCode, email, func() error {
		var err error
		if who, err = s.accounts.ByLogin(c.UserContext(), account.Email(email)); errors.Is(err, pgx.ErrNoRows) {
			return account.ErrCode
		} else if err != nil {
			return err
		}
		return s.tokens.UseCode(c.UserContext(), who.ID, strings.TrimSpace(c.FormValue("code")))
	})
	switch {
	case errors.Is(err, account.ErrCode):
		form.Fail("code", s.page(c).T("mailcode.wrong"))
	case errors.Is(err, account.ErrManyGuesses):
		form.Fail("code", s.page(c).T("signin.many"))
	case err != nil:
		return err
	}
	if form.Failed() || who.State != account.Active {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderMailCode(c, form)
	}
	return s.afterPassword(c, who, c.FormValue(nextField))
}

// showNewPassword is the form behind a link that was sent.
func (s *Server) showNewPassword(c *fiber.Ctx) error {
	holder, err := s.tokens.Holder(c.UserContext(), c.Query("khoa"))
	if errors.Is(err, pgx.ErrNoRows) {
		return s.renderSpentLink(c)
	}
	if err != nil {
		return err
	}
	return s.renderNewPassword(c, holder, view.Form{}.With("khoa", c.Query("khoa")))
}

func (s *Server) renderNewPassword(c *fiber.Ctx, holder account.Account, form view.Form) error {
	p := s.page(c)
	p.NoIndex, p.Title = true, p.T("newpassword.title")
	return s.renderPrivate(c, view.NewPassword(p, form, holder.Name, holder.Email))
}

// renderSpentLink says that a link is used or too old, and how to get another.
func (s *Server) renderSpentLink(c *fiber.Ctx) error {
	p := s.page(c)
	p.NoIndex, p.Title = true, p.T("newpassword.spent")
	c.Status(fiber.StatusGone)
	return s.renderPrivate(c, view.SpentLink(p))
}

// submitNewPassword sets a password by a link, once.
func (s *Server) submitNewPassword(c *fiber.Ctx) error {
	secret := c.FormValue("khoa")
	holder, err := s.tokens.Holder(c.UserContext(), secret)
	if errors.Is(err, pgx.ErrNoRows) {
		return s.renderSpentLink(c)
	}
	if err != nil {
		return err
	}
	password := c.FormValue("password")
	form := view.Form{}.With("khoa", secret)
	if weak := account.Weak(password, holder); weak != "" {
		form.Fail("password", s.page(c).T("password."+weak))
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderNewPassword(c, holder, form)
	}
	err = s.accounts.SetByLink(c.UserContext(), s.tokens, holder, secret, password, s.tellDone("password"))
	if errors.Is(err, pgx.ErrNoRows) {
		return s.renderSpentLink(c)
	}
	if err != nil {
		return err
	}
	return s.afterPassword(c, holder, "")
}
