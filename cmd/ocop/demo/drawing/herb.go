package drawing

// herbs are dried roots and leaves with a mortar.
func (c *canvas) herbs(m mood, v int) {
	if v%3 == 2 {
		c.herbSheet()
		return
	}
	stone := shades([]tint{hex(0x8A8F86), wood(), hex(0xA98A6E)}[v%3])
	p := profile{pt(130, 0), pt(140, 30), pt(104, 70), pt(190, 150), pt(230, 290)}
	c.at(560, 1020, 1.2, 0, func() {
		c.shadow(0, 6, 170)
		c.turned(p, stone, func() { c.stroke(p.ring(250), even(7), stone.deep.fade(0.5)) })
		c.filled(p, stone.lit, stone.dim, leafGreen().dark(0.2), 22, 18)
		for i := range 12 {
			c.leaf(pt(c.within(-150, 120), -282+c.within(-20, 20)), pt(c.within(-170, 170), -330+c.within(-30, 20)), 44, 0.1, mix(leafGreen(), youngLeaf(), float64(i%3)/3), 4)
		}
		c.stroke(segment(pt(60, -290), pt(236, -540)), func(f float64) float64 { return 46 + 22*f }, stone.base)
		c.stroke(segment(pt(76, -290), pt(252, -530)), func(f float64) float64 { return 14 + 4*f }, stone.dim)
	})
	if v%2 == 0 {
		c.rootPiece(1050, 1040, 1.25, -10)
		c.rootPiece(1290, 1100, 0.95, 24)
	} else {
		c.at(1130, 1020, 0.8, 0, func() {
			c.tray(400)
			for range 34 {
				x, y := c.within(-300, 300), c.within(-100, 90)
				c.flat(ellipse(x+4, y+7, 40, 24), hex(0x3A2E22).fade(0.3))
				c.flat(ellipse(x, y, 40, 24), hex(0xB58A58))
				c.flat(ellipse(x-2, y-2, 33, 18), hex(0xE3CFA0))
				c.flat(ellipse(x-2, y-2, 10, 6), hex(0xC7A56C))
			}
		})
	}
	c.sprig(pt(860, 1140), pt(1010, 860), 3, 110, 56, leafGreen())
}

// herbSheet lays dried slices, roots and fresh sprigs on a round tray seen from above.
func (c *canvas) herbSheet() {
	c.flatTray(700, 600, 500)
	for i := range 34 {
		a, d := float64(i)*137.5, 30+66*float64(i%6)
		x, y := 560+d*0.62*cosd(a), 680+d*0.62*sind(a)
		c.flat(circle(x+5, y+9, 46), hex(0x3A2E22).fade(0.28))
		c.flat(circle(x, y, 46), hex(0xB58A58))
		c.flat(circle(x-2, y-2, 38), hex(0xE3CFA0))
		c.stroke(circle(x-2, y-2, 21), even(4), hex(0xCBAE78))
	}
	c.rootPiece(840, 780, 1.1, -30)
	c.rootPiece(930, 640, 0.9, 24)
	for i := range 4 {
		c.sprig(pt(640+float64(i)*80, 560-float64(i)*10), pt(600+float64(i)*120, 250+float64(i)*40), 3, 92, 46, mix(leafGreen(), deepLeaf(), float64(i)/4))
	}
	c.sprig(pt(1290, 1100), pt(1420, 700), 4, 130, 62, leafGreen())
	for i := range 4 {
		c.star(1250+float64(i%2)*130, 330+float64(i/2)*110, 0.9)
	}
}

