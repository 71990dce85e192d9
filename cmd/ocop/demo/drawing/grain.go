package drawing

import "math"

// riceEar is a drooping ear of ripe rice with its blades.
func (c *canvas) riceEar(x, y, k, degrees float64) {
	c.at(x, y, k, degrees, func() {
		for _, b := range []point{{-110, -330}, {130, -300}} {
			c.stroke(spline(pt(0, 0), b.times(0.5).add(pt(-b.x*0.2, -40)), b), swelling(17), mix(youngLeaf(), straw(), 0.3))
		}
		stem := []point{{0, 0}, {10, -160}, {40, -300}, {130, -380}, {230, -360}, {290, -280}}
		c.stroke(spline(stem...), tapering(9), mix(youngLeaf(), straw(), 0.5))
		for i := range 26 {
			f := 0.42 + 0.58*float64(i)/25
			at := along(stem, f)
			a := (f*150 - 70) * math.Pi / 180
			side := float64(i%2)*2 - 1
			s, co := math.Sincos(a + side*0.5)
			tip := at.add(pt(co, s).times(46))
			c.flat(leafShape(at, tip, 20, 0.05), mix(hex(0xD9B25E), hex(0xF0D890), c.Float64()))
		}
	})
}

// along is a point on the straight run through pts, at f of the way by count.
func along(pts []point, f float64) point {
	t := f * float64(len(pts)-1)
	i := min(int(t), len(pts)-2)
	return between(pts[i], pts[i+1], t-float64(i))
}

// riceGrains strews single grains.
func (c *canvas) riceGrains(n int, rx, ry float64, t tint) {
	c.scatter(n, rx, ry, func(x, y float64) {
		a := c.within(0, math.Pi)
		d := pt(math.Cos(a)*13, math.Sin(a)*8)
		c.stroke(segment(pt(x, y).sub(d), pt(x, y).add(d)), swelling(9), mix(t, t.light(0.5), c.Float64()))
	})
}

// riceMound is a heap of grains.
func (c *canvas) riceMound(w, h float64, t tint) {
	c.powder(w, h, shades(t))
	c.inside(mound(w, h), func() {
		for range int(w * h / 420) {
			x, y := c.within(-w/2, w/2), c.within(-h, w*0.17)
			a := c.within(0, math.Pi)
			d := pt(math.Cos(a)*11, math.Sin(a)*7)
			tone := t.dark(0.13)
			if c.IntN(2) == 0 {
				tone = t.light(0.7)
			}
			c.stroke(segment(pt(x, y).sub(d), pt(x, y).add(d)), swelling(7), tone.fade(0.8))
		}
	})
}

func (c *canvas) rice(m mood, v int) {
	grain := []tint{hex(0xF5EEDD), hex(0xF5EEDD), hex(0xB5655A), hex(0xF5EEDD), hex(0x54424E)}[v%5]
	switch v % 3 {
	case 0:
		p := profile{pt(200, 0), pt(246, 90), pt(254, 240), pt(226, 350), pt(244, 396)}
		c.at(660, 1030, 1.2, 0, func() {
			c.sack(p, hex(0xD9BF94))
			c.emblem(-30, -160, 74, []tint{jade(), clay()}[v/3%2], hex(0xD9BF94).light(0.3))
			c.at(0, -396, 1, 0, func() { c.riceMound(410, 130, grain) })
		})
		c.riceEar(1090, 1120, 1.25, 6)
		c.at(1260, 1110, 1, 0, func() { c.riceGrains(40, 170, 34, grain) })
	case 1:
		c.at(700, 960, 1, 0, func() {
			c.tray(500)
			c.at(-10, 34, 1, 0, func() { c.riceMound(660, 240, grain) })
		})
		c.riceEar(1150, 1130, 1.2, 12)
		c.riceEar(1060, 1150, 1, -8)
	default:
		c.at(600, 1020, 1.35, 0, func() {
			c.bowl(shades(hex(0xF3ECDC)), indigo(), grain.dark(0.1), func() {
				c.at(0, -216, 1, 0, func() { c.riceMound(466, 190, grain) })
				c.steam(0, -400, 190)
			})
		})
		c.riceEar(1120, 1140, 1.25, 2)
		c.riceEar(1010, 1150, 0.95, -14)
		c.at(1240, 1120, 1, 0, func() { c.riceGrains(30, 150, 30, grain) })
	}
}

