package storefront

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"ocop/catalog"
	"ocop/cmd/ocop/demo"
	"ocop/storefront/account"
)

// closeOwn closes the account of a sample sign-in through its form.
func (d *makerDesk) closeOwn(t *testing.T, key string) {
	t.Helper()
	secret := d.signIn(t, key)
	header := http.Header{"Cookie": {d.cookieName() + "=" + secret}, "Content-Type": {formType}}
	got := d.sendBody(t, "POST", "/tai-khoan/dong", header, strings.NewReader(url.Values{"now": {demo.Password}}.Encode()))
	if got.StatusCode != http.StatusSeeOther || got.Header.Get("Location") != "/dang-nhap/da-dong" {
		t.Fatalf("closing answers %d, %s", got.StatusCode, got.Header.Get("Location"))
	}
	if _, err := d.sessions.Find(t.Context(), secret); err == nil {
		t.Error("the session outlives the account")
	}
}

func (d *makerDesk) producerPage(t *testing.T) string {
	t.Helper()
	var slug string
	if err := d.db.QueryRow(t.Context(), `SELECT slug FROM producer WHERE id = $1::text::bigint`, d.producer).Scan(&slug); err != nil {
		t.Fatal(err)
	}
	d.catchUp(t)
	response := d.get(t, "/chu-the/"+slug, nil)
	text, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("the producer's page answers %d, %v", response.StatusCode, err)
	}
	return string(text)
}

func (d *makerDesk) texts(t *testing.T, sql string) string {
	t.Helper()
	var text string
	if err := d.db.QueryRow(t.Context(), sql).Scan(&text); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return text
}

