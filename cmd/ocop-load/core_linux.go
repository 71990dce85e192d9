package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// cores picks one core for what is measured and another for the visitors.
func cores() (site, visitors int, err error) {
	var set unix.CPUSet
	if err := unix.SchedGetaffinity(0, &set); err != nil {
		return 0, 0, fmt.Errorf("asking for the cores: %w", err)
	}
	var found []int
	for i := 0; len(found) < 2 && i < 1024; i++ {
		if set.IsSet(i) {
			found = append(found, i)
		}
	}
	if len(found) < 2 {
		return 0, 0, fmt.Errorf("measuring needs two cores, one for the visitors")
	}
	return found[1], found[0], nil
}

// startOn starts a program that, with everything it starts, stays on one core.
func startOn(core int, c *exec.Cmd) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var before, only unix.CPUSet
	if err := unix.SchedGetaffinity(0, &before); err != nil {
		return fmt.Errorf("asking for the cores: %w", err)
	}
	only.Set(core)
	// The child inherits the cores of the thread that starts it.
	if err := unix.SchedSetaffinity(0, &only); err != nil {
		return fmt.Errorf("choosing a core: %w", err)
	}
	err := c.Start()
	if back := unix.SchedSetaffinity(0, &before); err == nil && back != nil {
		return fmt.Errorf("going back to all cores: %w", back)
	}
	return err
}

// stayOn holds this process to one core.
func stayOn(core int) error {
	runtime.GOMAXPROCS(1)
	threads, err := filepath.Glob("/proc/self/task/*")
	if err != nil {
		return err
	}
	var only unix.CPUSet
	only.Set(core)
	for _, thread := range threads {
		id, err := strconv.Atoi(filepath.Base(thread))
		if err != nil {
			continue
		}
		if err := unix.SchedSetaffinity(id, &only); err != nil {
			return fmt.Errorf("choosing a core: %w", err)
		}
	}
	return nil
}

// clockTick is the unit of processor time in /proc, the same on every Linux.
const clockTick = 10 * time.Millisecond

// processorTime is what a process and all it has started have used so far.
func processorTime(pid int) time.Duration {
	type process struct {
		parent int
		ticks  int64
	}
	all := make(map[int]process)
	stats, _ := filepath.Glob("/proc/[0-9]*/stat") // the pattern is right
	for _, path := range stats {
		text, err := os.ReadFile(path)
		if err != nil {
			continue // ended meanwhile
		}
		// The name in brackets may hold anything; what follows it is numbers.
		fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
		if len(fields) < 15 {
			continue
		}
		own, _ := strconv.Atoi(filepath.Base(filepath.Dir(path)))
		parent, _ := strconv.Atoi(fields[1])
		var ticks int64
		for _, field := range fields[11:13] { // utime and stime
			n, _ := strconv.ParseInt(field, 10, 64)
			ticks += n
		}
		all[own] = process{parent, ticks}
	}
	var total int64
	for id, p := range all {
		for at := id; at != 0; at = all[at].parent {
			if at == pid {
				total += p.ticks
				break
			}
		}
	}
	return time.Duration(total) * clockTick
}

// residentMegabytes is the memory a process holds, and the most it has held.
func residentMegabytes(pid int) (now, most int) {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid)) // 0 for a process that has ended
	for line := range strings.Lines(string(text)) {
		name, value, _ := strings.Cut(line, ":")
		kilobytes, _ := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "kB")))
		switch name {
		case "VmRSS":
			now = kilobytes >> 10
		case "VmHWM":
			most = kilobytes >> 10
		}
	}
	return now, most
}