// cordyceps are orange fungus threads in a jar and on a dish.
func (c *canvas) cordyceps(m mood, v int) {
	t := hex(0xDD8233)
	thread := func(x, y, h float64) {
		tip := pt(x+c.within(-50, 50), y-h)
		c.stroke(spline(pt(x, y), pt(x+c.within(-12, 12), y-h*0.5), tip), func(f float64) float64 { return 9 + 9*f*f }, mix(t, t.light(0.35), c.Float64()))
	}
	if v%2 == 0 {
		p := squatJar()
		c.at(600, 1030, 1.6, 0, func() {
			c.glass(p, hex(0xE4E9DC), hex(0xE9D3A8), 66)
			c.inside(p.scaled(0.92, 0.98).outline(), func() {
				for i := range 34 {
					thread(-124+float64(i)*7.6, -40, c.within(120, 190))
				}
			})
			c.inside(p.outline(), func() { c.flat(p.slice(-0.86, -0.7), hex(0xFFFFFA).fade(0.5)) })
			c.cap(130, 286, 40, shades([]tint{jade(), wood()}[v/2%2]))
		})
	} else {
		c.at(560, 1030, 1.3, 0, func() {
			c.bowl(shades(hex(0xF0E7D4)), jade(), hex(0xC98A4A), func() {
				for i := range 46 {
					thread(-200+float64(i)*8.8, -204+20*sind(float64(i)*50), c.within(70, 190))
				}
			})
		})
	}
	c.at(1140, 1050, 1, 0, func() {
		c.dish(290, shades(hex(0xEFE6D2)), brick())
		for range 34 {
			x, y := c.within(-190, 60), c.within(-40, 34)
			c.stroke(spline(pt(x, y), pt(x+60, y-14+c.within(-16, 16)), pt(x+c.within(110, 160), y+c.within(-22, 14))), func(f float64) float64 { return 7 + 8*f*f }, mix(t, t.dark(0.2), c.Float64()))
		}
	})
}

// capsules are a bottle of supplements with what they are made of.
func (c *canvas) capsules(m mood, v int) {
	p := profile{pt(120, 0), pt(130, 14), pt(130, 270), pt(116, 310), pt(92, 326), pt(92, 350)}
	body := []tint{hex(0xF3ECDC), hex(0x5F7F6A), hex(0x8A5138)}[v%3]
	c.at(600, 1030, 1.55, 0, func() {
		c.shadow(0, 4, 124)
		c.turned(p, shades(body), nil)
		c.label(p, 54, 240, []tint{hex(0xE3EAD6), hex(0xF4EAD2)}[v%2], []tint{jade(), clay(), jade()}[v%3])
		c.cap(100, 346, 64, shades([]tint{jade(), hex(0xE9DDBF), hex(0xE9DDBF)}[v%3]))
	})
	for i, q := range []point{{930, 1080}, {1050, 1030}, {1120, 1110}, {1240, 1060}, {990, 1130}} {
		c.at(q.x, q.y, 0.9, float64(i)*38-60, func() {
			c.flat(box(-62, -20, 128, 56, 28), hex(0x3A2E22).fade(0.25))
			c.form(box(-64, -28, 128, 56, 28), shades([]tint{hex(0xE0B25C), hex(0xC98A3E), hex(0x7D9A5E)}[v%3]), 0, 12)
			c.inside(box(-64, -28, 128, 56, 28), func() { c.flat(box(0, -40, 90, 90, 0), cream().fade(0.75)) })
			c.gleam(9, 0.6, pt(-44, -14), pt(0, -18), pt(44, -14))
		})
	}
	if v%2 == 0 {
		c.rhizome(1290, 930, 0.75, -14, hex(0xC9924E))
	} else {
		c.sprig(pt(1150, 960), pt(1390, 800), 3, 120, 60, leafGreen())
	}
}

