package storefront

import (
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/storefront/view"
)

// readiness is the eight things supermarkets ask for, as the listing would
// answer them, what is missing first.
func (s *Server) readiness(c *fiber.Ctx, p view.Page, l makerListing) ([]view.MakerFact, error) {
	group, err := s.groupOf(c, l)
	if err != nil {
		return nil, err
	}
	evidence := l.values().Evidence(group)
	var missing, given []view.MakerFact
	for _, fact := range evidence.Needs() {
		line := view.MakerFact{
			Label: p.T("maker.ready." + string(fact)), Given: evidence.Holds(fact, p.Today),
			Path: l.path(p, "/sua/"+screenOf(catalog.ProductSubject, factField(fact))),
		}
		if line.Given {
			given = append(given, line)
		} else {
			missing = append(missing, line)
		}
	}
	return slices.Concat(missing, given), nil
}

// groupOf is the group of a product: that of its set, else the one it has now.
func (s *Server) groupOf(c *fiber.Ctx, l makerListing) (string, error) {
	if n, err := strconv.Atoi(l.values()["set_number"]); err == nil {
		if set, ok := s.index.Atlas().Set(n); ok {
			return set.GroupSlug, nil
		}
	}
	listings, err := s.products.Listings(c.UserContext(), []int64{l.subject.ID})
	if err != nil || len(listings) == 0 {
		return "", err
	}
	return listings[0].GroupSlug, nil
}

// factField is the field that answers a fact.
func factField(fact catalog.Fact) string {
	switch fact {
	case catalog.FactInvoice:
		return "invoice"
	case catalog.FactGTIN:
		return "gtin"
	case catalog.FactFoodSafety:
		return "papers"
	case catalog.FactDeclaration:
		return "declaration_no"
	case catalog.FactTrace:
		return "trace_url"
	case catalog.FactCapacity:
		return "capacity_01"
	case catalog.FactSample:
		return "sample_available"
	}
	return "payment_terms"
}
