package drawing

import "math"

// bean is one coffee bean.
func (c *canvas) bean(x, y, r, degrees float64, t tint) {
	c.at(x, y, 1, degrees, func() {
		shape := ellipse(0, 0, r, r*0.68)
		c.flat(shape, t)
		c.inside(shape, func() { c.flat(ellipse(-r*0.12, -r*0.16, r*0.9, r*0.56), t.light(0.14)) })
		c.stroke(spline(pt(-r*0.86, 0), pt(-r*0.3, r*0.13), pt(r*0.3, -r*0.13), pt(r*0.86, 0)), even(r*0.13), t.dark(0.55))
	})
}

func (c *canvas) beans(w, h, r float64, t tint) {
	c.flat(mound(w*0.84, h*0.86), t.dark(0.5))
	c.heap(w, h, r*1.55, func(x, y float64) {
		c.bean(x, y, r, c.within(-80, 80), mix(t, t.dark(0.35), c.Float64()))
	})
}

// phin is the small metal drip filter on its glass.
func (c *canvas) phin() {
	p := tumbler().scaled(1, 0.86)
	c.glass(p, hex(0xDDE8E2), hex(0x4A2A1C), 150)
	c.at(0, 0, 1, 0, func() {
		c.flat(p.scaled(0.93, 1).band(6, 52), hex(0xF0E2C8).fade(0.96))
	})
	steel := shades(hex(0xB9BDB8))
	top := p.top().y
	c.flat(ellipse(0, -top+4, 178, 178*tilt), steel.dim)
	c.flat(ellipse(0, -top-6, 178, 178*tilt), steel.lit)
	body := profile{pt(112, 0), pt(116, 10), pt(120, 150), pt(124, 158)}
	c.at(0, -top-6, 1, 0, func() {
		c.turned(body, steel, func() {
			c.stroke(body.ring(22), even(4), steel.deep.fade(0.5))
			c.stroke(body.ring(138), even(5), steel.deep.fade(0.5))
		})
		c.cap(128, 156, 18, steel)
		c.flat(box(-16, -222, 32, 26, 10), steel.deep)
		c.flat(ellipse(0, -222, 18, 7), steel.base)
	})
}

// cherries is a coffee branch with ripe fruit.
func (c *canvas) cherries(x, y, k, degrees float64) {
	c.at(x, y, k, degrees, func() {
		c.stroke(spline(pt(-330, 20), pt(-80, -16), pt(180, 6), pt(330, -40)), tapering(18), darkWood())
		for i, at := range []point{{-220, 0}, {-30, -16}, {170, -6}} {
			for _, s := range []float64{-1, 1} {
				c.leaf(at, at.add(pt(70+20*float64(i), s*190)), 92, 0.1*s, deepLeaf().light(0.08*float64(i)), 6)
			}
		}
		for _, q := range []point{{-240, -26}, {-196, 30}, {-258, 26}, {-60, -44}, {-14, 26}, {-70, 20}, {10, -34}, {140, -36}, {186, 24}, {128, 22}} {
			fruit := []tint{hex(0xB23A34), hex(0xC5533B), hex(0xA22F37)}[c.IntN(3)]
			c.round(q.x, q.y, 36, 34, ellipse(q.x, q.y, 36, 34), shades(fruit))
			c.flat(circle(q.x+8, q.y-12, 5), fruit.dark(0.6))
		}
	})
}

func (c *canvas) coffee(m mood, v int) {
	roast := []tint{hex(0x6B4128), hex(0x5A3524), hex(0x7A4A2C)}[v%3]
	switch v % 3 {
	case 0:
		c.at(650, 1020, 1.42, 0, func() { c.phin() })
		c.at(1150, 1040, 1, 0, func() { c.shadow(0, 20, 200); c.beans(430, 150, 34, roast) })
		c.cherries(330, 1090, 0.6, -14)
	case 1:
		p := profile{pt(180, 0), pt(214, 90), pt(222, 240), pt(196, 340), pt(214, 390)}
		c.at(620, 1020, 1.2, 0, func() { c.sack(p, hex(0xD3B58A)); c.at(0, -384, 1, 0, func() { c.beans(370, 110, 30, roast) }) })
		c.cherries(1130, 1050, 0.95, -8)
	default:
		c.at(1000, 1010, 1.6, 0, func() {
			c.stroke(spline(pt(100, -130), pt(180, -140), pt(176, -66), pt(84, -50)), even(20), hex(0xE7DDC8).dark(0.15))
			c.cup(shades(hex(0xF1E8D4)), brick(), hex(0x4A2A1C))
			c.steam(0, -196, 230)
		})
		c.cherries(480, 1010, 0.95, 12)
		for range 9 {
			c.bean(c.within(620, 860), c.within(1080, 1150), 30, c.within(-80, 80), roast)
		}
	}
}

