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
		// Without a postmaster there is nothing to wait for in the first step.
		if step.all || slices.Contains(pids, main) {
			awaitEnd(ctx, data, 5*time.Second)
		}
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("stopping a server left behind on %s: %w", data, err)
		}
	}
	if pids := serversIn(data); len(pids) != 0 {
		return fmt.Errorf("processes %v left behind on %s do not end", pids, data)
	}
	return nil
}

// awaitEnd waits until no server process works on data, for most at longest.
func awaitEnd(ctx context.Context, data string, most time.Duration) {
	for waited := time.Duration(0); waited < most && len(serversIn(data)) != 0; waited += 10 * time.Millisecond {
		if pause(ctx, 10*time.Millisecond) != nil {
			return
		}
	}
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
