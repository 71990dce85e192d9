package catalog

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// What has become of a request to stay.
const (
	TurnAsked    = "asked"
	TurnAgreed   = "agreed"
	TurnDeclined = "declined"
)

// Turn is a request to stay and the house whose turn it was.
type Turn struct {
	Key       string // of the inquiry's form
	ProductID int64
	HostID    int64 // 0 where there are no houses, or all are full
	Arrives   Day
	Leaves    Day // the same day for a visit without a night
	People    int
	State     string // TurnAsked, TurnAgreed, TurnDeclined
	Host      string `db:"-"` // name of the house, once taken
	Full      bool   `db:"-"` // there are houses, and none has room
}

// InTurn is a house in the order in which the next request finds it.
type InTurn struct {
	ID    int64
	Name  string
	Turns int // within a year, declined ones left out
}

// Turns is the table of turns.
type Turns struct{ DB *pgxpool.Pool }

// The house with the fewest turns of a year comes first; of those with equally
// few the one that was asked longest ago, and then as the village listed them.
const orderSQL = `
SELECT h.id, h.name, count(t.key)::int AS turns
FROM destination_host h LEFT JOIN stay_turn t
	ON t.host_id = h.id AND t.state <> 'declined' AND t.asked_at > $2::timestamptz - interval '1 year'
WHERE h.product_id = $1
GROUP BY h.id ORDER BY count(t.key), max(t.asked_at) NULLS FIRST, h.position`

// Order is the houses of a place in the order in which they are asked.
func (t Turns) Order(ctx context.Context, productID int64, now time.Time) ([]InTurn, error) {
	list, err := collectTurns(ctx, t.DB, productID, now)
	if err != nil {
		return nil, fmt.Errorf("reading the turns of product %d: %w", productID, err)
	}
	return list, nil
}

func collectTurns(ctx context.Context, db querier, productID int64, now time.Time) ([]InTurn, error) {
	rows, err := db.Query(ctx, orderSQL, productID, now)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[InTurn])
}

const turnSQL = `
SELECT key, product_id, coalesce(host_id, 0) AS host_id, arrives, leaves, people, state FROM stay_turn WHERE key = $1`

// A night belongs to the day it begins on; a visit without one takes no bed.
const roomSQL = `
SELECT h.guests - coalesce(max(taken.people), 0) >= $4
FROM destination_host h LEFT JOIN LATERAL (
	SELECT sum(t.people) AS people
	FROM generate_series($2::date, greatest($2::date, $3::date - 1), interval '1 day') AS night
	JOIN stay_turn t ON t.host_id = h.id AND t.state <> 'declined' AND t.leaves > t.arrives AND t.arrives <= night AND night < t.leaves
	GROUP BY night
) AS taken ON true
WHERE h.id = $1 GROUP BY h.id`

const takeTurnSQL = `
INSERT INTO stay_turn (key, product_id, host_id, arrives, leaves, people, asked_at)
VALUES ($1, $2, nullif($3::bigint, 0), $4, $5, $6, $7)`

// TakeTurn finds the house whose turn a request is and notes it: the first in the
// order that has room on every night asked for. Two requests at once wait for
// each other. It is part of the transaction that keeps the request, so that
// nobody has a turn without having been asked.
func TakeTurn(ctx context.Context, tx pgx.Tx, w Turn, now time.Time) (Turn, error) {
	if _, err := tx.Exec(ctx, `SELECT FROM destination WHERE product_id = $1 FOR UPDATE`, w.ProductID); err != nil {
		return w, fmt.Errorf("waiting for a turn of product %d: %w", w.ProductID, err)
	}
	order, err := collectTurns(ctx, tx, w.ProductID, now)
	if err != nil {
		return w, fmt.Errorf("reading the turns of product %d: %w", w.ProductID, err)
	}
	w.State, w.Full = TurnAsked, len(order) > 0
	for _, host := range order {
		var room bool
		if err := tx.QueryRow(ctx, roomSQL, host.ID, w.Arrives, w.Leaves, w.People).Scan(&room); err != nil {
			return w, fmt.Errorf("looking for room in house %d: %w", host.ID, err)
		}
		if room {
			w.HostID, w.Host, w.Full = host.ID, host.Name, false
			break
		}
	}
	if _, err = tx.Exec(ctx, takeTurnSQL, w.Key, w.ProductID, w.HostID, w.Arrives, w.Leaves, w.People, now); err != nil {
		return w, fmt.Errorf("taking a turn of product %d: %w", w.ProductID, err)
	}
	return w, nil
}

// TurnOf is the same as a transaction sees it.
func TurnOf(ctx context.Context, db querier, key string) (Turn, error) {
	rows, err := db.Query(ctx, turnSQL, key)
	if err != nil {
		return Turn{}, fmt.Errorf("reading a turn: %w", err)
	}
	turn, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Turn])
	if err != nil {
		return Turn{}, fmt.Errorf("reading a turn: %w", err)
	}
	return turn, nil
}

// Of is the turn of an inquiry's key; pgx.ErrNoRows where it took none.
func (t Turns) Of(ctx context.Context, key string) (Turn, error) { return TurnOf(ctx, t.DB, key) }

const answerTurnSQL = `
UPDATE stay_turn SET state = @state, arrives = coalesce(@arrives, arrives), leaves = coalesce(@leaves, leaves), people = coalesce(nullif(@people::int, 0), people)
WHERE key = @key AND (state, arrives, leaves, people) IS DISTINCT FROM (@state, coalesce(@arrives, arrives), coalesce(@leaves, leaves), coalesce(nullif(@people::int, 0), people))`

// AnswerTurn notes that a request was agreed to or declined, in the transaction
// of the answer, and whether that is news. The nights and people are those talked
// over; zero where they are as asked. A declined one gives the beds free and is no
// turn.
func AnswerTurn(ctx context.Context, tx pgx.Tx, w Turn) (news bool, err error) {
	tag, err := tx.Exec(ctx, answerTurnSQL, pgx.StrictNamedArgs{"key": w.Key, "state": w.State, "arrives": w.Arrives, "leaves": w.Leaves, "people": w.People})
	if err != nil {
		return false, fmt.Errorf("answering a turn: %w", err)
	}
	return tag.RowsAffected() > 0, nil
}

// ReleaseTurn forgets the turn of a request that was taken back before anybody
// agreed to it.
func ReleaseTurn(ctx context.Context, tx pgx.Tx, key string) error {
	if _, err := tx.Exec(ctx, `DELETE FROM stay_turn WHERE key = $1 AND state = 'asked'`, key); err != nil {
		return fmt.Errorf("releasing a turn: %w", err)
	}
	return nil
}
