package storefront

import (
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/storefront/account"
	"ocop/storefront/view"
)

// officeProductPath is where offices find products.
const officeProductPath = officePath + "/san-pham"

// foundAtMost is how many lines a search of the office shows.
const foundAtMost = 60

// listOfficeProducts finds products by words and filters, and lists what is taken
// down.
func (s *Server) listOfficeProducts(c *fiber.Ctx) error {
	p := s.officePage(c, "office.products.title")
	choice, sieve, err := s.sieve(c, p, account.ManageRecognitions)
	if err != nil {
		return err
	}
	v := view.OfficeProductsView{Sieve: sieve}
	if sieve.Chosen() {
		choice.Most = foundAtMost + 1
		if v.Found, err = s.products.Desks(c.UserContext(), choice); err != nil {
			return err
		}
		v.More = len(v.Found) > foundAtMost
		v.Found = v.Found[:min(foundAtMost, len(v.Found))]
	}
	if v.Down, err = s.takedowns.List(c.UserContext(), choice.ProvinceCode, foundAtMost); err != nil {
		return err
	}
	return s.render(c, view.OfficeProducts(p, v))
}

// showOfficeProduct is one product with its stars and all that an office may do
// to it.
func (s *Server) showOfficeProduct(c *fiber.Ctx) error { return s.renderOfficeProduct(c, view.Form{}) }

func (s *Server) renderOfficeProduct(c *fiber.Ctx, form view.Form) error {
	id, err := readID(c.Params("product"))
	if err != nil {
		return err
	}
	v := view.OfficeProductView{Form: form, Question: catalog.Clean(c.Query("chu-the"))}
	if v.Desk, err = s.products.Desk(c.UserContext(), id); err != nil {
		return err
	}
	if v.Past, err = s.awards.Past(c.UserContext(), id); err != nil {
		return err
	}
	if v.Audit, err = s.audit.Lines(c.UserContext(), catalog.AuditFilter{Subject: catalog.Subject{Kind: "product", ID: id}, Most: 20}); err != nil {
		return err
	}
	if v.Question != "" {
		v.Takers, err = s.producers.Named(c.UserContext(), s.ownProvince(c, account.ManageProducers), v.Question, 20)
		if err != nil {
			return err
		}
	}
	p := s.officePage(c, "office.products.title")
	p.Title = v.Desk.Name
	p.Crumbs = []view.Crumb{{Name: p.T("office.title"), Path: p.Console(officePath)}, {Name: p.T("office.products.title"), Path: p.Console(officeProductPath)}, {Name: v.Desk.Name}}
	v.Names = s.namesOf(c, v.Audit)
	return s.render(c, view.OfficeProduct(p, v))
}

// namesOf names the accounts in lines of the audit.
func (s *Server) namesOf(c *fiber.Ctx, lines []catalog.AuditLine) map[int64]string {
	names := map[int64]string{}
	for _, line := range lines {
		if _, known := names[line.AccountID]; !known {
			names[line.AccountID] = s.nameOf(c, line.AccountID)
		}
	}
	return names
}

// submitOfficeProduct takes a product down, restores it, or gives it to another
// producer.
func (s *Server) submitOfficeProduct(c *fiber.Ctx) error {
	id, err := readID(c.Params("product"))
	if err != nil {
		return err
	}
	p, who, reason := s.page(c), s.who(c), strings.TrimSpace(c.FormValue("reason"))
	subject, form := catalog.Subject{Kind: "product", ID: id}, view.Form{}.With("reason", reason)
	if reason == "" || len(reason) > maxReason {
		form.Fail("reason", p.T("office.reason.missing"))
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderOfficeProduct(c, form)
	}
	switch do := c.FormValue("do"); do {
	case "takedown":
		err = s.takedowns.TakeDown(c.UserContext(), subject, reason, who.Account.ID)
	case "restore":
		err = s.takedowns.Restore(c.UserContext(), subject, reason, who.Account.ID)
	case "transfer":
		to, wrong := readID(c.FormValue("to"))
		if wrong != nil {
			return badRequest{"problem.value", c.FormValue("to")}
		}
		province, failed := s.producers.ProvinceOf(c.UserContext(), to)
		if failed != nil {
			return failed
		}
		if !who.May(account.ManageProducers, account.Scope{ProducerID: to, ProvinceCode: province}) {
			return fiber.ErrForbidden
		}
		err = s.products.Transfer(c.UserContext(), id, to, reason, who.Account.ID)
	default:
		return badRequest{"problem.value", do}
	}
	if text := s.refusal(p, err); text != "" {
		form.Fail("reason", text)
		c.Status(fiber.StatusConflict)
		return s.renderOfficeProduct(c, form)
	}
	if err != nil {
		return err
	}
	return c.Redirect(p.Console(officeProductPath+"/"+c.Params("product")), fiber.StatusSeeOther)
}

// refusal is what an officer is told where something cannot be done; empty where
// the error is another one.
func (s *Server) refusal(p view.Page, err error) string {
	var overlap *catalog.Overlap
	var problem *catalog.DecisionProblem
	switch {
	case errors.As(err, &overlap):
		with := overlap.With.DecisionNo
		if with == "" {
			with = p.T("office.line.unnumbered")
		}
		return p.T("office.overlap", "product", overlap.ProductName, "with", with, "day", p.Day(overlap.With.IssuedOn))
	case errors.As(err, &problem):
		return p.T("office.problem." + problem.Field)
	case errors.Is(err, catalog.ErrAlreadyDone):
		return p.T("office.already")
	case errors.Is(err, catalog.ErrNameTaken):
		return p.T("office.name_taken")
	case errors.Is(err, catalog.ErrOtherProvince):
		return p.T("office.other_province")
	case errors.Is(err, catalog.ErrReasonMissing):
		return p.T("office.reason.missing")
	case errors.Is(err, pgx.ErrNoRows):
		return p.T("office.gone")
	}
	return ""
}