// sack draws an open cloth sack at the origin: folds run down from its rolled edge.
func (c *canvas) sack(p profile, cloth tint) {
	t := shades(cloth)
	c.shadow(0, 8, p.widest()*0.95)
	top := p.top()
	c.turned(p, t, func() {
		for i := range 7 {
			x := -0.8 + 1.6*float64(i)/6
			c.stroke(spline(pt(top.x*x, -top.y), pt(top.x*x*0.86, -top.y*0.78), pt(top.x*x*1.05, -top.y*0.5)), tapering(15), t.dim.fade(0.55))
		}
		for i := 1; i < 30; i++ {
			c.stroke(p.ring(top.y*float64(i)/30), even(1.6), t.deep.fade(0.16))
		}
	})
	c.fill(ellipse(0, -top.y-6, top.x*1.1, top.x*1.1*tilt+16), linear(pt(-top.x, 0), pt(top.x, 0), t.lit, t.dim))
	c.flat(ellipse(0, -top.y-14, top.x*0.94, top.x*0.94*tilt), t.deep)
}

// cocoaPod is a ribbed pod lying down.
func (c *canvas) cocoaPod(t tones) {
	c.shadow(0, 92, 220)
	shape := blob(pt(-250, 20), pt(-190, -70), pt(-40, -112), pt(120, -96), pt(230, -30), pt(276, 14), pt(220, 60), pt(100, 100), pt(-60, 108), pt(-200, 78))
	c.round(0, 0, 260, 108, shape, t)
	c.inside(shape, func() {
		for _, k := range []float64{-0.72, -0.36, 0, 0.36, 0.72} {
			c.stroke(spline(pt(-246, 14+k*20), pt(-100, k*108), pt(90, k*100), pt(262, 10+k*14)), swelling(11), t.deep.fade(0.45))
			c.stroke(spline(pt(-246, 6+k*20), pt(-100, k*108-12), pt(90, k*100-11), pt(262, 6+k*14)), swelling(7), t.lit.fade(0.5))
		}
	})
	c.stroke(spline(pt(-244, 16), pt(-290, 6), pt(-316, -14)), even(20), darkWood())
}

// openPod is half a pod with its white beans.
func (c *canvas) openPod(t tones) {
	c.shadow(0, 84, 200)
	c.form(ellipse(0, 0, 230, 100), t, 0, 14)
	c.flat(ellipse(0, -12, 206, 76), hex(0xEAD9B8))
	c.flat(ellipse(0, -6, 190, 62), hex(0xD8BE94))
	for i := range 12 {
		x, y := -140+float64(i%6)*56, -30+float64(i/6)*44
		if i/6 == 1 {
			x += 22
		}
		k := math.Sqrt(max(1-(x/200)*(x/200), 0.2))
		c.round(x, y*k-6, 34, 25, ellipse(x, y*k-6, 34, 25), shades(hex(0xF4EBDA)))
	}
}

func (c *canvas) cocoa(m mood, v int) {
	pod := []tint{hex(0xC9803A), hex(0x9E4A35), hex(0xA9A04A)}[v%3]
	c.at(560, 960, 1.25, -16, func() { c.cocoaPod(shades(pod)) })
	c.at(1030, 1060, 1.12, 6, func() { c.openPod(shades(pod.dark(0.1))) })
	if v%2 == 0 {
		c.at(1230, 900, 1.35, 0, func() { c.cup(shades(hex(0xEFE6D2)), brick(), hex(0x5B3322)); c.steam(0, -190, 210) })
	} else {
		c.at(1200, 930, 1, 0, func() {
			c.bowl(shades(wood()), darkWood(), hex(0x5B3322), func() { c.at(0, -200, 1, 0, func() { c.powder(400, 110, shades(hex(0x6B3E28))) }) })
		})
	}
	for range 6 {
		c.bean(c.within(660, 820), c.within(1100, 1150), 30, c.within(-60, 60), hex(0x6B3E28))
	}
}
