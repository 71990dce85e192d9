package inquiry

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/storefront/locale"
)

// What is kept of saved searches, and how long.
const (
	searchWeek      = 7 * 24 * time.Hour // between two letters, and to confirm
	mostSearches    = 20                 // of one address
	mostUnconfirmed = 3                  // of one address in a day: nobody's mail is flooded from here
)

// ErrManySearches says that an address has as many saved searches as it may.
var ErrManySearches = errors.New("inquiry: too many saved searches")

// SavedSearch is a list that an address wants to hear of.
type SavedSearch struct {
	ID          int64
	Token       string
	Email       string
	Lang        locale.Lang
	Query       string // parameters of the list
	Title       string // what the list holds
	Known       []int64
	ConfirmedAt *time.Time
}

// Confirmed reports whether the address has said yes.
func (s SavedSearch) Confirmed() bool { return s.ConfirmedAt != nil }

// SavedSearches is the table of them.
type SavedSearches struct {
	DB  *pgxpool.Pool
	Now func() time.Time
}

const searchColumns = `id, token, email, lang, query, title, known, confirmed_at`

const countSearchesSQL = `
SELECT count(*), count(*) FILTER (WHERE confirmed_at IS NULL AND created_at > $2),
	(SELECT count(*) FROM saved_search WHERE network = $3 AND created_at > $4)
FROM saved_search WHERE lower(email) = lower($1)`

// The same list again is the same row; one that waits for its yes gets no second
// letter for an hour.
const saveSearchSQL = `
INSERT INTO saved_search (token, email, lang, query, title, known, created_at, network)
VALUES (@token, @email, @lang, @query, @title, @known, @now, @network)
ON CONFLICT (lower(email), lang, query) DO UPDATE SET created_at = excluded.created_at
WHERE saved_search.confirmed_at IS NULL AND saved_search.created_at < @now::timestamptz - interval '1 hour'
RETURNING token`

// Save keeps a search and has the address asked whether it wants it: letter makes
// the mail for its token. An address that has it already is not asked again, and
// whoever asks cannot tell the difference. ErrManySearches and ErrTooMany tell of
// limits of the address and of the network it is asked from.
func (s SavedSearches) Save(ctx context.Context, mails *Mails, search SavedSearch, from Pass, letter func(token string) Letter) error {
	err := pgx.BeginFunc(ctx, s.DB, func(tx pgx.Tx) error {
		var all, unconfirmed, near int
		err := tx.QueryRow(ctx, countSearchesSQL, search.Email, s.Now().Add(-day), from.Network, s.Now().Add(-time.Hour)).Scan(&all, &unconfirmed, &near)
		switch {
		case err != nil:
			return err
		case all >= mostSearches || unconfirmed >= mostUnconfirmed:
			return ErrManySearches
		case near >= from.Most():
			return ErrTooMany
		}
		var token string
		err = tx.QueryRow(ctx, saveSearchSQL, pgx.StrictNamedArgs{
			"token": rand.Text(), "email": search.Email, "lang": search.Lang, "query": search.Query, "title": search.Title,
			"known": search.Known, "now": s.Now(), "network": from.Network,
		}).Scan(&token)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		return mails.Send(ctx, tx, letter(token))
	})
	if err != nil {
		return fmt.Errorf("saving a search: %w", err)
	}
	return nil
}

// ByToken finds a saved search; pgx.ErrNoRows where there is none.
func (s SavedSearches) ByToken(ctx context.Context, token string) (SavedSearch, error) {
	rows, _ := s.DB.Query(ctx, `SELECT `+searchColumns+` FROM saved_search WHERE token = $1`, token)
	search, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[SavedSearch])
	if err != nil {
		return SavedSearch{}, fmt.Errorf("reading a saved search: %w", err)
	}
	return search, nil
}

// Confirm begins the letters. What is in the list from then on is not new.
func (s SavedSearches) Confirm(ctx context.Context, token string) error {
	const confirmSQL = `UPDATE saved_search SET confirmed_at = $2, looked_at = $2 WHERE token = $1 AND confirmed_at IS NULL`
	if _, err := s.DB.Exec(ctx, confirmSQL, token, s.Now()); err != nil {
		return fmt.Errorf("confirming a saved search: %w", err)
	}
	return nil
}

// End forgets a saved search and its address.
func (s SavedSearches) End(ctx context.Context, token string) error {
	if _, err := s.DB.Exec(ctx, `DELETE FROM saved_search WHERE token = $1`, token); err != nil {
		return fmt.Errorf("ending a saved search: %w", err)
	}
	return nil
}

const dueSearchSQL = `
SELECT ` + searchColumns + ` FROM saved_search WHERE confirmed_at IS NOT NULL AND looked_at <= $1
ORDER BY looked_at LIMIT 1 FOR UPDATE SKIP LOCKED`

// Next looks at the saved search that is due the longest. compare says what is in
// the list now, and the letter that tells of it, nil where nothing is new. Both
// are kept at once, so that nobody hears of a thing twice or never. It reports
// whether one was due.
func (s SavedSearches) Next(ctx context.Context, mails *Mails, compare func(SavedSearch) ([]int64, *Letter, error)) (bool, error) {
	due := false
	err := pgx.BeginFunc(ctx, s.DB, func(tx pgx.Tx) error {
		rows, _ := tx.Query(ctx, dueSearchSQL, s.Now().Add(-searchWeek))
		search, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[SavedSearch])
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		due = true
		known, letter, err := compare(search)
		if err != nil {
			return err
		}
		if letter != nil {
			if err := mails.Send(ctx, tx, *letter); err != nil {
				return err
			}
		}
		_, err = tx.Exec(ctx, `UPDATE saved_search SET known = $2, looked_at = $3 WHERE id = $1`, search.ID, known, s.Now())
		return err
	})
	if err != nil {
		return false, fmt.Errorf("looking at saved searches: %w", err)
	}
	return due, nil
}

// Purge forgets what was never confirmed, and where searches were asked from.
func (s SavedSearches) Purge(ctx context.Context) error {
	const purgeSQL = `DELETE FROM saved_search WHERE confirmed_at IS NULL AND created_at < $1`
	if _, err := s.DB.Exec(ctx, purgeSQL, s.Now().Add(-searchWeek)); err != nil {
		return fmt.Errorf("forgetting unconfirmed searches: %w", err)
	}
	const networkSQL = `UPDATE saved_search SET network = NULL WHERE network IS NOT NULL AND created_at < $1`
	if _, err := s.DB.Exec(ctx, networkSQL, s.Now().Add(-networkKept)); err != nil {
		return fmt.Errorf("forgetting where searches were asked from: %w", err)
	}
	return nil
}
