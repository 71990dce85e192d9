package main

import (
	"context"
	"os"

	"ocop/catalog"
	"ocop/catalog/sheet"
)

const placesUsage = `usage: ocop places [-dry-run] [-partial] FILE

Reads a list of communes with their points, so that "near me" is nearer than the
centre of a province: a CSV file whose first line names the columns province,
commune, lat and lon (decimal degrees) and perhaps code (five digits). None are
shipped. A commune that is not known yet is added; running sites follow by
themselves.

`

// runPlaces loads one list of communes.
func runPlaces(ctx context.Context, t terminal, args []string) error {
	set := t.flags("places", placesUsage)
	dryRun := set.Bool("dry-run", false, "only print what would be new, changed, unchanged and refused")
	partial := set.Bool("partial", false, "write the good rows although others are refused")
	if err := parse(t, set, args, 1); err != nil {
		return err
	}
	file, err := os.Open(set.Arg(0))
	if err != nil {
		return err
	}
	defer file.Close()
	rows, err := sheet.ReadPoints(set.Arg(0), file)
	if err != nil {
		return err
	}
	return withDatabase(ctx, t, "ocop places", func(db *database) error {
		report, err := catalog.Communes{DB: db.pool}.Load(ctx, rows, catalog.CommuneOptions{DryRun: *dryRun, Partial: *partial})
		if err != nil {
			return err
		}
		printReport(t.out, report, *dryRun)
		if !report.Written && !*dryRun && report.Refused > 0 {
			return errNothingWritten
		}
		return nil
	})
}
