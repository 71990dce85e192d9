package catalog

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"ocop/migrations/testdb"
)

// village enters a place with houses of 4, 8 and 8 beds and returns its product.
func village(t *testing.T, turns Turns) int64 {
	t.Helper()
	id := someProduct(t, turns.DB)
	d := Destination{ProductID: id, Kinds: []string{"homestay"}, Hosts: []Host{{Name: "Nhà một", Guests: 4}, {Name: "Nhà hai", Guests: 8}, {Name: "Nhà ba", Guests: 8}}}
	if err := (Destinations(turns)).Save(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	return id
}

// take takes a turn in a transaction of its own.
func (t Turns) take(test *testing.T, w Turn, now time.Time) (taken Turn, err error) {
	err = pgx.BeginFunc(test.Context(), t.DB, func(tx pgx.Tx) error {
		taken, err = TakeTurn(test.Context(), tx, w, now)
		return err
	})
	return taken, err
}

func TestTurnsGoRound(t *testing.T) {
	t.Parallel()
	turns := Turns{DB: testdb.New(t)}
	id := village(t, turns)
	now := time.Date(2026, 11, 22, 2, 0, 0, 0, time.UTC)
	day := NewDay(2026, 12, 1)
	take := func(key string, people, from, nights int) string {
		t.Helper()
		now = now.Add(time.Minute)
		turn, err := turns.take(t, Turn{Key: key, ProductID: id, Arrives: day.AddDays(from), Leaves: day.AddDays(from + nights), People: people}, now)
		if err != nil {
			t.Fatal(err)
		}
		if turn.Full != (turn.Host == "") {
			t.Errorf("%s: full is %v in %q", key, turn.Full, turn.Host)
		}
		return turn.Host
	}
	for _, step := range []struct {
		what                 string
		key                  string
		people, from, nights int
		want                 string
	}{
		{"the first in the list begins", "a", 2, 0, 2, "Nhà một"},
		{"then the second", "b", 2, 0, 2, "Nhà hai"},
		{"a group of five skips nobody but goes on to the third", "c", 5, 0, 2, "Nhà ba"},
		{"all have one: the first again, with room for two", "d", 2, 1, 1, "Nhà một"},
		{"the second has the fewest now", "e", 6, 1, 2, "Nhà hai"},
		{"the third is next but full that night, and so is the first", "f", 4, 1, 1, ""},
		{"a later night has room in the third", "g", 8, 5, 1, "Nhà ba"},
		{"nine fit nowhere", "h", 9, 20, 1, ""},
	} {
		if got := take(step.key, step.people, step.from, step.nights); got != step.want {
			t.Errorf("%s: %q, want %q", step.what, got, step.want)
		}
	}
	err := pgx.BeginFunc(t.Context(), turns.DB, func(tx pgx.Tx) error {
		_, err := AnswerTurn(t.Context(), tx, Turn{Key: "g", State: TurnDeclined})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := take("i", 8, 5, 1); got != "Nhà ba" {
		t.Errorf("a declined request is no turn and takes no bed: %q", got)
	}
}

// TestTurnsAtOnce sends twelve requests at one moment: no house is overfull and
// nobody waits for ever.
func TestTurnsAtOnce(t *testing.T) {
	t.Parallel()
	turns := Turns{DB: testdb.New(t)}
	id := village(t, turns)
	day := NewDay(2026, 12, 1)
	var all sync.WaitGroup
	for n := range 12 {
		all.Go(func() {
			_, err := turns.take(t, Turn{Key: fmt.Sprint(n), ProductID: id, Arrives: day, Leaves: day.AddDays(1), People: 2}, time.Now())
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	var overfull int
	err := turns.DB.QueryRow(t.Context(), `SELECT count(*) FROM (SELECT FROM stay_turn t JOIN destination_host h ON h.id = t.host_id
		GROUP BY h.id HAVING sum(t.people) > h.guests) AS o`).Scan(&overfull)
	if err != nil || overfull > 0 {
		t.Errorf("%d houses are overfull (%v)", overfull, err)
	}
	var placed int
	if err := turns.DB.QueryRow(t.Context(), `SELECT count(*) FROM stay_turn WHERE host_id IS NOT NULL`).Scan(&placed); err != nil || placed != 10 {
		t.Errorf("%d requests found a house, want the ten there are beds for (%v)", placed, err)
	}
}
