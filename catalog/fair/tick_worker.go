package fair

import (
	"context"
	"time"

	"github.com/riverqueue/river"
)

// TickJob asks for what time brings to events.
type TickJob struct{}

// Kind names the job in the queue.
func (TickJob) Kind() string { return "fair_tick" }

// TickWorker does it.
type TickWorker struct {
	river.WorkerDefaults[TickJob]
	tick func(context.Context) error
}

// NewTickWorker prepares the work; tick is Fairs.Tick.
func NewTickWorker(tick func(context.Context) error) *TickWorker { return &TickWorker{tick: tick} }

// Work does what has come due.
func (w *TickWorker) Work(ctx context.Context, _ *river.Job[TickJob]) error { return w.tick(ctx) }

// Ticking asks for it at the start and then every quarter of an hour: slots wait
// for nobody.
func Ticking() *river.PeriodicJob {
	return river.NewPeriodicJob(river.PeriodicInterval(15*time.Minute),
		func() (river.JobArgs, *river.InsertOpts) { return TickJob{}, nil }, &river.PeriodicJobOpts{RunOnStart: true})
}
