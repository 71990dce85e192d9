package catalog_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ocop/catalog"
)

// stateSQL is everything a list can write, but for the numbers.
const stateSQL = `
SELECT 'p ' || p.name || ' of ' || coalesce(r.name, '-') || ' ' || coalesce(r.address, '') FROM product p LEFT JOIN producer r ON r.id = p.producer_id
UNION ALL SELECT 'l ' || p.name || ' ' || l.stars || ' ' || l.decision_no || ' ' || l.in_force FROM recognition l JOIN product p ON p.id = l.product_id
UNION ALL SELECT 'm ' || name FROM producer ORDER BY 1`

const secondList = `Tên sản phẩm,Chủ thể,Địa chỉ,Tỉnh,Hạng sao,Số quyết định,Ngày quyết định
Trà sen,HTX Hảo Đạt,"Ấp 1, xã Tân Cương",Vĩnh Long,4,700/QĐ-UBND,01/06/2026
Cá khô,HTX Biển Xanh,,Vĩnh Long,3,700/QĐ-UBND,01/06/2026
Gạo ngon,HTX Biển Xanh,,Cà Mau,3,700/QĐ-UBND,01/06/2026
`

func TestImportAndUndo(t *testing.T) {
	t.Parallel()
	db := officeDB(t)
	imports := catalog.Imports{DB: db}
	before := lines(t, db, stateSQL)
	id, err := imports.Upload(t.Context(), "ds.csv", "86", []byte(secondList), 4)
	if err != nil {
		t.Fatal(err)
	}
	list, err := imports.Get(t.Context(), id)
	if err != nil || list.Undoable(time.Now()) {
		t.Fatalf("the list is %+v, %v", list, err)
	}
	read, err := imports.Read(t.Context(), list)
	if err != nil {
		t.Fatal(err)
	}
	report, err := imports.Try(t.Context(), list, read, today())
	if err != nil || report.Written || report.New != 1 || report.Changed != 1 || report.Refused != 1 || report.Rows[2].Remarks[0].Code != catalog.PlaceForeign {
		t.Fatalf("the dry run says %+v, %v", report, err)
	}
	if report, err := imports.Apply(t.Context(), list, read, today(), false, 4); err != nil || report.Written {
		t.Errorf("applied although a row is refused: %v", err)
	}
	if report, err := imports.Apply(t.Context(), list, read, today(), true, 4); err != nil || !report.Written {
		t.Fatalf("not applied: %v", err)
	}
	if _, err := imports.Apply(t.Context(), list, read, today(), true, 4); !errors.Is(err, catalog.ErrAlreadyDone) {
		t.Errorf("applied twice: %v", err)
	}
	if n := number(t, db, `SELECT count(*) FROM product`); n != 5 {
		t.Errorf("%d products after the list", n)
	}
	undone, err := imports.Undo(t.Context(), id, 4)
	if err != nil || len(undone.Kept) != 0 || undone.Removed != 4 {
		t.Errorf("undoing says %+v, %v", undone, err)
	}
	if diff := cmp.Diff(before, lines(t, db, stateSQL)); diff != "" {
		t.Error(diff)
	}
	if _, err := imports.Undo(t.Context(), id, 4); !errors.Is(err, catalog.ErrAlreadyDone) {
		t.Errorf("undone twice: %v", err)
	}
}

