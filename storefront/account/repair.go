package account

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
)

const listAccountsSQL = `SELECT` + accountColumns + ` FROM account a WHERE @province = '' OR a.province_code = @province
	OR (SELECT bool_and(g.producer_id = ANY(@producers)) FROM account_producer g
		WHERE g.account_id = a.id AND (g.ends_on IS NULL OR g.ends_on >= @today))
ORDER BY a.state = 'closed', a.role, a.name, a.id`

// List is every account, or those that a province with its producers looks after:
// its office, and who acts or helps today for them and for nobody elsewhere.
func (a Accounts) List(ctx context.Context, provinceCode string, producers []int64) ([]Account, error) {
	rows, err := a.DB.Query(ctx, listAccountsSQL, pgx.StrictNamedArgs{"province": provinceCode, "producers": producers, "today": a.Today()})
	if err != nil {
		return nil, fmt.Errorf("listing accounts: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Account])
	if err != nil {
		return nil, fmt.Errorf("listing accounts: %w", err)
	}
	return list, nil
}

// ResetPassword gives the owner a link for a new password, whom somebody else
// asked for; by is 0 for a command of the operator. The old password and every
// session end at once.
func (a Accounts) ResetPassword(ctx context.Context, tokens Tokens, who Account, by int64, tell Tell) error {
	const sql = `UPDATE account SET password = NULL, state = 'invited' WHERE id = $1 AND state <> 'closed'`
	return a.repair(ctx, who, by, "account.reset-password", func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, sql, who.ID); err != nil {
			return err
		}
		return tokens.sendLink(ctx, tx, who, Invite, tell)
	})
}

// ResetFactor takes the second factor off an account, and tells the owner.
func (a Accounts) ResetFactor(ctx context.Context, who Account, by int64, tell Tell) error {
	return a.repair(ctx, who, by, "account.reset-factor", func(tx pgx.Tx) error {
		if err := dropFactors(ctx, tx, who.ID); err != nil {
			return err
		}
		return tell(ctx, tx, who, "")
	})
}

func dropFactors(ctx context.Context, tx pgx.Tx, id int64) error {
	for _, sql := range []string{
		`DELETE FROM account_totp WHERE account_id = $1`, `DELETE FROM account_recovery_code WHERE account_id = $1`,
		`DELETE FROM account_passkey WHERE account_id = $1`,
	} {
		if _, err := tx.Exec(ctx, sql, id); err != nil {
			return err
		}
	}
	return nil
}

// repair does something to another's account, ends its sessions and records it.
func (a Accounts) repair(ctx context.Context, who Account, by int64, action string, do func(pgx.Tx) error) error {
	err := pgx.BeginFunc(ctx, a.DB, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, endSessionsSQL, who.ID); err != nil {
			return err
		}
		if err := do(tx); err != nil {
			return err
		}
		return catalog.Record(ctx, tx, who.entry(by, action))
	})
	if err != nil {
		return fmt.Errorf("%s of %d: %w", action, who.ID, err)
	}
	return nil
}

// Invite adds an account and has its owner told the link for a first password.
// The producers are those it acts for.
func (a Accounts) Invite(ctx context.Context, tokens Tokens, who Account, producers []int64, by int64, tell Tell) (int64, error) {
	err := pgx.BeginFunc(ctx, a.DB, func(tx pgx.Tx) error {
		var err error
		if who.ID, err = addAccount(ctx, tx, who); err != nil {
			return err
		}
		for _, producer := range producers {
			if _, err := tx.Exec(ctx, actForSQL, who.ID, producer, 0, catalog.Day{}); err != nil {
				return err
			}
		}
		if err := catalog.Record(ctx, tx, who.entry(by, "account.invite")); err != nil {
			return err
		}
		return tokens.sendLink(ctx, tx, who, Invite, tell)
	})
	if err != nil {
		return 0, fmt.Errorf("inviting: %w", err)
	}
	return who.ID, nil
}
