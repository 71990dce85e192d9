package account

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// How many sign-ins may fail within guessWindow. One person mistypes a few
// times; a village behind one address, a few hundred times; who guesses one
// password from many addresses is stopped at the account.
const (
	guessWindow      = 15 * time.Minute
	guessesOfPair    = 8   // one login from one address
	guessesOfLogin   = 40  // one login from everywhere
	guessesOfAddress = 300 // any login from one address
)

// Guesses counts sign-ins that failed. It lies in the database, so that several
// processes count together.
type Guesses struct {
	DB  *pgxpool.Pool
	Now func() time.Time
}

// guessKeys are what a failure is counted under; a login that no account has is
// counted like any other.
func guessKeys(login, address string) [3][]byte {
	if e := Email(login); e != "" {
		login = e
	} else if p := Phone(login); p != "" {
		login = p
	}
	return [3][]byte{secretHash("pair:" + login + "@" + address), secretHash("login:" + login), secretHash("address:" + address)}
}

const countGuessesSQL = `
SELECT count(*) FILTER (WHERE key = $1) >= $5 OR count(*) FILTER (WHERE key = $2) >= $6 OR count(*) FILTER (WHERE key = $3) >= $7
FROM sign_in_failure WHERE key IN ($1, $2, $3) AND at > $4`

// TooMany reports whether a login from an address must wait.
func (g Guesses) TooMany(ctx context.Context, login, address string) (bool, error) {
	var many bool
	keys := guessKeys(login, address)
	err := g.DB.QueryRow(ctx, countGuessesSQL, keys[0], keys[1], keys[2], g.Now().Add(-guessWindow),
		guessesOfPair, guessesOfLogin, guessesOfAddress).Scan(&many)
	if err != nil {
		return false, fmt.Errorf("counting failed sign-ins: %w", err)
	}
	return many, nil
}

const failedSQL = `INSERT INTO sign_in_failure (key, at) SELECT unnest($1::bytea[]), $2`

const forgetFailuresSQL = `DELETE FROM sign_in_failure WHERE at < $1`

// Failed counts a failure and forgets old ones.
func (g Guesses) Failed(ctx context.Context, login, address string) error {
	keys := guessKeys(login, address)
	if _, err := g.DB.Exec(ctx, failedSQL, keys[:], g.Now()); err != nil {
		return fmt.Errorf("counting a failed sign-in: %w", err)
	}
	if _, err := g.DB.Exec(ctx, forgetFailuresSQL, g.Now().Add(-time.Hour)); err != nil {
		return fmt.Errorf("forgetting failed sign-ins: %w", err)
	}
	return nil
}

const succeededSQL = `DELETE FROM sign_in_failure WHERE key = $1`

// Succeeded forgets the failures of a login at an address that has got in.
func (g Guesses) Succeeded(ctx context.Context, login, address string) error {
	if _, err := g.DB.Exec(ctx, succeededSQL, guessKeys(login, address)[0]); err != nil {
		return fmt.Errorf("forgetting failed sign-ins: %w", err)
	}
	return nil
}
