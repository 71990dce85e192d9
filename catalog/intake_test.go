package catalog_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
	"ocop/catalog/sheet"
	"ocop/migrations/testdb"
)

func readList(t testing.TB, text string) *sheet.List {
	t.Helper()
	list, err := sheet.Read("list.csv", strings.NewReader(text), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func readListFile(t testing.TB, name string) *sheet.List {
	t.Helper()
	text, err := os.ReadFile(filepath.FromSlash(name))
	if err != nil {
		t.Fatal(err)
	}
	return readList(t, string(text))
}

func takeIn(t testing.TB, db *pgxpool.Pool, list *sheet.List, opt catalog.IntakeOptions) catalog.Report {
	t.Helper()
	report, err := catalog.Intake{DB: db}.Run(context.Background(), list, opt)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// lines asks for one text column.
func lines(t testing.TB, db *pgxpool.Pool, sql string) []string {
	t.Helper()
	rows, err := db.Query(context.Background(), sql)
	if err != nil {
		t.Fatal(err)
	}
	texts, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// counts is new, changed, unchanged and refused.
func counts(r catalog.Report) [4]int { return [4]int{r.New, r.Changed, r.Unchanged, r.Refused} }

func wantCounts(t testing.TB, r catalog.Report, want [4]int) {
	t.Helper()
	if got := counts(r); got != want {
		t.Errorf("new, changed, unchanged, refused = %v, want %v", got, want)
		for i, row := range r.Rows {
			if i < 60 && (row.Outcome == catalog.RowRefused || row.Outcome == catalog.RowChanged) {
				t.Logf("line %d %s: %v %v", row.Line, row.Outcome, row.Remarks, row.Changes)
			}
		}
	}
}

const (
	productLines = `SELECT concat_ws('|', p.name, r.name, r.kind, p.province_code, c.name, p.district_former, p.province_former, p.group_slug, p.set_number, p.slug)
		FROM product p LEFT JOIN producer r ON r.id = p.producer_id LEFT JOIN commune c ON c.id = p.commune_id ORDER BY p.id`
	recognitionLines = `SELECT concat_ws('|', p.name, g.kind, g.stars, g.decision_no, g.issuer, g.issued_on, g.issued_year, g.expires_on, 'until ' || g.superseded_on, g.generation, g.product_code)
		FROM recognition g JOIN product p ON p.id = g.product_id ORDER BY p.name, g.issued_on, g.issued_year, g.id`
)

func TestTheSampleTwice(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	list := readListFile(t, "../cmd/ocop/demo/products.csv")
	report := takeIn(t, db, list, catalog.IntakeOptions{})
	wantCounts(t, report, [4]int{867, 0, 0, 0})
	got := lines(t, db, `SELECT concat_ws('|',
		(SELECT count(*) FROM product), (SELECT count(*) FROM product WHERE producer_id IS NULL),
		(SELECT count(*) FROM recognition), (SELECT count(*) FROM product WHERE group_slug IS NULL),
		(SELECT count(DISTINCT province_code) FROM product))`)
	if diff := cmp.Diff([]string{"867|71|867|0|34"}, got); diff != "" {
		t.Error(diff)
	}
	again := takeIn(t, db, list, catalog.IntakeOptions{})
	wantCounts(t, again, [4]int{0, 0, 867, 0})
	if again.NewProducers != 0 || again.NewRecognitions != 0 || report.NewRecognitions != 867 {
		t.Errorf("%d producers and %d recognitions more the second time, %d the first", again.NewProducers, again.NewRecognitions, report.NewRecognitions)
	}
}

func TestListsOfOffices(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	takeIn(t, db, readListFile(t, "../cmd/ocop/demo/products.csv"), catalog.IntakeOptions{})
	annex := readListFile(t, "sheet/testdata/07_annex_layout_kien_giang_2020.txt")
	first := takeIn(t, db, annex, catalog.IntakeOptions{})
	if first.Refused != 0 || first.New+first.Changed+first.Unchanged != 16 || !first.Written {
		t.Errorf("the annex: %v", counts(first))
	}
	if r := first.Rows[0].Remarks; len(r) != 1 || r[0].Code != catalog.ProducerAlike || r[0].Value != "Hợp tác xã Nông sản hữu cơ Rạch Giá" {
		t.Errorf("nobody is told that the cooperative may be known already: %v", r)
	}
	wantCounts(t, takeIn(t, db, annex, catalog.IntakeOptions{}), [4]int{0, 0, 16, 0})

	records := readListFile(t, "sheet/testdata/01_cau_ke_tra_vinh_records.txt")
	lost := takeIn(t, db, records, catalog.IntakeOptions{})
	wantCounts(t, lost, [4]int{0, 0, 0, 37})
	if lost.Written || lost.Rows[0].Remarks[0].Code != catalog.PlaceMissing {
		t.Errorf("rows without a place: written %v, %v", lost.Written, lost.Rows[0].Remarks)
	}
	found := takeIn(t, db, records, catalog.IntakeOptions{Province: "tỉnh Trà Vinh"})
	if found.Refused != 0 || found.New != 11 {
		t.Errorf("the records: %v, want 11 products that the sample leaves out", counts(found))
	}
	wantCounts(t, takeIn(t, db, records, catalog.IntakeOptions{Province: "Trà Vinh"}), [4]int{0, 0, 37, 0})
	if got := lines(t, db, `SELECT name FROM producer WHERE folded LIKE 'htx tan qui%'`); len(got) != 1 {
		t.Errorf("one cooperative became %q", got)
	}
}

func TestWhatBelongsTogether(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	report := takeIn(t, db, readList(t, "Tên sản phẩm,Chủ thể,Tỉnh,Huyện,Xã,Hạng sao,Phân nhóm\n"+
		"Mật ong,HTX Ða Phúc,Hòa Bình,Huyện Lạc Sơn,Xã Quý Hòa,3,Mật ong\n"+
		"MẬT ONG,htx đa phúc,Phú Thọ,,Quý Hoà,3,\n"+ // the same maker, the same product
		"Mật ong,,tỉnh Hoà Bình,,,4,\n"+ // nobody's, and not the cooperative's
		"Mật ong,HTX Đa Phúc,TP. Hồ Chí Minh,,,4,\n"+ // another province, another maker
		"Nước mắm,Cơ sở X,TP.HCM,,,5 sao,Nước mắm\n"+
		"Rượu,Hộ KD Y,Bà Rịa-Vũng Tàu,,,3,Rượu\n"+
		"Trà,THT Z,Thừa Thiên - Huế,,,4,Chè\n"), catalog.IntakeOptions{})
	wantCounts(t, report, [4]int{6, 0, 1, 0})
	want := []string{
		"Mật ong|HTX Đa Phúc|cooperative|25|Quý Hòa|Lạc Sơn|Hòa Bình|food|4|mat-ong",
		"Mật ong|25||Hòa Bình|mat-ong-phu-tho",
		"Mật ong|HTX Đa Phúc|cooperative|79|||mat-ong-ho-chi-minh",
		"Nước mắm|Cơ sở X|79|||food|9|nuoc-mam",
		"Rượu|Hộ KD Y|household|79||Bà Rịa - Vũng Tàu|ruou",
		"Trà|THT Z|cooperative_group|46||Thừa Thiên Huế|food|11|tra",
	}
	if diff := cmp.Diff(want, lines(t, db, productLines)); diff != "" {
		t.Error(diff)
	}
	if got := report.Rows[1].Remarks[0]; got.Code != catalog.RowRepeated || got.Value != "2" {
		t.Errorf("the second row is told as %v", got)
	}
}

func TestRefusedRows(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	list := readList(t, "STT,Tên sản phẩm,Chủ thể,Tỉnh,Hạng sao\n1,Khóm,HTX A,Kiên Giang,3 sao\n2,,HTX A,Kiên Giang,3 sao\n3,Mắm,HTX B,Atlantis,4 sao\n"+
		"4,Khô,HTX B,An Giang,bảy\n5,???,HTX B,An Giang,4\n6,Gạo,HTX C,An Giang,2 sao\n7,Nếp,HTX C,An Giang,\n8,Đường,HTX C,An Giang,tiềm năng 5 sao\n")
	refused := func(r catalog.Report) (texts []string) {
		for _, row := range r.Rows {
			if row.Outcome == catalog.RowRefused {
				texts = append(texts, row.Remarks[0].String())
			}
		}
		return texts
	}
	want := []string{
		"B3: the product has no name", `D4: no province is or was named "Atlantis"`, `E5: cannot read "bảy" as stars`, "B6: the product has no name",
	}
	for name, opt := range map[string]catalog.IntakeOptions{"at once": {}, "dry": {DryRun: true, Partial: true}} {
		report := takeIn(t, db, list, opt)
		wantCounts(t, report, [4]int{4, 0, 0, 4})
		if diff := cmp.Diff(want, refused(report)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if n := len(lines(t, db, productLines)); n != 0 || report.Written {
			t.Errorf("%s: %d products written", name, n)
		}
	}
	report := takeIn(t, db, list, catalog.IntakeOptions{Partial: true})
	wantCounts(t, report, [4]int{4, 0, 0, 4})
	if n := len(lines(t, db, productLines)); n != 4 || !report.Written {
		t.Errorf("%d products written, want 4", n)
	}
	if got := lines(t, db, recognitionLines); len(got) != 1 || !strings.HasPrefix(got[0], "Khóm|first|3") {
		t.Errorf("recognitions %q, want one", got)
	}
	if _, err := (catalog.Intake{DB: db}).Run(context.Background(), list, catalog.IntakeOptions{Province: "Atlantis"}); err == nil {
		t.Error("an unknown -province passes")
	}
}

func TestRecognitionsOverTheYears(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	const header = "name,producer,province,stars,year,decision_no,decision_date,issuer,expires_on,code,note\n"
	takeIn(t, db, readList(t, header+"Chè,HTX A,Thái Nguyên,3,2020,144/QĐ-UBND,14/02/2020,UBND tỉnh Thái Nguyên,,,\n"), catalog.IntakeOptions{})
	// The next decision of the same number in another year, then what stood between them.
	takeIn(t, db, readList(t, header+"Chè,HTX A,Thái Nguyên,4,,144/QĐ-UBND,2024-03-01,UBND tỉnh Thái Nguyên,01/03/2027,19-05443-12-2024,\n"), catalog.IntakeOptions{})
	report := takeIn(t, db, readList(t, header+"Chè,HTX A,Thái Nguyên,4,,9/QĐ-UBND,ngày 05 tháng 8 năm 2022,,,,Nâng hạng\n"), catalog.IntakeOptions{})
	wantCounts(t, report, [4]int{0, 1, 0, 0})
	want := []string{
		"Chè|first|3|144/QĐ-UBND|UBND tỉnh Thái Nguyên|2020-02-14|2020|2023-02-14|until 2022-08-05|qd1048-2019|",
		"Chè|upgrade|4|9/QĐ-UBND||2022-08-05|2022|2025-08-05|until 2024-03-01|qd1048-2019|",
		"Chè|upgrade|4|144/QĐ-UBND|UBND tỉnh Thái Nguyên|2024-03-01|2024|2027-03-01|qd148-2023|19-05443-12-2024",
	}
	if diff := cmp.Diff(want, lines(t, db, recognitionLines)); diff != "" {
		t.Error(diff)
	}
	// What says less about a known line changes nothing; what says more adds to it.
	wantCounts(t, takeIn(t, db, readList(t, "name,producer,province,stars,year\nChè,HTX A,Thái Nguyên,4,2024\nChè,HTX A,Thái Nguyên,4,\n"), catalog.IntakeOptions{}), [4]int{0, 0, 2, 0})
	wantCounts(t, takeIn(t, db, readList(t, header+"Chè,HTX A,Thái Nguyên,5,,9/qđ-ubnd,,Bộ,,,\n"), catalog.IntakeOptions{}), [4]int{0, 1, 0, 0})
	if got := lines(t, db, recognitionLines)[1]; got != "Chè|upgrade|5|9/QĐ-UBND|Bộ|2022-08-05|2022|2025-08-05|until 2024-03-01|qd1048-2019|" {
		t.Errorf("the corrected line is %s", got)
	}
	// Two decisions of one day: the register keeps both, and one is in force.
	wantCounts(t, takeIn(t, db, readList(t, header+"Chè,HTX A,Thái Nguyên,5,,10/QĐ-BNNMT,01/03/2024,,,,\n"), catalog.IntakeOptions{}), [4]int{0, 1, 0, 0})
}

func TestRemarksAndUnknownWords(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	report := takeIn(t, db, readList(t, "name,producer,producer_type,province,province_former,group,set,subgroup_vi,stars,year,decision_date,expires_on,source_url\n"+
		"A,HTX A,sứ quán,An Giang,Trà Vinh,kim loại,99,sắt,3,1999,,2026,ftp\n"+
		"B,HTX B,Hợp tác xã,An Giang,Kiên Giang,Đồ uống,Bộ 11,,3,,01/12/2026,01/12/2020,https://example.org\n"+
		"C,HTX C,,An Giang,,Nhóm thực phẩm,,\"Rượu\",3,,,,\n"),
		catalog.IntakeOptions{Today: catalog.NewDay(2026, 11, 22)})
	wantCounts(t, report, [4]int{3, 0, 0, 0})
	var got [][]catalog.RemarkCode
	for _, row := range report.Rows {
		var codes []catalog.RemarkCode
		for _, r := range row.Remarks {
			codes = append(codes, r.Code)
			if r.String() == r.Cell+": " || !strings.HasPrefix(r.String(), r.Cell+": ") {
				t.Errorf("remark without words: %q", r.String())
			}
		}
		got = append(got, codes)
	}
	want := [][]catalog.RemarkCode{
		{catalog.PlaceConflict, catalog.KindUnknown, catalog.SourceOdd, catalog.GroupUnknown, catalog.SetUnknown, catalog.SubgroupUnmapped, catalog.YearUnlikely, catalog.ExpiryUnlikely},
		{catalog.GroupOfSet, catalog.ExpiryUnlikely, catalog.IssuedLater},
		nil,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	wantProducts := []string{"A|HTX A|91||Trà Vinh|a", "B|HTX B|cooperative|91||Kiên Giang|food|11|b", "C|HTX C|91|||food|c"}
	if diff := cmp.Diff(wantProducts, lines(t, db, productLines)); diff != "" {
		t.Error(diff)
	}
}

func TestNamesOfProvinces(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	var list strings.Builder
	list.WriteString("name,star,province\n")
	wants := []string{}
	for i, c := range []struct{ text, code, former string }{
		{"Kiên Giang", "91", "Kiên Giang"}, {"An Giang", "91", ""}, {"Tỉnh Thừa Thiên-Huế", "46", "Thừa Thiên Huế"}, {"TP. Huế", "46", ""},
		{"TPHCM", "79", ""}, {"TP HCM", "79", ""}, {"Thành phố Hồ Chí Minh", "79", ""}, {"BR-VT", "79", "Bà Rịa - Vũng Tàu"},
		{"Bà Rịa – Vũng Tàu", "79", "Bà Rịa - Vũng Tàu"}, {"Hanoi", "01", ""}, {"Hai Phong City", "31", ""}, {"Bắc Cạn", "19", "Bắc Kạn"},
		{"Đăk Lăk", "66", ""}, {"ĐẮK NÔNG", "68", "Đắk Nông"}, {"Hoà Bình", "25", "Hòa Bình"}, {"An Giang (Kiên Giang cũ)", "91", "Kiên Giang"},
		{"An Giang (Trà Vinh cũ)", "91", ""}, {"Binh Duong Province", "79", "Bình Dương"},
	} {
		fmt.Fprintf(&list, "P%d,3,%s\n", i, c.text)
		wants = append(wants, fmt.Sprintf("P%d|%s|%s", i, c.code, c.former))
	}
	wantCounts(t, takeIn(t, db, readList(t, list.String()), catalog.IntakeOptions{}), [4]int{len(wants), 0, 0, 0})
	got := lines(t, db, `SELECT name || '|' || province_code || '|' || province_former FROM product ORDER BY id`)
	if diff := cmp.Diff(wants, got); diff != "" {
		t.Error(diff)
	}
}

func TestDaysSetByAnAuthorityStay(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	const header = "name,producer,province,stars,decision_no,decision_date,expires_on\n"
	takeIn(t, db, readList(t, header+"Chè,HTX A,Thái Nguyên,3,1/QĐ-UBND,2023-07-17,\n"), catalog.IntakeOptions{})
	if _, err := db.Exec(context.Background(), `UPDATE recognition SET extended_until = '2027-01-10'`); err != nil {
		t.Fatal(err)
	}
	wantCounts(t, takeIn(t, db, readList(t, header+"Chè,HTX A,Thái Nguyên,3,1/QĐ-UBND,2023-07-17,17/07/2030\n"), catalog.IntakeOptions{}), [4]int{0, 0, 1, 0})
	takeIn(t, db, readList(t, header+"Nem,HTX A,Thái Nguyên,3,2/QĐ-UBND,,01/01/2024\n"), catalog.IntakeOptions{})
	wantCounts(t, takeIn(t, db, readList(t, header+"Nem,HTX A,Thái Nguyên,3,2/QĐ-UBND,2025-02-03,\n"), catalog.IntakeOptions{}), [4]int{0, 1, 0, 0})
	if got := lines(t, db, recognitionLines)[1]; got != "Nem|first|3|2/QĐ-UBND||2025-02-03|2025|2028-02-03|qd148-2023|" {
		t.Errorf("the end stands before the issue: %s", got)
	}
}

func TestUpdatesEraseNothing(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	const header = "name,producer,province,address,stars,subgroup_vi\n"
	takeIn(t, db, readList(t, header+"Khóm sấy,HTX A,An Giang,\"xã X, huyện Gò Quao\",3,Trà thảo mộc\n"), catalog.IntakeOptions{})
	wantCounts(t, takeIn(t, db, readList(t, header+"KHÓM SẤY,HTX A,An Giang,huyện Gò Quao,3,\nKhom say,HTX A,An Giang,,3,\n"), catalog.IntakeOptions{}), [4]int{0, 0, 2, 0})
	report := takeIn(t, db, readList(t, header+"Khóm sấy,HTX A,An Giang,\"xã Y, huyện Gò Quao\",3,\"Chế biến từ rau, củ, quả\"\n"), catalog.IntakeOptions{})
	var got []string
	for _, c := range report.Rows[0].Changes {
		got = append(got, c.String())
	}
	want := []string{
		`commune: "X" → "Y"`, `set: "12" → "7"`, `subgroup: "Trà thảo mộc" → "Chế biến từ rau, củ, quả"`,
		`producer.commune: "X" → "Y"`, `producer.address: "xã X, huyện Gò Quao" → "xã Y, huyện Gò Quao"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// BenchmarkIntake20000 takes in a list as large as the whole programme, from
// the file to the commit, and then again, when nothing changes. peak-MB is the
// most memory the process held.
func BenchmarkIntake20000(b *testing.B) {
	header := []string{"STT", "Tên sản phẩm", "Tên chủ thể", "Địa chỉ", "Tỉnh", "Nhóm", "Phân nhóm", "Hạng sao", "Quyết định số", "Ngày quyết định"}
	provinces := []string{"Kiên Giang", "Trà Vinh", "Hà Nội", "Thừa Thiên Huế", "Bắc Kạn", "TP. Hồ Chí Minh", "Đắk Lắk"}
	var rows [][]string
	for i := range 20_000 {
		rows = append(rows, []string{strconv.Itoa(i + 1), fmt.Sprintf("Mật ong hoa bạc hà %d", i%5_000), fmt.Sprintf("Hợp tác xã Đồng Tiến %d", i/2),
			fmt.Sprintf("thôn %d, xã Tân Lập %d, huyện Gò Quao", i%9, i%700), provinces[i/4%len(provinces)], "Thực phẩm", "Mật ong",
			[]string{"3 sao", "Đạt 4 sao", "*****"}[i%3], fmt.Sprintf("%d/QĐ-UBND", i%300), "28/12/2023"})
	}
	var text, book bytes.Buffer
	if err := sheet.WriteCSV(&text, header, rows); err != nil {
		b.Fatal(err)
	}
	if err := sheet.WriteXLSX(&book, "Danh sách", header, rows); err != nil {
		b.Fatal(err)
	}
	for name, data := range map[string][]byte{"csv": text.Bytes(), "xlsx": book.Bytes()} {
		b.Run(name, func(b *testing.B) {
			for range b.N {
				db := testdb.New(b)
				for _, want := range [][4]int{{20_000, 0, 0, 0}, {0, 0, 20_000, 0}} {
					list, err := sheet.Read("list", bytes.NewReader(data), sheet.Options{})
					if err != nil {
						b.Fatal(err)
					}
					told := 0
					wantCounts(b, takeIn(b, db, list, catalog.IntakeOptions{Progress: func(done, total int) { told = total - done }}), want)
					if told != 0 {
						b.Errorf("progress ended %d entries early", told)
					}
				}
			}
			b.ReportMetric(peakMB(b), "peak-MB")
		})
	}
}

// peakMB is the most memory that this process has held so far.
func peakMB(b *testing.B) float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Skip("only Linux tells the peak of the memory")
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 64)
			if err != nil {
				b.Fatal(err)
			}
			return kb / 1024
		}
	}
	return 0
}
