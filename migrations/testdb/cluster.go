package testdb

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"ocop/migrations/localpg"
)

const (
	folderName = "ocop-testdb-"
	needed     = 1 << 30 // bytes free in memory; containers often have 64 MB there
)

// startOwn starts a private server for this test program. It is stopped by the
// kernel when the program ends.
func startOwn(ctx context.Context) (*localpg.Server, error) {
	root := memory()
	sweep(ctx, root)
	dir, err := os.MkdirTemp(root, folderName)
	if err != nil {
		return nil, fmt.Errorf("making a folder for the tests' server: %w", err)
	}
	if err := removeAtEnd(dir); err != nil {
		return nil, fmt.Errorf("arranging the removal of %s: %w", dir, err)
	}
	s, err := localpg.Start(ctx, localpg.Options{
		DataDir:  dir,
		Command:  filepath.Base(os.Args[0]),
		FsyncOff: true,
		Settings: map[string]string{
			"synchronous_commit": "off",
			"autovacuum":         "off",
			"max_connections":    "200",
			"shared_buffers":     "64MB",
			"wal_level":          "minimal",
			"max_wal_senders":    "0",
			// In the folder, so that it goes with the folder.
			"dynamic_shared_memory_type": "mmap",
		},
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// memory returns a folder that is kept in memory if there is one with room,
// else the one for temporary files.
func memory() string {
	var stat syscall.Statfs_t
	if err := syscall.Statfs("/dev/shm", &stat); err != nil || stat.Bavail*uint64(stat.Bsize) < needed {
		return os.TempDir()
	}
	probe, err := os.MkdirTemp("/dev/shm", folderName)
	if err != nil {
		return os.TempDir()
	}
	os.Remove(probe)
	return "/dev/shm"
}

// removeAtEnd has a shell wait for the end of this program, which closes the
// pipe it reads from, and of the server; then it removes dir. A program that
// is killed, or whose tests panic, cannot do that itself.
func removeAtEnd(dir string) error {
	const script = `cat >/dev/null
n=0
while [ -e "$1/postgres/data/postmaster.pid" ] && [ $n -lt 100 ]; do sleep 0.1; n=$((n+1)); done
sleep 0.1
rm -rf "$1"`
	cmd := exec.Command("/bin/sh", "-c", script, "sh", dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // Ctrl-C is not for it
	// The end that writes stays open, unused, for the life of this program. It
	// is a bare descriptor, because an os.File nobody refers to is closed by the
	// garbage collector, and the folder would go while its server runs.
	var ends [2]int
	syscall.ForkLock.RLock()
	err := syscall.Pipe(ends[:])
	if err == nil {
		syscall.CloseOnExec(ends[0])
		syscall.CloseOnExec(ends[1])
	}
	syscall.ForkLock.RUnlock()
	if err != nil {
		return err
	}
	read := os.NewFile(uintptr(ends[0]), "end of the tests")
	defer read.Close()
	cmd.Stdin = read
	return cmd.Start()
}

// sweep removes what earlier programs left in root, where not even the shell
// of [removeAtEnd] could. What is in use is locked and stays; what is young
// may be about to be locked.
func sweep(ctx context.Context, root string) {
	dirs, _ := filepath.Glob(filepath.Join(root, folderName+"*")) // fails on a bad pattern only
	for _, dir := range dirs {
		info, err := os.Lstat(dir)
		if err != nil || !info.IsDir() || time.Since(info.ModTime()) < time.Minute {
			continue
		}
		if localpg.Remove(ctx, localpg.Options{DataDir: dir}) == nil {
			os.RemoveAll(dir)
		}
	}
}