// balm is a dark herbal extract in a porcelain pot.
func (c *canvas) balm(m mood, v int) {
	p := profile{pt(150, 0), pt(176, 30), pt(190, 110), pt(176, 180), pt(164, 200)}
	c.at(620, 1020, 1.45, 0, func() {
		t := shades([]tint{hex(0xF3ECDC), celadon()}[v%2])
		c.shadow(0, 6, 160)
		c.turned(p, t, func() {
			c.stroke(p.ring(150), even(6), indigo().fade(0.7))
			c.stroke(p.ring(30), even(6), indigo().fade(0.7))
			for i := range 5 {
				x := -150 + float64(i)*72
				c.flat(leafShape(pt(x, -60), pt(x+40, -110), 26, 0.1), indigo().fade(0.5))
				c.flat(leafShape(pt(x+10, -62), pt(x+60, -72), 22, -0.1), indigo().fade(0.5))
			}
		})
		c.filled(p, t.lit, t.base, hex(0x3E2A22), 14, 12)
		c.at(30, -204, 0.62, -46, func() { c.scoop() })
	})
	c.sprig(pt(1010, 1120), pt(1350, 900), 3, 150, 74, leafGreen())
	c.rootPiece(330, 1120, 0.8, -10)
}

// essentialOil is a small brown bottle with a dropper and the plant.
func (c *canvas) essentialOil(m mood, v int) {
	p := profile{pt(110, 0), pt(120, 14), pt(120, 190), pt(100, 240), pt(50, 270), pt(48, 310)}
	c.at(620, 1030, 1.6, 0, func() {
		c.glass(p, hex(0x9A6A3C), []tint{hex(0x8A4F24), hex(0x5F6F3E), hex(0x6E3F2A)}[v%3], 230)
		c.label(p, 40, 160, hex(0xF4EAD2), []tint{jade(), clay()}[v%2])
		c.cap(56, 304, 44, shades(ink().light(0.2)))
		c.form(path{}.through([]point{pt(-34, -346), pt(-40, -400), pt(-20, -440), pt(20, -440), pt(40, -400), pt(34, -346)}).close(), shades(hex(0x8A3D35)), 22, 0)
	})
	switch v % 3 {
	case 0:
		c.at(1180, 1010, 0.72, -6, func() {
			for _, q := range []point{{0, 60}, {30, -20}, {-20, -90}} {
				c.quill(q.x, q.y, shades(hex(0xA9663C)))
			}
			c.stroke(spline(pt(-30, -140), pt(4, -20), pt(-30, 106)), even(20), straw())
		})
		c.leaf(pt(960, 1120), pt(1210, 1140), 84, 0.1, deepLeaf(), 6)
	case 1:
		c.sprig(pt(930, 1120), pt(1370, 860), 5, 150, 34, leafGreen())
		c.flowerHead(1050, 1110, 60, 7, shades(hex(0xF3EBDD)), youngLeaf())
		c.flowerHead(1240, 1100, 48, 7, shades(hex(0xF3EBDD)), youngLeaf())
	default:
		c.dill(1080, 1120, 1.4)
		c.lime(1320, 1080, 0.8)
	}
	c.stroke(spline(pt(395, 1080), pt(380, 1110), pt(400, 1130)), swelling(26), hex(0xC98A3E).fade(0.8))
}

// soap are herbal bars with flowers.
func (c *canvas) soap(m mood, v int) {
	t := []tint{hex(0xB9CC96), hex(0xE3CFA8), hex(0xD9A89A)}[v%3]
	c.at(700, 1010, 1.1, 0, func() { c.board(900, 250, shades(wood())) })
	for i, q := range []point{{560, 950}, {800, 980}, {680, 870}} {
		c.at(q.x, q.y, 1.1, []float64{-8, 6, -2}[i], func() {
			tone := shades(mix(t, t.light(0.3), float64(i)/3))
			c.flat(box(-150, -30, 316, 120, 40), hex(0x3A2E22).fade(0.25))
			c.flat(box(-156, -46, 312, 128, 40), tone.dim)
			c.flat(box(-156, -72, 312, 122, 40), tone.base)
			c.flat(box(-140, -66, 270, 92, 32), tone.lit.fade(0.7))
			c.flat(leafShape(pt(-50, 10), pt(30, -56), 40, 0.1), tone.dim)
			c.flat(leafShape(pt(-50, 10), pt(60, -2), 34, -0.1), tone.dim)
		})
	}
	c.sprig(pt(1090, 1110), pt(1360, 900), 3, 130, 60, leafGreen())
	c.flowerHead(1130, 1090, 90, 8, shades(hex(0xF3EBDD)), hex(0xD9A84E))
	for i := range 5 {
		x, y, r := 380-float64(i)*36, 900-float64(i)*70, 44-6*float64(i)
		c.fill(circle(x, y, r), radial(x-r*0.3, y-r*0.3, r*1.3, r*1.3, hex(0xFFFFFF).fade(0.75), hex(0xFFFFFF).fade(0.16)))
		c.stroke(circle(x, y, r), even(3), hex(0xFFFFFF).fade(0.6))
	}
}

