package storefront

import (
	"context"
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// trips counts how often the database is asked; a batch is one trip.
type trips struct{ count atomic.Int64 }

func (t *trips) TraceQueryStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceQueryStartData) context.Context {
	t.count.Add(1)
	return ctx
}

func (t *trips) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

func (t *trips) TraceBatchStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceBatchStartData) context.Context {
	t.count.Add(1)
	return ctx
}

func (t *trips) TraceBatchQuery(context.Context, *pgx.Conn, pgx.TraceBatchQueryData) {}

func (t *trips) TraceBatchEnd(context.Context, *pgx.Conn, pgx.TraceBatchEndData) {}

// TestProductPageTrips holds an uncached product page to two round trips.
func TestProductPageTrips(t *testing.T) {
	t.Parallel()
	trips := new(trips)
	site := newDemoSite(t, func(o *Options) {
		o.CacheBytes = 0
		config := o.DB.Config()
		config.ConnConfig.Tracer = trips
		config.MaxConns = 1 // so that the first request prepares the statements for all
		pool, err := pgxpool.NewWithConfig(t.Context(), config)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(pool.Close)
		o.DB = pool
	})
	path := productPath(t, site)
	for range 3 {
		before := trips.count.Load()
		if answer := site.get(t, path, nil); answer.StatusCode != http.StatusOK {
			t.Fatalf("%s: %s", path, answer.Status)
		}
		if n := trips.count.Load() - before; n < 1 || n > 2 {
			t.Errorf("%s took %d round trips to PostgreSQL, want one or two", path, n)
		}
	}
}
