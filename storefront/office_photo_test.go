package storefront

import (
	"archive/zip"
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ocop/media"
)

// zipOf packs files.
func zipOf(t testing.TB, files map[string][]byte, order ...string) []byte {
	t.Helper()
	var body bytes.Buffer
	archive := zip.NewWriter(&body)
	for _, name := range order {
		w, err := archive.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(files[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return body.Bytes()
}

// TestEachPhoto: a bomb, a path that leads out, and what is no picture are
// refused by name; the rest is handed on.
func TestEachPhoto(t *testing.T) {
	t.Parallel()
	bomb := make([]byte, media.MaxBytes+10)
	file := zipOf(t, map[string][]byte{"Chè Tôm Nõn 1.jpg": []byte("x"), "bom.jpg": bomb, "../../etc/a.jpg": []byte("x"), "doc.txt": []byte("x")},
		"Chè Tôm Nõn 1.jpg", "bom.jpg", "../../etc/a.jpg", "doc.txt", "thu-muc/")
	var taken, refused []string
	err := eachPhoto(file, func(name string, _ []byte) error { taken = append(taken, name); return nil },
		func(name, why string) { refused = append(refused, name+" "+why) })
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"Chè Tôm Nõn 1.jpg"}, taken); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"bom.jpg size", "a.jpg path", "doc.txt kind"}, refused); diff != "" {
		t.Error(diff)
	}
	if err := eachPhoto([]byte("no zip"), nil, nil); err == nil {
		t.Error("a text was taken for an archive")
	}
}

// TestPhotoNames: a file finds its product by name, with a number or without.
func TestPhotoNames(t *testing.T) {
	site := newDemoSite(t, nil)
	for file, want := range map[string]int{"Chè Tôm Nõn 1": 1, "che tom non": 1, "CHE_TOM_NON (2)": 1, "khong co": 0, "12": 0} {
		found, err := site.products.Match(t.Context(), "19", file)
		if err != nil || len(found) != want {
			t.Errorf("%q finds %d products, want %d (%v)", file, len(found), want, err)
		}
	}
}

func FuzzEachPhoto(f *testing.F) {
	f.Add(zipOf(f, map[string][]byte{"a.jpg": []byte("x")}, "a.jpg"))
	f.Fuzz(func(t *testing.T, file []byte) {
		_ = eachPhoto(file, func(_ string, data []byte) error {
			if len(data) > media.MaxBytes {
				t.Errorf("%d bytes handed on", len(data))
			}
			return nil
		}, func(string, string) {})
	})
}
