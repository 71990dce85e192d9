package sheet

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestLegacyText(t *testing.T) {
	for _, test := range []struct {
		font, text, want string
	}{
		{".VnTime", "ChÌ T©n C\u00ad¬ng", "Chè Tân Cương"},
		{".VnTime", "Hîp t¸c x· H¶o §¹t", "Hợp tác xã Hảo Đạt"},
		{".VnTimeH", "tªn s¶n phÈm", "TÊN SẢN PHẨM"},
		{"VNI-Times", "Hôïp taùc xaõ Haûo Ñaït", "Hợp tác xã Hảo Đạt"},
		{"VNI-Times", "Keïo döøa Beán Tre, nöôùc maém, möùt mía", "Kẹo dừa Bến Tre, nước mắm, mứt mía"},
		{"VNI-Helve", "TÆNH VÓNH LONG, ÑÖÔØNG", "TỈNH VĨNH LONG, ĐƯỜNG"},
		{"Times New Roman", "Trà sen", "Trà sen"},
	} {
		if got := legacyFont(test.font).decode(test.text); got != test.want {
			t.Errorf("%s: %q is read as %q, want %q", test.font, test.text, got, test.want)
		}
	}
}

// TestLegacyWorkbook: cells are converted by their own font, beside others that
// are Unicode already.
func TestLegacyWorkbook(t *testing.T) {
	book := excelize.NewFile()
	defer book.Close()
	style, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Family: ".VnTime"}})
	if err != nil {
		t.Fatal(err)
	}
	for cell, text := range map[string]string{
		"A1": "Tên sản phẩm", "B1": "Chủ thể", "C1": "Hạng sao", "A2": "ChÌ T©n C\u00ad¬ng", "B2": "Hợp tác xã Hảo Đạt", "C2": "4",
	} {
		if err := book.SetCellStr("Sheet1", cell, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SetCellStyle("Sheet1", "A2", "A2", style); err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if _, err := book.WriteTo(&file); err != nil {
		t.Fatal(err)
	}
	list, err := Read("list.xlsx", &file, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if row := list.Rows[0]; row.Name != "Chè Tân Cương" || row.Producer != "Hợp tác xã Hảo Đạt" || list.Legacy != 1 {
		t.Errorf("read %q of %q, %d cells converted", row.Name, row.Producer, list.Legacy)
	}
}

// TestChosenColumns: a person says what the columns hold where no word tells.
func TestChosenColumns(t *testing.T) {
	text := "Mặt hàng A,Ai làm B,Điểm\nTrà sen,HTX Hảo Đạt,4\nKẹo dừa,HTX Hảo Đạt,3\n"
	if _, err := Read("list.csv", bytes.NewBufferString(text), Options{}); err == nil {
		t.Fatal("columns that nobody knows were understood")
	}
	list, err := Read("list.csv", bytes.NewBufferString(text), Options{HeaderLine: 1, Columns: map[int]Field{0: FieldName, 1: FieldProducer, 2: FieldStars, 300: FieldNote}})
	if err != nil {
		t.Fatal(err)
	}
	if len(list.Rows) != 2 || list.Rows[1].Name != "Kẹo dừa" || list.Rows[1].Producer != "HTX Hảo Đạt" || list.Rows[1].Stars.Value != 3 {
		t.Errorf("read %+v", list.Rows)
	}
	lines, err := Lines("list.csv", bytes.NewBufferString(text), Options{}, 2)
	if err != nil || len(lines) != 2 || lines[1].Cells[0] != "Trà sen" {
		t.Errorf("lines are %v, %v", lines, err)
	}
}

func FuzzLegacy(f *testing.F) {
	f.Add("Hôïp taùc xaõ", true)
	f.Add("ChÌ T©n C\u00ad¬ng", false)
	f.Fuzz(func(t *testing.T, text string, windows bool) {
		font := ".VnTime"
		if windows {
			font = "VNI-Times"
		}
		if got := legacyFont(font).decode(text); len([]rune(got)) > len([]rune(text)) {
			t.Errorf("%q grows to %q", text, got)
		}
	})
}
