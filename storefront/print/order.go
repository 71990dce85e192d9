package print

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"ocop/media"
	"ocop/storefront/locale"
)

// Kind is what is made.
type Kind string

// The kinds.
const (
	Workbook Kind = "xlsx"
	Booklet  Kind = "pdf"
	Press    Kind = "press"  // the booklet for a printer's machine, with bleed and marks
	Cards    Kind = "cards"  // of an exhibitor's products
	Badges   Kind = "badges" // of an event's exhibitors
	Record   Kind = "record" // of the events a maker has taken part in
)

// Known reports whether k is a kind that any list can be made into.
func (k Kind) Known() bool { return k == Workbook || k == Booklet || k == Press }

// Most is how many products one file of a kind may hold.
func (k Kind) Most() int {
	if k == Workbook {
		return 20_000
	}
	return 1000
}

// Extension is what a file's name of a kind ends in.
func (k Kind) Extension() string {
	if k == Workbook {
		return "xlsx"
	}
	return "pdf"
}

// State is how far an order is.
type State string

// The states. The last three are final.
const (
	Waiting   State = "waiting"
	Working   State = "working"
	Done      State = "done"
	Failed    State = "failed"
	Cancelled State = "cancelled"
)

// Under reports whether the order is still under way.
func (s State) Under() bool { return s == Waiting || s == Working }

// Order is a file that somebody asked for.
type Order struct {
	ID         int64
	Token      string // names it in addresses
	Kind       Kind
	Lang       locale.Lang
	Title      string  // what the list holds
	Query      string  // of the list, as its address has it
	ProductIDs []int64 // what the file holds: products, or who takes part
	SubjectID  int64   // the exhibitor, event or maker it is about; 0 for lists
	State      State
	Done       int // products
	Drawing    int // products whose pictures it waits for
	Bytes      int64
	CreatedAt  time.Time
}

// Total is how many products the file holds.
func (o Order) Total() int { return len(o.ProductIDs) }

// kept is how long a file can be fetched.
const kept = 24 * time.Hour

// mostWaiting bounds what waits to be made.
const mostWaiting = 50

// ErrBusy says that too much waits to be made already.
var ErrBusy = errors.New("print: too many orders are waiting")

// Orders is the table of orders and the files that belong to it.
type Orders struct {
	DB    *pgxpool.Pool
	Store media.Store
	jobs  *river.Client[pgx.Tx]
	now   func() time.Time
}

// NewOrders prepares taking orders; nothing is made until a Worker runs, here or
// in another process.
func NewOrders(db *pgxpool.Pool, store media.Store, now func() time.Time) (*Orders, error) {
	jobs, err := river.NewClient(riverpgxv5.New(db), &river.Config{}) // only to put jobs in
	if err != nil {
		return nil, fmt.Errorf("preparing orders: %w", err)
	}
	return &Orders{DB: db, Store: store, jobs: jobs, now: now}, nil
}

const orderColumns = `id, token, kind, lang, title, query, product_ids, coalesce(subject_id, 0) AS subject_id, state, done, drawing, bytes, created_at`

const placeSQL = `
INSERT INTO print_order (token, kind, lang, title, query, product_ids, subject_id, created_at)
SELECT @token, @kind, @lang, @title, @query, @product_ids, nullif(@subject_id::bigint, 0), @created_at
WHERE (SELECT count(*) FROM print_order WHERE state IN ('waiting', 'working')) < @most
RETURNING id`

// Place takes an order and returns the token by which it is asked for.
func (o *Orders) Place(ctx context.Context, order Order) (token string, err error) {
	token = rand.Text()
	err = pgx.BeginFunc(ctx, o.DB, func(tx pgx.Tx) error {
		var id int64
		err := tx.QueryRow(ctx, placeSQL, pgx.StrictNamedArgs{
			"token": token, "kind": order.Kind, "lang": order.Lang, "title": order.Title, "query": order.Query,
			"product_ids": order.ProductIDs, "subject_id": order.SubjectID, "created_at": o.now(), "most": mostWaiting,
		}).Scan(&id)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrBusy
		}
		if err != nil {
			return err
		}
		_, err = o.jobs.InsertTx(ctx, tx, Job{ID: id}, nil)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("taking an order: %w", err)
	}
	return token, nil
}

// ByToken finds an order; pgx.ErrNoRows where there is none or its day is over.
func (o *Orders) ByToken(ctx context.Context, token string) (Order, error) {
	rows, _ := o.DB.Query(ctx, `SELECT `+orderColumns+` FROM print_order WHERE token = $1 AND created_at > $2`, token, o.now().Add(-kept))
	order, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Order])
	if err != nil {
		return Order{}, fmt.Errorf("reading an order: %w", err)
	}
	return order, nil
}

const cancelSQL = `UPDATE print_order SET state = 'cancelled', finished_at = $2 WHERE token = $1 AND state IN ('waiting', 'working')`

// Cancel ends an order that is under way; the worker stops at the next product.
// One that is finished stays so.
func (o *Orders) Cancel(ctx context.Context, token string) error {
	if _, err := o.DB.Exec(ctx, cancelSQL, token, o.now()); err != nil {
		return fmt.Errorf("cancelling an order: %w", err)
	}
	return nil
}

// Open opens the file of a finished order and tells its size.
func (o *Orders) Open(ctx context.Context, order Order) (io.ReadCloser, int64, error) {
	return o.Store.Open(ctx, order.key())
}

// key is where the file lies in the store; nobody is served from there.
func (o Order) key() string { return "print/" + strings.ToLower(o.Token) + "." + o.Kind.Extension() }

const overSQL = `SELECT ` + orderColumns + ` FROM print_order WHERE created_at < $1 ORDER BY id LIMIT 500`

// Purge throws away orders whose day is over, with their files.
func (o *Orders) Purge(ctx context.Context) error {
	rows, _ := o.DB.Query(ctx, overSQL, o.now().Add(-kept))
	over, err := pgx.CollectRows(rows, pgx.RowToStructByName[Order])
	if err != nil {
		return fmt.Errorf("finding old orders: %w", err)
	}
	var keys []string
	var ids []int64
	for _, order := range over {
		keys, ids = append(keys, order.key()), append(ids, order.ID)
	}
	// The files first: a row without its file says so, a file without its row is
	// never found again.
	if err := o.Store.Delete(ctx, keys...); err != nil {
		return fmt.Errorf("throwing old files away: %w", err)
	}
	if _, err := o.DB.Exec(ctx, `DELETE FROM print_order WHERE id = ANY ($1)`, ids); err != nil {
		return fmt.Errorf("throwing old orders away: %w", err)
	}
	return nil
}
