package account

import (
	"context"
	"errors"
	"testing"
	"time"

	"ocop/migrations/testdb"
)

// guessing is a table of attempts with a clock that a test moves.
type guessing struct {
	Guesses
	now time.Time
}

func newGuessing(t *testing.T) *guessing {
	g := &guessing{now: time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)}
	g.Guesses = Guesses{DB: testdb.New(t), Now: func() time.Time { return g.now }}
	return g
}

// fail makes so many wrong attempts, all of which are let through.
func (g *guessing) fail(t *testing.T, kind Attempt, login, address string, times int) {
	t.Helper()
	for range times {
		if _, err := g.Note(t.Context(), kind, login, address); err != nil {
			t.Fatal(err)
		}
	}
}

// stopped reports whether the next attempt must wait, and makes none.
func (g *guessing) stopped(t *testing.T, kind Attempt, login, address string) bool {
	t.Helper()
	noted, err := g.Note(t.Context(), kind, login, address)
	if errors.Is(err, ErrManyGuesses) {
		return true
	}
	if err == nil {
		err = g.TakeBack(t.Context(), noted)
	}
	if err != nil {
		t.Fatal(err)
	}
	return false
}

func TestGuesses(t *testing.T) {
	g := newGuessing(t)
	g.fail(t, TryPassword, "0900 000 001", "203.0.113.1", guessesOfPair-1)
	if g.stopped(t, TryPassword, "0900 000 001", "203.0.113.1") {
		t.Error("the last attempt is refused")
	}
	noted, err := g.Note(t.Context(), TryPassword, "0900 000 001", "203.0.113.1")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		login, address string
		want           bool
	}{
		{"0900 000 001", "203.0.113.1", true},
		{"+84900000001", "203.0.113.1", true}, // the same number
		{"0900 000 001", "203.0.113.2", false},
		{"0900 000 002", "203.0.113.1", false}, // a neighbour behind the same address
	} {
		if got := g.stopped(t, TryPassword, test.login, test.address); got != test.want {
			t.Errorf("%s from %s is stopped: %v", test.login, test.address, got)
		}
	}
	if err := g.Succeeded(t.Context(), noted); err != nil {
		t.Fatal(err)
	}
	if g.stopped(t, TryPassword, "0900 000 001", "203.0.113.1") {
		t.Error("who got in is stopped by earlier slips")
	}
	g.fail(t, TryPassword, "nobody@example.com", "203.0.113.9", guessesOfPair)
	if !g.stopped(t, TryPassword, "nobody@example.com", "203.0.113.9") {
		t.Error("a login that nobody has may be guessed without end")
	}
	g.now = g.now.Add(guessWindow + time.Second)
	if g.stopped(t, TryPassword, "nobody@example.com", "203.0.113.9") {
		t.Error("who waited is still stopped")
	}
	for i := range guessesOfLogin / 4 {
		g.fail(t, TryPassword, "victim@example.com", "198.51.100."+string(rune('0'+i)), 4)
	}
	if !g.stopped(t, TryPassword, "victim@example.com", "192.0.2.1") {
		t.Error("one account may be guessed from many addresses")
	}
}

// A village behind one address signs in: what succeeds counts for nobody.
func TestSuccessesAreNotCounted(t *testing.T) {
	g := newGuessing(t)
	for range guessesOfAddress + 1 {
		noted, err := g.Note(t.Context(), TryPassword, "maker@example.com", "203.0.113.1")
		if err != nil {
			t.Fatal(err)
		}
		if err := g.Succeeded(t.Context(), noted); err != nil {
			t.Fatal(err)
		}
	}
}

// What strangers type as a login does not stand in the way of anything else.
func TestAttemptsCountApart(t *testing.T) {
	g := newGuessing(t)
	for i := range guessesOfLogin / 4 {
		for _, typed := range []string{"17", "code:17", "again:17"} {
			g.fail(t, TryPassword, typed, "198.51.100."+string(rune('0'+i)), 4)
		}
	}
	for _, kind := range []Attempt{TryCode, TryAgain, TryMailCode, AskForLetter, AskToClaim} {
		if g.stopped(t, kind, "17", "192.0.2.1") {
			t.Errorf("failed sign-ins stop %q", kind)
		}
	}
}

// An attempt waits for another of the same login that is just being counted, and
// counts it too.
func TestGuessesAtOnce(t *testing.T) {
	g := newGuessing(t)
	g.fail(t, TryCode, "17", "203.0.113.1", guessesOfPair-1)
	first, err := g.DB.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = first.Rollback(context.Background()) }()
	if _, err := g.note(t.Context(), first, TryCode, "17", "203.0.113.1"); err != nil {
		t.Fatal(err)
	}
	second := make(chan error, 1)
	go func() {
		_, err := g.Note(t.Context(), TryCode, "17", "203.0.113.1")
		second <- err
	}()
	const waitsSQL = `
SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
	AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))`
	for waits := false; !waits && len(second) == 0; {
		if err := g.DB.QueryRow(t.Context(), waitsSQL).Scan(&waits); err != nil {
			t.Fatal(err)
		}
	}
	if err := first.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := <-second; !errors.Is(err, ErrManyGuesses) {
		t.Errorf("a ninth attempt made at once with the eighth: %v", err)
	}
}
