package storefront

import (
	"context"
	"errors"
	"slices"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/storefront/account"
	"ocop/storefront/inquiry"
	"ocop/storefront/view"
)

const closePath = "/tai-khoan/dong"

// showCloseOwn says what closing one's own account does, on which days, and asks
// for the password.
func (s *Server) showCloseOwn(c *fiber.Ctx) error { return s.renderCloseOwn(c, view.Form{}) }

func (s *Server) renderCloseOwn(c *fiber.Ctx, form view.Form) error {
	who, p := s.who(c), s.page(c)
	alone, err := s.accounts.Alone(c.UserContext(), who.ID)
	if err != nil {
		return err
	}
	producers, err := s.producers.Names(c.UserContext(), who.Producers)
	if err != nil {
		return err
	}
	p.Title, p.Section = p.T("closing.title"), "settings"
	p.Crumbs = []view.Crumb{{Name: p.T("settings.title"), Path: p.Console("/tai-khoan")}, {Name: p.Title}}
	v := view.ClosingView{Name: who.Name, Helper: who.Role == account.Helper, Erased: eraseDay(s.index.Day())}
	for _, producer := range producers {
		line := view.ClosingProducer{Name: producer.Name, Alone: slices.Contains(alone, producer.ID)}
		if !v.Helper {
			line.Archive = p.Console("/quan-ly/chu-the/" + productToken(producer.ID) + "/tai-ve")
		}
		v.Producers = append(v.Producers, line)
	}
	return s.render(c, view.CloseOwn(p, form, v))
}

// eraseDay is the day on which everything personal of an account closed today is
// gone; the job runs every hour.
func eraseDay(today catalog.Day) catalog.Day {
	return today.AddDays(int(account.EraseAfter.Hours()/24) + 1)
}

// submitCloseOwn closes somebody's own account and signs this device out.
func (s *Server) submitCloseOwn(c *fiber.Ctx) error {
	who, form, p := s.who(c), view.Form{}, s.page(c)
	problem, err := s.wrongPassword(c, who, "now")
	if err != nil {
		return err
	}
	if problem != "" {
		form.Fail("now", problem)
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderCloseOwn(c, form)
	}
	err = s.accounts.Close(c.UserContext(), who.Account, who.ID, s.tellClosed, s.tellAlone)
	if err != nil && !errors.Is(err, account.ErrClosed) {
		return err
	}
	if err := s.leave(c); err != nil {
		return err
	}
	return c.Redirect(p.ClosedAccount(), fiber.StatusSeeOther)
}

// showClosed is what somebody sees whose account has just been closed.
func (s *Server) showClosed(c *fiber.Ctx) error {
	p := s.page(c)
	p.NoIndex, p.Title = true, p.T("closing.done.title")
	return s.renderPrivate(c, view.Closed(p, eraseDay(s.index.Day())))
}

// tellClosed says to the owner that the account is closed, and what becomes of
// what is personal.
func (s *Server) tellClosed(ctx context.Context, tx pgx.Tx, to account.Account, _ string) error {
	if to.Email == "" {
		return nil
	}
	// Earlier letters name the owner too; this one goes when the rest is erased.
	if err := s.mails.ForgetTo(ctx, tx, to.Email); err != nil {
		return err
	}
	letter, words := s.letter(to, "close")
	letter.Thread = account.Thread(to.ID)
	letter.Paragraphs = append(letter.Paragraphs, words.T("letter.close.erased", "day", words.Day(eraseDay(s.index.Day()))))
	return s.mails.Send(ctx, tx, letter)
}

// tellAlone tells the offices of producers that nobody acts for any more.
func (s *Server) tellAlone(ctx context.Context, tx pgx.Tx, producers []int64) error {
	named, err := catalog.ProducerNames(ctx, tx, producers)
	if err != nil {
		return err
	}
	for _, producer := range named {
		offices, err := s.accounts.Offices(ctx, tx, producer.ProvinceCode)
		if err != nil {
			return err
		}
		for _, office := range offices {
			letter, words := s.letter(office, "alone")
			letter.Subject = words.T("letter.alone.subject", "name", producer.Name)
			links := view.Links{Lang: letter.Lang}
			letter.Buttons = []inquiry.Button{{
				Text: words.T("letter.alone.button"), Address: s.baseURL + links.Console(officeProducerPath+"/"+productToken(producer.ID)),
			}}
			if err := s.mails.Send(ctx, tx, letter); err != nil {
				return err
			}
		}
	}
	return nil
}
