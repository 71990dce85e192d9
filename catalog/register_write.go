package catalog

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
)

// intakeChunk is how many entries go to the database at once; progress is told
// after each.
const intakeChunk = 2_000

// write brings the register in memory into the database: first who, then what,
// then the stars.
func (r *register) write(ctx context.Context, tx pgx.Tx, opt IntakeOptions) error {
	w := &registerWriter{tx: tx, progress: opt.Progress, imported: opt.Import}
	oldLines, newLines := r.linesToWrite()
	newProducers, oldProducers := split(r.producers, r.producerList, func(p *producerEntry) bool { return len(p.changed()) > 0 })
	newProducts, oldProducts := split(r.products, r.productList, func(p *productEntry) bool { return len(p.changed()) > 0 })
	w.total = len(r.communeList) + len(newProducers) + len(oldProducers) + len(newProducts) + len(oldProducts) + len(oldLines) + len(newLines)
	w.tell(0)

	if err := w.communes(ctx, r.communeList); err != nil {
		return fmt.Errorf("writing communes: %w", err)
	}
	if err := w.producers(ctx, newProducers, oldProducers); err != nil {
		return fmt.Errorf("writing producers: %w", err)
	}
	if err := w.products(ctx, newProducts, oldProducts); err != nil {
		return fmt.Errorf("writing products: %w", err)
	}
	if err := w.lines(ctx, oldLines, newLines); err != nil {
		return fmt.Errorf("writing recognitions: %w", err)
	}
	return nil
}

// split separates the entries to add, in the order of the list, from the known
// ones that changed, in the order of their age.
func split[E interface{ ident() int64 }](all map[string]E, added []E, changed func(E) bool) (fresh, old []E) {
	for _, e := range all {
		if e.ident() != 0 && changed(e) {
			old = append(old, e)
		}
	}
	slices.SortFunc(old, func(a, b E) int { return int(a.ident() - b.ident()) })
	return added, old
}

func (e *entry) ident() int64 { return e.id }

// linesToWrite are the recognitions that changed and those that are new.
func (r *register) linesToWrite() (old []*lineEntry, fresh []productLine) {
	known := make([]*productEntry, 0, len(r.products))
	for _, p := range r.products {
		if !p.fresh {
			known = append(known, p)
		}
	}
	slices.SortFunc(known, func(a, b *productEntry) int { return int(a.id - b.id) })
	for _, p := range append(known, r.productList...) {
		for _, l := range p.lines {
			switch {
			case l.fresh:
				fresh = append(fresh, productLine{p, l})
			case l.was != l.now:
				old = append(old, l)
			}
		}
	}
	return old, fresh
}

// productLine is a new recognition with its product, whose number is not known
// before it is written.
type productLine struct {
	product *productEntry
	line    *lineEntry
}

// registerWriter writes entries in chunks and tells how far it is.
type registerWriter struct {
	tx          pgx.Tx
	progress    func(done, total int)
	done, total int
	imported    int64 // the list that is remembered; 0 for none
}

func (w *registerWriter) tell(n int) {
	w.done += n
	if w.progress != nil {
		w.progress(w.done, w.total)
	}
}

// number draws as many new numbers of a table as there are entries.
func (w *registerWriter) number(ctx context.Context, table string, n int) ([]int64, error) {
	if n == 0 {
		return nil, nil
	}
	rows, err := w.tx.Query(ctx, `SELECT nextval(pg_get_serial_sequence($1, 'id')) FROM generate_series(1, $2)`, table, n)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[int64])
}

// copy adds n rows to a table, chunk by chunk.
func (w *registerWriter) copy(ctx context.Context, table string, columns []string, n int, row func(int) []any) error {
	for from := 0; from < n; from += intakeChunk {
		size := min(intakeChunk, n-from)
		source := pgx.CopyFromSlice(size, func(i int) ([]any, error) { return row(from + i), nil })
		if _, err := w.tx.CopyFrom(ctx, pgx.Identifier{table}, columns, source); err != nil {
			return err
		}
		w.tell(size)
	}
	return nil
}

// update changes n rows of a table: the new values go to a table of their own,
// from where one statement brings them over, so that those who follow changes
// hear of one.
func (w *registerWriter) update(ctx context.Context, table string, columns []string, set string, n int, row func(int) []any) error {
	if n == 0 {
		return nil
	}
	temporary := "intake_" + table
	like := fmt.Sprintf(`CREATE TEMP TABLE %s ON COMMIT DROP AS SELECT %s FROM %s WITH NO DATA`, temporary, join(columns), table)
	if _, err := w.tx.Exec(ctx, like); err != nil {
		return err
	}
	if err := w.copy(ctx, temporary, columns, n, row); err != nil {
		return err
	}
	_, err := w.tx.Exec(ctx, fmt.Sprintf(`UPDATE %s AS t SET %s, updated_at = now() FROM %s AS n WHERE t.id = n.id`, table, set, temporary))
	return err
}
