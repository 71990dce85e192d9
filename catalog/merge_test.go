package catalog_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ocop/catalog"
)

const productsSQL = `SELECT p.name || ' of ' || r.name || coalesce(' = ' || p.merged_into::text, '') FROM product p JOIN producer r ON r.id = p.producer_id ORDER BY p.id`

func TestMergeAndUndo(t *testing.T) {
	t.Parallel()
	db := officeDB(t)
	producers := catalog.Producers{DB: db}
	found, err := producers.Duplicates(t.Context(), "86", 10)
	if err != nil || len(found) != 1 || found[0].Alike != catalog.SameName {
		t.Fatalf("duplicates are %+v, %v", found, err)
	}
	kept, dropped := found[0].A.ID, found[0].B.ID
	preview, err := producers.PreviewMerge(t.Context(), kept, dropped)
	if err != nil || len(preview.Moved) != 2 || len(preview.Overlaps) != 0 || preview.Moved[0].TwinID == 0 || preview.Moved[1].TwinID != 0 {
		t.Fatalf("the preview says %+v, %v", preview, err)
	}
	before := lines(t, db, productsSQL)
	id, err := producers.Merge(t.Context(), kept, dropped, "Cùng một hợp tác xã", 3)
	if err != nil {
		t.Fatal(err)
	}
	twin := lines(t, db, `SELECT id::text FROM product WHERE merged_into IS NULL AND name = 'Trà sen'`)
	want := []string{"Trà sen of HTX Hảo Đạt", "Kẹo dừa of HTX Hảo Đạt", "Trà sen of Hợp tác xã Hảo Đạt = " + twin[0], "Mật ong of HTX Hảo Đạt"}
	if diff := cmp.Diff(want, lines(t, db, productsSQL)); diff != "" {
		t.Error(diff)
	}
	former := catalog.FormerSlugs{DB: db}
	if slug, err := former.Producer(t.Context(), "hop-tac-xa-hao-dat"); err != nil || slug != "htx-hao-dat" {
		t.Errorf("the dropped address leads to %q, %v", slug, err)
	}
	if slug, err := former.Product(t.Context(), "tra-sen-vinh-long"); err != nil || slug != "tra-sen" {
		t.Errorf("the address of the twin leads to %q, %v", slug, err)
	}

	// The same list again names the dropped producer and must change nothing.
	if report := takeIn(t, db, readList(t, officeList), catalog.IntakeOptions{}); report.New+report.NewProducers+report.NewRecognitions != 0 {
		t.Errorf("the list after the merger adds %+v", report)
	}

	if err := producers.UndoMerge(t.Context(), id, 3); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, lines(t, db, productsSQL)); diff != "" {
		t.Error(diff)
	}
	if err := producers.UndoMerge(t.Context(), id, 3); !errors.Is(err, catalog.ErrAlreadyDone) {
		t.Errorf("undone twice: %v", err)
	}
	if err := producers.Apart(t.Context(), kept, dropped, 3); err != nil {
		t.Fatal(err)
	}
	if found, err := producers.Duplicates(t.Context(), "86", 10); err != nil || len(found) != 0 {
		t.Errorf("producers called different are proposed: %+v, %v", found, err)
	}
}

// TestMergeClash: two stars for one day forbid a merger and are named.
func TestMergeOverlap(t *testing.T) {
	t.Parallel()
	db := officeDB(t)
	takeIn(t, db, readList(t, `Tên sản phẩm,Chủ thể,Tỉnh,Hạng sao,Số quyết định,Ngày quyết định
Kẹo dừa,Hợp tác xã Hảo Đạt,Vĩnh Long,3,300/QĐ-UBND,02/03/2025
`), catalog.IntakeOptions{})
	producers := catalog.Producers{DB: db}
	kept := number(t, db, `SELECT id FROM producer WHERE slug = 'htx-hao-dat'`)
	dropped := number(t, db, `SELECT id FROM producer WHERE slug = 'hop-tac-xa-hao-dat'`)
	_, err := producers.Merge(t.Context(), kept, dropped, "Cùng một hợp tác xã", 3)
	var clash *catalog.Overlap
	if !errors.As(err, &clash) || clash.Line.DecisionNo != "300/QĐ-UBND" || clash.With.DecisionNo != "100/QĐ-UBND" {
		t.Errorf("merging gives %v", err)
	}
}

func TestDuplicateSigns(t *testing.T) {
	t.Parallel()
	db := officeDB(t)
	for name, test := range map[string]struct {
		sql  string
		want catalog.Likeness
	}{
		"tax code before phone": {`UPDATE producer SET tax_code = '0123456789', phone = '0900 000 123'`, catalog.SameTaxCode},
		"phones in two forms": {`UPDATE producer SET tax_code = NULL, phone = CASE WHEN slug = 'htx-hao-dat' THEN '+84 900 000 123' ELSE '0900.000.123' END,
			name = slug, folded = slug`, catalog.SamePhone},
		"own name in a commune": {`UPDATE producer SET phone = '', name = CASE WHEN slug = 'htx-hao-dat' THEN 'HTX Hảo Đạt' ELSE 'Công ty TNHH Hảo Đạt' END`, catalog.SameCommune},
	} {
		if _, err := db.Exec(t.Context(), `UPDATE producer SET tax_code = NULL`); err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(t.Context(), test.sql); err != nil {
			t.Fatal(err)
		}
		found, err := catalog.Producers{DB: db}.Duplicates(t.Context(), "", 10)
		if name != "own name in a commune" && (err != nil || len(found) != 1 || found[0].Alike != test.want) {
			t.Errorf("%s: %+v, %v", name, found, err)
		}
		if name == "own name in a commune" && (err != nil || len(found) != 1 || found[0].Alike != catalog.SameCommune) {
			t.Errorf("%s: %+v, %v", name, found, err)
		}
	}
}

