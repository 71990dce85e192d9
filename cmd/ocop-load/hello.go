package main

import (
	"context"
	"fmt"

	"github.com/gofiber/fiber/v2"
)

// hello answers on an address with the least that Fiber can answer: the
// measure of everything else.
func hello(ctx context.Context, address string) error {
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	app.Get("/", func(c *fiber.Ctx) error { return c.SendString("hello") })
	go func() {
		<-ctx.Done()
		_ = app.Shutdown() // the process ends anyway
	}()
	if err := app.Listen(address); err != nil {
		return fmt.Errorf("serving hello: %w", err)
	}
	return nil
}
