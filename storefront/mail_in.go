package storefront

import (
	"crypto/subtle"
	"errors"
	"io"
	"strings"

	"github.com/gofiber/fiber/v2"

	"ocop/storefront/inquiry"
)

// What is read of a mail that comes in, and how much of what follows is let
// through without being kept: words stand before pictures.
const (
	mostMail    = 1 << 20
	mostIgnored = 64 << 20
)

// readMail reads the beginning of a mail.
func readMail(c *fiber.Ctx) ([]byte, error) {
	stream := c.Context().RequestBodyStream()
	if stream == nil {
		return c.Body(), nil
	}
	mail, err := io.ReadAll(io.LimitReader(stream, mostMail))
	if err != nil {
		return nil, err
	}
	rest := &io.LimitedReader{R: stream, N: mostIgnored}
	if _, err = io.Copy(io.Discard, rest); err == nil && rest.N > 0 {
		c.Request().ResetBody()
	}
	return mail, err
}

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
	mail, err := readMail(c)
	if err != nil {
		return fiber.ErrBadRequest
	}
	in, err := inquiry.ReadInbound(mail)
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
