package drawing

// scales are the colours of one kind of fish.
type scales struct{ back, side, belly, fin tint }

func smallSilver() scales {
	return scales{hex(0x6F8B93), hex(0xB8CBCB), hex(0xEDEFE6), hex(0x8FA6A8)}
}

func driedBrown() scales {
	return scales{hex(0x8F5A36), hex(0xC28D57), hex(0xE2BE8C), hex(0x9C6A40)}
}

func pondGreen() scales {
	return scales{hex(0x4C5F55), hex(0x8FA28D), hex(0xE4E3CC), hex(0x6F8477)}
}

func reefRed() scales {
	return scales{hex(0xB25745), hex(0xD98E72), hex(0xF1D9C2), hex(0xC06A52)}
}

// fish draws a fish about 600 units long, its head to the left.
func (c *canvas) fish(x, y, k, degrees float64, s scales) {
	c.at(x, y, k, degrees, func() {
		body := blob(pt(-300, 6), pt(-230, -56), pt(-90, -104), pt(60, -96), pt(190, -44), pt(250, -8), pt(190, 40), pt(60, 84), pt(-90, 94), pt(-230, 58))
		tail := path{}.through([]point{pt(216, -20), pt(290, -80), pt(344, -112), pt(318, -10), pt(340, 96), pt(280, 60), pt(216, 18)}).close()
		c.fill(ellipse(20, 100, 330, 40), radial(20, 100, 330, 40, hex(0x3A2E22).fade(0.34), hex(0x3A2E22).fade(0)))
		c.form(tail, shades(s.fin), 14, 16)
		c.flat(path{}.through([]point{pt(-110, -88), pt(-60, -150), pt(30, -146), pt(110, -110), pt(120, -66)}).close(), s.fin)
		c.flat(path{}.through([]point{pt(40, 74), pt(80, 122), pt(140, 110), pt(150, 50)}).close(), s.fin.dark(0.15))
		c.flat(body, s.side)
		c.inside(body, func() { c.fishSkin(body, s) })
		for i := range 5 {
			c.stroke(spline(pt(246, -8+float64(i-2)*7), pt(326, float64(i-2)*40-6)), even(3), s.fin.dark(0.3).fade(0.6))
		}
		c.fishHead(s)
	})
}

func (c *canvas) fishSkin(body path, s scales) {
	c.fill(body, linear(pt(0, -100), pt(0, 90), s.back, s.belly))
	for i := range 9 {
		for j := range 6 {
			x, y := -110+float64(i)*36+float64(j%2)*18, -66+float64(j)*26
			c.stroke(arc(x, y, 17, 14, -70, 70), even(3), s.back.dark(0.1).fade(0.34))
		}
	}
	c.stroke(spline(pt(-150, -14), pt(20, -20), pt(230, -4)), even(4), s.back.fade(0.6))
	c.fill(body, linear(pt(0, 20), pt(0, 96), s.back.dark(0.5).fade(0), s.back.dark(0.5).fade(0.32)))
	c.gleam(16, 0.5, pt(-210, -50), pt(-90, -80), pt(60, -72))
}

func (c *canvas) fishHead(s scales) {
	c.stroke(spline(pt(-176, -76), pt(-142, 0), pt(-182, 70)), swelling(9), s.back.dark(0.25).fade(0.7))
	c.flat(circle(-236, -16, 19), hex(0xF7F2E2))
	c.flat(circle(-238, -16, 11), ink())
	c.flat(circle(-242, -20, 4), hex(0xFFFFFF))
	c.stroke(spline(pt(-298, 12), pt(-272, 22), pt(-252, 22)), even(5), s.back.dark(0.4))
	c.form(path{}.through([]point{pt(-120, 8), pt(-60, 6), pt(-20, 40), pt(-40, 62), pt(-90, 50), pt(-120, 8)}).close(), shades(s.fin), 6, 8)
}

// splitFish is a fish opened flat and dried.
func (c *canvas) splitFish(x, y, k, degrees float64) {
	c.at(x, y, k, degrees, func() {
		s := driedBrown()
		c.fill(ellipse(16, 70, 300, 90), radial(16, 70, 300, 90, hex(0x3A2E22).fade(0.36), hex(0x3A2E22).fade(0)))
		shape := blob(pt(-290, -10), pt(-220, -110), pt(-40, -140), pt(150, -70), pt(210, -26), pt(330, -90), pt(310, 0), pt(330, 92), pt(210, 30), pt(150, 82), pt(-40, 146), pt(-220, 118))
		c.form(shape, shades(s.side), 10, 14)
		c.inside(shape, func() {
			c.flat(blob(pt(-220, 0), pt(-160, -84), pt(-20, -104), pt(140, -40), pt(190, 0), pt(140, 48), pt(-20, 110), pt(-160, 88)), s.belly)
			c.stroke(spline(pt(-270, -2), pt(0, 4), pt(230, 0)), swelling(15), s.back.fade(0.8))
			for i := range 9 {
				px := -180 + float64(i)*40
				l := 90 - absf(px+20)*0.28
				c.stroke(spline(pt(px, 0), pt(px+26, -l*0.5), pt(px+34, -l)), tapering(6), s.fin.fade(0.7))
				c.stroke(spline(pt(px, 4), pt(px+26, l*0.5), pt(px+34, l)), tapering(6), s.fin.fade(0.7))
			}
		})
	})
}

