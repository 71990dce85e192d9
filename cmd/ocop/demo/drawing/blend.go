package drawing

import (
	"image"
	"math"
)

// clipRow is the clip's part of a row of the mask, or nothing where all may be drawn.
func (c *canvas) clipRow(mask *image.Alpha, y int) []byte {
	if c.clip == nil {
		return nil
	}
	return c.clip.Pix[c.clip.PixOffset(mask.Rect.Min.X, y):]
}

func (c *canvas) blendFlat(mask *image.Alpha, t tint) {
	r, g, b := int32(t.r*255+0.5), int32(t.g*255+0.5), int32(t.b*255+0.5)
	strength := uint32(t.a*256 + 0.5)
	for y := mask.Rect.Min.Y; y < mask.Rect.Max.Y; y++ {
		cover := mask.Pix[mask.PixOffset(mask.Rect.Min.X, y):][:mask.Rect.Dx()]
		clip := c.clipRow(mask, y)
		pix := c.img.Pix[c.img.PixOffset(mask.Rect.Min.X, y):]
		for i, m := range cover {
			if m == 0 {
				continue
			}
			k := uint32(m) * strength
			if clip != nil {
				k = k * uint32(clip[i]) / 255
			}
			blendPixel(pix[4*i:4*i+4:4*i+4], r, g, b, int32(k*257>>8))
		}
	}
}

// shade is a ready step of a running paint: its colour, and its alpha of 256.
type shade struct{ r, g, b, a int32 }

// ramp holds a running paint's steps, so that a pixel costs a look-up instead of a mixture.
func (p paint) ramp() *[1024]shade {
	var out [1024]shade
	for i := range out {
		t := p.at(float64(i) / float64(len(out)-1))
		out[i] = shade{int32(t.r*255 + 0.5), int32(t.g*255 + 0.5), int32(t.b*255 + 0.5), int32(t.a*256 + 0.5)}
	}
	return &out
}

func (c *canvas) blendRunning(mask *image.Alpha, ink paint) {
	span, ramp := c.to.inverse().then(ink.span), ink.ramp()
	for y := mask.Rect.Min.Y; y < mask.Rect.Max.Y; y++ {
		cover := mask.Pix[mask.PixOffset(mask.Rect.Min.X, y):][:mask.Rect.Dx()]
		clip := c.clipRow(mask, y)
		pix := c.img.Pix[c.img.PixOffset(mask.Rect.Min.X, y):]
		uv := span.on(pt(float64(mask.Rect.Min.X)+0.5, float64(y)+0.5))
		for i, m := range cover {
			if m == 0 {
				continue
			}
			t := uv.x + span.a*float64(i)
			if ink.shape == radialPaint {
				v := uv.y + span.b*float64(i)
				t = math.Sqrt(t*t + v*v)
			}
			s := &ramp[int(min(max(t, 0), 1)*float64(len(ramp)-1))]
			k := int32(m) * s.a
			if clip != nil {
				k = k * int32(clip[i]) / 255
			}
			if k != 0 {
				blendPixel(pix[4*i:4*i+4:4*i+4], s.r, s.g, s.b, k*257>>8)
			}
		}
	}
}

// blendPixel lays a colour over a pixel with weight k of 65536.
func blendPixel(pix []byte, r, g, b, k int32) {
	pix[0] = byte(int32(pix[0]) + ((r-int32(pix[0]))*k+32768)>>16)
	pix[1] = byte(int32(pix[1]) + ((g-int32(pix[1]))*k+32768)>>16)
	pix[2] = byte(int32(pix[2]) + ((b-int32(pix[2]))*k+32768)>>16)
	pix[3] = 255
}
