package view_test

import (
	"strings"
	"testing"

	"ocop/storefront/locale"
	"ocop/storefront/view"
)

func TestPlaceBefore(t *testing.T) {
	p := frame(t, locale.VI)
	for _, test := range []struct{ district, province, today, want string }{
		{"", "Sơn La", "Sơn La", ""},
		{"", "Hòa Bình", "Phú Thọ", "Hòa Bình"},
		{"", "Thừa Thiên Huế", "Huế", "Thừa Thiên Huế"},
		{"Mộc Châu", "Sơn La", "Sơn La", "Mộc Châu, Sơn La"},
		{"Mộc Châu", "", "Sơn La", "Mộc Châu"},
		{"Thái Nguyên", "Thái Nguyên", "Thái Nguyên", "Thái Nguyên, tỉnh Thái Nguyên"},
		{"TP. Thái Nguyên", "Thái Nguyên", "Thái Nguyên", "TP. Thái Nguyên, Thái Nguyên"},
		{"", "", "Sơn La", ""},
	} {
		v := fixtureProduct(p.Today)
		v.Product.DistrictFormer, v.Product.ProvinceFormer, v.Province.Name = test.district, test.province, test.today
		v.Product.Producer.DistrictFormer, v.Product.Producer.ProvinceFormer = "", test.today // said of the producer first
		text := written(t, view.Product(p, v))
		got := ""
		if _, after, said := strings.Cut(text, p.T("place.before")); said {
			got, _, _ = strings.Cut(strings.TrimSpace(after), "<")
		}
		if got != test.want {
			t.Errorf("of %q, %q, today %q, the page says %q, want %q", test.district, test.province, test.today, got, test.want)
		}
	}
}
