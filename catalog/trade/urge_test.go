package trade

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
)

// An office that does not decide is asked again, once; then the national office is
// told, once; then nobody is told any more and it can still be decided.
func TestOfficeThatDoesNotDecide(t *testing.T) {
	m := newMarket(t, 0)
	id, err := m.Submit(t.Context(), written(), Sender{})
	ok(t, err)
	ok(t, m.Confirm(t.Context(), id))
	m.told = nil
	for _, step := range []struct {
		after time.Duration
		want  []string
	}{
		{UrgeDays*24*time.Hour - time.Minute, nil},
		{2 * time.Minute, []string{"urged 0"}},
		{UrgeDays*24*time.Hour - time.Minute, nil},
		{2 * time.Minute, []string{"raised 0"}},
		{60 * 24 * time.Hour, nil},
	} {
		m.now = m.now.Add(step.after)
		for range 2 {
			ok(t, m.Tick(t.Context()))
		}
		if diff := cmp.Diff(step.want, m.told); diff != "" {
			t.Errorf("%v later (-want +got):\n%s", step.after, diff)
		}
		m.told = nil
	}
	ok(t, m.LetThrough(t.Context(), id, 7, nil, nil))
}

// Many of one network at once, each from a mailbox of its own, are counted one by
// one.
func TestNetworkCannotBeRaced(t *testing.T) {
	m := newMarket(t, 0)
	m.Tell = func(context.Context, pgx.Tx, Notice) error { return nil }
	var all sync.Mutex
	taken := 0
	var group sync.WaitGroup
	for i := range 12 {
		group.Go(func() {
			r := written()
			r.FormKey, r.Email = fmt.Sprintf("form-%04d", i), fmt.Sprintf("buyer%d@example.com", i)
			_, err := m.Submit(t.Context(), r, Sender{Network: []byte("one"), Most: 3})
			all.Lock()
			defer all.Unlock()
			if err == nil {
				taken++
			} else if !errors.Is(err, ErrMany) {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if taken != 3 {
		t.Errorf("%d of 12 were taken, want 3", taken)
	}
}
