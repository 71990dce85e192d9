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
	t.Parallel()
	db := officeDB(t)
	if _, err := db.Exec(t.Context(), `UPDATE product SET name_en = '=cmd|calc' WHERE name = 'Kẹo dừa'`); err != nil {
		t.Fatal(err)
	}
	rows, err := catalog.Products{DB: db}.Export(t.Context(), catalog.Choice{ProvinceCode: "86", Most: 100})
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
	some, err := catalog.Products{DB: db}.Export(t.Context(), catalog.Choice{Words: "mat ong", Most: 100})
	if err != nil || len(some) != 1 {
		t.Errorf("%d rows with the words, %v", len(some), err)
	}
	if none, err := (catalog.Products{DB: db}).Export(t.Context(), catalog.Choice{Among: []int64{}, Most: 100}); err != nil || len(none) != 0 {
		t.Errorf("%d rows among none, %v", len(none), err)
	}
}

// TestExportMovesNothing: the list shows one place for a product and its producer;
// coming back it neither gives the one the other's nor moves either.
func TestExportMovesNothing(t *testing.T) {
	t.Parallel()
	for name, set := range map[string]string{
		"a product without a place": `UPDATE product SET commune_id = NULL, district_former = '', province_former = ''`,
		"a producer without one":    `UPDATE producer SET commune_id = NULL, district_former = '', province_former = ''`,
		"a product of another commune": `WITH c AS (INSERT INTO commune (province_code, name, folded) SELECT DISTINCT province_code, 'Mường Khác', 'muong khac' FROM product RETURNING id, province_code)
			UPDATE product SET commune_id = c.id FROM c WHERE c.province_code = product.province_code`,
		"a product of another district":   `UPDATE product SET district_former = 'Gò Quao'`,
		"a term that goes without saying": `UPDATE recognition SET expires_on = NULL`,
		"a producer of another district":  `UPDATE producer SET district_former = 'Gò Quao'`,
	} {
		t.Run(name, func(t *testing.T) {
			db := officeDB(t)
			changed, err := db.Exec(t.Context(), set)
			if err != nil || changed.RowsAffected() == 0 {
				t.Fatal(changed, err)
			}
			rows, err := catalog.Products{DB: db}.Export(t.Context(), catalog.Choice{Most: 100})
			if err != nil {
				t.Fatal(err)
			}
			var file bytes.Buffer
			if err := sheet.WriteCSV(&file, catalog.ListHeader(), rows); err != nil {
				t.Fatal(err)
			}
			list, err := sheet.Read("list.csv", &file, sheet.Options{})
			if err != nil {
				t.Fatal(err)
			}
			report := takeIn(t, db, list, catalog.IntakeOptions{})
			for _, row := range report.Rows {
				if row.Outcome != catalog.RowUnchanged {
					t.Errorf("%s is %s: %v %v", row.Name, row.Outcome, row.Changes, row.Remarks)
				}
			}
		})
	}
}
