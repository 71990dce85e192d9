package inquiry

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"ocop/catalog"
	"ocop/migrations/testdb"
	"ocop/storefront/locale"
)

// desk is a site's inquiries on a database of their own, with a clock that moves.
type desk struct {
	*Inquiries
	now    time.Time
	makers []int64
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	db := testdb.New(t)
	d := &desk{now: time.Date(2026, 11, 22, 2, 0, 0, 0, time.UTC)}
	words := loadWords(t)
	clock := func() time.Time { return d.now }
	mails, err := NewMails(db, words, "ocop@ocop.example", clock)
	if err != nil {
		t.Fatal(err)
	}
	texts, err := NewTexts(db, clock)
	if err != nil {
		t.Fatal(err)
	}
	d.Inquiries = &Inquiries{
		DB: db, Makers: catalog.Producers{DB: db}, Mails: mails, Texts: texts, Words: words, Signer: NewSigner("one secret, long enough"),
		Address: func(_ locale.Lang, use Use, token string) string {
			return "https://ocop.example/" + string(use) + "/" + token
		},
		ReplyTo: "reply+{token}@ocop.example", Now: clock,
	}
	for _, sql := range []string{
		`INSERT INTO commune (province_code, name, folded) VALUES ('19', 'Tân Cương', 'tan cuong')`,
		`INSERT INTO producer (slug, name, folded, province_code, commune_id, email) VALUES ('a', 'HTX A', 'htx a', '19', 1, 'a@example.com')`,
		`INSERT INTO producer (slug, name, folded, province_code) VALUES ('b', 'Hộ B', 'ho b', '19')`,
	} {
		if _, err := db.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	d.makers = []int64{1, 2}
	for _, desk := range []Desk{{ProvinceCode: "19", CommuneID: 1, Name: "Xã Tân Cương", Email: "commune@example.com"}, {ProvinceCode: "19", Name: "Văn phòng", Email: "office@example.com"}} {
		if err := d.SaveDesk(t.Context(), desk, nil); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// ask submits a good inquiry of somebody to a maker.
func (d *desk) ask(t *testing.T, who string, maker int64, network, message string) (Receipt, error) {
	t.Helper()
	i, problems := Form{Name: who, Email: who + "@example.com", Message: message, ConsentAnswer: true}.Judge(Producer, locale.VI, catalog.DayAt(d.now))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	key := d.Signer.NewFormKey(d.now)
	d.now = d.now.Add(10 * time.Second)
	return d.Submit(t.Context(), i, Visit{FormKey: key, Proof: Prove(key), Network: network}, []Target{{ProducerID: maker, ProvinceCode: "19"}})
}

func (d *desk) mustAsk(t *testing.T, who string, maker int64) Receipt {
	t.Helper()
	r, err := d.ask(t, who, maker, "10.0.0.1", "Xin giá chè cho "+who)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// letters are the subjects of what an address got, newest first.
func (d *desk) letters(t *testing.T, to string) []Mail {
	t.Helper()
	list, err := d.Mails.Latest(t.Context(), to, 1000)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func (d *desk) count(t *testing.T, sql string) (n int) {
	t.Helper()
	if err := d.DB.QueryRow(t.Context(), sql).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestSilenceClimbs(t *testing.T) {
	d := newDesk(t)
	d.mustAsk(t, "mai", 1)
	d.mustAsk(t, "lan", 1)
	if err := d.Answer(t.Context(), 2, SeasonOver, ""); err != nil {
		t.Fatal(err)
	}
	start := d.now
	for _, step := range []struct {
		after           time.Duration
		commune, office int
	}{{47 * time.Hour, 0, 0}, {48 * time.Hour, 1, 0}, {49 * time.Hour, 1, 0}, {95 * time.Hour, 1, 0}, {96 * time.Hour, 1, 1}, {200 * time.Hour, 1, 1}} {
		d.now = start.Add(step.after)
		if _, err := d.Escalate(t.Context()); err != nil {
			t.Fatal(err)
		}
		if commune, office := len(d.letters(t, "commune@example.com")), len(d.letters(t, "office@example.com")); commune != step.commune || office != step.office {
			t.Errorf("after %s the commune has %d letters and the office %d, want %d and %d", step.after, commune, office, step.commune, step.office)
		}
	}
	// A maker nobody can write to: the office hears at once.
	d.mustAsk(t, "hoa", 2)
	if office := len(d.letters(t, "office@example.com")); office != 2 {
		t.Errorf("for a maker without an address the office has %d letters, want 2", office)
	}
}

// TestReturnedLetterClimbsAtOnce: whoever the letter did not reach will not answer.
func TestReturnedLetterClimbsAtOnce(t *testing.T) {
	d := newDesk(t)
	d.mustAsk(t, "mai", 1)
	letter := d.letters(t, "a@example.com")[0]
	if _, err := deliver(t, d.Mails, &postman{}, letter.ID, 1); err != nil {
		t.Fatal(err)
	}
	start := d.now
	for _, step := range []struct {
		what            string
		after           time.Duration
		returned        bool
		commune, office int
	}{
		{"before it came back", time.Hour, false, 0, 0}, {"when it has come back", 2 * time.Hour, true, 1, 0},
		{"the commune is told once", 49 * time.Hour, true, 1, 0}, {"the office after 96 hours", 96 * time.Hour, true, 1, 1},
	} {
		d.now = start.Add(step.after)
		if step.returned {
			if err := d.Receive(t.Context(), Inbound{Returned: letter.MessageID, Status: "5.1.1", Automatic: true}); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := d.Escalate(t.Context()); err != nil {
			t.Fatal(err)
		}
		if commune, office := len(d.letters(t, "commune@example.com")), len(d.letters(t, "office@example.com")); commune != step.commune || office != step.office {
			t.Errorf("%s: the commune has %d letters and the office %d", step.what, commune, office)
		}
	}
}

// TestWithoutMakerTheOfficeIsAsked: the office of the province answers for those
// whom the site does not know.
func TestWithoutMakerTheOfficeIsAsked(t *testing.T) {
	d := newDesk(t)
	d.Desk = "desk@example.com"
	for _, province := range []struct{ code, to string }{{"19", "office@example.com"}, {"01", "desk@example.com"}} {
		i, problems := Form{Name: "Mai", Email: "mai@example.com", Message: "Chúng tôi muốn đến " + province.code, ConsentAnswer: true}.Judge(Stay, locale.EN, catalog.DayAt(d.now))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		key := d.Signer.NewFormKey(d.now)
		d.now = d.now.Add(10 * time.Second)
		receipt, err := d.Submit(t.Context(), i, Visit{FormKey: key, Proof: Prove(key), Network: "10.0.0.1"}, []Target{{ProvinceCode: province.code, Subject: "Bản Mẫu"}})
		if err != nil {
			t.Fatal(err)
		}
		letters := d.letters(t, province.to)
		if len(letters) != 1 || len(letters[0].Letter.Buttons) != len(Answers()) || letters[0].Letter.Unsubscribe != "" {
			t.Fatalf("the office of %s got %+v", province.code, letters)
		}
		state, err := d.ByID(t.Context(), receipt.ID)
		if err != nil || state.Threads[0].Operator() || state.Threads[0].Maker.Name == "" {
			t.Errorf("the writer's page names %+v (%v)", state.Threads[0].Maker, err)
		}
		if err := d.Answer(t.Context(), state.Threads[0].ID, Available, "Đã hỏi giúp"); err != nil {
			t.Fatal(err)
		}
	}
	if letters := d.letters(t, "mai@example.com"); len(letters) != 4 {
		t.Errorf("the writer got %d letters, want two for each", len(letters))
	}
}

func TestPurgeWithTime(t *testing.T) {
	d := newDesk(t)
	unconfirmed, answered := d.mustAsk(t, "mai", 1), d.mustAsk(t, "lan", 1)
	if err := d.Confirm(t.Context(), answered.ID); err != nil {
		t.Fatal(err)
	}
	if err := d.Answer(t.Context(), 2, Available, "Còn nhiều"); err != nil {
		t.Fatal(err)
	}
	start := d.now
	known := func(id int64) bool {
		state, err := d.ByID(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		return !state.Inquiry.Forgotten()
	}
	for _, step := range []struct {
		days                  int
		unconfirmed, answered bool
		letters               bool
	}{{29, true, true, true}, {31, false, true, false}, {179, false, true, false}, {181, false, false, false}} {
		d.now = start.Add(time.Duration(step.days) * day)
		if _, err := d.Purge(t.Context()); err != nil {
			t.Fatal(err)
		}
		if known(unconfirmed.ID) != step.unconfirmed || known(answered.ID) != step.answered {
			t.Errorf("after %d days: unconfirmed known %v, answered known %v", step.days, known(unconfirmed.ID), known(answered.ID))
		}
		if got := d.count(t, `SELECT count(*) FROM mail WHERE state <> 'queued'`) > 0; got && !step.letters {
			t.Errorf("after %d days letters are kept", step.days)
		}
	}
	if n := d.count(t, `SELECT count(*) FROM inquiry WHERE network IS NOT NULL OR name || email || message <> ''`); n != 0 {
		t.Errorf("%d inquiries still tell who asked", n)
	}
	if n := d.count(t, `SELECT count(*) FROM inquiry_message`); n != 0 {
		t.Errorf("%d messages are kept", n)
	}
	if n := d.count(t, `SELECT count(*) FROM inquiry_thread WHERE answer = 'available'`); n != 1 {
		t.Errorf("the figures have lost an answer")
	}
}

func TestLimitsLeaveAVillageAlone(t *testing.T) {
	d := newDesk(t)
	for n := range gentleFromNetwork + 5 {
		r, err := d.ask(t, "nguoi"+strconv.Itoa(n), 1, "10.9.9.9", "Xin giá chè lần "+strconv.Itoa(n))
		if err != nil {
			t.Fatalf("inquiry %d of a village is refused: %v", n, err)
		}
		if n == gentleFromNetwork+4 {
			if state, err := d.ByID(t.Context(), r.ID); err != nil || !state.Inquiry.Gentle {
				t.Errorf("beyond the limit an inquiry is not confirmed first (%v)", err)
			}
			before := len(d.letters(t, "a@example.com"))
			if err := d.Confirm(t.Context(), r.ID); err != nil {
				t.Fatal(err)
			}
			if after := len(d.letters(t, "a@example.com")); after != before+1 {
				t.Errorf("after the confirmation the maker has %d letters more", after-before)
			}
		}
	}
	if n := len(d.letters(t, "a@example.com")); n != gentleFromNetwork+1 {
		t.Errorf("the maker got %d letters, want %d", n, gentleFromNetwork+1)
	}
	var err error
	for n := range mostToMailbox + 1 {
		_, err = d.ask(t, "mot", 1, "10.1.1."+strconv.Itoa(n), "Xin giá chè lần "+strconv.Itoa(n))
	}
	if !errors.Is(err, ErrTooMany) {
		t.Errorf("a mailbox is filled: %v", err)
	}
}

func TestFraudBlocksEverywhereUntilAppeal(t *testing.T) {
	d := newDesk(t)
	r := d.mustAsk(t, "mai", 1)
	if err := d.Answer(t.Context(), 1, Fraud, ""); err != nil {
		t.Fatal(err)
	}
	if n := len(d.letters(t, "mai@example.com")); n != 1 {
		t.Errorf("whoever cheats is told of the suspicion (%d letters)", n)
	}
	if _, err := d.ask(t, "mai", 2, "10.0.0.2", "Một câu hỏi khác hẳn"); err != nil {
		t.Errorf("a report alone blocks: %v", err)
	}
	blocks, err := d.Blocks(t.Context(), "19")
	if err != nil || len(blocks) != 1 || blocks[0].State != "reported" {
		t.Fatalf("the office sees %+v (%v)", blocks, err)
	}
	if none, err := d.Blocks(t.Context(), "01"); err != nil || len(none) != 0 {
		t.Errorf("another province sees %d reports (%v)", len(none), err)
	}
	decide := func(state string) {
		t.Helper()
		if err := d.Decide(t.Context(), blocks[0].ID, state, "Số đơn vị không có thật", 0, nil); err != nil {
			t.Fatal(err)
		}
	}
	decide("confirmed")
	if _, err := d.ask(t, "mai", 2, "10.0.0.3", "Câu hỏi thứ ba"); !errors.Is(err, ErrBlocked) {
		t.Errorf("a confirmed report does not block: %v", err)
	}
	if err := d.Appeal(t.Context(), r.ID, "Tôi là giáo viên, đây là nhầm lẫn"); err != nil {
		t.Fatal(err)
	}
	if blocks, err = d.Blocks(t.Context(), ""); err != nil || !strings.Contains(blocks[0].Appeal, "giáo viên") {
		t.Errorf("the office does not see the appeal: %+v (%v)", blocks, err)
	}
	decide("lifted")
	if _, err := d.ask(t, "mai", 2, "10.0.0.4", "Câu hỏi thứ tư"); err != nil {
		t.Errorf("after the appeal: %v", err)
	}
}

func TestHabit(t *testing.T) {
	d := newDesk(t)
	habit := func() string {
		t.Helper()
		words, err := d.Habit(context.Background(), 1)
		if err != nil {
			t.Fatal(err)
		}
		return words
	}
	for n := range 5 {
		if got := habit(); got != "" {
			t.Errorf("after %d inquiries the page says %q", n, got)
		}
		d.mustAsk(t, "nguoi"+strconv.Itoa(n), 1)
		d.now = d.now.Add(2 * time.Hour)
		if err := d.Answer(t.Context(), int64(n+1), Unsuitable, ""); err != nil { // declining is answering
			t.Fatal(err)
		}
	}
	if got := habit(); got != "hours" {
		t.Errorf("after five quick answers the page says %q", got)
	}
	for n := range 6 {
		d.mustAsk(t, "khac"+strconv.Itoa(n), 1)
	}
	d.now = d.now.Add(25 * time.Hour)
	if got := habit(); got != "seldom" {
		t.Errorf("with six of eleven open the page says %q", got)
	}
	d.now = d.now.AddDate(0, 0, 91)
	if got := habit(); got != "" {
		t.Errorf("after 91 days the page still says %q", got)
	}
}

func TestReplyByMail(t *testing.T) {
	d := newDesk(t)
	d.mustAsk(t, "mai", 1)
	to := strings.ToUpper(d.letters(t, "a@example.com")[0].Letter.ReplyTo)
	in := Inbound{MessageID: "<m1@maker>", To: []string{"x@y.z", to}, Text: "Còn 20 kg"}
	for range 2 { // the hook is called twice
		if err := d.Receive(t.Context(), in); err != nil {
			t.Fatal(err)
		}
	}
	if n := d.count(t, `SELECT count(*) FROM inquiry_message`); n != 1 {
		t.Errorf("%d messages are kept, want 1", n)
	}
	reply := d.letters(t, "mai@example.com")[0]
	if reply.Letter.Quote != "Còn 20 kg" || len(reply.Refs) != 1 {
		t.Errorf("the writer got %+v", reply)
	}
	if err := d.Receive(t.Context(), Inbound{MessageID: "<m2@mai>", To: []string{reply.Letter.ReplyTo}, Text: "Cho tôi 5 kg"}); err != nil {
		t.Fatal(err)
	}
	if got := d.letters(t, "a@example.com")[0].Letter.Quote; got != "Cho tôi 5 kg" {
		t.Errorf("the maker got %q", got)
	}
	for _, to := range []string{"", "reply+aaaa@ocop.example", "reply+@ocop.example", "someone@ocop.example"} {
		if err := d.Receive(t.Context(), Inbound{To: []string{to}, Text: "x"}); !errors.Is(err, ErrLink) {
			t.Errorf("a mail to %q: %v", to, err)
		}
	}
}
