package storefront

import (
	"bytes"

	"github.com/gofiber/fiber/v2"

	"ocop/storefront/assets"
)

// forever is for addresses that carry a hash of their content.
const forever = "public, max-age=31536000, immutable"

// showAsset sends a stylesheet, script, font or icon.
func (s *Server) showAsset(c *fiber.Ctx) error {
	file, ok := s.assets.Open(c.Params("name"))
	if !ok {
		return fiber.ErrNotFound
	}
	return s.sendFile(c, file)
}

// showIcon answers browsers that ask for /favicon.ico without being told to.
func (s *Server) showIcon(c *fiber.Ctx) error {
	file, ok := s.assets.Open("favicon.ico")
	if !ok {
		return fiber.ErrNotFound
	}
	return s.sendFile(c, file)
}

func (s *Server) sendFile(c *fiber.Ctx, file assets.File) error {
	c.Set(fiber.HeaderContentType, file.ContentType)
	c.Set(fiber.HeaderCacheControl, "no-cache")
	if file.Immutable {
		c.Set(fiber.HeaderCacheControl, forever)
	}
	accepted := c.Request().Header.Peek(fiber.HeaderAcceptEncoding)
	body := file.Body
	switch {
	case file.Brotli != nil && bytes.Contains(accepted, []byte("br")):
		c.Set(fiber.HeaderContentEncoding, "br")
		body = file.Brotli
	case file.Gzip != nil && bytes.Contains(accepted, []byte("gzip")):
		c.Set(fiber.HeaderContentEncoding, "gzip")
		body = file.Gzip
	}
	if file.Gzip != nil {
		c.Set(fiber.HeaderVary, fiber.HeaderAcceptEncoding)
	}
	c.Response().SetBodyRaw(body)
	return nil
}
