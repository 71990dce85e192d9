package account

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"

	"ocop/catalog"
)

// step is how long one code holds; the one before is taken too, because clocks
// of phones go wrong and people type slowly.
const step = 30 * time.Second

// recoveryCodes is how many codes on paper somebody gets.
const recoveryCodes = 10

// ErrCode says that a code is wrong, used or too old.
var ErrCode = errors.New("account: wrong code")

// Factors are the second factors by code: an app's and those on paper.
type Factors struct {
	DB   *pgxpool.Pool
	Seal Seal
	Now  func() time.Time
}

func (f Factors) step() int64 { return f.Now().Unix() / int64(step/time.Second) }

// match is the time step whose code was typed.
func (f Factors) match(secret, code string) (int64, bool) {
	code = strings.ReplaceAll(strings.TrimSpace(code), " ", "")
	for back := range int64(2) {
		at := f.step() - back
		if ok, err := hotp.ValidateCustom(code, uint64(at), secret, hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1}); ok && err == nil {
			return at, true
		}
	}
	return 0, false
}

const saveTOTPSQL = `
INSERT INTO account_totp (account_id, secret, confirmed_at, last_step, sample) VALUES ($1, $2, now(), $3, $4)
ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, confirmed_at = now(), last_step = excluded.last_step, sample = false`

const addRecoverySQL = `INSERT INTO account_recovery_code (account_id, hash) VALUES ($1, $2)`

// Confirm takes an app's secret once its code was typed rightly, and returns new
// codes for paper in place of earlier ones; the owner is told. A wrong code is
// ErrCode.
func (f Factors) Confirm(ctx context.Context, who Account, sealed, code string, tell Tell) ([]string, error) {
	secret, err := f.secretOf(who.ID, sealed)
	if err != nil {
		return nil, ErrCode
	}
	at, ok := f.match(secret, code)
	if !ok {
		return nil, ErrCode
	}
	var codes []string
	err = pgx.BeginFunc(ctx, f.DB, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, saveTOTPSQL, who.ID, f.Seal.close(secret, "totp"), at, false); err != nil {
			return err
		}
		var err error
		if codes, err = f.newRecovery(ctx, tx, who.ID); err != nil {
			return err
		}
		if err := catalog.Record(ctx, tx, who.entry(who.ID, "account.factor")); err != nil {
			return err
		}
		return tell(ctx, tx, who, "")
	})
	if err != nil {
		return nil, fmt.Errorf("keeping the second factor of account %d: %w", who.ID, err)
	}
	return codes, nil
}

func (f Factors) newRecovery(ctx context.Context, tx pgx.Tx, accountID int64) ([]string, error) {
	if _, err := tx.Exec(ctx, `DELETE FROM account_recovery_code WHERE account_id = $1`, accountID); err != nil {
		return nil, err
	}
	codes := make([]string, recoveryCodes)
	for i := range codes {
		text := strings.ToLower(rand.Text())
		codes[i] = text[:5] + "-" + text[5:10]
		if _, err := tx.Exec(ctx, addRecoverySQL, accountID, codeHash(accountID, codes[i])); err != nil {
			return nil, err
		}
	}
	return codes, nil
}

// Preset gives a sample account a secret that everybody may know.
func (f Factors) Preset(ctx context.Context, accountID int64, secret string) error {
	if _, err := f.DB.Exec(ctx, saveTOTPSQL, accountID, f.Seal.close(secret, "totp"), 0, true); err != nil {
		return fmt.Errorf("presetting a second factor: %w", err)
	}
	return nil
}

const totpSQL = `SELECT secret, last_step, sample FROM account_totp WHERE account_id = $1 AND confirmed_at IS NOT NULL`

// Has reports whether an account has an app that shows codes.
func (f Factors) Has(ctx context.Context, accountID int64) (bool, error) {
	err := f.DB.QueryRow(ctx, totpSQL, accountID).Scan(nil, nil, nil)
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("looking for a second factor: %w", err)
	}
	return true, nil
}

// Sample is the code of this moment of a sample account; empty for others.
func (f Factors) Sample(ctx context.Context, accountID int64) (string, error) {
	var sealed []byte
	var last int64
	var sample bool
	err := f.DB.QueryRow(ctx, totpSQL, accountID).Scan(&sealed, &last, &sample)
	if errors.Is(err, pgx.ErrNoRows) || err == nil && !sample {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("reading a sample's second factor: %w", err)
	}
	secret, err := f.Seal.open(sealed, "totp")
	if err != nil {
		return "", err
	}
	return CodeAt(secret, f.Now())
}

// CodeAt is the code that an app shows at a moment.
func CodeAt(secret string, at time.Time) (string, error) {
	code, err := hotp.GenerateCodeCustom(secret, uint64(at.Unix())/uint64(step/time.Second), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
	if err != nil {
		return "", fmt.Errorf("working out a code: %w", err)
	}
	return code, nil
}

// A sample's code may be used again within its half minute, because everybody
// signs in with it.
const takeStepSQL = `UPDATE account_totp SET last_step = $2 WHERE account_id = $1 AND (last_step < $2 OR sample)`

const useRecoverySQL = `UPDATE account_recovery_code SET used_at = now() WHERE account_id = $1 AND hash = $2 AND used_at IS NULL`

// Check takes a code of the app or one on paper, each once; else ErrCode.
func (f Factors) Check(ctx context.Context, accountID int64, code string) error {
	if len(strings.TrimSpace(code)) > 8 {
		return f.use(ctx, useRecoverySQL, accountID, codeHash(accountID, strings.ToLower(strings.TrimSpace(code))))
	}
	var sealed []byte
	err := f.DB.QueryRow(ctx, totpSQL, accountID).Scan(&sealed, nil, nil)
	if errors.Is(err, pgx.ErrNoRows) {
		return ErrCode
	}
	if err != nil {
		return fmt.Errorf("checking a code: %w", err)
	}
	secret, err := f.Seal.open(sealed, "totp")
	if err != nil {
		return err
	}
	at, ok := f.match(secret, code)
	if !ok {
		return ErrCode
	}
	tag, err := f.DB.Exec(ctx, takeStepSQL, accountID, at)
	if err != nil {
		return fmt.Errorf("checking a code: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return ErrCode
	}
	return nil
}

func (f Factors) use(ctx context.Context, sql string, accountID int64, hash []byte) error {
	tag, err := f.DB.Exec(ctx, sql, accountID, hash)
	if err != nil {
		return fmt.Errorf("checking a code: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return ErrCode
	}
	return nil
}

// codeHash is what is kept of a short code: of no use for another account.
func codeHash(accountID int64, code string) []byte {
	return secretHash(fmt.Sprintf("%d:%s", accountID, code))
}
