package drawing

func (c *canvas) water(m mood, v int) {
	w := hex(0xBCD9DC)
	p := profile{pt(92, 0), pt(98, 14), pt(98, 150), pt(88, 190), pt(98, 230), pt(98, 400), pt(44, 520), pt(42, 580)}
	c.at(560, 1030, 1.2, 0, func() {
		c.glass(p, hex(0xD6E6E6), w, 490)
		c.label(p, 240, 380, hex(0xF6F1E2), []tint{jade(), indigo()}[v%2])
		c.cap(48, 572, 50, shades([]tint{jade(), riverBlue().dark(0.2)}[v%2]))
	})
	c.at(1000, 1060, 1.2, 0, func() { c.drink(w, 230) })
	c.leaf(pt(1260, 1120), pt(1440, 1040), 64, 0.1, leafGreen(), 5)
	if v%2 == 1 {
		c.lime(1330, 1090, 0.7)
	}
}

func (c *canvas) juice(m mood, v int) {
	h := []tint{hex(0xE09A3E), hex(0xB8355A), hex(0xE9E4D2), hex(0x8A5A3A)}[v%4]
	c.at(560, 1030, 1.5, 0, func() {
		c.drink(h, 270)
		c.stroke(spline(pt(20, -300), pt(60, -430), pt(120, -470)), even(16), jade())
	})
	switch v % 4 {
	case 0:
		c.at(990, 1030, 1.1, 0, func() {
			c.ball(170, 156, shades(hex(0xE2892F)))
			c.pores(170, 156, shades(hex(0xE2892F)))
			c.stalk(0, -300, 0.9, leafGreen(), 2)
		})
		c.segments(1240, 1040, 120, 110, hex(0xE2892F), hex(0xF6E6BE), hex(0xEFA94E), 10)
	case 1:
		c.at(1080, 1060, 1.2, 0, func() { c.berries(shades(hex(0xA23A4E))) })
	case 2:
		c.at(1060, 1050, 1.3, -6, func() { c.halfCoconut() })
		c.leaf(pt(1290, 1120), pt(1450, 1010), 64, 0.1, leafGreen(), 5)
	default:
		c.at(1050, 1040, 1.15, 0, func() {
			c.round(0, -130, 170, 130, ellipse(0, -130, 170, 130), shades(hex(0xB9C48A)))
			for range 26 {
				c.flat(ellipse(c.within(-120, 120), -130+c.within(-90, 90), 13, 11), hex(0xDDE0B4).fade(0.7))
			}
			c.stalk(0, -250, 0.9, leafGreen(), 2)
		})
	}
}

func (c *canvas) milk(m mood, v int) {
	white := hex(0xF8F4E8)
	p := profile{pt(104, 0), pt(112, 14), pt(112, 230), pt(100, 300), pt(62, 370), pt(58, 440), pt(66, 452)}
	c.at(500, 1030, 1.3, 0, func() {
		c.glass(p, hex(0xDDE8E2), white, 400)
		c.label(p, 80, 210, hex(0xE9F0E2), jade())
		c.cap(70, 440, 34, shades([]tint{jade(), riverBlue(), clay()}[v%3]))
	})
	if v%2 == 0 {
		c.at(930, 1060, 1.2, 0, func() { c.drink(white, 240) })
		c.riceEar(1230, 1140, 0.9, 8)
		return
	}
	c.at(1010, 1030, 1.05, 0, func() {
		c.bowl(shades(celadon()), jade(), white, func() {
			c.stroke(arc(0, -208, 120, 26, 200, 520), swelling(20), white.dark(0.08))
			c.at(30, -226, 0.5, 0, func() {
				c.cluster([]point{{-70, 0}, {60, -14}, {0, 30}}, 46, shades(plum()), nil)
				c.leaf(pt(60, 0), pt(170, -60), 54, 0.1, leafGreen(), 4)
			})
		})
	})
}

// iceCream is scoops in a bowl or a bar with a stick.
func (c *canvas) iceCream(m mood, v int) {
	flavour := []tint{hex(0xF3EAD4), hex(0xB9CC96), hex(0xC98A8A), hex(0x8A5F48)}
	c.at(620, 1030, 1.3, 0, func() {
		c.at(0, 0, 1, 0, func() {
			c.bowl(shades([]tint{celadon(), hex(0xEFE6D2), terracotta()}[v%3]), jade(), flavour[(v+1)%4], func() {
				for i, q := range []point{{-110, -250}, {110, -250}, {0, -330}} {
					t := flavour[(v+i)%4]
					c.round(q.x, q.y, 118, 112, blob(pt(q.x-120, q.y+40), pt(q.x-104, q.y-56), pt(q.x, q.y-114), pt(q.x+104, q.y-56), pt(q.x+120, q.y+40), pt(q.x+60, q.y+66), pt(q.x, q.y+48), pt(q.x-60, q.y+68)), shades(t))
				}
				c.leaf(pt(10, -430), pt(120, -500), 60, 0.1, leafGreen(), 5)
			})
		})
	})
	for i := range 2 {
		c.at(1090+float64(i)*210, 1040+float64(i)*40, 1, 10, func() {
			t := shades(flavour[(v+2*i)%4])
			c.shadow(0, 90, 110)
			c.form(box(-18, 40, 36, 130, 14), shades(bamboo()), 8, 0)
			c.form(box(-86, -280, 172, 340, 80), t, 44, 0)
			c.gleam(18, 0.5, pt(-54, -60), pt(-58, -150), pt(-40, -230))
		})
	}
}

func (c *canvas) oil(m mood, v int) {
	h := []tint{hex(0xD9B04E), hex(0x8A5A2E), hex(0xF0E9CC), hex(0xC99A3E)}[v%4]
	p := profile{pt(84, 0), pt(100, 20), pt(104, 220), pt(84, 320), pt(44, 410), pt(38, 520), pt(46, 530)}
	c.at(520, 1030, 1.25, 0, func() {
		c.glass(p, hex(0xE2E8D8), h, 380)
		c.label(p, 70, 230, hex(0xF4EAD2), []tint{jade(), clay()}[v%2])
		c.cork(42, 528)
	})
	switch v % 4 {
	case 0:
		c.at(1040, 1010, 1.05, 0, func() {
			c.bowl(shades(wood()), cream(), hex(0xB98A4E), func() {
				c.at(0, -222, 0.8, 0, func() { c.nutPile(560, 140, 72, hex(0xD9B27C), peanutSeed(hex(0xD9B27C))) })
			})
		})
	case 2:
		c.at(1060, 1040, 1.4, -6, func() { c.halfCoconut() })
	default:
		c.at(1040, 1010, 1.05, 0, func() {
			c.bowl(shades(celadon()), jade(), hex(0x4A3E34), func() {
				c.at(0, -210, 1, 0, func() { c.powder(450, 130, shades([]tint{hex(0x4A4038), hex(0xE6D6B0)}[v/2%2])) })
			})
		})
	}
	c.at(780, 1110, 0.7, 0, func() { c.dishOfSauce(h) })
}
