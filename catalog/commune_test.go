package catalog_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ocop/catalog"
	"ocop/catalog/sheet"
	"ocop/migrations/testdb"
)

func readPoints(t *testing.T, text string) []sheet.PointRow {
	t.Helper()
	rows, err := sheet.ReadPoints("points.csv", strings.NewReader("province,commune,code,lat,lon\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// outcomes is what became of each row, with the code of its first remark.
func outcomes(report catalog.Report) []string {
	var list []string
	for _, row := range report.Rows {
		text := row.Name + " " + string(row.Outcome)
		if len(row.Remarks) > 0 {
			text += " " + string(row.Remarks[0].Code)
		}
		list = append(list, text)
	}
	return list
}

func TestCommunePoints(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	takeIn(t, db, readList(t, "name,producer,commune,province,stars\n"+
		"Chè,HTX Một,Tân Cương,Thái Nguyên,5\nMiến,HTX Hai,Việt Cường,Thái Nguyên,4\nCam,HTX Ba,,Hà Tĩnh,3\n"), catalog.IntakeOptions{})
	if _, err := db.Exec(t.Context(), `UPDATE producer SET lat = 21.7, lon = 105.9 WHERE name = 'HTX Hai'`); err != nil {
		t.Fatal(err)
	}
	rows := readPoints(t, "Tỉnh Thái Nguyên,Xã Tân Cương,05710,21.55,105.77\n19,Việt Cường,,21.6,105.8\nHòa Bình,Xã Mới,,20.8,105.3\n")
	communes := catalog.Communes{DB: db}

	runs := []struct {
		name   string
		opt    catalog.CommuneOptions
		want   []string
		stored int // points kept afterwards
	}{
		{"dry run", catalog.CommuneOptions{DryRun: true}, []string{"Tân Cương changed", "Việt Cường changed", "Mới new"}, 0},
		{"load", catalog.CommuneOptions{}, []string{"Tân Cương changed", "Việt Cường changed", "Mới new"}, 3},
		{"again", catalog.CommuneOptions{}, []string{"Tân Cương unchanged", "Việt Cường unchanged", "Mới unchanged"}, 3},
	}
	for _, run := range runs {
		report, err := communes.Load(t.Context(), rows, run.opt)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(run.want, outcomes(report)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", run.name, diff)
		}
		if stored := lines(t, db, `SELECT name FROM commune WHERE lat IS NOT NULL`); len(stored) != run.stored || report.Written == run.opt.DryRun {
			t.Errorf("%s: written %t, points of %q", run.name, report.Written, stored)
		}
	}
	if again := lines(t, db, `SELECT province_code || code || lat || ' ' || lon FROM commune WHERE folded = 'tan cuong'`); !slices.Equal(again, []string{"190571021.55 105.77"}) {
		t.Errorf("kept as %q", again)
	}

	products := catalog.Products{DB: db}
	ids, err := products.IDs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	listings, err := products.Listings(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	type point struct {
		Lat, Lon float64
		Near     catalog.Precision
	}
	got := make(map[string]point)
	for _, l := range listings {
		got[l.Name] = point{l.Lat, l.Lon, l.Precision}
	}
	want := map[string]point{
		"Chè":  {21.55, 105.77, catalog.AtCommune},
		"Miến": {21.7, 105.9, catalog.AtProducer},
		"Cam":  {18.291, 105.735, catalog.AtProvince},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("points of listings (-want +got):\n%s", diff)
	}
}

func TestCommunesRefused(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	takeIn(t, db, readList(t, "name,producer,commune,province,stars\nNa,HTX Một,Tân Thành,Lạng Sơn,4\n"), catalog.IntakeOptions{})
	rows := readPoints(t, strings.Join([]string{
		"Atlantis,Nowhere,,21,105", "Huế,,,16.5,107.5", "Huế,Một,123,16.5,107.5", "Huế,Hai,,abc,107.5", "Huế,Ba,,,",
		"Huế,Bốn,,107.5,16.5", "Huế,Năm,,48.8,2.3", "Huế,Phú Lộc,,16.4,107.6", "Huế,Phú Lọc,,16.3,107.7",
		"Lạng Sơn,Tân Thanh,,21.9,106.6", "Lạng Sơn,Tân Thành,,21.7,106.4", "Huế,Xa,,10.5,107", "Huế,=1+1,,16.5,107.5",
	}, "\n"))
	report, err := catalog.Communes{DB: db}.Load(t.Context(), rows, catalog.CommuneOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"Nowhere refused place-unknown", " refused commune-unnamed", "Một refused code-odd", "Hai refused point-missing", "Ba refused point-missing",
		"Bốn refused point-swapped", "Năm refused point-outside", "Phú Lộc refused commune-alike", "Phú Lọc refused commune-alike",
		"Tân Thanh refused commune-alike", "Tân Thành changed", "Xa new point-far", "=1+1 new",
	}
	if diff := cmp.Diff(want, outcomes(report)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if n := lines(t, db, `SELECT name FROM commune WHERE lat IS NOT NULL`); report.Written || len(n) != 0 {
		t.Errorf("with refused rows %q were written", n)
	}
	for _, row := range report.Rows {
		for _, remark := range row.Remarks {
			if text := remark.String(); !strings.HasPrefix(text, "line ") || strings.HasSuffix(text, string(remark.Code)) {
				t.Errorf("%s is not said in words: %q", remark.Code, text)
			}
		}
	}
	if _, err := (catalog.Communes{DB: db}).Load(t.Context(), rows, catalog.CommuneOptions{Partial: true}); err != nil {
		t.Fatal(err)
	}
	if got := lines(t, db, `SELECT name FROM commune WHERE lat IS NOT NULL ORDER BY name`); !slices.Equal(got, []string{"=1+1", "Tân Thành", "Xa"}) {
		t.Errorf("partial wrote %q", got)
	}
}
