package drawing

func bowlProfile() profile {
	return profile{pt(96, 0), pt(104, 26), pt(190, 82), pt(246, 160), pt(264, 220)}
}

// bowl draws an open bowl at the origin; content, when there is one, is drawn over what fills it.
func (c *canvas) bowl(t tones, stripe, content tint, over func()) {
	p := bowlProfile()
	c.shadow(0, 8, 150)
	c.turned(p, t, func() {
		c.flat(p.band(-10, 20), t.dim)
		c.stroke(p.ring(184), even(10), stripe)
		c.stroke(p.ring(166), even(4), stripe.fade(0.7))
		for i := range 7 {
			x := -210 + float64(i)*70
			c.flat(leafShape(pt(x, -86-absf(x)*0.16), pt(x+34, -128-absf(x)*0.1), 22, 0.1), stripe.fade(0.55))
		}
	})
	c.filled(p, t.lit, t.base, content, 13, 16)
	if over != nil {
		over()
	}
}

func absf(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}

// dish is a shallow plate, its middle at the origin.
func (c *canvas) dish(r float64, t tones, stripe tint) {
	c.shadow(0, r*0.22, r*0.8)
	c.flat(ellipse(0, r*0.085, r*0.93, r*0.31), t.deep)
	c.flat(ellipse(0, r*0.05, r*0.985, r*0.325), t.dim)
	c.fill(ellipse(0, 0, r, r*0.33), linear(pt(-r, 0), pt(r, 0), t.lit, t.base))
	c.stroke(ellipse(0, 0, r*0.93, r*0.3), even(5), stripe.fade(0.8))
	c.fill(ellipse(0, r*0.012, r*0.72, r*0.225), linear(pt(-r*0.7, 0), pt(r*0.7, 0), t.dim, t.lit))
	c.fill(ellipse(0, r*0.03, r*0.69, r*0.2), linear(pt(-r*0.7, 0), pt(r*0.7, 0), t.base, t.lit))
}

// board is a plank to serve on, its middle at the origin.
func (c *canvas) board(w, d float64, t tones) {
	slab := box(-w/2, -d/2, w, d, d*0.3)
	c.fill(ellipse(20, d*0.42, w*0.6, d*0.5), radial(20, d*0.42, w*0.6, d*0.5, hex(0x3A2E22).fade(0.5), hex(0x3A2E22).fade(0)))
	c.flat(slab.moved(0, 24), t.deep)
	c.fill(slab, linear(pt(-w/2, -d/2), pt(w/2, d/2), t.lit, t.base))
	c.inside(slab, func() {
		for i := range 6 {
			y := -d/2 + d*(float64(i)+0.6)/6
			c.stroke(spline(pt(-w/2, y), pt(-w*0.2, y+c.within(-8, 8)), pt(w*0.15, y+c.within(-8, 8)), pt(w/2, y)), even(3), t.dim.fade(0.6))
		}
	})
}
