package search

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/meilisearch/meilisearch-go"
)

// How long Meilisearch may take for one call and for one task of the feeding.
const (
	callPatience = 10 * time.Second
	taskPatience = 5 * time.Minute
)

// call bounds one call of the feeding.
func (m *Meili) call(ctx context.Context, do func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, callPatience)
	defer cancel()
	return do(ctx)
}

// task asks for something that Meilisearch does in its own time, and waits
// until it is done.
func (m *Meili) task(ctx context.Context, ask func(context.Context) (*meilisearch.TaskInfo, error)) error {
	ctx, cancel := context.WithTimeout(ctx, taskPatience)
	defer cancel()
	var info *meilisearch.TaskInfo
	err := m.call(ctx, func(ctx context.Context) (err error) {
		info, err = ask(ctx)
		return err
	})
	if err != nil {
		return err
	}
	task, err := m.client.WaitForTaskWithContext(ctx, info.TaskUID, 20*time.Millisecond)
	switch {
	case err != nil:
		return err
	case task.Status != meilisearch.TaskStatusSucceeded:
		return fmt.Errorf("task %d, %s, %s: %s", info.TaskUID, task.Type, task.Status, task.Error.Message)
	}
	return nil
}

// alone does something while no other process does it.
func (m *Meili) alone(ctx context.Context, lock int64, do func() error) error {
	conn, err := m.db.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("taking turns: %w", err)
	}
	defer conn.Release()
	if _, err := conn.Exec(ctx, `SELECT pg_advisory_lock($1)`, lock); err != nil {
		return fmt.Errorf("taking turns: %w", err)
	}
	defer func() {
		// With a fresh context; where even that fails the lock ends with the
		// connection.
		if _, err := conn.Exec(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1)`, lock); err != nil {
			conn.Conn().Close(context.WithoutCancel(ctx))
		}
	}()
	return do()
}

// isStatus reports whether Meilisearch answered with a status.
func isStatus(err error, status int) bool {
	var failure *meilisearch.Error
	return errors.As(err, &failure) && failure.StatusCode == status
}

// numbersOf reads one number of every hit.
func numbersOf(hits meilisearch.Hits, name string) ([]int64, error) {
	numbers := make([]int64, len(hits))
	for i, hit := range hits {
		if err := json.Unmarshal(hit[name], &numbers[i]); err != nil {
			return nil, fmt.Errorf("reading hits: %w", err)
		}
	}
	return numbers, nil
}
