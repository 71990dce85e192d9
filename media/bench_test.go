package media

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// BenchmarkSet makes all public sizes of a 12-megapixel photograph, four widths
// as WebP and JPEG, in three ways: with the machine's libwebp, without it, and
// by vipsthumbnail at the same qualities. For fair figures give all three the
// same cores:
//
//	taskset -c 0 go test -run '^$' -bench Set -benchtime 5x ./media
//
// cpu-ms/op is what the operating system counted for the work, children
// included; it hardly depends on what else the machine does.
func BenchmarkSet(b *testing.B) {
	data := photoJPEG(b, 4000, 3000)
	b.Logf("the original has %d kB", len(data)>>10)
	derive := func(d *Deriver) func(*testing.B) {
		return func(b *testing.B) {
			if _, err := d.Derive(b.Context(), data); err != nil { // compiles what is compiled once
				b.Fatal(err)
			}
			measure(b, syscall.RUSAGE_SELF, func() error {
				_, err := d.Derive(b.Context(), data)
				return err
			})
		}
	}
	b.Run("libwebp", func(b *testing.B) {
		l, err := openLibWebP()
		if err != nil {
			b.Skip(err)
		}
		derive(&Deriver{encodeWebP: l.encodeWebP})(b)
	})
	b.Run("portable", derive(&Deriver{encodeWebP: encodePortable}))
	b.Run("vipsthumbnail", func(b *testing.B) {
		command, err := exec.LookPath("vipsthumbnail")
		if err != nil {
			b.Skip(err)
		}
		dir := b.TempDir()
		original := filepath.Join(dir, "original.jpg")
		if err := os.WriteFile(original, data, 0o600); err != nil {
			b.Fatal(err)
		}
		measure(b, syscall.RUSAGE_CHILDREN, func() error {
			for _, w := range Widths(4000) {
				for _, form := range []string{fmt.Sprintf("webp[Q=%d,strip]", webpQuality), fmt.Sprintf("jpg[Q=%d,strip]", jpegQuality)} {
					out := filepath.Join(dir, fmt.Sprintf("%d.%s", w, form))
					if err := exec.Command(command, original, "--size", fmt.Sprintf("%dx", w), "-o", out).Run(); err != nil {
						return err
					}
				}
			}
			return nil
		})
	})
}

func measure(b *testing.B, who int, work func() error) {
	b.Helper()
	var before, after syscall.Rusage
	if err := syscall.Getrusage(who, &before); err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		if err := work(); err != nil {
			b.Fatal(err)
		}
		n++
	}
	if err := syscall.Getrusage(who, &after); err != nil {
		b.Fatal(err)
	}
	spent := after.Utime.Nano() + after.Stime.Nano() - before.Utime.Nano() - before.Stime.Nano()
	b.ReportMetric(float64(spent)/1e6/float64(n), "cpu-ms/op")
}
