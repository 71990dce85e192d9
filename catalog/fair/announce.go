package fair

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
)

// toldAtOnce is how many people one job writes to: few enough for a short
// transaction.
const toldAtOnce = 100

// AnnounceJob tells some of an event's people that it has moved or is called off.
type AnnounceJob struct {
	News         News    `json:"news"`
	Participants []int64 `json:"participants"` // makers to be told it
	Ended        []int64 `json:"ended"`        // meetings that ended with it
	Staying      []int64 `json:"staying"`      // meetings that did not
}

// Kind names the job in the queue.
func (AnnounceJob) Kind() string { return "fair_announce" }

// announcements divides what is to be told into jobs.
func announcements(news News, people, ended, staying []int64) []AnnounceJob {
	var jobs []AnnounceJob
	for some := range slices.Chunk(people, toldAtOnce) {
		jobs = append(jobs, AnnounceJob{News: news, Participants: some})
	}
	for some := range slices.Chunk(ended, toldAtOnce) {
		jobs = append(jobs, AnnounceJob{News: news, Ended: some})
	}
	for some := range slices.Chunk(staying, toldAtOnce) {
		jobs = append(jobs, AnnounceJob{News: news, Staying: some})
	}
	return jobs
}

// Announce tells what a job says, as things stand now: one who has left meanwhile
// is not told that the event has moved.
func (f Fairs) Announce(ctx context.Context, tx pgx.Tx, job AnnounceJob) error {
	people, err := list[Participant](ctx, tx, participantColumns+`WHERE x.id = ANY ($1) ORDER BY x.id`, job.Participants)
	if err != nil {
		return fmt.Errorf("reading whom to tell: %w", err)
	}
	for _, p := range people {
		if !p.State.Holds() {
			continue
		}
		if err := f.Tell(ctx, tx, Notice{News: job.News, To: ToMaker, Participant: p}); err != nil {
			return err
		}
	}
	return f.announceMeetings(ctx, tx, job)
}

func (f Fairs) announceMeetings(ctx context.Context, tx pgx.Tx, job AnnounceJob) error {
	meetings, err := list[Meeting](ctx, tx, meetingColumns+`WHERE m.id = ANY ($1) ORDER BY m.begins_at, m.id`, slices.Concat(job.Ended, job.Staying))
	if err != nil {
		return fmt.Errorf("reading meetings to tell of: %w", err)
	}
	at := make(map[int64]Participant)
	for _, m := range meetings {
		p, known := at[m.ParticipantID]
		if !known {
			if p, err = one[Participant](ctx, tx, participantColumns+`WHERE x.id = $1`, m.ParticipantID); err != nil {
				return fmt.Errorf("reading participant %d: %w", m.ParticipantID, err)
			}
			at[p.ID] = p
		}
		told := Notice{News: MeetOff, To: ToBuyer, Participant: p, Meeting: m}
		switch {
		case slices.Contains(job.Ended, m.ID) && m.Confirmed:
			err = f.both(ctx, tx, told)
		case slices.Contains(job.Ended, m.ID):
			err = f.Tell(ctx, tx, told)
		case m.State.Holds():
			told.News = job.News
			err = f.Tell(ctx, tx, told)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Queue keeps announcements for the background, so that no office waits for a
// thousand letters.
type Queue struct{ jobs *river.Client[pgx.Tx] }

// NewQueue prepares it; nothing is told until an AnnounceWorker runs, here or in
// another process.
func NewQueue(db *pgxpool.Pool) (*Queue, error) {
	jobs, err := river.NewClient(riverpgxv5.New(db), &river.Config{}) // only to put jobs in
	if err != nil {
		return nil, fmt.Errorf("preparing announcements: %w", err)
	}
	return &Queue{jobs}, nil
}

// Put keeps announcements in the transaction of what they tell of.
func (q *Queue) Put(ctx context.Context, tx pgx.Tx, jobs []AnnounceJob) error {
	if len(jobs) == 0 {
		return nil
	}
	var all []river.InsertManyParams
	for _, job := range jobs {
		all = append(all, river.InsertManyParams{Args: job})
	}
	if _, err := q.jobs.InsertManyTx(ctx, tx, all); err != nil {
		return fmt.Errorf("queueing announcements: %w", err)
	}
	return nil
}

// AnnounceWorker does them.
type AnnounceWorker struct {
	river.WorkerDefaults[AnnounceJob]
	fairs func() Fairs
}

// NewAnnounceWorker prepares the work; fairs is asked when it is done.
func NewAnnounceWorker(fairs func() Fairs) *AnnounceWorker { return &AnnounceWorker{fairs: fairs} }

// Work tells what a job says. The job is done in the transaction of its letters,
// so that one cut off and begun again writes to nobody twice.
func (w *AnnounceWorker) Work(ctx context.Context, job *river.Job[AnnounceJob]) error {
	f := w.fairs()
	return f.do(ctx, "announcing, job", job.ID, func(tx pgx.Tx) error {
		if err := f.Announce(ctx, tx, job.Args); err != nil {
			return err
		}
		_, err := river.JobCompleteTx[*riverpgxv5.Driver](ctx, tx, job)
		return err
	})
}
