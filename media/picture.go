package media

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
)

// Object is one original and what has become of it.
type Object struct {
	Hash          string
	Format        Format
	Bytes         int    // of the original
	Width, Height int    // pixels as shown
	Widths        []int  // of the public sizes; empty until they are made
	Thumbhash     []byte // nil until then
	Preview       []byte // PNG, nil until then
	Refused       Reason // why they never will be, or ""
}

// Ready tells whether the public sizes can be opened.
func (o Object) Ready() bool { return len(o.Widths) > 0 }

// Pictures is the table media_object and the files that belong to it.
type Pictures struct {
	DB    *pgxpool.Pool
	Store Store
	// Jobs takes the work that Add leaves for the background. It may be a client
	// that only inserts.
	Jobs *river.Client[pgx.Tx]
}

// Hash is the name of a picture: 32 hexadecimal digits made from its content.
func Hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16])
}

const addSQL = `
INSERT INTO media_object (hash, format, bytes, width, height)
VALUES (@hash, @format, @bytes, @width, @height)
ON CONFLICT (hash) DO UPDATE SET refused = NULL
RETURNING ` + objectColumns

// Add keeps an upload and has its public sizes made in the background; a
// picture that is not taken gives a *RefusedError. The same picture again is
// the same object, perhaps Ready already: whoever records the hash elsewhere
// does so before Add, or asks ByHash afterwards, so as not to miss that.
func (p *Pictures) Add(ctx context.Context, data []byte) (Object, error) {
	h, err := Inspect(data)
	if err != nil {
		return Object{}, err
	}
	hash := Hash(data)
	var o Object
	err = p.alone(ctx, hash, func(conn *pgxpool.Conn) error {
		// The file first: a row must never stand for one that is not there.
		if err := p.Store.Put(ctx, originalKey(hash), data); err != nil {
			return err
		}
		return pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
			o, err = readObject(tx.Query(ctx, addSQL, pgx.StrictNamedArgs{
				"hash": hash, "format": h.Format, "bytes": len(data), "width": h.Width, "height": h.Height,
			}))
			if err != nil || o.Ready() {
				return err
			}
			_, err := p.Jobs.InsertTx(ctx, tx, DeriveJob{Hash: hash}, nil)
			return err
		})
	})
	if err != nil {
		return Object{}, fmt.Errorf("adding picture %s: %w", hash, err)
	}
	return o, nil
}

const objectColumns = `hash, format, bytes, width, height, widths, thumbhash, preview, coalesce(refused, '') AS refused`

const byHashSQL = `SELECT ` + objectColumns + ` FROM media_object WHERE hash = $1`

// ByHash returns one picture, or pgx.ErrNoRows.
func (p *Pictures) ByHash(ctx context.Context, hash string) (Object, error) {
	o, err := readObject(p.DB.Query(ctx, byHashSQL, hash))
	if err != nil {
		return Object{}, fmt.Errorf("reading picture %s: %w", hash, err)
	}
	return o, nil
}

func readObject(rows pgx.Rows, err error) (Object, error) {
	if err != nil {
		return Object{}, err
	}
	return pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Object])
}

// OpenDerivative opens a public file and tells its size in bytes. It asks the
// store alone, so that pictures are served while PostgreSQL is away. What does
// not exist, or could not, gives pgx.ErrNoRows like every lookup of the house.
func (p *Pictures) OpenDerivative(ctx context.Context, hash string, width int, ext Ext) (io.ReadCloser, int64, error) {
	name := fmt.Sprintf("%d.%s", width, ext)
	if !validHash(hash) || width < 1 || ext != ExtWebP && ext != ExtJPEG {
		return nil, 0, fmt.Errorf("opening picture %.40q, %.40q: %w", hash, name, pgx.ErrNoRows)
	}
	r, size, err := p.Store.Open(ctx, publicPrefix(hash)+name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, fmt.Errorf("opening picture %s, %s: %w", hash, name, pgx.ErrNoRows)
	}
	return r, size, err
}

// Largest is the widest public JPEG of a picture; pgx.ErrNoRows where there is none.
func (p *Pictures) Largest(ctx context.Context, hash string) ([]byte, error) {
	o, err := p.ByHash(ctx, hash)
	if err != nil {
		return nil, err
	}
	if !o.Ready() {
		return nil, fmt.Errorf("reading picture %s: %w", hash, pgx.ErrNoRows)
	}
	r, _, err := p.OpenDerivative(ctx, hash, slices.Max(o.Widths), ExtJPEG)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

const deleteSQL = `DELETE FROM media_object WHERE hash = $1`

// Delete removes a picture, its original and its public files. It is done when
// it returns nil, and may be repeated.
func (p *Pictures) Delete(ctx context.Context, hash string) error {
	if !validHash(hash) {
		return fmt.Errorf("deleting picture %.40q: %w", hash, pgx.ErrNoRows)
	}
	err := p.alone(ctx, hash, func(conn *pgxpool.Conn) error {
		files, err := p.Store.List(ctx, publicPrefix(hash))
		if err != nil {
			return err
		}
		// The row last: as long as it stands, the job can be tried again.
		if err := p.Store.Delete(ctx, append(files, originalKey(hash))...); err != nil {
			return err
		}
		_, err = conn.Exec(ctx, deleteSQL, hash)
		return err
	})
	if err != nil {
		return fmt.Errorf("deleting picture %s: %w", hash, err)
	}
	return nil
}

// Ready tells whether pictures can be kept just now.
func (p *Pictures) Ready(ctx context.Context) error { return p.Store.Ready(ctx) }

// alone runs do while no other process adds, deletes or publishes the same
// picture. The lock belongs to a connection, not to a transaction, because files
// are moved under it.
func (p *Pictures) alone(ctx context.Context, hash string, do func(*pgxpool.Conn) error) error {
	conn, err := p.DB.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	const lockSQL, unlockSQL = `SELECT pg_advisory_lock(hashtextextended('media_object ' || $1, 0))`,
		`SELECT pg_advisory_unlock(hashtextextended('media_object ' || $1, 0))`
	if _, err := conn.Exec(ctx, lockSQL, hash); err != nil {
		return err
	}
	defer func() {
		// With a fresh context: a cancelled one would leave the lock held. Where
		// even that fails, closing the connection frees it.
		if _, err := conn.Exec(context.WithoutCancel(ctx), unlockSQL, hash); err != nil {
			conn.Conn().Close(context.WithoutCancel(ctx))
		}
	}()
	return do(conn)
}

func (p *Pictures) original(ctx context.Context, hash string) ([]byte, error) {
	r, size, err := p.Store.Open(ctx, originalKey(hash))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	if size > MaxBytes {
		return nil, fmt.Errorf("original %s has grown to %d bytes", hash, size)
	}
	data := bytes.NewBuffer(make([]byte, 0, size+bytes.MinRead))
	if _, err := data.ReadFrom(io.LimitReader(r, MaxBytes)); err != nil {
		return nil, fmt.Errorf("reading original %s: %w", hash, err)
	}
	return data.Bytes(), nil
}

func originalKey(hash string) string { return "original/" + hash }

func publicPrefix(hash string) string { return "public/" + hash + "/" }

func validHash(hash string) bool {
	return len(hash) == 32 && !slices.ContainsFunc([]byte(hash), func(c byte) bool {
		return (c < '0' || c > '9') && (c < 'a' || c > 'f')
	})
}
