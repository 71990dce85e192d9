package account

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"ocop/catalog"
)

// EraseAfter is how long the personal data of a closed account are kept, for
// questions that are still open. The law allows 20 days (Law 91/2025/QH15 and
// Decree 356/2025/NĐ-CP).
const EraseAfter = 15 * 24 * time.Hour

// TellAlone tells whoever looks after producers that nobody acts for them now.
type TellAlone func(ctx context.Context, tx pgx.Tx, producers []int64) error

// Thread names the letters about an account that go with its personal data.
func Thread(id int64) string { return fmt.Sprintf("account-%d", id) }

// ForgetLetters deletes the letters of a thread.
type ForgetLetters func(ctx context.Context, tx pgx.Tx, thread string) error

// ErrClosed says that the account was closed before.
var ErrClosed = errors.New("account: closed already")

const aloneSQL = `
SELECT g.producer_id FROM account_producer g WHERE g.account_id = $1 AND g.ends_on IS NULL AND NOT EXISTS (
	SELECT FROM account_producer o JOIN account a ON a.id = o.account_id
	WHERE o.producer_id = g.producer_id AND o.account_id <> $1 AND o.ends_on IS NULL AND a.state <> 'closed')
ORDER BY g.producer_id`

// Alone lists the producers for whom nobody would act without an account.
func (a Accounts) Alone(ctx context.Context, id int64) ([]int64, error) {
	var alone []int64
	err := pgx.BeginFunc(ctx, a.DB, func(tx pgx.Tx) (err error) {
		alone, err = aloneWithout(ctx, tx, id)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("listing producers that account %d would leave alone: %w", id, err)
	}
	return alone, nil
}

func aloneWithout(ctx context.Context, tx pgx.Tx, id int64) ([]int64, error) {
	rows, err := tx.Query(ctx, aloneSQL, id)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[int64])
}

// Close ends an account for good, at its owner's word or an office's: nobody
// signs in to it again, its mail and phone are free for another, the consents it
// gave are withdrawn, and after EraseAfter a job erases the rest. What it did
// stays in the audit under its number.
func (a Accounts) Close(ctx context.Context, who Account, by int64, tell Tell, tellAlone TellAlone) error {
	return a.repair(ctx, who, by, "account.close", func(tx pgx.Tx) error {
		alone, err := a.close(ctx, tx, who)
		if err != nil {
			return err
		}
		if err := tell(ctx, tx, who, ""); err != nil || len(alone) == 0 {
			return err
		}
		for _, producer := range alone {
			if err := catalog.Record(ctx, tx, catalog.Entry{AccountID: by, Action: "producer.alone", Subject: catalog.Subject{Kind: "producer", ID: producer}}); err != nil {
				return err
			}
		}
		return tellAlone(ctx, tx, alone)
	})
}

const closeAccountSQL = `
UPDATE account SET state = 'closed', closed_at = now(), password = NULL, email = NULL, phone = NULL WHERE id = $1 AND state <> 'closed'`

const addClosingSQL = `INSERT INTO account_closing (account_id, producers, erase_at) VALUES ($1, $2, now() + $3::interval)`

// Two who close at the same time must not each count on the other.
const lockActingSQL = `
SELECT FROM account_producer WHERE producer_id IN (SELECT producer_id FROM account_producer WHERE account_id = $1)
ORDER BY producer_id, account_id FOR UPDATE`

func (a Accounts) close(ctx context.Context, tx pgx.Tx, who Account) ([]int64, error) {
	if _, err := tx.Exec(ctx, lockActingSQL, who.ID); err != nil {
		return nil, err
	}
	alone, err := aloneWithout(ctx, tx, who.ID)
	if err != nil {
		return nil, err
	}
	tag, err := tx.Exec(ctx, closeAccountSQL, who.ID)
	if err != nil {
		return nil, err
	}
	if tag.RowsAffected() == 0 {
		return nil, ErrClosed
	}
	if err := dropFactors(ctx, tx, who.ID); err != nil {
		return nil, err
	}
	for _, sql := range []string{`DELETE FROM account_producer WHERE account_id = $1`, `DELETE FROM account_token WHERE account_id = $1`} {
		if _, err := tx.Exec(ctx, sql, who.ID); err != nil {
			return nil, err
		}
	}
	// Helpers came at the word of somebody who is gone.
	if _, err := tx.Exec(ctx, `DELETE FROM account_producer WHERE producer_id = ANY ($1)`, alone); err != nil {
		return nil, err
	}
	left, err := leftWithout(ctx, tx, who.ID)
	if err != nil {
		return nil, err
	}
	if _, err := tx.Exec(ctx, addClosingSQL, who.ID, append(left, alone...), EraseAfter); err != nil {
		return nil, err
	}
	return alone, catalog.Leave(ctx, tx, who.ID, alone)
}

