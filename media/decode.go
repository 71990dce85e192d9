package media

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"runtime"
	"runtime/metrics"

	"github.com/gen2brain/heic"
	"golang.org/x/image/webp"
)

// decode turns a picture that passed Inspect into pixels, as stored: not turned
// by its orientation. It ends soon after ctx does, except for HEIC, whose
// decoder cannot be stopped.
func decode(ctx context.Context, data []byte, h Header) (image.Image, error) {
	r := &guardedReader{ctx: ctx, r: bytes.NewReader(data)}
	var img image.Image
	var err error
	switch h.Format {
	case JPEG:
		img, err = jpeg.Decode(r)
	case PNG:
		img, err = png.Decode(r)
	case WebP:
		r.ceiling = heapBytes() + uint64(h.Memory) + heapSlack
		img, err = webp.Decode(r)
	case HEIC:
		img, err = heic.Decode(bytes.NewReader(data))
	default:
		err = fmt.Errorf("no decoder for %q", h.Format)
	}
	switch {
	case r.stopped != nil:
		return nil, fmt.Errorf("decoding a picture: %w", r.stopped)
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		return nil, refuse(Truncated, "%s: %v", h.Format, err)
	case err != nil:
		return nil, refuse(Damaged, "%s: %v", h.Format, err)
	case img.Bounds().Empty():
		return nil, refuse(Damaged, "%s: decoded to nothing", h.Format)
	}
	return img, nil
}

// heapSlack is how far the heap may grow beyond the estimate before decoding
// stops: what the rest of the process does meanwhile counts, too.
const heapSlack = 96 << 20

var errHeap = errors.New("decoding needs more memory than the header promised")

// guardedReader stops a decoder between two reads: when its context ends, or
// when the heap passes a ceiling. The second is for lossless WebP, where a few
// bytes can ask for thousands of Huffman tables and no header tells.
type guardedReader struct {
	ctx     context.Context
	r       io.Reader
	ceiling uint64 // bytes, 0 for none
	stopped error
}

func (g *guardedReader) Read(p []byte) (int, error) {
	if g.stopped == nil {
		g.stopped = g.ctx.Err()
	}
	if g.stopped == nil && g.ceiling > 0 && heapBytes() > g.ceiling {
		runtime.GC() // what others have dropped is not held against this picture
		if heapBytes() > g.ceiling {
			g.stopped = errHeap
		}
	}
	if g.stopped != nil {
		return 0, g.stopped
	}
	return g.r.Read(p)
}

func heapBytes() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
