package storefront

import (
	"crypto/subtle"
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"ocop/storefront/inquiry"
)

// receiveMail is the hook a mail server hands answers and returned letters to: the
// whole mail as the body, who it was for in the address, and the secret in the
// Authorization header. 204 means taken, 404 that it is for no thread of ours.
func (s *Server) receiveMail(c *fiber.Ctx) error {
	if s.mailSecret == "" {
		return fiber.ErrNotFound
	}
	given, _ := strings.CutPrefix(c.Get(fiber.HeaderAuthorization), "Bearer ")
	if subtle.ConstantTimeCompare([]byte(given), []byte(s.mailSecret)) != 1 {
		return fiber.ErrUnauthorized
	}
	in, err := inquiry.ReadInbound(c.Body())
	if err != nil {
		return fiber.ErrBadRequest
	}
	if to := c.Query("to"); to != "" {
		in.To = append([]string{to}, in.To...)
	}
	err = s.inquiries.Receive(c.UserContext(), in)
	switch {
	case errors.Is(err, inquiry.ErrLink), errors.Is(err, inquiry.ErrExpired):
		return fiber.ErrNotFound
	case err != nil:
		return err
	}
	return c.SendStatus(fiber.StatusNoContent)
}
