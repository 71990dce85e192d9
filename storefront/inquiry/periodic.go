package inquiry

import (
	"context"

	"github.com/riverqueue/river"
)

// SilenceJob asks whom to tell of threads without an answer.
type SilenceJob struct{}

// Kind names the job to River.
func (SilenceJob) Kind() string { return "inquiry_silence" }

// SilenceArgs makes the job each time it is due.
func SilenceArgs() (river.JobArgs, *river.InsertOpts) {
	return SilenceJob{}, &river.InsertOpts{MaxAttempts: 3}
}

// SilenceWorker runs Escalate.
type SilenceWorker struct {
	river.WorkerDefaults[SilenceJob]
	inquiries *Inquiries
}

// NewSilenceWorker makes the worker.
func NewSilenceWorker(q *Inquiries) *SilenceWorker { return &SilenceWorker{inquiries: q} }

// Work tells helpers and offices.
func (w *SilenceWorker) Work(ctx context.Context, _ *river.Job[SilenceJob]) error {
	_, err := w.inquiries.Escalate(ctx)
	return err
}

// PurgeJob asks for what is over to be forgotten.
type PurgeJob struct{}

// Kind names the job to River.
func (PurgeJob) Kind() string { return "inquiry_purge" }

// PurgeArgs makes the job each time it is due.
func PurgeArgs() (river.JobArgs, *river.InsertOpts) {
	return PurgeJob{}, &river.InsertOpts{MaxAttempts: 3}
}

// PurgeWorker runs Purge.
type PurgeWorker struct {
	river.WorkerDefaults[PurgeJob]
	inquiries *Inquiries
}

// NewPurgeWorker makes the worker.
func NewPurgeWorker(q *Inquiries) *PurgeWorker { return &PurgeWorker{inquiries: q} }

// Work forgets.
func (w *PurgeWorker) Work(ctx context.Context, _ *river.Job[PurgeJob]) error {
	_, err := w.inquiries.Purge(ctx)
	return err
}