func (c *canvas) driedFish(m mood, v int) {
	switch v % 4 {
	case 3:
		c.flatTray(800, 600, 520)
		for i := range 7 {
			a := float64(i)*51.4 + 12
			c.splitFish(800+270*cosd(a), 600+270*sind(a), 0.62, a+8)
		}
		c.chili(1330, 1010, 0.9, -24, hex(0xC0432F))
		c.chili(1400, 930, 0.7, -52, hex(0xB8362C))
	case 0:
		c.at(800, 980, 1, 0, func() {
			c.tray(600)
			for i, q := range []point{{-250, -88}, {200, -100}, {-60, 20}, {330, 26}, {-330, 56}} {
				c.splitFish(q.x, q.y, 0.52, []float64{-8, 10, 4, -14, 12}[i])
			}
		})
		c.chili(1330, 1140, 0.5, -20, hex(0xC0432F))
	case 1:
		c.rack(m)
	default:
		c.at(760, 1010, 1.25, 0, func() { c.bananaLeaf(1100, 330, -3) })
		for i := range 3 {
			c.fish(700+float64(i)*40, 900+float64(i)*84, 0.82, -4, driedBrown())
		}
		c.chili(1250, 1100, 0.6, 14, hex(0xC0432F))
		c.chili(1180, 1130, 0.55, -8, hex(0xB8362C))
	}
}

// rack is a bamboo frame with fish hung up to dry.
func (c *canvas) rack(m mood) {
	pole := shades(bamboo().dark(0.12))
	for _, x := range []float64{240, 1360} {
		c.shadow(x, 1084, 70)
		c.stroke(segment(pt(x-70, 1080), pt(x+26, 330)), even(24), pole.base)
		c.stroke(segment(pt(x+80, 1076), pt(x-26, 330)), even(24), pole.dim)
	}
	for row, y := range []float64{410, 700} {
		c.stroke(spline(pt(150, y), pt(800, y+12), pt(1450, y)), even(22), pole.base)
		c.stroke(spline(pt(150, y+7), pt(800, y+19), pt(1450, y+7)), even(5), pole.deep)
		for i := range 6 - row {
			x := 340 + float64(row)*90 + float64(i)*182
			c.stroke(segment(pt(x, y), pt(x, y+50)), even(5), brick())
			c.at(x, y+170, 0.5, 90+c.within(-4, 4), func() {
				c.fish(60, 0, 0.86, 0, driedBrown())
			})
		}
	}
}

func (c *canvas) freshFish(m mood, v int) {
	s := []scales{smallSilver(), pondGreen(), reefRed()}[v%3]
	c.at(780, 1010, 1.3, 0, func() { c.bananaLeaf(1120, 340, -4) })
	c.fish(700, 930, 1.3, -3, s)
	c.fish(840, 1080, 1.05, 4, []scales{pondGreen(), smallSilver(), smallSilver()}[v%3])
	c.lime(1290, 1060, 0.9)
	c.dill(330, 1140, 0.9)
}

// lime is half a lime and a whole one.
func (c *canvas) lime(x, y, k float64) {
	c.at(x, y, k, 0, func() {
		t := shades(hex(0x7FA044))
		c.shadow(0, 66, 90)
		c.round(0, 0, 86, 78, ellipse(0, 0, 86, 78), t)
		c.shadow(-120, 96, 70)
		c.segments(-120, 50, 76, 60, t.base, hex(0xEFF0C4), hex(0xC4D27A), 9)
	})
}

// segments is the cut face of a citrus fruit.
func (c *canvas) segments(x, y, rx, ry float64, peel, pith, flesh tint, n int) {
	c.flat(ellipse(x, y+ry*0.1, rx, ry), peel.dark(0.2))
	c.flat(ellipse(x, y, rx, ry), peel)
	c.flat(ellipse(x, y, rx*0.92, ry*0.92), pith)
	for i := range n {
		a := float64(i) / float64(n) * 360
		w := 360/float64(n) - 8
		wedge := arc(x, y, rx*0.82, ry*0.82, a, a+w)
		c.flat(wedge.line(pt(x+rx*0.08*cosd(a+w/2), y+ry*0.08*sind(a+w/2))).close(), mix(flesh, flesh.light(0.3), 0.5+0.5*cosd(a+140)))
	}
}

// dill is a feathery herb.
func (c *canvas) dill(x, y, k float64) {
	c.at(x, y, k, 0, func() {
		for i := range 6 {
			a := -100 + float64(i)*22
			tip := pt(260*cosd(a+30), 260*sind(a+30))
			c.stroke(spline(pt(0, 0), tip.times(0.5).add(pt(-10, -14)), tip), tapering(8), deepLeaf())
			for j := range 7 {
				at := tip.times(0.3 + 0.1*float64(j))
				for _, s := range []float64{-1, 1} {
					c.stroke(segment(at, at.add(pt(46*cosd(a+30+s*46), 46*sind(a+30+s*46)))), tapering(6), leafGreen())
				}
			}
		}
	})
}
