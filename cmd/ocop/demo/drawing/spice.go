package drawing

// chili is one pepper, its stem to the left.
func (c *canvas) chili(x, y, k, degrees float64, t tint) {
	tone := shades(t)
	c.at(x, y, k, degrees, func() {
		c.fill(ellipse(0, 40, 190, 22), radial(0, 40, 190, 22, hex(0x3A2E22).fade(0.34), hex(0x3A2E22).fade(0)))
		shape := path{}.through([]point{pt(-150, -30), pt(-60, -48), pt(70, -30), pt(200, 34)}).through([]point{pt(60, 34), pt(-70, 34), pt(-150, 30), pt(-170, 0), pt(-150, -30)}).close()
		c.form(shape, tone, 0, 16)
		c.gleam(12, 0.6, pt(-130, -18), pt(-40, -28), pt(60, -14))
		c.form(blob(pt(-190, -16), pt(-146, -38), pt(-116, -20), pt(-130, 0), pt(-116, 24), pt(-150, 36), pt(-188, 14)), shades(leafGreen()), 0, 10)
		c.stroke(spline(pt(-176, 0), pt(-220, -10), pt(-246, -40)), even(15), leafGreen().dark(0.2))
	})
}

// garlic is a bulb and two cloves.
func (c *canvas) garlic(x, y, k float64) {
	t := shades(hex(0xEFE3D2))
	c.at(x, y, k, 0, func() {
		c.shadow(0, 84, 130)
		shape := path{}.through([]point{pt(-14, -210), pt(-26, -130), pt(-96, -70), pt(-142, 10), pt(-96, 82), pt(0, 96), pt(96, 82), pt(142, 10), pt(96, -70), pt(26, -130), pt(18, -206)}).close()
		c.round(0, 0, 142, 100, shape, t)
		c.inside(shape, func() {
			for _, sx := range []float64{-96, -46, 0, 46, 96} {
				c.stroke(spline(pt(sx*0.1, -150), pt(sx*0.8, -60), pt(sx*1.1, 20), pt(sx*0.6, 100)), swelling(7), hex(0xB48A94).fade(0.55))
			}
		})
		for i := range 7 {
			c.stroke(segment(pt(-24+float64(i)*8, 92), pt(-34+float64(i)*11, 110)), tapering(5), wood())
		}
		c.clove(210, 74, 1, 20)
		c.clove(-190, 86, 0.9, -60)
	})
}

func (c *canvas) clove(x, y, k, degrees float64) {
	t := shades(hex(0xE9D6CB))
	c.at(x, y, k, degrees, func() {
		c.form(path{}.through([]point{pt(0, -86), pt(44, -30), pt(46, 24), pt(0, 40), pt(-40, 22), pt(-30, -34), pt(0, -86)}).close(), t, 14, 6)
		c.stroke(spline(pt(4, -70), pt(16, -20), pt(10, 30)), swelling(5), hex(0xB48A94).fade(0.6))
	})
}

func (c *canvas) garlics(m mood, v int) {
	if v%2 == 0 {
		c.at(680, 960, 1, 0, func() { c.tray(500) })
		for _, q := range []point{{520, 850}, {800, 840}, {660, 950}} {
			c.garlic(q.x, q.y, 1.05)
		}
		c.chili(1180, 1120, 0.9, -14, hex(0xC0432F))
		return
	}
	c.garlic(600, 930, 1.9)
	c.garlic(1120, 1020, 1.2)
	c.leaf(pt(330, 1130), pt(180, 1040), 70, 0.1, leafGreen(), 5)
}

func (c *canvas) chilies(m mood, v int) {
	reds := []tint{hex(0xC0432F), hex(0xB3362B), hex(0xD26A38)}
	if v%2 == 0 {
		p := squatJar()
		c.at(500, 1030, 1.5, 0, func() {
			c.glass(p, hex(0xE4E9DC), hex(0xB5412B), 240)
			c.label(p, 54, 176, hex(0xF4EAD2), jade())
			c.cap(130, 286, 40, shades(hex(0xE9DDBF)))
		})
	} else {
		c.at(520, 1020, 1.25, 0, func() {
			c.bowl(shades(wood()), cream(), hex(0x8C2F22), func() { c.at(0, -212, 1, 0, func() { c.powder(450, 170, shades(hex(0xB84A2C))) }) })
		})
	}
	for i, q := range []point{{1010, 960}, {1240, 1000}, {960, 1060}, {1200, 1110}} {
		c.chili(q.x, q.y, 0.95, []float64{-16, 12, 6, -8}[i], reds[i%3])
	}
}

