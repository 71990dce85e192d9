package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/sync/errgroup"

	"ocop/catalog"
	"ocop/migrations"
	"ocop/migrations/localpg"
	"ocop/storefront/account"
)

// waitingChange is a change in the queue, in the version that officers see.
type waitingChange struct {
	id      int64
	version int
}

// desk is the office's work: who is signed in, and what waits.
type desk struct {
	secrets []string // of the officers' cookies
	waiting []waitingChange

	mu    sync.Mutex
	taken []int // how many changes each officer has approved
}

// next is the change that an officer approves next; each has its own, the oldest
// first.
func (d *desk) next(number int) (waitingChange, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	at := d.taken[number]*officers + number
	if at >= len(d.waiting) {
		return waitingChange{}, false
	}
	d.taken[number]++
	return d.waiting[at], true
}

// fillQueue signs eight officers in and has makers ask for changes until enough
// wait.
func fillQueue(ctx context.Context, data string) (d *desk, err error) {
	server, err := localpg.Start(ctx, localpg.Options{DataDir: data, Command: "ocop-load", Settings: map[string]string{"synchronous_commit": "off"}})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, server.Stop(context.WithoutCancel(ctx))) }()
	db, err := pgxpool.New(ctx, server.URL())
	if err != nil {
		return nil, fmt.Errorf("opening the database: %w", err)
	}
	defer db.Close()
	if err := migrations.Up(ctx, db); err != nil {
		return nil, err
	}
	d = &desk{taken: make([]int, officers)}
	day := catalog.DayAt(time.Now())
	if err := d.signIn(ctx, db, day); err != nil {
		return nil, err
	}
	began := time.Now()
	if err := askForChanges(ctx, db, day); err != nil {
		return nil, err
	}
	edits, err := catalog.Edits{DB: db}.Waiting(ctx, catalog.QueueFilter{Most: queued})
	if err != nil {
		return nil, err
	}
	for _, e := range edits {
		d.waiting = append(d.waiting, waitingChange{e.ID, e.Version})
	}
	if _, err := db.Exec(ctx, `VACUUM ANALYZE`); err != nil {
		return nil, fmt.Errorf("tidying the database: %w", err)
	}
	fmt.Fprintf(os.Stderr, "%d changes wait after %.1f s\n", len(d.waiting), time.Since(began).Seconds())
	return d, nil
}

// signIn opens the officers' sessions.
func (d *desk) signIn(ctx context.Context, db *pgxpool.Pool, day catalog.Day) error {
	today := func() catalog.Day { return day }
	accounts, sessions := account.Accounts{DB: db, Today: today}, account.Sessions{DB: db, Today: today}
	seal, err := account.NewSeal(rand.Text() + rand.Text()) // nobody will type a code
	if err != nil {
		return err
	}
	factors := account.Factors{DB: db, Seal: seal}
	for i := range officers {
		email := fmt.Sprintf("officer%d@example.com", i+1)
		who, err := accounts.ByLogin(ctx, email)
		if err != nil {
			who = account.Account{Name: fmt.Sprintf("Cán bộ %d", i+1), Role: account.NationalOffice, Email: email, Lang: "vi"}
			if who.ID, err = accounts.Add(ctx, who); err != nil {
				return err
			}
		}
		// No password has this hash: nobody signs in but by the cookies made here.
		if err := accounts.SetHash(ctx, who.ID, "$argon2id$v=19$m=19456,t=2,p=1$"+rand.Text()+"$"+rand.Text()); err != nil {
			return err
		}
		if err := factors.Preset(ctx, who.ID, rand.Text()); err != nil {
			return err
		}
		secret, err := sessions.Open(ctx, who, account.Device{Agent: "ocop-load"}, true)
		if err != nil {
			return err
		}
		d.secrets = append(d.secrets, secret)
	}
	return nil
}

// askForChanges has makers change the story and price of their products until
// enough changes wait.
func askForChanges(ctx context.Context, db *pgxpool.Pool, day catalog.Day) error {
	edits, products := catalog.Edits{DB: db}, catalog.Products{DB: db}
	wait, err := edits.CountWaiting(ctx, "")
	if err != nil {
		return err
	}
	ids, err := products.IDs(ctx)
	if err != nil {
		return err
	}
	group, together := errgroup.WithContext(ctx)
	group.SetLimit(writers)
	for i, id := range ids {
		if wait >= queued {
			break
		}
		product := catalog.Subject{Kind: catalog.ProductSubject, ID: id}
		if _, err := edits.OpenOn(ctx, product); err == nil {
			continue
		}
		found, err := products.Desk(ctx, id)
		if err != nil {
			return err
		}
		if found.ProducerID == 0 {
			continue
		}
		wait++
		group.Go(func() error { return askForChange(together, edits, product, found.ProducerID, i, day) })
	}
	return group.Wait()
}

func askForChange(ctx context.Context, edits catalog.Edits, product catalog.Subject, producer int64, number int, day catalog.Day) error {
	const author = 1
	story := fmt.Sprintf("Vụ này nhà làm %d mẻ, hái từ sáng sớm, sao bằng chảo gang trên bếp củi.", number%40+1)
	if number%9 == 0 {
		story += " Uống mỗi ngày khỏi đau đầu."
	}
	key := fmt.Sprintf("load-%d-%d", product.ID, time.Now().UnixNano())
	edit, err := edits.SaveDraft(ctx, catalog.Draft{
		Step: catalog.Step{By: author, Key: key + "-a"}, Subject: product, ProducerID: producer,
		Set: catalog.Values{"story": story, "price": fmt.Sprint(20_000 + number%50*1000), "price_unit": "hộp"},
	})
	if err != nil {
		return err
	}
	_, err = edits.Submit(ctx, catalog.Step{EditID: edit.ID, Version: edit.Version, By: author, Key: key + "-b"}, day)
	return err
}

// discard reads an answer to its end, so that its connection can be used again.
func discard(body io.ReadCloser) error {
	_, err := io.Copy(io.Discard, body)
	return errors.Join(err, body.Close())
}
