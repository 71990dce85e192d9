package sheet

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWriteAndReadBack(t *testing.T) {
	header := []string{"Tên sản phẩm", "Chủ thể", "Hạng sao", "Ghi chú"}
	rows := [][]string{
		{"Gạo \"Ngọc\", loại 1", "HTX A", "4", "=HYPERLINK(\"http://evil.example\")"},
		{"Mắm", "@HTX", "3", "+84 296 3 000 000"},
		{"Khô cá", "-", "3", "hai\ndòng"},
	}
	var text, book bytes.Buffer
	if err := WriteCSV(&text, header, rows); err != nil {
		t.Fatal(err)
	}
	if err := WriteXLSX(&book, "Sản phẩm", header, rows); err != nil {
		t.Fatal(err)
	}
	if s := text.String(); !strings.HasPrefix(s, "\ufeff") || !strings.Contains(s, `"'=HYPERLINK(""http`) || !strings.Contains(s, "'@HTX") {
		t.Errorf("CSV written as %q", s)
	}
	for _, data := range [][]byte{text.Bytes(), book.Bytes()} {
		list, err := Read("export", bytes.NewReader(data), Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range list.Rows {
			got = append(got, r.Name+"|"+r.Producer+"|"+itoa(r.Stars.Value)+"|"+r.Note)
		}
		want := []string{
			`Gạo "Ngọc", loại 1|HTX A|4|=HYPERLINK("http://evil.example")`,
			`Mắm|@HTX|3|+84 296 3 000 000`,
			`Khô cá||3|hai dòng`,
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", list.Format, diff)
		}
	}
}

// many is a list as large as the whole programme.
func many(rows int) (header []string, table [][]string) {
	header = []string{"STT", "Tên sản phẩm", "Tên chủ thể", "Địa chỉ", "Huyện", "Tỉnh", "Nhóm", "Hạng sao", "Năm", "Quyết định số", "Ngày quyết định", "Ghi chú"}
	for i := range rows {
		table = append(table, []string{itoa(i + 1), fmt.Sprintf("Mật ong hoa bạc hà số %d", i), fmt.Sprintf("Hợp tác xã Đồng Tiến %d", i/3),
			fmt.Sprintf("thôn %d, xã Tân Lập, huyện Gò Quao", i%9), "Gò Quao", "Kiên Giang", "Thực phẩm", "4 sao", "2023",
			fmt.Sprintf("%d/QĐ-UBND", i%300), "28/12/2023", ""})
	}
	return header, table
}

func BenchmarkRead20000(b *testing.B) {
	header, table := many(20_000)
	var text, book bytes.Buffer
	if err := WriteCSV(&text, header, table); err != nil {
		b.Fatal(err)
	}
	if err := WriteXLSX(&book, "S", header, table); err != nil {
		b.Fatal(err)
	}
	for name, data := range map[string][]byte{"csv": text.Bytes(), "xlsx": book.Bytes()} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				list, err := Read("big", bytes.NewReader(data), Options{})
				if err != nil || len(list.Rows) != 20_000 {
					b.Fatalf("%v", err)
				}
			}
		})
	}
}
