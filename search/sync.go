package search

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
)

// syncBatch bounds the products written in one transaction.
const syncBatch = 500

// syncLock is the advisory lock that lets one process drain at a time: the next
// finds the queue empty, and versions become visible in their order.
const syncLock = 0x0c0b5ea7c4

// Sync brings search_document in step with search_queue.
type Sync struct{ DB *pgxpool.Pool }

// queued is a product whose document is behind.
type queued struct {
	ID       int64
	QueuedAt time.Time
}

const queuedSQL = `SELECT id, queued_at FROM search_queue WHERE kind = 'product' ORDER BY queued_at, id LIMIT $1`

// Drain writes documents until the queue is empty and returns how many. Several
// processes may drain at once; they take turns.
func (s Sync) Drain(ctx context.Context) (written int, err error) {
	conn, err := s.DB.Acquire(ctx)
	if err != nil {
		return 0, fmt.Errorf("draining the search queue: %w", err)
	}
	defer conn.Release()
	if _, err := conn.Exec(ctx, `SELECT pg_advisory_lock($1)`, int64(syncLock)); err != nil {
		return 0, fmt.Errorf("draining the search queue: %w", err)
	}
	defer func() {
		// With a fresh context; where even that fails the lock ends with the
		// connection.
		if _, err := conn.Exec(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1)`, int64(syncLock)); err != nil {
			conn.Conn().Close(context.WithoutCancel(ctx))
		}
	}()
	return s.drain(ctx)
}

func (s Sync) drain(ctx context.Context) (written int, err error) {
	for {
		rows, err := s.DB.Query(ctx, queuedSQL, syncBatch)
		if err != nil {
			return written, fmt.Errorf("reading the search queue: %w", err)
		}
		behind, err := pgx.CollectRows(rows, pgx.RowToStructByName[queued])
		if err != nil {
			return written, fmt.Errorf("reading the search queue: %w", err)
		}
		if len(behind) == 0 {
			return written, nil
		}
		if err := s.write(ctx, behind); err != nil {
			return written, fmt.Errorf("writing search documents: %w", err)
		}
		written += len(behind)
	}
}

const upsertSQL = `
INSERT INTO search_document (product_id, version, words, data)
SELECT d.id, nextval('search_version'), array_to_tsvector(string_to_array(d.words, ' ')), d.data::jsonb
FROM unnest($1::bigint[], $2::text[], $3::text[]) AS d (id, words, data)
ON CONFLICT (product_id) DO UPDATE SET version = excluded.version, words = excluded.words, data = excluded.data`

// A line that was queued anew meanwhile has another time and stays.
const doneSQL = `
DELETE FROM search_queue q USING unnest($1::bigint[], $2::timestamptz[]) AS d (id, queued_at)
WHERE q.kind = 'product' AND q.id = d.id AND q.queued_at = d.queued_at`

// write reads the products behind as they are now, and writes their documents.
func (s Sync) write(ctx context.Context, behind []queued) error {
	ids, times := make([]int64, len(behind)), make([]time.Time, len(behind))
	for i, q := range behind {
		ids[i], times[i] = q.ID, q.QueuedAt
	}
	atlas, err := catalog.Places{DB: s.DB}.Atlas(ctx)
	if err != nil {
		return err
	}
	listings, err := catalog.Products{DB: s.DB}.Listings(ctx, ids)
	if err != nil {
		return err
	}
	words, data, err := documentsOf(atlas, ids, listings)
	if err != nil {
		return err
	}
	return pgx.BeginFunc(ctx, s.DB, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, upsertSQL, ids, words, data); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, doneSQL, ids, times)
		return err
	})
}

// documentsOf writes a row for every id; one without a listing is gone and
// becomes NULL.
func documentsOf(atlas *catalog.Atlas, ids []int64, listings []catalog.Listing) (words, data []*string, err error) {
	words, data = make([]*string, len(ids)), make([]*string, len(ids))
	at := make(map[int64]int, len(ids))
	for i, id := range ids {
		at[id] = i
	}
	clerk := clerk{atlas: atlas, words: newLexicon()}
	for _, l := range listings {
		text, err := json.Marshal(l)
		if err != nil {
			return nil, nil, fmt.Errorf("writing the document of product %d: %w", l.ID, err)
		}
		joined, body := strings.Join(clerk.entryOf(l, catalog.Day{}, "").tokens(clerk.words.glossary), " "), string(text)
		words[at[l.ID]], data[at[l.ID]] = &joined, &body
	}
	return words, data, nil
}

const requeueSQL = `
INSERT INTO search_queue (kind, id)
SELECT 'product', id FROM unnest($1::bigint[]) AS id
ON CONFLICT (kind, id) DO UPDATE SET queued_at = now()`

// Requeue puts every product, and every document of one that is gone, in the
// queue; draining it then builds the projection anew.
func (s Sync) Requeue(ctx context.Context) error {
	ids, err := catalog.Products{DB: s.DB}.IDs(ctx)
	if err != nil {
		return err
	}
	if _, err := s.DB.Exec(ctx, requeueSQL, ids); err != nil {
		return fmt.Errorf("queueing every product: %w", err)
	}
	if _, err := s.DB.Exec(ctx, `INSERT INTO search_queue (kind, id) SELECT 'product', product_id FROM search_document WHERE data IS NOT NULL ON CONFLICT DO NOTHING`); err != nil {
		return fmt.Errorf("queueing every document: %w", err)
	}
	return nil
}
