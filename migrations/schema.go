// Package migrations knows the schema: the SQL files beside this one, the
// order in which they run, and whether a database has them all. It refuses to
// know what the tables mean, and which server it is talking to.
//
// A migration is one file named by the time it was written. It goes forward
// only, never changes once merged, and runs beside the previous release.
package migrations

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed *.sql
var files embed.FS

// Up brings the database of pool to the newest schema, River's tables
// included. It is safe to call from several processes at once: one migrates,
// the others wait for it. It opens connections of its own, so that neither the
// size nor the timeouts of pool can stop it half way.
func Up(ctx context.Context, pool *pgxpool.Pool) error {
	own, err := ownPool(ctx, pool)
	if err != nil {
		return fmt.Errorf("opening the database to migrate it: %w", err)
	}
	defer own.Close()
	return up(ctx, own, files)
}

// Pending reports whether the database of pool still lacks a migration of this
// program. A database that is ahead, because a newer release has migrated it,
// lacks nothing. In an empty database it makes the table of what has run.
func Pending(ctx context.Context, pool *pgxpool.Pool) (bool, error) {
	provider, closeDB, err := open(pool, files)
	if err != nil {
		return false, fmt.Errorf("reading the migrations: %w", err)
	}
	defer closeDB()
	pending, err := provider.HasPending(ctx)
	if err != nil {
		return false, fmt.Errorf("asking which migrations have run: %w", err)
	}
	return pending, nil
}

// Fingerprint names the schema this program would make: it changes with any
// migration's text. Test databases are kept under it.
func Fingerprint() (string, error) {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return "", fmt.Errorf("listing the migrations: %w", err)
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "river %d\n", riverSchema)
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return "", fmt.Errorf("reading a migration: %w", err)
		}
		fmt.Fprintf(sum, "%s %d\n%s", name, len(text), text)
	}
	return hex.EncodeToString(sum.Sum(nil))[:16], nil
}

// up runs what is pending in fsys. A database that lacks nothing is left
// without taking the lock, so that a restart waits for nobody.
func up(ctx context.Context, pool *pgxpool.Pool, fsys fs.FS) error {
	provider, closeDB, err := open(pool, fsys)
	if err != nil {
		return fmt.Errorf("reading the migrations: %w", err)
	}
	defer closeDB()
	if pending, err := provider.HasPending(ctx); err == nil && !pending {
		return nil
	}
	done, err := provider.Up(ctx)
	if partial, ok := errors.AsType[*goose.PartialError](err); ok {
		return fmt.Errorf("running migration %d: %w", partial.Failed.Source.Version, partial.Err)
	}
	if err != nil {
		return fmt.Errorf("migrating the database: %w", err)
	}
	for _, m := range done {
		slog.DebugContext(ctx, "migrated", "version", m.Source.Version, "took", m.Duration)
	}
	return nil
}

// open binds the migrations of fsys to pool. The caller closes what it returns.
func open(pool *pgxpool.Pool, fsys fs.FS) (*goose.Provider, func(), error) {
	// The lock is asked for again and again instead of waited for: a waiting
	// statement holds a snapshot, for which a CREATE INDEX CONCURRENTLY of the
	// process ahead would wait in turn.
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 15*60))
	if err != nil {
		return nil, nil, err
	}
	db := stdlib.OpenDBFromPool(pool)
	provider, err := goose.NewProvider(goose.DialectPostgres, db, fsys,
		goose.WithDisableGlobalRegistry(true),
		goose.WithGoMigrations(river(pool)),
		goose.WithSessionLocker(locker),
		// Two branches merged on one day may arrive out of order.
		goose.WithAllowOutofOrder(true),
	)
	if err != nil {
		db.Close()
		return nil, nil, err
	}
	return provider, func() { db.Close() }, nil
}

// ownPool opens a small pool on the same database without the hooks and limits
// of the site's: hooks may look for types that do not exist yet, and building
// an index may take longer than a visitor would wait.
func ownPool(ctx context.Context, pool *pgxpool.Pool) (*pgxpool.Pool, error) {
	config := pool.Config()
	config.AfterConnect, config.PrepareConn = nil, nil
	config.AfterRelease, config.BeforeClose = nil, nil
	config.MinConns, config.MinIdleConns = 0, 0
	config.MaxConns = 4 // the lock, the migration, and River's two
	delete(config.ConnConfig.RuntimeParams, "statement_timeout")
	return pgxpool.NewWithConfig(ctx, config)
}
