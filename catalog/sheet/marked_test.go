package sheet

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestWriteMarked: the remarks come back as a list that can be read, with the
// colours where they belong, and a formula is only a text.
func TestWriteMarked(t *testing.T) {
	rows := []MarkedRow{
		{Cells: []string{"Tên sản phẩm", "Chủ thể", "Hạng sao"}, Note: "Kết quả"},
		{Cells: []string{"=1+1 Trà sen", "HTX Hảo Đạt", "9"}, Marks: map[int]Mark{2: Refusing}, Note: "không đọc được", Row: Refusing},
		{Cells: []string{"Kẹo dừa", "HTX Hảo Đạt", "4"}, Row: Fresh, Note: "mới"},
	}
	var file bytes.Buffer
	if err := WriteMarked(&file, "Danh sách", 3, rows); err != nil {
		t.Fatal(err)
	}
	raw := file.Bytes()
	list, err := Read("remarks.xlsx", bytes.NewReader(raw), Options{})
	if err != nil || len(list.Rows) != 2 || list.Rows[1].Name != "Kẹo dừa" || list.Rows[0].Name != "=1+1 Trà sen" {
		t.Fatalf("read back %+v, %v", list, err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	plain, err1 := book.GetCellStyle("Danh sách", "B2")
	marked, err2 := book.GetCellStyle("Danh sách", "C2")
	formula, err3 := book.GetCellFormula("Danh sách", "A2")
	if err1 != nil || err2 != nil || err3 != nil || plain == marked || formula != "" {
		t.Errorf("style of B2 %d, of C2 %d, formula of A2 %q (%v %v %v)", plain, marked, formula, err1, err2, err3)
	}
	if ColumnOf("E12") != 4 || ColumnOf("12") != -1 {
		t.Error("columns of cells are not read")
	}
}
