package testdb

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const filledPrefix = "ocop_filled_"

// filled are the databases that tests of this program have filled, by the name
// they gave; like the server, they outlive every single test.
var filled sync.Map // of string to func() (string, error)

// Filled is [New] with what fill writes. It is written once for all the tests
// of a program that ask by the same name, and copied for each: a test that
// needs the whole demonstration waits for a copy of files, not for an import.
func Filled(t testing.TB, name string, fill func(context.Context, *pgxpool.Pool) error) *pgxpool.Pool {
	t.Helper()
	s := serverFor(t)
	once, _ := filled.LoadOrStore(name, sync.OnceValues(func() (string, error) {
		return s.fill(context.WithoutCancel(t.Context()), fill)
	}))
	template, err := once.(func() (string, error))()
	if err != nil {
		t.Fatalf("filling the database %q: %v", name, err)
	}
	return open(t, s.copyFor(t, template))
}

// fill makes a database that holds what fill writes, and returns its name.
func (s *server) fill(ctx context.Context, fill func(context.Context, *pgxpool.Pool) error) (string, error) {
	name := filledPrefix + strings.ReplaceAll(uuid.NewString(), "-", "")
	if err := s.claim(ctx, name); err != nil {
		return "", err
	}
	if err := s.create(ctx, name, s.template); err != nil {
		return "", err
	}
	pool, err := pgxpool.New(ctx, s.address(name))
	if err != nil {
		return "", fmt.Errorf("opening the database to fill: %w", err)
	}
	defer pool.Close() // nobody may be connected to what is copied
	return name, fill(ctx, pool)
}

// claim marks name as in use for as long as this program runs, and drops what
// programs that have ended left on a server that was given. The mark is a lock
// of a connection, so it goes with the program however that ends.
func (s *server) claim(ctx context.Context, name string) error {
	conn, err := s.admin.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("reaching the tests' server: %w", err)
	}
	mark := conn.Hijack()
	s.marks.Store(name, mark)
	if _, err := mark.Exec(ctx, "SELECT pg_advisory_lock(hashtextextended($1, 0))", name); err != nil {
		return fmt.Errorf("marking a filled database: %w", err)
	}
	rows, err := mark.Query(ctx, "SELECT datname FROM pg_database WHERE starts_with(datname, $1)", filledPrefix)
	if err != nil {
		return fmt.Errorf("looking for what was left: %w", err)
	}
	left, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return fmt.Errorf("looking for what was left: %w", err)
	}
	for _, database := range left {
		var free bool
		if err := mark.QueryRow(ctx, "SELECT pg_try_advisory_lock(hashtextextended($1, 0))", database).Scan(&free); err != nil {
			return fmt.Errorf("asking whether %s is in use: %w", database, err)
		}
		if !free {
			continue
		}
		if _, err := mark.Exec(ctx, "DROP DATABASE IF EXISTS "+database+" WITH (FORCE)"); err != nil {
			return fmt.Errorf("dropping what was left: %w", err)
		}
	}
	return nil
}
