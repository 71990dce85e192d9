package storefront

import (
	"github.com/gofiber/fiber/v2"

	"ocop/storefront/view"
)

// showManage is the first page of the maker's console.
func (s *Server) showManage(c *fiber.Ctx) error {
	p := s.page(c)
	p.Title, p.Section = p.T("manage.title"), "manage"
	producers, err := s.producers.Names(c.UserContext(), s.who(c).Producers)
	if err != nil {
		return err
	}
	return s.render(c, view.Manage(p, producers))
}
