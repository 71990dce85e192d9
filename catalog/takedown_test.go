package catalog_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
	"ocop/migrations/testdb"
)

const officeList = `Tên sản phẩm,Chủ thể,Xã,Tỉnh,Hạng sao,Số quyết định,Ngày quyết định
Trà sen,HTX Hảo Đạt,Tân Cương,Vĩnh Long,3,100/QĐ-UBND,01/03/2024
Kẹo dừa,HTX Hảo Đạt,Tân Cương,Vĩnh Long,4,100/QĐ-UBND,01/03/2024
Trà sen,Hợp tác xã Hảo Đạt,Tân Cương,Vĩnh Long,3,100/QĐ-UBND,01/03/2024
Mật ong,Hợp tác xã Hảo Đạt,Tân Cương,Vĩnh Long,3,200/QĐ-UBND,05/06/2025
`

// officeDB holds two producers that are one, with a product that both have.
func officeDB(t *testing.T) *pgxpool.Pool {
	t.Helper()
	db := testdb.New(t)
	takeIn(t, db, readList(t, officeList), catalog.IntakeOptions{})
	return db
}

// number asks for one number.
func number(t *testing.T, db *pgxpool.Pool, sql string) int64 {
	t.Helper()
	var n int64
	if err := db.QueryRow(t.Context(), sql).Scan(&n); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return n
}

func TestTakeDownAndRestore(t *testing.T) {
	t.Parallel()
	db := officeDB(t)
	products, takedowns := catalog.Products{DB: db}, catalog.Takedowns{DB: db}
	candy := catalog.Subject{Kind: "product", ID: number(t, db, `SELECT id FROM product WHERE name = 'Kẹo dừa'`)}
	maker := catalog.Subject{Kind: "producer", ID: number(t, db, `SELECT id FROM producer WHERE name = 'HTX Hảo Đạt'`)}
	public := func() []string {
		t.Helper()
		list, err := products.Addresses(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var slugs []string
		for _, a := range list {
			slugs = append(slugs, a.Slug)
		}
		ids, err := products.IDs(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		listings, err := products.Listings(t.Context(), ids)
		if err != nil || len(listings) != len(slugs) {
			t.Errorf("search is fed %d listings (%v), the site map %d addresses", len(listings), err, len(slugs))
		}
		return slugs
	}
	if err := takedowns.TakeDown(t.Context(), candy, " ", 1); !errors.Is(err, catalog.ErrReasonMissing) {
		t.Errorf("taken down without a reason: %v", err)
	}
	if err := takedowns.TakeDown(t.Context(), candy, "Nhãn ghi sai hạn dùng", 7); err != nil {
		t.Fatal(err)
	}
	if err := takedowns.TakeDown(t.Context(), candy, "again", 7); !errors.Is(err, catalog.ErrAlreadyDone) {
		t.Errorf("taken down twice: %v", err)
	}
	if diff := cmp.Diff([]string{"tra-sen", "tra-sen-vinh-long", "mat-ong"}, public()); diff != "" {
		t.Error(diff)
	}
	if _, err := products.BySlug(t.Context(), "keo-dua"); !errors.Is(err, pgx.ErrNoRows) {
		t.Errorf("a product taken down is found: %v", err)
	}
	if err := takedowns.TakeDown(t.Context(), maker, "Ngừng hoạt động", 7); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"tra-sen-vinh-long", "mat-ong"}, public()); diff != "" {
		t.Error(diff)
	}
	if _, err := (catalog.Producers{DB: db}).BySlug(t.Context(), "htx-hao-dat"); !errors.Is(err, pgx.ErrNoRows) {
		t.Errorf("a producer taken down is found: %v", err)
	}
	list, err := takedowns.List(t.Context(), "86", 10)
	if err != nil || len(list) != 2 || list[1].Name != "Kẹo dừa" || list[1].KeptUntil().Year != catalog.DayAt(list[1].TakenDownAt).Year+1 {
		t.Errorf("taken down are %+v, %v", list, err)
	}
	for _, s := range []catalog.Subject{maker, candy} {
		if err := takedowns.Restore(t.Context(), s, "Đã sửa nhãn", 7); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(public()); n != 4 {
		t.Errorf("%d products are public after restoring, want 4", n)
	}
	entries, err := catalog.Audit{DB: db}.Lines(t.Context(), catalog.AuditFilter{ProvinceCode: "86", AccountID: 7, Most: 10})
	if err != nil || len(entries) != 4 || entries[3].Detail["reason"] != "Nhãn ghi sai hạn dùng" {
		t.Errorf("the audit says %+v, %v", entries, err)
	}
}
