package catalog

import (
	"context"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// ChangeKind says what changed.
type ChangeKind string

// What can change. Everything is also said after the connection was lost, when
// nobody knows what was missed.
const (
	ProductChanged  ChangeKind = "product"
	ProducerChanged ChangeKind = "producer"
	EventChanged    ChangeKind = "event"
	SearchChanged   ChangeKind = "search" // the search projection has caught up
	Everything      ChangeKind = "all"
	ConnectionLost  ChangeKind = "lost" // nothing is heard until Everything is told
)

// Change is one message of the database about a write, whoever made it.
type Change struct {
	Kind ChangeKind
	ID   int64 // of the product or producer
}

// Changes hears of writes through PostgreSQL's NOTIFY.
type Changes struct{ DB *pgxpool.Pool }

// reconnectAfter is how long to wait before the connection is tried again.
const reconnectAfter = time.Second

// Follow calls tell for every change until ctx ends. It holds one connection;
// where that breaks it connects again and tells Everything.
func (c Changes) Follow(ctx context.Context, tell func(Change)) {
	for ctx.Err() == nil {
		err := c.listen(ctx, tell)
		if ctx.Err() != nil {
			return
		}
		tell(Change{Kind: ConnectionLost})
		slog.WarnContext(ctx, "lost the connection that tells of changes", "err", err)
		select {
		case <-ctx.Done():
		case <-time.After(reconnectAfter):
		}
	}
}

func (c Changes) listen(ctx context.Context, tell func(Change)) error {
	conn, err := c.DB.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("listening for changes: %w", err)
	}
	// The connection listens, so it must not go back to the pool.
	raw := conn.Hijack()
	defer raw.Close(context.WithoutCancel(ctx))
	for _, channel := range []string{"catalog", "search"} {
		if _, err := raw.Exec(ctx, "LISTEN "+channel); err != nil {
			return fmt.Errorf("listening for changes: %w", err)
		}
	}
	tell(Change{Kind: Everything})
	for {
		message, err := raw.WaitForNotification(ctx)
		if err != nil {
			return fmt.Errorf("listening for changes: %w", err)
		}
		tell(readChange(message.Channel, message.Payload))
	}
}

// readChange reads "product 12"; what it cannot read may be anything.
func readChange(channel, payload string) Change {
	if channel == "search" {
		return Change{Kind: SearchChanged}
	}
	noun, digits, _ := strings.Cut(payload, " ")
	id, err := strconv.ParseInt(digits, 10, 64)
	kind := ChangeKind(noun)
	if err != nil || kind != ProductChanged && kind != ProducerChanged && kind != EventChanged {
		return Change{Kind: Everything}
	}
	return Change{Kind: kind, ID: id}
}
