package print

import (
	"context"
	"time"

	"github.com/riverqueue/river"
)

// PurgeJob throws away what is older than a day.
type PurgeJob struct{}

// Kind names the job to River.
func (PurgeJob) Kind() string { return "print_purge" }

// PurgeWorker does so.
type PurgeWorker struct {
	river.WorkerDefaults[PurgeJob]
	Orders *Orders
}

// Work throws away orders whose day is over.
func (w *PurgeWorker) Work(ctx context.Context, _ *river.Job[PurgeJob]) error {
	return w.Orders.Purge(ctx)
}

// Hourly is when that happens.
func Hourly() *river.PeriodicJob {
	return river.NewPeriodicJob(river.PeriodicInterval(time.Hour),
		func() (river.JobArgs, *river.InsertOpts) { return PurgeJob{}, nil }, &river.PeriodicJobOpts{RunOnStart: true})
}
