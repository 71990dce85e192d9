package search

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/meilisearch/meilisearch-go"

	"ocop/catalog"
)

// meiliBatch is how many documents go in one call. Meilisearch takes them in
// one after the other, so that this also bounds how long a visitor's write
// waits behind a rebuild.
const meiliBatch = 2000

// Advisory locks: one process feeds at a time, one builds at a time. Who builds
// takes the first lock within the second for its last step, never the other way
// round.
const (
	feedLock  = 0x0c0b5ea7c5
	buildLock = 0x0c0b5ea7c6
)

// When Keep looks: now and then without a reason, sooner and sooner less often
// while something is wrong.
const (
	keepEvery  = 30 * time.Second
	retryFirst = 250 * time.Millisecond
	retryLast  = 2 * time.Second
)

// errUnusable says that there is no index that could be brought in step: it has
// to be built.
var errUnusable = errors.New("the index has to be built")

// fed is what this process has seen in the index. The newest version among the
// documents is the cursor, kept by Meilisearch itself; products that are gone
// leave no document, so how far they have been told is remembered here, and
// told anew where it is not known.
type fed struct {
	uid    string
	newest int64 // version among the documents when last looked
	cursor int64 // told up to here, products that are gone included
}

// Keep keeps Meilisearch in step until ctx ends: at every Wake, and now and
// then. While Meilisearch is away it tries again and again; nothing is lost,
// since the versions it lacks stay in search_document.
func (m *Meili) Keep(ctx context.Context) {
	pause := time.Duration(0)
	for {
		select {
		case <-ctx.Done():
			return
		case <-m.wake:
		case <-time.After(pause):
		}
		switch err := m.CatchUp(ctx); {
		case err == nil:
			pause = keepEvery
		case ctx.Err() != nil:
			return
		case pause == 0 || pause == keepEvery: // something has just gone wrong
			pause = retryFirst
		default:
			pause = min(2*pause, retryLast)
		}
	}
}

// CatchUp brings the index in step with search_document and the day, building
// it where there is none, and takes the engine in; or takes it out and says
// why.
func (m *Meili) CatchUp(ctx context.Context) error {
	var changed bool
	var day catalog.Day
	uid, err := m.uid(ctx)
	if err == nil {
		err = m.probe(ctx, uid)
	}
	if err == nil {
		changed, day, err = m.feed(ctx, uid)
	}
	if errors.Is(err, errUnusable) {
		if _, err = m.build(ctx, uid, time.Time{}); err == nil {
			changed, day, err = m.feed(ctx, uid)
		}
	}
	if err != nil {
		err = fmt.Errorf("keeping Meilisearch in step: %w", err)
		if now := m.serving.Load(); ctx.Err() == nil && (now == nil || !m.pardons(err)) {
			m.takeOut(now, err)
		}
		return err
	}
	m.takeIn(uid, day, changed)
	return nil
}

// probe asks as a visitor would, within a visitor's patience: a server that is
// slow to answer stays out, however well it takes writes.
func (m *Meili) probe(ctx context.Context, uid string) error {
	bounded, cancel := context.WithTimeout(ctx, m.patient)
	defer cancel()
	_, err := m.newest(bounded, uid)
	if err == nil {
		m.strikes.Store(0)
	}
	return late(bounded, err)
}

// feed tells the index what it lacks.
func (m *Meili) feed(ctx context.Context, uid string) (changed bool, day catalog.Day, err error) {
	err = m.alone(ctx, feedLock, func() error {
		cursor, err := m.cursor(ctx, uid)
		if err != nil {
			return err
		}
		next, err := m.push(ctx, uid, cursor)
		if err != nil {
			return err
		}
		if err := m.remember(ctx, uid, next); err != nil {
			return err
		}
		day = m.today()
		turned, err := m.turn(ctx, uid, day)
		changed = next > cursor || turned
		return err
	})
	if err == nil && changed {
		err = m.announce(ctx)
	}
	return changed, day, err
}

