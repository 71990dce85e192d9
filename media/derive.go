package media

import (
	"context"
	"fmt"
	"image"
	"math"
)

// Ext is the ending of a derivative's name.
type Ext string

// The formats every size is made in.
const (
	ExtWebP Ext = "webp"
	ExtJPEG Ext = "jpg"
)

// Derivative is one public size of a picture, without any metadata.
type Derivative struct {
	Width, Height int
	Ext           Ext
	Data          []byte
}

// Set is everything made from one original.
type Set struct {
	Width, Height int // of the original as shown, in pixels
	Derivatives   []Derivative
	Thumbhash     []byte // about 25 bytes
	Preview       []byte // a PNG of at most 8 × 8 pixels and 300 bytes, for a data URI
}

// Widths lists the widths in pixels made from an original that wide: those that
// need no enlarging, or its own where it is narrower than all of them.
func Widths(original int) []int {
	var fit []int
	for _, w := range []int{320, 640, 960, 1600} {
		if w <= original {
			fit = append(fit, w)
		}
	}
	if fit == nil {
		fit = []int{original}
	}
	return fit
}

// Deriver makes the public sizes of pictures. One may be used by many at once;
// how much memory that takes is theirs to count, by Header.Memory.
type Deriver struct {
	encodeWebP func(*image.YCbCr) ([]byte, error)
}

// NewDeriver looks for libwebp on this machine and does without if it must.
func NewDeriver() *Deriver {
	if l, err := openLibWebP(); err == nil {
		return &Deriver{encodeWebP: l.encodeWebP}
	}
	return &Deriver{encodeWebP: encodePortable}
}

// Derive inspects and decodes an original and makes all its sizes. A picture
// that cannot be taken gives a *RefusedError; other errors may pass.
func (d *Deriver) Derive(ctx context.Context, data []byte) (Set, error) {
	h, err := Inspect(data)
	if err != nil {
		return Set{}, err
	}
	largest, w, height, err := decodeLargest(ctx, data, h)
	if err != nil {
		return Set{}, err
	}
	set := Set{Width: w, Height: height}
	for _, width := range Widths(w) {
		if err := ctx.Err(); err != nil {
			return Set{}, fmt.Errorf("making sizes of a picture: %w", err)
		}
		m := largest
		if width < largest.Rect.Dx() {
			m = shrink(largest, width, scaled(width, w, height))
		}
		if err := d.encode(&set, m); err != nil {
			return Set{}, err
		}
	}
	set.Thumbhash, set.Preview, err = thumb(largest)
	return set, err
}

// decodeLargest returns the largest size, upright, and the size of the original
// as shown. The decoded original is garbage when it returns.
func decodeLargest(ctx context.Context, data []byte, h Header) (m *image.YCbCr, w, height int, err error) {
	img, err := decode(ctx, data, h)
	if err != nil {
		return nil, 0, 0, err
	}
	w, height = img.Bounds().Dx(), img.Bounds().Dy()
	if h.Orientation >= 5 {
		w, height = height, w
	}
	widths := Widths(w)
	across := widths[len(widths)-1]
	down := scaled(across, w, height)
	if h.Orientation >= 5 {
		m = shrink(img, down, across)
	} else {
		m = shrink(img, across, down)
	}
	return orient(m, h.Orientation), w, height, nil
}

func (d *Deriver) encode(set *Set, m *image.YCbCr) error {
	small, err := d.encodeWebP(m)
	if err != nil {
		return err
	}
	plain, err := encodeJPEG(m)
	if err != nil {
		return err
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	set.Derivatives = append(set.Derivatives,
		Derivative{Width: w, Height: h, Ext: ExtWebP, Data: small},
		Derivative{Width: w, Height: h, Ext: ExtJPEG, Data: plain})
	return nil
}

// scaled is the height that belongs to a width.
func scaled(width, originalWidth, originalHeight int) int {
	return max(1, int(math.Round(float64(originalHeight)*float64(width)/float64(originalWidth))))
}
