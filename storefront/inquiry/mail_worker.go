package inquiry

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/mail"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
)

// MailQueue is the River queue letters wait in.
const MailQueue = "mail"

// MailJob asks for one letter to be sent.
type MailJob struct {
	ID int64 `json:"id"`
}

// Kind names the job to River.
func (MailJob) Kind() string { return "mail_send" }

// InsertOpts lets a letter wait for three days of a mail server that is away.
func (MailJob) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: MailQueue, MaxAttempts: 160}
}

// Sender hands a finished mail to a mail server. It returns a *RefusedError
// where trying again cannot help, and ErrUnsure where the mail may have arrived
// though the answer was lost.
type Sender interface {
	Send(ctx context.Context, from, to string, mail Outgoing) error
}

// Outgoing is a finished mail.
type Outgoing struct {
	MessageID string
	Bytes     []byte
}

// RefusedError is a mail server's permanent no.
type RefusedError struct{ Answer string }

func (e *RefusedError) Error() string { return "the mail server refused: " + e.Answer }

// ErrUnsure says that a mail was handed over whole and the answer was cut off.
var ErrUnsure = errors.New("inquiry: the mail server's answer was cut off")

// MailWorker sends letters in the background.
type MailWorker struct {
	river.WorkerDefaults[MailJob]
	mails  *Mails
	sender Sender
}

// NewMailWorker makes a worker that hands letters to a sender.
func NewMailWorker(mails *Mails, sender Sender) *MailWorker {
	return &MailWorker{mails: mails, sender: sender}
}

// How long one attempt may take, and how long the database is asked again to
// write down that a mail has left: a mail that was sent and not written down
// would be sent twice.
const (
	sendTimeout  = 3 * time.Minute
	notePatience = 2 * time.Minute
)

// Timeout bounds one attempt.
func (*MailWorker) Timeout(*river.Job[MailJob]) time.Duration { return sendTimeout }

// NextRetry waits a quarter of a minute, twice as long each time, at most half
// an hour.
func (w *MailWorker) NextRetry(job *river.Job[MailJob]) time.Time {
	wait := 15 * time.Second << min(job.Attempt-1, 7)
	return time.Now().Add(min(wait, 30*time.Minute))
}

const startMailSQL = `
UPDATE mail SET state = 'sending', attempts = attempts + 1, unsure = unsure + (state = 'sending')::int
WHERE id = $1 AND state IN ('queued', 'sending')
RETURNING message_id, letter, refs, created_at`

const endMailSQL = `
UPDATE mail SET state = @state, answer = left(@answer, 300),
	letter = CASE WHEN @state <> 'queued' AND NOT @keep AND letter @> '{"secret": true}' THEN NULL ELSE letter END,
	sent_at = CASE WHEN @state = 'sent' THEN @at::timestamptz END,
	failed_at = CASE WHEN @state = 'failed' THEN @at::timestamptz END
WHERE id = @id AND state = 'sending'`

// Work sends one letter, unless that has been done.
func (w *MailWorker) Work(ctx context.Context, job *river.Job[MailJob]) error {
	var m message
	err := w.mails.DB.QueryRow(ctx, startMailSQL, job.Args.ID).Scan(&m.id, &m.letter, &m.refs, &m.written)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading letter %d: %w", job.Args.ID, err)
	}
	out, err := w.mails.write(m)
	if err != nil {
		return err
	}
	err = w.sender.Send(ctx, w.mails.from, m.letter.To, Outgoing{MessageID: m.id, Bytes: out})
	switch refused := (*RefusedError)(nil); {
	case err == nil:
		return w.note(ctx, job.Args.ID, "sent", "")
	case errors.As(err, &refused):
		return w.note(ctx, job.Args.ID, "failed", refused.Answer)
	case job.Attempt >= job.MaxAttempts:
		return errors.Join(err, w.note(ctx, job.Args.ID, "failed", err.Error()))
	case errors.Is(err, ErrUnsure):
		slog.WarnContext(ctx, "a mail will be handed over again, its first answer was lost", "mail", job.Args.ID)
		return err // stays "sending": the next attempt counts as unsure
	}
	return errors.Join(err, w.note(ctx, job.Args.ID, "queued", err.Error()))
}

// note writes down how an attempt ended, and asks again while the database is
// away.
func (w *MailWorker) note(ctx context.Context, id int64, state, answer string) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), notePatience)
	defer cancel()
	for wait := 100 * time.Millisecond; ; wait = min(2*wait, 2*time.Second) {
		_, err := w.mails.DB.Exec(ctx, endMailSQL, pgx.StrictNamedArgs{"id": id, "state": state, "answer": answer, "at": w.mails.now(), "keep": w.mails.KeepSecrets})
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("noting what became of letter %d: %w", id, err)
		case <-time.After(wait):
		}
	}
}

// write makes the mail of a letter.
func (m *Mails) write(msg message) ([]byte, error) {
	words := m.words.In(msg.letter.Lang)
	msg.from = mail.Address{Name: words.T("site.name"), Address: m.from}
	msg.text = msg.letter.text(words)
	var err error
	if msg.html, err = msg.letter.html(m.page, words); err != nil {
		return nil, err
	}
	return msg.bytes()
}
