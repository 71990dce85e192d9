package localpg

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// stopOrphans ends the server processes that a killed holder left behind on
// data. It is called under the folder's lock, so whatever still works there
// belongs to nobody. It never touches postmaster.pid: PostgreSQL itself
// decides whether that is stale.
func stopOrphans(ctx context.Context, data string) error {
	// The postmaster first and in order, its children with it. What is left
	// after that has no postmaster and is ended as PostgreSQL would do itself.
	main := pidFile(data)
	for _, step := range []struct {
		signal syscall.Signal
		all    bool
	}{{syscall.SIGINT, false}, {syscall.SIGQUIT, true}, {syscall.SIGKILL, true}} {
		pids := serversIn(data)
		if len(pids) == 0 {
			return nil
		}
		for _, pid := range pids {
			if step.all || pid == main {
				syscall.Kill(pid, step.signal) // it may have ended by now
			}
		}
		for range 100 {
			if len(serversIn(data)) == 0 {
				return nil
			}
			// Without a postmaster there is nothing to wait for.
			if !step.all && !slices.Contains(serversIn(data), main) {
				break
			}
			if err := pause(ctx, 50*time.Millisecond); err != nil {
				return fmt.Errorf("stopping a server left behind on %s: %w", data, err)
			}
		}
	}
	return fmt.Errorf("processes %v left behind on %s do not end", serversIn(data), data)
}

// pidFile returns the number in postmaster.pid, 0 where there is none.
func pidFile(data string) int {
	text, err := os.ReadFile(filepath.Join(data, "postmaster.pid"))
	if err != nil {
		return 0
	}
	line, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil || pid <= 1 {
		return 0
	}
	return pid
}

// strangerWith returns the number in postmaster.pid when a process has it that
// is no server of data: the machine was restarted and numbers began anew. The
// server would refuse to start for that alone. It returns 0 otherwise.
func strangerWith(data string) int {
	pid := pidFile(data)
	if pid == 0 || slices.Contains(serversIn(data), pid) {
		return 0
	}
	if err := syscall.Kill(pid, 0); err == syscall.ESRCH {
		return 0
	}
	return pid
}
