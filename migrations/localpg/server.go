// Package localpg runs a private PostgreSQL for a site that was given none: a
// cluster in the site's data folder, served by the installed programs as a
// child of this process, over a unix socket in a closed folder. It knows
// folders, users, processes and locks. It refuses to know what is in the
// database; the schema is the migrations package's.
//
// The server ends with its holder, even by kill -9, and the next start
// recovers what was committed. One process holds a data folder; others work
// through its server.
package localpg

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Server is a running private server, or the use of one that another process
// holds.
type Server struct {
	place place
	url   string
	notes []string
	lock  *folderLock // nil when attached
	child *child      // nil when attached
	stop  sync.Mutex
}

// Start starts the server of a data folder, making an empty database "ocop"
// the first time. ctx bounds the start alone; the server runs until [Server.Stop]
// or the end of this process. While another process holds the folder it
// returns a *[HeldError], and [ErrNotInstalled] where there is no PostgreSQL.
func Start(ctx context.Context, o Options) (*Server, error) {
	dir, err := openDataDir(o.DataDir)
	if err != nil {
		return nil, err
	}
	lock, err := takeLock(ctx, dir)
	if err != nil {
		return nil, err
	}
	s, err := start(ctx, o, dir, lock)
	if err != nil {
		lock.release()
		return nil, err
	}
	return s, nil
}

// Open starts the server of a data folder or, while another process holds it,
// uses that process's server. It is what a command does that only needs the
// database for a while.
func Open(ctx context.Context, o Options) (*Server, error) {
	for {
		s, err := Start(ctx, o)
		if held, ok := errors.AsType[*HeldError](err); ok {
			address, err := Attach(ctx, held.Dir)
			if errors.Is(err, ErrNotHeld) {
				continue // the holder has just ended
			}
			if err != nil {
				return nil, err
			}
			return &Server{url: address, notes: []string{held.Error() + "; working through its database"}}, nil
		}
		return s, err
	}
}

// start does what Start says, under the folder's lock.
func start(ctx context.Context, o Options, dir string, lock *folderLock) (*Server, error) {
	who := holder{PID: os.Getpid(), Command: o.Command, Address: o.Address}
	if err := lock.describe(who); err != nil {
		return nil, fmt.Errorf("writing who holds the data folder: %w", err)
	}
	p, err := locate(dir, o.fallback())
	if err != nil {
		return nil, err
	}
	in, err := makeCluster(ctx, p, o.FsyncOff)
	if err != nil {
		return nil, err
	}
	s := &Server{place: p, url: address(p.socket, database), lock: lock}
	s.notes = append(p.notes, "PostgreSQL "+in.Version+" of "+in.BinDir+" serves "+p.cluster)
	if s.child, err = launch(ctx, in, p, o.arguments(p)); err != nil {
		return nil, fmt.Errorf("starting PostgreSQL on %s: %w", p.cluster, err)
	}
	who.URL = s.url
	if err := lock.describe(who); err != nil {
		return nil, errors.Join(fmt.Errorf("writing who holds the data folder: %w", err), s.Stop(ctx))
	}
	return s, nil
}

// makeCluster sees to it that the cluster exists and nobody works on it, and
// returns the programs that can serve it. Where there are none it leaves no
// trace: installing them may bring the user who is to own the cluster.
func makeCluster(ctx context.Context, p place, noSync bool) (Installation, error) {
	major, err := p.major()
	if err != nil {
		return Installation{}, err
	}
	if major == 0 && exists(p.data) {
		return Installation{}, fmt.Errorf("%s is no database of PostgreSQL: it lacks PG_VERSION", p.data)
	}
	in, err := findMajor(ctx, major)
	if err != nil {
		return Installation{}, err
	}
	if err := p.prepare(); err != nil {
		return Installation{}, err
	}
	if major == 0 {
		return in, initdb(ctx, in, p, noSync)
	}
	return in, stopOrphans(ctx, p.data)
}

// URL returns the address of the site's database, for pgx and for psql.
func (s *Server) URL() string { return s.url }

// Notes returns what an operator should be told of the server, a line each.
func (s *Server) Notes() []string { return s.notes }

// Done is closed when the server has ended, asked or not. It is nil for a
// server that another process holds.
func (s *Server) Done() <-chan struct{} {
	if s.child == nil {
		return nil
	}
	return s.child.exited
}

// Stop ends the server: open transactions are rolled back, everything
// committed is written out. When ctx ends first the server ends at once and
// recovers at its next start. A server that another process holds runs on.
func (s *Server) Stop(ctx context.Context) error {
	s.stop.Lock()
	defer s.stop.Unlock()
	if s.lock == nil {
		return nil
	}
	err := s.child.stop(ctx)
	awaitEnd(ctx, s.place.data, time.Second) // the log's writer ends after the rest
	if s.place.socket != s.place.cluster {
		os.Remove(s.place.socket)
	}
	s.lock.release()
	s.lock = nil
	return err
}

// Remove deletes the database of a data folder for good, ending a server that
// was left behind. While a process holds the folder it returns a *[HeldError].
// Of the options it needs the folders alone.
func Remove(ctx context.Context, o Options) error {
	dir, err := filepath.EvalSymlinks(o.DataDir)
	if err != nil {
		return fmt.Errorf("finding the data folder: %w", err)
	}
	lock, err := takeLock(ctx, dir)
	if err != nil {
		return err
	}
	defer lock.release()
	p, err := locate(dir, o.fallback())
	if err != nil {
		return err
	}
	if err := stopOrphans(ctx, p.data); err != nil {
		return err
	}
	if p.socket != p.cluster {
		os.RemoveAll(p.socket)
	}
	if err := os.RemoveAll(p.cluster); err != nil {
		return fmt.Errorf("deleting the database: %w", err)
	}
	return nil
}

// address writes the connection URL of a database behind a socket.
func address(socketDir, name string) string {
	return "postgres:///" + name + "?host=" + url.QueryEscape(socketDir) + "&port=5432&user=" + superuser
}
