package inquiry

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"ocop/catalog"
	"ocop/storefront/locale"
)

// written is every letter and short message of a desk as it travels, oldest
// first, without what is signed anew each time.
func (d *desk) written(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	letters := d.letters(t, "")
	slices.Reverse(letters)
	for _, m := range letters {
		fmt.Fprintf(&all, "=== To: %s\nSubject: %s\nThread: %s, after %d\nReply-To: %s\nList-Unsubscribe: %s\n\n%s\n", m.Recipient, m.Subject, m.Thread, len(m.Refs), m.Letter.ReplyTo, m.Letter.Unsubscribe, d.Mails.Text(m.Letter))
	}
	texts, err := d.Texts.Latest(t.Context(), 99)
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(texts)
	for _, m := range texts {
		fmt.Fprintf(&all, "=== Text to %s\n%s\n\n", m.Phone, m.Body)
	}
	signed := regexp.MustCompile(`(https://ocop\.example/[a-z]/|reply\+)[A-Za-z0-9_-]+`)
	return signed.ReplaceAllString(all.String(), "$1…")
}

// sends submits a form of a kind, slowly enough for a person where proven.
func (d *desk) sends(t *testing.T, lang locale.Lang, kind Kind, f Form, proven bool, target Target) int64 {
	t.Helper()
	f.ConsentAnswer = true
	i, problems := f.Judge(kind, lang, catalog.DayAt(d.now))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	key := d.Signer.NewFormKey(d.now)
	d.now = d.now.Add(10 * time.Second)
	v := Visit{FormKey: key, Network: "10.0.0.1"}
	if proven {
		v.Proof = Prove(key)
	}
	r, err := d.Submit(t.Context(), i, v, []Target{target})
	if err != nil {
		t.Fatal(err)
	}
	return r.ID
}

// stays asks for three stays: one answered with a tap, one full, and one talked
// over by telephone, agreed and called off.
func (d *desk) stays(t *testing.T, lang locale.Lang, form Form) {
	t.Helper()
	if _, err := d.DB.Exec(t.Context(), `WITH village AS (
		INSERT INTO product (slug, producer_id, name, folded, province_code) VALUES ('ban-mau', 1, 'Bản Mẫu', 'ban mau', '19') RETURNING id
	) INSERT INTO destination (product_id) SELECT id FROM village`); err != nil {
		t.Fatal(err)
	}
	village := Target{ProducerID: 1, ProvinceCode: "19", Subject: "Bản Mẫu"}
	talked := catalog.Turn{Arrives: catalog.NewDay(2027, 1, 5), Leaves: catalog.NewDay(2027, 1, 7), People: 4}
	for n, answer := range []Answer{Available, SeasonOver, CallMe} {
		form.Message = fmt.Sprintf("Đoàn chúng tôi muốn ở lại hai đêm (%d)", n+1)
		id := d.sends(t, lang, Stay, form, true, village)
		if _, err := d.DB.Exec(t.Context(), `INSERT INTO stay_turn (key, product_id, arrives, leaves, people, asked_at)
			SELECT i.key, d.product_id, '2027-01-04', '2027-01-06', 3, now() FROM inquiry i, destination d WHERE i.id = $1`, id); err != nil {
			t.Fatal(err)
		}
		state, err := d.ByID(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		thread := state.Threads[0].ID
		if err := d.Answer(t.Context(), thread, answer, ""); err != nil {
			t.Fatal(err)
		}
		for _, o := range []Outcome{{Result: "business", Stay: talked}, {Result: "business", Stay: talked}, {Result: "nothing"}} {
			if answer != CallMe {
				break
			}
			if err := d.Settle(t.Context(), thread, o); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestLetters writes every letter there is in each language of its reader.
func TestLetters(t *testing.T) {
	for _, lang := range locale.Langs() {
		d := newDesk(t)
		d.Desk = "desk@example.com"
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		form := Form{Name: "Mai", Phone: "0900 000 123", Email: "mai@example.com", Quantity: "20", Unit: "kg", NeededBy: "2026-12-05", Sample: true, Invoice: true}
		tea := Target{ProducerID: 1, ProvinceCode: "19", Subject: "Chè mẫu", SubjectEN: "Sample tea"}
		for n, a := range append(Answers(), Written) {
			form.Message = fmt.Sprintf("Câu hỏi thứ %d", n+1)
			id := d.sends(t, lang, Product, form, n > 0, tea)
			if n < 2 {
				must(d.Confirm(t.Context(), id))
			}
			must(d.Answer(t.Context(), int64(n+1), a, []string{"", "Xin gọi buổi sáng."}[n%2]))
		}
		must(d.Write(t.Context(), 1, ByInquirer, "Cho tôi xin địa chỉ.", ""))
		must(d.Decide(t.Context(), 1, "confirmed", "Số điện thoại đã lừa hai nơi.", 0, nil))
		must(d.Decide(t.Context(), 1, "lifted", "Nhầm người.", 0, nil))

		form.Email, form.Message, form.Quantity, form.NeededBy, form.Sample, form.Invoice = "lan@example.com", "Đơn vị bộ đội cần gấp, xin đặt cọc mua giúp hàng của nhà cung cấp khác", "", "", false, false
		silent := d.sends(t, lang, Product, form, true, tea)
		d.sends(t, lang, Producer, form, true, Target{ProducerID: 2, ProvinceCode: "19"})
		for range 2 {
			d.now = d.now.Add(48 * time.Hour)
			if _, err := d.Escalate(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		form.Message = "Đoàn chúng tôi muốn ở lại hai đêm"
		d.stays(t, lang, form)
		d.sends(t, lang, Stay, form, true, Target{ProvinceCode: "19", Subject: "Bản chưa ai nhận"})
		form.Topic, form.Message = "feedback", "Trang rất dễ dùng, cảm ơn"
		d.sends(t, lang, Operator, form, true, Target{})
		form.Email, form.Topic, form.Message = "", "", "Tôi chỉ có điện thoại"
		must(d.Answer(t.Context(), d.sends(t, lang, Product, form, true, tea), Available, ""))
		letters := d.written(t)
		must(d.Forget(t.Context(), silent))
		if after := d.written(t); strings.Contains(after, "nhà cung cấp khác\n") && strings.Count(after, "=== To: lan@example.com") == strings.Count(letters, "=== To: lan@example.com") {
			t.Error("what was forgotten still stands in letters")
		}
		last := d.letters(t, "a@example.com")[0]
		golden(t, "letters_"+string(lang)+".txt", letters+"=== To: "+last.Recipient+"\nSubject: "+last.Subject+"\n\n"+d.Mails.Text(last.Letter))
	}
}