const actsStillSQL = `SELECT EXISTS (SELECT FROM account WHERE id = ANY ($1::text[]::bigint[]) AND id <> $2 AND role <> 'helper' AND state <> 'closed')`

// leftWithout lists producers that have become part of another and of whose own
// people the account is the last: the person to ask for there was theirs.
func leftWithout(ctx context.Context, tx pgx.Tx, id int64) ([]int64, error) {
	left := []int64{}
	merged, err := catalog.Merged(ctx, tx, "account_producer", strconv.FormatInt(id, 10))
	if err != nil {
		return nil, err
	}
	for _, m := range merged {
		var acts bool
		if err := tx.QueryRow(ctx, actsStillSQL, m.Keys, id).Scan(&acts); err != nil {
			return nil, err
		}
		if !acts {
			left = append(left, m.ProducerID)
		}
	}
	return left, nil
}

const dueClosingSQL = `
SELECT account_id, producers FROM account_closing WHERE erased_at IS NULL AND erase_at <= $1 AND account_id <> ALL ($2)
ORDER BY erase_at LIMIT 1 FOR UPDATE SKIP LOCKED`

const stillAloneSQL = `
SELECT id FROM unnest($1::bigint[]) AS p (id) WHERE NOT EXISTS (
	SELECT FROM account_producer o JOIN account a ON a.id = o.account_id WHERE o.producer_id = p.id AND o.ends_on IS NULL AND a.state <> 'closed')`

// Erase erases what is still personal of accounts whose time has come, and says
// how many there were: the name, the letters, the claim with its photo, and the person to ask
// for of producers that still nobody acts for. Audit and proofs of consent know
// the account by its number. One that cannot be erased does not keep the others
// from it: each has a transaction of its own.
func (a Accounts) Erase(ctx context.Context, now time.Time, letters ForgetLetters) (int, error) {
	erased, failed := 0, []int64{}
	var problems []error
	for ctx.Err() == nil {
		id, err := a.eraseNext(ctx, now, failed, letters)
		switch {
		case err == nil && id == 0:
			return erased, errors.Join(problems...)
		case err == nil:
			erased++
		case id == 0:
			return erased, errors.Join(append(problems, fmt.Errorf("erasing closed accounts: %w", err))...)
		default:
			failed, problems = append(failed, id), append(problems, fmt.Errorf("erasing account %d: %w", id, err))
		}
	}
	return erased, errors.Join(append(problems, ctx.Err())...)
}

// eraseNext erases one account that is due and not among the failed; 0 where
// there is none.
func (a Accounts) eraseNext(ctx context.Context, now time.Time, failed []int64, letters ForgetLetters) (id int64, err error) {
	err = pgx.BeginFunc(ctx, a.DB, func(tx pgx.Tx) error {
		var producers []int64
		err := tx.QueryRow(ctx, dueClosingSQL, now, failed).Scan(&id, &producers)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := letters(ctx, tx, Thread(id)); err != nil {
			return err
		}
		return erase(ctx, tx, id, producers, now)
	})
	return id, err
}

func erase(ctx context.Context, tx pgx.Tx, id int64, producers []int64, now time.Time) error {
	rows, err := tx.Query(ctx, stillAloneSQL, producers)
	if err != nil {
		return err
	}
	alone, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return err
	}
	if err := catalog.ForgetPersons(ctx, tx, alone); err != nil {
		return err
	}
	for _, sql := range []string{
		`UPDATE account SET name = '' WHERE id = $1`, `DELETE FROM account_claim WHERE account_id = $1`, endSessionsSQL,
	} {
		if _, err := tx.Exec(ctx, sql, id); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, `UPDATE account_closing SET erased_at = $2 WHERE account_id = $1`, id, now); err != nil {
		return err
	}
	return catalog.Record(ctx, tx, catalog.Entry{Action: "account.erase", Subject: catalog.Subject{Kind: "account", ID: id}})
}

// EraseJob erases closed accounts.
type EraseJob struct{}

// Kind names the job in the queue.
func (EraseJob) Kind() string { return "account_erase" }

// EraseWorker runs EraseJob.
type EraseWorker struct {
	river.WorkerDefaults[EraseJob]
	Accounts Accounts
	Letters  ForgetLetters
	Now      func() time.Time
}

// Work erases until nothing is due.
func (w *EraseWorker) Work(ctx context.Context, _ *river.Job[EraseJob]) error {
	_, err := w.Accounts.Erase(ctx, w.Now(), w.Letters)
	return err
}

// Erasing asks for the job every hour.
func Erasing() *river.PeriodicJob {
	return river.NewPeriodicJob(river.PeriodicInterval(time.Hour),
		func() (river.JobArgs, *river.InsertOpts) {
			return EraseJob{}, &river.InsertOpts{UniqueOpts: river.UniqueOpts{ByPeriod: 30 * time.Minute}}
		},
		&river.PeriodicJobOpts{RunOnStart: true})
}
