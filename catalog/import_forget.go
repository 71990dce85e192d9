package catalog

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"
)

const forgetFilesSQL = `UPDATE import SET file = NULL WHERE file IS NOT NULL AND uploaded_at < $1`

const forgetChangesSQL = `DELETE FROM import_change USING import i WHERE i.id = import_id AND i.applied_at < $1`

// Forget drops the files and remembered changes of lists that can no longer be
// taken back.
func (in Imports) Forget(ctx context.Context, now time.Time) error {
	for _, sql := range []string{forgetFilesSQL, forgetChangesSQL} {
		if _, err := in.DB.Exec(ctx, sql, now.AddDate(0, 0, -undoDays)); err != nil {
			return fmt.Errorf("forgetting old imports: %w", err)
		}
	}
	return nil
}

// ForgetJob asks for old lists, and what came with old reports, to be forgotten.
type ForgetJob struct{}

// Kind names the job to River.
func (ForgetJob) Kind() string { return "import_forget" }

// ForgetWorker runs Imports.Forget, Complaints.Forget and Complaints.Unpublish.
type ForgetWorker struct {
	river.WorkerDefaults[ForgetJob]
	imports    Imports
	complaints Complaints
	pictures   PublicPictures
	now        func() time.Time
}

// NewForgetWorker prepares the work.
func NewForgetWorker(imports Imports, complaints Complaints, pictures PublicPictures, now func() time.Time) *ForgetWorker {
	return &ForgetWorker{imports: imports, complaints: complaints, pictures: pictures, now: now}
}

// Work forgets.
func (w *ForgetWorker) Work(ctx context.Context, _ *river.Job[ForgetJob]) error {
	return errors.Join(w.imports.Forget(ctx, w.now()), w.complaints.Forget(ctx, w.now()), w.complaints.Unpublish(ctx, w.pictures))
}

// Forgetting asks for it at the start and then every six hours.
func Forgetting() *river.PeriodicJob {
	return river.NewPeriodicJob(river.PeriodicInterval(6*time.Hour),
		func() (river.JobArgs, *river.InsertOpts) { return ForgetJob{}, nil }, &river.PeriodicJobOpts{RunOnStart: true})
}
