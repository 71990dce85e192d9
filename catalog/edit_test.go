package catalog_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/migrations/testdb"
)

// Accounts of the tests: two of a maker, one helper, two officers.
const (
	maker    = 1
	partner  = 2
	helper   = 3
	officer  = 4
	officer2 = 5
)

// desk is a catalogue with one producer of one product, and its edits.
type desk struct {
	catalog.Edits
	producer, product int64
	keys              int
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	db := testdb.New(t)
	takeIn(t, db, readList(t, "name,producer,province,stars\nChè Tân Cương,HTX Hảo Đạt,Thái Nguyên,5\nCam Khe Mây,HTX Hai,Hà Tĩnh,4\n"), catalog.IntakeOptions{})
	d := &desk{Edits: catalog.Edits{DB: db}}
	if err := db.QueryRow(t.Context(), `SELECT id, producer_id FROM product WHERE folded = 'che tan cuong'`).Scan(&d.product, &d.producer); err != nil {
		t.Fatal(err)
	}
	return d
}

func (d *desk) key() string {
	d.keys++
	return fmt.Sprintf("key-%06d", d.keys)
}

func (d *desk) subject() catalog.Subject {
	return catalog.Subject{Kind: catalog.ProductSubject, ID: d.product}
}

// draft saves fields of the product as the maker, who has seen a version.
func (d *desk) draft(t testing.TB, version int, set catalog.Values) catalog.Edit {
	t.Helper()
	edit, err := d.SaveDraft(t.Context(), catalog.Draft{
		Step: catalog.Step{By: maker, Key: d.key(), Version: version}, Subject: d.subject(), ProducerID: d.producer, Set: set,
	})
	if err != nil {
		t.Fatal(err)
	}
	return edit
}

func (d *desk) step(e catalog.Edit, by int64) catalog.Step {
	return catalog.Step{EditID: e.ID, Version: e.Version, By: by, Key: d.key()}
}

