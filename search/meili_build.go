package search

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/meilisearch/meilisearch-go"
)

// unusedFor is how long an index of another layout stays. One that a running
// release uses is rebuilt every night.
const unusedFor = 72 * time.Hour

// Rebuild builds the index anew beside the one that serves and puts it in its
// place at once; it returns how many documents it holds. Interrupted, it leaves
// the old index serving.
func (m *Meili) Rebuild(ctx context.Context) (int, error) {
	uid, err := m.uid(ctx)
	if err != nil {
		return 0, err
	}
	return m.rebuild(ctx, uid, time.Now().Add(time.Hour))
}

func (m *Meili) rebuild(ctx context.Context, uid string, than time.Time) (int, error) {
	documents, err := m.build(ctx, uid, than)
	if err != nil {
		return 0, fmt.Errorf("rebuilding the index of Meilisearch: %w", err)
	}
	m.Wake()
	return documents, m.announce(ctx)
}

// RebuildOlder is Rebuild for an index made before a time, so that of many
// processes one does it.
func (m *Meili) RebuildOlder(ctx context.Context, than time.Time) error {
	uid, err := m.uid(ctx)
	if err != nil {
		return err
	}
	_, err = m.rebuild(ctx, uid, than)
	return err
}

// uid is the name of this release's index for this database.
func (m *Meili) uid(ctx context.Context) (string, error) {
	m.mu.Lock()
	identity := m.identity
	m.mu.Unlock()
	if identity == "" {
		// The server's own number and the database's in it: a copy made for
		// trying things out never writes into this one's index.
		const identitySQL = `
SELECT system_identifier || '/' || oid FROM pg_control_system(), pg_database WHERE datname = current_database()`
		if err := m.db.QueryRow(ctx, identitySQL).Scan(&identity); err != nil {
			return "", fmt.Errorf("asking which database this is: %w", err)
		}
		m.mu.Lock()
		m.identity = identity
		m.mu.Unlock()
	}
	return newMeiliLayout().uid(identity)
}

// look is the index of a name, nil where there is none.
func (m *Meili) look(ctx context.Context, uid string) (index *meilisearch.IndexResult, err error) {
	err = m.call(ctx, func(ctx context.Context) (err error) {
		index, err = m.client.GetIndexWithContext(ctx, uid)
		return err
	})
	if isStatus(err, http.StatusNotFound) {
		return nil, nil
	}
	return index, err
}

// build fills an index beside the one of the given name and swaps them, unless
// that one was made since a time and can be brought in step: another process
// has done it.
func (m *Meili) build(ctx context.Context, uid string, since time.Time) (documents int, err error) {
	err = m.alone(ctx, buildLock, func() error {
		standing, err := m.look(ctx, uid)
		if err != nil {
			return err
		}
		if standing != nil && standing.CreatedAt.After(since) {
			if _, err := m.cursor(ctx, uid); err == nil {
				return nil
			}
		}
		next := uid + "-next"
		if err := m.prepare(ctx, next); err != nil {
			return err
		}
		cursor, err := m.push(ctx, next, 0)
		if err != nil {
			return err
		}
		return m.alone(ctx, feedLock, func() error {
			if _, err := m.push(ctx, next, cursor); err != nil {
				return err
			}
			documents, err = m.swap(ctx, uid, next)
			return err
		})
	})
	if err == nil {
		err = m.sweep(ctx, uid, time.Now().Add(-unusedFor))
	}
	return documents, err
}

// prepare makes an empty index with every setting applied.
func (m *Meili) prepare(ctx context.Context, uid string) error {
	if err := m.drop(ctx, uid); err != nil {
		return err
	}
	layout, index := newMeiliLayout(), m.client.Index(uid)
	rules := make([]any, len(layout.Filterable))
	for i, rule := range layout.Filterable {
		rules[i] = rule
	}
	for _, step := range []func(context.Context) (*meilisearch.TaskInfo, error){
		func(ctx context.Context) (*meilisearch.TaskInfo, error) {
			return m.client.CreateIndexWithContext(ctx, &meilisearch.IndexConfig{Uid: uid, PrimaryKey: "id"})
		},
		func(ctx context.Context) (*meilisearch.TaskInfo, error) {
			return index.UpdateSettingsWithContext(ctx, &layout.Settings)
		},
		func(ctx context.Context) (*meilisearch.TaskInfo, error) {
			return index.UpdateFilterableAttributesWithContext(ctx, &rules)
		},
		func(ctx context.Context) (*meilisearch.TaskInfo, error) {
			return index.UpdateFacetSearchWithContext(ctx, false)
		},
	} {
		if err := m.task(ctx, step); err != nil {
			return err
		}
	}
	return nil
}

// swap puts the index next in the place of uid, in one step, and drops what
// stood there.
func (m *Meili) swap(ctx context.Context, uid, next string) (documents int, err error) {
	standing, err := m.look(ctx, uid)
	if err != nil {
		return 0, err
	}
	err = m.task(ctx, func(ctx context.Context) (*meilisearch.TaskInfo, error) {
		return m.client.SwapIndexesWithContext(ctx, []*meilisearch.SwapIndexesParams{{Indexes: []string{next, uid}, Rename: standing == nil}})
	})
	if err != nil {
		return 0, err
	}
	m.mu.Lock()
	m.fed = fed{}
	m.mu.Unlock()
	err = m.call(ctx, func(ctx context.Context) error {
		stats, err := m.client.Index(uid).GetStatsWithContext(ctx, &meilisearch.StatsParams{})
		if err == nil {
			documents = int(stats.NumberOfDocuments)
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	return documents, m.drop(ctx, next)
}

// drop removes an index if it is there.
func (m *Meili) drop(ctx context.Context, uid string) error {
	index, err := m.look(ctx, uid)
	if err != nil || index == nil {
		return err
	}
	return m.task(ctx, func(ctx context.Context) (*meilisearch.TaskInfo, error) {
		return m.client.DeleteIndexWithContext(ctx, uid)
	})
}

// sweep removes this database's indexes of other layouts that have not been
// written since a time.
func (m *Meili) sweep(ctx context.Context, uid string, since time.Time) error {
	var list *meilisearch.IndexesResults
	err := m.call(ctx, func(ctx context.Context) (err error) {
		list, err = m.client.ListIndexesWithContext(ctx, &meilisearch.IndexesQuery{Limit: 1000})
		return err
	})
	if err != nil {
		return err
	}
	prefix := uid[:strings.LastIndexByte(uid, '-')+1]
	for _, index := range list.Results {
		if strings.HasPrefix(index.UID, prefix) && !strings.HasPrefix(index.UID, uid) && index.UpdatedAt.Before(since) {
			if err := m.drop(ctx, index.UID); err != nil {
				return err
			}
		}
	}
	return nil
}
