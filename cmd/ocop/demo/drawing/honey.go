package drawing

import "math"

// comb is a piece of honeycomb lying against something, its cells towards the viewer.
func (c *canvas) comb(w, h float64) {
	t := shades(hex(0xE0A445))
	slab := path{}.move(pt(0, 0)).line(pt(w, 0)).line(pt(w+w*0.1, -h*0.1)).line(pt(w*1.06, -h*0.94)).line(pt(w*0.1, -h)).line(pt(0, -h*0.9)).close()
	c.shadow(w*0.5, 4, w*0.56)
	c.flat(slab, t.deep)
	face := polygon(pt(0, 0), pt(w, 0), pt(w*0.97, -h*0.86), pt(0, -h*0.9))
	c.flat(face, t.dim)
	c.inside(face, func() {
		r := w / 13
		for row := 0; float64(row)*r*1.5 < h; row++ {
			for col := -1; float64(col)*r*1.74 < w+r; col++ {
				x, y := float64(col)*r*1.74+float64(row%2)*r*0.87, -float64(row)*r*1.5-r*0.4
				cell := hexagon(x, y, r*0.9)
				tone := mix(t.base, t.lit, c.Float64()*0.8)
				if c.IntN(5) == 0 {
					tone = hex(0xA9621F)
				}
				c.flat(cell, tone)
				c.flat(hexagon(x-r*0.1, y-r*0.16, r*0.52), tone.light(0.22))
			}
		}
		c.fill(face, linear(pt(0, -h), pt(w, 0), t.lit.fade(0.3), t.deep.fade(0.45)))
	})
}

func hexagon(x, y, r float64) path {
	pts := make([]point, 6)
	for i := range 6 {
		s, co := math.Sincos(float64(i)*math.Pi/3 + math.Pi/6)
		pts[i] = pt(x+co*r, y+s*r)
	}
	return polygon(pts...)
}

// dipper is a honey dipper, its head at the origin, its handle along degrees.
func (c *canvas) dipper(degrees float64) {
	t := shades(wood())
	c.at(0, 0, 1, degrees, func() {
		c.stroke(segment(pt(60, 0), pt(430, 0)), func(f float64) float64 { return 20 - 5*f }, t.base)
		c.stroke(segment(pt(60, 6), pt(430, 5)), even(5), t.dim)
		for i := range 6 {
			x := -70 + float64(i)*27
			h := 74 * math.Sqrt(1-math.Pow((float64(i)-2.5)/3.6, 2))
			c.form(box(x-10, -h, 21, 2*h, 10), t, 4, h*0.3)
		}
	})
}

// bee flies with its head to the right.
func (c *canvas) bee(x, y, k, degrees float64) {
	c.at(x, y, k, degrees, func() {
		c.flat(leafShape(pt(4, -16), pt(-40, -84), 44, 0.1), hex(0xFBFAF2).fade(0.85))
		c.flat(leafShape(pt(10, -16), pt(26, -92), 46, -0.1), hex(0xFBFAF2).fade(0.9))
		body := blob(pt(-58, 6), pt(-30, -22), pt(10, -26), pt(34, -12), pt(34, 14), pt(8, 26), pt(-30, 24))
		c.flat(body, hex(0xD99B3C))
		c.inside(body, func() {
			for _, sx := range []float64{-46, -20, 6} {
				c.stroke(spline(pt(sx, -34), pt(sx+7, 0), pt(sx, 34)), even(12), hex(0x4A3526))
			}
		})
		c.flat(circle(42, 2, 17), hex(0x4A3526))
		c.stroke(spline(pt(50, -10), pt(62, -24), pt(72, -26)), even(3), hex(0x4A3526))
	})
}

