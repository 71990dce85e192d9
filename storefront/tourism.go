package storefront

import (
	"github.com/gofiber/fiber/v2"

	"ocop/search"
	"ocop/storefront/view"
)

// showTourism is the page of community tourism: set 26.
func (s *Server) showTourism(c *fiber.Ctx) error {
	filters := map[search.Field][]string{search.Group: {"tourism"}}
	answer, err := s.finder.Search(c.UserContext(), search.Query{Filters: filters, Limit: 2 * perPage})
	if err != nil {
		return err
	}
	p := s.page(c)
	p.Section, p.Title, p.Description = "tourism", p.T("tourism.title"), p.T("tourism.description")
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("nav.tourism")})
	p.JSONLD = s.itemList(p, answer.Hits, 0)
	return s.render(c, view.Tourism(p, view.TourismView{
		Cards: s.cards(answer.Hits), Total: answer.Total, Regions: s.tally(filters).regions(), All: p.ProductsWith(listValues(filters)),
	}), listTag)
}
