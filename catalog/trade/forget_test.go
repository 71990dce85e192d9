package trade

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

// Long after the end nobody can tell who bought; the clock is moved.
func TestTickForgetsBuyers(t *testing.T) {
	m := newMarket(t, 1)
	id := m.open(t)
	answer, err := m.Answer(t.Context(), m.offer(id, 0))
	ok(t, err)
	ok(t, m.Say(t.Context(), id, answer, 0, "Gọi tôi số 0900 000 001"))
	ok(t, m.Close(t.Context(), id, Bought, answer))
	m.now = m.now.AddDate(0, 0, KeepDays-1)
	ok(t, m.Tick(t.Context()))
	if q, err := m.ByID(t.Context(), id); err != nil || q.Email == "" {
		t.Fatalf("forgotten too early: %v", err)
	}
	m.told = nil
	m.now = m.now.AddDate(0, 0, 2)
	ok(t, m.Tick(t.Context()))
	q, err := m.ByID(t.Context(), id)
	ok(t, err)
	if !q.Forgotten() || q.Organisation+q.TaxCode+q.ContactName+q.Email+q.Phone+q.Note != "" || q.Outcome != Bought {
		t.Errorf("kept %+v", q)
	}
	answers, err := m.Answers(t.Context(), id)
	ok(t, err)
	if len(answers) != 1 || len(answers[0].Words) != 0 || strings.Join(m.told, ",") != "forgotten 0" {
		t.Errorf("answers %+v, told %v", answers, m.told)
	}
}

// A buyer who asks for it is forgotten at once, and so is a request no maker saw.
func TestForget(t *testing.T) {
	m := newMarket(t, 1)
	id, err := m.Submit(t.Context(), written(), Sender{})
	ok(t, err)
	if gone, err := m.Forget(t.Context(), id); err != nil || !gone {
		t.Errorf("gone %v, %v", gone, err)
	}
	if _, err := m.ByID(t.Context(), id); !errors.Is(err, pgx.ErrNoRows) {
		t.Errorf("it is still there: %v", err)
	}
	id = m.open(t)
	answer, err := m.Answer(t.Context(), m.offer(id, 0))
	ok(t, err)
	ok(t, m.Close(t.Context(), id, Bought, answer))
	m.told = nil
	if gone, err := m.Forget(t.Context(), id); err != nil || gone {
		t.Errorf("gone %v, %v", gone, err)
	}
	if want := fmt.Sprintf("forgotten 0,forget %d", m.makers[0]); strings.Join(m.told, ",") != want {
		t.Errorf("told %v, want %s", m.told, want)
	}
}

// Of an open request the old letters go before the makers are told, or what tells
// them would go too.
func TestForgetTellsMakersLast(t *testing.T) {
	m := newMarket(t, 1)
	id := m.open(t)
	_, err := m.Answer(t.Context(), m.offer(id, 0))
	ok(t, err)
	m.told = nil
	if gone, err := m.Forget(t.Context(), id); err != nil || gone {
		t.Errorf("gone %v, %v", gone, err)
	}
	if want := fmt.Sprintf("forgotten 0,ended %d", m.makers[0]); strings.Join(m.told, ",") != want {
		t.Errorf("told %v, want %s", m.told, want)
	}
}
