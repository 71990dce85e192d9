package inquiry

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"ocop/storefront/locale"
)

// Mail is a letter as it was kept and what became of it.
type Mail struct {
	ID        int64
	MessageID string
	Thread    string
	Recipient string
	Lang      locale.Lang
	Subject   string
	Letter    Letter
	Refs      []string
	State     string // queued, sending, sent, failed, bounced, unwanted
	Attempts  int
	Answer    string // the mail server's last word
	CreatedAt time.Time
	SentAt    *time.Time
}

const mailColumns = `
	id, message_id, thread, recipient, lang, subject, coalesce(letter, '{}') AS letter, refs, state, attempts, answer, created_at, sent_at`

const latestMailsSQL = `SELECT` + mailColumns + ` FROM mail WHERE $1 = '' OR recipient = $1 ORDER BY id DESC LIMIT $2`

// Latest lists the newest letters, those to one address where one is given.
func (m *Mails) Latest(ctx context.Context, to string, most int) ([]Mail, error) {
	rows, err := m.DB.Query(ctx, latestMailsSQL, to, most)
	if err != nil {
		return nil, fmt.Errorf("listing letters: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Mail])
	if err != nil {
		return nil, fmt.Errorf("listing letters: %w", err)
	}
	return list, nil
}

const mailByIDSQL = `SELECT` + mailColumns + ` FROM mail WHERE id = $1`

// ByID finds a letter; pgx.ErrNoRows where there is none.
func (m *Mails) ByID(ctx context.Context, id int64) (Mail, error) {
	rows, err := m.DB.Query(ctx, mailByIDSQL, id)
	if err != nil {
		return Mail{}, fmt.Errorf("reading letter %d: %w", id, err)
	}
	mail, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Mail])
	if err != nil {
		return Mail{}, fmt.Errorf("reading letter %d: %w", id, err)
	}
	return mail, nil
}

// Text is the plain form of a letter, as it travels.
func (m *Mails) Text(l Letter) string { return l.text(m.words.In(l.Lang)) }