func (c *canvas) flour(m mood, v int) {
	t := []tint{hex(0xF4ECDC), hex(0xE3DDB0), hex(0xD8BE94), hex(0xB9C79A)}[v%4]
	c.at(640, 1010, 1.4, 0, func() {
		c.bowl(shades([]tint{wood(), clay(), celadon()}[v%3]), cream(), t.dark(0.1), func() {
			c.at(0, -212, 1, 0, func() { c.powder(460, 200, shades(t)) })
		})
	})
	c.at(1130, 1060, 1, 0, func() { c.shadow(0, 30, 190); c.powder(420, 130, shades(t)) })
	c.at(1130, 1010, 1, -24, func() { c.scoop() })
	c.riceEar(280, 1150, 0.9, -20)
}

// scoop is a wooden spoon, bowl to the left.
func (c *canvas) scoop() {
	t := shades(wood())
	c.stroke(segment(pt(60, 0), pt(330, 0)), even(26), t.base)
	c.stroke(segment(pt(60, 8), pt(326, 8)), even(8), t.dim)
	c.form(ellipse(0, 0, 92, 56), t, 8, 8)
	c.flat(ellipse(-6, -8, 72, 38), t.dim)
}

// seed is one kind of nut or seed in a heap.
type seed func(c *canvas, x, y float64)

func cashewSeed(t tint) seed {
	return func(c *canvas, x, y float64) {
		tone := mix(t, t.dark(0.14), c.Float64())
		c.at(x, y, c.within(0.8, 0.95), c.within(0, 360), func() {
			shape := blob(pt(-52, 12), pt(-44, -26), pt(-4, -42), pt(44, -30), pt(56, 10), pt(36, 34), pt(22, 12), pt(0, -2), pt(-18, 14), pt(-34, 36))
			c.flat(shape, tone.dark(0.3))
			c.inside(shape, func() {
				c.flat(shape.moved(-4, -7), tone)
				c.gleam(10, 0.45, pt(-38, -6), pt(-14, -28), pt(18, -30))
			})
		})
	}
}

func peanutSeed(t tint) seed {
	return func(c *canvas, x, y float64) {
		c.at(x, y, c.within(0.8, 0.95), c.within(-70, 70), func() {
			shape := blob(pt(-66, 0), pt(-42, -32), pt(-4, -20), pt(40, -34), pt(66, -2), pt(40, 32), pt(-4, 20), pt(-42, 31))
			c.form(shape, shades(t), 5, 9)
			c.inside(shape, func() {
				for i := range 5 {
					px := -50 + float64(i)*24
					c.stroke(segment(pt(px, -30), pt(px+6, 30)), even(2.4), t.dark(0.35).fade(0.6))
				}
				c.stroke(spline(pt(-66, 2), pt(0, 4), pt(66, 2)), even(2.4), t.dark(0.35).fade(0.6))
			})
		})
	}
}

func roundSeed(t tint, r float64) seed {
	return func(c *canvas, x, y float64) {
		tone := mix(t, t.dark(0.12), c.Float64())
		c.round(x, y, r, r*0.92, ellipse(x, y, r, r*0.92), shades(tone))
		c.flat(circle(x+r*0.1, y-r*0.2, r*0.1), tone.dark(0.4))
	}
}

func (c *canvas) nutPile(w, h, step float64, under tint, one seed) {
	c.flat(mound(w*0.84, h*0.86), under.dark(0.4))
	c.heap(w, h, step, func(x, y float64) { one(c, x, y) })
}