// TestUndoKeepsLaterWork: what was changed after the list stays, and is named.
func TestUndoKeepsLaterWork(t *testing.T) {
	t.Parallel()
	db := officeDB(t)
	imports := catalog.Imports{DB: db}
	id, err := imports.Upload(t.Context(), "ds.csv", "", []byte(secondList), 4)
	if err != nil {
		t.Fatal(err)
	}
	list, err := imports.Get(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	read, err := imports.Read(t.Context(), list)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := imports.Apply(t.Context(), list, read, today(), true, 4); err != nil {
		t.Fatal(err)
	}
	if err := (catalog.Takedowns{DB: db}).TakeDown(t.Context(), catalog.Subject{Kind: "product", ID: number(t, db, `SELECT id FROM product WHERE name = 'Cá khô'`)}, "Nhãn sai", 4); err != nil {
		t.Fatal(err)
	}
	undone, err := imports.Undo(t.Context(), id, 4)
	if err != nil || len(undone.Kept) != 2 { // the product, and the producer it needs
		t.Errorf("undoing says %+v, %v", undone, err)
	}
	if diff := cmp.Diff([]string{"Cá khô"}, lines(t, db, `SELECT name FROM product WHERE taken_down_at IS NOT NULL`)); diff != "" {
		t.Error(diff)
	}
}

// TestPhotosGoWithTheirList: photos that came for a list go with it, one that was
// there before stays; a picture that nobody shows any more may be deleted.
func TestPhotosGoWithTheirList(t *testing.T) {
	t.Parallel()
	db := officeDB(t)
	imports := catalog.Imports{DB: db}
	product := number(t, db, `SELECT min(id) FROM product`)
	const old, fresh = "0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"
	picture := func(hash string) catalog.Picture {
		return catalog.Picture{ProductID: product, Hash: hash, Width: 4, Height: 3}
	}
	if err := (catalog.Pictures{DB: db}).Add(t.Context(), picture(old)); err != nil {
		t.Fatal(err)
	}
	id, err := imports.StartPhotos(t.Context(), "anh.zip", "86", 4)
	if err != nil {
		t.Fatal(err)
	}
	for _, hash := range []string{old, fresh, fresh} {
		if err := imports.AddPicture(t.Context(), id, picture(hash)); err != nil {
			t.Fatal(err)
		}
	}
	if list, err := imports.Get(t.Context(), id); err != nil || list.Summary.Pictures != 1 || !list.Alone() {
		t.Errorf("the upload is %+v (%v)", list, err)
	}
	undone, err := imports.Undo(t.Context(), id, 4)
	if err != nil || undone.Pictures != 1 {
		t.Errorf("undoing says %+v, %v", undone, err)
	}
	if diff := cmp.Diff([]string{fresh}, undone.Unused); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{old}, lines(t, db, `SELECT hash FROM product_picture`)); diff != "" {
		t.Error(diff)
	}
	if err := imports.AddPicture(t.Context(), id, picture(fresh)); !errors.Is(err, catalog.ErrAlreadyDone) {
		t.Errorf("a photo for what was taken back: %v", err)
	}
}

// TestOldListsAreForgotten: thirty days after a list came its file and what it
// changed are gone, its line is not.
func TestOldListsAreForgotten(t *testing.T) {
	t.Parallel()
	db := officeDB(t)
	imports := catalog.Imports{DB: db}
	id, err := imports.Upload(t.Context(), "ds.csv", "86", []byte(secondList), 4)
	if err != nil {
		t.Fatal(err)
	}
	list, err := imports.Get(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	read, err := imports.Read(t.Context(), list)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := imports.Apply(t.Context(), list, read, today(), true, 4); err != nil {
		t.Fatal(err)
	}
	kept := func(days int) (file bool, changes int64) {
		worker := catalog.NewForgetWorker(imports, catalog.Complaints(imports), catalog.PublicPictures{}, func() time.Time { return time.Now().AddDate(0, 0, days) })
		if err := worker.Work(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		_, err := imports.File(t.Context(), id)
		return err == nil, number(t, db, `SELECT count(*) FROM import_change`)
	}
	if file, changes := kept(29); !file || changes == 0 {
		t.Errorf("after 29 days the file is kept: %v, and %d changes", file, changes)
	}
	if file, changes := kept(31); file || changes != 0 {
		t.Errorf("after 31 days the file is kept: %v, and %d changes", file, changes)
	}
	if _, err := imports.Get(t.Context(), id); err != nil {
		t.Error(err)
	}
}
