package storefront

import (
	"context"
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/storefront/inquiry"
	"ocop/storefront/view"
)

// turn is that of an inquiry; zero where it is no request to stay.
func (s *Server) turn(ctx context.Context, i inquiry.Inquiry) (catalog.Turn, error) {
	if i.Kind != inquiry.Stay {
		return catalog.Turn{}, nil
	}
	turn, err := s.turns.Of(ctx, i.Key)
	if errors.Is(err, pgx.ErrNoRows) {
		return catalog.Turn{}, nil
	}
	return turn, err
}

// orderOf is whose turn it is in the village of a request, for its hosts and for
// whoever asked; empty for other inquiries.
func (s *Server) orderOf(ctx context.Context, turn catalog.Turn) ([]catalog.InTurn, error) {
	if turn.ProductID == 0 {
		return nil, nil
	}
	return s.turns.Order(ctx, turn.ProductID, s.inquiries.Now())
}

// outcomeView is the form in which a maker writes down what came of a thread,
// filled with what is known.
func (s *Server) outcomeView(p view.Page, t inquiry.Conversation, turn catalog.Turn, form *view.Form, action string) view.OutcomeView {
	v := view.OutcomeView{Action: action, Stay: t.Inquiry.Kind == inquiry.Stay, Result: t.Outcome, Call: t.Answer == inquiry.CallMe}
	if form.Failed() {
		return v
	}
	if v.Stay {
		if turn.People > 0 {
			*form = form.With("arrives", turn.Arrives.String()).With("leaves", turn.Leaves.String()).With("people", strconv.Itoa(turn.People))
		}
		return v
	}
	*form = form.With("unit", t.AgreedUnit)
	if t.AgreedQuantity > 0 {
		*form = form.With("quantity", p.Amount(t.AgreedQuantity))
	}
	if t.AgreedPrice > 0 {
		*form = form.With("price", p.Number(int(t.AgreedPrice)))
	}
	return v
}

// settle writes down what came of a thread; the form says what is wrong with it.
func (s *Server) settle(c *fiber.Ctx, t inquiry.Conversation) (view.Form, error) {
	typed := inquiry.OutcomeForm{
		Result: c.FormValue("result"), Quantity: c.FormValue("quantity"), Unit: c.FormValue("unit"), Price: c.FormValue("price"),
		Arrives: c.FormValue("arrives"), Leaves: c.FormValue("leaves"), People: c.FormValue("people"),
	}
	outcome, problems := typed.Judge(t.Inquiry.Kind, catalog.DayAt(t.Inquiry.ReceivedAt))
	if len(problems) == 0 {
		return view.Form{}, s.inquiries.Settle(c.UserContext(), t.ID, outcome)
	}
	form := view.Form{}
	for _, name := range []string{"result", "quantity", "unit", "price", "arrives", "leaves", "people"} {
		form = form.With(name, c.FormValue(name))
	}
	for _, problem := range problems {
		form.Fail(problem.Field, s.page(c).T(problem.Key))
	}
	return form, nil
}
