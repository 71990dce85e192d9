package localpg

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestServerKilled(t *testing.T) {
	t.Parallel()
	needPostgres(t)
	dir := dataDir(t)
	s := mustStart(t, Options{DataDir: dir})
	write(t, s.URL(), "chè")
	if err := syscall.Kill(pidFile(s.place.data), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	<-s.Done()
	if err := s.Stop(t.Context()); err == nil {
		t.Error("Stop does not say that the server had been killed")
	}
	s = mustStart(t, Options{DataDir: dir})
	if got := read(t, s.URL()); got != "chè" {
		t.Errorf("after kill -9 of the server the database holds %q", got)
	}
}

func TestHolderKilled(t *testing.T) {
	t.Parallel()
	needPostgres(t)
	dir := dataDir(t)
	data := filepath.Join(dir, "postgres", "data")
	for i, kill := range []func(cmd *exec.Cmd){
		func(cmd *exec.Cmd) { killHolder(t, cmd) },
		func(cmd *exec.Cmd) { // both at once, the server first
			syscall.Kill(pidFile(data), syscall.SIGKILL)
			killHolder(t, cmd)
		},
		func(cmd *exec.Cmd) { // a server that hangs and so cannot hear that its holder died
			syscall.Kill(pidFile(data), syscall.SIGSTOP)
			killHolder(t, cmd)
		},
	} {
		cmd := exec.Command(os.Args[0])
		url := startHolder(t, cmd, dir)
		write(t, url, fmt.Sprint("chè", i))
		kill(cmd)
	}
	if len(serversIn(data)) == 0 {
		t.Error("the hanging server ended by itself: this test shows nothing")
	}
	s := mustStart(t, Options{DataDir: dir})
	if got := read(t, s.URL()); got != "chè0 chè1 chè2" {
		t.Errorf("after three holders were killed the database holds %q", got)
	}
	mustStop(t, s)
	if left := serversIn(data); len(left) != 0 {
		t.Errorf("processes %v are left behind", left)
	}
}

// A machine that lost power and started again may have given the number in the
// old pid file to any process of the same user.
func TestPidOfAnotherProcess(t *testing.T) {
	t.Parallel()
	needPostgres(t)
	dir := dataDir(t)
	s := mustStart(t, Options{DataDir: dir})
	write(t, s.URL(), "chè")
	pid := pidFile(s.place.data)
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	<-s.Done()
	s.Stop(t.Context())

	stranger := command(Installation{BinDir: "/bin"}, s.place.owner, "/", "sleep", "60")
	if err := stranger.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		stranger.Process.Kill()
		stranger.Wait()
	}()
	path := filepath.Join(s.place.data, "postmaster.pid")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "\n")
	if err := os.WriteFile(path, fmt.Appendf(nil, "%d\n%s", stranger.Process.Pid, rest), 0o600); err != nil {
		t.Fatal(err)
	}

	s = mustStart(t, Options{DataDir: dir})
	if got := read(t, s.URL()); got != "chè" {
		t.Errorf("the database holds %q", got)
	}
	if err := stranger.Process.Signal(syscall.Signal(0)); err != nil {
		t.Errorf("a process that only has the old number was ended: %v", err)
	}
}

func TestSecondStart(t *testing.T) {
	t.Parallel()
	needPostgres(t)
	dir := dataDir(t)
	if _, err := Attach(t.Context(), dir); !errors.Is(err, ErrNotHeld) {
		t.Errorf("attaching to a folder that is not there yet: %v", err)
	}
	cmd := exec.Command(os.Args[0])
	url := startHolder(t, cmd, dir)
	write(t, url, "chè")

	_, err := Start(t.Context(), Options{DataDir: dir})
	want := HeldError{Dir: dir, PID: cmd.Process.Pid, Command: "ocop demo", Address: "http://localhost:8080"}
	if held, ok := errors.AsType[*HeldError](err); !ok || *held != want {
		t.Fatalf("a second start says %v, want %v", err, want)
	}
	for _, part := range []string{fmt.Sprint(want.PID), want.Command, want.Address, dir} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not name %s", err, part)
		}
	}

	s, err := Open(t.Context(), Options{DataDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, s.URL()); got != "chè" || s.URL() != url {
		t.Errorf("through the holder at %s the database holds %q", s.URL(), got)
	}
	mustStop(t, s)
	if got := read(t, url); got != "chè" {
		t.Error("a visitor's Stop stopped the holder's server")
	}

	killHolder(t, cmd)
	if _, err := Attach(t.Context(), dir); !errors.Is(err, ErrNotHeld) {
		t.Errorf("attaching after the holder's end: %v", err)
	}
	s, err = Open(t.Context(), Options{DataDir: dir, FsyncOff: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Stop(context.Background())
	if got := read(t, s.URL()); got != "chè" {
		t.Errorf("opened after the holder's end the database holds %q", got)
	}
}