func TestTransferAndReassign(t *testing.T) {
	t.Parallel()
	db := officeDB(t)
	products, producers := catalog.Products{DB: db}, catalog.Producers{DB: db}
	candy := number(t, db, `SELECT id FROM product WHERE name = 'Kẹo dừa'`)
	tea := number(t, db, `SELECT id FROM product WHERE slug = 'tra-sen'`)
	to := number(t, db, `SELECT id FROM producer WHERE slug = 'hop-tac-xa-hao-dat'`)
	if err := products.Transfer(t.Context(), candy, to, "Chuyển nhượng", 3); err != nil {
		t.Fatal(err)
	}
	if err := products.Transfer(t.Context(), candy, to, "Chuyển nhượng", 3); !errors.Is(err, catalog.ErrAlreadyDone) {
		t.Errorf("transferred twice: %v", err)
	}
	if err := products.Transfer(t.Context(), tea, to, "Chuyển nhượng", 3); !errors.Is(err, catalog.ErrNameTaken) {
		t.Errorf("a second product of one name: %v", err)
	}
	if err := producers.Reassign(t.Context(), to, "86", "xã An Trường", "Sắp xếp đơn vị hành chính", 3); err != nil {
		t.Fatal(err)
	}
	got := lines(t, db, `SELECT p.name || ' ' || coalesce(c.name, '-') FROM product p LEFT JOIN commune c ON c.id = p.commune_id WHERE producer_id = (SELECT id FROM producer WHERE slug = 'hop-tac-xa-hao-dat') ORDER BY p.id`)
	if diff := cmp.Diff([]string{"Kẹo dừa An Trường", "Trà sen An Trường", "Mật ong An Trường"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestChangesAndTrustOfAnOffice: what waits goes to the office of the new province,
// and trust stays with the office that gave it.
func TestChangesAndTrustOfAnOffice(t *testing.T) {
	t.Parallel()
	db := officeDB(t)
	maker := number(t, db, `SELECT id FROM producer WHERE slug = 'hop-tac-xa-hao-dat'`)
	tea := number(t, db, `SELECT id FROM product WHERE slug = 'tra-sen'`)
	home := lines(t, db, `SELECT province_code FROM producer WHERE slug = 'hop-tac-xa-hao-dat'`)[0]
	for _, sql := range []string{
		`INSERT INTO listing_edit (subject_kind, subject_id, producer_id, province_code, author_id, state, submitted_at, taken_by, taken_at)
			SELECT 'product', $2, r.id, r.province_code, 1, 'waiting', now(), 9, now() FROM producer r WHERE r.id = $1`,
		`INSERT INTO listing_edit (subject_kind, subject_id, producer_id, province_code, author_id, state, decided_at)
			SELECT 'product', $2, r.id, r.province_code, 1, 'approved', now() FROM producer r WHERE r.id = $1`,
		`INSERT INTO trusted_producer (producer_id, trusted_by) SELECT $1, 9 WHERE $2 > 0`,
	} {
		if _, err := db.Exec(t.Context(), sql, maker, tea); err != nil {
			t.Fatal(err)
		}
	}
	state := func() []string {
		return lines(t, db, `SELECT state || ' ' || province_code || coalesce(' taken by ' || taken_by, '') FROM listing_edit
			UNION ALL SELECT 'trusted' FROM trusted_producer ORDER BY 1`)
	}
	producers := catalog.Producers{DB: db}
	if err := producers.Reassign(t.Context(), maker, home, "An Trường", "Sắp xếp", 3); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"approved " + home, "trusted", "waiting " + home + " taken by 9"}, state()); diff != "" {
		t.Errorf("within the province (-want +got):\n%s", diff)
	}
	if err := producers.Reassign(t.Context(), maker, "01", "", "Sắp xếp", 3); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"approved " + home, "waiting 01"}, state()); diff != "" {
		t.Errorf("to another province (-want +got):\n%s", diff)
	}
	told := lines(t, db, `SELECT action || ': ' || coalesce(detail->>'from' || ' → ' || (detail->>'to'), detail->>'trusted') || ' ' || province_code FROM audit WHERE subject_kind = 'producer' ORDER BY id DESC LIMIT 2`)
	if diff := cmp.Diff([]string{"producer.reassign: An Trường, Vĩnh Long → Hà Nội 01", "producer.trust: false " + home}, told); diff != "" {
		t.Errorf("what the audit tells (-want +got):\n%s", diff)
	}
	// A product given back to somebody at home takes its change along.
	var heir int64
	if err := db.QueryRow(t.Context(), `INSERT INTO producer (slug, name, folded, province_code) VALUES ('heir', 'Heir', 'heir', $1) RETURNING id`, home).Scan(&heir); err != nil {
		t.Fatal(err)
	}
	if err := (catalog.Products{DB: db}).Transfer(t.Context(), tea, heir, "Chuyển nhượng", 3); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"approved " + home, "waiting " + home}, state()); diff != "" {
		t.Errorf("with another producer (-want +got):\n%s", diff)
	}
}
