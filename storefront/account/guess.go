package account

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// How many attempts may fail within guessWindow. One person mistypes a few
// times; a village behind one address, a few hundred times; who guesses one
// password from many addresses is stopped at the account.
const (
	guessWindow      = 15 * time.Minute
	guessesOfPair    = 8   // one login from one address
	guessesOfLogin   = 40  // one login from everywhere
	guessesOfAddress = 300 // any login from one address
)

// ErrManyGuesses says that somebody must wait before the next attempt.
var ErrManyGuesses = errors.New("account: too many attempts")

// Attempt is what somebody may try only so often. Each kind counts logins of its
// own: what a stranger types into one form never stands in the way of another.
type Attempt string

// The attempts, with what is counted as their login.
const (
	TryPassword  Attempt = "password"   // e-mail or phone, as typed
	TryCode      Attempt = "code"       // an account, by the second factor
	TryAgain     Attempt = "again"      // an account, by its password once more
	TryMailCode  Attempt = "mail-code"  // e-mail, as typed, by a code that was sent
	AskForLetter Attempt = "ask-letter" // e-mail that gets a letter; each one counts
	AskToClaim   Attempt = "ask-claim"  // a producer that somebody claims; each one counts
)

// Guesses counts attempts that failed. It lies in the database, so that several
// processes count together.
type Guesses struct {
	DB  *pgxpool.Pool
	Now func() time.Time
}

// Noted is an attempt that was counted, to be taken back where it succeeds.
type Noted struct {
	pair []byte
	rows []int64
}

// guessKeys are what an attempt is counted under; a login that no account has is
// counted like any other.
func guessKeys(kind Attempt, login, address string) (pair, of, from []byte) {
	if e := Email(login); e != "" {
		login = e
	} else if p := Phone(login); p != "" {
		login = p
	}
	login = string(kind) + ":" + login
	return secretHash("pair:" + login + "@" + address), secretHash("login:" + login), secretHash("address:" + address)
}

// Both locks are always taken in the same order. Under them nobody else counts
// the same login or address, so that of many attempts at once no more are let
// through than one after the other.
const lockGuessesSQL = `SELECT pg_advisory_xact_lock(least($1::bigint, $2)), pg_advisory_xact_lock(greatest($1::bigint, $2))`

const noteSQL = `
INSERT INTO sign_in_failure (key, at) SELECT unnest(ARRAY[@pair, @login, @address]::bytea[]), @now
WHERE NOT (
	SELECT count(*) FILTER (WHERE key = @pair) >= @of_pair OR count(*) FILTER (WHERE key = @login) >= @of_login
		OR count(*) FILTER (WHERE key = @address) >= @of_address
	FROM sign_in_failure WHERE key IN (@pair, @login, @address) AND at > @since)
RETURNING id`

const forgetFailuresSQL = `DELETE FROM sign_in_failure WHERE at < $1`

// Note counts an attempt as failed before it is made, and forgets old ones;
// ErrManyGuesses where a login or an address must wait.
func (g Guesses) Note(ctx context.Context, kind Attempt, login, address string) (Noted, error) {
	var noted Noted
	err := pgx.BeginFunc(ctx, g.DB, func(tx pgx.Tx) error {
		var err error
		noted, err = g.note(ctx, tx, kind, login, address)
		return err
	})
	if err != nil {
		return Noted{}, fmt.Errorf("counting an attempt: %w", err)
	}
	if _, err := g.DB.Exec(ctx, forgetFailuresSQL, g.Now().Add(-time.Hour)); err != nil {
		return noted, fmt.Errorf("forgetting failed attempts: %w", err)
	}
	return noted, nil
}

func (g Guesses) note(ctx context.Context, tx pgx.Tx, kind Attempt, login, address string) (Noted, error) {
	pair, of, from := guessKeys(kind, login, address)
	if _, err := tx.Exec(ctx, lockGuessesSQL, int64(binary.BigEndian.Uint64(of)), int64(binary.BigEndian.Uint64(from))); err != nil {
		return Noted{}, err
	}
	rows, err := tx.Query(ctx, noteSQL, pgx.StrictNamedArgs{
		"pair": pair, "login": of, "address": from, "now": g.Now(), "since": g.Now().Add(-guessWindow),
		"of_pair": guessesOfPair, "of_login": guessesOfLogin, "of_address": guessesOfAddress,
	})
	if err != nil {
		return Noted{}, err
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err == nil && len(ids) == 0 {
		err = ErrManyGuesses
	}
	return Noted{pair, ids}, err
}

const takeBackSQL = `DELETE FROM sign_in_failure WHERE id = ANY($1)`

// TakeBack uncounts an attempt that was neither right nor wrong.
func (g Guesses) TakeBack(ctx context.Context, noted Noted) error {
	if _, err := g.DB.Exec(ctx, takeBackSQL, noted.rows); err != nil {
		return fmt.Errorf("taking an attempt back: %w", err)
	}
	return nil
}

const succeededSQL = `DELETE FROM sign_in_failure WHERE id = ANY($1) OR key = $2`

// Succeeded uncounts an attempt that was right, and forgets the failures of its
// login at its address.
func (g Guesses) Succeeded(ctx context.Context, noted Noted) error {
	if _, err := g.DB.Exec(ctx, succeededSQL, noted.rows, noted.pair); err != nil {
		return fmt.Errorf("forgetting failed attempts: %w", err)
	}
	return nil
}
