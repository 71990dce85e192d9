package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"ocop/catalog"
	"ocop/catalog/fair"
	"ocop/catalog/trade"
	"ocop/media"
	"ocop/storefront/account"
	"ocop/storefront/inquiry"
	"ocop/storefront/print"
)

// pictureMemory is what making pictures may use.
const pictureMemory = media.Share

// openJobs prepares the site's background work: each worker lies beside its noun
// and is only registered here.
func (s *site) openJobs() error {
	workers := river.NewWorkers()
	river.AddWorker(workers, media.NewWorker(s.pictures, pictureMemory, s.pictureReady))
	orders, err := print.NewOrders(s.db.pool, s.pictures.Store, time.Now)
	if err != nil {
		return err
	}
	river.AddWorker(workers, &print.Worker{
		Orders: orders, Pictures: s.pictures, Words: s.words, Today: s.config.today,
		Address: s.config.BaseURL, Operator: s.config.Operator, Sample: s.sample, Drawing: s.drawing.Load,
	})
	river.AddWorker(workers, &print.PurgeWorker{Orders: orders})
	river.AddWorker(workers, inquiry.NewMailWorker(s.mails, s.sender))
	river.AddWorker(workers, inquiry.NewTextWorker(s.db.pool, s.texter(), time.Now))
	river.AddWorker(workers, inquiry.NewSilenceWorker(s.inquiry))
	river.AddWorker(workers, inquiry.NewPurgeWorker(s.inquiry))
	river.AddWorker(workers, catalog.NewForgetWorker(catalog.Imports{DB: s.db.pool}, catalog.Complaints{DB: s.db.pool}, s.publicPictures(), time.Now))
	river.AddWorker(workers, trade.NewTickWorker(func(ctx context.Context) error { return s.server.TickRequests(ctx) }))
	river.AddWorker(workers, &account.EraseWorker{Accounts: account.Accounts{DB: s.db.pool}, Letters: s.mails.Forget, Now: time.Now})
	river.AddWorker(workers, fair.NewAnnounceWorker(func() fair.Fairs { return s.server.Fairs() }))
	river.AddWorker(workers, fair.NewTickWorker(func(ctx context.Context) error { return s.server.TickFairs(ctx) }))
	s.jobs, err = river.NewClient(riverpgxv5.New(s.db.pool), &river.Config{
		Queues: map[string]river.QueueConfig{
			media.Queue:        {MaxWorkers: media.Concurrency(pictureMemory)},
			inquiry.MailQueue:  {MaxWorkers: 8},
			print.Queue:        {MaxWorkers: 1},
			river.QueueDefault: {MaxWorkers: 4},
		},
		Workers:      workers,
		PeriodicJobs: s.periodicJobs(),
		// A job that was handed out while the database went away is nobody's. One that
		// takes longer by its worker's own Timeout is left in peace.
		RescueStuckJobsAfter: 5 * time.Minute,
		ErrorHandler:         jobFailures{},
		Logger:               slog.New(slog.DiscardHandler), // what it says besides is of no use to operators
	})
	if err != nil {
		return fmt.Errorf("preparing jobs: %w", err)
	}
	s.pictures.Jobs = s.jobs
	return nil
}

// jobFailures logs what went wrong in the background. What a job was given may
// hold what visitors wrote and is left out, and so is what a mail server says of
// an address.
type jobFailures struct{}

// quietAttempts is how often a letter fails before it is worth a line.
const quietAttempts = 10

func (jobFailures) HandleError(ctx context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	said := err.Error()
	if job.Queue == inquiry.MailQueue {
		if job.Attempt%quietAttempts != 0 {
			return nil // a mail server that is away for minutes would fill the log
		}
		said = "kept with the job"
	}
	slog.WarnContext(ctx, "a job failed", "job", job.Kind, "id", job.ID, "attempt", job.Attempt, "of", job.MaxAttempts, "err", said)
	return nil
}

func (jobFailures) HandlePanic(ctx context.Context, job *rivertype.JobRow, value any, trace string) *river.ErrorHandlerResult {
	slog.ErrorContext(ctx, "a job panicked", "job", job.Kind, "id", job.ID, "panic", value, "trace", trace)
	return nil
}

// periodicJobs is what the site does by the clock.
func (s *site) periodicJobs() []*river.PeriodicJob {
	return []*river.PeriodicJob{
		print.Hourly(), trade.Ticking(), fair.Ticking(), catalog.Forgetting(), account.Erasing(),
		river.NewPeriodicJob(river.PeriodicInterval(10*time.Minute), inquiry.SilenceArgs, &river.PeriodicJobOpts{RunOnStart: true}),
		river.NewPeriodicJob(river.PeriodicInterval(6*time.Hour), inquiry.PurgeArgs, &river.PeriodicJobOpts{RunOnStart: true}),
	}
}

// pictureReady tells the catalogue what can be shown.
func (s *site) pictureReady(ctx context.Context, r media.Ready) error {
	return catalog.Pictures{DB: s.db.pool}.Ready(ctx, catalog.Picture{
		Hash: r.Hash, Width: r.Width, Height: r.Height, Widths: r.Widths, Preview: r.Preview,
	}, r.Thumbhash)
}

// publicPictures is how the catalogue has pictures taken off the public store.
func (s *site) publicPictures() catalog.PublicPictures {
	return catalog.PublicPictures{Remove: s.pictures.Delete, Read: s.pictures.Largest}
}
