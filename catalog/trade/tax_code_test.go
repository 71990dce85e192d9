package trade

import (
	"errors"
	"regexp"
	"testing"
)

func TestTaxCode(t *testing.T) {
	for text, want := range map[string]string{
		"0100047516":     "0100047516",
		"01 000 475 16":  "0100047516",
		"0100047516-001": "0100047516-001",
		"0100047516001":  "0100047516-001",
	} {
		if got, err := TaxCode(text); err != nil || got != want {
			t.Errorf("TaxCode(%q) = %q, %v; want %q", text, got, err, want)
		}
	}
	for text, want := range map[string]error{
		"": ErrTaxCode, "0100047517": ErrTaxCode, "010004751": ErrTaxCode, "0100047516a": ErrTaxCode, "٠١٠٠٠٤٧٥١٦": ErrTaxCode,
		"001203004567": ErrPersonal, "001 203 004 567": ErrPersonal,
	} {
		if got, err := TaxCode(text); !errors.Is(err, want) || got != "" {
			t.Errorf("TaxCode(%q) = %q, %v; want %v", text, got, err, want)
		}
	}
}

func FuzzTaxCode(f *testing.F) {
	for _, seed := range []string{"0100047516", "0100047516-001", "001203004567", "-", "0100047516-0010"} {
		f.Add(seed)
	}
	form := regexp.MustCompile(`^[0-9]{10}(-[0-9]{3})?$`)
	f.Fuzz(func(t *testing.T, text string) {
		code, err := TaxCode(text)
		if (err == nil) != form.MatchString(code) {
			t.Errorf("TaxCode(%q) = %q, %v", text, code, err)
		}
		if again, err := TaxCode(code); code != "" && (err != nil || again != code) {
			t.Errorf("TaxCode(%q) = %q, %v", code, again, err)
		}
	})
}
