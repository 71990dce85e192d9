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
