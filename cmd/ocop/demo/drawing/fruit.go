package drawing

// ball is a round fruit that stands at the origin, with a dimple and a stem on top.
func (c *canvas) ball(rx, ry float64, t tones) {
	c.shadow(0, -4, rx*0.86)
	c.round(0, -ry, rx, ry, ellipse(0, -ry, rx, ry), t)
	c.flat(ellipse(rx*0.04, -ry*1.86, rx*0.18, ry*0.07), t.deep.fade(0.5))
}

// pores are the small dots of citrus peel.
func (c *canvas) pores(rx, ry float64, t tones) {
	c.inside(ellipse(0, -ry, rx, ry), func() {
		for range 60 {
			a, d := c.within(0, 360), c.Float64()*0.95
			c.flat(circle(rx*d*cosd(a), -ry+ry*d*sind(a), rx*0.014), t.deep.fade(0.25))
		}
	})
	c.gleam(rx*0.12, 0.45, pt(-rx*0.68, -ry*0.96), pt(-rx*0.56, -ry*1.4), pt(-rx*0.26, -ry*1.68))
}

// stalk is a short stem with one or two leaves, at the top of a fruit.
func (c *canvas) stalk(x, y, k float64, t tint, leaves int) {
	c.stroke(spline(pt(x, y+8), pt(x+4*k, y-24*k), pt(x+16*k, y-46*k)), even(13*k), darkWood())
	c.leaf(pt(x+8*k, y-26*k), pt(x+170*k, y-84*k), 84*k, -0.12, t, 6)
	if leaves > 1 {
		c.leaf(pt(x+4*k, y-22*k), pt(x-140*k, y-90*k), 74*k, 0.14, t.light(0.12), 6)
	}
}

// group stands copies of a fruit together, back to front, the leaf on the hindmost.
func (c *canvas) group(places []point, k float64, one func(i int)) {
	for i, q := range places {
		c.at(q.x, q.y, k*(0.92+0.08*(q.y-900)/200), 0, func() { one(i) })
	}
}

func (c *canvas) citrus(m mood, v int) {
	peel := []tint{hex(0xE2892F), hex(0xB9A83A), hex(0xDD7A2C), hex(0xE39A3A)}[v%4]
	t := shades(peel)
	places := []point{{560, 960}, {860, 930}, {720, 1060}}
	if v%2 == 1 {
		p := profile{pt(190, 0), pt(270, 70), pt(330, 150), pt(345, 190)}
		c.at(640, 1030, 1.1, 0, func() {
			c.woven(p, shades(bamboo()), wood(), 32)
			c.basketMouth(p, shades(bamboo()), 20)
		})
		places = []point{{450, 850}, {640, 820}, {830, 850}, {540, 880}, {735, 885}}
		c.group(places, 0.82, func(i int) { c.ball(150, 138, t); c.pores(150, 138, t); c.stalk(0, -268, 0.7, leafGreen(), i%2+1) })
	} else {
		c.group(places, 1.15, func(i int) {
			c.ball(170, 156, t)
			c.pores(170, 156, t)
			if i != 1 {
				c.stalk(0, -300, 0.9, leafGreen(), 2)
			}
		})
	}
	c.shadow(1200, 1130, 130)
	c.segments(1190, 1000, 148, 136, peel, hex(0xF6E6BE), hex(0xEFA048), 10)
}