// TestCloseLastAccount closes the only account of a producer, then moves the
// clock to where what is personal is erased.
func TestCloseLastAccount(t *testing.T) {
	t.Parallel()
	d := newMakerDesk(t)
	ctx := t.Context()
	var maker, producer int64
	if err := d.db.QueryRow(ctx, `SELECT a.id, g.producer_id FROM account a JOIN account_producer g ON g.account_id = a.id WHERE a.email = 'maker@example.com' AND g.producer_id = $1::text::bigint`,
		d.producer).Scan(&maker, &producer); err != nil {
		t.Fatal(err)
	}
	if _, err := d.db.Exec(ctx, `UPDATE producer SET contact_name = 'Triệu Thị Riêng', contact_phone = '0900 000 321' WHERE id = $1`, producer); err != nil {
		t.Fatal(err)
	}
	for _, field := range []string{"contact_name", "contact_phone"} {
		if err := d.consents.Give(ctx, maker, producer, field, "Đồng ý hiển thị"); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.edits.SaveDraft(ctx, catalog.Draft{Step: catalog.Step{By: maker, Key: key()}, Subject: catalog.Subject{Kind: "producer", ID: producer},
		ProducerID: producer, Set: catalog.Values{"contact_name": "Triệu Thị Mới"}}); err != nil {
		t.Fatal(err)
	}
	if page := d.producerPage(t); !strings.Contains(page, "Triệu Thị Riêng") {
		t.Fatal("the person is not public before the account is closed")
	}
	listings := d.texts(t, `SELECT count(*)::text FROM product WHERE taken_down_at IS NULL`)

	d.closeOwn(t, "maker")
	if page := d.producerPage(t); strings.Contains(page, "Triệu Thị Riêng") || strings.Contains(page, "0900 000 321") {
		t.Error("the person is still public")
	}
	if got := d.texts(t, `SELECT count(*)::text FROM product WHERE taken_down_at IS NULL`); got != listings {
		t.Errorf("%s listings of %s are left", got, listings)
	}
	for sql, want := range map[string]string{
		`SELECT count(*)::text FROM account WHERE email = 'maker@example.com'`:                                                    "0",
		`SELECT count(*)::text FROM account_producer WHERE producer_id = ` + d.producer:                                           "0",
		`SELECT count(*)::text FROM person_consent WHERE withdrawn_at IS NULL AND producer_id = ` + d.producer:                    "0",
		`SELECT string_agg(DISTINCT state, ' ') FROM listing_edit WHERE subject_kind = 'producer' AND subject_id = ` + d.producer: "withdrawn",
		`SELECT count(*)::text FROM audit WHERE action IN ('account.close', 'producer.alone')`:                                    "2",
	} {
		if got := d.texts(t, sql); got != want {
			t.Errorf("%s: %s, not %s", sql, got, want)
		}
	}
	if letter := d.lastLetter(t, "officer@example.com"); !strings.Contains(letter, "/van-phong/chu-the/"+d.producer) {
		t.Errorf("the office is not told: %.200s", letter)
	}
	if letter := d.lastLetter(t, "maker@example.com"); !strings.Contains(letter, "muộn nhất ngày") {
		t.Errorf("the owner is not told until when: %.200s", letter)
	}

	// Before its time nothing is erased, after it everything, once.
	now := time.Now()
	for _, step := range []struct {
		after time.Duration
		want  int
	}{{account.EraseAfter - time.Hour, 0}, {account.EraseAfter + time.Hour, 1}, {account.EraseAfter + 2*time.Hour, 0}} {
		if n, err := d.accounts.Erase(ctx, now.Add(step.after), d.mails.Forget); err != nil || n != step.want {
			t.Errorf("%v after closing %d accounts are erased, %v", step.after, n, err)
		}
	}
	for sql, want := range map[string]string{
		`SELECT name || '|' || state FROM account WHERE id = ` + key64(maker):                                          "|closed",
		`SELECT contact_name || contact_phone FROM producer WHERE id = ` + d.producer:                                  "",
		`SELECT count(*)::text FROM listing_edit WHERE patch::text || base::text LIKE '%Triệu%'`:                       "0",
		`SELECT count(*)::text FROM listing_edit_step WHERE detail::text LIKE '%Triệu%'`:                               "0",
		`SELECT count(*)::text FROM person_consent WHERE given_by = ` + key64(maker) + ` AND withdrawn_at IS NOT NULL`: "2",
		`SELECT count(*)::text FROM audit WHERE account_id = ` + key64(maker) + ` AND action = 'account.close'`:        "1",
		`SELECT count(*)::text FROM mail WHERE recipient = 'maker@example.com'`:                                        "0",
	} {
		if got := d.texts(t, sql); got != want {
			t.Errorf("erased, %s: %q, not %q", sql, got, want)
		}
	}
}

func key64(id int64) string { return productToken(id) }

// TestCloseOneOfTwo: where another account looks after the producer, nothing of
// it changes but what the one who leaves agreed to.
func TestCloseOneOfTwo(t *testing.T) {
	t.Parallel()
	d := newMakerDesk(t)
	ctx := t.Context()
	other, err := d.accounts.Add(ctx, account.Account{Name: "Vàng Thị Ở Lại", Email: "olai@example.com", Role: account.Producer, Lang: "vi"})
	if err != nil {
		t.Fatal(err)
	}
	var producers []int64
	if err := d.db.QueryRow(ctx, `SELECT array_agg(g.producer_id) FROM account a JOIN account_producer g ON g.account_id = a.id WHERE a.email = 'maker@example.com'`).Scan(&producers); err != nil {
		t.Fatal(err)
	}
	for _, producer := range producers {
		if err := d.accounts.ActFor(ctx, other, producer); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.db.Exec(ctx, `UPDATE producer SET contact_name = 'Vàng Thị Ở Lại' WHERE id = $1::text::bigint`, d.producer); err != nil {
		t.Fatal(err)
	}
	id, err := readID(d.producer)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.consents.Give(ctx, other, id, "contact_name", "Đồng ý hiển thị"); err != nil {
		t.Fatal(err)
	}
	helpers := d.texts(t, `SELECT count(*)::text FROM account_producer WHERE ends_on IS NOT NULL`)
	d.closeOwn(t, "maker")
	if page := d.producerPage(t); !strings.Contains(page, "Vàng Thị Ở Lại") {
		t.Error("a consent of somebody who stays is withdrawn")
	}
	if got := d.texts(t, `SELECT count(*)::text FROM account_producer WHERE ends_on IS NOT NULL`); got != helpers {
		t.Errorf("helpers: %s, before %s", got, helpers)
	}
	if n, err := d.accounts.Erase(ctx, time.Now().Add(account.EraseAfter+time.Hour), d.mails.Forget); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	if got := d.texts(t, `SELECT contact_name FROM producer WHERE id = `+d.producer); got != "Vàng Thị Ở Lại" {
		t.Errorf("the person of somebody who stays is erased: %q", got)
	}
}
