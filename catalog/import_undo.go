package catalog

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// UndoReport says what taking a list back did.
type UndoReport struct {
	Removed, Restored int
	Kept              []KeptRow // rows that somebody built on since
	Pictures          int       // taken off their products
	Unused            []string  // hashes of those that nobody shows any more
}

// KeptRow is a row that stays although the list that wrote it is taken back.
type KeptRow struct {
	Noun string
	ID   int64
}

const openImportSQL = `
UPDATE import SET undone_at = now()
WHERE id = $1 AND undone_at IS NULL AND applied_at > now() - make_interval(days => $2)
RETURNING name, coalesce(province_code, ''), applied_at`

// Undo takes a whole list back: rows it added go, rows it changed become what
// they were. What was changed again since stays as it is and is named.
func (in Imports) Undo(ctx context.Context, id, by int64) (UndoReport, error) {
	var report UndoReport
	err := pgx.BeginFunc(ctx, in.DB, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, intakeLockSQL); err != nil {
			return err
		}
		e := Entry{AccountID: by, Action: "import.undo", Subject: Subject{"import", id}}
		var name string
		undo := importUndo{id: id, tx: tx, report: &report}
		err := tx.QueryRow(ctx, openImportSQL, id, undoDays).Scan(&name, &e.ProvinceCode, &undo.applied)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrAlreadyDone
		}
		if err != nil {
			return err
		}
		if err := undo.pictures(ctx); err != nil {
			return err
		}
		// Stars before products, products before producers, each new row before
		// the old one that it replaced.
		for _, noun := range []string{"recognition", "product", "producer"} {
			if err := undo.remove(ctx, noun); err != nil {
				return err
			}
			if err := undo.restore(ctx, noun); err != nil {
				return err
			}
		}
		e.Detail = map[string]string{"file": name, "removed": strconv.Itoa(report.Removed), "restored": strconv.Itoa(report.Restored), "kept": strconv.Itoa(len(report.Kept)), "pictures": strconv.Itoa(report.Pictures)}
		return Record(ctx, tx, e)
	})
	if err != nil {
		return UndoReport{}, fmt.Errorf("undoing import %d: %w", id, err)
	}
	return report, nil
}

// importUndo takes the rows of one list back.
type importUndo struct {
	id      int64
	applied time.Time
	tx      pgx.Tx
	report  *UndoReport
}

// ids asks for numbers of rows.
func (u importUndo) ids(ctx context.Context, sql, noun string) ([]int64, error) {
	rows, err := u.tx.Query(ctx, sql, u.id, noun, u.applied)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[int64])
}

// remove takes away the rows that the list added, one by one, so that one on
// which something else was built can stay.
func (u importUndo) remove(ctx context.Context, noun string) error {
	ids, err := u.ids(ctx, fmt.Sprintf(`SELECT c.noun_id FROM import_change c JOIN %s t ON t.id = c.noun_id
		WHERE c.import_id = $1 AND c.noun = $2 AND c.was IS NULL AND t.updated_at <= $3::timestamptz ORDER BY c.noun_id DESC`, noun), noun)
	if err != nil {
		return err
	}
	for _, id := range ids {
		err := pgx.BeginFunc(ctx, u.tx, func(tx pgx.Tx) error {
			if noun == "product" { // a star given since cascades away, so it must be asked for
				var lines int
				if err := tx.QueryRow(ctx, `SELECT count(*) FROM recognition WHERE product_id = $1`, id).Scan(&lines); err != nil {
					return err
				}
				if lines > 0 {
					return errBuiltOn
				}
			}
			_, err := tx.Exec(ctx, fmt.Sprintf(`DELETE FROM %s WHERE id = $1`, noun), id)
			return err
		})
		var refused *pgconn.PgError
		switch {
		case errors.Is(err, errBuiltOn), errors.As(err, &refused) && refused.Code == "23503":
			u.report.Kept = append(u.report.Kept, KeptRow{noun, id})
		case err != nil:
			return err
		default:
			u.report.Removed++
		}
	}
	return u.keep(ctx, noun, `SELECT c.noun_id FROM import_change c JOIN `+noun+` t ON t.id = c.noun_id
		WHERE c.import_id = $1 AND c.noun = $2 AND c.was IS NULL AND t.updated_at > $3::timestamptz`)
}

var errBuiltOn = errors.New("catalog: something was built on the row")

// keep reports the rows of a query as kept.
func (u importUndo) keep(ctx context.Context, noun, sql string) error {
	ids, err := u.ids(ctx, sql, noun)
	for _, id := range ids {
		u.report.Kept = append(u.report.Kept, KeptRow{noun, id})
	}
	return err
}

// restore writes back what rows were, unless they were changed since.
func (u importUndo) restore(ctx context.Context, noun string) error {
	columns := join(factsOf(noun)[1:])
	sql := fmt.Sprintf(`
		UPDATE %[1]s t SET (%[2]s) = (SELECT %[2]s FROM jsonb_populate_record(NULL::%[1]s, c.was)), updated_at = now()
		FROM import_change c
		WHERE c.import_id = $1 AND c.noun = $2 AND c.was IS NOT NULL AND t.id = c.noun_id AND t.updated_at <= $3::timestamptz`, noun, columns)
	tag, err := u.tx.Exec(ctx, sql, u.id, noun, u.applied)
	if err != nil {
		return err
	}
	u.report.Restored += int(tag.RowsAffected())
	return u.keep(ctx, noun, `SELECT c.noun_id FROM import_change c JOIN `+noun+` t ON t.id = c.noun_id
		WHERE c.import_id = $1 AND c.noun = $2 AND c.was IS NOT NULL AND t.updated_at > $3::timestamptz AND t.updated_at < now()`)
}
