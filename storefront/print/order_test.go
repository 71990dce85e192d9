package print

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"ocop/catalog"
	"ocop/catalog/sheet"
	"ocop/media"
	"ocop/migrations/testdb"
	"ocop/storefront/locale"
)

const shelf = `name,producer,producer_type,province_former,province,group,stars,decision_no,decision_date,issuer
Kẹo dừa,Hộ kinh doanh Bà Hai,household,Bến Tre,Vĩnh Long,food,4,1/QĐ,2025-05-01,UBND tỉnh Bến Tre
Chè Tôm Nõn,Hợp tác xã chè Hảo Đạt,cooperative,Thái Nguyên,Thái Nguyên,food,5,4/QĐ,2025-01-17,Bộ NN
=1+1,HTX Công thức,cooperative,,Lâm Đồng,food,3,3/QĐ,2026-01-01,UBND tỉnh Lâm Đồng
`

// desk is a table of orders with a worker, on a clock.
type desk struct {
	*Worker
	ids []int64
	now time.Time
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	db := testdb.New(t)
	list, err := sheet.Read("shelf.csv", strings.NewReader(shelf), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (catalog.Intake{DB: db}).Run(t.Context(), list, catalog.IntakeOptions{}); err != nil {
		t.Fatal(err)
	}
	return newDeskOn(t, db)
}

func newDeskOn(t *testing.T, db *pgxpool.Pool) *desk {
	t.Helper()
	store, err := media.OpenFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{now: time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)}
	orders, err := NewOrders(db, store, func() time.Time { return d.now })
	if err != nil {
		t.Fatal(err)
	}
	all, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	d.Worker = &Worker{
		Orders: orders, Pictures: &media.Pictures{DB: db, Store: store}, Words: all,
		Today: func() catalog.Day { return catalog.NewDay(2026, 11, 22) }, Address: "https://ocop.example",
	}
	if d.ids, err = (catalog.Products{DB: db}).IDs(t.Context()); err != nil {
		t.Fatal(err)
	}
	return d
}

// place takes an order for everything and returns it.
func (d *desk) place(t *testing.T, kind Kind) Order {
	t.Helper()
	token, err := d.Orders.Place(t.Context(), Order{Kind: kind, Lang: locale.VI, Title: "Tất cả", ProductIDs: d.ids})
	if err != nil {
		t.Fatal(err)
	}
	return d.find(t, token)
}

func (d *desk) find(t *testing.T, token string) Order {
	t.Helper()
	order, err := d.Orders.ByToken(t.Context(), token)
	if err != nil {
		t.Fatal(err)
	}
	return order
}

func (d *desk) work(t *testing.T, order Order, attempt int) error {
	t.Helper()
	return d.Work(t.Context(), &river.Job[Job]{Args: Job{ID: order.ID}, JobRow: &rivertype.JobRow{Attempt: attempt, MaxAttempts: 3}})
}

// content is the finished file.
func (d *desk) content(t *testing.T, order Order) []byte {
	t.Helper()
	file, size, err := d.Orders.Open(t.Context(), order)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	data, err := io.ReadAll(file)
	if err != nil || int64(len(data)) != size || size != order.Bytes {
		t.Fatalf("%d bytes of %d, noted as %d: %v", len(data), size, order.Bytes, err)
	}
	return data
}

func TestOrdersAreMade(t *testing.T) {
	d := newDesk(t)
	for kind, begin := range map[Kind]string{Workbook: "PK", Booklet: "%PDF", Press: "%PDF"} {
		order := d.place(t, kind)
		if err := d.work(t, order, 1); err != nil {
			t.Fatal(err)
		}
		if order = d.find(t, order.Token); order.State != Done || order.Done != 3 {
			t.Errorf("%s is %s at %d", kind, order.State, order.Done)
		}
		if data := d.content(t, order); !bytes.HasPrefix(data, []byte(begin)) {
			t.Errorf("%s begins with %q", kind, data[:4])
		}
	}
}

