package storefront

import (
	"github.com/gofiber/fiber/v2"

	"ocop/storefront/view"
)

// showOffice is the first page of the office's console.
func (s *Server) showOffice(c *fiber.Ctx) error {
	p := s.page(c)
	p.Title, p.Section = p.T("office.title"), "office"
	province, _ := s.index.Atlas().Province(s.who(c).ProvinceCode)
	return s.render(c, view.Office(p, province))
}
