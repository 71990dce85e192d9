package drawing

import "image"

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

func (c *canvas) blendRunning(mask *image.Alpha, ink paint) {
	span := c.to.inverse().then(ink.span)
	for y := mask.Rect.Min.Y; y < mask.Rect.Max.Y; y++ {
		cover := mask.Pix[mask.PixOffset(mask.Rect.Min.X, y):][:mask.Rect.Dx()]
		clip := c.clipRow(mask, y)
		pix := c.img.Pix[c.img.PixOffset(mask.Rect.Min.X, y):]
		uv := span.on(pt(float64(mask.Rect.Min.X)+0.5, float64(y)+0.5))
		for i, m := range cover {
			if m != 0 {
				t := ink.at(uv.x+span.a*float64(i), uv.y+span.b*float64(i))
				k := uint32(m) * uint32(t.a*256+0.5)
				if clip != nil {
					k = k * uint32(clip[i]) / 255
				}
				blendPixel(pix[4*i:4*i+4:4*i+4], int32(t.r*255+0.5), int32(t.g*255+0.5), int32(t.b*255+0.5), int32(k*257>>8))
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