// pepper is a mortar of peppercorns beside a green vine.
func (c *canvas) pepper(m mood, v int) {
	corn := []tint{hex(0x4A3E34), hex(0xD9CBB0), hex(0x9A4A38)}[v%3]
	one := func(c *canvas, x, y float64) {
		tone := mix(corn, corn.light(0.2), c.Float64())
		c.flat(circle(x, y, 20), tone.dark(0.35))
		c.flat(circle(x-3, y-4, 16), tone)
		c.stroke(spline(pt(x-11, y-6), pt(x-2, y-11), pt(x+8, y-7)), even(2.5), tone.light(0.3))
	}
	if v%2 == 0 {
		c.at(560, 1010, 1.35, 0, func() {
			c.bowl(shades([]tint{wood(), hex(0x8A8F86)}[v/2%2]), darkWood(), corn.dark(0.4), func() { c.at(0, -216, 0.9, 0, func() { c.nutPile(490, 150, 32, corn, one) }) })
		})
	} else {
		c.at(620, 960, 1, 0, func() { c.tray(460); c.at(0, 10, 1, 0, func() { c.nutPile(560, 170, 34, corn, one) }) })
	}
	c.pepperVine(1150, 800, 1.15)
	c.at(1120, 1120, 1, 0, func() { c.scatter(9, 180, 24, func(x, y float64) { one(c, x, y) }) })
}

func (c *canvas) pepperVine(x, y, k float64) {
	c.at(x, y, k, 0, func() {
		c.stroke(spline(pt(-120, -60), pt(0, -90), pt(150, -60), pt(240, -120)), tapering(14), deepLeaf())
		for i, q := range []point{{-90, -66}, {40, -88}, {170, -70}} {
			c.leaf(q, q.add(pt(-80+60*float64(i), -190)), 120, 0.1, deepLeaf().light(0.1*float64(i)), 6)
			for j := range 26 {
				f := float64(j)
				px, py := q.x+10+(float64(j%2)*2-1)*13+c.within(-4, 4), q.y+30+f*9
				c.round(px, py, 17, 16, circle(px, py, 17), shades([]tint{hex(0x7D9A4E), hex(0x93A957), hex(0xB5573A)}[c.IntN(3)]))
			}
		}
	})
}

// cinnamon is a bundle of quills tied with string.
func (c *canvas) cinnamon(m mood, v int) {
	bark := shades(hex(0xA9663C))
	c.at(720, 960, 1.25, -8, func() {
		c.shadow(0, 110, 400)
		for i, q := range []point{{-10, 60}, {20, -10}, {-30, -70}, {10, -130}, {-4, -10}} {
			if i == 4 {
				q = pt(14, 18)
			}
			c.quill(q.x, q.y, bark)
		}
		for _, sx := range []float64{-40, -22, -4} {
			c.stroke(spline(pt(sx, -172), pt(sx+34, -60), pt(sx, 96)), even(12), straw())
		}
	})
	if v%2 == 0 {
		c.leaf(pt(1140, 1120), pt(1440, 1010), 120, 0.1, deepLeaf(), 7)
		c.leaf(pt(1130, 1120), pt(1300, 890), 110, -0.1, leafGreen(), 7)
	} else {
		c.at(1190, 1080, 0.75, 0, func() {
			c.bowl(shades(clay()), cream(), hex(0x8A4F30), func() { c.at(0, -210, 1, 0, func() { c.powder(450, 150, shades(hex(0xA9663C))) }) })
		})
	}
	for i := range 3 {
		c.star(240+float64(i)*120, 1090+float64(i%2)*40, 0.8)
	}
}

func (c *canvas) quill(x, y float64, bark tones) {
	c.form(box(x-400, y-44, 800, 88, 40), bark, 0, 26)
	for i := range 5 {
		py := y - 30 + float64(i)*15
		c.stroke(spline(pt(x-370+c.within(0, 60), py), pt(x, py+c.within(-5, 5)), pt(x+350-c.within(0, 60), py)), swelling(3), bark.deep.fade(0.5))
	}
	c.flat(ellipse(x+386, y, 26, 43), bark.lit)
	c.stroke(spline(pt(x+388, y+30), pt(x+402, y), pt(x+386, y-26), pt(x+376, y), pt(x+388, y+12)), even(7), bark.deep)
	c.gleam(8, 0.35, pt(x-360, y-26), pt(x, y-30), pt(x+320, y-26))
}

// star is star anise.
func (c *canvas) star(x, y, k float64) {
	t := shades(hex(0x8A4F30))
	c.at(x, y, k, 0, func() {
		c.shadow(0, 24, 60)
		for i := range 8 {
			a := float64(i)*45 + 12
			tip := pt(78*cosd(a), 54*sind(a))
			c.form(leafShape(pt(0, 0), tip, 34, 0), t, 5, 5)
			c.flat(ellipse(tip.x*0.55, tip.y*0.55, 8, 6), hex(0xD9A86A))
		}
		c.flat(circle(0, 0, 9), t.deep)
	})
}

