package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
	"ocop/storefront/inquiry"
	"ocop/storefront/locale"
)

// ledger reads the site's database beside the site, past the proxy.
type ledger struct {
	db        *pgxpool.Pool
	mails     *inquiry.Mails
	inquiries *inquiry.Inquiries
}

func openLedger(ctx context.Context, address string) (*ledger, error) {
	db, err := pgxpool.New(ctx, address)
	if err != nil {
		return nil, fmt.Errorf("opening the database: %w", err)
	}
	words, err := locale.Load()
	if err != nil {
		return nil, err
	}
	mails, err := inquiry.NewMails(db, words, "ocop@ocop.example", time.Now)
	if err != nil {
		return nil, err
	}
	return &ledger{db: db, mails: mails, inquiries: &inquiry.Inquiries{DB: db, Mails: mails}}, nil
}

func (l *ledger) close() { l.db.Close() }

// prepareMakers gives every maker an address for its letters.
func (l *ledger) prepareMakers(ctx context.Context) ([]string, error) {
	producers := catalog.Producers{DB: l.db}
	addresses, err := producers.Addresses(ctx)
	if err != nil {
		return nil, err
	}
	var slugs []string
	for _, a := range addresses {
		p, err := producers.BySlug(ctx, a.Slug)
		if err != nil {
			return nil, err
		}
		p.Email = fmt.Sprintf("maker%d@example.com", p.ID)
		if err := producers.Describe(ctx, p, false); err != nil {
			return nil, err
		}
		slugs = append(slugs, a.Slug)
	}
	if len(slugs) == 0 {
		return nil, errors.New("the catalogue has no makers")
	}
	return slugs, nil
}

// errLost says that something acknowledged is not there.
var errLost = errors.New("something acknowledged was lost or doubled")

// settle waits until the letters have arrived and says what became of everything.
func (l *ledger) settle(ctx context.Context, c *crowd, box *mailbox, patience time.Duration) (string, error) {
	var b strings.Builder
	keys := c.keys()
	fmt.Fprintf(&b, "inquiries sent            %d, at %d a second\n", len(c.visits), c.plan.second)
	fmt.Fprintf(&b, "answers                   %v\n", c.status)
	fmt.Fprintf(&b, "acknowledged              %d, the slowest after %.1f s\n", len(keys), c.slowest.Seconds())
	kept, err := l.inquiries.CountKeys(ctx, keys)
	if err != nil {
		return b.String(), err
	}
	fmt.Fprintf(&b, "of these in PostgreSQL    %d\n", kept)
	began := time.Now()
	var books inquiry.Books
	var seen map[string]int
	for {
		if books, err = l.mails.Books(ctx); err != nil {
			return b.String(), err
		}
		seen = box.counted()
		if books.Waiting() == 0 || time.Since(began) > patience || ctx.Err() != nil {
			break
		}
		time.Sleep(time.Second)
	}
	missing, repeats := 0, 0
	for _, id := range books.IDs {
		if seen[id] == 0 {
			missing++
		}
	}
	for _, n := range seen {
		repeats += n - 1
	}
	fmt.Fprintf(&b, "letters kept              %d %v, the last %.0f s after the last inquiry\n", len(books.IDs), books.States, time.Since(began).Seconds())
	fmt.Fprintf(&b, "Message-IDs that arrived  %d different, missing %d, repeated %d\n", len(seen), missing, repeats)
	fmt.Fprintf(&b, "handed over again because the answer to DATA may have been cut off: %d\n", books.Unsure)
	if len(keys) != len(c.visits) || kept != len(keys) || missing > 0 || len(seen) != len(books.IDs) || repeats > books.Unsure {
		return b.String(), errLost
	}
	return b.String(), nil
}

// socketOf reads the folder, port and user of a private server's address.
func socketOf(address string) (socket, user string, err error) {
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		return "", "", fmt.Errorf("reading the database's address: %w", err)
	}
	host := config.ConnConfig.Host
	return fmt.Sprintf("%s/.s.PGSQL.%d", host, config.ConnConfig.Port), url.UserPassword(config.ConnConfig.User, "x").Username(), nil
}
