package catalog

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog/sheet"
)

// undoDays is for how long a list can be taken back, and its file is kept.
const undoDays = 30

// Import is a list that an office uploaded.
type Import struct {
	ID           int64
	AccountID    int64
	ProvinceCode string // the only one whose rows it may hold; empty for all
	Name         string // of the file
	Columns      map[int]string
	HeaderLine   int
	Summary      ImportSummary
	UploadedAt   time.Time
	AppliedAt    *time.Time
	UndoneAt     *time.Time
}

// ImportSummary is what an applied list did.
type ImportSummary struct {
	New, Changed, Unchanged, Refused int
	NewProducers, NewRecognitions    int
	Pictures                         int // that came for it, or alone
}

// Alone reports an upload of photos without a list.
func (i Import) Alone() bool {
	return i.AppliedAt != nil && i.Summary.New+i.Summary.Changed+i.Summary.Unchanged+i.Summary.Refused == 0
}

// Undoable reports whether the list can still be taken back.
func (i Import) Undoable(now time.Time) bool {
	return i.AppliedAt != nil && i.UndoneAt == nil && now.Before(i.UndoUntil())
}

// UndoUntil is when the list can no longer be taken back; zero before it is
// applied.
func (i Import) UndoUntil() time.Time {
	if i.AppliedAt == nil {
		return time.Time{}
	}
	return i.AppliedAt.AddDate(0, 0, undoDays)
}

// Imports is the table of uploaded lists.
type Imports struct{ DB *pgxpool.Pool }

const addImportSQL = `
INSERT INTO import (account_id, province_code, name, file) VALUES (nullif(@by::bigint, 0), nullif(@province, ''), @name, @file) RETURNING id`

// Upload keeps a list to be looked at. Files that hold no list are refused when
// they are read.
func (in Imports) Upload(ctx context.Context, name, province string, file []byte, by int64) (id int64, err error) {
	if name = Clean(name); name == "" {
		name = "list"
	}
	err = pgx.BeginFunc(ctx, in.DB, func(tx pgx.Tx) error {
		if err := tx.QueryRow(ctx, addImportSQL, pgx.StrictNamedArgs{"by": by, "province": province, "name": name, "file": file}).Scan(&id); err != nil {
			return err
		}
		return Record(ctx, tx, Entry{AccountID: by, Action: "import.upload", Subject: Subject{"import", id}, ProvinceCode: province, Detail: map[string]string{"file": name}})
	})
	if err != nil {
		return 0, fmt.Errorf("keeping an uploaded list: %w", err)
	}
	return id, nil
}

const importColumns = `
SELECT id, coalesce(account_id, 0) AS account_id, coalesce(province_code, '') AS province_code, name, columns, header_line, summary,
	uploaded_at, applied_at, undone_at FROM import`

// Get is one list; pgx.ErrNoRows where there is none.
func (in Imports) Get(ctx context.Context, id int64) (Import, error) {
	rows, err := in.DB.Query(ctx, importColumns+` WHERE id = $1`, id)
	if err != nil {
		return Import{}, fmt.Errorf("reading import %d: %w", id, err)
	}
	i, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Import])
	if err != nil {
		return Import{}, fmt.Errorf("reading import %d: %w", id, err)
	}
	return i, nil
}

// List reads the lists of a province, the latest first; an empty province means
// all.
func (in Imports) List(ctx context.Context, province string, most int) ([]Import, error) {
	rows, err := in.DB.Query(ctx, importColumns+` WHERE $1 = '' OR province_code = $1 ORDER BY id DESC LIMIT $2`, province, most)
	if err != nil {
		return nil, fmt.Errorf("listing imports: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Import])
	if err != nil {
		return nil, fmt.Errorf("listing imports: %w", err)
	}
	return list, nil
}

// ChooseColumns keeps which line names the columns and what they hold, where
// the reader did not recognise them.
func (in Imports) ChooseColumns(ctx context.Context, id int64, headerLine int, columns map[int]string) error {
	_, err := in.DB.Exec(ctx, `UPDATE import SET header_line = $2, columns = $3 WHERE id = $1 AND applied_at IS NULL`, id, headerLine, columns)
	if err != nil {
		return fmt.Errorf("choosing the columns of import %d: %w", id, err)
	}
	return nil
}

// File is the uploaded file; pgx.ErrNoRows where it is no longer kept.
func (in Imports) File(ctx context.Context, id int64) ([]byte, error) {
	var file []byte
	if err := in.DB.QueryRow(ctx, `SELECT file FROM import WHERE id = $1 AND file IS NOT NULL`, id).Scan(&file); err != nil {
		return nil, fmt.Errorf("reading the file of import %d: %w", id, err)
	}
	return file, nil
}

// Read reads the uploaded list with the columns chosen for it.
func (in Imports) Read(ctx context.Context, i Import) (*sheet.List, error) {
	file, err := in.File(ctx, i.ID)
	if err != nil {
		return nil, err
	}
	opt := sheet.Options{HeaderLine: i.HeaderLine, Columns: map[int]sheet.Field{}}
	for at, name := range i.Columns {
		if field, ok := sheet.FieldNamed(name); ok {
			opt.Columns[at] = field
		}
	}
	return sheet.Read(i.Name, bytes.NewReader(file), opt)
}

// Try says row by row what applying a list would do.
func (in Imports) Try(ctx context.Context, i Import, list *sheet.List, today Day) (Report, error) {
	return Intake(in).Run(ctx, list, IntakeOptions{Only: i.ProvinceCode, DryRun: true, Today: today})
}

// Apply writes a list in one transaction, or nothing of it where rows are
// refused and partial does not allow that, and remembers what it changed.
func (in Imports) Apply(ctx context.Context, i Import, list *sheet.List, today Day, partial bool, by int64) (Report, error) {
	return Intake(in).Run(ctx, list, IntakeOptions{
		Only: i.ProvinceCode, Partial: partial, Today: today, Import: i.ID,
		Written: func(ctx context.Context, tx pgx.Tx, report Report) error { return i.written(ctx, tx, report, by) },
	})
}

// written notes in the transaction of a list that it is applied. A second time
// is refused, so that a form sent twice does it once.
func (i Import) written(ctx context.Context, tx pgx.Tx, report Report, by int64) error {
	summary := ImportSummary{
		New: report.New, Changed: report.Changed, Unchanged: report.Unchanged, Refused: report.Refused,
		NewProducers: report.NewProducers, NewRecognitions: report.NewRecognitions,
	}
	tag, err := tx.Exec(ctx, `UPDATE import SET applied_at = now(), summary = $2 WHERE id = $1 AND applied_at IS NULL`, i.ID, summary)
	if err != nil {
		return err
	}
	if tag.RowsAffected() == 0 {
		return ErrAlreadyDone
	}
	return Record(ctx, tx, Entry{
		AccountID: by, Action: "import.apply", Subject: Subject{"import", i.ID}, ProvinceCode: i.ProvinceCode,
		Detail: map[string]string{"file": i.Name, "new": strconv.Itoa(report.New), "changed": strconv.Itoa(report.Changed), "refused": strconv.Itoa(report.Refused)},
	})
}
