package account

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
)

// Claim is somebody's word that they are a producer.
type Claim struct {
	ID         int64
	ProducerID int64
	Name       string
	Email      string
	Phone      string
	BusinessNo string // never published: a household's may be a personal number
	Note       string
	Lang       string
	State      string // waiting, confirmed, refused
	MadeAt     time.Time
}

// Claims is the table of claims.
type Claims struct{ DB *pgxpool.Pool }

const addClaimSQL = `
INSERT INTO account_claim (producer_id, name, email, phone, business_no, note, certificate, lang)
SELECT @producer, @name, @email, @phone, @business_no, @note, @certificate, @lang
WHERE (SELECT count(*) FROM account_claim WHERE producer_id = @producer AND state = 'waiting') < @most`

// claimsOfProducer is how many claims of one producer may wait, so that nobody
// fills the office's list.
const claimsOfProducer = 5

// Add keeps a claim with the photo of its certificate. It reports whether there
// was room for it.
func (c Claims) Add(ctx context.Context, claim Claim, certificate []byte) (bool, error) {
	if err := c.forget(ctx); err != nil {
		return false, err
	}
	tag, err := c.DB.Exec(ctx, addClaimSQL, pgx.StrictNamedArgs{
		"producer": claim.ProducerID, "name": claim.Name, "email": claim.Email, "phone": claim.Phone, "business_no": claim.BusinessNo,
		"note": claim.Note, "certificate": certificate, "lang": claim.Lang, "most": claimsOfProducer,
	})
	if err != nil {
		return false, fmt.Errorf("keeping a claim: %w", err)
	}
	return tag.RowsAffected() == 1, nil
}

const claimColumns = ` id, producer_id, name, email, phone, business_no, note, lang, state, made_at FROM account_claim `

// ByID finds a claim; pgx.ErrNoRows where there is none.
func (c Claims) ByID(ctx context.Context, id int64) (Claim, error) {
	rows, err := c.DB.Query(ctx, `SELECT`+claimColumns+`WHERE id = $1`, id)
	if err != nil {
		return Claim{}, fmt.Errorf("reading claim %d: %w", id, err)
	}
	claim, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Claim])
	if err != nil {
		return Claim{}, fmt.Errorf("reading claim %d: %w", id, err)
	}
	return claim, nil
}

const waitingClaimsSQL = `SELECT` + claimColumns + `WHERE state = 'waiting' AND ($1 OR producer_id = ANY($2)) ORDER BY made_at, id LIMIT 200`

// Waiting lists claims that nobody has decided, the oldest first: of these
// producers, or all.
func (c Claims) Waiting(ctx context.Context, all bool, producers []int64) ([]Claim, error) {
	rows, err := c.DB.Query(ctx, waitingClaimsSQL, all, producers)
	if err != nil {
		return nil, fmt.Errorf("listing claims: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Claim])
	if err != nil {
		return nil, fmt.Errorf("listing claims: %w", err)
	}
	return list, nil
}

const countClaimsSQL = `SELECT count(*) FROM account_claim WHERE state = 'waiting' AND ($1 OR producer_id = ANY($2))`

// CountWaiting says how many claims nobody has decided: of these producers, or
// all.
func (c Claims) CountWaiting(ctx context.Context, all bool, producers []int64) (n int, err error) {
	if err := c.DB.QueryRow(ctx, countClaimsSQL, all, producers).Scan(&n); err != nil {
		return 0, fmt.Errorf("counting claims: %w", err)
	}
	return n, nil
}

// Certificate is the photo of a claim (JPEG).
func (c Claims) Certificate(ctx context.Context, id int64) ([]byte, error) {
	var photo []byte
	if err := c.DB.QueryRow(ctx, `SELECT certificate FROM account_claim WHERE id = $1`, id).Scan(&photo); err != nil {
		return nil, fmt.Errorf("reading the certificate of claim %d: %w", id, err)
	}
	return photo, nil
}

const decideClaimSQL = `
UPDATE account_claim SET state = $2, decided_at = now(), decided_by = $3, reason = $4, account_id = nullif($5::bigint, 0)
WHERE id = $1 AND state = 'waiting'`

// Confirm makes an account of a claim, which acts for its producer from now on,
// and has its owner told the link for a first password. pgx.ErrNoRows where the
// claim was decided before, ErrTaken where mail or phone are another account's.
func (c Claims) Confirm(ctx context.Context, tokens Tokens, claim Claim, provinceCode string, by int64, tell Tell) error {
	who := Account{Name: claim.Name, Email: claim.Email, Phone: claim.Phone, Role: Producer, Lang: claim.Lang}
	err := pgx.BeginFunc(ctx, c.DB, func(tx pgx.Tx) error {
		var err error
		if who.ID, err = addAccount(ctx, tx, who); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, actForSQL, who.ID, claim.ProducerID, 0, catalog.Day{}); err != nil {
			return err
		}
		if err := decide(ctx, tx, claim, "confirmed", by, "", who.ID, provinceCode); err != nil {
			return err
		}
		return tokens.sendLink(ctx, tx, who, Invite, tell)
	})
	if err != nil {
		return fmt.Errorf("confirming claim %d: %w", claim.ID, err)
	}
	return nil
}

// Refuse ends a claim with a reason, which its maker is told.
func (c Claims) Refuse(ctx context.Context, claim Claim, provinceCode, reason string, by int64, tell Tell) error {
	err := pgx.BeginFunc(ctx, c.DB, func(tx pgx.Tx) error {
		if err := decide(ctx, tx, claim, "refused", by, reason, 0, provinceCode); err != nil {
			return err
		}
		return tell(ctx, tx, Account{Name: claim.Name, Email: claim.Email, Phone: claim.Phone, Lang: claim.Lang}, reason)
	})
	if err != nil {
		return fmt.Errorf("refusing claim %d: %w", claim.ID, err)
	}
	return nil
}

func decide(ctx context.Context, tx pgx.Tx, claim Claim, state string, by int64, reason string, accountID int64, provinceCode string) error {
	tag, err := tx.Exec(ctx, decideClaimSQL, claim.ID, state, by, reason, accountID)
	if err != nil {
		return err
	}
	if tag.RowsAffected() == 0 {
		return pgx.ErrNoRows
	}
	return catalog.Record(ctx, tx, catalog.Entry{
		AccountID: by, Action: "claim." + state, Subject: catalog.Subject{Kind: "producer", ID: claim.ProducerID},
		ProvinceCode: provinceCode, Detail: map[string]string{"reason": reason},
	})
}

const forgetClaimsSQL = `DELETE FROM account_claim WHERE state = 'refused' AND decided_at < now() - interval '90 days'`

// forget drops claims that were refused a while ago, with their photos.
func (c Claims) forget(ctx context.Context) error {
	if _, err := c.DB.Exec(ctx, forgetClaimsSQL); err != nil {
		return fmt.Errorf("forgetting claims: %w", err)
	}
	return nil
}
