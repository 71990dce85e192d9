package storefront

import (
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/storefront/account"
	"ocop/storefront/view"
)

// submitListing sends the open change to the office; a helper's goes to the
// producer first.
func (s *Server) submitListing(c *fiber.Ctx) error {
	return s.takeStep(c, func(step catalog.Step) (catalog.Edit, error) {
		if s.who(c).Role == account.Helper {
			return s.edits.HandOver(c.UserContext(), step)
		}
		return s.edits.Submit(c.UserContext(), step, s.index.Day())
	}, "gui")
}

// removeDraft gives the open change up; a helper only what they have entered.
func (s *Server) removeDraft(c *fiber.Ctx) error {
	return s.takeStep(c, func(step catalog.Step) (catalog.Edit, error) {
		return s.edits.Withdraw(c.UserContext(), step, s.who(c).Role == account.Helper)
	}, "bo")
}

// takeStep does something to the open change and leads back to the listing,
// which says what came of it.
func (s *Server) takeStep(c *fiber.Ctx, do func(catalog.Step) (catalog.Edit, error), done string) error {
	l, err := s.listing(c)
	if err != nil {
		return err
	}
	step, err := s.stepOf(c, l)
	if err != nil {
		return err
	}
	p := s.page(c)
	if l.edit.ID == 0 { // another phone was faster
		return c.Redirect(l.path(p, ""), fiber.StatusSeeOther)
	}
	edit, err := do(step)
	if message := stepProblem(err); message != "" {
		if edit.ID != 0 {
			l.edit = edit
		}
		c.Status(fiber.StatusConflict)
		return s.renderListing(c, l, message)
	}
	if err != nil {
		return err
	}
	if l.subject.ID == 0 && edit.State == catalog.EditWithdrawn || c.FormValue("ve") == "quan-ly" {
		return c.Redirect(p.Console("/quan-ly")+"?xong="+done, fiber.StatusSeeOther)
	}
	return c.Redirect(listingPath(p, tokenOf(edit))+"?xong="+done, fiber.StatusSeeOther)
}

// stepProblem is the message for a step that could not be taken; empty where the
// error is another.
func stepProblem(err error) string {
	var stale *catalog.StaleError
	var problems catalog.Problems
	switch {
	case errors.As(err, &stale):
		return "maker.problem.stale"
	case errors.As(err, &problems):
		return "maker.problem.submit." + string(problems["name"])
	case errors.Is(err, catalog.ErrEmpty):
		return "maker.problem.empty"
	case errors.Is(err, catalog.ErrHelper):
		return "maker.problem.helper"
	case errors.Is(err, catalog.ErrState):
		return "maker.problem.state"
	}
	return ""
}

// submitConfirmation notes that a listing is still correct.
func (s *Server) submitConfirmation(c *fiber.Ctx) error {
	l, err := s.listing(c)
	if err != nil {
		return err
	}
	if l.subject.ID == 0 {
		return pgx.ErrNoRows
	}
	if err := s.edits.Confirm(c.UserContext(), s.who(c).ID, l.subject, s.index.Day()); err != nil {
		return err
	}
	p := s.page(c)
	if c.FormValue("ve") == "quan-ly" {
		return c.Redirect(p.Console("/quan-ly")+"?xong=dung", fiber.StatusSeeOther)
	}
	return c.Redirect(l.path(p, "?xong=dung"), fiber.StatusSeeOther)
}

// submitNew begins a new product of a producer with its name.
func (s *Server) submitNew(c *fiber.Ctx) error {
	producerID, err := readID(c.Params("producer"))
	if err != nil {
		return err
	}
	given := c.FormValue("key")
	if len(given) < 8 || len(given) > 64 {
		return badRequest{"maker.problem.form", ""}
	}
	edit, err := s.edits.SaveDraft(c.UserContext(), catalog.Draft{
		Step: catalog.Step{By: s.who(c).ID, Key: given}, Subject: catalog.Subject{Kind: catalog.ProductSubject},
		ProducerID: producerID, Helper: s.who(c).Role == account.Helper, Set: catalog.Values{"name": c.FormValue("name")},
	})
	var problems catalog.Problems
	if errors.As(err, &problems) {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderMakerProducts(c, view.Form{}.With("name", c.FormValue("name")), producerID, problems["name"])
	}
	if err != nil {
		return err
	}
	return c.Redirect(listingPath(s.page(c), tokenOf(edit)), fiber.StatusSeeOther)
}

// submitUndo makes a draft that brings back what an approved change replaced.
func (s *Server) submitUndo(c *fiber.Ctx) error {
	l, err := s.listing(c)
	if err != nil {
		return err
	}
	step, err := s.stepOf(c, l)
	if err != nil {
		return err
	}
	undo, err := strconv.ParseInt(c.FormValue("edit"), 10, 64)
	if err != nil {
		return badRequest{"maker.problem.form", ""}
	}
	approved, err := s.edits.ByID(c.UserContext(), undo)
	if err != nil || approved.Subject() != l.subject {
		return pgx.ErrNoRows
	}
	step.EditID = 0 // whatever is open on the listing
	edit, err := s.edits.Undo(c.UserContext(), catalog.Draft{Step: step, ProducerID: l.producerID, Helper: s.who(c).Role == account.Helper, UndoOf: undo})
	if message := stepProblem(err); message != "" {
		c.Status(fiber.StatusConflict)
		return s.renderListing(c, l, message)
	}
	if err != nil {
		return err
	}
	return c.Redirect(listingPath(s.page(c), tokenOf(edit))+"?xong=hoan-tac", fiber.StatusSeeOther)
}
