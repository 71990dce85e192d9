package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// child is a server under measure: the site or the bare handler.
type child struct {
	address string // host:port
	metrics string // likewise, of the site's numbers and profiles
	command *exec.Cmd
	ended   chan struct{}
}

// How long a server may take to come up and to end.
const (
	startPatience = 15 * time.Minute // reading 200,000 products on one core takes minutes
	stopPatience  = 15 * time.Second
)

// startHello starts the bare handler on a core.
func startHello(ctx context.Context, core int) (*child, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("finding this program: %w", err)
	}
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	c := &child{address: address, command: exec.Command(self, "hello", address)}
	return c, c.start(ctx, core, "/")
}

// startSite starts the site on a core, without its page cache unless a setting
// says otherwise, on the catalogue in a data folder.
func startSite(ctx context.Context, core int, binary, data string, settings ...string) (*child, error) {
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	metrics, err := freeAddress()
	if err != nil {
		return nil, err
	}
	c := &child{address: address, metrics: metrics, command: exec.Command(binary, "serve")}
	c.command.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), "OCOP_ADDR=" + address, "OCOP_METRICS_ADDR=" + metrics,
		"OCOP_BASE_URL=http://" + address, "OCOP_DATA=" + data, "OCOP_SECRET=" + rand.Text() + rand.Text(),
		"OCOP_CACHE_MB=0",
		// Visitors come through a proxy, so that one machine can play many.
		"OCOP_TRUSTED_PROXIES=127.0.0.1",
	}
	c.command.Env = append(c.command.Env, settings...)
	return c, c.start(ctx, core, "/readyz")
}

// freeAddress is a port of loopback that nobody uses now.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("finding a free port: %w", err)
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// start starts the child on a core and waits until it answers an address.
func (c *child) start(ctx context.Context, core int, path string) error {
	c.command.Stderr = os.Stderr
	if err := startOn(core, c.command); err != nil {
		return fmt.Errorf("starting %s: %w", c.command.Path, err)
	}
	c.ended = make(chan struct{})
	go func() {
		_ = c.command.Wait() // an early end is told by ready
		close(c.ended)
	}()
	if err := c.ready(ctx, path); err != nil {
		c.stop()
		return err
	}
	return nil
}

func (c *child) ready(ctx context.Context, path string) error {
	ctx, cancel := context.WithTimeout(ctx, startPatience)
	defer cancel()
	for {
		if answer, err := get(ctx, "http://"+c.address+path); err == nil {
			answer.Close()
			return nil
		}
		select {
		case <-c.ended:
			return fmt.Errorf("%s ended before it answered", c.command.Path)
		case <-ctx.Done():
			return fmt.Errorf("waiting for %s: %w", c.command.Path, ctx.Err())
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// stop ends the child in good order, then for certain.
func (c *child) stop() {
	_ = c.command.Process.Signal(os.Interrupt) // it may have ended by itself
	select {
	case <-c.ended:
	case <-time.After(stopPatience):
		_ = c.command.Process.Kill()
		<-c.ended
	}
}

// get opens the body of a good answer.
func get(ctx context.Context, address string) (io.ReadCloser, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusOK {
		answer.Body.Close()
		return nil, fmt.Errorf("%s: %s", address, answer.Status)
	}
	return answer.Body, nil
}

// saveProfile has the site watch itself for a while and keeps what it saw.
func (c *child) saveProfile(ctx context.Context, length time.Duration, path string) error {
	body, err := get(ctx, fmt.Sprintf("http://%s/debug/pprof/profile?seconds=%d", c.metrics, max(1, int(length.Seconds()))))
	if err != nil {
		return fmt.Errorf("profiling the site: %w", err)
	}
	defer body.Close()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("keeping a profile: %w", err)
	}
	file, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("keeping a profile: %w", err)
	}
	defer file.Close()
	if _, err := io.Copy(file, body); err != nil {
		return fmt.Errorf("keeping a profile: %w", err)
	}
	return file.Close()
}

// buildSite builds the site's program into a folder.
func buildSite(ctx context.Context, folder string) (string, error) {
	binary := filepath.Join(folder, "ocop")
	build := exec.CommandContext(ctx, "go", "build", "-o", binary, "ocop/cmd/ocop")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return "", fmt.Errorf("building the site: %w", err)
	}
	return binary, nil
}
