package search

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/meilisearch/meilisearch-go"
)

// meiliKey is the master key of every server that tests start.
const meiliKey = "only-for-the-tests-of-this-package"

// errNoMeili says that this machine has no server to test with.
var errNoMeili = errors.New("no Meilisearch: neither MEILI_BIN nor PATH names one")

// meiliServer is a real server on loopback.
type meiliServer struct {
	url    string
	binary string
	data   string
	child  *exec.Cmd
	input  io.Closer
	pid    int // of the server
}

// sharedMeili is started by the first test that asks and stopped by TestMain;
// every test has an index of its own there, named after its database.
var sharedMeili = struct {
	once   sync.Once
	server *meiliServer
	err    error
}{}

func TestMain(m *testing.M) {
	debug.SetGCPercent(400) // every test makes an index of its own
	code := m.Run()
	if server := sharedMeili.server; server != nil {
		server.stop()
		os.RemoveAll(server.data)
	}
	os.Exit(code)
}

// meiliForAll starts the shared server the first time.
func meiliForAll() (*meiliServer, error) {
	sharedMeili.once.Do(func() {
		folder := "/dev/shm" // without a disk to wait for, where there is one
		if _, err := os.Stat(folder); err != nil {
			folder = ""
		}
		data, err := os.MkdirTemp(folder, "ocop-meili-")
		if err != nil {
			sharedMeili.err = err
			return
		}
		if sharedMeili.server, sharedMeili.err = newMeiliServer(data); sharedMeili.err != nil {
			os.RemoveAll(data)
		}
	})
	return sharedMeili.server, sharedMeili.err
}

// meili is the address of the shared server. Without a server on this machine
// the test is skipped, and says so.
func meili(t testing.TB) string {
	t.Helper()
	server, err := meiliForAll()
	if errors.Is(err, errNoMeili) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return server.url
}

// MeiliForTests is, for the tests outside the package, the engine in step with
// an index, and a client of the same server; nil where this machine has none.
func MeiliForTests(t testing.TB, index *Index) (Engine, meilisearch.ServiceManager) {
	t.Helper()
	if _, err := meiliForAll(); errors.Is(err, errNoMeili) {
		t.Log(err)
		return nil, nil
	}
	m := patientMeili(t, index)
	if err := m.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	return m, m.client
}

// patientMeili is the engine on the shared server, given all the time that a
// machine full of tests may take.
func patientMeili(t testing.TB, index *Index) *Meili {
	t.Helper()
	m := NewMeili(meili(t), meiliKey, index.DB, index.Day)
	m.patient = 10 * time.Second
	return m
}

// ownMeili is a server that one test may stop and start.
func ownMeili(t *testing.T) *meiliServer {
	t.Helper()
	server, err := newMeiliServer(t.TempDir())
	if errors.Is(err, errNoMeili) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.stop)
	return server
}

func newMeiliServer(data string) (*meiliServer, error) {
	binary := os.Getenv("MEILI_BIN")
	if binary == "" {
		var err error
		if binary, err = exec.LookPath("meilisearch"); err != nil {
			return nil, errNoMeili
		}
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	address := listener.Addr().String()
	if err := listener.Close(); err != nil {
		return nil, err
	}
	s := &meiliServer{url: "http://" + address, binary: binary, data: data}
	return s, s.start()
}

// start runs the server and waits until it answers.
func (s *meiliServer) start() error {
	// The shell ends the server when its input ends: with stop, and with this
	// process, however that ends.
	s.child = exec.Command("sh", "-c", `"$@" >&2 & echo $!; read -r _; kill -9 $!; wait`, "sh", s.binary, "--no-analytics", "--env", "development", "--log-level", "error", "--master-key", meiliKey,
		"--max-indexing-memory", "64Mb", // setting up more of it costs every write a second
		"--http-addr", s.url[len("http://"):], "--db-path", filepath.Join(s.data, "data.ms"), "--dump-dir", filepath.Join(s.data, "dumps"))
	s.child.Dir = s.data
	var err error
	if s.input, err = s.child.StdinPipe(); err != nil {
		return err
	}
	output, err := s.child.StdoutPipe()
	if err != nil {
		return err
	}
	if err := s.child.Start(); err != nil {
		return fmt.Errorf("starting Meilisearch: %w", err)
	}
	if _, err := fmt.Fscan(output, &s.pid); err != nil {
		return fmt.Errorf("starting Meilisearch: %w", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	for {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+"/health", nil)
		if err != nil {
			return err
		}
		if response, err := http.DefaultClient.Do(request); err == nil {
			response.Body.Close()
			return nil
		}
		if ctx.Err() != nil {
			s.stop()
			return errors.New("starting Meilisearch: it does not answer")
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// stop kills the server as a failing machine would.
func (s *meiliServer) stop() {
	if s.child.ProcessState == nil {
		s.input.Close()
		s.child.Wait()
	}
}

func (s *meiliServer) signal(t *testing.T, signal syscall.Signal) {
	t.Helper()
	if err := syscall.Kill(s.pid, signal); err != nil {
		t.Fatal(err)
	}
}
