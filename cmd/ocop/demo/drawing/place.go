package drawing

// meadow is the foreground of an open scene.
func (c *canvas) meadow(y float64, t tint) {
	c.fill(under(1300, pt(-200, y+30), pt(200, y-10), pt(600, y+16), pt(1000, y-14), pt(1400, y+12), pt(1800, y-20)), linear(pt(0, y), pt(0, 1200), t.light(0.08), t.dark(0.12)))
}

// tufts are blades of grass here and there.
func (c *canvas) tufts(n int, top, bottom float64, t tint) {
	c.scatter(n, 820, (bottom-top)/2, func(x, y float64) {
		x, y = x+800, y+(top+bottom)/2
		k := 0.5 + (y-top)/(bottom-top)
		for i := range 3 {
			c.stroke(spline(pt(x, y), pt(x+float64(i-1)*6*k, y-16*k), pt(x+float64(i-1)*18*k, y-30*k)), tapering(6*k), mix(t, t.light(0.4), c.Float64()))
		}
	})
}

// thatch is a roof of palm leaves from its ridge down to its eaves.
func (c *canvas) thatch(left, right, ridgeLeft, ridgeRight point, t tones) {
	roof := path{}.move(left).through([]point{left, between(left, ridgeLeft, 0.5).add(pt(0, 14)), ridgeLeft}).line(ridgeRight).
		through([]point{ridgeRight, between(ridgeRight, right, 0.5).add(pt(0, 14)), right}).close()
	c.flat(roof, t.base)
	c.inside(roof, func() {
		for row := range 9 {
			f := float64(row) / 9
			a, b := between(ridgeLeft, left, f), between(ridgeRight, right, f)
			n := 34
			for i := range n {
				g := float64(i) / float64(n)
				at := between(a, b, g)
				drop := between(ridgeLeft, left, f+0.13).add(between(ridgeRight, right, f+0.13).sub(between(ridgeLeft, left, f+0.13)).times(g))
				c.stroke(segment(at, drop.add(pt(c.within(-3, 3), c.within(0, 9)))), even(9), mix(t.dim, t.lit, c.Float64()*0.9).fade(0.7))
			}
		}
		mid := between(ridgeLeft, ridgeRight, 0.62)
		c.flat(polygon(mid, ridgeRight.add(pt(200, -40)), right.add(pt(60, 60)), between(left, right, 0.7).add(pt(0, 60))), t.deep.fade(0.18))
	})
	c.stroke(segment(ridgeLeft.add(pt(-14, -3)), ridgeRight.add(pt(14, -3))), even(22), t.dim)
}

// stiltHouse stands on posts, its ladder to the left; its foot is the origin, it is about 900 wide.
func (c *canvas) stiltHouse(t tones, roof tones) {
	c.shadow(40, 10, 420)
	for i, x := range []float64{-330, -165, 0, 165, 330} {
		c.form(box(x-15, -210, 30, 216+10*float64(i%2), 6), t, 9, 0)
	}
	c.flat(box(-360, -220, 720, 70, 0), ink().fade(0.25))
	c.form(box(-390, -236, 790, 34, 6), t, 0, 12)
	wall := box(-345, -440, 690, 206, 0)
	c.flat(wall, t.lit)
	c.inside(wall, func() {
		for i := range 34 {
			x := -345 + float64(i)*21
			c.stroke(segment(pt(x, -440), pt(x, -230)), even(3), t.dim.fade(0.6))
		}
		c.fill(wall, linear(pt(0, -440), pt(0, -340), ink().fade(0.45), ink().fade(0)))
		c.flat(box(150, -440, 300, 210, 0), t.deep.fade(0.2))
		c.flat(box(-84, -404, 130, 180, 4), t.deep)
		c.fill(box(-76, -396, 114, 170, 2), linear(pt(0, -396), pt(0, -230), hex(0xF3C77E), hex(0xC98A4A)))
		for _, x := range []float64{-270, 140} {
			c.flat(box(x, -384, 110, 90, 4), t.deep)
			c.flat(box(x+8, -376, 94, 74, 2), hex(0xF0CD8C))
			c.stroke(segment(pt(x+55, -384), pt(x+55, -294)), even(7), t.deep)
		}
	})
	c.form(box(-400, -300, 800, 12, 4), t, 0, 5)
	for i := range 15 {
		x := -394 + float64(i)*56
		if x > -120 && x < 60 {
			continue
		}
		c.flat(box(x, -296, 9, 64, 2), t.base)
	}
	c.stroke(segment(pt(-60, -226), pt(-150, 20)), even(15), t.dim)
	c.stroke(segment(pt(10, -226), pt(-70, 26)), even(15), t.base)
	for i := range 6 {
		f := float64(i+1) / 7
		c.stroke(segment(pt(-60-90*f, -226+246*f), pt(10-80*f, -226+252*f)), even(11), t.lit)
	}
	c.thatch(pt(-470, -412), pt(470, -412), pt(-250, -720), pt(250, -720), roof)
}

