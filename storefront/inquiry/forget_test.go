package inquiry

import (
	"testing"
	"time"

	"ocop/catalog"
	"ocop/storefront/locale"
)

// TestForgettingLeavesTheTextsOfOthers: two who share a telephone are two.
func TestForgettingLeavesTheTextsOfOthers(t *testing.T) {
	d := newDesk(t)
	var receipts []Receipt
	for _, message := range []string{"Xin giá chè", "Xin giá mật ong"} {
		i, problems := Form{Name: "Mai", Phone: "0900000111", Message: message, ConsentAnswer: true}.Judge(Producer, locale.VI, catalog.DayAt(d.now))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		key := d.Signer.NewFormKey(d.now)
		d.now = d.now.Add(10 * time.Second)
		receipt, err := d.Submit(t.Context(), i, Visit{FormKey: key, Proof: Prove(key), Network: "10.0.0.1"}, []Target{{ProducerID: 1, ProvinceCode: "19"}})
		if err != nil {
			t.Fatal(err)
		}
		receipts = append(receipts, receipt)
	}
	if err := d.Answer(t.Context(), 1, Available, ""); err != nil {
		t.Fatal(err)
	}
	if n := d.count(t, `SELECT count(*) FROM text_message`); n != 3 {
		t.Fatalf("%d short messages, want 3", n)
	}
	if err := d.Forget(t.Context(), receipts[0].ID); err != nil {
		t.Fatal(err)
	}
	if n := d.count(t, `SELECT count(*) FROM text_message WHERE thread = 'inquiry-2'`); n != 1 {
		t.Error("the other's short message is gone too")
	}
	if n := d.count(t, `SELECT count(*) FROM text_message`); n != 1 {
		t.Errorf("%d short messages are left, want 1", n)
	}
}
