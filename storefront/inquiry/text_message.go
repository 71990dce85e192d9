package inquiry

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
)

// Texts is the table of short messages, for SMS, Zalo or whatever the operator's
// provider offers.
type Texts struct {
	DB   *pgxpool.Pool
	jobs *river.Client[pgx.Tx]
	now  func() time.Time
}

// NewTexts prepares short messages. Nothing leaves until a TextWorker runs.
func NewTexts(db *pgxpool.Pool, now func() time.Time) (*Texts, error) {
	jobs, err := river.NewClient(riverpgxv5.New(db), &river.Config{}) // only to put jobs in
	if err != nil {
		return nil, fmt.Errorf("preparing short messages: %w", err)
	}
	return &Texts{DB: db, jobs: jobs, now: now}, nil
}

const insertTextSQL = `INSERT INTO text_message (thread, phone, body, created_at) VALUES ($1, $2, $3, $4) RETURNING id`

// Send keeps a short message of a thread and its job in the caller's transaction.
func (t *Texts) Send(ctx context.Context, tx pgx.Tx, thread, phone, body string) error {
	var id int64
	if err := tx.QueryRow(ctx, insertTextSQL, thread, phone, body, t.now()).Scan(&id); err != nil {
		return fmt.Errorf("keeping a short message: %w", err)
	}
	if _, err := t.jobs.InsertTx(ctx, tx, TextJob{ID: id}, nil); err != nil {
		return fmt.Errorf("queueing a short message: %w", err)
	}
	return nil
}

// Text is a short message and what became of it.
type Text struct {
	ID        int64
	Phone     string
	Body      string
	State     string // queued, sent, failed
	CreatedAt time.Time
}

const latestTextsSQL = `SELECT id, phone, body, state, created_at FROM text_message ORDER BY id DESC LIMIT $1`

// Latest lists the newest short messages.
func (t *Texts) Latest(ctx context.Context, most int) ([]Text, error) {
	rows, err := t.DB.Query(ctx, latestTextsSQL, most)
	if err != nil {
		return nil, fmt.Errorf("listing short messages: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Text])
	if err != nil {
		return nil, fmt.Errorf("listing short messages: %w", err)
	}
	return list, nil
}

// TextJob asks for one short message to be handed over.
type TextJob struct {
	ID int64 `json:"id"`
}

// Kind names the job to River.
func (TextJob) Kind() string { return "text_send" }

// InsertOpts lets it wait for about a day; an older one helps nobody.
func (TextJob) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: MailQueue, MaxAttempts: 50}
}

// TextSender hands a short message to a provider. The id is the same at each
// attempt, for providers that can tell a repetition.
type TextSender interface {
	SendText(ctx context.Context, id int64, phone, body string) error
}

// TextWorker hands short messages over in the background.
type TextWorker struct {
	river.WorkerDefaults[TextJob]
	db     *pgxpool.Pool
	sender TextSender
	now    func() time.Time
}

// NewTextWorker makes a worker over a sender.
func NewTextWorker(db *pgxpool.Pool, sender TextSender, now func() time.Time) *TextWorker {
	return &TextWorker{db: db, sender: sender, now: now}
}

// NextRetry waits as mail does.
func (w *TextWorker) NextRetry(job *river.Job[TextJob]) time.Time {
	return time.Now().Add(min(15*time.Second<<min(job.Attempt-1, 7), 30*time.Minute))
}

const textByIDSQL = `UPDATE text_message SET attempts = attempts + 1 WHERE id = $1 AND state = 'queued' RETURNING phone, body`

const endTextSQL = `
UPDATE text_message SET state = $2, answer = left($3, 300), sent_at = CASE WHEN $2 = 'sent' THEN $4::timestamptz END
WHERE id = $1 AND state = 'queued'`

// Work hands one message over, unless that has been done.
func (w *TextWorker) Work(ctx context.Context, job *river.Job[TextJob]) error {
	var phone, body string
	err := w.db.QueryRow(ctx, textByIDSQL, job.Args.ID).Scan(&phone, &body)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading short message %d: %w", job.Args.ID, err)
	}
	state, answer := "sent", ""
	failed := w.sender.SendText(ctx, job.Args.ID, phone, body)
	if failed != nil {
		if job.Attempt < job.MaxAttempts {
			return failed
		}
		state, answer = "failed", failed.Error()
	}
	if _, err := w.db.Exec(ctx, endTextSQL, job.Args.ID, state, answer, w.now()); err != nil {
		return errors.Join(failed, fmt.Errorf("noting what became of short message %d: %w", job.Args.ID, err))
	}
	return failed
}
