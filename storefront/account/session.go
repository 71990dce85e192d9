package account

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
)

// How long a device stays signed in: staff for a working day, makers, whose
// phones are their own, for a month without use.
const (
	staffSession = 12 * time.Hour
	makerSession = 30 * 24 * time.Hour
	proveWithin  = 15 * time.Minute
)

// Session is somebody signed in on one device.
type Session struct {
	Account
	Key       int64   // of the session itself
	Producers []int64 // for whom the account acts today
	Proven    bool    // false while the second factor is still asked for
}

// ActsFor reports whether somebody acts for a producer today.
func (s *Session) ActsFor(producerID int64) bool { return slices.Contains(s.Producers, producerID) }

// Device is what is known of where somebody signs in.
type Device struct {
	Agent   string // what the browser calls itself
	Network string // address
}

// Sessions is the table of sessions.
type Sessions struct {
	DB    *pgxpool.Pool
	Today func() catalog.Day
}

const openSessionSQL = `
INSERT INTO session (hash, account_id, proven, agent, network, ends_at)
VALUES ($1, $2, $3, left($4, 200), $5, now() + $6::interval)`

// Open signs an account in on a device and returns the secret of its cookie. An
// unproven session opens nothing but the question for the second factor.
func (s Sessions) Open(ctx context.Context, account Account, device Device, proven bool) (secret string, err error) {
	if _, err := s.DB.Exec(ctx, forgetSessionsSQL); err != nil {
		return "", fmt.Errorf("forgetting sessions that have ended: %w", err)
	}
	secret = rand.Text()
	_, err = s.DB.Exec(ctx, openSessionSQL, secretHash(secret), account.ID, proven, device.Agent, device.Network, lifetime(account.Role, proven))
	if err != nil {
		return "", fmt.Errorf("opening a session: %w", err)
	}
	return secret, nil
}

const forgetSessionsSQL = `DELETE FROM session WHERE ends_at < now()`

func lifetime(role Role, proven bool) time.Duration {
	switch {
	case !proven:
		return proveWithin
	case role.Staff():
		return staffSession
	}
	return makerSession
}

func secretHash(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}

const sessionSQL = `
SELECT` + accountColumns + `, s.id AS key, s.proven,
	array(SELECT g.producer_id FROM account_producer g
		WHERE g.account_id = a.id AND (g.ends_on IS NULL OR g.ends_on >= $2) ORDER BY g.producer_id) AS producers
FROM session s JOIN account a ON a.id = s.account_id
WHERE s.hash = $1 AND s.ends_at > now() AND a.state = 'active'`

// A maker's month begins anew with use; staff sign in every working day.
const seenSessionSQL = `
UPDATE session SET seen_at = now(), ends_at = CASE WHEN $2 OR NOT proven THEN ends_at ELSE now() + $3::interval END
WHERE id = $1 AND seen_at < now() - interval '10 minutes'`

// Find is the session of a cookie's secret; pgx.ErrNoRows where there is none or
// it has ended.
func (s Sessions) Find(ctx context.Context, secret string) (*Session, error) {
	rows, err := s.DB.Query(ctx, sessionSQL, secretHash(secret), s.Today())
	if err != nil {
		return nil, fmt.Errorf("reading a session: %w", err)
	}
	found, err := pgx.CollectExactlyOneRow(rows, pgx.RowToAddrOfStructByName[Session])
	if err != nil {
		return nil, fmt.Errorf("reading a session: %w", err)
	}
	if _, err := s.DB.Exec(ctx, seenSessionSQL, found.Key, found.Role.Staff(), makerSession); err != nil {
		return nil, fmt.Errorf("keeping a session: %w", err)
	}
	return found, nil
}

const endSessionSQL = `DELETE FROM session WHERE hash = $1`

// End signs a device out.
func (s Sessions) End(ctx context.Context, secret string) error {
	if _, err := s.DB.Exec(ctx, endSessionSQL, secretHash(secret)); err != nil {
		return fmt.Errorf("ending a session: %w", err)
	}
	return nil
}

const endSessionsSQL = `DELETE FROM session WHERE account_id = $1`

// OpenSession is a line of the list that somebody sees of their own devices.
type OpenSession struct {
	ID        int64
	Agent     string
	Network   string
	CreatedAt time.Time
	SeenAt    time.Time
}

const listSessionsSQL = `
SELECT id, agent, network, created_at, seen_at FROM session
WHERE account_id = $1 AND proven AND ends_at > now() ORDER BY seen_at DESC, id DESC`

// Of lists the devices on which an account is signed in.
func (s Sessions) Of(ctx context.Context, accountID int64) ([]OpenSession, error) {
	rows, err := s.DB.Query(ctx, listSessionsSQL, accountID)
	if err != nil {
		return nil, fmt.Errorf("listing sessions: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[OpenSession])
	if err != nil {
		return nil, fmt.Errorf("listing sessions: %w", err)
	}
	return list, nil
}

const endOneSessionSQL = `DELETE FROM session WHERE account_id = $1 AND id = $2`

// EndOne signs out one device of an account; another's is left alone.
func (s Sessions) EndOne(ctx context.Context, accountID, key int64) error {
	return s.end(ctx, endOneSessionSQL, accountID, key)
}

const endOtherSessionsSQL = `DELETE FROM session WHERE account_id = $1 AND id <> $2`

// EndOthers signs out every device of an account but one.
func (s Sessions) EndOthers(ctx context.Context, accountID, key int64) error {
	return s.end(ctx, endOtherSessionsSQL, accountID, key)
}

func (s Sessions) end(ctx context.Context, sql string, accountID, key int64) error {
	if _, err := s.DB.Exec(ctx, sql, accountID, key); err != nil {
		return fmt.Errorf("ending sessions of account %d: %w", accountID, err)
	}
	return nil
}
