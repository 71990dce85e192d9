package account

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
)

// ErrWrong says that login and password do not belong together, and no more.
var ErrWrong = errors.New("account: wrong login or password")

const passwordSQL = `
SELECT a.id, coalesce(a.password, '') FROM account a WHERE (a.email = $1 OR a.phone = $2) AND a.state = 'active'`

// SignIn finds the account of an e-mail or phone with its password. Whatever is
// wrong, the answer is ErrWrong, and it takes as long.
func (a Accounts) SignIn(ctx context.Context, login, password string) (Account, error) {
	var id int64
	var kept string
	err := a.DB.QueryRow(ctx, passwordSQL, Email(login), Phone(login)).Scan(&id, &kept)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return Account{}, fmt.Errorf("signing in: %w", err)
	}
	if err := a.compare(ctx, kept, password); err != nil {
		return Account{}, err
	}
	return a.ByID(ctx, id)
}

func (a Accounts) compare(ctx context.Context, kept, password string) error {
	right, err := a.Hasher.Check(ctx, kept, password)
	if err == nil && !right {
		err = ErrWrong
	}
	return err
}

const passwordOfSQL = `SELECT coalesce(password, '') FROM account WHERE id = $1 AND state = 'active'`

// Prove checks the password of somebody who is signed in already; ErrWrong where
// it is another.
func (a Accounts) Prove(ctx context.Context, id int64, password string) error {
	var kept string
	if err := a.DB.QueryRow(ctx, passwordOfSQL, id).Scan(&kept); err != nil {
		return fmt.Errorf("checking the password of account %d: %w", id, err)
	}
	return a.compare(ctx, kept, password)
}

const setPasswordSQL = `
UPDATE account SET password = $2, password_set_at = now(), state = 'active' WHERE id = $1 AND state <> 'closed'`

// SetHash sets a password, as Hasher.Hash has made it, and ends every session.
func (a Accounts) SetHash(ctx context.Context, id int64, hash string) error {
	err := pgx.BeginFunc(ctx, a.DB, func(tx pgx.Tx) error { return setHash(ctx, tx, id, hash) })
	if err != nil {
		return fmt.Errorf("setting the password of account %d: %w", id, err)
	}
	return nil
}

func setHash(ctx context.Context, tx pgx.Tx, id int64, hash string) error {
	tag, err := tx.Exec(ctx, setPasswordSQL, id, hash)
	if err != nil {
		return err
	}
	if tag.RowsAffected() == 0 {
		return pgx.ErrNoRows
	}
	_, err = tx.Exec(ctx, endSessionsSQL, id)
	return err
}

// SetPassword changes a password, ends every session, and tells the owner.
func (a Accounts) SetPassword(ctx context.Context, who Account, password string, tell Tell) error {
	return a.change(ctx, who, password, tell, func(pgx.Tx) error { return nil })
}

// SetByLink is SetPassword for the holder of a link, which is used up by it;
// pgx.ErrNoRows where somebody was faster.
func (a Accounts) SetByLink(ctx context.Context, tokens Tokens, who Account, secret, password string, tell Tell) error {
	return a.change(ctx, who, password, tell, func(tx pgx.Tx) error { return tokens.use(ctx, tx, secret) })
}

func (a Accounts) change(ctx context.Context, who Account, password string, tell Tell, before func(pgx.Tx) error) error {
	hash, err := a.Hasher.Hash(ctx, password)
	if err != nil {
		return err
	}
	err = pgx.BeginFunc(ctx, a.DB, func(tx pgx.Tx) error {
		if err := before(tx); err != nil {
			return err
		}
		if err := setHash(ctx, tx, who.ID, hash); err != nil {
			return err
		}
		if err := catalog.Record(ctx, tx, who.entry(who.ID, "account.password")); err != nil {
			return err
		}
		return tell(ctx, tx, who, "")
	})
	if err != nil {
		return fmt.Errorf("changing the password of account %d: %w", who.ID, err)
	}
	return nil
}

// entry is a line of the audit about an account.
func (a Account) entry(by int64, action string) catalog.Entry {
	return catalog.Entry{
		AccountID: by, Action: action, Subject: catalog.Subject{Kind: "account", ID: a.ID}, ProvinceCode: a.ProvinceCode,
		Detail: map[string]string{"role": string(a.Role)},
	}
}
