package account

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
)

const producersOfSQL = `
SELECT producer_id FROM account_producer WHERE account_id = $1 AND (ends_on IS NULL OR ends_on >= $2) ORDER BY producer_id`

// ProducersOf lists for whom an account acts today; a helper's ended grants are
// not among them.
func (a Accounts) ProducersOf(ctx context.Context, id int64) ([]int64, error) {
	rows, err := a.DB.Query(ctx, producersOfSQL, id, a.Today())
	if err != nil {
		return nil, fmt.Errorf("listing producers of account %d: %w", id, err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return nil, fmt.Errorf("listing producers of account %d: %w", id, err)
	}
	return ids, nil
}

// Grant lets a helper enter for a producer until a day.
type Grant struct {
	HelperID   int64
	HelperName string
	Login      string // e-mail, or phone where there is none
	ProducerID int64
	EndsOn     catalog.Day
}

const grantsSQL = `
SELECT a.id AS helper_id, a.name AS helper_name, coalesce(a.email, a.phone, '') AS login, g.producer_id, g.ends_on
FROM account_producer g JOIN account a ON a.id = g.account_id
WHERE g.producer_id = ANY($1) AND g.ends_on >= $2 ORDER BY g.producer_id, a.name, a.id`

// Grants lists who helps producers today.
func (a Accounts) Grants(ctx context.Context, producers []int64) ([]Grant, error) {
	rows, err := a.DB.Query(ctx, grantsSQL, producers, a.Today())
	if err != nil {
		return nil, fmt.Errorf("listing helpers: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Grant])
	if err != nil {
		return nil, fmt.Errorf("listing helpers: %w", err)
	}
	return list, nil
}

// ErrNoHelper says that a login belongs to somebody who is no helper.
var ErrNoHelper = fmt.Errorf("account: not a helper")

// AskHelper lets somebody enter for a producer until a day, as the producer's
// account asks. Who has no account yet gets one, with a link for a password.
func (a Accounts) AskHelper(ctx context.Context, tokens Tokens, helper Account, grant Grant, by int64, invite, tell Tell) error {
	err := pgx.BeginFunc(ctx, a.DB, func(tx pgx.Tx) error {
		if helper.ID == 0 {
			var err error
			if helper.ID, err = addAccount(ctx, tx, helper); err != nil {
				return err
			}
			if err := tokens.sendLink(ctx, tx, helper, Invite, invite); err != nil {
				return err
			}
		}
		if helper.Role != Helper {
			return ErrNoHelper
		}
		if _, err := tx.Exec(ctx, actForSQL, helper.ID, grant.ProducerID, by, grant.EndsOn); err != nil {
			return err
		}
		if err := recordGrant(ctx, tx, "grant.give", grant, helper.ID, by); err != nil {
			return err
		}
		return tell(ctx, tx, helper, "")
	})
	if err != nil {
		return fmt.Errorf("asking a helper for producer %d: %w", grant.ProducerID, err)
	}
	return nil
}

const endGrantSQL = `DELETE FROM account_producer WHERE account_id = $1 AND producer_id = $2 AND ends_on IS NOT NULL`

// EndGrant ends a helper's grant at once.
func (a Accounts) EndGrant(ctx context.Context, grant Grant, by int64) error {
	err := pgx.BeginFunc(ctx, a.DB, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, endGrantSQL, grant.HelperID, grant.ProducerID)
		if err != nil || tag.RowsAffected() == 0 {
			return err
		}
		return recordGrant(ctx, tx, "grant.end", grant, grant.HelperID, by)
	})
	if err != nil {
		return fmt.Errorf("ending a grant of producer %d: %w", grant.ProducerID, err)
	}
	return nil
}

func recordGrant(ctx context.Context, tx pgx.Tx, action string, grant Grant, helperID, by int64) error {
	return catalog.Record(ctx, tx, catalog.Entry{
		AccountID: by, Action: action, Subject: catalog.Subject{Kind: "producer", ID: grant.ProducerID},
		Detail: map[string]string{"helper": fmt.Sprint(helperID), "until": grant.EndsOn.String()},
	})
}

// Hanging is what accounts keep of producers, for mergers: who acts for the one
// acts for the other.
func Hanging() []catalog.Hanging {
	return []catalog.Hanging{
		{On: "producer", Table: "account_producer", Column: "producer_id", Key: "m.account_id::text", Ends: true},
		{On: "producer", Table: "account_claim", Column: "producer_id", Key: "m.id::text"},
	}
}
