package media

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/color"
	"io"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"
	"golang.org/x/sync/errgroup"

	"ocop/migrations/testdb"
)

// house is a table of pictures with a folder and a job queue, on a database of
// its own.
type house struct {
	*Pictures
	ready chan Ready // what the worker tells
	fail  chan error // what its telling answers; nil where empty
}

func newHouse(t *testing.T) *house {
	t.Helper()
	folder, err := OpenFolder(filepath.Join(t.TempDir(), "pictures"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { folder.Close() })
	h := &house{
		Pictures: &Pictures{DB: testdb.New(t), Store: folder},
		ready:    make(chan Ready, 10), fail: make(chan error, 1),
	}
	h.Jobs, err = river.NewClient(riverpgxv5.New(h.DB), &river.Config{})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// work starts the workers; until then jobs wait.
func (h *house) work(t *testing.T) {
	t.Helper()
	workers := river.NewWorkers()
	river.AddWorker(workers, NewWorker(h.Pictures, Share, func(_ context.Context, r Ready) error {
		h.ready <- r
		select {
		case err := <-h.fail:
			return err
		default:
			return nil
		}
	}))
	client, err := river.NewClient(riverpgxv5.New(h.DB), &river.Config{
		Queues:            map[string]river.QueueConfig{Queue: {MaxWorkers: Concurrency(Share)}},
		Workers:           workers,
		FetchCooldown:     river.FetchCooldownMin,
		FetchPollInterval: 50 * time.Millisecond,
		RetryPolicy:       at(0),
		TestOnly:          true,
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := client.Start(context.WithoutCancel(t.Context())); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := client.StopAndCancel(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
}

// at is a retry policy that waits that long.
type at time.Duration

func (a at) NextRetry(*rivertype.JobRow) time.Time { return time.Now().Add(time.Duration(a)) }

// told waits for the worker.
func (h *house) told(t *testing.T) Ready {
	t.Helper()
	select {
	case r := <-h.ready:
		return r
	case <-time.After(time.Minute):
		t.Fatal("no picture became ready")
		return Ready{}
	}
}

func (h *house) jobs(t *testing.T) int {
	t.Helper()
	var n int
	if err := h.DB.QueryRow(t.Context(), `SELECT count(*) FROM river_job`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func flat(t *testing.T, w, h int) []byte {
	return pngOf(t, w, h, func(x, y int) color.NRGBA { return color.NRGBA{byte(x), byte(y), 90, 255} })
}

func TestPictureLife(t *testing.T) {
	t.Parallel()
	h, ctx := newHouse(t), t.Context()
	data := flat(t, 700, 500)
	hash := Hash(data)
	added, err := h.Add(ctx, data)
	if err != nil {
		t.Fatal(err)
	}
	want := Object{Hash: hash, Format: PNG, Bytes: len(data), Width: 700, Height: 500, Widths: []int{}}
	if diff := cmp.Diff(want, added); diff != "" {
		t.Fatal(diff)
	}
	if _, _, err := h.OpenDerivative(ctx, hash, 320, ExtWebP); !errors.Is(err, pgx.ErrNoRows) {
		t.Errorf("before it is ready: %v", err)
	}
	if again, err := h.Add(ctx, data); err != nil || again.Hash != hash {
		t.Errorf("the same picture again: %v, %v", again, err)
	}
	if n := h.jobs(t); n != 1 {
		t.Errorf("%d jobs for one picture", n)
	}

	h.work(t)
	told := h.told(t)
	o, err := h.ByHash(ctx, hash)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Ready{hash, 700, 500, []int{320, 640}, o.Thumbhash, o.Preview}, told); diff != "" || !o.Ready() {
		t.Error(diff)
	}
	if len(told.Thumbhash) == 0 || len(told.Preview) == 0 {
		t.Error("nothing to show while it loads")
	}
	for _, ext := range []Ext{ExtWebP, ExtJPEG} {
		r, size, err := h.OpenDerivative(ctx, hash, 640, ext)
		if err != nil {
			t.Fatal(err)
		}
		file, err := io.ReadAll(r)
		r.Close()
		if err != nil || int64(len(file)) != size {
			t.Errorf("%s: %v, %d bytes of %d", ext, err, len(file), size)
		}
		if m := open(t, Derivative{Width: 640, Height: 457, Ext: ext, Data: file}); m == nil {
			t.Errorf("%s is no picture", ext)
		}
	}
	if ready, err := h.Add(ctx, data); err != nil || !ready.Ready() || h.jobs(t) != 1 {
		t.Errorf("added once it is ready: %+v, %v, %d jobs", ready, err, h.jobs(t))
	}

	for range 2 { // the second time there is nothing left to do
		if err := h.Delete(ctx, hash); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := h.ByHash(ctx, hash); !errors.Is(err, pgx.ErrNoRows) {
		t.Errorf("after Delete: %v", err)
	}
	for _, prefix := range []string{"original/", "public/"} {
		if keys, err := h.Store.List(ctx, prefix); err != nil || len(keys) != 0 {
			t.Errorf("Delete left %v, %v", keys, err)
		}
	}
}

func TestPictureUnknown(t *testing.T) {
	h := newHouse(t)
	hash := Hash(nil)
	for _, c := range []struct {
		hash  string
		width int
		ext   Ext
	}{
		{hash, 320, ExtWebP}, {hash, 320, "png"}, {hash, -1, ExtWebP}, {hash, 321, ExtJPEG}, {"", 320, ExtWebP},
		{"../../original/" + hash, 320, ExtWebP}, {hash + "/..", 320, ExtWebP}, {"ABCDEF", 320, ExtWebP},
	} {
		if _, _, err := h.OpenDerivative(t.Context(), c.hash, c.width, c.ext); !errors.Is(err, pgx.ErrNoRows) {
			t.Errorf("%v: %v", c, err)
		}
	}
	if _, err := h.Add(t.Context(), []byte("no picture")); err == nil {
		t.Error("text was added")
	}
	if keys, err := h.Store.List(t.Context(), "original/"); err != nil || len(keys) != 0 {
		t.Errorf("a refused upload left %v, %v", keys, err)
	}
}

// TestPictureDamaged: a picture whose header was well and whose rest is not is
// tried once and then known to be refused.
func TestPictureDamaged(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	whole := photoJPEG(t, 400, 300)
	o, err := h.Add(ctx, append(bytes.Clone(whole[:len(whole)/2]), 0xff, 0xd9))
	if err != nil {
		t.Fatal(err)
	}
	next, err := h.Add(ctx, whole)
	if err != nil {
		t.Fatal(err)
	}
	h.work(t)
	if told := h.told(t); told.Hash != next.Hash {
		t.Errorf("%s became ready", told.Hash)
	}
	if o, err = h.ByHash(ctx, o.Hash); err != nil || o.Ready() || o.Refused != Truncated && o.Refused != Damaged {
		t.Errorf("%+v, %v", o, err)
	}
	var tries int
	if err := h.DB.QueryRow(ctx, `SELECT attempt FROM river_job WHERE args->>'hash' = $1`, o.Hash).Scan(&tries); err != nil || tries != 1 {
		t.Errorf("tried %d times, %v", tries, err)
	}
}

// TestPictureTellsAgain: if whoever shows a picture could not be told, the job
// comes back.
func TestPictureTellsAgain(t *testing.T) {
	h := newHouse(t)
	if _, err := h.Add(t.Context(), flat(t, 64, 48)); err != nil {
		t.Fatal(err)
	}
	h.fail <- errors.New("the catalogue is away")
	h.work(t)
	if diff := cmp.Diff(h.told(t), h.told(t)); diff != "" {
		t.Error(diff)
	}
}

// TestPictureDeletedMeanwhile: a job whose picture is gone leaves nothing
// public behind, whether it had read the original or not.
func TestPictureDeletedMeanwhile(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	gone, kept := flat(t, 64, 48), flat(t, 48, 64)
	o, err := h.Add(ctx, gone)
	if err != nil {
		t.Fatal(err)
	}
	set := derive(t, NewDeriver(), gone)
	if err := h.Delete(ctx, o.Hash); err != nil {
		t.Fatal(err)
	}
	if err := h.publish(ctx, o.Hash, set); err != nil { // as a job would, a moment too late
		t.Fatal(err)
	}
	if _, err := h.Add(ctx, kept); err != nil {
		t.Fatal(err)
	}
	h.work(t)
	if told := h.told(t); told.Hash != Hash(kept) {
		t.Errorf("%s became ready", told.Hash)
	}
	if keys, err := h.Store.List(ctx, fmt.Sprintf("public/%s/", o.Hash)); err != nil || len(keys) != 0 {
		t.Errorf("public after all: %v, %v", keys, err)
	}
}

// TestPictureContested: while some add a picture and others delete it, a row
// never stands for an original that is not there.
func TestPictureContested(t *testing.T) {
	h, ctx := newHouse(t), t.Context()
	data := flat(t, 64, 48)
	var all errgroup.Group
	for i := range 4 {
		all.Go(func() error {
			for range 10 {
				if i%2 == 0 {
					if err := h.Delete(ctx, Hash(data)); err != nil {
						return err
					}
				} else if _, err := h.Add(ctx, data); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := all.Wait(); err != nil {
		t.Fatal(err)
	}
	_, rowErr := h.ByHash(ctx, Hash(data))
	_, fileErr := h.original(ctx, Hash(data))
	if (rowErr == nil) != (fileErr == nil) {
		t.Errorf("row: %v, original: %v", rowErr, fileErr)
	}
}
