package trade

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
)

// The first answer comes when the buyer has not looked for long, as there was
// nothing to see: the days count from the answer.
func TestTickCountsFromTheFirstUnseenAnswer(t *testing.T) {
	m := newMarket(t, 1)
	id := m.open(t)
	m.now = m.now.AddDate(0, 0, remindDays+1)
	ok(t, m.Tick(t.Context()))
	_, err := m.Answer(t.Context(), m.offer(id, 0))
	ok(t, err)
	m.told = nil
	for _, step := range []struct {
		days int
		want []string
	}{{0, nil}, {remindDays - 1, nil}, {1, []string{"reminder 0"}}, {vanishDays - 1, nil}, {1, []string{fmt.Sprintf("ended %d", m.makers[0])}}} {
		m.now = m.now.AddDate(0, 0, step.days)
		m.now = m.now.Add(time.Minute)
		ok(t, m.Tick(t.Context()))
		if diff := cmp.Diff(step.want, m.told); diff != "" {
			t.Errorf("%d days later (-want +got):\n%s", step.days, diff)
		}
		m.told = nil
	}
}

// One request that cannot be followed keeps no other from it.
func TestTickGoesOnAfterAnError(t *testing.T) {
	m := newMarket(t, 0)
	broken, err := m.Submit(t.Context(), written(), Sender{})
	ok(t, err)
	second := written()
	second.FormKey = "form-0002"
	good, err := m.Submit(t.Context(), second, Sender{})
	ok(t, err)
	var closed []int64
	for _, id := range []int64{broken, good} {
		ok(t, m.Confirm(t.Context(), id))
		ok(t, m.LetThrough(t.Context(), id, 7, nil, nil))
	}
	m.Tell = func(_ context.Context, _ pgx.Tx, n Notice) error {
		if n.Request.ID == broken {
			return errors.New("no letter for this one")
		}
		closed = append(closed, n.Request.ID)
		return nil
	}
	m.now = m.now.AddDate(0, 0, LifeDays+1)
	if err := m.Tick(t.Context()); err == nil || !cmp.Equal(closed, []int64{good}) {
		t.Errorf("told of %v (%v)", closed, err)
	}
	if q, err := m.ByID(t.Context(), broken); err != nil || q.State != Open {
		t.Errorf("the broken one is %s (%v)", q.State, err)
	}
}
