package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime/debug"
	"time"

	"ocop/migrations"
	"ocop/search"
)

// runMigrate brings the schema up to date.
func runMigrate(ctx context.Context, t terminal, args []string) error {
	if err := parse(t, t.flags("migrate", "usage: ocop migrate\n"), args, 0); err != nil {
		return err
	}
	return withDatabase(ctx, t, "ocop migrate", func(*database) error {
		fmt.Fprintln(t.out, "the schema is up to date")
		return nil
	})
}

// withDatabase opens the database, migrates it and calls do.
func withDatabase(ctx context.Context, t terminal, command string, do func(*database) error) (err error) {
	c, err := readConfig(t.getenv)
	if err != nil {
		return err
	}
	db, err := openDatabase(ctx, t, c, command)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.close(context.WithoutCancel(ctx))) }()
	if err := migrations.Up(ctx, db.pool); err != nil {
		return err
	}
	return do(db)
}

// runReindex builds the search projection anew, and beside the index of
// Meilisearch another that takes its place. A running site takes both over by
// itself.
func runReindex(ctx context.Context, t terminal, args []string) error {
	if err := parse(t, t.flags("reindex", "usage: ocop reindex\n"), args, 0); err != nil {
		return err
	}
	c, err := readConfig(t.getenv)
	if err != nil {
		return err
	}
	return withDatabase(ctx, t, "ocop reindex", func(db *database) error {
		sync := search.Sync{DB: db.pool}
		if err := sync.Requeue(ctx); err != nil {
			return err
		}
		written, err := sync.Drain(ctx)
		if err != nil {
			return err
		}
		fmt.Fprintf(t.out, "%d documents written\n", written)
		if c.MeiliURL == "" {
			return nil
		}
		indexed, err := search.NewMeili(c.MeiliURL, c.MeiliKey, db.pool, c.today).Rebuild(ctx)
		if err != nil {
			return err
		}
		fmt.Fprintf(t.out, "%d of them in the new index of Meilisearch\n", indexed)
		return nil
	})
}

// runHealth asks a running site whether it is ready: the HEALTHCHECK of the
// image.
func runHealth(ctx context.Context, t terminal, args []string) error {
	if err := parse(t, t.flags("health", "usage: ocop health\n"), args, 0); err != nil {
		return err
	}
	c, err := readConfig(t.getenv)
	if err != nil {
		return err
	}
	host, port, err := net.SplitHostPort(c.Addr)
	if err != nil {
		return fmt.Errorf("OCOP_ADDR: %w", err)
	}
	if host == "" || host == "0.0.0.0" || host == "::" {
		host = "localhost"
	}
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/readyz", nil)
	if err != nil {
		return fmt.Errorf("asking for health: %w", err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("asking for health: %w", err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("not ready: %s", response.Status)
	}
	fmt.Fprintln(t.out, "ready")
	return nil
}

// runVersion prints the version the binary was built from.
func runVersion(_ context.Context, t terminal, args []string) error {
	if err := parse(t, t.flags("version", "usage: ocop version\n"), args, 0); err != nil {
		return err
	}
	version, revision := "(devel)", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				revision = " " + s.Value
			}
		}
	}
	fmt.Fprintf(t.out, "ocop %s%s\n", version, revision)
	return nil
}
