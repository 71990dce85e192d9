// Package testdb gives every test a database of its own, freshly migrated, on
// a real PostgreSQL: in memory where there is room, without waiting for disks,
// copied from one migrated template in about 12 ms. It knows how tests get a
// database and how that goes away again, and nothing of what they keep in it.
//
// The first test of a program that asks starts the server; it ends with the
// program, however that ends, and its folder with it. No TestMain is needed.
// Where OCOP_TEST_DATABASE_URL names a server, as in CI, that is used instead;
// its user must be allowed to make databases.
package testdb

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/migrations/localpg"
)

// ServerEnv names the setting that holds the address of a server for tests.
const ServerEnv = "OCOP_TEST_DATABASE_URL"

// shared is the one server of this test program. It has to outlive every
// single test, and a test function has nowhere else to find it.
var shared = sync.OnceValues(func() (*server, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	return openServer(ctx, os.Getenv(ServerEnv))
})

// New returns a pool on a new, migrated database. Both are gone when the test
// ends. Where no PostgreSQL is installed the test is skipped, and fails in CI.
func New(t testing.TB) *pgxpool.Pool {
	t.Helper()
	return open(t, URL(t))
}

// URL returns the address of a new, migrated database, gone when the test
// ends. Where no PostgreSQL is installed the test is skipped, and fails in CI.
func URL(t testing.TB) string {
	t.Helper()
	s := serverFor(t)
	return s.copyFor(t, s.template)
}

// open returns a pool on the database at address, closed when the test ends.
func open(t testing.TB, address string) *pgxpool.Pool {
	t.Helper()
	pool, err := pgxpool.New(t.Context(), address)
	if err != nil {
		t.Fatalf("opening the test's database: %v", err)
	}
	t.Cleanup(pool.Close)
	return pool
}

// serverFor returns the tests' server, or skips the test where there is none.
func serverFor(t testing.TB) *server {
	t.Helper()
	s, err := shared()
	if errors.Is(err, localpg.ErrNotInstalled) && os.Getenv("CI") == "" {
		t.Skipf("skipped, because this test needs a database: %v", err)
	}
	if err != nil {
		t.Fatalf("starting the tests' PostgreSQL: %v", err)
	}
	return s
}

// server is where the tests' databases lie.
type server struct {
	base     string // the address of its own database, where others are made
	admin    *pgxpool.Pool
	template string // the name of the migrated database
	strategy string // how CREATE DATABASE copies fastest here

	// marks are the connections whose locks say which filled databases are in
	// use, by name. One that nobody refers to would be collected and closed.
	marks sync.Map // of string to *pgx.Conn

	// own is the private server, nil for one that was given. It is kept because
	// a server nobody refers to is collected, lock and all, and another program
	// would then sweep its folder away.
	own *localpg.Server
}

// openServer opens the server at base, or a private one where base is empty,
// and sees to it that it has a migrated template.
func openServer(ctx context.Context, base string) (*server, error) {
	var own *localpg.Server
	if base == "" {
		var err error
		if own, err = startOwn(ctx); err != nil {
			return nil, err
		}
		base = own.URL()
	}
	admin, err := pgxpool.New(ctx, base)
	if err != nil {
		return nil, fmt.Errorf("reading the address of the tests' server: %w", err)
	}
	s := &server{base: base, admin: admin, own: own}
	if err := s.prepare(ctx); err != nil {
		admin.Close()
		return nil, err
	}
	return s, nil
}

// prepare finds out how to copy databases here and has a template to copy.
func (s *server) prepare(ctx context.Context) error {
	conn, err := s.admin.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("reaching the tests' server: %w", err)
	}
	defer conn.Release()
	if err := s.chooseStrategy(ctx, conn.Conn()); err != nil {
		return err
	}
	return s.prepareTemplate(ctx, conn.Conn())
}

// chooseStrategy picks the faster of two ways to copy a database: file by file
// where nothing waits for the disk (12 ms against 500 ms), else through the log.
func (s *server) chooseStrategy(ctx context.Context, conn *pgx.Conn) error {
	var fsync string
	if err := conn.QueryRow(ctx, "SHOW fsync").Scan(&fsync); err != nil {
		return fmt.Errorf("asking the tests' server whether it waits for the disk: %w", err)
	}
	s.strategy = "WAL_LOG"
	if fsync == "off" {
		s.strategy = "FILE_COPY"
	}
	return nil
}

// copyFor makes a copy of a database for one test and returns its address.
func (s *server) copyFor(t testing.TB, template string) string {
	t.Helper()
	name := "ocop_test_" + strings.ReplaceAll(uuid.NewString(), "-", "")
	if err := s.create(t.Context(), name, template); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		// The test's own context has ended by now.
		if err := s.execute(context.Background(), "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)"); err != nil {
			t.Errorf("dropping the test's database: %v", err)
		}
	})
	return s.address(name)
}

// create makes the database name as a copy of template.
func (s *server) create(ctx context.Context, name, template string) error {
	err := s.execute(ctx, "CREATE DATABASE "+name+" TEMPLATE "+template+" STRATEGY = "+s.strategy)
	if err != nil {
		return fmt.Errorf("making a database for a test: %w", err)
	}
	return nil
}

// execute runs one statement in the server's own database.
func (s *server) execute(ctx context.Context, statement string) error {
	_, err := s.admin.Exec(ctx, statement)
	return err
}

// address returns the address of another database of the server.
func (s *server) address(name string) string {
	u, err := url.Parse(s.base)
	if err != nil {
		return s.base + " dbname=" + name // the form of keywords: the last counts
	}
	u.Path = "/" + name
	return u.String()
}
