package print

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"ocop/catalog"
	"ocop/media"
	"ocop/storefront/locale"
)

// Queue is the River queue orders wait in; one is made at a time.
const Queue = "print"

// Job asks for one order to be made.
type Job struct {
	ID int64 `json:"id"`
}

// Kind names the job to River.
func (Job) Kind() string { return "print_order" }

// InsertOpts gives an order three attempts.
func (Job) InsertOpts() river.InsertOpts { return river.InsertOpts{Queue: Queue, MaxAttempts: 3} }

// errCancelled says that the order was ended by whoever placed it.
var errCancelled = errors.New("print: the order was cancelled")

// Worker makes orders in the background.
type Worker struct {
	river.WorkerDefaults[Job]
	Orders   *Orders
	Pictures *media.Pictures
	Words    *locale.Words
	Today    func() catalog.Day
	Address  string
	Operator string
	Sample   bool
	Drawing  func() bool // whether products without a picture are about to get one; nil is never
}

// Timeout bounds one attempt.
func (*Worker) Timeout(*river.Job[Job]) time.Duration { return 10 * time.Minute }

const beginSQL = `
UPDATE print_order SET state = 'working', done = 0 WHERE id = $1 AND state IN ('waiting', 'working')
RETURNING ` + orderColumns

// Work makes one file. An order that was cancelled meanwhile is no error.
func (w *Worker) Work(ctx context.Context, job *river.Job[Job]) error {
	rows, _ := w.Orders.DB.Query(ctx, beginSQL, job.Args.ID)
	order, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Order])
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	if err == nil {
		err = w.make(ctx, order)
	}
	if errors.Is(err, errCancelled) {
		return nil
	}
	if later, ok := errors.AsType[*river.JobSnoozeError](err); ok {
		return later // not a failure
	}
	if err != nil {
		if job.Attempt >= job.MaxAttempts {
			w.fail(context.WithoutCancel(ctx), job.Args.ID)
		}
		return fmt.Errorf("making order %d: %w", job.Args.ID, err)
	}
	return nil
}

func (w *Worker) fail(ctx context.Context, id int64) {
	const failSQL = `UPDATE print_order SET state = 'failed', finished_at = $2 WHERE id = $1 AND state = 'working'`
	if _, err := w.Orders.DB.Exec(ctx, failSQL, id, w.Orders.now()); err != nil {
		slog.ErrorContext(ctx, "a failed order could not be marked", "order", id, "err", err)
	}
}

const finishSQL = `
UPDATE print_order SET state = 'done', done = cardinality(product_ids), bytes = $2, finished_at = $3 WHERE id = $1 AND state = 'working'`

func (w *Worker) make(ctx context.Context, order Order) error {
	var file bytes.Buffer
	progress := func(done int) error { return w.note(ctx, order, done) }
	var err error
	switch order.Kind {
	case Workbook:
		err = w.table(ctx, &file, order, progress)
	case Cards:
		err = w.cards(ctx, &file, order, progress)
	case Badges:
		err = w.badges(ctx, &file, order, progress)
	case Record:
		err = w.record(ctx, &file, order)
	default:
		err = w.catalogue(ctx, &file, order, progress)
	}
	if err != nil {
		return err
	}
	if err := w.Orders.Store.Put(ctx, order.key(), file.Bytes()); err != nil {
		return fmt.Errorf("keeping the file: %w", err)
	}
	tag, err := w.Orders.DB.Exec(ctx, finishSQL, order.ID, file.Len(), w.Orders.now())
	if err == nil && tag.RowsAffected() == 0 {
		return errors.Join(errCancelled, w.Orders.Store.Delete(ctx, order.key()))
	}
	return err
}

// note writes down how far an order is, and hears whether it was cancelled.
func (w *Worker) note(ctx context.Context, order Order, done int) error {
	if done%5 != 0 && done != order.Total() {
		return nil
	}
	tag, err := w.Orders.DB.Exec(ctx, `UPDATE print_order SET done = $2 WHERE id = $1 AND state = 'working'`, order.ID, done)
	if err == nil && tag.RowsAffected() == 0 {
		return errCancelled
	}
	return err
}

// listings reads the products of an order in its order.
func (w *Worker) listings(ctx context.Context, order Order) ([]catalog.Listing, error) {
	found, err := catalog.Products{DB: w.Orders.DB}.Listings(ctx, order.ProductIDs)
	if err != nil {
		return nil, err
	}
	place := make(map[int64]int, order.Total())
	for i, id := range order.ProductIDs {
		place[id] = i
	}
	slices.SortFunc(found, func(a, b catalog.Listing) int { return place[a.ID] - place[b.ID] })
	return found, nil
}

func (w *Worker) table(ctx context.Context, file io.Writer, order Order, progress Progress) error {
	listings, err := w.listings(ctx, order)
	if err != nil {
		return err
	}
	atlas, err := catalog.Places{DB: w.Orders.DB}.Atlas(ctx)
	if err != nil {
		return err
	}
	t := Table{Words: w.Words.In(order.Lang), Atlas: atlas, Day: w.Today(), Address: w.Address}
	return t.XLSX(ctx, file, listings, progress)
}

func (w *Worker) catalogue(ctx context.Context, file io.Writer, order Order, progress Progress) error {
	listings, err := w.listings(ctx, order)
	if err != nil {
		return err
	}
	words := w.Words.In(order.Lang)
	c := Catalogue{
		Title: order.Title, Day: w.Today(), Sample: w.Sample, Words: words, Site: words.T("site.name"),
		Address: w.Address, Operator: w.Operator, Press: order.Kind == Press,
	}
	if c.Chapters, err = w.chapters(ctx, listings); err != nil {
		return err
	}
	if err := w.await(ctx, order, c.Chapters); err != nil {
		return err
	}
	return Print(ctx, file, c, w.jpeg, progress)
}

// chapters puts products under their provinces, in the atlas's order; within one
// they stay in the order of the list.
func (w *Worker) chapters(ctx context.Context, listings []catalog.Listing) ([]Chapter, error) {
	atlas, err := catalog.Places{DB: w.Orders.DB}.Atlas(ctx)
	if err != nil {
		return nil, err
	}
	products := catalog.Products{DB: w.Orders.DB}
	of := make(map[string][]catalog.Product)
	for _, l := range listings {
		product, err := products.BySlug(ctx, l.Slug)
		if errors.Is(err, pgx.ErrNoRows) {
			continue // taken down meanwhile
		}
		if err != nil {
			return nil, err
		}
		of[l.ProvinceCode] = append(of[l.ProvinceCode], product)
	}
	var chapters []Chapter
	for _, province := range atlas.Provinces {
		if list := of[province.Code]; len(list) > 0 {
			chapters = append(chapters, Chapter{Province: province, Former: atlas.FormerOf(province.Code), Products: list})
		}
	}
	return chapters, nil
}

// jpeg reads a public size of a picture.
func (w *Worker) jpeg(ctx context.Context, hash string, width int) ([]byte, error) {
	r, _, err := w.Pictures.OpenDerivative(ctx, hash, width, media.ExtJPEG)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}
