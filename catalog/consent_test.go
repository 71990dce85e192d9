package catalog_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"ocop/catalog"
)

// shownContacts is what the public pages of the desk's producer say.
func (d *desk) shownContacts(t testing.TB) []string {
	t.Helper()
	product, err := catalog.Products{DB: d.DB}.BySlug(t.Context(), "che-tan-cuong")
	if err != nil {
		t.Fatal(err)
	}
	r := product.Producer
	return []string{r.ContactName, r.ContactPhone, r.Phone, r.Email}
}

func TestConsentPerField(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	consents := catalog.Consents{DB: d.DB}
	_, err := d.DB.Exec(t.Context(), `UPDATE producer SET contact_name = 'Lê Thị Mẫu', contact_phone = '0900 000 001', phone = '0900 000 002', email = 'a@example.com'
		WHERE id = $1`, d.producer)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"", "", "", ""}, d.shownContacts(t)); diff != "" {
		t.Error("without any consent:", diff)
	}
	for range 2 { // a repeated consent is one
		if err := consents.Give(t.Context(), maker, d.producer, "contact_name", "Tôi đồng ý"); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]string{"Lê Thị Mẫu", "", "", ""}, d.shownContacts(t)); diff != "" {
		t.Error(diff)
	}
	if err := consents.Withdraw(t.Context(), maker, d.producer, "contact_name"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"", "", "", ""}, d.shownContacts(t)); diff != "" {
		t.Error("after the withdrawal:", diff)
	}
	// What an operator entered for both contacts can be withdrawn one by one.
	if _, err := d.DB.Exec(t.Context(), `UPDATE producer SET contact_public = true WHERE id = $1`, d.producer); err != nil {
		t.Fatal(err)
	}
	if err := consents.Withdraw(t.Context(), maker, d.producer, "phone"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"", "", "", "a@example.com"}, d.shownContacts(t)); diff != "" {
		t.Error(diff)
	}
	if err := consents.Give(t.Context(), maker, d.producer, "tax_code", "x"); err == nil {
		t.Error("a consent to a field that has none was taken")
	}
	proof := lines(t, d.DB, `SELECT field || ' ' || (withdrawn_at IS NOT NULL)::text FROM person_consent ORDER BY id`)
	if diff := cmp.Diff([]string{"contact_name true", "email false"}, proof); diff != "" {
		t.Error(diff)
	}
}

func TestPicturesOfAnEdit(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	uploads := catalog.Uploads{DB: d.DB}
	a, b := "0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"
	for _, hash := range []string{a, b} {
		if err := uploads.AddPicture(t.Context(), maker, d.producer, catalog.Picture{Hash: hash, Width: 800, Height: 600}, nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := (catalog.Pictures{DB: d.DB}).Ready(t.Context(), catalog.Picture{Hash: a, Width: 800, Height: 600, Widths: []int{320}}, []byte{1}); err != nil {
		t.Fatal(err)
	}
	stranger := "11111111111111111111111111111111"
	e := d.draft(t, 0, catalog.Values{"pictures": catalog.WriteShots([]catalog.Shot{{Hash: b, Alt: "Hai"}, {Hash: stranger}, {Hash: a, Alt: "Một"}})})
	preview, err := d.PreviewProduct(t.Context(), e.ID)
	if err != nil || len(preview.Pictures) != 2 || preview.Pictures[0].Alt != "Hai" || !preview.Pictures[1].Ready() {
		t.Fatalf("the preview shows %+v, %v", preview.Pictures, err)
	}
	if d.now(t, "pictures") != "" {
		t.Error("a preview left something behind")
	}
	d.approve(t, d.submit(t, e))
	free, err := uploads.ForgetPicture(t.Context(), maker, d.producer, b)
	if err != nil || !free {
		t.Fatalf("deleting: %v, %v", free, err)
	}
	if got := catalog.ReadShots(d.now(t, "pictures")); len(got) != 1 || got[0].Hash != a {
		t.Errorf("after deleting one: %v", got)
	}
}

func TestConfirmed(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	if err := d.Confirm(t.Context(), maker, d.subject(), day("2025-11-21")); err != nil {
		t.Fatal(err)
	}
	product, err := catalog.Products{DB: d.DB}.BySlug(t.Context(), "che-tan-cuong")
	if err != nil {
		t.Fatal(err)
	}
	fresh := product.Fresh()
	if fresh.StaleOn(day("2026-11-21")) || !fresh.StaleOn(day("2026-11-22")) {
		t.Error("a listing grows old twelve months after it was confirmed, not before")
	}
	if fresh.AskOn(day("2026-02-20")) || !fresh.AskOn(day("2026-02-21")) {
		t.Error("the maker is asked again after three months")
	}
}