// bush is a rounded shrub or far tree.
func (c *canvas) bush(x, y, r float64, t tint) {
	tone := shades(t)
	shape := blob(pt(x-r, y), pt(x-r*0.95, y-r*0.5), pt(x-r*0.5, y-r*0.8), pt(x, y-r*1.1), pt(x+r*0.55, y-r*0.8), pt(x+r, y-r*0.46), pt(x+r*0.98, y))
	c.form(shape, tone, r*0.2, r*0.14)
	c.inside(shape, func() {
		for range 12 {
			px, py := x+c.within(-r, r), y-c.within(0, r)
			c.stroke(arc(px, py, r*0.16, r*0.13, 190, 340), swelling(r*0.05), tone.lit.fade(0.6))
		}
	})
}

// bananaPlant is a clump of big leaves.
func (c *canvas) bananaPlant(x, y, k float64) {
	c.at(x, y, k, 0, func() {
		c.stroke(spline(pt(0, 0), pt(6, -120), pt(0, -240)), tapering(64), hex(0x9DAA62))
		for i, a := range []float64{-160, -20, -135, -48, -105, -75} {
			l := 300 + 20*float64(i%3)
			c.leaf(pt(0, -210), pt(l*cosd(a), -210+l*sind(a)*0.8), 116, -0.2*sign(cosd(a)), mix(leafGreen(), youngLeaf(), float64(i)/8), 7)
		}
	})
}

func (c *canvas) homestay(m mood, v int) {
	switch v % 3 {
	case 0:
		c.terraces(m, 330, 1000)
		c.meadow(930, mix(m.near, leafGreen(), 0.45))
		c.bush(1330, 950, 130, mix(m.near, leafGreen(), 0.6))
		c.bush(1480, 980, 110, mix(m.near, deepLeaf(), 0.5))
		c.at(740, 1040, 1.05, 0, func() { c.stiltHouse(shades(wood()), shades(hex(0xB99A68))) })
		c.bananaPlant(190, 1070, 0.9)
	case 1:
		c.hills(m)
		c.meadow(820, mix(m.near, youngLeaf(), 0.35))
		c.paddy(m)
		c.at(900, 900, 0.86, 0, func() { c.stiltHouse(shades(darkWood().light(0.1)), shades(hex(0xA98A5A))) })
		c.bananaPlant(1400, 930, 0.8)
		c.bush(380, 900, 120, mix(m.near, leafGreen(), 0.6))
	default:
		c.karst(m)
		c.meadow(900, mix(m.near, leafGreen(), 0.4))
		c.at(640, 1030, 0.98, 0, func() { c.stiltHouse(shades(wood()), shades(hex(0xC2A673))) })
		c.bananaPlant(1290, 1060, 1)
		c.bush(130, 1030, 110, mix(m.near, deepLeaf(), 0.4))
	}
	c.tufts(46, 1080, 1200, mix(leafGreen(), m.near, 0.3))
}

// paddy are flooded fields with young rice in the foreground.
func (c *canvas) paddy(m mood) {
	field := under(1300, pt(-200, 960), pt(300, 940), pt(800, 966), pt(1300, 936), pt(1800, 960))
	c.fill(field, linear(pt(0, 940), pt(0, 1200), m.water.light(0.3), m.water))
	c.inside(field, func() {
		for row := range 7 {
			y := 975 + float64(row)*36
			for i := range 26 {
				x := -20 + float64(i)*66 + float64(row%2)*33
				for _, d := range []float64{-12, 0, 12} {
					c.stroke(spline(pt(x, y), pt(x+d*0.5, y-24), pt(x+d, y-40-4*float64(row))), tapering(8), mix(leafGreen(), youngLeaf(), float64(row%3)/2))
				}
			}
		}
	})
	c.stroke(spline(pt(-200, 956), pt(300, 936), pt(800, 962), pt(1300, 932), pt(1800, 956)), even(18), mix(m.near, leafGreen(), 0.5))
}

