package media

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime/debug"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
	"golang.org/x/sync/semaphore"
)

// Queue is the River queue pictures wait in, so that mail never waits behind
// them. Give it Concurrency(memory) workers.
const Queue = "pictures"

// Share is the memory in bytes one derivation is reckoned with.
const Share = 256 << 20

// Concurrency is how many pictures may be derived at once in memory bytes, at
// least one.
func Concurrency(memory int64) int { return int(max(1, memory/Share)) }

// DeriveJob asks for the public sizes of one original.
type DeriveJob struct {
	Hash string `json:"hash"`
}

// Kind names the job to River.
func (DeriveJob) Kind() string { return "media_derive" }

// InsertOpts makes one job wait or run for a picture at a time.
func (DeriveJob) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: Queue, UniqueOpts: river.UniqueOpts{
		ByArgs: true,
		ByState: []rivertype.JobState{
			rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning,
			rivertype.JobStateRetryable, rivertype.JobStateScheduled,
		},
	}}
}

// Ready is what others need to show a picture whose sizes have been made.
type Ready struct {
	Hash          string
	Width, Height int   // pixels as shown
	Widths        []int // pixels, ascending
	Thumbhash     []byte
	Preview       []byte // PNG
}

// Worker makes public sizes in the background.
type Worker struct {
	river.WorkerDefaults[DeriveJob]
	pictures *Pictures
	deriver  *Deriver
	onReady  func(context.Context, Ready) error
	shares   *semaphore.Weighted
	memory   int64
}

// NewWorker makes a worker that keeps within memory bytes, but never waits for
// less than one Share. It calls onReady each time a picture's sizes are all in
// the store; if that fails the job is tried again.
func NewWorker(pictures *Pictures, memory int64, onReady func(context.Context, Ready) error) *Worker {
	memory = max(memory, Share)
	return &Worker{
		pictures: pictures, deriver: NewDeriver(), onReady: onReady,
		shares: semaphore.NewWeighted(memory), memory: memory,
	}
}

// Timeout bounds one attempt, waiting for memory included.
func (*Worker) Timeout(*river.Job[DeriveJob]) time.Duration { return 5 * time.Minute }

// Work derives one picture. A picture deleted meanwhile is no error.
func (w *Worker) Work(ctx context.Context, job *river.Job[DeriveJob]) error {
	hash := job.Args.Hash
	o, err := w.pictures.ByHash(ctx, hash)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	if !o.Ready() {
		if err := w.derive(ctx, hash); err != nil {
			return err
		}
		if o, err = w.pictures.ByHash(ctx, hash); errors.Is(err, pgx.ErrNoRows) {
			return nil
		} else if err != nil {
			return err
		}
	}
	err = w.onReady(ctx, Ready{
		Hash: hash, Width: o.Width, Height: o.Height,
		Widths: o.Widths, Thumbhash: o.Thumbhash, Preview: o.Preview,
	})
	if err != nil {
		return fmt.Errorf("telling that picture %s is ready: %w", hash, err)
	}
	return nil
}

func (w *Worker) derive(ctx context.Context, hash string) error {
	set, err := w.deriveSet(ctx, hash)
	if refused, ok := errors.AsType[*RefusedError](err); ok {
		if err := w.pictures.refuse(ctx, hash, refused.Reason); err != nil {
			return err
		}
		return river.JobCancel(refused) // trying again would not mend the file
	}
	if errors.Is(err, fs.ErrNotExist) {
		if _, gone := w.pictures.ByHash(ctx, hash); errors.Is(gone, pgx.ErrNoRows) {
			return nil
		}
	}
	if err != nil {
		return fmt.Errorf("deriving picture %s: %w", hash, err)
	}
	return w.pictures.publish(ctx, hash, set)
}

// deriveSet holds one share of the memory, or more for the picture that asks
// for more, while it decodes.
func (w *Worker) deriveSet(ctx context.Context, hash string) (Set, error) {
	data, err := w.pictures.original(ctx, hash)
	if err != nil {
		return Set{}, err
	}
	h, err := Inspect(data)
	if err != nil {
		return Set{}, err
	}
	weight := min(max(h.Memory, Share), w.memory)
	if err := w.shares.Acquire(ctx, weight); err != nil {
		return Set{}, fmt.Errorf("waiting for memory: %w", err)
	}
	defer w.shares.Release(weight)
	if h.Memory > Share/4 {
		debug.FreeOSMemory() // begin and leave without the garbage of others
		defer debug.FreeOSMemory()
	}
	return w.deriver.Derive(ctx, data)
}

const refuseSQL = `UPDATE media_object SET refused = $2 WHERE hash = $1 AND ready_at IS NULL`

// refuse notes that a picture's sizes will never be made.
func (p *Pictures) refuse(ctx context.Context, hash string, reason Reason) error {
	if _, err := p.DB.Exec(ctx, refuseSQL, hash, string(reason)); err != nil {
		return fmt.Errorf("noting that picture %s is refused: %w", hash, err)
	}
	return nil
}

const publishSQL = `
UPDATE media_object SET ready_at = now(), refused = NULL, width = @width, height = @height,
	widths = @widths, thumbhash = @thumbhash, preview = @preview
WHERE hash = @hash`

// publish stores the public files and then marks the row, unless the picture
// has been deleted meanwhile.
func (p *Pictures) publish(ctx context.Context, hash string, set Set) error {
	err := p.alone(ctx, hash, func(conn *pgxpool.Conn) error {
		if _, err := readObject(conn.Query(ctx, byHashSQL, hash)); errors.Is(err, pgx.ErrNoRows) {
			return nil
		} else if err != nil {
			return err
		}
		var widths []int
		for _, d := range set.Derivatives {
			if err := p.Store.Put(ctx, fmt.Sprintf("%s%d.%s", publicPrefix(hash), d.Width, d.Ext), d.Data); err != nil {
				return err
			}
			if len(widths) == 0 || widths[len(widths)-1] != d.Width {
				widths = append(widths, d.Width)
			}
		}
		_, err := conn.Exec(ctx, publishSQL, pgx.StrictNamedArgs{
			"hash": hash, "width": set.Width, "height": set.Height, "widths": widths,
			"thumbhash": set.Thumbhash, "preview": set.Preview,
		})
		return err
	})
	if err != nil {
		return fmt.Errorf("publishing picture %s: %w", hash, err)
	}
	return nil
}
