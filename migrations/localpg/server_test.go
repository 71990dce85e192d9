package localpg

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5"
)

// holdEnv names the data folder that a copy of this test program shall hold.
const holdEnv = "OCOP_LOCALPG_HOLD"

// TestMain lets the test program play the holder that others run into.
func TestMain(m *testing.M) {
	if dir := os.Getenv(holdEnv); dir != "" {
		hold(dir)
	}
	os.Exit(m.Run())
}

// hold starts a server as a site would, says its address and stays.
func hold(dir string) {
	s, err := Start(context.Background(), Options{DataDir: dir, Command: "ocop demo", Address: "http://localhost:8080", FsyncOff: true})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(s.URL())
	select {}
}

func needPostgres(t testing.TB) {
	t.Helper()
	if _, err := Find(t.Context()); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip("skipped: ", err)
	}
}

// dataDir returns a new data folder that any user could reach, in memory
// unless TMPDIR says otherwise.
func dataDir(t testing.TB) string {
	t.Helper()
	root := ""
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() && os.Getenv("TMPDIR") == "" {
		root = "/dev/shm" // these tests are about processes, not about disks
	}
	base, err := os.MkdirTemp(root, "ocop-localpg-")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(base, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(base); err != nil {
			t.Error(err)
		}
	})
	return filepath.Join(resolve(base), "data")
}

func mustStart(t testing.TB, o Options) *Server {
	t.Helper()
	o.FsyncOff = true
	s, err := Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Stop(context.Background()) })
	return s
}

func mustStop(t testing.TB, s *Server) {
	t.Helper()
	if err := s.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// write commits one word, read returns all that were committed.
func write(t testing.TB, url, word string) {
	t.Helper()
	if err := execute(t.Context(), url, "CREATE TABLE IF NOT EXISTS word (word text)"); err != nil {
		t.Fatal(err)
	}
	if err := execute(t.Context(), url, "INSERT INTO word VALUES ('"+word+"')"); err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, url string) string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	var words string
	if err := conn.QueryRow(t.Context(), "SELECT string_agg(word, ' ' ORDER BY word) FROM word").Scan(&words); err != nil {
		t.Fatal(err)
	}
	return words
}

func TestStopAndStartKeepsData(t *testing.T) {
	t.Parallel()
	needPostgres(t)
	dir := dataDir(t)
	// An earlier start was stopped while it made the database.
	if err := os.MkdirAll(filepath.Join(dir, "postgres", "data.new", "base"), 0o700); err != nil {
		t.Fatal(err)
	}
	s := mustStart(t, Options{DataDir: dir})
	if os.Geteuid() == 0 {
		wantWithoutRights(t, dir)
	}
	write(t, s.URL(), "chè")
	mustStop(t, s)
	if left := serversIn(filepath.Join(dir, "postgres", "data")); len(left) != 0 {
		t.Errorf("processes %v run on after Stop", left)
	}
	mustStop(t, s) // a second time is no error

	s = mustStart(t, Options{DataDir: dir})
	write(t, s.URL(), "mật")
	if got := read(t, s.URL()); got != "chè mật" {
		t.Errorf("after a second start the database holds %q", got)
	}
	if notes := strings.Join(s.Notes(), "\n"); !strings.Contains(notes, dir) {
		t.Errorf("the notes do not say where the database lies: %s", notes)
	}
	if err := execute(t.Context(), s.URL(), `SELECT 'đ' < 'e' COLLATE "vi-x-icu"`); err != nil {
		t.Errorf("Vietnamese cannot be sorted: %v", err)
	}
}

// wantWithoutRights checks what root's server may do and who may reach it.
func wantWithoutRights(t *testing.T, dir string) {
	t.Helper()
	servers := serversIn(filepath.Join(dir, "postgres", "data"))
	if len(servers) == 0 {
		t.Fatal("no server process was found")
	}
	for _, pid := range servers {
		info, err := os.Stat(fmt.Sprintf("/proc/%d", pid))
		if err != nil {
			continue // a helper of the server that has ended
		}
		if info.Sys().(*syscall.Stat_t).Uid == 0 {
			t.Errorf("process %d of the server runs as root", pid)
		}
	}
	for path, want := range map[string]os.FileMode{dir: 0o711, filepath.Join(dir, "postgres"): 0o700} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s has mode %v, want %v (%v)", path, info.Mode().Perm(), want, err)
		}
	}
}

