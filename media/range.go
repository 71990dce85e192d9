package media

import "image"

// limitedRange copies the planes of a JPEG-like picture into the narrower range
// of values video codecs, and so WebP, give to brightness (16 to 235) and colour
// (16 to 240). The alpha plane is made but not filled; all four lie in one piece.
func limitedRange(m *image.YCbCr) *image.NYCbCrA {
	var bright, colour [256]byte
	for v := range 256 {
		bright[v] = stretch(v, 0, 219, 255, 16)
		colour[v] = stretch(v, 128, 224, 255, 128)
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

// fullRange widens, in place, the planes of a decoded lossy WebP, which
// x/image/webp hands on as they are in the file.
func fullRange(img image.Image) {
	var m *image.YCbCr
	switch img := img.(type) {
	case *image.YCbCr:
		m = img
	case *image.NYCbCrA:
		m = &img.YCbCr
	default: // lossless
		return
	}
	var bright, colour [256]byte
	for v := range 256 {
		bright[v] = stretch(v, 16, 255, 219, 0)
		colour[v] = stretch(v, 128, 255, 224, 128)
	}
	for i, v := range m.Y {
		m.Y[i] = bright[v]
	}
	for i := range m.Cb {
		m.Cb[i], m.Cr[i] = colour[m.Cb[i]], colour[m.Cr[i]]
	}
}

// stretch moves v from zero to newZero and its distance from there by
// num/den.
func stretch(v, zero, num, den, newZero int) byte {
	d := 2 * (v - zero) * num
	if d < 0 {
		d -= den
	} else {
		d += den
	}
	return byte(max(0, min(255, newZero+d/(2*den))))
}
