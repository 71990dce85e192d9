package account

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"ocop/catalog"
)

func TestWeak(t *testing.T) {
	who := Account{Name: "Lê Thị Mẫu", Email: "chehaodat@htxche.vn", Phone: "+84913572468"}
	for password, want := range map[string]string{
		"chè xanh":                 "short",
		strings.Repeat("áb", 100):  "long",
		"đồi chè xanh sương sớm":   "",
		"cho-phien-que-minh-2026":  "",
		"4829104756":               "",
		"aaaaaaaaaaaa":             "common",
		"1234567890":               "common",
		"1q2w3e4r5t":               "common",
		"P@ssw0rd!2024":            "common",
		"Mật khẩu của tôi":         "common",
		"Mật khẩu mới":             "common",
		"matkhaumoi123":            "common",
		"AnhYêuEm2024":             "common",
		"Yêu em mãi mãi":           "common",
		"NguyenVanAn1985":          "common",
		"Hợp tác xã 2025":          "common",
		"qwertyuiop":               "common",
		"hoasenhoasen":             "common",
		"chehaodat@htxche.vn":      "own",
		"chehaodat2024":            "own",
		"Mẫu Thị Lê 1985":          "own",
		"lethimau1985":             "own",
		"0913572468":               "own",
		"+84 913 572 468":          "own",
		"chehaodat đi chợ sớm mai": "",
	} {
		if got := Weak(password, who); got != want {
			t.Errorf("%q is %q, want %q", password, got, want)
		}
	}
}

// Lines are as guesses are compared: anything else would never be found.
func TestCommonList(t *testing.T) {
	lines := strings.Fields(commonText)
	if !slices.IsSorted(lines) || len(slices.Compact(slices.Clone(lines))) != len(lines) {
		t.Error("the list is not sorted, or names something twice")
	}
	for _, line := range lines {
		if line != plain(line) || line != catalog.Fold(line) || strings.TrimFunc(line, unicode.IsDigit) == "" && len(line) < 4 {
			t.Errorf("%q is not as passwords are compared", line)
		}
	}
}
