package localpg

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// lockName is the file in the data folder whose lock says that the folder is
// in use, and whose text says by whom.
const lockName = "postgres.lock"

// ErrNotHeld says that no process holds the data folder.
var ErrNotHeld = errors.New("no process holds the data folder")

// HeldError says that another process holds the data folder, and which.
type HeldError struct {
	Dir     string
	PID     int    // 0 when it has not said yet
	Command string // as it was started, empty when unknown
	Address string // where its site answers, empty when unknown
}

// Error names the holder as far as it is known.
func (e *HeldError) Error() string {
	text := "the data folder " + e.Dir + " is held by "
	if e.PID == 0 {
		return text + "another process"
	}
	text += fmt.Sprintf("process %d", e.PID)
	if e.Command != "" {
		text += " (" + e.Command + ")"
	}
	if e.Address != "" {
		text += ", which answers at " + e.Address
	}
	return text
}

// holder is what the lock file says.
type holder struct {
	PID     int    `json:"pid"`
	Command string `json:"command,omitempty"`
	Address string `json:"address,omitempty"`
	URL     string `json:"url,omitempty"` // empty until the server answers
}

// folderLock is the hold on a data folder. The kernel lets go of it when the
// process ends, however it ends.
type folderLock struct {
	file *os.File
}

// takeLock takes the hold on dir or returns a *HeldError. It asks for half a
// second, because [Attach] looks at the lock by taking it for a moment.
func takeLock(ctx context.Context, dir string) (*folderLock, error) {
	path := filepath.Join(dir, lockName)
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW, 0o600)
	if err != nil {
		return nil, fmt.Errorf("opening the lock of the data folder: %w", err)
	}
	for try := 0; ; try++ {
		err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil {
			return &folderLock{file}, nil
		}
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			file.Close()
			return nil, fmt.Errorf("locking the data folder: %w", err)
		}
		if try == 25 || pause(ctx, 20*time.Millisecond) != nil {
			h := readHolder(file)
			file.Close()
			return nil, &HeldError{Dir: dir, PID: h.PID, Command: h.Command, Address: h.Address}
		}
	}
}

// describe writes who holds the lock.
func (l *folderLock) describe(h holder) error {
	text, err := json.Marshal(h)
	if err != nil {
		return err
	}
	if err := l.file.Truncate(0); err != nil {
		return err
	}
	_, err = l.file.WriteAt(append(text, '\n'), 0)
	return err
}

// release lets go. The file stays: removing it would let two processes lock
// two files of one name.
func (l *folderLock) release() {
	l.file.Truncate(0)
	l.file.Close()
}

// readHolder returns what the lock file says, or nothing while it is written.
func readHolder(file *os.File) holder {
	var h holder
	text, err := io.ReadAll(io.NewSectionReader(file, 0, 1<<16))
	if err != nil || json.Unmarshal(text, &h) != nil {
		return holder{}
	}
	return h
}

// Attach returns the address of the database that another process runs in
// dataDir, waiting until it answers or ctx ends. Where no process holds the
// folder it returns [ErrNotHeld].
func Attach(ctx context.Context, dataDir string) (string, error) {
	for {
		file, err := os.Open(filepath.Join(dataDir, lockName))
		if errors.Is(err, os.ErrNotExist) {
			return "", ErrNotHeld
		}
		if err != nil {
			return "", fmt.Errorf("opening the lock of the data folder: %w", err)
		}
		free := syscall.Flock(int(file.Fd()), syscall.LOCK_SH|syscall.LOCK_NB) == nil
		h := readHolder(file)
		file.Close()
		switch {
		case free:
			return "", ErrNotHeld
		case h.URL != "":
			return h.URL, nil
		}
		if err := pause(ctx, 50*time.Millisecond); err != nil {
			return "", fmt.Errorf("waiting for process %d to start its database: %w", h.PID, err)
		}
	}
}

// pause sleeps for d unless ctx ends before.
func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
