package catalog

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Subject is what an entry of the audit is about.
type Subject struct {
	Kind string // like "product", "producer", "account"
	ID   int64  // 0 where it is not one row
}

// Entry is something done that somebody may ask about later.
type Entry struct {
	AccountID    int64  // 0 for a command of the operator
	Action       string // a stable code: "product.take-down"
	Subject      Subject
	ProvinceCode string            // empty where no province is concerned
	Detail       map[string]string // what is needed to understand it; no secrets
}

// AuditLine is an entry as it was kept.
type AuditLine struct {
	ID           int64
	At           time.Time
	AccountID    int64
	Action       string
	SubjectKind  string
	SubjectID    int64
	ProvinceCode string
	Detail       map[string]string
}

const recordSQL = `
INSERT INTO audit (account_id, action, subject_kind, subject_id, province_code, detail, words)
VALUES (nullif(@account::bigint, 0), @action, @kind, nullif(@id::bigint, 0), nullif(@province, ''), @detail, @words)`

// Record keeps an entry in the transaction of what it tells of, so that neither
// exists without the other.
func Record(ctx context.Context, tx pgx.Tx, e Entry) error {
	if e.Detail == nil {
		e.Detail = map[string]string{}
	}
	_, err := tx.Exec(ctx, recordSQL, pgx.StrictNamedArgs{
		"account": e.AccountID, "action": e.Action, "kind": e.Subject.Kind, "id": e.Subject.ID,
		"province": e.ProvinceCode, "detail": e.Detail, "words": e.words(),
	})
	if err != nil {
		return fmt.Errorf("recording %s: %w", e.Action, err)
	}
	return nil
}

// words is the detail as it is searched.
func (e Entry) words() string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(e.Detail)) {
		all = append(all, Fold(e.Detail[name]))
	}
	return strings.Join(all, " ")
}

// Audit is the table of what was done. It can only grow.
type Audit struct{ DB *pgxpool.Pool }

// AuditFilter says which lines to read; empty fields ask for all.
type AuditFilter struct {
	ProvinceCode string
	AccountID    int64
	Action       string // a code, or what codes begin with up to a dot: "product"
	Subject      Subject
	Words        string // in the detail, in any spelling
	From, To     Day    // as counted in Vietnam, both included
	Before       int64  // lines older than this one, for the next page; 0 begins at the newest
	Most         int
}

const auditSQL = `
SELECT id, at, coalesce(account_id, 0) AS account_id, action, subject_kind, coalesce(subject_id, 0) AS subject_id,
	coalesce(province_code, '') AS province_code, detail
FROM audit
WHERE (@province = '' OR province_code = @province) AND (@account::bigint = 0 OR account_id = @account)
	AND (@action = '' OR action = @action OR starts_with(action, @action || '.'))
	AND (@kind = '' OR subject_kind = @kind) AND (@id::bigint = 0 OR subject_id = @id)
	AND (@words = '' OR strpos(words, @words) > 0)
	AND (@from::date IS NULL OR at >= @from::date::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh')
	AND (@to::date IS NULL OR at < (@to::date + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh')
	AND (@before::bigint = 0 OR id < @before)
ORDER BY id DESC LIMIT @most`

// Lines reads what was done, the newest first.
func (a Audit) Lines(ctx context.Context, f AuditFilter) ([]AuditLine, error) {
	rows, err := a.DB.Query(ctx, auditSQL, pgx.StrictNamedArgs{
		"province": f.ProvinceCode, "account": f.AccountID, "action": f.Action, "kind": f.Subject.Kind, "id": f.Subject.ID,
		"words": Fold(f.Words), "from": f.From, "to": f.To, "before": f.Before, "most": f.Most,
	})
	if err != nil {
		return nil, fmt.Errorf("reading the audit: %w", err)
	}
	lines, err := pgx.CollectRows(rows, pgx.RowToStructByName[AuditLine])
	if err != nil {
		return nil, fmt.Errorf("reading the audit: %w", err)
	}
	return lines, nil
}

// Record keeps an entry that stands for itself.
func (a Audit) Record(ctx context.Context, e Entry) error {
	return pgx.BeginFunc(ctx, a.DB, func(tx pgx.Tx) error { return Record(ctx, tx, e) })
}
