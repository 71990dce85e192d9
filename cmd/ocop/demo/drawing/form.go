package drawing

// form fills a silhouette in three tones: shade is left over on the right and below, by (dx, dy).
func (c *canvas) form(p path, t tones, dx, dy float64) {
	c.flat(p, t.dim)
	c.inside(p, func() {
		c.flat(p.moved(-dx, -dy), t.base)
	})
}

// round is form with a lit left side run smoothly into the shade, for round things.
func (c *canvas) round(x, y, rx, ry float64, p path, t tones) {
	c.flat(p, t.base)
	c.inside(p, func() {
		c.fill(p, radial(x-rx*0.38, y-ry*0.42, rx*1.5, ry*1.5, t.lit, t.base.fade(0)))
		c.fill(p, radial(x-rx*0.42, y-ry*0.46, rx*1.75, ry*1.75, t.deep.fade(-0.75), t.deep.fade(0.5)))
		c.flat(crescent(x, y, rx, ry), t.deep.fade(0.16))
	})
}

// crescent is the shaded lower right rim of something round.
func crescent(x, y, rx, ry float64) path {
	return append(ellipse(x, y, rx*1.15, ry*1.15), ellipse(x-rx*0.24, y-ry*0.2, rx*1.02, ry*1.02).backwards()...)
}

// backwards is a closed outline turned the other way round, to cut a hole.
func (p path) backwards() path {
	var out path
	for i := len(p) - 1; i >= 0; i-- {
		s := p[i]
		if s.verb == closing {
			continue
		}
		if len(out) == 0 {
			out = out.move(s.p)
		}
		if i == 0 {
			break
		}
		if s.verb == cubeTo {
			out = out.cube(s.b, s.a, p[i-1].p)
			continue
		}
		out = out.line(p[i-1].p)
	}
	return out.close()
}

// shadow is what lies on the ground under something that stands at (x, y), drawn out to the right.
func (c *canvas) shadow(x, y, rx float64) {
	dark := hex(0x3A2E22)
	c.fill(ellipse(x+rx*0.22, y, rx*1.35, rx*0.26), radial(x+rx*0.22, y, rx*1.35, rx*0.26, dark.fade(0.42), dark.fade(0)))
	c.fill(ellipse(x+rx*0.04, y, rx*1.02, rx*0.16), radial(x+rx*0.04, y, rx*1.02, rx*0.16, dark.fade(0.4), dark.fade(0)))
}

// gleam is a soft stroke of light on something glazed or wet.
func (c *canvas) gleam(w float64, strength float64, pts ...point) {
	c.stroke(spline(pts...), swelling(w), hex(0xFFFBF0).fade(strength))
}

// steam rises from (x, y) in two or three slow curls.
func (c *canvas) steam(x, y, height float64) {
	for i, dx := range []float64{-0.16, 0.05, 0.24} {
		h := height * []float64{0.8, 1, 0.66}[i]
		sway := height * 0.1
		x0 := x + dx*height
		curl := spline(pt(x0, y), pt(x0+sway, y-h*0.28), pt(x0-sway*0.8, y-h*0.56), pt(x0+sway*0.7, y-h*0.82), pt(x0+sway*0.2, y-h))
		c.stroke(curl, swelling(height*0.075), hex(0xFFFDF6).fade(0.55))
	}
}
