package catalog_test

import (
	"errors"
	"testing"

	"ocop/catalog"
)

func TestTaxCode(t *testing.T) {
	for text, want := range map[string]string{
		" 0101234567 ": "0101234567", "0101 234 567": "0101234567", "0101234567-001": "0101234567-001", "0101234567001": "0101234567-001",
		"001099012345": "001099012345", "": "",
	} {
		if got, err := catalog.TaxCode(text); err != nil || got != want {
			t.Errorf("%q is read as %q, %v, want %q", text, got, err, want)
		}
	}
	for _, text := range []string{"12345", "01012345678", "MST 0101234567", "0101234567-01", "٠١٠١٢٣٤٥٦٧"} {
		if got, err := catalog.TaxCode(text); !errors.Is(err, catalog.ErrTaxCode) {
			t.Errorf("%q is read as %q", text, got)
		}
	}
}

// TestSameTaxCode: producers that share a tax code are proposed as one, and the
// audit does not tell the number.
func TestSameTaxCode(t *testing.T) {
	t.Parallel()
	db := officeDB(t)
	producers := catalog.Producers{DB: db}
	before, err := producers.Duplicates(t.Context(), "86", 10)
	if err != nil {
		t.Fatal(err)
	}
	pair := before[0]
	for _, id := range []int64{pair.A.ID, pair.B.ID} {
		if err := producers.SetTaxCode(t.Context(), id, "001099012345", 3); err != nil {
			t.Fatal(err)
		}
		if err := producers.SetTaxCode(t.Context(), id, "001099012345", 3); !errors.Is(err, catalog.ErrAlreadyDone) {
			t.Errorf("the same again: %v", err)
		}
	}
	if found, err := producers.Duplicates(t.Context(), "86", 10); err != nil || len(found) != 1 || found[0].Alike != catalog.SameTaxCode {
		t.Errorf("duplicates are %+v, %v", found, err)
	}
	if n := number(t, db, `SELECT count(*) FROM audit WHERE action = 'producer.tax-code' AND detail::text LIKE '%0010%'`); n != 0 {
		t.Error("the audit tells the number of a person")
	}
}
