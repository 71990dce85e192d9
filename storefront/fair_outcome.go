package storefront

import (
	"github.com/gofiber/fiber/v2"

	"ocop/catalog/fair"
	"ocop/storefront/inquiry"
	"ocop/storefront/view"
)

// asked is what a letter about a memorandum has asked.
type asked struct {
	fair.Outcome
	note  fair.Note
	place fair.Participant
}

func (s *Server) outcomeOf(c *fiber.Ctx) (a asked, err error) {
	link, err := s.inquiries.Signer.Read(inquiry.UseOutcome, c.Params("token"), s.now())
	if err != nil {
		return a, err
	}
	a.Outcome, a.note, a.place, err = s.fairs.Outcome(c.UserContext(), link.ID)
	return a, err
}

// newOutcome asks a maker to confirm what was tapped in the letter.
func (s *Server) newOutcome(c *fiber.Ctx) error {
	return s.renderOutcome(c, view.Form{}.With("result", c.Query("r")))
}

func (s *Server) renderOutcome(c *fiber.Ctx, form view.Form) error {
	a, err := s.outcomeOf(c)
	if err != nil {
		return s.refuseLink(c, err, "fair.outcome.expired")
	}
	p := s.linkPage(c, s.words.In(lang(c)).T("fair.outcome.title"))
	v := view.MemorandumView{
		Line: s.fairLine(p.Printer, a.place), Form: form, Path: p.Memorandum(c.Params("token"), ""), What: a.note.What, Who: a.note.Who, Organisation: a.note.Organisation,
		Value: a.note.Value, AfterDays: a.AfterDays, Result: string(a.Result), Realised: a.Outcome.Value,
	}
	if a.note.Quantity > 0 {
		v.Amount = p.Amount(a.note.Quantity) + " " + a.note.Unit
	}
	for _, result := range fair.Results() {
		v.Results = append(v.Results, view.Choosable{Value: string(result), Label: p.T("fair.result." + string(result))})
	}
	return s.personal(c, s.render(c, view.MemorandumPage(p, v)))
}

// submitMemorandum writes down what has come of a memorandum, once.
func (s *Server) submitMemorandum(c *fiber.Ctx) error {
	a, err := s.outcomeOf(c)
	if err != nil {
		return s.refuseLink(c, err, "fair.outcome.expired")
	}
	p := s.page(c)
	form := view.Form{}.With("result", c.FormValue("result")).With("value", c.FormValue("value"))
	o := fair.Outcome{ID: a.ID, Result: fair.Result(c.FormValue("result"))}
	if !o.Result.Known() {
		form.Fail("result", p.T("fair.problem.result"))
	}
	if o.Result == fair.Deal {
		if o.Value = readDong(c.FormValue("value")); o.Value < 0 {
			form.Fail("value", p.T("fair.note.problem.value.wrong"))
		}
	}
	if !form.Failed() {
		err = s.fairs.Answer(c.UserContext(), o)
	}
	return s.afterFair(c, form, err, func(form view.Form) error { return s.renderOutcome(c, form) })
}
