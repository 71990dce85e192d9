package storefront

import (
	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/catalog/trade"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// requestsShown is how many requests a page lists.
const requestsShown = 50

// listRequests is what buyers look for.
func (s *Server) listRequests(c *fiber.Ctx) error {
	requests, err := s.requests.Listed(c.UserContext(), requestsShown, 0)
	if err != nil {
		return err
	}
	p := s.page(c)
	p.Title, p.Description, p.Section = p.T("buying.title"), p.T("buying.description"), "requests"
	p.Crumbs = crumbs(p, view.Crumb{Name: p.Title})
	return s.render(c, view.Requests(p, s.buyingLines(p.Printer, requests)))
}

// buyingLines are requests as lists show them.
func (s *Server) buyingLines(w *locale.Printer, requests []trade.Request) []view.BuyingLine {
	lines := make([]view.BuyingLine, len(requests))
	for i, q := range requests {
		lines[i] = s.buyingLine(w, q)
	}
	return lines
}

func (s *Server) buyingLine(w *locale.Printer, q trade.Request) view.BuyingLine {
	province, _ := s.index.Atlas().Province(q.ProvinceCode)
	late := ""
	switch since := w.Day(catalog.DayAt(q.ConfirmedAt)); {
	case q.State != trade.Waiting:
	case !q.RaisedAt.IsZero():
		late = w.T("buying.office.raised", "since", since)
	case !q.UrgedAt.IsZero():
		late = w.T("buying.office.urged", "since", since)
	}
	return view.BuyingLine{
		ID: q.ID, What: q.What, Quantity: quantityText(w, q), Months: monthsText(w, q.Months), To: w.Text(province.Name, province.NameEN),
		Origin: w.T("buying.origin." + string(q.Origin)), AnyOrigin: q.Origin == trade.AnyOrigin, Papers: papersText(w, q.Certificates),
		Offers: q.Offers, ClosesOn: q.ClosesOn, State: stateText(w, q), Open: q.Answerable(s.index.Day()), Sample: q.Sample, Late: late,
	}
}

// showRequest is one request as anybody may read it.
func (s *Server) showRequest(c *fiber.Ctx) error {
	q, err := s.requestOf(c, "request")
	if err != nil {
		return err
	}
	if q.State == trade.Unconfirmed || q.State == trade.Waiting || q.State == trade.Refused {
		return pgx.ErrNoRows
	}
	p := s.page(c)
	p.Section, p.Title = "requests", p.T("buying.one.title", "what", q.What)
	p.Description = p.T("buying.one.description", "what", q.What, "quantity", quantityText(p.Printer, q), "months", monthsText(p.Printer, q.Months))
	p.NoIndex = q.State != trade.Open
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("buying.title"), Path: p.Requests()}, view.Crumb{Name: q.What})
	return s.render(c, view.Request(p, s.buyingLine(p.Printer, q), s.buyingFacts(p.Printer, q)))
}

// requestOf reads the request that a parameter of the address names.
func (s *Server) requestOf(c *fiber.Ctx, name string) (trade.Request, error) {
	id, err := readID(c.Params(name))
	if err != nil {
		return trade.Request{}, err
	}
	return s.requests.ByID(c.UserContext(), id)
}