func (c *canvas) pomelo(m mood, v int) {
	t := shades([]tint{hex(0xA9B755), hex(0xC9BE62), hex(0x93A84E)}[v%3])
	flesh := []tint{hex(0xE39A92), hex(0xF0DCA0), hex(0xE8B9A0)}[v%3]
	pear := func(k float64) {
		shape := path{}.move(pt(0, -400)).cube(pt(70, -400), pt(96, -330), pt(140, -280)).cube(pt(230, -190), pt(220, 0), pt(0, 0)).cube(pt(-220, 0), pt(-230, -190), pt(-140, -280)).cube(pt(-96, -330), pt(-70, -400), pt(0, -400)).close()
		c.shadow(0, -4, 180)
		c.round(0, -180, 196, 205, shape, t)
		c.inside(shape, func() {
			for range 80 {
				c.flat(circle(c.within(-190, 190), c.within(-390, -10), 2.8), t.deep.fade(0.25))
			}
		})
		c.gleam(22, 0.4, pt(-130, -150), pt(-124, -240), pt(-70, -320))
		c.stalk(0, -396, k, leafGreen(), 2)
	}
	c.at(520, 1010, 1.35, 0, func() { pear(1) })
	c.at(860, 970, 1.15, 0, func() { pear(0.8) })
	c.shadow(1190, 1112, 190)
	c.segments(1160, 960, 200, 186, t.base, hex(0xF4EBD0), flesh, 12)
}

func (c *canvas) mango(m mood, v int) {
	t := shades([]tint{hex(0xE3AE42), hex(0xA9B04E), hex(0xE2964A)}[v%3])
	one := func(k, degrees float64) {
		c.at(0, 0, k, degrees, func() {
			shape := blob(pt(-210, -20), pt(-150, -130), pt(10, -156), pt(160, -110), pt(214, -10), pt(190, 60), pt(80, 90), pt(-80, 96), pt(-180, 66))
			c.shadow(0, 80, 200)
			c.round(0, -30, 210, 122, shape, t)
			c.inside(shape, func() {
				c.fill(shape, radial(-150, -110, 190, 150, hex(0xC9553E).fade(0.42), hex(0xC9553E).fade(0)))
			})
			c.gleam(18, 0.45, pt(-160, -30), pt(-120, -96), pt(-20, -124))
			c.stroke(spline(pt(-196, -54), pt(-226, -84), pt(-232, -120)), even(13), darkWood())
		})
	}
	c.at(560, 920, 1.2, 0, func() { one(1, -12) })
	c.at(900, 1010, 1.2, 0, func() { one(1, 10) })
	c.leaf(pt(330, 830), pt(150, 660), 100, 0.12, leafGreen(), 8)
	c.leaf(pt(330, 830), pt(400, 590), 100, -0.12, deepLeaf(), 8)
	c.at(1290, 1060, 1, -16, func() { // a cheek cut into cubes
		c.shadow(0, 66, 150)
		c.form(ellipse(0, 0, 170, 84), t, 0, 12)
		face := ellipse(0, -20, 156, 62)
		c.flat(face, hex(0xF0B64A))
		c.inside(face, func() {
			for i := -4; i < 5; i++ {
				c.stroke(segment(pt(float64(i)*40-30, -90), pt(float64(i)*40+30, 60)), even(6), hex(0xC98328))
				c.stroke(segment(pt(-170, float64(i)*24-20), pt(170, float64(i)*24-30)), even(5), hex(0xC98328))
			}
		})
	})
}

