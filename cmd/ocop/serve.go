package main

import (
	"context"
	"errors"
	"fmt"

	"ocop/migrations"
)

const serveUsage = `usage: ocop serve

Runs the site until it is told to end. Settings come from the environment; a
part whose address is empty runs embedded.

`

// runServe is the site in production.
func runServe(ctx context.Context, t terminal, args []string) (err error) {
	set := t.flags("serve", serveUsage)
	set.Usage = func() {
		fmt.Fprint(set.Output(), serveUsage)
		printSettings(set.Output())
	}
	if err := parse(t, set, args, 0); err != nil {
		return err
	}
	c, err := readConfig(t.getenv)
	switch {
	case err != nil:
		return err
	case c.BaseURL == "":
		return errors.New("OCOP_BASE_URL: required")
	case c.Secret == "":
		return errors.New("OCOP_SECRET: required")
	case !c.Today.IsZero():
		return errors.New("OCOP_TODAY: for the demo and tests only")
	}
	db, err := holdDatabase(ctx, t, c, "ocop serve")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.close(context.WithoutCancel(ctx))) }()
	s, err := openSite(db, c, false)
	if err != nil {
		return err
	}
	prepare := func(ctx context.Context) error {
		return s.fill(ctx, func(ctx context.Context) error { return migrations.Up(ctx, db.pool) }, nothing)
	}
	return s.run(ctx, prepare, func(context.Context) {
		fmt.Fprintf(t.err, "ocop: ready at %s\n", c.BaseURL)
	})
}

// nothing is the step of a site that loads no data of its own.
func nothing(context.Context) error { return nil }
