package storefront

import "github.com/gofiber/fiber/v2"

// both registers a page under its Vietnamese and its English address.
func (s *Server) both(vi, en string, show fiber.Handler) {
	s.app.Get(vi, show)
	s.app.Get("/en"+en, show)
}

// receive registers where a form is sent, in both languages.
func (s *Server) receive(vi, en string, submit fiber.Handler) {
	s.app.Post(vi, submit)
	s.app.Post("/en"+en, submit)
}

// form registers a form and its reception at one address, in both languages.
func (s *Server) form(vi, en string, show, submit fiber.Handler) {
	s.both(vi, en, show)
	s.receive(vi, en, submit)
}
