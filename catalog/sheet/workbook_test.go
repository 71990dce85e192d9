package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// workbook builds a file of sheets by name, in order.
func workbook(t *testing.T, fill func(*excelize.File)) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	fill(book)
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func setRows(t *testing.T, book *excelize.File, sheet string, rows [][]string) {
	t.Helper()
	for i, row := range rows {
		for j, text := range row {
			if text == "" {
				continue
			}
			if err := book.SetCellStr(sheet, cellName(j, i+1), text); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func mergeCells(t *testing.T, book *excelize.File, sheet string, ranges ...string) {
	t.Helper()
	for i := 0; i < len(ranges); i += 2 {
		if err := book.MergeCell(sheet, ranges[i], ranges[i+1]); err != nil {
			t.Fatal(err)
		}
	}
}

func readBytes(t *testing.T, data []byte, opt Options) *List {
	t.Helper()
	list, err := Read("list.xlsx", bytes.NewReader(data), opt)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestWorkbookWithMergedCells(t *testing.T) {
	data := workbook(t, func(book *excelize.File) {
		setRows(t, book, "Sheet1", [][]string{
			{"DANH SÁCH SẢN PHẨM OCOP TỈNH TRÀ VINH"},
			{},
			{"STT", "Tên sản phẩm", "Chủ thể sản xuất", "", "Hạng sao", "Ngày quyết định"},
			{"", "", "Tên", "Địa chỉ", "", ""},
			{"I", "HUYỆN CẦU KÈ"},
			{"1", "Dừa sáp", "HTX A", "xã Hòa Tân", "4 sao"},
			{"2", "Kẹo dừa", "", "", ""},
			{"3", "Mứt dừa", "", "xã Tam Ngãi", "3 sao"},
			{"4", "Bánh tét", "", "", "3 sao"},
			{"Cộng: 4 sản phẩm"},
		})
		for cell, serial := range map[string]float64{"F6": 45123, "F8": 45124} {
			if err := book.SetCellFloat("Sheet1", cell, serial, -1, 64); err != nil {
				t.Fatal(err)
			}
		}
		mergeCells(t, book, "Sheet1", "A1", "F1", "A3", "A4", "B3", "B4", "C3", "D3", "E3", "E4", "F3", "F4",
			"B5", "F5", "C6", "C8", "D6", "D7", "E6", "E7", "F6", "F7")
	})
	list := readBytes(t, data, Options{})
	want := []string{
		"6|Dừa sáp|HTX A|xã Hòa Tân|Cầu Kè||4",
		"7|Kẹo dừa|HTX A|xã Hòa Tân|Cầu Kè||4",
		"8|Mứt dừa|HTX A|xã Tam Ngãi|Cầu Kè||3",
		"9|Bánh tét|||Cầu Kè||3", // not merged, so nobody is named
	}
	if diff := cmp.Diff(want, briefs(list)); diff != "" {
		t.Error(diff)
	}
	days := []string{"2023-07-16", "2023-07-16", "2023-07-17", ""}
	for i, r := range list.Rows {
		if got := r.DecisionDate.String(); got != days[i] {
			t.Errorf("row %d: decision of %s, want %s", r.Line, got, days[i])
		}
	}
	if list.Format != XLSX || list.Sheet != "Sheet1" {
		t.Errorf("read as %s, sheet %q", list.Format, list.Sheet)
	}
}

func TestWorkbookOfSeveralSheets(t *testing.T) {
	data := workbook(t, func(book *excelize.File) {
		setRows(t, book, "Sheet1", [][]string{{"Ghi chú chung"}})
		for _, name := range []string{"Ẩn", "3 sao", "4 sao"} {
			if _, err := book.NewSheet(name); err != nil {
				t.Fatal(err)
			}
			setRows(t, book, name, [][]string{{"name", "star"}, {"Sản phẩm " + name, "3"}})
		}
		if err := book.SetSheetVisible("Ẩn", false); err != nil {
			t.Fatal(err)
		}
	})
	list := readBytes(t, data, Options{})
	if list.Sheet != "3 sao" || list.Rows[0].Name != "Sản phẩm 3 sao" {
		t.Errorf("sheet %q, first row %q", list.Sheet, list.Rows[0].Name)
	}
	if diff := cmp.Diff([]string{"Sheet1", "4 sao"}, list.Others); diff != "" {
		t.Error(diff)
	}
	if list := readBytes(t, data, Options{Sheet: "4 Sao"}); list.Rows[0].Name != "Sản phẩm 4 sao" {
		t.Errorf("the sheet asked for gave %q", list.Rows[0].Name)
	}
	_, err := Read("x.xlsx", bytes.NewReader(data), Options{Sheet: "5 sao"})
	if r := new(Refusal); !errors.As(err, &r) || r.Reason != NoSheet {
		t.Errorf("a missing sheet gave %v", err)
	}
}

func TestWorkbookErrorsInCells(t *testing.T) {
	data := workbook(t, func(book *excelize.File) {
		setRows(t, book, "Sheet1", [][]string{{"name", "producer", "star"}, {"Gạo", "#N/A", "4"}})
	})
	r := readBytes(t, data, Options{}).Rows[0]
	if r.Producer != "" || len(r.Problems) != 1 || r.Problems[0].Code != CellError || r.Problems[0].Cell != "B2" {
		t.Errorf("read %+v", r)
	}
}

func TestHostileArchives(t *testing.T) {
	archive := func(parts map[string][]byte) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, content := range parts {
			w, err := z.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write(content); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	sheet := func(start, again, end string, n int) []byte {
		return bareWorkbook(t, []byte(start+strings.Repeat(again, n)+end)).Bytes()
	}
	zeros := make([]byte, maxOtherPart+1)
	for name, c := range map[string]struct {
		data []byte
		want Reason
	}{
		"a document":           {archive(map[string][]byte{"word/document.xml": []byte("<w/>")}), Unsupported},
		"a part too large":     {archive(map[string][]byte{"xl/workbook.xml": []byte("<workbook/>"), "xl/styles.xml": zeros}), TooLarge},
		"an empty workbook":    {archive(map[string][]byte{"xl/workbook.xml": []byte("<workbook/>")}), Damaged},
		"not even XML":         {archive(map[string][]byte{"xl/workbook.xml": []byte("\x00\x01"), "[Content_Types].xml": []byte("<")}), Damaged},
		"nothing but a start":  {[]byte("PK\x03\x04\x14\x00"), Damaged},
		"a cell of many runs":  {sheet(`<sheetData><row r="1"><c r="A1" t="inlineStr"><is>`, "<r>", "", maxCellTags+1), TooLarge},
		"a row of many cells":  {sheet(`<sheetData><row r="1">`, "<c/>", "</row></sheetData>", maxRowTags+1), TooLarge},
		"many merged cells":    {sheet("<sheetData/>", `</c><c/><row/><mergeCell ref="A1:A9"/>`, "", maxMerges+1), TooLarge},
		"wide rows":            {sheet("<sheetData>", `<row><c r="ZZ1"><v>1</v></c></row>`, "</sheetData>", maxWideRows+1), TooLarge},
		"a long text often":    {sheet("<sheetData><row><c><v>"+strings.Repeat("x", 1<<20)+"</v></c>", "<c><v>1</v></c>", "</row></sheetData>", 100), TooLarge},
		"larger than any list": {append([]byte("PK\x03\x04"), make([]byte, maxFile)...), TooLarge},
	} {
		_, err := Read("x.xlsx", bytes.NewReader(c.data), Options{})
		var r *Refusal
		if !errors.As(err, &r) || r.Reason != c.want {
			t.Errorf("%s gave %v, want %s", name, err, c.want)
		}
	}
}

// bareWorkbook is a workbook of only the parts that must be there, with the
// given content of its sheet.
func bareWorkbook(t *testing.T, sheet []byte) *bytes.Buffer {
	t.Helper()
	const office, packages = "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://schemas.openxmlformats.org/package/2006/"
	const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", `<Types xmlns="` + packages + `content-types"/>`},
		{"_rels/.rels", `<Relationships xmlns="` + packages + `relationships"><Relationship Id="rId1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="` + main + `" xmlns:r="` + office + `"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + packages + `relationships"><Relationship Id="rId1" Type="` + office + `/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", `<worksheet xmlns="` + main + `">` + string(sheet) + `</worksheet>`},
	} {
		w, err := z.Create(part.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(part.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return &b
}

const bareSheet = `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c><c r="B1" t="inlineStr"><is><t>star</t></is></c></row>` +
	`<row r="2"><c r="A2" t="inlineStr"><is><t>x</t></is></c><c r="B2"><v>4</v></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>y</t></is></c></row></sheetData>` +
	`<mergeCells><mergeCell ref="B2:B3"/></mergeCells>`

func TestBareWorkbook(t *testing.T) {
	list := readBytes(t, bareWorkbook(t, []byte(bareSheet)).Bytes(), Options{})
	if diff := cmp.Diff([]string{"2|x|||||4", "3|y|||||4"}, briefs(list)); diff != "" {
		t.Error(diff)
	}
}

func FuzzWorkbookSheet(f *testing.F) {
	f.Add([]byte(bareSheet))
	f.Add([]byte(`<sheetData><row r="9999"><c r="XFD9999" t="s"><v>99</v></c></row></sheetData>`))
	f.Add([]byte(`<mergeCell ref="A1:B2`))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := Read("f.xlsx", bareWorkbook(t, data), Options{})
		if (list == nil) == (err == nil) {
			t.Fatal("a list or an error, not both and not neither")
		}
	})
}
