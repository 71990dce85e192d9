package storefront

import (
	_ "embed"

	"github.com/gofiber/fiber/v2"
)

//go:embed openapi.json
var openAPI []byte

// showOpenAPI describes the API in OpenAPI 3.1.
func (s *Server) showOpenAPI(c *fiber.Ctx) error {
	return s.packer.sendAPI(c, openAPI, etagOf(openAPI))
}
