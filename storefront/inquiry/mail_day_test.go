package inquiry

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// dayServer is a mail server that is away between two moments and loses one answer
// to DATA on its way back.
type dayServer struct {
	now        *time.Time
	from, back time.Time
	cut        bool
	tries      map[string]int // by recipient
	ids        map[string]map[string]bool
	taken      map[string]int
}

func (s *dayServer) Send(_ context.Context, _, to string, m Outgoing) error {
	s.tries[to]++
	if s.ids[to] == nil {
		s.ids[to] = make(map[string]bool)
	}
	s.ids[to][m.MessageID] = true
	if !s.now.Before(s.from) && s.now.Before(s.back) {
		return errors.New("dial tcp: connection refused")
	}
	s.taken[to]++
	if s.cut && to == "guest-0@example.com" {
		s.cut = false
		return errors.Join(ErrUnsure, errors.New("cut"))
	}
	return nil
}

// TestServerAwayForADay moves the clock through a day and more without a mail
// server, the process begun anew in the middle: nothing is lost, each letter keeps
// one Message-ID and is taken once, but for the one whose answer was cut off.
func TestServerAwayForADay(t *testing.T) {
	m := newMails(t)
	start := time.Date(2026, 11, 22, 6, 0, 0, 0, time.UTC)
	now := start
	m.now = func() time.Time { return now }
	server := &dayServer{
		now: &now, from: start.Add(time.Hour), back: start.Add(27 * time.Hour), cut: true,
		tries: make(map[string]int), ids: make(map[string]map[string]bool), taken: make(map[string]int),
	}
	type due struct {
		at      time.Time
		id      int64
		attempt int
	}
	var queue []due
	worker := NewMailWorker(m, server)
	const letters = 28
	for n := range letters { // one an hour, before, during and after
		to := fmt.Sprintf("guest-%d@example.com", n)
		send(t, m, nil, letterTo(to, "t", ""))
		queue = append(queue, due{at: start.Add(time.Duration(n) * time.Hour), id: int64(n + 1), attempt: 1})
	}
	last := now
	for len(queue) > 0 {
		slices.SortStableFunc(queue, func(a, b due) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.id, b.id)) })
		next := queue[0]
		queue = queue[1:]
		if next.at.After(start.Add(12*time.Hour)) && !last.After(start.Add(12*time.Hour)) {
			worker = NewMailWorker(m, server) // the site is started anew
		}
		last, now = next.at, next.at
		job := &river.Job[MailJob]{JobRow: &rivertype.JobRow{Attempt: next.attempt, MaxAttempts: MailJob{}.InsertOpts().MaxAttempts}, Args: MailJob{ID: next.id}}
		if err := worker.Work(t.Context(), job); err == nil {
			continue
		}
		if next.attempt == job.MaxAttempts {
			t.Fatalf("letter %d is given up", next.id)
		}
		wait := time.Until(worker.NextRetry(job)) // the retry's rule reads the wall clock
		queue = append(queue, due{at: next.at.Add(wait), id: next.id, attempt: next.attempt + 1})
	}
	for n := range letters {
		to := fmt.Sprintf("guest-%d@example.com", n)
		want := 1
		if n == 0 {
			want = 2 // its first answer was cut off
		}
		mail, err := m.ByID(t.Context(), int64(n+1))
		if err != nil {
			t.Fatal(err)
		}
		if mail.State != "sent" || server.taken[to] != want || len(server.ids[to]) != 1 || !server.ids[to][mail.MessageID] {
			t.Errorf("letter %d is %s, was taken %d times under %d ids", n, mail.State, server.taken[to], len(server.ids[to]))
		}
	}
	if late := last.Sub(server.back); late > 31*time.Minute {
		t.Errorf("the last letter left %s after the server came back", late)
	}
	if server.tries["guest-2@example.com"] < 20 {
		t.Errorf("the server was asked %d times in a day", server.tries["guest-2@example.com"])
	}
}