// A list that goes out comes back the same.
func TestWorkbooksComeBack(t *testing.T) {
	d := newDesk(t)
	order := d.place(t, Workbook)
	if err := d.work(t, order, 1); err != nil {
		t.Fatal(err)
	}
	list, err := sheet.Read("ocop.xlsx", bytes.NewReader(d.content(t, d.find(t, order.Token))), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	report, err := (catalog.Intake{DB: d.Orders.DB}).Run(t.Context(), list, catalog.IntakeOptions{})
	if err != nil || report.New != 0 || report.Refused != 0 {
		t.Errorf("back again it is %+v, %v", report, err)
	}
}

func TestFormulasAreOnlyText(t *testing.T) {
	d := newDesk(t)
	listings, err := catalog.Products{DB: d.Orders.DB}.Listings(t.Context(), d.ids)
	if err != nil {
		t.Fatal(err)
	}
	atlas, err := catalog.Places{DB: d.Orders.DB}.Atlas(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	table := Table{Words: d.Words.In(locale.EN), Atlas: atlas, Day: d.Today(), Address: d.Address}
	if err := table.CSV(&out, listings); err != nil {
		t.Fatal(err)
	}
	if text := out.String(); !strings.Contains(text, ",'=1+1,") || strings.Contains(text, ",=1+1") {
		t.Errorf("a formula stays one: %s", text)
	}
}

func TestCancelledOrdersEnd(t *testing.T) {
	d := newDesk(t)
	order := d.place(t, Booklet)
	if err := d.Orders.Cancel(t.Context(), order.Token); err != nil {
		t.Fatal(err)
	}
	if err := d.work(t, order, 1); err != nil {
		t.Fatal(err)
	}
	if order = d.find(t, order.Token); order.State != Cancelled || order.Bytes != 0 {
		t.Errorf("a cancelled order is %s with %d bytes", order.State, order.Bytes)
	}
	// One that is cancelled while it is made leaves no file either.
	order = d.place(t, Booklet)
	if _, err := d.Orders.DB.Exec(t.Context(), `UPDATE print_order SET state = 'working' WHERE id = $1`, order.ID); err != nil {
		t.Fatal(err)
	}
	if err := d.Orders.Cancel(t.Context(), order.Token); err != nil {
		t.Fatal(err)
	}
	if err := d.make(t.Context(), order); !errors.Is(err, errCancelled) {
		t.Errorf("made although cancelled: %v", err)
	}
	if keys, err := d.Orders.Store.List(t.Context(), "print/"); err != nil || len(keys) != 0 {
		t.Errorf("files left: %q, %v", keys, err)
	}
}

func TestOrdersGoAfterADay(t *testing.T) {
	d := newDesk(t)
	order := d.place(t, Workbook)
	if err := d.work(t, order, 1); err != nil {
		t.Fatal(err)
	}
	d.now = d.now.Add(kept + time.Minute)
	if _, err := d.Orders.ByToken(t.Context(), order.Token); !errors.Is(err, pgx.ErrNoRows) {
		t.Errorf("after a day: %v", err)
	}
	if err := d.Orders.Purge(t.Context()); err != nil {
		t.Fatal(err)
	}
	if keys, err := d.Orders.Store.List(t.Context(), "print/"); err != nil || len(keys) != 0 {
		t.Errorf("files left: %q, %v", keys, err)
	}
}

func TestTooManyOrdersWait(t *testing.T) {
	d := newDesk(t)
	for range mostWaiting {
		d.place(t, Workbook)
	}
	if _, err := d.Orders.Place(t.Context(), Order{Kind: Workbook, Lang: locale.VI, Title: "x", ProductIDs: d.ids}); !errors.Is(err, ErrBusy) {
		t.Errorf("one more: %v", err)
	}
}

// A catalogue asked for while its pictures are being drawn waits for them, says so,
// and does not wait for those that never come.
func TestCataloguesWaitForTheirPictures(t *testing.T) {
	d := newDesk(t)
	hash := strings.Repeat("a", 32)
	for _, sql := range []string{
		`INSERT INTO media_object (hash, format, bytes, width, height) VALUES ($1, 'jpeg', 1000, 800, 600)`,
		`INSERT INTO product_picture (product_id, position, hash, width, height) SELECT min(id), 0, $1, 800, 600 FROM product`,
	} {
		if _, err := d.Orders.DB.Exec(t.Context(), sql, hash); err != nil {
			t.Fatal(err)
		}
	}
	order := d.place(t, Booklet)
	if err, ok := errors.AsType[*river.JobSnoozeError](d.work(t, order, 1)); !ok {
		t.Fatalf("a catalogue without its pictures: %v", err)
	}
	if order = d.find(t, order.Token); order.State != Working || order.Drawing != 1 {
		t.Errorf("it is %s and waits for %d", order.State, order.Drawing)
	}
	d.Drawing = func() bool { return true } // those that have no picture yet get one
	if err := d.work(t, order, 1); err == nil || d.find(t, order.Token).Drawing != 3 {
		t.Errorf("while pictures are drawn it waits for %d: %v", d.find(t, order.Token).Drawing, err)
	}
	d.Drawing = nil
	if _, err := d.Orders.DB.Exec(t.Context(), `UPDATE media_object SET refused = 'damaged' WHERE hash = $1`, hash); err != nil {
		t.Fatal(err)
	}
	if err := d.work(t, order, 1); err != nil {
		t.Fatal(err)
	}
	if order = d.find(t, order.Token); order.State != Done || order.Drawing != 0 {
		t.Errorf("with a picture that never comes it is %s and waits for %d", order.State, order.Drawing)
	}
	if _, err := d.Orders.DB.Exec(t.Context(), `UPDATE media_object SET refused = NULL WHERE hash = $1`, hash); err != nil {
		t.Fatal(err)
	}
	late := d.place(t, Booklet)
	d.now = d.now.Add(drawingMost + time.Minute)
	if err := d.work(t, late, 1); err != nil {
		t.Errorf("one that has waited long enough: %v", err)
	}
}
