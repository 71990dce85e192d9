package view

import "testing"

func TestPlaceBefore(t *testing.T) {
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
		if got := placeBefore(test.district, test.province, test.today); got != test.want {
			t.Errorf("placeBefore(%q, %q, %q) = %q, want %q", test.district, test.province, test.today, got, test.want)
		}
	}
}
