package drawing

import "math"

// trayTilt is how flat a tray on the table looks.
const trayTilt = 0.36

// tray is a winnowing tray of woven bamboo, seen from above its near edge; its middle is the origin.
func (c *canvas) tray(r float64) {
	t := shades(bamboo())
	c.shadow(0, r*0.3, r*0.86)
	c.through(scaling(1, trayTilt), func() {
		c.flat(circle(0, r*0.14, r), t.deep)
		c.flat(circle(0, 0, r), t.dim)
		c.flat(circle(0, -r*0.012, r*0.985), t.base)
		c.inside(circle(0, 0, r*0.92), func() {
			c.flat(circle(0, 0, r), t.dim)
			c.through(turning(32), func() { c.plait(-r, -r, 2*r, 2*r, r*0.085, mix(t.base, t.lit, 0.35), mix(t.base, t.dim, 0.55)) })
			c.fill(circle(0, 0, r*0.95), radial(r*0.25, r*0.3, r*1.3, r*1.3, t.deep.fade(-0.1), t.deep.fade(0.42)))
		})
		c.stroke(circle(0, 0, r*0.955), even(r*0.075), t.base)
		c.stroke(circle(-r*0.004, -r*0.008, r*0.972), even(r*0.03), t.lit)
		c.stroke(circle(0, 0, r*0.915), even(r*0.012), t.deep.fade(0.7))
	})
	for i := range 22 {
		s, co := math.Sincos(float64(i)*2*math.Pi/22 + 0.1)
		x, y := co*r*0.955, s*r*0.955*trayTilt
		c.stroke(segment(pt(x-3-co*r*0.045, y-s*r*0.02-4), pt(x+3+co*r*0.045, y+s*r*0.02+5)), even(r*0.02), hex(0x9B7444))
	}
}

// pole hangs across the scene on two cords, from one x to another.
func (c *canvas) pole(x0, x1, y float64, t tint) {
	for _, x := range []float64{x0 + 50, x1 - 50} {
		c.stroke(segment(pt(x, -20), pt(x, y)), even(5), straw().dark(0.35))
	}
	c.stroke(segment(pt(x0, y), pt(x1, y-10)), even(32), t)
	c.stroke(segment(pt(x0, y-8), pt(x1, y-18)), even(7), t.light(0.45))
	for i := 1; i < 4; i++ {
		x := x0 + (x1-x0)*float64(i)/4
		c.stroke(segment(pt(x, y-20), pt(x+5, y+10)), even(5), t.dark(0.35))
	}
}

// flatTray is the same tray seen from straight above.
func (c *canvas) flatTray(x, y, r float64) {
	t := shades(bamboo())
	c.at(x, y, 1, 0, func() {
		c.fill(circle(r*0.08, r*0.1, r*1.12), radial(r*0.08, r*0.1, r*1.12, r*1.12, hex(0x3A2E22).fade(0.55), hex(0x3A2E22).fade(-0.05)))
		c.flat(circle(0, 0, r), t.dim)
		c.inside(circle(0, 0, r*0.94), func() {
			c.through(turning(45), func() { c.plait(-r, -r, 2*r, 2*r, r*0.085, mix(t.base, t.lit, 0.35), mix(t.base, t.dim, 0.5)) })
			c.fill(circle(0, 0, r*0.95), radial(r*0.3, r*0.3, r*1.5, r*1.5, t.deep.fade(0), t.deep.fade(0.4)))
		})
		c.stroke(circle(0, 0, r*0.955), even(r*0.08), t.base)
		c.stroke(circle(0, 0, r*0.978), even(r*0.02), t.lit)
		c.stroke(circle(0, 0, r*0.915), even(r*0.012), t.deep.fade(0.7))
		for i := range 26 {
			a := float64(i) * 360 / 26
			c.stroke(segment(pt(r*0.91*cosd(a-1), r*0.91*sind(a-1)), pt(r*cosd(a+1), r*sind(a+1))), even(r*0.022), hex(0x9B7444))
		}
	})
}

// plait fills a rectangle with over-and-under weave of strips as broad as step.
func (c *canvas) plait(x, y, w, h, step float64, over, under tint) {
	for i := 0; float64(i)*step < h; i++ {
		for j := 0; float64(j)*step < w; j++ {
			cell := box(x+float64(j)*step+step*0.05, y+float64(i)*step+step*0.05, step*0.92, step*0.92, step*0.22)
			t := over
			if (i+j)%2 == 1 {
				t = under
			}
			c.flat(cell, t)
		}
	}
}

