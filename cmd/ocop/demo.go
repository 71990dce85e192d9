package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/url"
	"path/filepath"

	"ocop/cmd/ocop/demo"
	"ocop/migrations"
	"ocop/migrations/localpg"
)

const demoUsage = `usage: ocop demo [-addr :8080] [-data DIR] [-no-install]

Shows the whole site with sample data on embedded parts. It honours the
settings of "ocop serve -h" except DATABASE_URL, so that nobody fills a register
with samples.

`

// runDemo shows the whole site with sample data.
func runDemo(ctx context.Context, t terminal, args []string) (err error) {
	set := t.flags("demo", demoUsage)
	addr := set.String("addr", "", "address to listen on, as OCOP_ADDR")
	data := set.String("data", "", "data folder, as OCOP_DATA")
	noInstall := set.Bool("no-install", false, "never install PostgreSQL, only say how")
	if err := parse(t, set, args, 0); err != nil {
		return err
	}
	c, err := demoConfig(t.getenv, *addr, *data)
	if err != nil {
		return err
	}
	if err := findPostgreSQL(ctx, t, *noInstall); err != nil {
		return err
	}
	db, err := holdDatabase(ctx, t, c, "ocop demo")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.close(context.WithoutCancel(ctx))) }()
	c.MailDesk = cmp.Or(c.MailDesk, "van-hanh@example.com")
	s, err := openSite(db, c, true)
	if err != nil {
		return err
	}
	prepare := func(ctx context.Context) error {
		return s.fill(ctx, func(ctx context.Context) error { return migrations.Up(ctx, db.pool) }, func(ctx context.Context) error {
			if err := demo.Load(ctx, db.pool, c.Secret, c.today()); err != nil {
				return err
			}
			if err := demo.LoadDesk(ctx, db.pool, c.today()); err != nil {
				return err
			}
			return s.sampleMeeting(ctx)
		})
	}
	return s.run(ctx, prepare, func(ctx context.Context) {
		fmt.Fprintf(t.out, "OCOP market, with sample data: %s\n", c.BaseURL)
		printSignIns(t.out, c.BaseURL)
		if buyer, err := s.server.SampleBuyer(ctx); err == nil && buyer != "" {
			fmt.Fprintf(t.out, "The sample buyer's own page: %s%s\n", c.BaseURL, buyer)
		}
		fmt.Fprintf(t.out, "The data lie in %s; Ctrl-C ends.\n", absolute(c.Data))
		if err := demo.Illustrate(ctx, db.pool, s.pictures); err != nil && ctx.Err() == nil {
			slog.ErrorContext(ctx, "drawing the demo's pictures failed", "err", err)
		}
		s.drawing.Store(false)
	})
}

// printSignIns tells the sample accounts, which only the demo has.
func printSignIns(w io.Writer, baseURL string) {
	fmt.Fprintf(w, "Sample accounts, for the demo only, at %s/dang-nhap; the password of all is %s\n", baseURL, demo.Password)
	for _, in := range append(append(demo.SignIns(), demo.VillageSignIn()), demo.BeeSignIns()...) {
		fmt.Fprintf(w, "  %-26s %s\n", in.Email, in.Role)
	}
	fmt.Fprintf(w, "Offices need a second factor too: the sign-in shows its code, or put %s into an app.\n", demo.TOTPSecret)
}

// demoConfig reads the settings as serve does, with the flags over them. The
// address and the base address are derived from each other where only one is
// given.
func demoConfig(getenv func(string) string, addr, data string) (Config, error) {
	c, err := readConfig(func(name string) string {
		switch {
		case name == "OCOP_ADDR" && addr != "":
			return addr
		case name == "OCOP_DATA" && data != "":
			return data
		}
		return getenv(name)
	})
	if err != nil {
		return c, err
	}
	if c.DatabaseURL != "" {
		return c, errors.New("DATABASE_URL: refused by the demo, which must not fill a register with samples")
	}
	c.Secret = cmp.Or(c.Secret, demo.Secret)
	given := addr != "" || getenv("OCOP_ADDR") != ""
	switch {
	case c.BaseURL == "":
		c.BaseURL = "http://" + localHost(c.Addr)
	case !given:
		c.Addr = ":" + port(c.BaseURL)
	}
	return c, nil
}

// localHost is how a browser on this machine reaches an address to listen on: by
// name, as browsers have no passkeys for numbers.
func localHost(addr string) string {
	host, port, _ := net.SplitHostPort(addr)
	if host == "" || host == "0.0.0.0" || host == "::" || host == "127.0.0.1" {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}

// port is the port of a base address, the scheme's own where it names none.
func port(baseURL string) string {
	u, err := url.Parse(baseURL)
	switch {
	case err != nil:
		return "8080"
	case u.Port() != "":
		return u.Port()
	case u.Scheme == "https":
		return "443"
	}
	return "80"
}

// findPostgreSQL makes sure that there is a PostgreSQL to run, installing it
// where that can be done.
func findPostgreSQL(ctx context.Context, t terminal, noInstall bool) error {
	_, err := localpg.Find(ctx)
	if !errors.Is(err, localpg.ErrNotInstalled) || noInstall || !localpg.CanInstall() {
		return err
	}
	return localpg.Install(ctx, t.err)
}

// absolute is a folder as it can be found from anywhere.
func absolute(dir string) string {
	if whole, err := filepath.Abs(dir); err == nil {
		return whole
	}
	return dir
}
