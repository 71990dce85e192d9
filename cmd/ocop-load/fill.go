package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/sync/errgroup"

	"ocop/catalog"
	"ocop/catalog/sheet"
	"ocop/migrations"
	"ocop/migrations/localpg"
	"ocop/search"
)

// fill sees to it that a data folder holds a generated catalogue and returns
// the addresses of its products. Half a catalogue is not kept.
func fill(ctx context.Context, data string, products int) ([]string, error) {
	slugs, err := filled(ctx, data, products)
	if errors.Is(err, errHalf) {
		err = errors.Join(err, remove(context.WithoutCancel(ctx), data))
	}
	return slugs, err
}

// errHalf says that the catalogue could not be generated to its end.
var errHalf = errors.New("generating the catalogue")

func filled(ctx context.Context, data string, products int) (slugs []string, err error) {
	server, err := localpg.Start(ctx, localpg.Options{
		DataDir: data, Command: "ocop-load",
		Settings: map[string]string{"synchronous_commit": "off"}, // it can be generated again
	})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, server.Stop(context.WithoutCancel(ctx))) }()
	db, err := pgxpool.New(ctx, server.URL())
	if err != nil {
		return nil, fmt.Errorf("opening the database: %w", err)
	}
	defer db.Close()
	if err := migrations.Up(ctx, db); err != nil {
		return nil, err
	}
	ids, err := catalog.Products{DB: db}.IDs(ctx)
	if err != nil {
		return nil, err
	}
	if len(ids) == 0 {
		if err := (filler{db}).generate(ctx, products); err != nil {
			return nil, fmt.Errorf("%w: %w", errHalf, err)
		}
	}
	addresses, err := catalog.Products{DB: db}.Addresses(ctx)
	if err != nil {
		return nil, err
	}
	for _, a := range addresses {
		slugs = append(slugs, a.Slug)
	}
	return slugs, nil
}

// filler writes a generated catalogue to an empty database.
type filler struct{ db *pgxpool.Pool }

func (f filler) generate(ctx context.Context, products int) error {
	began := time.Now()
	atlas, err := catalog.Places{DB: f.db}.Atlas(ctx)
	if err != nil {
		return err
	}
	g := newGenerator(atlas, catalog.DayAt(began))
	if err := f.takeIn(ctx, g.rows(products)); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%d products taken in after %.1f s\n", products, time.Since(began).Seconds())
	if err := f.writeDetails(ctx, g); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "their pages written after %.1f s\n", time.Since(began).Seconds())
	if _, err := (search.Sync{DB: f.db}).Drain(ctx); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "searchable after %.1f s\n", time.Since(began).Seconds())
	// What autovacuum would do within minutes.
	if _, err := f.db.Exec(ctx, `VACUUM ANALYZE`); err != nil {
		return fmt.Errorf("tidying the database: %w", err)
	}
	return nil
}

// fileRows is how many rows go into one file: the importer bounds what it reads.
const fileRows = 20_000

// takeIn sends the rows through the importer, file by file.
func (f filler) takeIn(ctx context.Context, rows [][]string) error {
	for file := range slices.Chunk(rows, fileRows) {
		if err := f.takeInFile(ctx, file); err != nil {
			return err
		}
	}
	return nil
}

func (f filler) takeInFile(ctx context.Context, rows [][]string) error {
	var file bytes.Buffer
	if err := sheet.WriteCSV(&file, header(), rows); err != nil {
		return err
	}
	list, err := sheet.Read("generated.csv", &file, sheet.Options{})
	if err != nil {
		return err
	}
	report, err := catalog.Intake{DB: f.db}.Run(ctx, list, catalog.IntakeOptions{})
	if err != nil {
		return err
	}
	if report.New != len(rows) {
		return fmt.Errorf("of %d rows only %d are new, %d refused", len(rows), report.New, report.Refused)
	}
	return nil
}

// writers is how many products are written at a time.
const writers = 4

// writeDetails writes what the products' pages show.
func (f filler) writeDetails(ctx context.Context, g *generator) error {
	products := catalog.Products{DB: f.db}
	ids, err := products.IDs(ctx)
	if err != nil {
		return err
	}
	listings, err := products.Listings(ctx, ids)
	if err != nil {
		return err
	}
	group, together := errgroup.WithContext(ctx)
	group.SetLimit(writers)
	for _, l := range listings {
		group.Go(func() error { return f.write(together, g.detail(l)) })
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for i := range pictures {
		p, err := picture(i)
		if err != nil {
			return err
		}
		if err := (catalog.Pictures{DB: f.db}).Ready(ctx, p, []byte{1}); err != nil {
			return err
		}
	}
	return nil
}

// write writes the page of one product.
func (f filler) write(ctx context.Context, d detail) error {
	products := catalog.Products{DB: f.db}
	if err := products.Describe(ctx, d.described); err != nil {
		return err
	}
	if d.trade != nil {
		if err := products.SaveTrade(ctx, *d.trade); err != nil {
			return err
		}
	}
	for _, c := range d.certificates {
		if err := products.SaveCertificate(ctx, c); err != nil {
			return err
		}
	}
	for _, p := range d.pictures {
		if err := (catalog.Pictures{DB: f.db}).Add(ctx, p); err != nil {
			return err
		}
	}
	return catalog.Recognitions{DB: f.db}.Add(ctx, d.recognitions)
}
