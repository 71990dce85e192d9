//go:build !linux

package localpg

import (
	"os/exec"
	"strconv"
	"strings"
)

// serversIn returns the postmaster of data while it runs: the process in its
// pid file, if that was started as a server on data.
func serversIn(data string) []int {
	pid := pidFile(data)
	if pid == 0 {
		return nil
	}
	out, err := exec.Command("ps", "-o", "command=", "-p", strconv.Itoa(pid)).Output()
	if err != nil || !strings.Contains(string(out), "postgres") || !strings.Contains(string(out), data) {
		return nil
	}
	return []int{pid}
}
