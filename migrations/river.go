package migrations

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

const (
	riverVersion = 20261122000010 // where River's tables stand among our files
	riverSchema  = 8              // the last of River's own migrations it runs
)

// river makes the tables of the job queue. It stops at a schema written down
// here, so that a newer River changes tables by a new migration and not by an
// old one. It takes the pool itself: River speaks pgx, and the *sql.DB that
// goose hands over would need a second driver.
func river(pool *pgxpool.Pool) *goose.Migration {
	return goose.NewGoMigration(riverVersion, &goose.GoFunc{
		RunDB: func(ctx context.Context, _ *sql.DB) error {
			migrator, err := rivermigrate.New(riverpgxv5.New(pool), nil)
			if err != nil {
				return fmt.Errorf("reading River's migrations: %w", err)
			}
			_, err = migrator.Migrate(ctx, rivermigrate.DirectionUp,
				&rivermigrate.MigrateOpts{TargetVersion: riverSchema})
			if err != nil {
				return fmt.Errorf("making River's tables: %w", err)
			}
			return nil
		},
	}, nil)
}
