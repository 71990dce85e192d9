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

	"github.com/gen2brain/heic"
	"golang.org/x/image/webp"
)

// decode turns a picture that passed Inspect into pixels, as stored: not turned
// by its orientation. It ends soon after ctx does, except for HEIC, whose
// decoder cannot be stopped.
func decode(ctx context.Context, data []byte, h Header) (image.Image, error) {
	r := &stoppingReader{ctx: ctx, r: bytes.NewReader(data)}
	var img image.Image
	var err error
	switch h.Format {
	case JPEG:
		img, err = jpeg.Decode(r)
	case PNG:
		img, err = png.Decode(r)
	case WebP:
		if img, err = webp.Decode(r); err == nil {
			fullRange(img)
		}
	case HEIC:
		img, err = heic.Decode(bytes.NewReader(data))
	default:
		err = fmt.Errorf("no decoder for %q", h.Format)
	}
	switch {
	case ctx.Err() != nil:
		return nil, fmt.Errorf("decoding a picture: %w", ctx.Err())
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		return nil, refuse(Truncated, "%s: %v", h.Format, err)
	case err != nil:
		return nil, refuse(Damaged, "%s: %v", h.Format, err)
	case img.Bounds().Empty():
		return nil, refuse(Damaged, "%s: decoded to nothing", h.Format)
	}
	return img, nil
}

// stoppingReader ends a decoder between two reads, once its context ends.
type stoppingReader struct {
	ctx context.Context
	r   io.Reader
}

func (s *stoppingReader) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(p)
}
