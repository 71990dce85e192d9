package search

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"log/slog"
	"net/netip"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
)

// Demand counts what people look for and do not find. It keeps neither who they
// are nor, beyond the week, what fewer than three of them wanted. It owns
// search_salt, search_silence and search_demand.
type Demand struct {
	db     *pgxpool.Pool
	secret []byte
	today  func() catalog.Day
	notes  chan note

	mu     sync.Mutex // of what follows, held by whoever writes
	week   catalog.Day
	key    []byte // of the week
	day    catalog.Day
	quotas map[netip.Prefix]int // how often each visitor was counted today
}

// note is a silence and who met it; it never leaves the memory.
type note struct {
	silence Silence
	visitor string
}

// Bounds of what is counted. A person does not look for a hundred things a day
// that nobody makes; a script could fill the table with them.
const (
	notesWaiting  = 1024 // beyond it notes are lost: a count is not worth a wait
	notesADay     = 100  // of one visitor
	visitorsADay  = 50_000
	writeEvery    = 2 * time.Second
	writePatience = 5 * time.Second
)

// NewDemand prepares the counting. The secret goes into every hash of a visitor
// and is not in the database; processes of one site share it.
func NewDemand(db *pgxpool.Pool, secret string, today func() catalog.Day) *Demand {
	return &Demand{db: db, secret: []byte(secret), today: today, notes: make(chan note, notesWaiting)}
}

// Note counts a silence for a visitor, told by the network address. It never
// waits and never fails; what cannot be counted is lost.
func (d *Demand) Note(s Silence, visitor string) {
	select {
	case d.notes <- note{s, visitor}:
	default:
	}
}

// Run writes what was noted, and closes each week that has ended, until ctx ends.
func (d *Demand) Run(ctx context.Context) {
	ticker := time.NewTicker(writeEvery)
	defer ticker.Stop()
	var closed catalog.Day
	for {
		if week := monday(d.today()); closed != week {
			if err := d.Close(ctx); err != nil && ctx.Err() == nil {
				slog.WarnContext(ctx, "the week's demand could not be summed up", "err", err)
			} else {
				closed = week
			}
		}
		select {
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), writePatience)
			defer cancel()
			_, _ = d.Write(last) // a count lost is no harm
			return
		case <-ticker.C:
		}
		batch, cancel := context.WithTimeout(ctx, writePatience)
		if _, err := d.Write(batch); err != nil && ctx.Err() == nil {
			slog.WarnContext(ctx, "demand could not be counted", "err", err)
		}
		cancel()
	}
}

const noteSQL = `
INSERT INTO search_silence (week, folded, province_code, visitor, typed)
SELECT $1, folded, province_code, visitor, typed
FROM unnest($2::text[], $3::text[], $4::bytea[], $5::text[]) AS n (folded, province_code, visitor, typed)
ON CONFLICT DO NOTHING`

// Write brings what was noted until now into the database and returns how many
// notes that were. What could not be written is lost.
func (d *Demand) Write(ctx context.Context) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	waiting := len(d.notes)
	if waiting == 0 {
		return 0, nil
	}
	if err := d.turn(ctx); err != nil {
		return 0, err
	}
	var folded, provinces, typed []string
	var visitors [][]byte
	for range waiting {
		n := <-d.notes
		who, ok := d.admit(n.visitor)
		if !ok {
			continue
		}
		words := catalog.Fold(n.silence.Typed)
		folded, provinces, typed = append(folded, words), append(provinces, n.silence.ProvinceCode), append(typed, n.silence.Typed)
		visitors = append(visitors, d.hash(who, words, n.silence.ProvinceCode))
	}
	if len(folded) == 0 {
		return 0, nil
	}
	if _, err := d.db.Exec(ctx, noteSQL, d.week, folded, provinces, visitors, typed); err != nil {
		return 0, fmt.Errorf("counting demand: %w", err)
	}
	return len(folded), nil
}

const makeSaltSQL = `INSERT INTO search_salt (week, salt) VALUES ($1, $2) ON CONFLICT DO NOTHING`

const saltSQL = `SELECT salt FROM search_salt WHERE week = $1`

// turn takes the key of the running week, the same for every process, and gives
// everyone a new allowance each day.
func (d *Demand) turn(ctx context.Context) error {
	today := d.today()
	if d.day != today {
		d.day, d.quotas = today, make(map[netip.Prefix]int)
	}
	week := monday(today)
	if d.week == week {
		return nil
	}
	fresh := make([]byte, 32)
	if _, err := rand.Read(fresh); err != nil {
		return fmt.Errorf("making the week's salt: %w", err)
	}
	if _, err := d.db.Exec(ctx, makeSaltSQL, week, fresh); err != nil {
		return fmt.Errorf("keeping the week's salt: %w", err)
	}
	var salt []byte
	if err := d.db.QueryRow(ctx, saltSQL, week).Scan(&salt); err != nil {
		return fmt.Errorf("reading the week's salt: %w", err)
	}
	mac := hmac.New(sha256.New, d.secret)
	mac.Write(salt)
	d.week, d.key = week, mac.Sum(nil)
	return nil
}

// admit is the network of a visitor who may be counted once more today. Who has
// one address of IPv6 has a whole network of them.
func (d *Demand) admit(visitor string) (netip.Prefix, bool) {
	address, err := netip.ParseAddr(visitor)
	if err != nil {
		return netip.Prefix{}, false
	}
	bits := 32
	if address = address.Unmap().WithZone(""); address.Is6() {
		bits = 56
	}
	network, err := address.Prefix(bits)
	counted, known := d.quotas[network]
	if err != nil || counted >= notesADay || !known && len(d.quotas) >= visitorsADay {
		return network, false
	}
	d.quotas[network]++
	return network, true
}

// hash tells visitors of one silence apart. The words go in, so that what one
// visitor looked for cannot be put together.
func (d *Demand) hash(who netip.Prefix, folded, province string) []byte {
	mac := hmac.New(sha256.New, d.key)
	fmt.Fprintf(mac, "%s\x00%s\x00%s", who, folded, province)
	return mac.Sum(nil)[:12]
}

// monday is the day on which a day's week begins.
func monday(d catalog.Day) catalog.Day {
	return d.AddDays(-(int(d.Time().Weekday()) + 6) % 7)
}