// woven draws a basket turned to the profile, its rows bending around it; it stands at the origin.
func (c *canvas) woven(p profile, t tones, second tint, row float64) {
	c.shadow(0, 6, p.widest()*0.92)
	body := p.outline()
	c.flat(body, t.deep)
	c.inside(body, func() {
		n := 0
		for h := -row; h < p.top().y+row; h += row {
			c.weaveRow(p, h, row, n, t, second)
			n++
		}
		w := p.widest()
		c.fill(body, linear(pt(-w, 0), pt(0, 0), t.lit.fade(0.45), t.lit.fade(0)))
		c.flat(p.slice(0.4, 1.1), t.deep.fade(0.26))
		c.flat(p.slice(0.75, 1.1), t.deep.fade(0.3))
	})
}

func (c *canvas) weaveRow(p profile, h, row float64, n int, t tones, second tint) {
	const stakes = 9
	half := p.half(max(h, 0))
	tone := t.base
	if n%4 == 2 {
		tone = second
	}
	for k := -stakes; k <= stakes; k++ {
		a0 := (float64(k) - 0.5 + 0.5*float64(n%2)) / stakes * 90
		a1 := a0 + 84.0/stakes
		s0, c0 := math.Sincos(a0 * math.Pi / 180)
		s1, c1 := math.Sincos(a1 * math.Pi / 180)
		if c0 < -0.05 && c1 < -0.05 {
			continue
		}
		y0, y1 := -h+half*tilt*c0, -h+half*tilt*c1
		cell := path{}.move(pt(half*s0, y0-row*0.44)).
			cube(pt(half*(s0+(s1-s0)*0.3), y0-row*0.58), pt(half*(s0+(s1-s0)*0.7), y1-row*0.58), pt(half*s1, y1-row*0.44)).
			line(pt(half*s1, y1+row*0.36)).
			cube(pt(half*(s0+(s1-s0)*0.7), y1+row*0.5), pt(half*(s0+(s1-s0)*0.3), y0+row*0.5), pt(half*s0, y0+row*0.36)).close()
		c.flat(cell, mix(tone, tone.light(0.3), 0.5*float64((k+n)&1)))
	}
}

// basketMouth draws the rim and the dark inside of a woven basket.
func (c *canvas) basketMouth(p profile, t tones, thickness float64) {
	top := p.top()
	c.flat(ellipse(0, -top.y, top.x+thickness*0.3, (top.x+thickness*0.3)*tilt), t.lit)
	c.flat(ellipse(0, -top.y, top.x-thickness, (top.x-thickness)*tilt), t.deep.dark(0.3))
	for i := range 26 {
		s, co := math.Sincos(float64(i) * 2 * math.Pi / 26)
		c.stroke(segment(pt(co*(top.x-thickness), -top.y+s*(top.x-thickness)*tilt), pt(co*(top.x+thickness*0.3)+5, -top.y+s*(top.x+thickness*0.3)*tilt+3)), even(4), t.dim)
	}
}

// bananaLeaf lies flat on the table, its middle at the origin.
func (c *canvas) bananaLeaf(length, broad, degrees float64) {
	c.at(0, 0, 1, degrees, func() {
		stem, tip := pt(-length/2, 0), pt(length/2, -broad*0.08)
		c.fill(ellipse(10, broad*0.14, length*0.5, broad*0.52), radial(10, broad*0.14, length*0.5, broad*0.52, hex(0x3A2E22).fade(0.34), hex(0x3A2E22).fade(0)))
		c.leaf(stem, tip, broad, 0.03, hex(0x5C8F4C), 0)
		shape := leafShape(stem, tip, broad, 0.03)
		c.inside(shape, func() {
			for i := range 26 {
				x := stem.x + length*(0.04+0.94*float64(i)/26)
				for _, k := range []float64{-1, 1} {
					c.stroke(spline(pt(x, -broad*0.02), pt(x+length*0.03, k*broad*0.28), pt(x+length*0.045, k*broad*0.56)), even(2.4), hex(0x2F5D3F).fade(0.32))
				}
			}
		})
		c.stroke(spline(leafSpine(stem, tip, 0.03)...), tapering(broad*0.045), hex(0xC4D69A))
	})
}
