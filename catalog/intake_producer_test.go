package catalog_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"ocop/catalog"
	"ocop/migrations/testdb"
)

// TestLegalFormsInOtherWords takes in lists that write the same makers with their
// legal forms abbreviated and in full.
func TestLegalFormsInOtherWords(t *testing.T) {
	db := testdb.New(t)
	head := "Tên sản phẩm,Chủ thể,Tỉnh,Hạng sao\n"
	wantCounts(t, takeIn(t, db, readList(t, head+
		"Mật hoa dừa,Công ty TNHH Trà Vinh FARM,Trà Vinh,4\nCao cà gai leo,Công ty CP Dược liệu Pù Mát,Nghệ An,4\n"+
		"Dưa lưới,Công ty TNHH MTV Hoàng Xuân,Tây Ninh,4\nChè,HTX Hảo Đạt,Thái Nguyên,4\nMắm,DNTN Sáu Bảnh,An Giang,3\nCốm,THT Na Lo,Lào Cai,3\n"),
		catalog.IntakeOptions{}), [4]int{6, 0, 0, 0})
	full := head +
		"Mật hoa dừa,Công ty Trách nhiệm hữu hạn Trà Vinh Farm,Trà Vinh,4\nCao cà gai leo,CTCP Dược liệu Pù Mát,Nghệ An,4\n" +
		"Dưa lưới,Công ty trách nhiệm hữu hạn một thành viên Hoàng Xuân,Tây Ninh,4\nChè,Hợp tác xã Hảo Đạt,Thái Nguyên,4\n" +
		"Mắm,Doanh nghiệp tư nhân Sáu Bảnh,An Giang,3\nCốm,Tổ hợp tác Na Lo,Lào Cai,3\n"
	again := takeIn(t, db, readList(t, full), catalog.IntakeOptions{})
	wantCounts(t, again, [4]int{0, 0, 6, 0})
	for _, row := range again.Rows {
		if len(row.Remarks) != 1 || row.Remarks[0].Code != catalog.ProducerAlike {
			t.Errorf("row %+v does not say whom it was taken for", row)
		}
	}
	if got := lines(t, db, `SELECT name FROM producer`); len(got) != 6 {
		t.Errorf("six makers became %q", got)
	}
	// A register that has both from before keeps both, and each its own name.
	if _, err := db.Exec(t.Context(), `INSERT INTO producer (slug, name, folded, province_code) SELECT 'hao-dat-2', 'Hợp tác xã Hảo Đạt', 'hop tac xa hao dat', province_code FROM producer WHERE folded = 'htx hao dat'`); err != nil {
		t.Fatal(err)
	}
	wantCounts(t, takeIn(t, db, readList(t, head+"Chè,Hợp tác xã Hảo Đạt,Thái Nguyên,4\nTrà,HTX Hảo Đạt,Thái Nguyên,4\n"), catalog.IntakeOptions{}), [4]int{2, 0, 0, 0})
	want := []string{"Chè|HTX Hảo Đạt", "Chè|Hợp tác xã Hảo Đạt", "Trà|HTX Hảo Đạt"}
	if diff := cmp.Diff(want, lines(t, db, `SELECT p.name || '|' || r.name FROM product p JOIN producer r ON r.id = p.producer_id WHERE r.name LIKE '%Hảo Đạt' ORDER BY (p.name || '|' || r.name) COLLATE "C"`)); diff != "" {
		t.Error(diff)
	}
	pairs, err := catalog.Producers{DB: db}.Duplicates(t.Context(), "", 10)
	if err != nil || len(pairs) != 1 || pairs[0].Alike != catalog.SameName {
		t.Errorf("the two are proposed as %+v, %v", pairs, err)
	}
}
