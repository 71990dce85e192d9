package catalog

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// ComplaintReasons are what can be wrong on a page, in the order of the form.
func ComplaintReasons() []string {
	return []string{"star", "producer", "place", "picture", "health", "text", "other"}
}

// The longest a report and its contact may be, in letters.
const (
	maxComplaint = 4000
	maxContact   = 200
)

// Complaint is what a visitor says is wrong on the page of a product or
// producer.
type Complaint struct {
	ID           int64
	SubjectKind  string
	SubjectID    int64
	SubjectName  string
	SubjectSlug  string
	ProvinceCode string
	Reason       string
	Body         string
	Contact      string // erased when it is closed
	HasPhoto     bool   // for the office alone; erased when it is closed
	Proven       bool   // came with its proof of work
	At           time.Time
	Closed       bool
	Outcome      string
}

// Check says which field of a report is wrong; empty for none.
func (c Complaint) Check() string {
	switch {
	case !slices.Contains(ComplaintReasons(), c.Reason):
		return "reason"
	case c.Body == "" || utf8.RuneCountInString(c.Body) > maxComplaint:
		return "body"
	case utf8.RuneCountInString(c.Contact) > maxContact:
		return "contact"
	}
	return ""
}

// Complaints is the table of reports.
type Complaints struct{ DB *pgxpool.Pool }

// Reporter is by which form and from where a report comes.
type Reporter struct {
	FormKey string
	Network []byte // nil is not counted
	Most    int    // of an hour from the network
}

// ErrManyReports says that a network has sent as many reports as it may.
var ErrManyReports = errors.New("catalog: too many reports from one network")

const (
	countComplaintsSQL = `
SELECT EXISTS (SELECT FROM complaint WHERE form_key = $1), (SELECT count(*) FROM complaint WHERE network = $2 AND at > now() - interval '1 hour')`
	lockReportersSQL = `SELECT pg_advisory_xact_lock(hashtextextended('report from ' || encode($1::bytea, 'hex'), 0))`
)

// Room is ErrManyReports where a network must wait, to be asked before anything
// that costs. The same form sent again may always come.
func (c Complaints) Room(ctx context.Context, from Reporter) error { return room(ctx, c.DB, from) }

func room(ctx context.Context, db querier, from Reporter) error {
	if from.Network == nil {
		return nil
	}
	rows, err := db.Query(ctx, countComplaintsSQL, from.FormKey, from.Network)
	if err != nil {
		return fmt.Errorf("counting reports of a network: %w", err)
	}
	var again bool
	var near int
	if _, err := pgx.ForEachRow(rows, []any{&again, &near}, func() error { return nil }); err != nil {
		return fmt.Errorf("counting reports of a network: %w", err)
	}
	if !again && near >= from.Most {
		return ErrManyReports
	}
	return nil
}

const fileComplaintSQL = `
INSERT INTO complaint (form_key, subject_kind, subject_id, province_code, reason, body, contact, photo, proven, network)
VALUES (@key, @kind, @id, @province, @reason, @body, @contact, @photo, @proven, @network)
ON CONFLICT (form_key) DO NOTHING`

// File keeps a report, with a photo that was drawn anew or nil. The same form
// sent again is the same report.
func (c Complaints) File(ctx context.Context, r Complaint, photo []byte, from Reporter) error {
	err := pgx.BeginFunc(ctx, c.DB, func(tx pgx.Tx) error {
		if from.Network != nil { // two at once wait for each other, so that both are counted
			if _, err := tx.Exec(ctx, lockReportersSQL, from.Network); err != nil {
				return err
			}
		}
		if err := room(ctx, tx, from); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, fileComplaintSQL, pgx.StrictNamedArgs{
			"key": from.FormKey, "kind": r.SubjectKind, "id": r.SubjectID, "province": r.ProvinceCode, "reason": r.Reason, "body": r.Body,
			"contact": r.Contact, "photo": photo, "proven": r.Proven, "network": from.Network,
		})
		return err
	})
	if err != nil {
		return fmt.Errorf("keeping a report about %s %d: %w", r.SubjectKind, r.SubjectID, err)
	}
	return nil
}

const complaintColumns = `
SELECT c.id, c.subject_kind, c.subject_id, coalesce(p.name, r.name, '') AS subject_name, coalesce(p.slug, r.slug, '') AS subject_slug,
	c.province_code, c.reason, c.body, c.contact, c.photo IS NOT NULL AS has_photo, c.proven, c.at, c.closed_at IS NOT NULL AS closed, c.outcome
FROM complaint c
LEFT JOIN product p ON c.subject_kind = 'product' AND p.id = c.subject_id
LEFT JOIN producer r ON c.subject_kind = 'producer' AND r.id = c.subject_id
WHERE `

