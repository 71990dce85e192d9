package inquiry

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"html/template"
	"net/mail"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"ocop/storefront/locale"
)

// Mails is the table of letters.
type Mails struct {
	DB *pgxpool.Pool
	// KeepSecrets keeps letters that hold secrets readable after they were sent:
	// for the demonstration, which shows them on a page.
	KeepSecrets bool

	words *locale.Words
	from  string // address
	jobs  *river.Client[pgx.Tx]
	page  *template.Template
	now   func() time.Time
}

// NewMails prepares sending from an address. Nothing leaves until a MailWorker
// runs, here or in another process.
func NewMails(db *pgxpool.Pool, words *locale.Words, from string, now func() time.Time) (*Mails, error) {
	address, err := mail.ParseAddress(from)
	if err != nil {
		return nil, fmt.Errorf("reading the sender's address: %w", err)
	}
	jobs, err := river.NewClient(riverpgxv5.New(db), &river.Config{}) // only to put jobs in
	if err != nil {
		return nil, fmt.Errorf("preparing mail: %w", err)
	}
	page, err := newLetterPage()
	if err != nil {
		return nil, err
	}
	return &Mails{DB: db, words: words, from: address.Address, jobs: jobs, page: page, now: now}, nil
}

// ErrAddress says that a letter's address is none.
var ErrAddress = errors.New("inquiry: not a mail address")

const insertMailSQL = `
INSERT INTO mail (message_id, key, thread, recipient, lang, subject, letter, refs, state, created_at)
SELECT @message_id, nullif(@key, ''), @thread, @recipient, @lang, @subject, @letter,
	ARRAY(SELECT message_id FROM (
		SELECT message_id, id FROM mail WHERE thread = @thread AND @thread <> '' AND recipient = @recipient ORDER BY id DESC LIMIT 10) AS before
		ORDER BY id),
	CASE WHEN @notice AND EXISTS (SELECT FROM mail_refusal WHERE address = lower(@recipient)) THEN 'unwanted' ELSE 'queued' END,
	@created_at
ON CONFLICT (key) DO NOTHING
RETURNING id, state`

// Send keeps a letter and the job that sends it, both in the caller's
// transaction: where that fails nothing is sent, and where it holds the letter
// is sent however long the mail server is away. A letter whose key was sent
// before is not sent again.
func (m *Mails) Send(ctx context.Context, tx pgx.Tx, l Letter) error {
	_, err := m.send(ctx, tx, l)
	return err
}

// send is Send; wanted is false where the reader asked for no more of these.
func (m *Mails) send(ctx context.Context, tx pgx.Tx, l Letter) (wanted bool, err error) {
	if _, err := mail.ParseAddress(l.To); err != nil || strings.ContainsAny(l.To, "<>\r\n ") {
		return false, ErrAddress
	}
	var id int64
	var state string
	err = tx.QueryRow(ctx, insertMailSQL, pgx.StrictNamedArgs{
		"message_id": "<" + rand.Text() + "@" + m.domain() + ">", "key": l.Key, "thread": l.Thread, "recipient": l.To, "lang": string(l.Lang),
		"subject": l.Subject, "letter": l, "notice": l.Unsubscribe != "", "created_at": m.now(),
	}).Scan(&id, &state)
	if errors.Is(err, pgx.ErrNoRows) {
		return true, nil
	}
	if err != nil {
		return false, fmt.Errorf("keeping a letter: %w", err)
	}
	if state != "queued" {
		return false, nil
	}
	if _, err := m.jobs.InsertTx(ctx, tx, MailJob{ID: id}, nil); err != nil {
		return false, fmt.Errorf("queueing a letter: %w", err)
	}
	return true, nil
}

// domain is what stands behind the @ of this site's addresses.
func (m *Mails) domain() string {
	_, domain, _ := strings.Cut(m.from, "@")
	return domain
}

const refuseMailSQL = `INSERT INTO mail_refusal (address, refused_at) VALUES (lower($1), $2) ON CONFLICT DO NOTHING`

// Refuse ends notices to an address; letters somebody asked for still go there.
func (m *Mails) Refuse(ctx context.Context, address string) error {
	if _, err := m.DB.Exec(ctx, refuseMailSQL, address, m.now()); err != nil {
		return fmt.Errorf("ending notices: %w", err)
	}
	return nil
}

const bounceMailSQL = `
UPDATE mail SET state = 'bounced', failed_at = $3, answer = left($2, 300)
WHERE message_id = $1 AND state IN ('sending', 'sent')`

// Bounce notes that a letter came back, and why.
func (m *Mails) Bounce(ctx context.Context, messageID, why string) error {
	if _, err := m.DB.Exec(ctx, bounceMailSQL, messageID, why, m.now()); err != nil {
		return fmt.Errorf("noting a bounce: %w", err)
	}
	return nil
}

const purgeMailSQL = `DELETE FROM mail WHERE created_at < $1 AND state NOT IN ('queued', 'sending')`

// Purge forgets letters written before a moment.
func (m *Mails) Purge(ctx context.Context, before time.Time) error {
	if _, err := m.DB.Exec(ctx, purgeMailSQL, before); err != nil {
		return fmt.Errorf("forgetting letters: %w", err)
	}
	return nil
}

// ForgetTo deletes the letters to somebody that belong to no thread: those about
// an account.
func (m *Mails) ForgetTo(ctx context.Context, tx pgx.Tx, recipient string) error {
	if _, err := tx.Exec(ctx, `DELETE FROM mail WHERE lower(recipient) = lower($1) AND thread = ''`, recipient); err != nil {
		return fmt.Errorf("forgetting letters: %w", err)
	}
	return nil
}

// Forget deletes the letters of a thread, in the transaction of what they told of.
func (m *Mails) Forget(ctx context.Context, tx pgx.Tx, thread string) error {
	if _, err := tx.Exec(ctx, `DELETE FROM mail WHERE thread = $1 AND thread <> ''`, thread); err != nil {
		return fmt.Errorf("forgetting the letters of %s: %w", thread, err)
	}
	return nil
}
