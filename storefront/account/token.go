package account

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Purpose is what a link or code that was sent is good for.
type Purpose string

// The purposes.
const (
	Invite  Purpose = "invite"  // a first password
	Recover Purpose = "recover" // a new password
	ByCode  Purpose = "code"    // signing in once
)

// lasts is how long a link or code can be used.
func (p Purpose) lasts() time.Duration {
	switch p {
	case Invite:
		return 7 * 24 * time.Hour
	case Recover:
		return time.Hour
	}
	return 10 * time.Minute
}

// Tokens is the table of links and codes that were sent.
type Tokens struct {
	DB  *pgxpool.Pool
	Now func() time.Time
}

// Tell hands a secret to its owner, in the transaction that keeps it.
type Tell func(ctx context.Context, tx pgx.Tx, to Account, secret string) error

const saveTokenSQL = `
INSERT INTO account_token (account_id, purpose, hash, made_at, ends_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (account_id, purpose) DO UPDATE SET hash = excluded.hash, tries = 0, made_at = excluded.made_at, ends_at = excluded.ends_at`

func (t Tokens) save(ctx context.Context, tx pgx.Tx, accountID int64, purpose Purpose, hash []byte) error {
	if _, err := tx.Exec(ctx, `DELETE FROM account_token WHERE ends_at < $1`, t.Now()); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, saveTokenSQL, accountID, purpose, hash, t.Now(), t.Now().Add(purpose.lasts()))
	return err
}

// SendLink makes the secret of a link and has it told.
func (t Tokens) SendLink(ctx context.Context, to Account, purpose Purpose, tell Tell) error {
	err := pgx.BeginFunc(ctx, t.DB, func(tx pgx.Tx) error { return t.sendLink(ctx, tx, to, purpose, tell) })
	if err != nil {
		return fmt.Errorf("sending a link to account %d: %w", to.ID, err)
	}
	return nil
}

func (t Tokens) sendLink(ctx context.Context, tx pgx.Tx, to Account, purpose Purpose, tell Tell) error {
	secret := rand.Text()
	if err := t.save(ctx, tx, to.ID, purpose, secretHash(secret)); err != nil {
		return err
	}
	return tell(ctx, tx, to, secret)
}

// SendCode makes a code of six digits and has it told.
func (t Tokens) SendCode(ctx context.Context, to Account, tell Tell) error {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return fmt.Errorf("making a code: %w", err)
	}
	code := fmt.Sprintf("%06d", n)
	err = pgx.BeginFunc(ctx, t.DB, func(tx pgx.Tx) error {
		if err := t.save(ctx, tx, to.ID, ByCode, codeHash(to.ID, code)); err != nil {
			return err
		}
		return tell(ctx, tx, to, code)
	})
	if err != nil {
		return fmt.Errorf("sending a code to account %d: %w", to.ID, err)
	}
	return nil
}

const tokenSQL = `
SELECT` + accountColumns + ` FROM account_token t JOIN account a ON a.id = t.account_id
WHERE t.hash = $1 AND t.purpose IN ('invite', 'recover') AND t.ends_at > $2 AND a.state <> 'closed'`

// Holder is whom a link belongs to; pgx.ErrNoRows where it is used, replaced or
// too old.
func (t Tokens) Holder(ctx context.Context, secret string) (Account, error) {
	rows, err := t.DB.Query(ctx, tokenSQL, secretHash(secret), t.Now())
	if err != nil {
		return Account{}, fmt.Errorf("reading a link: %w", err)
	}
	holder, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Account])
	if err != nil {
		return Account{}, fmt.Errorf("reading a link: %w", err)
	}
	return holder, nil
}

const useTokenSQL = `DELETE FROM account_token WHERE hash = $1 AND purpose IN ('invite', 'recover') AND ends_at > $2`

// use takes a link; pgx.ErrNoRows where somebody was faster.
func (t Tokens) use(ctx context.Context, tx pgx.Tx, secret string) error {
	tag, err := tx.Exec(ctx, useTokenSQL, secretHash(secret), t.Now())
	if err == nil && tag.RowsAffected() == 0 {
		err = pgx.ErrNoRows
	}
	return err
}

const tryCodeSQL = `
UPDATE account_token SET tries = tries + 1
WHERE account_id = $1 AND purpose = 'code' AND tries < 5 AND ends_at > $2
RETURNING hash`

const dropCodeSQL = `DELETE FROM account_token WHERE account_id = $1 AND purpose = 'code' AND hash = $2`

// UseCode takes a code that was sent; ErrCode where it is wrong, used, too old
// or was tried too often.
func (t Tokens) UseCode(ctx context.Context, accountID int64, code string) error {
	var kept []byte
	err := t.DB.QueryRow(ctx, tryCodeSQL, accountID, t.Now()).Scan(&kept)
	if errors.Is(err, pgx.ErrNoRows) {
		return ErrCode
	}
	if err != nil {
		return fmt.Errorf("checking a code that was sent: %w", err)
	}
	typed := codeHash(accountID, code)
	if subtle.ConstantTimeCompare(kept, typed) != 1 {
		return ErrCode
	}
	tag, err := t.DB.Exec(ctx, dropCodeSQL, accountID, typed)
	if err != nil {
		return fmt.Errorf("checking a code that was sent: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return ErrCode
	}
	return nil
}
