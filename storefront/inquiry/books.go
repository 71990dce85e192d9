package inquiry

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Books are what the table of letters says, for whoever checks it against what
// arrived.
type Books struct {
	IDs    []string       // Message-IDs
	States map[string]int // how many letters are in each state
	Unsure int            // how often one was handed over though it may have arrived
}

// Waiting is how many letters have not been sent yet.
func (b Books) Waiting() int { return b.States["queued"] + b.States["sending"] }

const booksSQL = `SELECT message_id, state, unsure FROM mail`

// Books reads them.
func (m *Mails) Books(ctx context.Context) (Books, error) {
	rows, err := m.DB.Query(ctx, booksSQL)
	if err != nil {
		return Books{}, fmt.Errorf("reading the letters' books: %w", err)
	}
	b := Books{States: make(map[string]int)}
	var id, state string
	var unsure int
	_, err = pgx.ForEachRow(rows, []any{&id, &state, &unsure}, func() error {
		b.IDs = append(b.IDs, id)
		b.States[state]++
		b.Unsure += unsure
		return nil
	})
	if err != nil {
		return Books{}, fmt.Errorf("reading the letters' books: %w", err)
	}
	return b, nil
}

const countKeysSQL = `SELECT count(*) FROM inquiry WHERE key = ANY($1)`

// CountKeys is how many inquiries of some forms are kept; a form has one at most.
func (q *Inquiries) CountKeys(ctx context.Context, keys []string) (int, error) {
	var n int
	if err := q.DB.QueryRow(ctx, countKeysSQL, keys).Scan(&n); err != nil {
		return 0, fmt.Errorf("counting inquiries: %w", err)
	}
	return n, nil
}
