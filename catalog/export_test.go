package catalog_test

import (
	"bytes"
	"testing"

	"ocop/catalog"
	"ocop/catalog/sheet"
)

// TestExportComesBack: what goes out and comes back in changes nothing, and one
// corrected cell changes that.
func TestExportComesBack(t *testing.T) {
	db := officeDB(t)
	if _, err := db.Exec(t.Context(), `UPDATE product SET name_en = '=cmd|calc' WHERE name = 'Kẹo dừa'`); err != nil {
		t.Fatal(err)
	}
	rows, err := catalog.Products{DB: db}.Export(t.Context(), "86", "", 100)
	if err != nil || len(rows) != 4 {
		t.Fatalf("%d rows go out, %v", len(rows), err)
	}
	for _, write := range []func(*bytes.Buffer) error{
		func(b *bytes.Buffer) error { return sheet.WriteXLSX(b, "OCOP", catalog.ListHeader(), rows) },
		func(b *bytes.Buffer) error { return sheet.WriteCSV(b, catalog.ListHeader(), rows) },
	} {
		var file bytes.Buffer
		if err := write(&file); err != nil {
			t.Fatal(err)
		}
		list, err := sheet.Read("list", &file, sheet.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(list.Unused) != 0 {
			t.Errorf("columns that are not read back: %v", list.Unused)
		}
		if report := takeIn(t, db, list, catalog.IntakeOptions{}); report.Unchanged != 4 {
			t.Errorf("coming back it says %+v", report)
		}
	}
	rows[0][5] = "Ấp 5, xã An Trường"
	var file bytes.Buffer
	if err := sheet.WriteXLSX(&file, "OCOP", catalog.ListHeader(), rows); err != nil {
		t.Fatal(err)
	}
	list, err := sheet.Read("list.xlsx", &file, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if report := takeIn(t, db, list, catalog.IntakeOptions{}); report.Changed != 1 || report.New != 0 {
		t.Errorf("one correction gives %+v", report)
	}
	some, err := catalog.Products{DB: db}.Export(t.Context(), "", "mat ong", 100)
	if err != nil || len(some) != 1 {
		t.Errorf("%d rows with the words, %v", len(some), err)
	}
}
