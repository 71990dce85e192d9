package catalog

import (
	"github.com/jackc/pgx/v5"
)

// reader takes the results of a batch one after another and keeps the first
// error, so that a page's six queries read like six lines.
type reader struct {
	results pgx.BatchResults
	err     error
}

// close ends the batch and returns the first error of all.
func (r *reader) close() error {
	if err := r.results.Close(); r.err == nil {
		r.err = err
	}
	return r.err
}

// next collects the rows of the batch's next query by name; nothing after an
// error.
func next[T any](r *reader) []T {
	if r.err != nil {
		return nil
	}
	rows, err := r.results.Query()
	if err != nil {
		r.err = err
		return nil
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[T])
	r.err = err
	return list
}
