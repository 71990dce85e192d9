package storefront

import (
	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/search"
	"ocop/storefront/view"
)

// highlights is how many products a row of cards shows.
const highlights = 8

// showHome is the front page.
func (s *Server) showHome(c *fiber.Ctx) error {
	highest, err := s.promoted(c, search.ByStars)
	if err != nil {
		return err
	}
	newest, err := s.promoted(c, search.Newest)
	if err != nil {
		return err
	}
	p := s.page(c)
	p.Description = p.T("home.description")
	p.JSONLD = s.siteData(p)
	t := s.tally(nil)
	return s.render(c, view.Home(p, view.HomeView{
		Totals: t.totals(), Map: t.tiles(p), Groups: t.groups(), Regions: t.regions(),
		Highest: s.cards(highest), Newest: s.cards(newest),
	}), listTag)
}

// promoted picks the first products of an order for a row of the front page:
// with stars in force, and no alcohol, which the law keeps out of promotion.
func (s *Server) promoted(c *fiber.Ctx, order search.Sort) ([]*search.Hit, error) {
	answer, err := s.finder.Search(c.UserContext(), search.Query{
		Filters: map[search.Field][]string{search.Status: liveStatuses()}, Sort: order, Limit: 4 * highlights,
	})
	if err != nil {
		return nil, err
	}
	var hits []*search.Hit
	for _, hit := range answer.Hits {
		if len(hits) < highlights && !catalog.Alcoholic(hit.SetNumber, hit.Subgroup, hit.Name) {
			hits = append(hits, hit)
		}
	}
	return hits, nil
}