// nuts arranges a heap in a bowl or on a tray, and some loose ones.
func (c *canvas) nuts(v int, t tint, step float64, one seed, beside func()) {
	if v%2 == 0 {
		bowl := []tint{hex(0x6E4B3A), jade(), clay(), indigo()}[v/2%4]
		c.at(620, 1010, 1.4, 0, func() {
			c.bowl(shades(bowl), cream(), t.dark(0.4), func() { c.at(0, -238, 0.8, 0, func() { c.nutPile(540, 170, step, t, one) }) })
		})
	} else {
		c.at(650, 950, 1, 0, func() { c.tray(500); c.at(0, 20, 1, 0, func() { c.nutPile(640, 200, step, t, one) }) })
	}
	beside()
	c.at(1120, 1120, 1, 0, func() {
		c.scatter(5, 230, 26, func(x, y float64) { c.shadow(x, y+24, 38); one(c, x, y) })
	})
}

// cashewApple is the swollen fruit with the nut under it.
func (c *canvas) cashewApple(x, y, k float64, t tint) {
	c.at(x, y, k, 0, func() {
		shape := blob(pt(-70, -220), pt(0, -236), pt(72, -220), pt(112, -110), pt(96, -20), pt(0, 12), pt(-96, -20), pt(-114, -110))
		c.shadow(0, 70, 110)
		nut := hex(0x8A7356)
		c.form(blob(pt(-50, 10), pt(-8, -10), pt(52, 4), pt(66, 52), pt(30, 84), pt(6, 52), pt(-36, 54)), shades(nut), 8, 8)
		c.round(0, -110, 112, 120, shape, shades(t))
		c.gleam(18, 0.5, pt(-66, -70), pt(-78, -130), pt(-52, -190))
		c.stroke(spline(pt(0, -232), pt(8, -270), pt(30, -300)), even(14), darkWood())
		c.leaf(pt(14, -276), pt(190, -330), 96, -0.1, leafGreen(), 6)
	})
}

func (c *canvas) cashew(m mood, v int) {
	t := []tint{hex(0xE9CFA0), hex(0xD9AE72), hex(0xEFDDB8)}[v%3]
	c.nuts(v, t, 62, cashewSeed(t), func() {
		c.cashewApple(1190, 1010, 1.25, []tint{hex(0xD9623F), hex(0xE0A440), hex(0xC9483E)}[v%3])
	})
}

func (c *canvas) peanut(m mood, v int) {
	t := hex(0xD9B27C)
	c.nuts(v, t, 72, peanutSeed(t), func() {
		c.sprig(pt(1050, 1020), pt(1330, 840), 2, 150, 90, leafGreen())
	})
}

func (c *canvas) seeds(m mood, v int) {
	t := []tint{hex(0xEFE6CB), hex(0xA9713F), hex(0xC9B489)}[v%3]
	c.nuts(v, t, 52, roundSeed(t, 36), func() {
		if v%3 == 0 {
			c.lotusPod(1200, 1060, 1.1)
			return
		}
		c.sprig(pt(1050, 1020), pt(1330, 840), 2, 170, 70, deepLeaf())
	})
}

// lotusPod is the seed head on its stalk.
func (c *canvas) lotusPod(x, y, k float64) {
	c.at(x, y, k, 8, func() {
		t := shades(hex(0x8FA05A))
		c.shadow(0, 4, 120)
		c.stroke(spline(pt(10, -20), pt(60, 20), pt(240, 30)), even(22), t.dim)
		body := path{}.through([]point{pt(-150, -210), pt(-120, -110), pt(-50, -20), pt(0, 0), pt(50, -20), pt(120, -110), pt(150, -210)}).close()
		c.form(body, t, 60, 0)
		c.flat(ellipse(0, -210, 152, 56), t.dim)
		c.flat(ellipse(0, -214, 146, 50), t.lit)
		for _, q := range []point{{-90, -214}, {-40, -236}, {24, -238}, {86, -220}, {-44, -200}, {14, -206}, {66, -196}} {
			c.flat(ellipse(q.x, q.y, 22, 12), t.deep)
			c.flat(ellipse(q.x, q.y-4, 17, 10), hex(0xE6E3B4))
		}
	})
}