func (d *desk) submit(t testing.TB, e catalog.Edit) catalog.Edit {
	t.Helper()
	e, err := d.Submit(t.Context(), d.step(e, maker), day("2026-11-22"))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func (d *desk) approve(t testing.TB, e catalog.Edit) catalog.Edit {
	t.Helper()
	e, err := d.Approve(t.Context(), catalog.Decision{Step: d.step(e, officer), Day: day("2026-11-22")})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func (d *desk) now(t testing.TB, name string) string {
	t.Helper()
	values, err := d.Current(t.Context(), d.subject())
	if err != nil {
		t.Fatal(err)
	}
	return values[name]
}

func TestEditBecomesPublic(t *testing.T) {
	d := newDesk(t)
	e := d.draft(t, 0, catalog.Values{
		"story": "Một  dòng.\r\n\r\n\r\nHai.", "price": "350.000 ₫", "price_unit": "kg", "capacity_01": "1.500", "capacity_02": "2,5",
		"minimum_order": "10", "minimum_order_unit": "kg", "sample_available": "true", "set_number": "11",
		"papers": catalog.WritePapers([]catalog.Paper{{Kind: "attp", Number: "12/ATTP", Issuer: "Sở", ExpiresOn: day("2027-05-01")}}),
	})
	if e.State != catalog.EditDraft || d.now(t, "story") != "" {
		t.Fatalf("state %s; a draft is public: %q", e.State, d.now(t, "story"))
	}
	e = d.submit(t, e)
	waiting, err := d.Waiting(t.Context(), catalog.QueueFilter{ProvinceCode: e.ProvinceCode, Most: 10})
	if err != nil || len(waiting) != 1 || waiting[0].SubjectName != "Chè Tân Cương" {
		t.Fatalf("the queue holds %v, %v", waiting, err)
	}
	if e = d.approve(t, e); e.State != catalog.EditApproved {
		t.Fatalf("state %s", e.State)
	}
	got, err := catalog.Products{DB: d.DB}.BySlug(t.Context(), e.SubjectSlug)
	if err != nil {
		t.Fatal(err)
	}
	if got.Story != "Một dòng.\n\nHai." || got.Price != 350_000 || got.SetNumber != 11 || got.GroupSlug != "food" ||
		got.Trade.Capacity[0] != 1500 || got.Trade.Capacity[1] != 2.5 || !*got.Trade.SampleAvailable {
		t.Errorf("published %+v", got)
	}
	want := []catalog.Certificate{{ProductID: d.product, Kind: "attp", Number: "12/ATTP", Issuer: "Sở", ExpiresOn: day("2027-05-01")}}
	if diff := cmp.Diff(want, got.Certificates); diff != "" {
		t.Error(diff)
	}
	audit, err := catalog.Audit{DB: d.DB}.Lines(t.Context(), catalog.AuditFilter{Action: "listing.approve", Most: 10})
	if err != nil || len(audit) != 1 || audit[0].AccountID != officer {
		t.Errorf("the audit says %v, %v", audit, err)
	}
}

func TestEditUndo(t *testing.T) {
	d := newDesk(t)
	d.approve(t, d.submit(t, d.draft(t, 0, catalog.Values{"story": "Một"})))
	second := d.approve(t, d.submit(t, d.draft(t, 0, catalog.Values{"story": "Hai", "price": "5000"})))
	undo, err := d.Undo(t.Context(), catalog.Draft{Step: catalog.Step{By: partner, Key: d.key()}, ProducerID: d.producer, UndoOf: second.ID})
	if err != nil {
		t.Fatal(err)
	}
	d.approve(t, d.submit(t, undo))
	if story, price := d.now(t, "story"), d.now(t, "price"); story != "Một" || price != "" {
		t.Errorf("after the undo: %q, %q", story, price)
	}
	history, err := d.History(t.Context(), d.subject())
	if err != nil || len(history) != 3 || history[0].UndoOf != second.ID || history[0].AuthorID != partner {
		t.Errorf("history %+v, %v", history, err)
	}
}

func TestRevertByOffice(t *testing.T) {
	d := newDesk(t)
	e := d.approve(t, d.submit(t, d.draft(t, 0, catalog.Values{"price": "9000"})))
	open := d.draft(t, 0, catalog.Values{"story": "Đang viết"})
	step := d.step(e, officer)
	for range 2 { // asked twice, done once
		if _, err := d.Revert(t.Context(), catalog.Decision{Step: step}); err != nil {
			t.Fatal(err)
		}
	}
	if price := d.now(t, "price"); price != "" {
		t.Errorf("the price is %q after the revert", price)
	}
	if kept, err := d.OpenOn(t.Context(), d.subject()); err != nil || kept.ID != open.ID {
		t.Errorf("the open draft is %v, %v", kept, err)
	}
	if history, _ := d.History(t.Context(), d.subject()); len(history) != 2 {
		t.Errorf("%d approved edits, want 2", len(history))
	}
}

func TestTwoHandsOnOneDraft(t *testing.T) {
	d := newDesk(t)
	first := d.draft(t, 0, catalog.Values{"story": "Của tôi"})
	// Another screen with the same version does not clash, the same field does.
	d.draft(t, first.Version, catalog.Values{"price": "1000"})
	second := catalog.Draft{
		Step: catalog.Step{By: partner, Key: d.key(), Version: 0}, Subject: d.subject(), ProducerID: d.producer,
		Set: catalog.Values{"story": "Của chị", "packaging": "Hộp"},
	}
	_, err := d.SaveDraft(t.Context(), second)
	var stale *catalog.StaleError
	if !errors.As(err, &stale) {
		t.Fatalf("two hands on one field gave %v", err)
	}
	if diff := cmp.Diff([]catalog.Clash{{Field: "story", Yours: "Của chị", Theirs: "Của tôi"}}, stale.Clashes); diff != "" {
		t.Error(diff)
	}
	if kept, _ := d.OpenOn(t.Context(), d.subject()); kept.Patch["packaging"] != "" || kept.Patch["price"] != "1000" {
		t.Errorf("after a clash the draft holds %v", kept.Patch)
	}
	second.Version, second.Key = stale.Edit.Version, d.key()
	if kept, err := d.SaveDraft(t.Context(), second); err != nil || kept.Patch["story"] != "Của chị" {
		t.Errorf("having seen it, the second hand saved %v, %v", kept.Patch, err)
	}
}

func TestCatalogueMovedOn(t *testing.T) {
	d := newDesk(t)
	e := d.submit(t, d.draft(t, 0, catalog.Values{"price": "2000", "story": "Mới"}))
	if _, err := d.DB.Exec(t.Context(), `UPDATE product SET price = 1500 WHERE id = $1`, d.product); err != nil {
		t.Fatal(err)
	}
	_, err := d.Approve(t.Context(), catalog.Decision{Step: d.step(e, officer)})
	var conflict *catalog.ConflictError
	if !errors.As(err, &conflict) {
		t.Fatalf("approving over a change gave %v", err)
	}
	if diff := cmp.Diff([]catalog.Conflict{{Field: "price", Base: "", Now: "1500", Proposed: "2000"}}, conflict.Conflicts); diff != "" {
		t.Error(diff)
	}
	if d.now(t, "story") != "" {
		t.Error("a refused approval wrote something")
	}
	if e, err = d.Approve(t.Context(), catalog.Decision{Step: d.step(e, officer), Over: true}); err != nil || e.Base["price"] != "1500" {
		t.Errorf("approved over: %v, %v", e.Base, err)
	}
}

func TestNewProduct(t *testing.T) {
	d := newDesk(t)
	draft := catalog.Draft{
		Step: catalog.Step{By: maker, Key: d.key()}, Subject: catalog.Subject{Kind: catalog.ProductSubject}, ProducerID: d.producer,
		Set: catalog.Values{"name": "Chè Tân Cương"},
	}
	e, err := d.SaveDraft(t.Context(), draft)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := d.SaveDraft(t.Context(), draft); err != nil || again.ID != e.ID {
		t.Errorf("the same request made edit %d, then %d, %v", e.ID, again.ID, err)
	}
	var problems catalog.Problems
	if _, err := d.Submit(t.Context(), d.step(e, maker), catalog.Day{}); !errors.As(err, &problems) || problems["name"] != catalog.NameTaken {
		t.Errorf("a second product of the name gave %v", err)
	}
	e, err = d.SaveDraft(t.Context(), catalog.Draft{Step: d.step(e, maker), Subject: e.Subject(), ProducerID: d.producer,
		Set: catalog.Values{"name": "Chè hoa nhài", "story": "Ướp đêm", "capacity_11": "40"}})
	if err != nil {
		t.Fatal(err)
	}
	e = d.approve(t, d.submit(t, e))
	got, err := catalog.Products{DB: d.DB}.BySlug(t.Context(), "che-hoa-nhai")
	if err != nil || got.ID != e.SubjectID || got.Story != "Ướp đêm" || got.Producer.ID != d.producer || got.Trade.Capacity[10] != 40 {
		t.Errorf("published %+v, %v", got, err)
	}
	if got.Star(day("2026-11-22")).Badge() != 0 {
		t.Error("a new product has stars nobody gave")
	}
}

func TestTrustedSmallChanges(t *testing.T) {
	d := newDesk(t)
	province := d.draft(t, 0, catalog.Values{"story": "Chờ"}).ProvinceCode
	if err := d.SetRule(t.Context(), officer, province, catalog.SmallChanges{Price: true}); err != nil {
		t.Fatal(err)
	}
	if err := d.Trust(t.Context(), officer, d.producer, true); err != nil {
		t.Fatal(err)
	}
	e := d.submit(t, d.draft(t, 2, catalog.Values{"price": "7000", "capacity_03": "3"}))
	if e.State != catalog.EditWaiting || d.now(t, "price") != "7000" || d.now(t, "story") != "" || d.now(t, "capacity_03") != "" {
		t.Errorf("%s with price %q, story %q", e.State, d.now(t, "price"), d.now(t, "story"))
	}
	if diff := cmp.Diff(catalog.Values{"story": "Chờ", "capacity_03": "3"}, e.Patch); diff != "" {
		t.Error(diff)
	}
	unchecked, err := d.Unchecked(t.Context(), province, 10)
	if err != nil || len(unchecked) != 1 {
		t.Fatalf("to be checked: %v, %v", unchecked, err)
	}
	if _, err := d.Check(t.Context(), d.step(unchecked[0], officer)); err != nil {
		t.Fatal(err)
	}
	if unchecked, _ = d.Unchecked(t.Context(), province, 10); len(unchecked) != 0 {
		t.Errorf("still to be checked: %v", unchecked)
	}
}

func TestTwoOfficers(t *testing.T) {
	d := newDesk(t)
	e := d.submit(t, d.draft(t, 0, catalog.Values{"story": "Một"}))
	if _, err := d.Take(t.Context(), d.step(e, officer), false); err != nil {
		t.Fatal(err)
	}
	var taken *catalog.TakenError
	if _, err := d.Take(t.Context(), d.step(e, officer2), false); !errors.As(err, &taken) || taken.By != officer {
		t.Errorf("a second officer was told %v", err)
	}
	if _, err := d.Return(t.Context(), d.step(e, officer2), "Thiếu ảnh", false); !errors.As(err, &taken) {
		t.Errorf("a second officer sent it back: %v", err)
	}
	back, err := d.Return(t.Context(), d.step(e, officer2), "Thiếu ảnh", true)
	if err != nil || back.State != catalog.EditReturned || back.Reason != "Thiếu ảnh" {
		t.Errorf("taken over: %+v, %v", back, err)
	}
	again := d.approve(t, d.submit(t, back))
	if again.State != catalog.EditApproved {
		t.Error(again.State)
	}
}

func TestApprovedOnce(t *testing.T) {
	d := newDesk(t)
	e := d.submit(t, d.draft(t, 0, catalog.Values{"story": "Một"}))
	var group sync.WaitGroup
	done := make(chan error, 8)
	for range 8 {
		step := d.step(e, officer)
		group.Go(func() {
			_, err := d.Approve(context.Background(), catalog.Decision{Step: step})
			done <- err
		})
	}
	group.Wait()
	approved := 0
	for range 8 {
		if err := <-done; err == nil {
			approved++
		}
	}
	audit, err := catalog.Audit{DB: d.DB}.Lines(t.Context(), catalog.AuditFilter{Action: "listing.approve", Most: 10})
	if approved != 1 || err != nil || len(audit) != 1 {
		t.Errorf("%d approvals, %d in the audit, %v", approved, len(audit), err)
	}
}

func TestWhatIsNotTaken(t *testing.T) {
	d := newDesk(t)
	save := func(producer int64, set catalog.Values) error {
		_, err := d.SaveDraft(t.Context(), catalog.Draft{Step: catalog.Step{By: maker, Key: d.key()}, Subject: d.subject(), ProducerID: producer, Set: set})
		return err
	}
	var problems catalog.Problems
	err := save(d.producer, catalog.Values{"stars": "5", "decision_no": "1/QĐ", "price": "nhiều", "gtin": "8934567890123", "trace_url": "javascript:alert(1)", "name": " "})
	if !errors.As(err, &problems) {
		t.Fatalf("got %v", err)
	}
	want := catalog.Problems{"stars": "unknown", "decision_no": "unknown", "price": "number", "gtin": "gtin", "trace_url": "link", "name": "name"}
	if diff := cmp.Diff(want, problems); diff != "" {
		t.Error(diff)
	}
	if err := save(d.producer+1, catalog.Values{"story": "Của người khác"}); !errors.Is(err, pgx.ErrNoRows) {
		t.Errorf("a foreign product gave %v", err)
	}
	e := d.submit(t, d.draft(t, 0, catalog.Values{"story": "Một"}))
	if e = d.draft(t, e.Version, catalog.Values{"story": "Hai"}); e.State != catalog.EditDraft {
		t.Errorf("an edit written to while it waits is %s", e.State)
	}
	if _, err := d.Approve(t.Context(), catalog.Decision{Step: d.step(e, officer)}); !errors.Is(err, catalog.ErrState) {
		t.Errorf("a draft was approved: %v", err)
	}
}

func TestHelperConfirmedByProducer(t *testing.T) {
	d := newDesk(t)
	e, err := d.SaveDraft(t.Context(), catalog.Draft{Step: catalog.Step{By: helper, Key: d.key()}, Subject: d.subject(), ProducerID: d.producer,
		Helper: true, Set: catalog.Values{"story": "Nhập hộ"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Submit(t.Context(), d.step(e, helper), catalog.Day{}); !errors.Is(err, catalog.ErrHelper) {
		t.Errorf("a helper submitted: %v", err)
	}
	if e, err = d.HandOver(t.Context(), d.step(e, helper)); err != nil || e.HelperDoneAt.IsZero() {
		t.Fatalf("%v, %v", e.HelperDoneAt, err)
	}
	if e = d.approve(t, d.submit(t, e)); e.HelperID != helper {
		t.Errorf("who entered it is lost: %d", e.HelperID)
	}
}

func FuzzFieldRead(f *testing.F) {
	for _, text := range []string{"", "1.500,25", "0.5", "attp\t1\t\t2027-01-01\t\tfalse", "https://a.vn/\u0000", "8934563138165", "Đ\r\n\r\nx"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, field := range catalog.Fields() {
			value, problem := field.Read(text)
			if problem != "" {
				continue
			}
			if again, problem := field.Read(value); problem == "" && again != value {
				t.Errorf("%s: %q is kept as %q and read again as %q, %s", field.Name, text, value, again, problem)
			}
		}
	})
}

func day(text string) catalog.Day {
	d, err := catalog.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return d
}