// garden is a river landing with a boat full of fruit.
func (c *canvas) garden(m mood, v int) {
	c.banks(m)
	c.fill(box(-400, 660, 2400, 800, 0), linear(pt(0, 640), pt(0, 1200), m.water.light(0.2), mix(m.water, riverBlue(), 0.5)))
	c.ripples(m, 690, 1180, 30)
	c.at(700, 960, 1.2, 0, func() { c.fruitBoat([]tint{wood(), darkWood()}[v%2], v) })
	c.at(0, 0, 1, 0, func() {
		for i, q := range []point{{-20, 1230}, {90, 1260}, {1500, 1250}, {1620, 1230}} {
			for j := range 7 {
				a := -90 + (float64(j)-3)*22 + float64(i%2)*8
				c.leaf(q, q.add(pt(340*cosd(a), 360*sind(a))), 64, 0.08, mix(deepLeaf(), leafGreen(), float64(j)/7), 5)
			}
		}
	})
	if v%2 == 1 {
		c.at(1230, 800, 0.62, 0, func() { c.fruitBoat(brick(), v+1) })
	}
}

// fruitBoat is a wooden boat, somebody in a conical hat at its oar.
func (c *canvas) fruitBoat(hull tint, v int) {
	t := shades(hull)
	c.fill(ellipse(20, 50, 520, 46), radial(20, 50, 520, 46, ink().fade(0.35), ink().fade(0)))
	c.flat(path{}.through([]point{pt(-470, -110), pt(-340, -60), pt(0, -44), pt(330, -60), pt(480, -120)}).through([]point{pt(330, -90), pt(0, -80), pt(-330, -88), pt(-470, -110)}).close(), t.deep)
	colours := [][]tint{{hex(0xE2892F), hex(0xA9B755), hex(0xCB4F6E)}, {hex(0xE3BE55), hex(0xBC4440), hex(0x8FA85A)}}[v%2]
	for i, x := range []float64{-240, -80, 80} {
		c.at(x, -58, 0.62, 0, func() {
			c.heap(270, 110, 74, func(px, py float64) { c.round(px, py-16, 44, 42, circle(px, py-16, 44), shades(colours[i])) })
		})
	}
	c.rower()
	side := path{}.through([]point{pt(-480, -118), pt(-330, -52), pt(0, -34), pt(330, -52), pt(490, -128)}).through([]point{pt(420, -10), pt(300, 40), pt(0, 56), pt(-300, 40), pt(-410, -6), pt(-480, -118)}).close()
	c.form(side, t, 0, 30)
	c.stroke(spline(pt(-480, -116), pt(-330, -50), pt(0, -32), pt(330, -50), pt(490, -126)), even(13), t.lit)
	c.stroke(spline(pt(-440, -54), pt(-300, 0), pt(0, 14), pt(310, 0), pt(450, -60)), even(5), t.deep.fade(0.6))
}

func (c *canvas) rower() {
	shirt := shades(plum())
	c.stroke(segment(pt(250, -230), pt(520, 60)), even(13), darkWood())
	c.form(blob(pt(220, -60), pt(206, -190), pt(236, -256), pt(290, -262), pt(330, -200), pt(340, -60)), shirt, 34, 0)
	c.stroke(spline(pt(240, -226), pt(210, -180), pt(300, -176)), even(32), shirt.base)
	c.flat(circle(306, -176, 16), hex(0xD9A884))
	c.flat(ellipse(266, -276, 34, 38), hex(0xD9A884))
	c.form(path{}.through([]point{pt(150, -282), pt(220, -338), pt(264, -376)}).through([]point{pt(272, -376), pt(320, -336), pt(392, -284)}).through([]point{pt(330, -262), pt(270, -256), pt(210, -264), pt(150, -282)}).close(), shades(hex(0xEAD8AC)), 50, 6)
}

// heritage is an old tiled house or a village gate under a banyan.
func (c *canvas) heritage(m mood, v int) {
	c.hills(m)
	c.meadow(850, mix(m.near, youngLeaf(), 0.3))
	if v%2 == 0 {
		c.palm(220, 900, 620, mix(m.near, deepLeaf(), 0.6))
		c.palm(1380, 890, 560, mix(m.near, deepLeaf(), 0.5))
		c.palm(1480, 900, 480, mix(m.near, leafGreen(), 0.5))
		c.at(800, 960, 1.1, 0, c.tiledHouse)
	} else {
		c.banyan(1130, 960, 1)
		c.at(620, 980, 1.1, 0, c.gate)
	}
	c.tufts(50, 1000, 1200, mix(leafGreen(), m.near, 0.3))
	c.fill(path{}.through([]point{pt(700, 950), pt(620, 1040), pt(480, 1210)}).line(pt(1060, 1210)).through([]point{pt(1060, 1210), pt(900, 1040), pt(860, 950)}).close(), linear(pt(0, 950), pt(0, 1200), m.ground.light(0.45), m.ground.light(0.15)))
}

