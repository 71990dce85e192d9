package storefront

import (
	"github.com/gofiber/fiber/v2"

	"ocop/search"
	"ocop/storefront/view"
)

// highlights is how many products a row of cards shows.
const highlights = 8

// showHome is the front page.
func (s *Server) showHome(c *fiber.Ctx) error {
	highest, err := s.finder.Search(c.UserContext(), search.Query{
		Filters: map[search.Field][]string{search.Status: liveStatuses()}, Sort: search.ByStars, Limit: highlights,
	})
	if err != nil {
		return err
	}
	newest, err := s.finder.Search(c.UserContext(), search.Query{
		Filters: map[search.Field][]string{search.Status: liveStatuses()}, Sort: search.Newest, Limit: highlights,
	})
	if err != nil {
		return err
	}
	p := s.page(c)
	p.Description = p.T("home.description")
	p.JSONLD = s.siteData(p)
	t := s.tally(nil)
	return s.render(c, view.Home(p, view.HomeView{
		Totals: t.totals(), Map: t.tiles(p), Groups: t.groups(), Regions: t.regions(),
		Highest: s.cards(highest.Hits), Newest: s.cards(newest.Hits),
	}), listTag)
}