// cursor is the version up to which the index has been told.
func (m *Meili) cursor(ctx context.Context, uid string) (int64, error) {
	newest, err := m.newest(ctx, uid)
	if err != nil {
		return 0, err
	}
	written, err := m.written(ctx)
	if err != nil {
		return 0, err
	}
	if newest > written {
		return 0, errUnusable // the database was set back behind it
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.fed.uid == uid && m.fed.newest == newest {
		return m.fed.cursor, nil
	}
	return newest, nil
}

// written is the newest version there is.
func (m *Meili) written(ctx context.Context) (version int64, err error) {
	if err = m.db.QueryRow(ctx, `SELECT coalesce(max(version), 0) FROM search_document`).Scan(&version); err != nil {
		return 0, fmt.Errorf("reading the newest version: %w", err)
	}
	return version, nil
}

// remember notes how far the index has been told.
func (m *Meili) remember(ctx context.Context, uid string, cursor int64) error {
	newest, err := m.newest(ctx, uid)
	if err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.fed = fed{uid: uid, newest: newest, cursor: cursor}
	return nil
}

// newest is the newest version among the documents of an index, errUnusable
// where there is no index.
func (m *Meili) newest(ctx context.Context, uid string) (int64, error) {
	one := int64(1)
	var versions []int64
	err := m.call(ctx, func(ctx context.Context) error {
		answer, err := m.client.Index(uid).SearchWithContext(ctx, "", &meilisearch.SearchRequest{
			Page: 1, HitsPerPage: &one, Sort: []string{"version:desc"}, AttributesToRetrieve: []string{"version"},
		})
		if err != nil {
			return err
		}
		versions, err = numbersOf(answer.Hits, "version")
		return err
	})
	switch {
	case isStatus(err, http.StatusNotFound):
		return 0, errUnusable
	case err != nil || len(versions) == 0:
		return 0, err
	}
	return versions[0], nil
}

const afterSQL = `
SELECT product_id, version, tsvector_to_array(words) AS words, data FROM search_document WHERE version > $1 AND version <= $2 ORDER BY version LIMIT $3`

// push writes every document newer than the cursor to an index, in their order,
// each batch when the one before it is in. It returns how far it came. What is
// written meanwhile waits for the next time: writes without a pause would keep it
// for ever.
func (m *Meili) push(ctx context.Context, uid string, cursor int64) (int64, error) {
	until, err := m.written(ctx)
	if err != nil {
		return cursor, err
	}
	for {
		documents, err := m.read(ctx, afterSQL, cursor, until, meiliBatch)
		if err != nil || len(documents) == 0 {
			return cursor, err
		}
		if err := m.write(ctx, uid, m.today(), documents, nil); err != nil {
			return cursor, err
		}
		cursor = documents[len(documents)-1].Version
	}
}

const thoseSQL = `SELECT product_id, version, tsvector_to_array(words) AS words, data FROM search_document WHERE product_id = ANY ($1) AND data IS NOT NULL`

// turn writes anew the documents that show another day's state. Which they are
// the index knows itself.
func (m *Meili) turn(ctx context.Context, uid string, day catalog.Day) (turned bool, err error) {
	of := numberOf(day)
	stale := fmt.Sprintf("since > %d OR turns <= %d", of, of)
	batch := int64(meiliBatch)
	for {
		var ids []int64
		err := m.call(ctx, func(ctx context.Context) error {
			answer, err := m.client.Index(uid).SearchWithContext(ctx, "", &meilisearch.SearchRequest{
				Page: 1, HitsPerPage: &batch, Filter: stale, AttributesToRetrieve: []string{"id"},
			})
			if err != nil {
				return err
			}
			ids, err = numbersOf(answer.Hits, "id")
			return err
		})
		if err != nil || len(ids) == 0 {
			return turned, err
		}
		documents, err := m.read(ctx, thoseSQL, ids)
		if err != nil {
			return turned, err
		}
		if err := m.write(ctx, uid, day, documents, ids); err != nil {
			return turned, err
		}
		turned = true
	}
}

func (m *Meili) read(ctx context.Context, sql string, args ...any) ([]meiliRow, error) {
	rows, err := m.db.Query(ctx, sql, args...)
	if err != nil {
		return nil, fmt.Errorf("reading search documents: %w", err)
	}
	documents, err := pgx.CollectRows(rows, pgx.RowToStructByName[meiliRow])
	if err != nil {
		return nil, fmt.Errorf("reading search documents: %w", err)
	}
	return documents, nil
}

// write puts documents into an index as they are on a day, and takes those out
// that are gone: documents without data, and expected ones that were not found.
func (m *Meili) write(ctx context.Context, uid string, day catalog.Day, documents []meiliRow, expected []int64) error {
	atlas, err := catalog.Places{DB: m.db}.Atlas(ctx)
	if err != nil {
		return err
	}
	writer := newMeiliWriter(day, atlas)
	made := make([]meiliDocument, 0, len(documents))
	present := make(map[int64]bool, len(documents))
	for _, d := range documents {
		if present[d.ProductID] = d.Data != nil; d.Data != nil {
			made = append(made, writer.document(d))
		} else {
			expected = append(expected, d.ProductID)
		}
	}
	var gone []string
	for _, id := range expected {
		if !present[id] {
			gone = append(gone, strconv.FormatInt(id, 10))
		}
	}
	if len(gone) > 0 {
		if err := m.task(ctx, func(ctx context.Context) (*meilisearch.TaskInfo, error) {
			return m.client.Index(uid).DeleteDocumentsWithContext(ctx, gone, &meilisearch.DocumentOptions{})
		}); err != nil {
			return err
		}
	}
	if len(made) == 0 {
		return nil
	}
	return m.task(ctx, func(ctx context.Context) (*meilisearch.TaskInfo, error) {
		return m.client.Index(uid).AddDocumentsWithContext(ctx, made, &meilisearch.DocumentOptions{})
	})
}

// announce has every process drop what it keeps of lists: they were perhaps
// filled between a write and its arrival here.
func (m *Meili) announce(ctx context.Context) error {
	if _, err := m.db.Exec(ctx, `SELECT pg_notify('search', '')`); err != nil {
		return fmt.Errorf("telling the other processes: %w", err)
	}
	return nil
}
