package catalog

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestFold(t *testing.T) {
	tests := map[string]string{
		"Hợp tác xã Hảo-Đạt":                     "hop tac xa hao dat",
		"ÐẶC SẢN Ɖà Lạt":                         "dac san da lat",
		norm.NFD.String("Nước mắm Phú Quốc 43°"): "nuoc mam phu quoc 43",
		"  Rượu\u00a0“Đà tửu”  ":                 "ruou da tuu",
		"":                                       "",
		"\xff\xfe":                               "",
	}
	for in, want := range tests {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestClean(t *testing.T) {
	if got, want := Clean(norm.NFD.String(" Chè  Ðinh\tTân Cương\u200b\n")), "Chè Đinh Tân Cương"; got != want {
		t.Errorf("Clean = %q, want %q", got, want)
	}
}

func TestFreeSlug(t *testing.T) {
	taken := map[string]bool{"mat-ong": true, "mat-ong-dak-lak": true}
	if got := FreeSlug("san-pham", "Mật ong", "Đắk Lắk", func(s string) bool { return taken[s] }); got != "mat-ong-dak-lak-2" {
		t.Errorf("FreeSlug = %q", got)
	}
	if got := FreeSlug("san-pham", "蜂蜜", "", func(s string) bool { return false }); got != "san-pham-2" {
		t.Errorf("FreeSlug of a name without letters = %q", got)
	}
}

func FuzzFold(f *testing.F) {
	f.Add("Đặc sản Ðà Lạt")
	f.Add("\xff\u0301a")
	f.Fuzz(func(t *testing.T, s string) {
		if once := Fold(s); Fold(once) != once {
			t.Errorf("Fold is not stable on %q: %q, then %q", s, once, Fold(once))
		}
		if slug := Slug(s); Slug(slug) != slug || len(slug) > maxSlug {
			t.Errorf("Slug is not stable on %q: %q", s, slug)
		}
	})
}
