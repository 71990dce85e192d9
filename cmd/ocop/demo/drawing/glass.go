package drawing

// glass draws a filled bottle or jar that stands at the origin: liquid up to level, light passing through to the right.
func (c *canvas) glass(p profile, glass, liquid tint, level float64) {
	foot := p.widest()
	c.shadow(0, 4, foot*0.92)
	c.fill(ellipse(foot*1.3, 14, foot*1.1, foot*0.2), radial(foot*1.3, 14, foot*1.1, foot*0.2, liquid.light(0.3).fade(0.55), liquid.fade(0)))
	body := p.outline()
	c.flat(body, mix(glass, hex(0xF4F7F0), 0.35).fade(0.62))
	inner := p.scaled(0.93, 0.985)
	c.inside(inner.outline(), func() {
		half := inner.half(level)
		fill := append(box(-2*foot, -level, 4*foot, level+foot, 0), ellipse(0, -level, half, half*tilt)...)
		c.flat(fill, liquid)
		c.inside(fill, func() {
			c.fill(fill, linear(pt(-foot, 0), pt(foot, 0), liquid.dark(0.3), liquid.light(0.12)))
			c.fill(fill, radial(foot*0.4, -level*0.2, foot*0.75, level*0.8, liquid.light(0.5).fade(0.75), liquid.fade(0)))
		})
		c.flat(ellipse(0, -level, half, half*tilt), liquid.light(0.3))
	})
	c.inside(body, func() {
		c.flat(p.slice(-0.86, -0.7), hex(0xFFFFFA).fade(0.5))
		c.flat(p.slice(-0.62, -0.57), hex(0xFFFFFA).fade(0.32))
		c.flat(p.slice(0.86, 1.1), glass.dark(0.5).fade(0.28))
		c.stroke(body, even(7), glass.dark(0.35).fade(0.4))
	})
}

// label wraps paper around a form between two heights, with a quiet emblem instead of words.
func (c *canvas) label(p profile, from, to float64, paper, mark tint) {
	strip := p.band(from, to)
	c.inside(p.outline(), func() {
		c.flat(strip, paper)
		c.inside(strip, func() {
			c.stroke(p.ring(from+(to-from)*0.09), even(3.5), mark.fade(0.7))
			c.stroke(p.ring(to-(to-from)*0.09), even(3.5), mark.fade(0.7))
			c.flat(p.slice(0.5, 1.1), hex(0x3A2E22).fade(0.14))
			c.flat(p.slice(0.82, 1.1), hex(0x3A2E22).fade(0.12))
		})
	})
	middle, r := -(from+to)/2+p.half(from)*tilt*0.85, (to-from)*0.27
	c.emblem(-p.half(from)*0.06, middle, r, mark, paper)
}

// emblem is a round stamp: a young plant over a field.
func (c *canvas) emblem(x, y, r float64, mark, paper tint) {
	c.flat(circle(x, y, r), mark)
	c.inside(circle(x, y, r*0.86), func() {
		c.flat(under(y+r, pt(x-r, y+r*0.4), pt(x, y+r*0.22), pt(x+r, y+r*0.4)), paper.fade(0.9))
		c.stroke(spline(pt(x, y+r*0.36), pt(x-r*0.03, y), pt(x, y-r*0.3)), even(r*0.09), paper)
		c.flat(leafShape(pt(x, y+r*0.1), pt(x-r*0.56, y-r*0.28), r*0.34, 0.16), paper)
		c.flat(leafShape(pt(x, y+r*0.1), pt(x+r*0.56, y-r*0.28), r*0.34, -0.16), paper)
		c.flat(leafShape(pt(x, y-r*0.1), pt(x, y-r*0.74), r*0.3, 0), paper)
	})
}

// cork closes a bottle of half width w at height h.
func (c *canvas) cork(w, h float64) {
	t := shades(hex(0xC79A6B))
	plug := path{}.through(halfRound(w*1.05, -h-w*1.3, 180, 360)).through(halfRound(w*0.9, -h+4, 0, 180)).close()
	c.form(plug, t, w*0.6, 0)
	c.flat(ellipse(0, -h-w*1.3, w*1.05, w*1.05*tilt), t.lit)
}

// cap is a turned lid of half width w and thickness d on a neck that ends at height h.
func (c *canvas) cap(w, h, d float64, t tones) {
	lid := path{}.through(halfRound(w, -h-d, 180, 360)).through(halfRound(w, -h+d*0.15, 0, 180)).close()
	c.form(lid, t, w*0.55, 0)
	c.flat(ellipse(0, -h-d, w, w*tilt), t.lit)
	c.stroke(ellipse(0, -h-d, w*0.8, w*0.8*tilt), even(2.5), t.dim.fade(0.5))
}

// clothLid is a square of cloth tied over a jar with string.
func (c *canvas) clothLid(w, h float64, t tones, str tint) {
	skirt := path{}.through([]point{pt(-w*0.96, -h+w*0.12), pt(-w*1.34, -h+w*0.46), pt(-w*0.94, -h+w*0.4), pt(-w*0.6, -h+w*0.62), pt(-w*0.2, -h+w*0.48), pt(w*0.22, -h+w*0.66), pt(w*0.6, -h+w*0.46), pt(w*0.96, -h+w*0.54), pt(w*1.32, -h+w*0.38), pt(w*0.96, -h+w*0.1)}).
		through(halfRound(w, -h-w*0.08, 0, -180)).close()
	c.form(skirt, t, w*0.42, 0)
	for _, k := range []float64{-0.72, -0.3, 0.12, 0.5, 0.82} {
		c.stroke(spline(pt(w*k, -h+w*0.16), pt(w*k*1.08, -h+w*0.34), pt(w*k*1.16, -h+w*0.5)), tapering(w*0.05), t.deep.fade(0.5))
	}
	dome := path{}.through([]point{pt(-w, -h+w*0.06), pt(-w*0.8, -h-w*0.26), pt(0, -h-w*0.36), pt(w*0.8, -h-w*0.26), pt(w, -h+w*0.06)}).
		through(halfRound(w, -h+w*0.06, 0, 180)).close()
	c.form(dome, t, w*0.4, -w*0.05)
	c.stroke(spline(halfRound(w*1.01, -h+w*0.1, 180, 0)...), even(w*0.1), str)
	c.stroke(spline(pt(w*0.1, -h+w*0.34), pt(w*0.2, -h+w*0.55), pt(w*0.13, -h+w*0.8)), tapering(w*0.06), str)
	c.stroke(spline(pt(w*0.1, -h+w*0.34), pt(-w*0.06, -h+w*0.56), pt(-w*0.1, -h+w*0.74)), tapering(w*0.06), str)
}

func slimBottle() profile {
	return profile{pt(92, 0), pt(100, 16), pt(102, 130), pt(101, 290), pt(92, 350), pt(52, 430), pt(40, 480), pt(40, 570), pt(46, 580)}
}

func roundBottle() profile {
	return profile{pt(110, 0), pt(150, 40), pt(168, 130), pt(150, 230), pt(84, 310), pt(44, 360), pt(42, 440), pt(52, 456)}
}

func squatJar() profile {
	return profile{pt(130, 0), pt(146, 18), pt(150, 120), pt(148, 220), pt(126, 268), pt(122, 292)}
}

func tallJar() profile {
	return profile{pt(112, 0), pt(126, 16), pt(128, 180), pt(127, 300), pt(104, 350), pt(102, 374)}
}