func TestOrdinaryUser(t *testing.T) {
	// Not in parallel: a program just written cannot be started while another test's
	// child still holds it open.
	needPostgres(t)
	if os.Geteuid() != 0 {
		t.Skip("skipped, because this process is not root; for an ordinary user the other tests show it")
	}
	who, err := chooseOwner("")
	if err != nil {
		t.Fatal(err)
	}
	// The user must reach the program and own the folder.
	dir := dataDir(t)
	program, err := os.ReadFile("/proc/self/exe")
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(filepath.Dir(dir), "localpg.test")
	if err := os.WriteFile(copied, program, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := who.privateDir(dir); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(copied)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: who.uid, Gid: who.gid}}
	url := startHolder(t, cmd, dir)
	write(t, url, "chè")
	killHolder(t, cmd)

	// Root may go on with what the user began; the owner stays.
	s := mustStart(t, Options{DataDir: dir})
	if got := read(t, s.URL()); got != "chè" {
		t.Errorf("the user's database holds %q", got)
	}
}

func TestUnreachableFolder(t *testing.T) {
	t.Parallel()
	needPostgres(t)
	if os.Geteuid() != 0 {
		t.Skip("skipped, because this process is not root; an ordinary user's server reaches what the user reaches")
	}
	base := filepath.Dir(dataDir(t))
	closed := filepath.Join(base, "home")
	if err := os.Mkdir(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	o := Options{DataDir: filepath.Join(closed, "site"), FallbackDir: filepath.Join(base, "lib", "ocop")}
	s := mustStart(t, o)
	write(t, s.URL(), "chè")
	if !strings.HasPrefix(s.place.cluster, o.FallbackDir) || !strings.Contains(strings.Join(s.Notes(), "\n"), s.place.cluster) {
		t.Errorf("the database lies in %s, and the notes are %q", s.place.cluster, s.Notes())
	}
	mustStop(t, s)

	// A folder that opens later does not make the database vanish.
	if err := os.Chmod(closed, 0o755); err != nil {
		t.Fatal(err)
	}
	s = mustStart(t, o)
	if got := read(t, s.URL()); got != "chè" {
		t.Errorf("the database holds %q", got)
	}
}

func TestLongPath(t *testing.T) {
	t.Parallel()
	needPostgres(t)
	dir := filepath.Join(dataDir(t), strings.Repeat("rất-dài-", 12), "có dấu cách, phẩy")
	s := mustStart(t, Options{DataDir: dir})
	write(t, s.URL(), "chè")
	socket := s.place.socket
	if len(filepath.Join(socket, socketFile)) > longestSocket {
		t.Errorf("the socket's path %s is too long for other systems", socket)
	}
	mustStop(t, s)
	if exists(socket) {
		t.Errorf("%s is left behind", socket)
	}
}

func TestRemove(t *testing.T) {
	t.Parallel()
	needPostgres(t)
	o := Options{DataDir: dataDir(t)}
	s := mustStart(t, o)
	if held, ok := errors.AsType[*HeldError](Remove(t.Context(), o)); !ok || held.PID != os.Getpid() {
		t.Errorf("the database of a running site was removed: %v", held)
	}
	mustStop(t, s)
	if err := Remove(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	if exists(s.place.cluster) {
		t.Errorf("%s is still there", s.place.cluster)
	}
}

// startHolder runs cmd as the holder of dir and returns its database's address.
func startHolder(t *testing.T, cmd *exec.Cmd, dir string) string {
	t.Helper()
	cmd.Env = append(os.Environ(), holdEnv+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "postgres://") {
		t.Fatalf("the holder says %q (%v)", line, err)
	}
	return strings.TrimSpace(line)
}

func killHolder(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	cmd.Wait() // says that it was killed
}

func BenchmarkStart(b *testing.B) {
	needPostgres(b)
	start := func(o Options) {
		s, err := Start(b.Context(), o)
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := s.Stop(b.Context()); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	for name, fsyncOff := range map[string]bool{"fsync": false, "nofsync": true} {
		b.Run("cold/"+name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				o := Options{DataDir: dataDir(b), FsyncOff: fsyncOff}
				b.StartTimer()
				start(o)
			}
		})
		b.Run("warm/"+name, func(b *testing.B) {
			o := Options{DataDir: dataDir(b), FsyncOff: fsyncOff}
			start(o)
			for b.Loop() {
				start(o)
			}
		})
	}
}