// salt is white heaps, at the shore or in a bowl.
func (c *canvas) salt(m mood, v int) {
	t := shades([]tint{hex(0xF6F3EA), hex(0xF1D9C8), hex(0xF6F3EA)}[v%3])
	if v%2 == 0 {
		c.fill(box(-400, horizon+60, 2400, 500, 0), linear(pt(0, horizon+60), pt(0, 1200), m.water.light(0.35), m.water))
		c.ripples(m, horizon+90, 1190, 12)
		for i, q := range []point{{1270, 900}, {330, 920}, {780, 1060}} {
			k := []float64{0.62, 0.75, 1.4}[i]
			c.at(q.x, q.y, k, 0, func() {
				c.shadow(0, 30, 280)
				c.powder(560, 300, t)
				c.through(affine{a: 1, d: -0.35, f: 130}, func() { c.flat(mound(520, 300), t.base.fade(0.22)) })
			})
		}
		return
	}
	c.at(620, 1010, 1.4, 0, func() {
		c.bowl(shades([]tint{wood(), jade()}[v/2%2]), cream(), t.dim, func() {
			c.at(0, -210, 1, 0, func() {
				c.powder(460, 210, t)
				c.inside(mound(460, 210), func() {
					for range 90 {
						x, y, s := c.within(-220, 220), c.within(-190, 70), c.within(4, 9)
						c.flat(box(x, y, s, s, 1).about(pt(x, y), 1, 1, c.within(0, 90)), t.lit)
						c.flat(box(x+s*0.5, y+s*0.5, s*0.5, s*0.5, 1), t.dim.fade(0.5))
					}
				})
			})
		})
	})
	c.at(1090, 1050, 1.05, -20, func() { c.scoop(); c.at(-4, -14, 0.26, 0, func() { c.powder(460, 180, t) }) })
	c.chili(1260, 1130, 0.6, 6, hex(0xC0432F))
}

// turmeric is a fresh root, cut, and its powder.
func (c *canvas) turmeric(m mood, v int) {
	flesh := []tint{hex(0xD98A2B), hex(0xB3622A)}[v%2]
	c.at(960, 1000, 1.1, 0, func() {
		c.bowl(shades(hex(0xEFE6D2)), jade(), flesh.dark(0.2), func() { c.at(0, -212, 1, 0, func() { c.powder(460, 200, shades(flesh)) }) })
	})
	c.rhizome(470, 1030, 1.25, -10, hex(0xC9924E))
	for i := range 3 {
		x, y := 700+float64(i)*90, 1120+float64(i%2)*16
		c.flat(ellipse(x+6, y+9, 52, 26), hex(0x8A5A2B).fade(0.5))
		c.flat(ellipse(x, y, 52, 27), hex(0xC9924E))
		c.flat(ellipse(x-2, y-3, 44, 21), flesh)
		c.stroke(ellipse(x-2, y-3, 28, 12), even(3), flesh.light(0.4))
	}
	if v%3 == 1 {
		c.leaf(pt(1300, 1110), pt(1480, 900), 130, 0.1, leafGreen(), 7)
	}
}

// rhizome is a knobbly root such as turmeric or ginger.
func (c *canvas) rhizome(x, y, k, degrees float64, skin tint) {
	t := shades(skin)
	c.at(x, y, k, degrees, func() {
		c.shadow(0, 70, 240)
		for _, q := range [][4]float64{{-120, -70, 60, -40}, {60, -90, 56, 30}, {150, 40, 66, 70}, {-150, 50, 60, 110}} {
			at := pt(q[0], q[1])
			c.at(at.x, at.y, 1, q[3], func() {
				c.round(0, 0, q[2]*1.3, q[2], blob(pt(-q[2]*1.4, 0), pt(-q[2]*0.7, -q[2]*0.75), pt(q[2]*0.8, -q[2]*0.7), pt(q[2]*1.5, 0), pt(q[2]*0.8, q[2]*0.7), pt(-q[2]*0.7, q[2]*0.8)), t)
			})
		}
		body := blob(pt(-240, 10), pt(-160, -66), pt(-20, -54), pt(110, -72), pt(230, -10), pt(170, 62), pt(20, 56), pt(-130, 78))
		c.round(0, 0, 240, 76, body, t)
		c.inside(body, func() {
			for i := range 9 {
				px := -200 + float64(i)*48
				c.stroke(spline(pt(px, -80), pt(px+18, 0), pt(px, 80)), swelling(5), t.deep.fade(0.4))
			}
		})
	})
}
