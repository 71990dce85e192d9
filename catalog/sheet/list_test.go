package sheet

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func readFile(t *testing.T, name string) *List {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	list, err := Read(name, f, Options{})
	if err != nil {
		t.Fatalf("Read(%s): %v", name, err)
	}
	return list
}

func readString(t *testing.T, text string) *List {
	t.Helper()
	list, err := Read("list.csv", strings.NewReader(text), Options{})
	if err != nil {
		t.Fatalf("Read: %v", err)
	}
	return list
}

func refusal(t *testing.T, text string) *Refusal {
	t.Helper()
	_, err := Read("list.csv", strings.NewReader(text), Options{})
	var r *Refusal
	if !errors.As(err, &r) {
		t.Fatalf("Read gave %v, want a Refusal", err)
	}
	return r
}

// brief is what most tests look at in a row.
func brief(r Row) string {
	stars := "?"
	if r.Stars.Known {
		stars = itoa(r.Stars.Value)
	}
	text := strings.Join([]string{itoa(r.Line), r.Name, r.Producer, r.Address, r.DistrictFormer, r.Province, stars}, "|")
	for _, p := range r.Problems {
		text += "|" + p.String()
	}
	return text
}

func briefs(l *List) []string {
	var texts []string
	for _, r := range l.Rows {
		texts = append(texts, brief(r))
	}
	return texts
}

func TestAnnexOfADecision(t *testing.T) {
	list := readFile(t, "07_annex_layout_kien_giang_2020.txt")
	want := []string{
		`12|Gạo Nàng Hương Kim Thiên Lộc|HTX Nông sản hữu cơ Rạch Giá|TP. Rạch Giá|Rạch Giá||4`,
		`13|GẠO LỨC ĐỎ KIM THIÊN LỘC|HTX Nông sản hữu cơ Rạch Giá|TP. Rạch Giá|Rạch Giá||4`,
		`14|Gạo lức đen Kim Thiên Lộc|HTX Nông sản hữu cơ Rạch Giá|TP. Rạch Giá|Rạch Giá||4`,
		`16|Thùng sọt cỏ bàng|CSSX thủ công mỹ nghệ Toàn Tuyền|H. Giang Thành|Giang Thành||4`,
		`17|Giỏ xách cỏ bàng|CSSX thủ công mỹ nghệ Toàn Tuyền|H. Giang Thành|Giang Thành||4`,
		`18|Tụng bụng phình|HTX Phụ nữ cỏ bàng Phú Mỹ|Huyện Giang Thành|Giang Thành||4`,
		`19|Túi xách cỏ bàng|HTX Phụ nữ cỏ bàng Phú Mỹ|Huyện Giang Thành|Giang Thành||4`,
		`20|Sọt cỏ bàng|HTX Phụ nữ cỏ bàng Phú Mỹ|Huyện Giang Thành|Giang Thành||4`,
		`22|Bánh tráng Mạnh Tài|CSSX Bánh tráng Mạnh Tài|huyện Giồng Riềng|Giồng Riềng||3`,
		`23|Mắm cá lóc|HKD Tám Đô|huyện Giồng Riềng|Giồng Riềng||3`,
		`25|Rượu nếp Xuân An|Cty TNHH Rượu truyền thống Xuân An|Tân Hiệp|Tân Hiệp||3|B25: "Rượu nếp Xuân An; Rượu vang ổi Xuân An" names several products and is read as several rows`,
		`25|Rượu vang ổi Xuân An|Cty TNHH Rượu truyền thống Xuân An|Tân Hiệp|Tân Hiệp||3|B25: "Rượu nếp Xuân An; Rượu vang ổi Xuân An" names several products and is read as several rows`,
		`26|Tinh dầu khuynh diệp|CSSX tinh dầu thiên nhiên Nathea|Tân Hiệp|Tân Hiệp||3`,
		`27|Chả lụa|CSSX chả lụa Minh Trí|Tân Hiệp|Tân Hiệp||3`,
		`28|NƯỚC UỐNG ĐÓNG CHAI|CSSX nước đóng chai, đóng bình Bảo Anh|Tân Hiệp|Tân Hiệp||3`,
		`30|Tiêu đen xay|Hộ KD Ngô Hoàng Vũ|TP Hà Tiên|Hà Tiên||3`,
	}
	if diff := cmp.Diff(want, briefs(list)); diff != "" {
		t.Error(diff)
	}
	if list.Delimiter != "\t" || list.Encoding != "UTF-8" || list.Title.Year != 2020 || list.Rows[0].Year != 2020 {
		t.Errorf("read as %q %s, year %d", list.Delimiter, list.Encoding, list.Title.Year)
	}
	kinds := map[SkipKind]int{}
	for _, s := range list.Skipped {
		kinds[s.Kind]++
	}
	if diff := cmp.Diff(map[SkipKind]int{SkipNumbers: 1, SkipSection: 5, SkipTotal: 1}, kinds); diff != "" {
		t.Error(diff)
	}
	if got := list.Rows[9].Cell(FieldAddress); got != "D23" {
		t.Errorf("Cell = %s, want D23", got)
	}
}

