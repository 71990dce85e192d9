package media

import (
	"bytes"
	"image"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"testing"
)

// photo draws something that compresses like a photograph: soft shapes at every
// scale, and a little noise. It is the same at every call.
func photo(w, h int, sampling image.YCbCrSubsampleRatio) *image.YCbCr {
	r := rand.New(rand.NewPCG(1, 2))
	m := image.NewYCbCr(image.Rect(0, 0, w, h), sampling)
	cw, ch := chromaSize(m)
	fill := func(pix []byte, stride, w, h int, base, depth, noise float64) {
		for amplitude, n := depth, 4; n <= 1024; amplitude, n = amplitude/1.9, n*4 {
			grid := make([]float64, (n+2)*(n+2))
			for i := range grid {
				grid[i] = amplitude * (2*r.Float64() - 1)
			}
			for y := range h {
				fy := float64(y*n) / float64(h)
				iy := int(fy)
				fy -= float64(iy)
				for x := range w {
					fx := float64(x*n) / float64(w)
					g := grid[iy*(n+2)+int(fx):]
					fx -= math.Floor(fx)
					v := (g[0]*(1-fx)+g[1]*fx)*(1-fy) + (g[n+2]*(1-fx)+g[n+3]*fx)*fy
					if n == 4 {
						v += base
					} else {
						v += float64(pix[y*stride+x]) + noise*(r.Float64()-0.5)
					}
					pix[y*stride+x] = byte(max(0, min(255, v)))
				}
			}
		}
	}
	fill(m.Y, m.YStride, w, h, 128, 70, 14)
	fill(m.Cb, m.CStride, cw, ch, 120, 25, 0)
	fill(m.Cr, m.CStride, cw, ch, 135, 25, 0)
	return m
}

// photoJPEG is a photograph as a phone would write it.
func photoJPEG(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, photo(w, h, image.YCbCrSubsampleRatio420), &jpeg.Options{Quality: 88}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
