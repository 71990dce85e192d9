package testdb

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/migrations"
)

// templateLock keeps several test programs on one server from making the same
// template at once.
const templateLock = 0x6f636f70 // "ocop"

// prepareTemplate sees to it that the server has a database with the schema of
// this program. It is named by the schema, so that programs of one checkout
// share it; it is migrated under another name, so that a run that was stopped
// leaves nothing that looks ready.
func (s *server) prepareTemplate(ctx context.Context, conn *pgx.Conn) error {
	schema, err := migrations.Fingerprint()
	if err != nil {
		return err
	}
	s.template = "ocop_template_" + schema
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock($1)", templateLock); err != nil {
		return fmt.Errorf("waiting for another test program's template: %w", err)
	}
	defer conn.Exec(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", templateLock)
	var ready bool
	err = conn.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", s.template).Scan(&ready)
	if err != nil {
		return fmt.Errorf("looking for the template database: %w", err)
	}
	if ready {
		return nil
	}
	unfinished := s.template + "_unfinished"
	for _, statement := range []string{
		"DROP DATABASE IF EXISTS " + unfinished + " WITH (FORCE)",
		"CREATE DATABASE " + unfinished + " TEMPLATE template0 ENCODING 'UTF8' STRATEGY = " + s.strategy,
	} {
		if _, err := conn.Exec(ctx, statement); err != nil {
			return fmt.Errorf("making the template database: %w", err)
		}
	}
	if err := migrate(ctx, s.address(unfinished)); err != nil {
		return err
	}
	_, err = conn.Exec(ctx, "ALTER DATABASE "+unfinished+" RENAME TO "+s.template)
	if err != nil {
		return fmt.Errorf("finishing the template database: %w", err)
	}
	return nil
}

// migrate brings the database at address to the newest schema and leaves it,
// for nobody may be connected to a template.
func migrate(ctx context.Context, address string) error {
	pool, err := pgxpool.New(ctx, address)
	if err != nil {
		return fmt.Errorf("opening the template database: %w", err)
	}
	defer pool.Close()
	return migrations.Up(ctx, pool)
}