// birdNest is a swiftlet's nest in a bowl and on the cliff.
func (c *canvas) birdNest(m mood, v int) {
	strand := hex(0xF3EBDA)
	nest := func() {
		c.shadow(0, 70, 230)
		c.flat(path{}.through([]point{pt(-250, -60), pt(-200, 40), pt(0, 96), pt(200, 40), pt(250, -60)}).through([]point{pt(140, -20), pt(0, 0), pt(-140, -20), pt(-250, -60)}).close(), strand.dark(0.2))
		for i := range 90 {
			a := float64(i%30) * 6
			off := c.within(-26, 30)
			w := 250 - c.within(0, 60)
			c.stroke(arc(c.within(-8, 8), -60+off, w, 110+c.within(-30, 34), a, min(a+c.within(40, 80), 178)), swelling(9), mix(strand, strand.dark(0.22), c.Float64()))
		}
		c.flat(ellipse(0, -66, 220, 44), strand.dark(0.3))
		for range 40 {
			a := c.within(0, 360)
			c.stroke(arc(0, -66, c.within(120, 236), c.within(20, 48), a, a+c.within(40, 100)), even(6), mix(strand, strand.dark(0.15), c.Float64()))
		}
	}
	if v%2 == 0 {
		c.at(760, 1010, 1.15, 0, func() { c.dish(520, shades([]tint{hex(0x5F6B57), jade()}[v/2%2]), straw()) })
		c.at(640, 930, 1.15, -3, nest)
		c.at(1000, 990, 0.85, 5, nest)
	} else {
		c.at(560, 1030, 1.3, 0, func() {
			c.bowl(shades(celadon()), jade(), hex(0xEADFC4), func() {
				c.inside(ellipse(0, -206, 240, 52), func() {
					for range 60 {
						a := c.within(0, 360)
						c.stroke(arc(c.within(-120, 120), -204+c.within(-30, 30), c.within(30, 90), c.within(10, 30), a, a+130), swelling(9), strand.light(c.Float64()*0.5))
					}
				})
				for _, q := range []point{{-80, -220}, {70, -204}, {10, -230}} {
					c.round(q.x, q.y, 26, 16, ellipse(q.x, q.y, 26, 16), shades(hex(0xB5402F)))
				}
			})
		})
		c.at(1130, 1030, 0.95, 0, nest)
	}
	for i := range 3 {
		c.swift(300+float64(i)*300, 260+90*float64(i%2)+40*float64(i), 0.5+0.16*float64(i%2))
	}
}

// swift is a small bird far off.
func (c *canvas) swift(x, y, k float64) {
	c.at(x, y, k, -8, func() {
		t := hex(0x4A4E48).fade(0.8)
		c.flat(path{}.through([]point{pt(-190, -70), pt(-90, -50), pt(0, 0), pt(100, -60), pt(180, -110)}).through([]point{pt(90, -20), pt(20, 30), pt(-20, 24), pt(-100, -16), pt(-190, -70)}).close(), t)
		c.flat(path{}.through([]point{pt(-18, 6), pt(30, -4), pt(60, 36), pt(26, 44), pt(70, 90), pt(10, 50), pt(-18, 6)}).close(), t)
	})
}