func (c *canvas) honey(m mood, v int) {
	h := []tint{hex(0xD08A26), hex(0xB86A1C), hex(0xDFA640), hex(0x9A5420)}[v%4]
	cloth := []tint{clay(), jade(), hex(0xE9DDBF), plum()}[v/2%4]
	switch v % 3 {
	case 0:
		p := squatJar()
		c.at(640, 1030, 1.65, 0, func() {
			c.glass(p, hex(0xE4E9DC), h, 236)
			c.label(p, 54, 176, hex(0xF5ECD6), clay())
			c.clothLid(124, 292, shades(cloth), hex(0xE8D2A0))
		})
		c.at(950, 1070, 1.1, 0, func() { c.comb(330, 220) })
		c.bee(1290, 560, 1.2, -14)
		c.bee(330, 470, 0.85, 20)
	case 1:
		c.at(560, 1030, 1.3, 0, func() {
			c.bowl(shades(hex(0xF0E7D4)), amber(), h, nil)
		})
		c.at(590, 745, 1.15, -38, func() { c.dipper(0) })
		c.stroke(spline(pt(560, 780), pt(556, 800), pt(560, 830)), even(24), h)
		p := tallJar()
		c.at(1140, 1040, 1.3, 0, func() {
			c.glass(p, hex(0xE4E9DC), h, 320)
			c.cap(112, 366, 44, shades(wood()))
		})
		c.bee(880, 440, 1.1, -8)
	default:
		p := roundBottle()
		c.at(560, 1030, 1.32, 0, func() {
			c.glass(p, hex(0xE4E9DC), h, 330)
			c.cork(44, 456)
			c.stroke(spline(halfRound(48, -390, 180, 0)...), even(10), straw())
		})
		c.at(860, 1060, 1.3, 0, func() { c.comb(380, 260) })
		c.sprig(pt(1240, 1140), pt(1480, 1010), 2, 150, 60, leafGreen())
		c.flowerHead(1250, 1110, 84, 7, shades(hex(0xF3EBDD)), hex(0xD9A84E))
		c.flowerHead(1390, 1150, 64, 7, shades(hex(0xF3EBDD)), hex(0xD9A84E))
		c.bee(1200, 520, 1.2, 12)
		c.bee(960, 420, 0.8, -24)
	}
}

// syrup is a jug of dark sugar syrup with lumps of cane sugar.
func (c *canvas) syrup(m mood, v int) {
	h := []tint{hex(0x9A5A24), hex(0xC08A3E)}[v%2]
	p := tallJar()
	c.at(560, 1030, 1.5, 0, func() {
		c.glass(p, hex(0xE4E9DC), h, 320)
		c.label(p, 70, 230, hex(0xF5ECD6), jade())
		c.cap(112, 366, 44, shades(wood()))
	})
	c.at(1090, 1040, 1.1, 0, func() {
		c.dish(330, shades(hex(0xF0E7D4)), brick())
		c.heap(420, 120, 96, func(x, y float64) { c.lump(x, y-20, 56, hex(0xB87A3A)) })
	})
}

// lump is a rough block of sugar or clay.
func (c *canvas) lump(x, y, r float64, t tint) {
	tone := shades(mix(t, t.light(0.25), c.Float64()))
	k := c.within(-0.1, 0.1)
	top := polygon(pt(x-r, y-r*(0.3+k)), pt(x-r*0.1, y-r*0.75), pt(x+r*0.95, y-r*(0.4-k)), pt(x+r*0.1, y+r*0.05))
	leftSide := polygon(pt(x-r, y-r*(0.3+k)), pt(x+r*0.1, y+r*0.05), pt(x+r*0.06, y+r*0.75), pt(x-r*0.9, y+r*0.35))
	right := polygon(pt(x+r*0.1, y+r*0.05), pt(x+r*0.95, y-r*(0.4-k)), pt(x+r*0.9, y+r*0.3), pt(x+r*0.06, y+r*0.75))
	c.flat(top, tone.lit)
	c.flat(leftSide, tone.base)
	c.flat(right, tone.dim)
}
