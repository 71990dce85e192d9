package localpg

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// What the server answers to a connection, as PostgreSQL numbers it.
const (
	startingUp = "57P03"
	noDatabase = "3D000"
)

// launch starts the server and returns when it answers. After kill -9 the
// remains of the last one block the start for a moment, while its children
// notice: that is waited for, up to ten seconds.
func launch(ctx context.Context, in Installation, p place, args []string) (*child, error) {
	for try := 0; ; try++ {
		cmd := command(in, p.owner, p.cluster, "postgres", args...)
		if pid := strangerWith(p.data); pid != 0 {
			// Numbers begin anew when a machine starts. PostgreSQL takes a pid
			// file for stale when the number is its grandparent's, and still
			// looks at the shared memory whether anyone works on the data.
			cmd.Env = append(cmd.Env, "PG_GRANDPARENT_PID="+strconv.Itoa(pid))
		}
		c, err := spawn(cmd, syscall.SIGINT)
		if err != nil {
			return nil, err
		}
		if err = c.answers(ctx, p.socket); err == nil {
			return c, nil
		}
		blocked := strings.Contains(c.said(), "postmaster.pid") || strings.Contains(c.said(), "shared memory block")
		c.output.Close()
		if !blocked || try == 100 {
			return nil, err
		}
		if err := pause(ctx, 100*time.Millisecond); err != nil {
			return nil, err
		}
	}
}

// answers waits until the server takes queries and has the site's database.
// A server that recovers from a crash says so, and is given the time it needs.
func (c *child) answers(ctx context.Context, socketDir string) error {
	for {
		err := connect(ctx, socketDir)
		if err == nil {
			return nil
		}
		if said, ok := errors.AsType[*pgconn.PgError](err); ok && said.Code != startingUp {
			return errors.Join(err, c.stop(ctx))
		}
		select {
		case <-c.exited:
			if err := c.ended(); err != nil {
				return err
			}
			return errors.New("it ended before it answered")
		case <-ctx.Done():
			return errors.Join(ctx.Err(), c.stop(ctx))
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// connect asks the site's database for a sign of life, and makes it in a
// cluster that does not have it yet.
func connect(ctx context.Context, socketDir string) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	err := execute(ctx, address(socketDir, database), "SELECT 1")
	if said, ok := errors.AsType[*pgconn.PgError](err); ok && said.Code == noDatabase {
		return execute(ctx, address(socketDir, "postgres"), "CREATE DATABASE "+database)
	}
	return err
}

// execute runs one statement on a connection of its own.
func execute(ctx context.Context, url, statement string) error {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, statement)
	return err
}
