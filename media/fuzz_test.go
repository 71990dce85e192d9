package media

import (
	"context"
	"errors"
	"image/color"
	"testing"
)

func seeds(f *testing.F) {
	for _, data := range [][]byte{
		ycc420.size(40, 30).write(), ycc444.size(17, 9).passes().write(), cmyk.size(20, 20).write(),
		ycc420.size(40, 30).turned(6).write(),
		pngOf(f, 20, 10, func(x, y int) color.NRGBA { return color.NRGBA{byte(x), byte(y), 9, 200} }),
		pngShape{w: 20, h: 10, depth: 16, color: 2}.write(f),
		losslessWebP(40, 30, false),
		riff("VP8X", "\x10\x00\x00\x00\x27\x00\x00\x1d\x00\x00", "ALPH", "\x00", "VP8 ", "\x10\x00\x00\x9d\x01\x2a\x28\x00\x1e\x00"),
		heicTile(f), heicGrid(f, 2, 1),
	} {
		f.Add(data)
	}
}

// FuzzInspect: whatever comes in, Inspect answers with a header within the
// limits or with a reason.
func FuzzInspect(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		h, err := Inspect(data)
		if err != nil {
			if refused, ok := errors.AsType[*RefusedError](err); !ok || refused.Reason == "" {
				t.Fatalf("refused without a reason: %v", err)
			}
			return
		}
		if h.Width < 1 || h.Height < 1 || h.Width*h.Height > MaxPixels || h.Memory > MaxDecode || h.Memory < int64(len(data)) {
			t.Fatalf("let in %+v", h)
		}
		if h.Orientation < 1 || h.Orientation > 8 {
			t.Fatalf("orientation %d", h.Orientation)
		}
	})
}

// FuzzDecode: whatever Inspect lets in at a small size decodes to the size it
// promised, or fails with an error.
func FuzzDecode(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		h, err := Inspect(data)
		if err != nil || h.Width*h.Height > 512*512 {
			return
		}
		m, w, height, err := decodeLargest(context.Background(), data, h)
		if err != nil {
			return
		}
		if h.Format != HEIC && (w != h.Width || height != h.Height) {
			t.Fatalf("promised %d × %d, decoded %d × %d", h.Width, h.Height, w, height)
		}
		if _, _, err := thumb(m); err != nil {
			t.Fatal(err)
		}
	})
}
