package storefront

import (
	"errors"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/storefront/account"
	"ocop/storefront/view"
)

// longestGrant is how many months ahead a helper's grant may end.
const longestGrant = 12

// listHelpers is who helps somebody's producers, and the form that asks another.
func (s *Server) listHelpers(c *fiber.Ctx) error {
	until := s.index.Day().AddMonths(3).String()
	return s.renderHelpers(c, view.Form{}.With("until", until), "")
}

func (s *Server) renderHelpers(c *fiber.Ctx, form view.Form, link string) error {
	who, p := s.who(c), s.page(c)
	grants, err := s.accounts.Grants(c.UserContext(), who.Producers)
	if err != nil {
		return err
	}
	producers, err := s.producers.Names(c.UserContext(), who.Producers)
	if err != nil {
		return err
	}
	p.Title, p.Section = p.T("helpers.title"), "helpers"
	v := view.HelpersView{Link: link, Latest: s.index.Day().AddMonths(longestGrant)}
	for _, producer := range producers {
		id := strconv.FormatInt(producer.ID, 10)
		v.Producers = append(v.Producers, view.Choosable{Value: id, Label: producer.Name})
		for _, grant := range grants {
			if grant.ProducerID == producer.ID {
				v.Grants = append(v.Grants, view.GrantLine{
					HelperID: grant.HelperID, ProducerID: producer.ID, Name: grant.HelperName, Login: grant.Login, Producer: producer.Name, Until: grant.EndsOn,
				})
			}
		}
	}
	return s.render(c, view.Helpers(p, form, v))
}

// submitHelper lets somebody enter for a producer until a day.
func (s *Server) submitHelper(c *fiber.Ctx) error {
	who, p, form := s.who(c), s.page(c), view.Form{}
	for _, field := range []string{"name", "login", "until", "producer"} {
		form = form.With(field, strings.TrimSpace(c.FormValue(field)))
	}
	grant, err := s.readGrant(c, &form)
	if err != nil {
		return err
	}
	login := form.Value("login")
	helper := account.Account{
		Name: catalog.Clean(form.Value("name")), Email: account.Email(login), Phone: account.Phone(login), Role: account.Helper, Lang: who.Lang,
	}
	if helper.Name == "" || len(helper.Name) > maxLogin {
		form.Fail("name", p.T("invite.name.missing"))
	}
	if helper.Email == "" && helper.Phone == "" {
		form.Fail("login", p.T("signin.login.missing"))
	}
	link := ""
	if !form.Failed() {
		if known, err := s.accounts.ByLogin(c.UserContext(), login); err == nil {
			helper = known
		} else if !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		err = s.accounts.AskHelper(c.UserContext(), s.tokens, helper, grant, who.ID, s.handedOver("invite", &link), s.tellDone("grant"))
		if errors.Is(err, account.ErrNoHelper) {
			form.Fail("login", p.T("helpers.nohelper"))
		} else if err != nil {
			return err
		}
	}
	switch {
	case form.Failed():
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderHelpers(c, form, "")
	case link != "":
		return s.renderHelpers(c, view.Form{}, link)
	}
	return c.Redirect(p.Console("/quan-ly/nguoi-giup"), fiber.StatusSeeOther)
}

// readGrant reads for which producer and until when.
func (s *Server) readGrant(c *fiber.Ctx, form *view.Form) (account.Grant, error) {
	p, today := s.page(c), s.index.Day()
	grant := account.Grant{}
	grant.ProducerID, _ = strconv.ParseInt(form.Value("producer"), 10, 64)
	switch {
	case grant.ProducerID == 0:
		form.Fail("producer", p.T("helpers.producer.missing"))
	case !s.who(c).May(account.GrantHelper, account.Scope{ProducerID: grant.ProducerID}):
		return grant, fiber.ErrForbidden
	}
	until, err := catalog.ParseDay(form.Value("until"))
	if err != nil || until.Before(today) || until.After(today.AddMonths(longestGrant)) {
		form.Fail("until", p.T("helpers.until.wrong", "latest", p.Day(today.AddMonths(longestGrant))))
	}
	grant.EndsOn = until
	return grant, nil
}

// removeHelper ends a helper's grant at once.
func (s *Server) removeHelper(c *fiber.Ctx) error {
	grant := account.Grant{}
	grant.ProducerID, _ = strconv.ParseInt(c.FormValue("producer"), 10, 64)
	grant.HelperID, _ = strconv.ParseInt(c.FormValue("helper"), 10, 64)
	switch {
	case grant.ProducerID == 0 || grant.HelperID == 0:
		return badRequest{key: "problem.value", value: c.FormValue("helper")}
	case !s.who(c).May(account.GrantHelper, account.Scope{ProducerID: grant.ProducerID}):
		return fiber.ErrForbidden
	}
	if err := s.accounts.EndGrant(c.UserContext(), grant, s.who(c).ID); err != nil {
		return err
	}
	return c.Redirect(view.Links{Lang: lang(c)}.Console("/quan-ly/nguoi-giup"), fiber.StatusSeeOther)
}