func TestRecordsOfAWebFrontEnd(t *testing.T) {
	list := readFile(t, "01_cau_ke_tra_vinh_records.txt")
	if len(list.Rows) != 37 {
		t.Fatalf("%d rows, want 37", len(list.Rows))
	}
	stars := map[int]int{}
	for _, r := range list.Rows {
		if !r.Stars.Known || r.Producer == "" || r.Commune == "" || r.ID == "" || len(r.Problems) > 0 {
			t.Errorf("row not read whole: %+v", r)
		}
		stars[r.Stars.Value]++
	}
	if diff := cmp.Diff(map[int]int{0: 1, 3: 24, 4: 11, 5: 1}, stars); diff != "" {
		t.Error(diff)
	}
	if got := list.Rows[0].Producer; got != "Doanh nghiệp giống thủy sản Minh Nhựt" {
		t.Errorf("the commune of the row stays in its producer: %q", got)
	}
	if got := list.Rows[18].Name; got != "Chuối tá quạ sấy Ánh Dương" {
		t.Errorf("name = %q", got)
	}
}

func TestProseIsRefused(t *testing.T) {
	for _, name := range []string{"03_hai_phong_2019_inline_numbers.txt", "05_ca_mau_2021_products_of_producer.txt"} {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		r := refusal(t, string(text))
		if r.Reason != Prose || r.Line != 5 {
			t.Errorf("%s: %s in line %d (%v), want prose in line 5", name, r.Reason, r.Line, r)
		}
	}
}

func TestRegister(t *testing.T) {
	list := readString(t, "name,producer,producer_type,address,commune,district_former,province_former,province,group,subgroup_vi,stars,year,decision_no,decision_date,issuer,source_url\n"+
		"Chè xanh,Hợp tác xã Hảo Đạt,cooperative,\"xã Tân Cương, thành phố Thái Nguyên\",Tân Cương,Thái Nguyên,Thái Nguyên,Thái Nguyên,beverage,Chè,5,2020,4261/QĐ-UBND,2023-12-29,UBND tỉnh Thái Nguyên,https://example.org/1\n"+
		"Rượu ngô,,,huyện Hòa An,,Hòa An,Cao Bằng,Cao Bằng,beverage,Rượu,4,,,,,https://example.org/2\n")
	want := Row{
		Line: 2, Name: "Chè xanh", Producer: "Hợp tác xã Hảo Đạt", ProducerType: "cooperative",
		Address: "xã Tân Cương, thành phố Thái Nguyên", Commune: "Tân Cương", DistrictFormer: "Thái Nguyên",
		Province: "Thái Nguyên", ProvinceFormer: "Thái Nguyên", Group: "beverage", Subgroup: "Chè",
		Stars: Stars{Value: 5, Known: true, Text: "5"}, Year: 2020, DecisionNo: "4261/QĐ-UBND",
		DecisionDate: Day{2023, 12, 29}, Issuer: "UBND tỉnh Thái Nguyên", Source: "https://example.org/1",
	}
	if diff := cmp.Diff(want, list.Rows[0], cmp.FilterPath(func(p cmp.Path) bool { return p.String() == "layout" }, cmp.Ignore())); diff != "" {
		t.Error(diff)
	}
	second := list.Rows[1]
	if second.Producer != "" || second.DecisionNo != "" || second.Year != 0 {
		t.Errorf("an empty cell of a register was filled: %+v", second)
	}
	if len(list.Unused) != 0 || len(list.Columns) != 16 {
		t.Errorf("columns %v, unused %v", list.Columns, list.Unused)
	}
}

func TestOtherFilesAreRefused(t *testing.T) {
	for _, c := range []struct {
		text string
		want Reason
	}{
		{"", Empty},
		{" \r\n \n", Empty},
		{"# only a remark\n", Empty},
		{"STT\tTên sản phẩm\tHạng sao\n", NoRows},
		{"a,b,c\n1,2,3\n4,5,6\n", NoHeader},
		{"%PDF-1.7 …", Unsupported},
		{"<html><table><tr><td>Tên sản phẩm</td></tr></table>", Unsupported},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old workbook", Unsupported},
		{"PK\x03\x04 broken", Damaged},
		{"a\x00b\x00\x00\x00c,d\n\x00\x00", Unsupported},
	} {
		if got := refusal(t, c.text); got.Reason != c.want {
			t.Errorf("%.20q: %s (%v), want %s", c.text, got.Reason, got, c.want)
		}
	}
}

func TestMoreThanAnyListHolds(t *testing.T) {
	row := strings.Repeat("ab,", 120) + "\n"
	text := "Tên sản phẩm,Hạng sao\n" + strings.Repeat(row, 60_000)
	if got := refusal(t, text); got.Reason != TooLarge {
		t.Errorf("seven million cells: %v", got)
	}
	if got := refusal(t, "Tên sản phẩm,Hạng sao\n"+strings.Repeat("Gạo,3\n", maxLines)); got.Reason != TooLarge {
		t.Errorf("more lines than are read: %v", got)
	}
}
