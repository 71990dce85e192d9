package media

import (
	"bytes"
	"fmt"
	"image"
	"image/png"

	"go.n16f.net/thumbhash"
)

// thumbSide is the longer side of what a thumbhash is made from; it holds no
// detail beyond.
const thumbSide = 64

// thumb makes the hash that stands in for a picture while it loads, and the
// tiny picture it draws: pages may not use style attributes, so the second is
// what they show.
func thumb(m *image.YCbCr) (hash, preview []byte, err error) {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	if longer := max(w, h); longer > thumbSide {
		m = shrink(m, max(1, w*thumbSide/longer), max(1, h*thumbSide/longer))
	}
	hash = thumbhash.EncodeImage(m)
	tiny, err := thumbhash.DecodeImageWithCfg(hash, thumbhash.DecodingCfg{BaseSize: 8})
	if err != nil {
		return nil, nil, fmt.Errorf("drawing a thumbhash: %w", err)
	}
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&b, tiny); err != nil {
		return nil, nil, fmt.Errorf("encoding a preview: %w", err)
	}
	return hash, b.Bytes(), nil
}
