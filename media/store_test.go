package media

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestFolder(t *testing.T) {
	conform(t, func(t *testing.T) Store {
		f, err := OpenFolder(filepath.Join(t.TempDir(), "pictures"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		return f
	})
}

func TestS3(t *testing.T) {
	t.Parallel()
	address := startS3(t)
	n := 0
	conform(t, func(t *testing.T) Store {
		n++
		s, err := NewS3(address, fmt.Sprintf("pictures-%d", n), "access", "secretsecret")
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}

// conform is what every store must do.
func conform(t *testing.T, make func(*testing.T) Store) {
	t.Run("a new store", func(t *testing.T) {
		s := make(t)
		if _, _, err := s.Open(t.Context(), "public/a/320.webp"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Open: %v", err)
		}
		if keys, err := s.List(t.Context(), "public/"); err != nil || len(keys) != 0 {
			t.Errorf("List: %v, %v", keys, err)
		}
		if err := s.Delete(t.Context(), "public/a/320.webp"); err != nil {
			t.Errorf("Delete: %v", err)
		}
		if err := s.Ready(t.Context()); err != nil {
			t.Errorf("Ready: %v", err)
		}
	})
	t.Run("keeps files", func(t *testing.T) { keepsFiles(t, make(t)) })
	t.Run("reads whole or nothing", func(t *testing.T) { readsWhole(t, make(t)) })
	t.Run("refuses keys", func(t *testing.T) {
		s := make(t)
		for _, key := range []string{"", "/", "../a", "a/../b", "a//b", "/a", "a/", ".a", "a/.b", "_new", "A", "a b", "a\x00", "á", "a\\b", "-a", strings.Repeat("a", 300)} {
			if err := s.Put(t.Context(), key, nil); !errors.Is(err, fs.ErrInvalid) {
				t.Errorf("Put %q: %v", key, err)
			}
			if _, _, err := s.Open(t.Context(), key); !errors.Is(err, fs.ErrInvalid) {
				t.Errorf("Open %q: %v", key, err)
			}
			if err := s.Delete(t.Context(), key); !errors.Is(err, fs.ErrInvalid) {
				t.Errorf("Delete %q: %v", key, err)
			}
		}
	})
	t.Run("stops", func(t *testing.T) {
		s := make(t)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := s.Put(ctx, "a", nil); !errors.Is(err, context.Canceled) {
			t.Errorf("Put: %v", err)
		}
		if _, _, err := s.Open(ctx, "a"); !errors.Is(err, context.Canceled) {
			t.Errorf("Open: %v", err)
		}
	})
}

func keepsFiles(t *testing.T, s Store) {
	ctx := t.Context()
	large := bytes.Repeat([]byte("0123456789abcdef"), 6<<20/16)
	for key, data := range map[string][]byte{
		"original/ab": large, "public/ab/320.webp": []byte("small"), "public/ab/640.jpg": {}, "public/abc/320.jpg": []byte("other"),
	} {
		if err := s.Put(ctx, key, data); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(len(data), len(contents(t, s, key))); diff != "" {
			t.Errorf("%s: %s", key, diff)
		}
	}
	if !bytes.Equal(contents(t, s, "original/ab"), large) {
		t.Error("the large file has changed")
	}
	if err := s.Put(ctx, "public/ab/320.webp", []byte("smaller")); err != nil {
		t.Fatal(err)
	}
	if got := string(contents(t, s, "public/ab/320.webp")); got != "smaller" {
		t.Errorf("after a second Put: %q", got)
	}
	keys, err := s.List(ctx, "public/ab/")
	slices.Sort(keys)
	if diff := cmp.Diff([]string{"public/ab/320.webp", "public/ab/640.jpg"}, keys); diff != "" || err != nil {
		t.Errorf("List: %v %s", err, diff)
	}
	if err := s.Delete(ctx, "public/ab/320.webp", "public/ab/640.jpg", "original/ab"); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Open(ctx, "public/ab/320.webp"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Open after Delete: %v", err)
	}
	if got := string(contents(t, s, "public/abc/320.jpg")); got != "other" {
		t.Errorf("the neighbour: %q", got)
	}
	if _, _, err := s.Open(ctx, "public/abc"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Open of a folder: %v", err)
	}
}

// readsWhole reads a file while it is being replaced: it is always one of the
// versions, never a mixture.
func readsWhole(t *testing.T, s Store) {
	versions := [][]byte{bytes.Repeat([]byte("a"), 1<<18), bytes.Repeat([]byte("b"), 1<<17)}
	if err := s.Put(t.Context(), "a", versions[0]); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() {
		var err error
		for i := range 30 {
			err = errors.Join(err, s.Put(t.Context(), "a", versions[i%2]))
		}
		done <- err
	}()
	for writing := true; writing; {
		select {
		case err := <-done:
			if err != nil {
				t.Error(err)
			}
			writing = false
		default:
		}
		got := contents(t, s, "a")
		if !bytes.Equal(got, versions[0]) && !bytes.Equal(got, versions[1]) {
			t.Fatalf("read %d bytes of neither version", len(got))
		}
	}
}

func contents(t *testing.T, s Store, key string) []byte {
	t.Helper()
	r, size, err := s.Open(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if int64(len(data)) != size {
		t.Errorf("%s: %d bytes, said to be %d", key, len(data), size)
	}
	return data
}

// TestS3Away: an address where nobody answers fails soon, and not when the
// store is made.
func TestS3Away(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := "http://" + l.Addr().String()
	l.Close()
	s, err := NewS3(address, "pictures", "access", "secretsecret")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Ready(t.Context()); err == nil {
		t.Error("Ready found a bucket nowhere")
	}
	if _, _, err := s.Open(t.Context(), "a"); err == nil || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Open: %v", err)
	}
	for _, endpoint := range []string{"", "s3.example.vn", "ftp://s3.example.vn", "https://s3.example.vn/path"} {
		if _, err := NewS3(endpoint, "b", "a", "s"); err == nil {
			t.Errorf("NewS3 takes %q", endpoint)
		}
	}
}

// TestS3Silent: a server that takes a request and never answers holds nobody
// for ever.
func TestS3Silent(t *testing.T) {
	t.Parallel()
	silent := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer silent.Close()
	s, err := NewS3(silent.URL, "pictures", "access", "secretsecret")
	if err != nil {
		t.Fatal(err)
	}
	opened := make(chan error, 1)
	go func() {
		_, _, err := s.Open(context.Background(), "a")
		opened <- err
	}()
	if err := s.Ready(context.Background()); err == nil {
		t.Error("Ready heard an answer")
	}
	if err := <-opened; err == nil || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Open: %v", err)
	}
}

// startS3 runs a real S3 server until the test ends and returns its address.
func startS3(t *testing.T) string {
	t.Helper()
	binary := os.Getenv("VERSITYGW_BIN")
	if binary == "" {
		binary = "versitygw"
	}
	binary, err := exec.LookPath(binary)
	if err != nil && os.Getenv("CI") == "" {
		t.Skipf("skipped, because there is no S3 server (VERSITYGW_BIN, or versitygw on the path): %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	dir := t.TempDir()
	for _, sub := range []string{"files", "attributes"} { // not every file system keeps attributes
		if err := os.Mkdir(filepath.Join(dir, sub), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	var log bytes.Buffer
	server := exec.Command(binary, "--port", address, "--access", "access", "--secret", "secretsecret", "--quiet",
		"posix", "--sidecar", filepath.Join(dir, "attributes"), filepath.Join(dir, "files"))
	server.Stdout, server.Stderr = &log, &log
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		server.Process.Kill()
		server.Wait()
	})
	for range 200 {
		if r, err := http.Get("http://" + address); err == nil {
			r.Body.Close()
			return "http://" + address
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("the S3 server does not answer:\n%s", log.String())
	return ""
}
