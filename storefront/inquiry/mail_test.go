package inquiry

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"ocop/migrations/testdb"
	"ocop/storefront/locale"
)

// postman answers as a mail server would and remembers what it was given.
type postman struct {
	answers []error // one for each delivery; nil where they have run out
	got     []string
}

func (p *postman) Send(_ context.Context, _, _ string, mail Outgoing) error {
	p.got = append(p.got, mail.MessageID)
	if len(p.answers) == 0 {
		return nil
	}
	answer := p.answers[0]
	p.answers = p.answers[1:]
	return answer
}

func newMails(t *testing.T) *Mails {
	t.Helper()
	mails, err := NewMails(testdb.New(t), loadWords(t), "ocop@ocop.example", time.Now)
	if err != nil {
		t.Fatal(err)
	}
	return mails
}

// send keeps letters in one transaction, which fails where err is given.
func send(t *testing.T, m *Mails, fail error, letters ...Letter) {
	t.Helper()
	err := pgx.BeginFunc(t.Context(), m.DB, func(tx pgx.Tx) error {
		for _, l := range letters {
			if err := m.Send(t.Context(), tx, l); err != nil {
				return err
			}
		}
		return fail
	})
	if !errors.Is(err, fail) {
		t.Fatal(err)
	}
}

// deliver works a letter's job once and returns the letter after it.
func deliver(t *testing.T, m *Mails, sender Sender, id int64, attempt int) (Mail, error) {
	t.Helper()
	worker := NewMailWorker(m, sender)
	failed := worker.Work(t.Context(), &river.Job[MailJob]{JobRow: &rivertype.JobRow{Attempt: attempt, MaxAttempts: MailJob{}.InsertOpts().MaxAttempts}, Args: MailJob{ID: id}})
	mail, err := m.ByID(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return mail, failed
}

func letterTo(address, thread, key string) Letter {
	return Letter{To: address, Lang: locale.VI, Subject: "Chào", Paragraphs: []string{"…"}, Thread: thread, Key: key}
}

func TestSendKeepsOnce(t *testing.T) {
	m := newMails(t)
	send(t, m, nil, letterTo("a@example.com", "t", "k"), letterTo("a@example.com", "t", ""), letterTo("a@example.com", "t", "k"), letterTo("b@example.com", "t", ""))
	send(t, m, errors.New("rolled back"), letterTo("c@example.com", "", ""))
	list, err := m.Latest(t.Context(), "", 9)
	if err != nil || len(list) != 3 {
		t.Fatalf("%d letters are kept (%v), want 3", len(list), err)
	}
	if got := list[1].Refs; len(got) != 1 || got[0] != list[2].MessageID {
		t.Errorf("the second letter of a thread refers to %v, want %s", got, list[2].MessageID)
	}
	if len(list[0].Refs) != 0 {
		t.Errorf("a letter to somebody else refers to %v", list[0].Refs)
	}
	var jobs int
	if err := m.DB.QueryRow(t.Context(), `SELECT count(*) FROM river_job WHERE kind = 'mail_send'`).Scan(&jobs); err != nil || jobs != 3 {
		t.Errorf("%d jobs wait (%v), want 3", jobs, err)
	}
	for _, to := range []string{"", "nobody", "a@b\r\nBcc: c@d", "Name <a@example.com>"} {
		err := pgx.BeginFunc(t.Context(), m.DB, func(tx pgx.Tx) error { return m.Send(t.Context(), tx, letterTo(to, "", "")) })
		if !errors.Is(err, ErrAddress) {
			t.Errorf("a letter to %q: %v", to, err)
		}
	}
}

func TestDelivery(t *testing.T) {
	m := newMails(t)
	send(t, m, nil, letterTo("a@example.com", "", ""), letterTo("b@example.com", "", ""), letterTo("c@example.com", "", ""))
	p := &postman{answers: []error{errors.New("away"), errors.Join(ErrUnsure, errors.New("cut")), nil}}
	mail, err := deliver(t, m, p, 1, 1)
	if err == nil || mail.State != "queued" || !strings.Contains(mail.Answer, "away") {
		t.Errorf("after a server that is away: %s, %q, %v", mail.State, mail.Answer, err)
	}
	if mail, err = deliver(t, m, p, 1, 2); err == nil || mail.State != "sending" {
		t.Errorf("after an answer cut off: %s, %v", mail.State, err)
	}
	if mail, err = deliver(t, m, p, 1, 3); err != nil || mail.State != "sent" || mail.SentAt == nil {
		t.Errorf("after a good answer: %s, %v", mail.State, err)
	}
	if _, err = deliver(t, m, p, 1, 4); err != nil || len(p.got) != 3 {
		t.Errorf("a letter that was sent was handed over again (%v, %d)", err, len(p.got))
	}
	if p.got[0] != p.got[1] || p.got[1] != p.got[2] {
		t.Errorf("a letter changed its Message-ID: %v", p.got)
	}
	var unsure int
	if err := m.DB.QueryRow(t.Context(), `SELECT unsure FROM mail WHERE id = 1`).Scan(&unsure); err != nil || unsure != 1 {
		t.Errorf("%d attempts count as unsure (%v), want 1", unsure, err)
	}
	if mail, err = deliver(t, m, &postman{answers: []error{&RefusedError{"550 no such user"}}}, 2, 1); err != nil || mail.State != "failed" || mail.Answer != "550 no such user" {
		t.Errorf("after a permanent no: %s, %q, %v", mail.State, mail.Answer, err)
	}
	if mail, _ = deliver(t, m, &postman{answers: []error{errors.New("away")}}, 3, 160); mail.State != "failed" {
		t.Errorf("after the last attempt: %s", mail.State)
	}
}

// TestSecretsAreNotKept: a letter with a code is gone from the database as soon as
// it has left or cannot leave, but not while it waits.
func TestSecretsAreNotKept(t *testing.T) {
	m := newMails(t)
	code := letterTo("a@example.com", "", "")
	code.Secret, code.Facts = true, []Fact{{Name: "Mã", Text: "123456"}}
	send(t, m, nil, code, code, letterTo("b@example.com", "", ""))
	p := &postman{answers: []error{errors.New("away"), nil, &RefusedError{Answer: "no"}, nil}}
	if mail, err := deliver(t, m, p, 1, 1); err == nil || len(mail.Letter.Facts) != 1 {
		t.Errorf("while it waits the letter is %+v (%v)", mail.Letter, err)
	}
	for id, want := range map[int64]int{1: 0, 2: 0, 3: 1} {
		mail, _ := deliver(t, m, p, id, 2)
		if got := len(mail.Letter.Paragraphs); got != want || len(mail.Letter.Facts) != 0 {
			t.Errorf("letter %d is %s and kept as %+v", id, mail.State, mail.Letter)
		}
	}
}

func TestRefusalAndBounce(t *testing.T) {
	m := newMails(t)
	notice := letterTo("A@example.com", "", "")
	notice.Unsubscribe = "https://ocop.example/x"
	send(t, m, nil, notice)
	if err := m.Refuse(t.Context(), "a@Example.com"); err != nil {
		t.Fatal(err)
	}
	send(t, m, nil, notice, letterTo("a@example.com", "", ""))
	list, err := m.Latest(t.Context(), "", 9)
	if err != nil || len(list) != 3 || list[1].State != "unwanted" || list[0].State != "queued" {
		t.Fatalf("after a refusal: %+v (%v)", list, err)
	}
	first, err := deliver(t, m, &postman{}, list[2].ID, 1)
	if err != nil || first.State != "sent" {
		t.Fatal(first.State, err)
	}
	if err := m.Bounce(t.Context(), first.MessageID, "5.1.1 unknown"); err != nil {
		t.Fatal(err)
	}
	if first, err = m.ByID(t.Context(), first.ID); err != nil || first.State != "bounced" || first.Answer != "5.1.1 unknown" {
		t.Errorf("after a bounce: %s %q (%v)", first.State, first.Answer, err)
	}
}

// TestWaiting adds up how long a letter waits for a mail server that is away.
func TestWaiting(t *testing.T) {
	worker := NewMailWorker(nil, nil)
	var total time.Duration
	for attempt := 1; attempt < (MailJob{}).InsertOpts().MaxAttempts; attempt++ {
		wait := time.Until(worker.NextRetry(&river.Job[MailJob]{JobRow: &rivertype.JobRow{Attempt: attempt}})).Round(time.Second)
		if wait > 30*time.Minute {
			t.Fatalf("attempt %d waits %s", attempt, wait)
		}
		total += wait
	}
	if total < 48*time.Hour {
		t.Errorf("a letter is given up after %s", total)
	}
}