func (c *canvas) dragonFruit(m mood, v int) {
	t := shades([]tint{hex(0xCB4F6E), hex(0xB93A5E)}[v%2])
	flesh := []tint{hex(0xF7F2EA), hex(0xB2305A)}[v%2]
	one := func() {
		shape := blob(pt(0, -340), pt(120, -300), pt(176, -170), pt(130, -30), pt(0, 0), pt(-130, -30), pt(-176, -170), pt(-120, -300))
		c.shadow(0, -2, 160)
		c.round(0, -170, 176, 172, shape, t)
		for _, q := range []point{{-150, -90}, {-60, -60}, {60, -60}, {150, -100}, {-164, -190}, {-10, -150}, {120, -210}, {-90, -260}, {40, -280}} {
			s := 1.0
			if q.x < 0 {
				s = -1
			}
			tip := q.add(pt(s*58, -96))
			c.flat(leafShape(q, tip, 54, 0.12*s), mix(t.base, t.lit, 0.25))
			c.flat(leafShape(between(q, tip, 0.5), tip, 22, 0.1*s), youngLeaf())
		}
		for _, sx := range []float64{-70, -20, 40, 80} {
			c.flat(leafShape(pt(sx*0.5, -320), pt(sx*1.5, -430), 46, 0.06*sign(sx)), mix(t.base, youngLeaf(), 0.6))
		}
	}
	c.at(530, 1010, 1.3, 0, one)
	c.at(850, 1050, 1.15, 0, one)
	c.shadow(1200, 1130, 170)
	cut := blob(pt(1190, 730), pt(1320, 800), pt(1360, 930), pt(1310, 1060), pt(1190, 1110), pt(1070, 1060), pt(1020, 930), pt(1060, 800))
	c.flat(cut, t.base)
	inner := cut.about(pt(1190, 925), 0.88, 0.88, 0)
	c.flat(inner, flesh)
	c.inside(inner, func() {
		for range 190 {
			c.flat(ellipse(c.within(1030, 1350), c.within(740, 1100), 5.5, 4.5), ink())
		}
		c.fill(inner, radial(1140, 860, 260, 260, hex(0xFFFFFF).fade(0.2), hex(0x000000).fade(0.08)))
	})
}

// cluster is a hanging bunch of small fruit with leaves: lychee, longan, rambutan, grapes.
func (c *canvas) cluster(places []point, r float64, t tones, skin func(x, y, r float64)) {
	for _, q := range places {
		c.round(q.x, q.y, r, r*0.98, circle(q.x, q.y, r), t)
		if skin != nil {
			skin(q.x, q.y, r)
		}
	}
}

func bunchPlaces(rows []int, r float64) []point {
	var pts []point
	for i, n := range rows {
		for j := range n {
			x := (float64(j) - float64(n-1)/2) * r * 1.72
			pts = append(pts, pt(x+r*0.3*sind(float64(i*7+j*5)*40), float64(i)*r*1.32+r*0.2*cosd(float64(i*5+j*9)*50)))
		}
	}
	return pts
}

func (c *canvas) lychee(m mood, v int) {
	t := shades([]tint{hex(0xBC4440), hex(0xC9584A)}[v%2])
	bumps := func(x, y, r float64) {
		c.inside(circle(x, y, r), func() {
			for i := range 7 {
				for j := range 7 {
					px, py := x-r+float64(i)*r*0.33+float64(j%2)*r*0.16, y-r+float64(j)*r*0.33
					c.flat(hexagon(px, py, r*0.15), t.lit.fade(0.3))
					c.flat(circle(px, py, r*0.05), t.deep.fade(0.5))
				}
			}
		})
	}
	c.at(0, 0, 1, 0, func() {
		c.leaf(pt(560, 720), pt(240, 640), 150, 0.1, deepLeaf(), 8)
		c.leaf(pt(580, 710), pt(480, 430), 140, -0.1, leafGreen(), 8)
		c.leaf(pt(620, 710), pt(900, 560), 150, -0.12, leafGreen().light(0.08), 8)
	})
	c.shadow(620, 1080, 300)
	c.at(610, 730, 0.88, 0, func() { c.cluster(bunchPlaces([]int{3, 4, 5, 4, 3}, 84), 84, t, bumps) })
	c.at(1130, 1030, 1, 0, func() { c.shadow(0, 86, 90); c.cluster([]point{{0, 0}}, 96, t, bumps) })
	c.at(1330, 1060, 1, 0, func() { // one half out of its shell
		c.shadow(0, 84, 90)
		c.round(0, 0, 92, 90, circle(0, 0, 92), shades(hex(0xF2EAE0)))
		shell := path{}.through([]point{pt(-96, 8), pt(-50, -4), pt(-10, 22), pt(40, 0), pt(96, 14)}).through([]point{pt(70, 72), pt(0, 98), pt(-70, 72), pt(-96, 8)}).close()
		c.form(shell, t, 14, 6)
	})
}

