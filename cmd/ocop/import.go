package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"ocop/catalog"
	"ocop/catalog/sheet"
)

const importUsage = `usage: ocop import [-dry-run] [-partial] [-province NAME] [-sheet NAME] FILE

Reads a list of products as offices publish them, CSV or XLSX, and updates the
catalogue. What an operator imports counts as approved.

`

// errNothingWritten says that refused rows kept the whole list out.
var errNothingWritten = errors.New("rows were refused, so nothing was written; -partial writes the others")

// runImport reads one list.
func runImport(ctx context.Context, t terminal, args []string) error {
	set := t.flags("import", importUsage)
	dryRun := set.Bool("dry-run", false, "only print what would be new, changed, unchanged and refused")
	partial := set.Bool("partial", false, "write the good rows although others are refused")
	province := set.String("province", "", "`name` of the province of rows for which the file names none, today's or a former one")
	sheetName := set.String("sheet", "", "`name` of the sheet of a workbook; the first with a table otherwise")
	if err := parse(t, set, args, 1); err != nil {
		return err
	}
	c, err := readConfig(t.getenv)
	if err != nil {
		return err
	}
	file, err := os.Open(set.Arg(0))
	if err != nil {
		return err
	}
	defer file.Close()
	list, err := sheet.Read(set.Arg(0), file, sheet.Options{Sheet: *sheetName})
	if err != nil {
		return err
	}
	printReading(t.err, list)
	return withDatabase(ctx, t, "ocop import", func(db *database) error {
		report, err := catalog.Intake{DB: db.pool}.Run(ctx, list, catalog.IntakeOptions{
			Province: *province, DryRun: *dryRun, Partial: *partial, Today: c.today(), Progress: progress(t.err),
		})
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

// printReading says what of the file was not read, so that nothing is lost
// without a word.
func printReading(w io.Writer, list *sheet.List) {
	if len(list.Unused) > 0 {
		fmt.Fprintf(w, "columns not read: %s\n", strings.Join(list.Unused, ", "))
	}
	if len(list.Others) > 0 {
		fmt.Fprintf(w, "sheets not read (-sheet chooses one): %s\n", strings.Join(list.Others, ", "))
	}
	if len(list.Skipped) > 0 {
		fmt.Fprintf(w, "%d lines are headings, totals or remarks\n", len(list.Skipped))
	}
	if list.Replaced > 0 {
		fmt.Fprintf(w, "%d characters could not be decoded: look at the names below\n", list.Replaced)
	}
}

// progress prints how far a long import is, a line for every thousand entries.
func progress(w io.Writer) func(done, total int) {
	const step = 1000
	next := step
	return func(done, total int) {
		if done >= next {
			fmt.Fprintf(w, "%d of %d written\n", done, total)
			next = done - done%step + step
		}
	}
}

// printReport prints every row with what became of it, then the totals.
func printReport(w io.Writer, report catalog.Report, dryRun bool) {
	for _, row := range report.Rows {
		fmt.Fprintf(w, "line %d\t%s\t%s\n", row.Line, row.Outcome, row.Name)
		for _, change := range row.Changes {
			fmt.Fprintf(w, "\t%s\n", change)
		}
		for _, remark := range row.Remarks {
			fmt.Fprintf(w, "\t%s\n", remark)
		}
	}
	verb := "written"
	switch {
	case dryRun:
		verb = "a dry run, nothing written"
	case !report.Written:
		verb = "nothing written"
	}
	fmt.Fprintf(w, "%d new, %d changed, %d unchanged, %d refused: %s\n", report.New, report.Changed, report.Unchanged, report.Refused, verb)
}
