package opendata

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"ocop/catalog"
	"ocop/media"
	"ocop/migrations/testdb"
)

// listing is a product whose published texts hold what must not be handed on.
func listing() catalog.Listing {
	day := catalog.NewDay(2025, 3, 1)
	return catalog.Listing{
		ID: 7, Slug: "mat-ong", Name: "=Mật ong, \"rừng\" 500 ml", ProducerName: "HKD Nguyễn Văn A (CCCD 001099012345, ĐT 0912 345.678)",
		ProducerKind: catalog.Household, ProvinceCode: "08", GroupSlug: "food", SetNumber: 4, Price: 120000, Lat: 22.1, Lon: 105.2,
		Recognitions: []catalog.Recognition{{ID: 1, Stars: 4, Kind: catalog.First, DecisionNo: "12/QĐ-UBND", Issuer: "UBND", IssuedOn: day, ProductCode: "123456789012"}},
	}
}

func line(sample bool) Product {
	l := listing()
	return ProductOf(l, l.Star(catalog.NewDay(2026, 11, 22)), Source{URL: "https://ocop.example/san-pham/mat-ong", Province: "Tuyên Quang", Sample: sample})
}

func makeDump(t *testing.T, sample bool, products iter.Seq[Product]) Dump {
	t.Helper()
	dump, err := Make(Description{
		Day: catalog.NewDay(2026, 11, 22), Title: "OCOP", BaseURL: "https://ocop.example", Sample: sample,
		Made: time.Date(2026, 11, 22, 0, 0, 1, 0, time.UTC), Explain: func(column string) string { return "what " + column + " holds" },
	}, products)
	if err != nil {
		t.Fatal(err)
	}
	return dump
}

func unpacked(t *testing.T, file File) (head gzip.Header, text string) {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(file.Data))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return r.Header, string(data)
}

func TestDumpTellsFactsAlone(t *testing.T) {
	dump := makeDump(t, false, slices.Values([]Product{line(false)}))
	_, table := unpacked(t, dump.Files[0])
	_, lines := unpacked(t, dump.Files[1])
	for _, text := range []string{table, lines} {
		for _, secret := range []string{"001099012345", "0912", "345.678", "123456789012", "120000", "22.1", "105.2"} {
			if strings.Contains(text, secret) {
				t.Errorf("%s is handed on in %s", secret, text)
			}
		}
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(table, "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 2 || !strings.HasPrefix(table, "\ufeff") || strings.Count(table, "\r\n") != 2 {
		t.Fatalf("the table reads %q (%v)", table, err)
	}
	got := make(map[string]string)
	for i, name := range rows[0] {
		got[name] = rows[1][i]
	}
	for name, want := range map[string]string{
		"id": "7", "name": "'=Mật ong, \"rừng\" 500 ml", "producer": "HKD Nguyễn Văn A (CCCD …, ĐT …)", "stars": "4", "star_status": "valid",
		"star_until": "2028-03-01", "decision_no": "12/QĐ-UBND", "issued_year": "2025", "as_of": "2026-11-22", "sample": "false", "set": "4",
	} {
		if got[name] != want {
			t.Errorf("%s is %q, want %q", name, got[name], want)
		}
	}
}

// The table's columns, the lines' names, the types and the description are one.
func TestDumpIsAsDescribed(t *testing.T) {
	dump := makeDump(t, true, slices.Values([]Product{line(true), line(true)}))
	described := dump.Files[3]
	if described.Name != "ocop-2026-11-22.json" {
		t.Fatalf("the last file is %s", described.Name)
	}
	var p Package
	if err := json.Unmarshal(described.Data, &p); err != nil {
		t.Fatal(err)
	}
	if !p.Sample || p.Rows != 2 || len(p.Resources) != 2 || p.Licenses[0].Name != "CC-BY-4.0" {
		t.Errorf("described as %+v", p)
	}
	for i, r := range p.Resources {
		file := dump.Files[i]
		sum := sha256.Sum256(file.Data)
		hash := hex.EncodeToString(sum[:])
		if r.Path != file.Name || r.Bytes != len(file.Data) || r.Hash != "sha256:"+hash || !strings.Contains(string(dump.Files[2].Data), hash+"  "+file.Name+"\n") {
			t.Errorf("%s is described as %+v, sums\n%s", file.Name, r, dump.Files[2].Data)
		}
		head, text := unpacked(t, file)
		if !strings.Contains(head.Comment, "SAMPLE DATA") || strings.Contains(text, "false") {
			t.Errorf("%s of a demonstration does not say so: %q", file.Name, head.Comment)
		}
	}
	_, table := unpacked(t, dump.Files[0])
	var columns []string
	for _, f := range p.Resources[0].Schema.Fields {
		columns = append(columns, f.Name)
	}
	if head, _, _ := strings.Cut(table, "\r\n"); head != "\ufeff"+strings.Join(columns, ",") {
		t.Errorf("the header is %s, described as %v", head, columns)
	}
	_, lines := unpacked(t, dump.Files[1])
	for scanner := bufio.NewScanner(strings.NewReader(lines)); scanner.Scan(); {
		var object map[string]json.RawMessage
		if err := json.Unmarshal(scanner.Bytes(), &object); err != nil {
			t.Fatal(err)
		}
		for _, f := range p.Resources[1].Schema.Fields {
			value, ok := object[f.Name]
			delete(object, f.Name)
			if text := strings.HasPrefix(string(value), `"`); !ok || text != (f.Type == "string" || f.Type == "date") || f.Description == "" {
				t.Errorf("%s of type %s is %s", f.Name, f.Type, value)
			}
		}
		if len(object) > 0 {
			t.Errorf("not described: %v", object)
		}
	}
}

func FuzzVeil(f *testing.F) {
	for _, text := range []string{"001099012345", "ĐT 0912 345 678.", "Gạo ST25 5 kg", "1 2 3 4 5 6 7 8 9", "12-", "\xff1", "1234-5678--9"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		veiled := veil(text)
		digits := 0
		for i := range len(veiled) {
			switch c := veiled[i]; {
			case c >= '0' && c <= '9':
				digits++
			default:
				digits = 0
			}
			if digits >= longNumber {
				t.Fatalf("%q is veiled as %q", text, veiled)
			}
		}
		if veil(veiled) != veiled {
			t.Errorf("%q is veiled anew as %q", veiled, veil(veiled))
		}
		if !strings.ContainsAny(text, "0123456789") && veiled != text {
			t.Errorf("%q without figures becomes %q", text, veiled)
		}
	})
}

