package media

import (
	"errors"
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

// memoryFile names the picture that this program is started for by TestMemory.
const memoryFile = "MEDIA_MEMORY_FILE"

// TestMemory derives the hungriest pictures that Inspect lets in, each in a
// process of its own, and reads from the system how large that grew.
func TestMemory(t *testing.T) {
	if file := os.Getenv(memoryFile); file != "" {
		deriveAlone(t, file)
		return
	}
	t.Parallel()
	if _, err := residentPeak(); err != nil {
		t.Skipf("skipped, because this system does not tell a process's memory: %v", err)
	}
	for name, picture := range map[string]func(testing.TB) []byte{
		"progressive 444": func(testing.TB) []byte { return ycc444.size(5200, 4000).passes().write() },
		"cmyk":            func(testing.TB) []byte { return cmyk.size(6900, 5600).write() },
		"png 16":          pngShape{w: 6800, h: 5600, depth: 16, color: 6}.write,
		"webp trees":      func(testing.TB) []byte { return losslessWebP(2000, 1500, true) },
		"heic":            func(t testing.TB) []byte { return heicGrid(t, 10, 5) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data := picture(t)
			h, err := Inspect(data)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%4.1f megapixels, estimated %3d MB", float64(h.Width*h.Height)/1e6, h.Memory>>20)
			file := filepath.Join(t.TempDir(), "picture")
			if err := os.WriteFile(file, data, 0o600); err != nil {
				t.Fatal(err)
			}
			child := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestMemory$", "-test.v")
			child.Env = append(os.Environ(), memoryFile+"="+file)
			out, err := child.CombinedOutput()
			t.Logf("%s", out)
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}

// deriveAlone runs in the child.
func deriveAlone(t *testing.T, file string) {
	debug.SetMemoryLimit(380 << 20) // as cmd/ocop does
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	if _, err := NewDeriver().Derive(t.Context(), data); err != nil {
		t.Error(err)
	}
	peak, err := residentPeak()
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("peak %3d MB, %v", peak>>20, time.Since(start).Round(time.Millisecond))
	if peak > ceiling {
		t.Errorf("the process grew to %d MB", peak>>20)
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
