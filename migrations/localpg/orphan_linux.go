package localpg

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// serversIn returns the processes that are PostgreSQL and work in data: the
// postmaster and all its children make it their working folder. A shell that
// stands there is not meant.
func serversIn(data string) []int {
	dirs, _ := filepath.Glob("/proc/[0-9]*") // fails on a bad pattern only
	var pids []int
	for _, dir := range dirs {
		name, err := os.ReadFile(filepath.Join(dir, "comm"))
		if err != nil || strings.TrimSpace(string(name)) != "postgres" {
			continue
		}
		cwd, err := os.Readlink(filepath.Join(dir, "cwd"))
		if err != nil || cwd != data {
			continue
		}
		if pid, err := strconv.Atoi(filepath.Base(dir)); err == nil {
			pids = append(pids, pid)
		}
	}
	return pids
}
