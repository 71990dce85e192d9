package storefront

import (
	"github.com/gofiber/fiber/v2"

	"ocop/storefront/view"
)

// showStatistics is the page of the catalogue's own numbers, with their date;
// national figures are never mixed with them.
func (s *Server) showStatistics(c *fiber.Ctx) error {
	p, t := s.page(c), s.tally(nil)
	p.Section, p.Title, p.Description = "statistics", p.T("statistics.title"), p.T("statistics.description")
	p.Crumbs = crumbs(p, view.Crumb{Name: p.Title})
	return s.render(c, view.Statistics(p, view.StatisticsView{
		Totals: t.totals(), Statuses: t.statuses(), Groups: t.groups(), Regions: t.regions(), Kinds: t.kinds(),
	}), listTag)
}