func (c *canvas) longan(m mood, v int) {
	t := shades([]tint{hex(0xC79A5E), hex(0xB88A4E), hex(0xA9AE62)}[v%3])
	speckle := func(x, y, r float64) {
		for range 14 {
			a, d := c.within(0, 360), c.Float64()*0.8
			c.flat(circle(x+r*d*cosd(a), y+r*d*sind(a), 2.6), t.deep.fade(0.4))
		}
		c.gleam(r*0.14, 0.4, pt(x-r*0.6, y), pt(x-r*0.45, y-r*0.45), pt(x-r*0.1, y-r*0.62))
	}
	c.stroke(spline(pt(330, 560), pt(520, 640), pt(680, 780)), tapering(22), darkWood())
	c.leaf(pt(420, 600), pt(190, 470), 120, 0.1, deepLeaf(), 8)
	c.leaf(pt(480, 620), pt(540, 370), 120, -0.1, leafGreen(), 8)
	c.leaf(pt(580, 680), pt(880, 570), 120, -0.1, leafGreen().light(0.1), 8)
	c.shadow(700, 1080, 330)
	c.at(680, 780, 0.88, 0, func() { c.cluster(bunchPlaces([]int{4, 5, 6, 5, 3}, 74), 74, t, speckle) })
	c.at(1180, 1060, 1, 0, func() { c.shadow(0, 76, 80); c.cluster([]point{{0, 0}}, 84, t, speckle) })
	c.at(1380, 1080, 1, 0, func() {
		c.shadow(0, 70, 80)
		c.round(0, 0, 80, 78, circle(0, 0, 80), shades(hex(0xEFE8DA)))
		c.flat(circle(6, 4, 34), hex(0x4A3226).fade(0.75))
		c.flat(path{}.through([]point{pt(-84, 12), pt(-30, 20), pt(30, 16), pt(84, 20)}).through([]point{pt(60, 64), pt(0, 86), pt(-60, 64), pt(-84, 12)}).close(), t.base)
	})
}

func (c *canvas) grapes(m mood, v int) {
	t := shades([]tint{hex(0x4E3458), hex(0x9DB25C), hex(0x8A3A4E)}[v%3])
	shine := func(x, y, r float64) {
		c.gleam(r*0.2, 0.5, pt(x-r*0.55, y-r*0.1), pt(x-r*0.45, y-r*0.5), pt(x-r*0.1, y-r*0.64))
	}
	c.at(760, 970, 1, 0, func() { c.dish(540, shades(hex(0xEFE6D2)), jade()) })
	c.stroke(spline(pt(560, 470), pt(640, 560), pt(700, 640)), tapering(24), wood())
	c.vineLeaf(470, 560, 1.1, -20)
	c.vineLeaf(900, 560, 1, 30)
	c.at(690, 640, 1, 0, func() { c.cluster(bunchPlaces([]int{4, 5, 6, 5, 4, 2}, 70), 70, t, shine) })
	c.at(1030, 930, 1, 0, func() { c.cluster([]point{{0, 0}, {110, 30}, {30, 74}}, 66, t, shine) })
}

// vineLeaf is a lobed leaf.
func (c *canvas) vineLeaf(x, y, k, degrees float64) {
	c.at(x, y, k, degrees, func() {
		t := shades(leafGreen())
		shape := blob(pt(0, 110), pt(-60, 60), pt(-150, 70), pt(-120, 0), pt(-170, -70), pt(-80, -70), pt(-50, -150), pt(0, -100), pt(50, -150), pt(80, -70), pt(170, -70), pt(120, 0), pt(150, 70), pt(60, 60))
		c.form(shape, t, 16, 16)
		for _, q := range []point{{-130, 50}, {-140, -56}, {0, -120}, {140, -56}, {130, 50}} {
			c.stroke(spline(pt(0, 90), q.times(0.5), q), tapering(8), t.lit.fade(0.8))
		}
	})
}
