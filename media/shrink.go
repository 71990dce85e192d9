package media

import (
	"image"
	"image/color"
	"image/draw"
)

// shrink makes a smaller 4:2:0 picture by averaging the pixels each new one
// covers. It reads the source row by row, so that besides source and result
// nothing of a picture's size exists; transparent pixels lie on white.
func shrink(src image.Image, w, h int) *image.YCbCr {
	dst := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio420)
	b := src.Bounds()
	cw, ch := (w+1)/2, (h+1)/2
	switch m := src.(type) {
	case *image.YCbCr:
		y := plane{pix: m.Y[m.YOffset(b.Min.X, b.Min.Y):], stride: m.YStride, w: b.Dx(), h: b.Dy(), channels: 1}
		y.average(dst.Y, w, h)
		c := plane{stride: m.CStride, channels: 1}
		c.w, c.h = chromaSize(m)
		at := m.COffset(b.Min.X, b.Min.Y)
		c.pix = m.Cb[at:]
		c.average(dst.Cb, cw, ch)
		c.pix = m.Cr[at:]
		c.average(dst.Cr, cw, ch)
	case *image.Gray:
		y := plane{pix: m.Pix[m.PixOffset(b.Min.X, b.Min.Y):], stride: m.Stride, w: b.Dx(), h: b.Dy(), channels: 1}
		y.average(dst.Y, w, h)
		for i := range dst.Cb {
			dst.Cb[i], dst.Cr[i] = 128, 128
		}
	default:
		shrinkColours(dst, src)
	}
	return dst
}

// shrinkColours averages red, green and blue and separates brightness from
// colour in the small picture only.
func shrinkColours(dst *image.YCbCr, src image.Image) {
	b := src.Bounds()
	w, h := dst.Rect.Dx(), dst.Rect.Dy()
	white := image.NewUniform(color.White)
	row := image.NewRGBA(image.Rect(0, 0, b.Dx(), 1))
	rgb := make([]byte, 3*w*h)
	p := plane{w: b.Dx(), h: b.Dy(), channels: 3, row: func(y int) []byte {
		draw.Draw(row, row.Rect, white, image.Point{}, draw.Src)
		draw.Draw(row, row.Rect, src, image.Pt(b.Min.X, b.Min.Y+y), draw.Over)
		for from, to := 0, 0; from < len(row.Pix); from, to = from+4, to+3 {
			copy(row.Pix[to:to+3], row.Pix[from:from+3])
		}
		return row.Pix
	}}
	p.average(rgb, w, h)

	cb, cr := make([]byte, w*h), make([]byte, w*h)
	for i := range w * h {
		dst.Y[i], cb[i], cr[i] = color.RGBToYCbCr(rgb[3*i], rgb[3*i+1], rgb[3*i+2])
	}
	cw, ch := (w+1)/2, (h+1)/2
	c := plane{pix: cb, stride: w, w: w, h: h, channels: 1}
	c.average(dst.Cb, cw, ch)
	c.pix = cr
	c.average(dst.Cr, cw, ch)
}

// chromaSize is the size of the colour planes, whatever their sampling.
func chromaSize(m *image.YCbCr) (w, h int) {
	across, down := 1, 1
	switch m.SubsampleRatio {
	case image.YCbCrSubsampleRatio422:
		across = 2
	case image.YCbCrSubsampleRatio420:
		across, down = 2, 2
	case image.YCbCrSubsampleRatio440:
		down = 2
	case image.YCbCrSubsampleRatio411:
		across = 4
	case image.YCbCrSubsampleRatio410:
		across, down = 4, 2
	}
	return (m.Rect.Dx() + across - 1) / across, (m.Rect.Dy() + down - 1) / down
}
