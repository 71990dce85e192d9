package media

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"
)

// ceiling is what a process that derives pictures may ever hold resident.
const ceiling = 450 << 20

// TestMemory derives the hungriest pictures that Inspect lets in, in a process
// of their own, and reads from the system how large that grew.
func TestMemory(t *testing.T) {
	t.Parallel()
	if dir := os.Getenv("MEDIA_MEMORY_DIR"); dir != "" {
		deriveAll(t, dir)
		return
	}
	if _, err := residentPeak(); err != nil {
		t.Skipf("skipped, because this system does not tell a process's memory: %v", err)
	}
	dir := t.TempDir()
	for name, data := range map[string][]byte{
		"progressive 444": ycc444.size(5200, 4000).passes().write(),
		"cmyk":            cmyk.size(6900, 5600).write(),
		"png 16":          pngShape{w: 6800, h: 5600, depth: 16, color: 6}.write(t),
		"webp trees":      losslessWebP(2000, 1500, true),
		"heic":            heicGrid(t, 10, 5),
	} {
		h, err := Inspect(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		t.Logf("%-16s %4.1f megapixels, estimated %3d MB", name, float64(h.Width*h.Height)/1e6, h.Memory>>20)
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestMemory$", "-test.v")
	child.Env = append(os.Environ(), "MEDIA_MEMORY_DIR="+dir)
	out, err := child.CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Fatal(err)
	}
}

// deriveAll runs in the child.
func deriveAll(t *testing.T, dir string) {
	debug.SetMemoryLimit(380 << 20) // as cmd/ocop does
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	d := NewDeriver()
	for _, e := range entries {
		start := time.Now()
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		// Resets the peak that the system remembers.
		if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Derive(t.Context(), data); err != nil {
			t.Errorf("%s: %v", e.Name(), err)
		}
		peak, err := residentPeak()
		if err != nil {
			t.Fatal(err)
		}
		fmt.Printf("%-16s peak %3d MB, %v\n", e.Name(), peak>>20, time.Since(start).Round(time.Millisecond))
		if peak > ceiling {
			t.Errorf("%s: the process grew to %d MB", e.Name(), peak>>20)
		}
		debug.FreeOSMemory()
	}
}

// residentPeak is the most memory this process has held, in bytes.
func residentPeak() (int, error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if f := strings.Fields(line); f[0] == "VmHWM:" {
			kB, err := strconv.Atoi(f[1])
			return kB << 10, err
		}
	}
	return 0, errors.New("no VmHWM")
}
