package sheet_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"ocop/catalog/sheet"
)

func TestReadPoints(t *testing.T) {
	want := []sheet.PointRow{
		{
			Line: 2, Province: "Thái Nguyên", Commune: "Tân Cương", Code: "05710",
			Lat: sheet.Degrees{Text: "21.55", Value: 21.55, Known: true}, Lon: sheet.Degrees{Text: "105.77", Value: 105.77, Known: true},
		},
		{Line: 4, Province: "Hà Nội", Commune: "Ba Đình", Lat: sheet.Degrees{Text: "x"}, Lon: sheet.Degrees{Text: "NaN"}},
	}
	for name, text := range map[string]string{
		"English":    "province,commune,code,lat,lon\nThái Nguyên,Xã Tân Cương,05710,21.55,105.77\n# a remark\nHà Nội,Phường Ba Đình,,x,NaN\n",
		"Vietnamese": "\ufeffKinh độ;Vĩ độ;Mã xã;Tên xã;Tỉnh\r\n105.77;21.55;05710;xã Tân Cương;Thái Nguyên\r\n\r\nNaN;x;;P. Ba Đình;Hà Nội\r\n",
	} {
		rows, err := sheet.ReadPoints("points.csv", strings.NewReader(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(want, rows); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	rows, err := sheet.ReadPoints("comma.csv", strings.NewReader("tỉnh;xã;vĩ độ;kinh độ\nHuế;Thuận An;16,55;107,64°\n"))
	if err != nil || len(rows) != 1 || rows[0].Lat.Value != 16.55 || rows[0].Lon.Value != 107.64 {
		t.Errorf("decimal commas: %+v %v", rows, err)
	}
}

func TestReadPointsRefuses(t *testing.T) {
	for text, want := range map[string]sheet.Reason{
		"":                                sheet.Empty,
		"province,commune,lat\nHuế,A,1\n": sheet.NoPoints,
		"province,commune,lat,lon\n":      sheet.NoRows,
		"Kính gửi Ủy ban nhân dân các xã.\n": sheet.NoPoints,
		"PK\x03\x04 …": sheet.Unsupported,
		"%PDF-1.7":     sheet.Unsupported,
	} {
		_, err := sheet.ReadPoints("points.csv", strings.NewReader(text))
		refusal, ok := errors.AsType[*sheet.Refusal](err)
		if !ok || refusal.Reason != want || refusal.Error() == string(want) {
			t.Errorf("%q: %v, want %s in words", text, err, want)
		}
	}
}

func FuzzReadPoints(f *testing.F) {
	f.Add("province,commune,code,lat,lon\nHuế,Xã A,00001,16.5,107.5\n")
	f.Add("tỉnh;xã;vĩ độ;kinh độ\n\"Huế\n;\";\"\"\"\";1,5;-2\n#\n")
	f.Fuzz(func(t *testing.T, text string) {
		rows, err := sheet.ReadPoints("points.csv", strings.NewReader(text))
		if (len(rows) > 0) == (err != nil) && !strings.Contains(text, "#") {
			t.Errorf("%d rows and %v", len(rows), err)
		}
		for i, row := range rows {
			if i > 0 && row.Line <= rows[i-1].Line {
				t.Errorf("line %d follows line %d", row.Line, rows[i-1].Line)
			}
			if !utf8.ValidString(row.Commune + row.Province) {
				t.Errorf("%q of %q is no text", row.Commune, row.Province)
			}
			if !row.Lat.Known && row.Lat.Value != 0 || row.Lat.Value != row.Lat.Value {
				t.Errorf("%+v is no coordinate", row.Lat)
			}
		}
	})
}
