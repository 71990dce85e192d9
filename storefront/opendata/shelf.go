package opendata

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
	"ocop/media"
)

// keptDays is how long a dump can be asked for by its day.
const keptDays = 30

// folder is where dumps lie in the store.
const folder = "public/open-data/"

// makeLock is the advisory lock that lets one process make a dump.
const makeLock = 0x0c0bd4f7

// ErrBusy says that another process makes the dump just now.
var ErrBusy = errors.New("opendata: another process makes the dump")

// Shelf is where dumps are kept for every process of the site.
type Shelf struct {
	Store media.Store
	DB    *pgxpool.Pool // for the lock alone
}

// Fill makes sure that the dump of a day is there: it finds it, or calls build
// and keeps what that returns. ErrBusy means that it will be there soon. What was
// made before since holds something that was taken down then: it is made anew,
// and of the days before thrown away.
func (s Shelf) Fill(ctx context.Context, day catalog.Day, since time.Time, build func() (Dump, error)) (Package, error) {
	found, err := s.find(ctx, day, since)
	if !errors.Is(err, fs.ErrNotExist) {
		return found, err
	}
	conn, err := s.DB.Acquire(ctx)
	if err != nil {
		return Package{}, fmt.Errorf("locking the dump: %w", err)
	}
	defer conn.Release()
	var ours bool
	if err := conn.QueryRow(ctx, `SELECT pg_try_advisory_lock($1)`, int64(makeLock)).Scan(&ours); err != nil {
		return Package{}, fmt.Errorf("locking the dump: %w", err)
	}
	if !ours {
		return Package{}, ErrBusy
	}
	defer func() {
		// Where even that fails the lock ends with the connection.
		if _, err := conn.Exec(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1)`, int64(makeLock)); err != nil {
			conn.Conn().Close(context.WithoutCancel(ctx))
		}
	}()
	if found, err = s.find(ctx, day, since); !errors.Is(err, fs.ErrNotExist) {
		return found, err // made while we waited for a connection
	}
	dump, err := build()
	if err != nil {
		return Package{}, err
	}
	return dump.Package, s.put(ctx, dump, since)
}

// find describes the dump of a day; fs.ErrNotExist where there is none that was
// made since.
func (s Shelf) find(ctx context.Context, day catalog.Day, since time.Time) (Package, error) {
	found, err := s.describe(ctx, packageName(day.String()))
	if err == nil && found.Created.Before(since) {
		return found, fs.ErrNotExist
	}
	return found, err
}

// put keeps a dump and throws away those that are too old, or hold what was
// taken down since.
func (s Shelf) put(ctx context.Context, dump Dump, since time.Time) error {
	for _, file := range dump.Files {
		if err := s.Store.Put(ctx, folder+file.Name, file.Data); err != nil {
			return fmt.Errorf("keeping the dump: %w", err)
		}
	}
	keys, err := s.Store.List(ctx, folder)
	if err != nil {
		return fmt.Errorf("listing dumps: %w", err)
	}
	today, oldest := dump.Package.Day.String(), dump.Package.Day.AddDays(1-keptDays).String()
	overtaken := map[string]bool{}
	for _, key := range keys {
		day, kind, ok := splitName(path.Base(key))
		if !ok || kind != ".json" || day == today {
			continue
		}
		before, err := s.describe(ctx, path.Base(key))
		if err != nil {
			return err
		}
		overtaken[day] = before.Created.Before(since)
	}
	old := slices.DeleteFunc(keys, func(key string) bool {
		day, _, ok := splitName(path.Base(key))
		return !ok || day >= oldest && !overtaken[day]
	})
	if err := s.Store.Delete(ctx, old...); err != nil {
		return fmt.Errorf("throwing old dumps away: %w", err)
	}
	return nil
}

// Latest describes the newest dump; fs.ErrNotExist where there is none yet.
func (s Shelf) Latest(ctx context.Context) (Package, error) {
	keys, err := s.Store.List(ctx, folder)
	if err != nil {
		return Package{}, fmt.Errorf("listing dumps: %w", err)
	}
	latest := ""
	for _, key := range keys {
		if _, kind, ok := splitName(path.Base(key)); ok && kind == ".json" {
			latest = max(latest, path.Base(key))
		}
	}
	if latest == "" {
		return Package{}, fmt.Errorf("looking for a dump: %w", fs.ErrNotExist)
	}
	return s.describe(ctx, latest)
}

// describe reads the description of a dump.
func (s Shelf) describe(ctx context.Context, name string) (Package, error) {
	file, _, err := s.Store.Open(ctx, folder+name)
	if err != nil {
		return Package{}, fmt.Errorf("opening the dump: %w", err)
	}
	defer file.Close()
	var found Package
	if err := json.NewDecoder(file).Decode(&found); err != nil {
		return Package{}, fmt.Errorf("reading the description of the dump %s: %w", name, err)
	}
	return found, nil
}

// Open reads a file by its name, "latest" standing for the day of the newest
// dump known, and tells its name by day and its size in bytes. fs.ErrNotExist
// is for names that are none of ours as well.
func (s Shelf) Open(ctx context.Context, name string, newest catalog.Day) (file io.ReadCloser, dated string, size int64, err error) {
	day, kind, ok := splitName(name)
	if day == "latest" && !newest.IsZero() {
		day = newest.String()
	}
	if !ok || day == "latest" {
		return nil, "", 0, fmt.Errorf("opening the dump %q: %w", name, fs.ErrNotExist)
	}
	dated = "ocop-" + day + kind
	if file, size, err = s.Store.Open(ctx, folder+dated); err != nil {
		return nil, "", 0, fmt.Errorf("opening the dump: %w", err)
	}
	return file, dated, size, nil
}
