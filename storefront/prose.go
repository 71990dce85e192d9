package storefront

import (
	"log/slog"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/storefront/view"
)

// prose sends a page of text; its title and description are messages under the
// page's name.
func (s *Server) prose(c *fiber.Ctx, name string, body func(view.Page) templ.Component) error {
	p := s.page(c)
	p.Title, p.Description = p.T(name+".title"), p.T(name+".description")
	p.Crumbs = crumbs(p, view.Crumb{Name: p.Title})
	return s.render(c, body(p), listTag)
}

// showAbout says what the site and the programme are.
func (s *Server) showAbout(c *fiber.Ctx) error { return s.prose(c, "about", view.About) }

// showRules is the operating rules of the site.
func (s *Server) showRules(c *fiber.Ctx) error {
	return s.prose(c, "rules", func(p view.Page) templ.Component { return view.Rules(p, s.legal(c, "rules")) })
}

// showPrivacy says what is kept of whom and for how long.
func (s *Server) showPrivacy(c *fiber.Ctx) error {
	return s.prose(c, "privacy", func(p view.Page) templ.Component { return view.Privacy(p, s.legal(c, "privacy")) })
}

// showRanking says how results are ordered (Law 122/2025/QH15, Art. 17).
func (s *Server) showRanking(c *fiber.Ctx) error { return s.prose(c, "ranking", view.Ranking) }

// showAccessibility says what works for whom.
func (s *Server) showAccessibility(c *fiber.Ctx) error {
	return s.prose(c, "accessibility", view.Accessibility)
}

// showSiteMap lists every kind of page.
func (s *Server) showSiteMap(c *fiber.Ctx) error {
	t := s.tally(nil)
	return s.prose(c, "sitemap", func(p view.Page) templ.Component {
		return view.SiteMap(p, t.groups(), t.regions())
	})
}

// legal is what an office added to a legal page. Where the database is away the
// page goes without.
func (s *Server) legal(c *fiber.Ctx, page string) catalog.LegalText {
	text, err := s.wordings.Legal(c.UserContext(), page, string(lang(c)))
	if err != nil {
		slog.WarnContext(c.UserContext(), "reading a legal text", "page", page, "err", err)
	}
	return text
}
