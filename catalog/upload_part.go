package catalog

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Bounds of pictures that are on their way: how large a piece is at most, how
// much one account may have lying half sent, and for how long.
const (
	MaxPart   = 128 << 10
	maxParts  = 64 << 20
	partsStay = 24 * time.Hour
	partsLock = "picture parts"
)

// ErrTooManyParts says that an account has too much lying half sent.
var ErrTooManyParts = errors.New("catalog: too many pictures half sent")

// Parts are pictures on their way from phones whose connection breaks: each piece
// is kept as it comes, so that only what is missing is sent again.
type Parts struct {
	DB  *pgxpool.Pool
	Now func() time.Time
}

const partsHaveSQL = `SELECT coalesce(sum(length(bytes)), 0)::int FROM picture_part WHERE account_id = $1 AND key = $2`

// Have is how many bytes of a picture have come.
func (p Parts) Have(ctx context.Context, account int64, key string) (n int, err error) {
	if err := p.DB.QueryRow(ctx, partsHaveSQL, account, key).Scan(&n); err != nil {
		return 0, fmt.Errorf("asking for parts of a picture: %w", err)
	}
	return n, nil
}

const expiredPartsSQL = `DELETE FROM picture_part WHERE came_at < $1`

const heldPartsSQL = `SELECT coalesce(sum(length(bytes)), 0)::int FROM picture_part WHERE account_id = $1`

// The lock keeps two requests of one account from both finding room, or both
// being the next piece.
const lockPartsSQL = `SELECT pg_advisory_xact_lock(hashtextextended($1, $2))`

const addPartSQL = `INSERT INTO picture_part (account_id, key, starts_at, bytes, came_at) VALUES ($1, $2, $3, $4, $5)`

// Add keeps the piece that begins at an offset, if that is the next one, and says
// how many bytes have come by now: a piece that came before, or too early, changes
// nothing.
func (p Parts) Add(ctx context.Context, account int64, key string, at int, piece []byte) (have int, err error) {
	err = pgx.BeginFunc(ctx, p.DB, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, lockPartsSQL, partsLock, account); err != nil {
			return err
		}
		if err := tx.QueryRow(ctx, partsHaveSQL, account, key).Scan(&have); err != nil {
			return err
		}
		if have != at || len(piece) == 0 {
			return nil
		}
		if at == 0 {
			if _, err := tx.Exec(ctx, expiredPartsSQL, p.Now().Add(-partsStay)); err != nil {
				return err
			}
		}
		var held int
		if err := tx.QueryRow(ctx, heldPartsSQL, account).Scan(&held); err != nil {
			return err
		}
		if held+len(piece) > maxParts {
			return ErrTooManyParts
		}
		have += len(piece)
		_, err := tx.Exec(ctx, addPartSQL, account, key, at, piece, p.Now())
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("keeping a part of a picture: %w", err)
	}
	return have, nil
}

const wholeSQL = `SELECT bytes FROM picture_part WHERE account_id = $1 AND key = $2 ORDER BY starts_at`

// Whole is everything that has come of a picture.
func (p Parts) Whole(ctx context.Context, account int64, key string) ([]byte, error) {
	rows, err := p.DB.Query(ctx, wholeSQL, account, key)
	if err != nil {
		return nil, fmt.Errorf("putting a picture together: %w", err)
	}
	var whole, piece []byte
	if _, err := pgx.ForEachRow(rows, []any{&piece}, func() error {
		whole = append(whole, piece...)
		return nil
	}); err != nil {
		return nil, fmt.Errorf("putting a picture together: %w", err)
	}
	return whole, nil
}

// Forget drops what has come of a picture, once it is kept or refused.
func (p Parts) Forget(ctx context.Context, account int64, key string) error {
	if _, err := p.DB.Exec(ctx, `DELETE FROM picture_part WHERE account_id = $1 AND key = $2`, account, key); err != nil {
		return fmt.Errorf("forgetting parts of a picture: %w", err)
	}
	return nil
}
