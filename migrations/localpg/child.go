package localpg

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
)

// child is a program of PostgreSQL that ends when this process does.
type child struct {
	cmd    *exec.Cmd
	output *os.File      // what it said; has no name any more
	exited chan struct{} // closed when it has ended
	err    error         // how it ended; read after exited
}

// command prepares a program of the installation, to be run as the owner in
// dir. It gets a process group of its own, so that Ctrl-C reaches this process
// alone, which then stops the child in order; and no environment of ours: that
// holds passwords, and PGDATA or PGPORT would lead it astray.
func command(in Installation, who owner, dir, name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(in.BinDir, name), args...)
	cmd.Dir = dir
	cmd.Env = []string{"PATH=" + in.BinDir + ":/usr/bin:/bin", "LC_ALL=C", "TZ=UTC"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if who.other {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: who.uid, Gid: who.gid}
	}
	return cmd
}

// spawn starts cmd so that the kernel sends it onDeath when this process ends.
func spawn(cmd *exec.Cmd, onDeath syscall.Signal) (*child, error) {
	name := filepath.Base(cmd.Path)
	output, err := os.CreateTemp("", "ocop-postgres-")
	if err != nil {
		return nil, fmt.Errorf("keeping what %s says: %w", name, err)
	}
	os.Remove(output.Name())
	cmd.Stdout, cmd.Stderr = output, output
	dieWithParent(cmd.SysProcAttr, onDeath)
	c := &child{cmd: cmd, output: output, exited: make(chan struct{})}
	started := make(chan error)
	go c.run(started)
	if err := <-started; err != nil {
		output.Close()
		return nil, fmt.Errorf("starting %s: %w", name, err)
	}
	return c, nil
}

// run starts the program and waits for it on one thread. The kernel counts
// the end of the thread that forked as the parent's death, so this thread is
// kept from all other work until the child has ended.
func (c *child) run(started chan<- error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := c.cmd.Start(); err != nil {
		started <- err
		return
	}
	started <- nil
	c.err = c.cmd.Wait()
	close(c.exited)
}

// wait waits for the end of the program and returns how it ended with what it
// said last. When ctx ends first it stops the program by signal.
func (c *child) wait(ctx context.Context, signal syscall.Signal) error {
	select {
	case <-c.exited:
	case <-ctx.Done():
		c.signal(signal)
		<-c.exited
		return ctx.Err()
	}
	return c.ended()
}

// stop ends a server in order; when ctx ends before it has, at once.
func (c *child) stop(ctx context.Context) error {
	defer c.output.Close()
	if err := c.signal(syscall.SIGINT); err != nil {
		return fmt.Errorf("stopping PostgreSQL: %w", err)
	}
	select {
	case <-c.exited:
		return c.ended()
	case <-ctx.Done():
	}
	if err := c.signal(syscall.SIGQUIT); err != nil {
		return fmt.Errorf("stopping PostgreSQL at once: %w", err)
	}
	<-c.exited // it kills children that tarry by itself
	return fmt.Errorf("PostgreSQL was stopped at once: %w", ctx.Err())
}

// signal sends a signal; a child that has ended already is no error.
func (c *child) signal(signal syscall.Signal) error {
	if err := c.cmd.Process.Signal(signal); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	return nil
}

// ended puts how the program ended and its last lines into one error, nil when
// it ended well.
func (c *child) ended() error {
	if c.err == nil {
		return nil
	}
	said := c.said()
	if said == "" {
		return fmt.Errorf("%s ended: %w", filepath.Base(c.cmd.Path), c.err)
	}
	return fmt.Errorf("%s ended: %w: %s", filepath.Base(c.cmd.Path), c.err, said)
}

// said returns the last lines of the output, at most a kilobyte, as one line.
func (c *child) said() string {
	const most = 1000
	info, err := c.output.Stat()
	if err != nil {
		return ""
	}
	text, err := io.ReadAll(io.NewSectionReader(c.output, max(0, info.Size()-most), most))
	if err != nil {
		return ""
	}
	return strings.Join(strings.FieldsFunc(string(text), func(r rune) bool { return r == '\n' }), "; ")
}
