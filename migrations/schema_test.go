package migrations_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"

	"ocop/migrations"
	"ocop/migrations/testdb"
)

// empty returns the pool of a database in which nothing has run.
func empty(t *testing.T) *pgxpool.Pool {
	t.Helper()
	pool := testdb.New(t)
	_, err := pool.Exec(t.Context(), "DROP SCHEMA public CASCADE; CREATE SCHEMA public")
	if err != nil {
		t.Fatal(err)
	}
	return pool
}

func tables(t *testing.T, pool *pgxpool.Pool) []string {
	t.Helper()
	rows, err := pool.Query(t.Context(), "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1")
	if err != nil {
		t.Fatal(err)
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func pending(t *testing.T, pool *pgxpool.Pool) bool {
	t.Helper()
	lacks, err := migrations.Pending(t.Context(), pool)
	if err != nil {
		t.Fatal(err)
	}
	return lacks
}

func TestUpTwice(t *testing.T) {
	pool := empty(t)
	if !pending(t, pool) {
		t.Error("an empty database is said to lack nothing")
	}
	var before []string
	for range 2 {
		if err := migrations.Up(t.Context(), pool); err != nil {
			t.Fatal(err)
		}
		after := tables(t, pool)
		for _, name := range []string{"goose_db_version", "province", "river_job"} {
			if !slices.Contains(after, name) {
				t.Errorf("table %s is missing", name)
			}
		}
		if before != nil && !slices.Equal(before, after) {
			t.Errorf("a second run changes %v to %v", before, after)
		}
		before = after
	}
	if pending(t, pool) {
		t.Error("a migrated database is said to lack something")
	}
}

func TestUpFromFourProcesses(t *testing.T) {
	pool := empty(t)
	var group sync.WaitGroup
	errs := make(chan error, 4)
	for range cap(errs) {
		group.Go(func() { errs <- migrations.Up(t.Context(), pool) })
	}
	group.Wait()
	close(errs)
	for err := range errs {
		if err != nil {
			t.Error(err)
		}
	}
	var doubled int
	err := pool.QueryRow(t.Context(), "SELECT count(*) - count(DISTINCT version_id) FROM goose_db_version").Scan(&doubled)
	if err != nil || doubled != 0 {
		t.Errorf("%d migrations ran twice (%v)", doubled, err)
	}
	if pending(t, pool) {
		t.Error("four runs left something undone")
	}
}

// A site's pool may be small and impatient; migrating must not depend on it.
func TestUpThroughNarrowPool(t *testing.T) {
	config := empty(t).Config()
	config.MaxConns = 1
	config.ConnConfig.RuntimeParams["statement_timeout"] = "1"
	pool, err := pgxpool.NewWithConfig(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	if err := migrations.Up(t.Context(), pool); err != nil {
		t.Fatal(err)
	}
}

// When a new River brings tables of its own, this asks for a migration here.
func TestRiverSchemaIsComplete(t *testing.T) {
	migrator, err := rivermigrate.New(riverpgxv5.New(testdb.New(t)), nil)
	if err != nil {
		t.Fatal(err)
	}
	result, err := migrator.Validate(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if !result.OK {
		t.Errorf("River's tables are behind the River in go.mod: %v", result.Messages)
	}
}