func TestShelf(t *testing.T) {
	store, err := media.OpenFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	shelf := Shelf{Store: store, DB: testdb.New(t)}
	if _, err := shelf.Latest(t.Context()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an empty shelf tells %v", err)
	}
	made := 0
	fill := func(day catalog.Day) (Package, error) {
		return shelf.Fill(t.Context(), day, time.Time{}, func() (Dump, error) {
			made++
			return Make(Description{Day: day, Explain: func(string) string { return "x" }}, slices.Values([]Product{line(false)}))
		})
	}
	day := catalog.NewDay(2026, 11, 22)
	for range 2 {
		if p, err := fill(day); err != nil || p.Day != day || made != 1 {
			t.Errorf("filled with %v (%v), made %d times", p.Day, err, made)
		}
	}
	if _, err := fill(day.AddDays(keptDays - 1)); err != nil {
		t.Fatal(err)
	}
	if file, dated, size, err := shelf.Open(t.Context(), "ocop-latest.csv.gz", day); err != nil || dated != "ocop-2026-11-22.csv.gz" || size == 0 {
		t.Errorf("opened %s of %d bytes (%v)", dated, size, err)
	} else if err := file.Close(); err != nil {
		t.Error(err)
	}
	if _, err := fill(day.AddDays(keptDays)); err != nil {
		t.Fatal(err)
	}
	latest, err := shelf.Latest(t.Context())
	if err != nil || latest.Day != day.AddDays(keptDays) {
		t.Errorf("the newest is of %s (%v)", latest.Day, err)
	}
	for _, name := range []string{"ocop-2026-11-22.csv.gz", "ocop-.json", "../original/x", "ocop-latest.exe", ""} {
		if _, _, _, err := shelf.Open(t.Context(), name, latest.Day); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q opens with %v", name, err)
		}
	}
}

func TestShelfMakesOneAtATime(t *testing.T) {
	store, err := media.OpenFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	db := testdb.New(t)
	first, second := Shelf{Store: store, DB: db}, Shelf{Store: store, DB: db}
	day := catalog.NewDay(2026, 11, 22)
	_, err = first.Fill(t.Context(), day, time.Time{}, func() (Dump, error) {
		if _, err := second.Fill(t.Context(), day, time.Time{}, func() (Dump, error) { return Dump{}, errors.New("both make it") }); !errors.Is(err, ErrBusy) {
			t.Errorf("meanwhile another is told %v", err)
		}
		return makeDump(t, false, slices.Values([]Product(nil))), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if p, err := second.Fill(t.Context(), day, time.Time{}, nil); err != nil || p.Day != day {
		t.Errorf("afterwards another finds %s (%v)", p.Day, err)
	}
}
