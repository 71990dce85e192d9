package drawing

// barrel is the wooden vat fish sauce ripens in.
func (c *canvas) barrel(w, h float64, t tones) {
	p := profile{pt(w*0.86, 0), pt(w*0.97, h*0.25), pt(w, h*0.5), pt(w*0.97, h*0.75), pt(w*0.88, h)}
	c.shadow(0, 8, w)
	c.turned(p, t, func() {
		for i := range 13 {
			k := -1 + float64(i)/6
			k = k * (1.5 - 0.5*absf(k))
			c.stroke(spline(p.side(k)...), even(4), t.deep.fade(0.6))
		}
		for _, f := range []float64{0.1, 0.24, 0.76, 0.9} {
			c.flat(p.band(h*f-13, h*f+13), hex(0x4B4A42))
			c.stroke(p.ring(h*f+11), even(3), hex(0x8B8A7C))
		}
	})
	c.flat(ellipse(0, -h, w*0.88, w*0.88*tilt), t.lit)
	c.flat(ellipse(0, -h+3, w*0.81, w*0.8*tilt), t.base)
	c.inside(ellipse(0, -h+3, w*0.81, w*0.8*tilt), func() {
		for i := range 8 {
			x := -w*0.8 + w*0.2*float64(i)
			c.stroke(segment(pt(x, -h-w), pt(x+w*0.04, -h+w)), even(4), t.dim)
		}
	})
	tap := shades(darkWood())
	c.form(box(-24, -h*0.2-18, 48, 40, 8), tap, 10, 0)
	c.stroke(segment(pt(0, -h*0.2+8), pt(-6, -h*0.2+50)), even(22), tap.base)
}

func (c *canvas) sauceBottle(h tint, mark tint, cap tint) {
	p := slimBottle()
	c.glass(p, hex(0xE2E6D8), h, 420)
	c.label(p, 80, 280, hex(0xF4EAD2), mark)
	c.cap(48, 552, 54, shades(cap))
}

func (c *canvas) fishSauce(m mood, v int) {
	h := []tint{hex(0xA34E1D), hex(0xB9651F), hex(0x8A3D1C)}[v%3]
	mark := []tint{jade(), clay(), indigo()}[v/3%3]
	switch v % 3 {
	case 0:
		c.at(1050, 1000, 1, 0, func() { c.barrel(300, 520, shades(hex(0xA9754A))) })
		c.at(480, 1040, 1.15, 0, func() { c.sauceBottle(h, mark, clay()) })
		c.at(720, 1110, 0.72, 0, func() { c.dishOfSauce(h) })
	case 1:
		c.at(420, 1030, 1.12, 0, func() { c.sauceBottle(h, mark, jade()) })
		c.at(690, 1060, 1.12, 0, func() { c.sauceBottle(h.light(0.1), mark, jade()) })
		c.at(1150, 1030, 0.9, 0, func() {
			c.tray(370)
			for i := range 7 {
				c.fish(-170+float64(i%4)*104, -50+float64(i/4)*74, 0.34, 12, smallSilver())
			}
		})
	default:
		p := jugProfile().scaled(1.25, 1)
		c.at(1020, 1000, 1.2, 0, func() {
			c.shadow(0, 6, 220)
			t := shades(hex(0x8A5138))
			c.turned(p, t, func() { c.stroke(p.ring(320), even(8), t.deep); c.flat(p.band(-20, 60), t.dim) })
			c.cap(150, 430, 40, shades(hex(0xB98F68)))
			c.gleam(22, 0.35, pt(-190, -130), pt(-206, -200), pt(-180, -280))
		})
		c.at(560, 1050, 1.15, 0, func() { c.sauceBottle(h, mark, brick()) })
		c.at(310, 1110, 0.8, 0, func() { c.dishOfSauce(h) })
	}
}

// dishOfSauce is a small dipping bowl.
func (c *canvas) dishOfSauce(h tint) {
	p := profile{pt(80, 0), pt(90, 12), pt(140, 50), pt(170, 92)}
	t := shades(hex(0xF1E9D6))
	c.shadow(0, 6, 120)
	c.turned(p, t, func() { c.stroke(p.ring(70), even(7), indigo().fade(0.6)) })
	c.filled(p, t.lit, t.base, h, 10, 10)
	for _, q := range []point{{-60, -90}, {20, -76}, {70, -92}, {-10, -98}} {
		c.flat(ellipse(q.x, q.y, 14, 6), hex(0xC0392B).light(0.1))
	}
}

// condiment is a jar or bottle of vinegar, soya or chilli sauce with what it is made of.
func (c *canvas) condiment(m mood, v int) {
	h := []tint{hex(0x6B3B22), hex(0xC0492E), hex(0xC79A45)}[v%3]
	c.at(520, 1030, 1.15, 0, func() { c.sauceBottle(h, []tint{jade(), clay()}[v%2], []tint{hex(0xE9DDBF), jade()}[v%2]) })
	c.at(1010, 1010, 1.1, 0, func() { c.bowl(shades([]tint{celadon(), wood(), clay()}[v%3]), indigo(), h, nil) })
	c.garlic(1300, 1110, 0.6)
	c.chili(800, 1120, 0.7, -10, hex(0xC0432F))
}

// paste is fermented shrimp or fish in an earthen pot, with a bowl to serve it.
func (c *canvas) paste(m mood, v int) {
	h := []tint{hex(0x9A5A55), hex(0xB9713F), hex(0x7D4A4A)}[v%3]
	if v%2 == 0 {
		p := squatJar()
		c.at(560, 1030, 1.55, 0, func() {
			c.glass(p, hex(0xE4E9DC), h, 240)
			c.label(p, 54, 176, hex(0xF4EAD2), []tint{clay(), jade()}[v/2%2])
			c.cap(130, 286, 40, shades([]tint{brick(), jade()}[v/2%2]))
		})
	} else {
		p := jugProfile().scaled(1.1, 0.8)
		c.at(560, 1030, 1.35, 0, func() {
			t := shades(hex(0x8A5138))
			c.shadow(0, 6, 190)
			c.turned(p, t, func() { c.stroke(p.ring(250), even(8), t.deep); c.flat(p.band(-20, 60), t.dim) })
			c.clothLid(106, 362, shades(deepLeaf()), straw())
		})
	}
	c.at(1090, 1040, 0.95, 0, func() {
		c.bowl(shades(hex(0xF0E7D4)), indigo(), h, func() {
			c.chili(-20, -226, 0.5, 8, hex(0xC0432F))
			c.leaf(pt(60, -214), pt(150, -250), 46, 0.1, leafGreen(), 4)
		})
	})
	if v%3 == 1 {
		c.fish(860, 1130, 0.42, -4, smallSilver())
		return
	}
	c.shrimp(850, 1120, 0.5, 0, hex(0xD9805C))
}
