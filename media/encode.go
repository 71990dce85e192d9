package media

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"

	"github.com/gen2brain/webp"
)

// Encoder settings: at these a photograph looks alike in both formats, and WebP
// is about a third smaller.
const (
	jpegQuality = 80
	webpQuality = 78
	webpMethod  = 4 // effort, 0 to 6: libwebp's own default
)

func encodeJPEG(m *image.YCbCr) ([]byte, error) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: jpegQuality}); err != nil {
		return nil, fmt.Errorf("encoding JPEG: %w", err)
	}
	return b.Bytes(), nil
}

// encodePortable writes WebP with libwebp in WebAssembly, where the machine has
// no libwebp of its own.
func encodePortable(m *image.YCbCr) ([]byte, error) {
	planes := limitedRange(m)
	for i := range planes.A {
		planes.A[i] = 255
	}
	var b bytes.Buffer
	if err := webp.Encode(&b, planes, webp.Options{Quality: webpQuality, Method: webpMethod}); err != nil {
		return nil, fmt.Errorf("encoding WebP: %w", err)
	}
	return b.Bytes(), nil
}

// limitedRange copies the planes of a JPEG-like picture into the narrower range
// of values video codecs, and so WebP, give to brightness and colour. The alpha
// plane is made but not filled; all four lie in one piece.
func limitedRange(m *image.YCbCr) *image.NYCbCrA {
	var bright, colour [256]byte
	for v := range 256 {
		bright[v] = byte(16 + (v*219+127)/255)
		colour[v] = byte(128 + ((v-128)*224+255*128+127)/255 - 128)
	}
	n := image.NewNYCbCrA(m.Rect, image.YCbCrSubsampleRatio420)
	for i, v := range m.Y {
		n.Y[i] = bright[v]
	}
	for i, v := range m.Cb {
		n.Cb[i], n.Cr[i] = colour[v], colour[m.Cr[i]]
	}
	return n
}