// Open lists the reports that wait, those with a proof of work first, then who
// waits longest; an empty province means all.
func (c Complaints) Open(ctx context.Context, province string, most int) ([]Complaint, error) {
	rows, err := c.DB.Query(ctx, complaintColumns+`c.closed_at IS NULL AND ($1 = '' OR c.province_code = $1) ORDER BY c.proven DESC, c.at, c.id LIMIT $2`, province, most)
	if err != nil {
		return nil, fmt.Errorf("listing reports: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Complaint])
	if err != nil {
		return nil, fmt.Errorf("listing reports: %w", err)
	}
	return list, nil
}

// Count is how many reports wait; an empty province means all.
func (c Complaints) Count(ctx context.Context, province string) (int, error) {
	var n int
	if err := c.DB.QueryRow(ctx, `SELECT count(*) FROM complaint WHERE closed_at IS NULL AND ($1 = '' OR province_code = $1)`, province).Scan(&n); err != nil {
		return 0, fmt.Errorf("counting reports: %w", err)
	}
	return n, nil
}

// Get is one report; pgx.ErrNoRows where there is none.
func (c Complaints) Get(ctx context.Context, id int64) (Complaint, error) {
	rows, err := c.DB.Query(ctx, complaintColumns+`c.id = $1`, id)
	if err != nil {
		return Complaint{}, fmt.Errorf("reading report %d: %w", id, err)
	}
	one, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Complaint])
	if err != nil {
		return Complaint{}, fmt.Errorf("reading report %d: %w", id, err)
	}
	return one, nil
}

// Photo is what was sent along with a report; pgx.ErrNoRows where nothing was or
// is no more.
func (c Complaints) Photo(ctx context.Context, id int64) (photo []byte, err error) {
	if err := c.DB.QueryRow(ctx, `SELECT photo FROM complaint WHERE id = $1 AND photo IS NOT NULL`, id).Scan(&photo); err != nil {
		return nil, fmt.Errorf("reading the photo of report %d: %w", id, err)
	}
	return photo, nil
}

// Days for which what came with a report is kept where nobody closes it.
const (
	keepReportPhoto   = 180
	keepReportNetwork = 1
)

// Forget drops the photos that nobody needs any more and the networks that are no
// longer counted.
func (c Complaints) Forget(ctx context.Context, now time.Time) error {
	for sql, days := range map[string]int{
		`UPDATE complaint SET photo = NULL WHERE photo IS NOT NULL AND at < $1`:     keepReportPhoto,
		`UPDATE complaint SET network = NULL WHERE network IS NOT NULL AND at < $1`: keepReportNetwork,
	} {
		if _, err := c.DB.Exec(ctx, sql, now.AddDate(0, 0, -days)); err != nil {
			return fmt.Errorf("forgetting what came with reports: %w", err)
		}
	}
	return nil
}

const closeComplaintSQL = `
UPDATE complaint SET closed_at = now(), closed_by = nullif(@by::bigint, 0), outcome = @outcome, contact = '', photo = NULL
WHERE id = @id AND closed_at IS NULL RETURNING subject_kind, subject_id, province_code`

// Close says what came of a report, and forgets how to reach who wrote it and the photo.
func (c Complaints) Close(ctx context.Context, id int64, outcome string, by int64) error {
	if outcome = Clean(outcome); outcome == "" {
		return ErrReasonMissing
	}
	err := pgx.BeginFunc(ctx, c.DB, func(tx pgx.Tx) error {
		e := Entry{AccountID: by, Action: "report.close", Detail: map[string]string{"report": fmt.Sprint(id), "outcome": outcome}}
		rows, err := tx.Query(ctx, closeComplaintSQL, pgx.StrictNamedArgs{"id": id, "by": by, "outcome": outcome})
		if err != nil {
			return err
		}
		n := 0
		if _, err := pgx.ForEachRow(rows, []any{&e.Subject.Kind, &e.Subject.ID, &e.ProvinceCode}, func() error { n++; return nil }); err != nil {
			return err
		}
		if n == 0 {
			return ErrAlreadyDone
		}
		return Record(ctx, tx, e)
	})
	if err != nil {
		return fmt.Errorf("closing report %d: %w", id, err)
	}
	return nil
}