// tiledHouse is a low wooden house with three bays.
func (c *canvas) tiledHouse() {
	t, roof := shades(wood()), shades(terracotta().dark(0.12))
	c.shadow(30, 12, 520)
	c.form(box(-540, -40, 1080, 56, 4), shades(hex(0xB9A58A)), 0, 26)
	c.flat(box(-480, -270, 960, 236, 0), t.deep)
	for i := range 3 {
		x := -440 + float64(i)*310
		c.fill(box(x, -240, 260, 200, 0), linear(pt(x, 0), pt(x+260, 0), t.base, t.dim))
		for j := range 4 {
			c.flat(box(x+12+float64(j)*62, -226, 50, 184, 3), t.dim)
			c.flat(box(x+20+float64(j)*62, -216, 34, 80, 2), hex(0xEBC98C).fade(0.85))
		}
	}
	for i := range 4 {
		c.form(box(-486+float64(i)*316, -280, 34, 244, 3), t, 10, 0)
	}
	slope := path{}.through([]point{pt(-620, -250), pt(-520, -300), pt(-400, -470)}).line(pt(400, -470)).through([]point{pt(400, -470), pt(520, -300), pt(620, -250)}).close()
	c.flat(slope, roof.base)
	c.inside(slope, func() {
		for row := range 9 {
			y := -470 + float64(row)*25
			for i := range 58 {
				x := -630 + float64(i)*22 + float64(row%2)*11
				c.stroke(arc(x, y, 11, 13, 0, 180), even(4), mix(roof.dim, roof.deep, c.Float64()*0.5))
			}
		}
		c.flat(polygon(pt(160, -480), pt(700, -480), pt(700, -200), pt(300, -200)), roof.deep.fade(0.2))
	})
	c.form(box(-414, -492, 828, 34, 10), roof, 0, 14)
	for _, s := range []float64{-1, 1} {
		c.stroke(spline(pt(s*404, -474), pt(s*440, -490), pt(s*456, -528)), tapering(28), roof.base)
	}
	c.stroke(segment(pt(-622, -250), pt(622, -250)), even(13), roof.deep)
}

// gate is an old brick village gate.
func (c *canvas) gate() {
	t := shades(hex(0xC08A66))
	c.shadow(20, 10, 330)
	body := box(-320, -520, 640, 530, 8)
	c.flat(body, t.base)
	c.inside(body, func() {
		for row := range 18 {
			for i := range 14 {
				c.flat(box(-330+float64(i)*50+float64(row%2)*25, -518+float64(row)*30, 46, 26, 2), mix(t.base, []tint{t.lit, t.dim}[c.IntN(2)], c.Float64()*0.5))
			}
		}
		c.fill(body, linear(pt(-320, 0), pt(320, 0), t.lit.fade(0.3), t.deep.fade(0.4)))
	})
	arch := path{}.move(pt(-130, 10)).line(pt(-130, -230)).cube(pt(-130, -410), pt(130, -410), pt(130, -230)).line(pt(130, 10)).close()
	c.flat(arch.about(pt(0, 10), 1.14, 1.07, 0), t.dim)
	c.fill(arch, linear(pt(0, -380), pt(0, 10), hex(0xE9E3C4), hex(0xB9C79A)))
	for i := range 3 {
		w := 370 - float64(i)*100
		y := -500 - float64(i)*100
		c.form(path{}.through([]point{pt(-w-26, y-36), pt(-w+20, y-14), pt(0, y-26), pt(w-20, y-14), pt(w+26, y-36)}).line(pt(w-40, y-74)).line(pt(-w+40, y-74)).close(), shades(brick()), 30, 8)
		if i < 2 {
			c.form(box(-w+120, y-110, 2*w-240, 64, 0), t, 60, 0)
		}
	}
}

// banyan is an old tree with hanging roots.
func (c *canvas) banyan(x, y, k float64) {
	c.at(x, y, k, 0, func() {
		t := shades(hex(0x8A6A4C))
		c.shadow(0, 10, 260)
		for i, q := range [][2]point{{{-60, -120}, {-240, -420}}, {{20, -160}, {30, -470}}, {{70, -120}, {290, -400}}} {
			c.stroke(spline(pt(q[0].x*0.6, 10), q[0], q[1]), func(f float64) float64 { return 130*(1-f) + 30 }, mix(t.base, t.dim, float64(i)/2))
		}
		for _, rx := range []float64{-200, -120, 140, 220} {
			c.stroke(spline(pt(rx, -380), pt(rx+10, -200), pt(rx*0.96, 10)), even(11), t.dim)
		}
		for i, q := range [][3]float64{{-300, -430, 190}, {290, -410, 200}, {-120, -560, 210}, {150, -560, 210}, {10, -470, 220}, {0, -680, 170}} {
			c.bush(q[0], q[1]+60, q[2], mix(deepLeaf(), leafGreen(), float64(i)/6))
		}
	})
}
