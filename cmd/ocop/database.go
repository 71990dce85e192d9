package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/migrations/localpg"
)

// database is the pool and what must be stopped after it.
type database struct {
	pool   *pgxpool.Pool
	reader *pgxpool.Pool   // nil where no pages are shown
	server *localpg.Server // nil where DATABASE_URL names one
}

// readersPerCore is how many pages of products are read at a time for each core.
// Every connection is a process of PostgreSQL: where many take turns, each finds
// the processor's caches full of what the others left, and takes half as long again.
const readersPerCore = 2

// openReader opens the pool out of which pages of products are read. Few
// connections, used for nothing else: what takes long elsewhere makes no page wait.
func (d *database) openReader() error {
	config := d.pool.Config()
	config.MaxConns = int32(readersPerCore * runtime.GOMAXPROCS(0))
	var err error
	if d.reader, err = pgxpool.NewWithConfig(context.Background(), config); err != nil {
		return fmt.Errorf("opening the database for pages: %w", err)
	}
	return nil
}

// close ends the pools, then the private server.
func (d *database) close(ctx context.Context) error {
	if d.reader != nil {
		d.reader.Close()
	}
	d.pool.Close()
	if d.server == nil {
		return nil
	}
	return d.server.Stop(ctx)
}

// openDatabase opens the database of a command that needs nothing else: the one
// of DATABASE_URL, or the private one of the data folder, through the process
// that holds it where there is one.
func openDatabase(ctx context.Context, t terminal, c Config, command string) (*database, error) {
	if c.DatabaseURL != "" {
		pool, err := openPool(ctx, c.DatabaseURL)
		return &database{pool: pool}, err
	}
	server, err := localpg.Open(ctx, localpg.Options{DataDir: c.Data, Command: command})
	return withServer(ctx, t, server, err)
}

// holdDatabase is openDatabase for the site itself, which must hold the folder.
func holdDatabase(ctx context.Context, t terminal, c Config, command string) (*database, error) {
	if c.DatabaseURL != "" {
		pool, err := openPool(ctx, c.DatabaseURL)
		return &database{pool: pool}, err
	}
	server, err := localpg.Start(ctx, localpg.Options{DataDir: c.Data, Command: command, Address: c.BaseURL})
	return withServer(ctx, t, server, err)
}

func withServer(ctx context.Context, t terminal, server *localpg.Server, err error) (*database, error) {
	if err != nil {
		return nil, err
	}
	for _, note := range server.Notes() {
		fmt.Fprintln(t.err, note)
	}
	pool, err := openPool(ctx, server.URL())
	if err != nil {
		return nil, errors.Join(err, server.Stop(ctx))
	}
	return &database{pool: pool, server: server}, nil
}

// openPool opens a pool and asks the server once, so that a wrong address is
// said at the start.
func openPool(ctx context.Context, url string) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("DATABASE_URL: %w", err)
	}
	config.MaxConns = max(config.MaxConns, 16)
	config.MaxConnIdleTime = time.Minute
	config.ConnConfig.ConnectTimeout = 3 * time.Second
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("opening the database: %w", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("asking the database: %w", err)
	}
	return pool, nil
}
