package drawing

import "math"

// jug is a stoneware jar for spirits, closed with cloth.
func jugProfile() profile {
	return profile{pt(120, 0), pt(176, 70), pt(206, 190), pt(190, 300), pt(120, 380), pt(78, 410), pt(80, 440), pt(96, 452)}
}

func (c *canvas) jug(glaze, foot tint, cloth tint) {
	p := jugProfile()
	t := shades(glaze)
	c.shadow(0, 6, 180)
	c.turned(p, t, func() {
		c.flat(p.band(-40, 74), foot)
		drip := spline(pt(-220, -92), pt(-160, -52), pt(-110, -88), pt(-60, -48), pt(-10, -70), pt(50, -38), pt(100, -74), pt(160, -50), pt(220, -90)).line(pt(220, -140)).line(pt(-220, -140)).close()
		c.flat(drip, t.base)
		c.stroke(p.ring(330), even(6), t.deep.fade(0.45))
		c.stroke(p.ring(312), even(3), t.deep.fade(0.35))
	})
	c.gleam(20, 0.4, pt(-150, -130), pt(-164, -200), pt(-142, -270))
	c.clothLid(96, 452, shades(cloth), hex(0xE8D2A0))
}

// corn is an ear with its husk, lying to the right.
func (c *canvas) corn(x, y, k, degrees float64) {
	c.at(x, y, k, degrees, func() {
		c.shadow(20, 56, 190)
		ear := blob(pt(-190, 0), pt(-150, -58), pt(0, -66), pt(150, -44), pt(220, 0), pt(150, 44), pt(0, 62), pt(-150, 56))
		t := shades(hex(0xE2B84E))
		c.flat(ear, t.dim)
		c.inside(ear, func() {
			for i := range 7 {
				for j := range 20 {
					px, py := -200+float64(j)*22+float64(i%2)*11, -60+float64(i)*20
					c.flat(ellipse(px, py, 12, 11), mix(t.base, t.lit, c.Float64()*0.7))
				}
			}
			c.fill(ear, linear(pt(0, -60), pt(0, 66), t.lit.fade(0.3), t.deep.fade(0.55)))
		})
		husk := youngLeaf()
		c.leaf(pt(-300, 6), pt(30, -74), 80, 0.16, husk, 0)
		c.leaf(pt(-300, 6), pt(60, 76), 92, -0.16, husk.dark(0.1), 0)
		c.leaf(pt(-310, 4), pt(-60, 10), 74, 0.04, husk.light(0.2), 0)
	})
}

// roots are what stands in a jar of herb spirits.
func (c *canvas) roots(t tint, h float64) {
	for i := range 5 {
		x := -70 + float64(i)*36
		c.stroke(spline(pt(x*0.6, -h), pt(x+c.within(-20, 20), -h*0.66), pt(x*1.1+c.within(-16, 16), -h*0.34), pt(x*0.7+c.within(-30, 30), -24)), func(f float64) float64 { return 24 * (1.1 - f) * (1 + 0.25*math.Sin(f*19)) }, t.dark(0.12*float64(i%3)))
	}
}

func (c *canvas) spirits(m mood, v int) {
	switch v % 4 {
	case 0:
		glaze := []tint{hex(0x7A4B34), hex(0x5E6B57), celadon(), hex(0x3E4A4A)}[v/4%4]
		c.at(640, 1010, 1.35, 0, func() { c.jug(glaze, hex(0xB98F68), clay()) })
		c.at(1040, 1050, 0.82, 0, func() { c.cup(shades(hex(0xF3ECDC)), indigo(), hex(0xE9E4CC)) })
		c.at(1260, 1100, 0.82, 0, func() { c.cup(shades(hex(0xF3ECDC)), indigo(), hex(0xE9E4CC)) })
		c.riceEar(330, 1140, 0.9, -24)
	case 1:
		liquid := []tint{hex(0xC9873F), hex(0xA8552C), hex(0x8C4A4A)}[v/4%3]
		p := profile{pt(150, 0), pt(176, 24), pt(184, 190), pt(170, 330), pt(104, 404), pt(96, 450)}
		c.at(680, 1020, 1.32, 0, func() {
			c.glass(p, hex(0xDDE8E2), liquid, 350)
			c.inside(p.scaled(0.9, 1).outline(), func() { c.roots(hex(0xD9B27C).dark(0.1), 300) })
			c.gleam(16, 0.5, pt(-140, -70), pt(-148, -190), pt(-134, -300))
			c.clothLid(104, 450, shades([]tint{clay(), jade(), indigo()}[v/4%3]), hex(0xE8D2A0))
		})
		c.at(1140, 1070, 0.9, 0, func() { c.cup(shades(hex(0xF3ECDC)), jade(), liquid.light(0.2)) })
		c.rootPiece(330, 1110, 0.9, -12)
		c.rootPiece(1370, 1120, 0.7, 20)
	case 2:
		c.at(600, 1010, 1.12, 0, func() {
			p := slimBottle()
			c.glass(p, hex(0xC7DCD4), hex(0xE4E8DA), 400)
			c.label(p, 90, 290, hex(0xF4EAD2), []tint{clay(), jade()}[v/4%2])
			c.cork(42, 580)
		})
		c.at(880, 1070, 0.86, 0, func() { c.cup(shades(celadon()), jade(), hex(0xEDEBD8)) })
		c.corn(1200, 1080, 0.9, -12)
		c.corn(1130, 990, 0.8, 8)
	default:
		c.wineJar(m, []tint{hex(0x6E4634), hex(0x51584A)}[v/4%2])
	}
}

// wineJar is the tall jar of the highlands with its bamboo straws.
func (c *canvas) wineJar(m mood, glaze tint) {
	p := profile{pt(104, 0), pt(150, 90), pt(192, 260), pt(196, 370), pt(150, 470), pt(104, 500), pt(112, 540)}
	t := shades(glaze)
	c.at(760, 1050, 1.2, 0, func() {
		for i, x := range []float64{-26, 14, 52} {
			c.stroke(spline(pt(x, -520), pt(x*1.6+10, -640), pt(x*3.4+40-float64(i)*60, -760+float64(i)*26)), even(13), bamboo().dark(0.12*float64(i)))
		}
		c.shadow(0, 6, 150)
		c.turned(p, t, func() {
			for _, h := range []float64{150, 300, 410, 426} {
				c.stroke(p.ring(h), even(7), t.deep.fade(0.6))
			}
			for i := range 9 {
				x := -170 + float64(i)*43
				c.stroke(spline(pt(x, -352), pt(x+20, -378), pt(x+40, -352)), even(6), t.lit.fade(0.6))
			}
		})
		c.mouth(p, t.lit, t.deep, 16)
		for i := range 9 {
			a := -200 + float64(i)*27.0
			s, co := math.Sincos(a * math.Pi / 180)
			c.leaf(pt(co*66, -540+s*14), pt(co*178, -556+s*76), 54, 0.1*sign(co), mix(leafGreen(), deepLeaf(), c.Float64()), 4)
		}
		c.gleam(18, 0.35, pt(-142, -220), pt(-160, -310), pt(-146, -400))
		for _, x := range []float64{-10, 30} {
			c.stroke(spline(pt(x, -536), pt(x*1.3+6, -600)), even(12), bamboo())
		}
	})
	c.at(1200, 1090, 0.9, 0, func() { c.gourd() })
	c.at(380, 1100, 0.8, 0, func() { c.bowl(shades(bamboo()), wood(), hex(0xEDE6D0), nil) })
}

// gourd is a dried bottle gourd with a stopper.
func (c *canvas) gourd() {
	p := profile{pt(70, 0), pt(138, 50), pt(150, 130), pt(104, 220), pt(66, 268), pt(84, 330), pt(70, 390), pt(30, 430), pt(22, 470)}
	c.shadow(0, 4, 130)
	c.turned(p, shades(hex(0xC08E55)), func() { c.stroke(p.ring(262), even(9), clay()) })
	c.cork(24, 470)
}

// rootPiece is a gnarled medicinal root.
func (c *canvas) rootPiece(x, y, k, degrees float64) {
	t := shades(hex(0xC79E6B))
	c.at(x, y, k, degrees, func() {
		c.shadow(0, 30, 130)
		for i, q := range []point{{-160, 40}, {-150, -36}, {170, 44}, {190, -20}} {
			c.stroke(spline(pt(0, 0), q.times(0.55).add(pt(0, 12)), q), func(f float64) float64 { return 56*(1-f) + 7 }, mix(t.base, t.dim, float64(i%2)))
		}
		shape := blob(pt(-96, 6), pt(-60, -44), pt(20, -52), pt(92, -22), pt(96, 24), pt(20, 46), pt(-66, 40))
		c.round(0, 0, 100, 50, shape, t)
		for i := range 6 {
			px := -70 + float64(i)*28
			c.stroke(spline(pt(px, -26), pt(px+10, 0), pt(px+4, 26)), swelling(4), t.deep.fade(0.5))
		}
	})
}

func (c *canvas) wine(m mood, v int) {
	red := []tint{hex(0x7A2F45), hex(0x5B2A4A), hex(0xA24A4A), hex(0xC99A4A)}[v%4]
	p := profile{pt(96, 0), pt(104, 16), pt(104, 300), pt(90, 360), pt(48, 440), pt(40, 500), pt(40, 610), pt(46, 622)}
	c.at(600, 1020, 1.15, 0, func() {
		c.glass(p, hex(0x4B5E50), red.dark(0.4), 600)
		c.fill(p.outline(), linear(pt(-100, 0), pt(100, 0), hex(0x33403A).fade(0.35), hex(0x2A2230).fade(0.55)))
		c.label(p, 90, 270, hex(0xF1E6CE), []tint{jade(), clay(), plum()}[v%3])
		c.flat(p.band(490, 630), red.dark(0.2))
		c.flat(p.slice(-0.8, -0.6), hex(0xFFFFFF).fade(0.22))
		c.flat(ellipse(0, -622, 46, 46*tilt), red)
	})
	c.at(980, 1070, 1.15, 0, func() { c.wineGlass(red) })
	c.at(1260, 1080, 0.8, 0, func() { c.berries(shades([]tint{hex(0x5B3A63), hex(0x3E3550), hex(0xB8433F), hex(0x9DAF5C)}[v%4])) })
}

func (c *canvas) wineGlass(red tint) {
	c.shadow(0, 2, 90)
	c.flat(ellipse(0, 0, 88, 88*tilt), hex(0xEEF2EA).fade(0.75))
	c.stroke(spline(pt(0, -4), pt(0, -90), pt(0, -176)), even(13), hex(0xEEF2EA).fade(0.9))
	cup := profile{pt(12, 0), pt(84, 40), pt(110, 130), pt(96, 240), pt(88, 270)}
	c.at(0, -170, 1, 0, func() {
		c.flat(cup.outline(), hex(0xF4F7F0).fade(0.45))
		c.inside(cup.scaled(0.94, 0.98).outline(), func() {
			c.fill(cup.band(-40, 130), linear(pt(-110, 0), pt(110, 0), red.dark(0.25), red.light(0.2)))
			c.flat(ellipse(0, -130, 104, 104*tilt), red.light(0.2))
		})
		c.gleam(12, 0.7, pt(-78, -70), pt(-88, -140), pt(-74, -220))
		c.stroke(ellipse(0, -270, 88, 88*tilt), even(4), hex(0xFFFFFF).fade(0.8))
	})
}

// berries is a heap of small round fruit with leaves.
func (c *canvas) berries(t tones) {
	c.shadow(0, 30, 230)
	c.leaf(pt(-60, -120), pt(-260, -220), 120, 0.1, leafGreen(), 6)
	c.leaf(pt(0, -130), pt(190, -250), 110, -0.1, leafGreen().light(0.1), 6)
	c.heap(430, 190, 78, func(x, y float64) {
		c.round(x, y-16, 46, 44, ellipse(x, y-16, 46, 44), t)
		c.gleam(9, 0.5, pt(x-24, y-20), pt(x-18, y-36), pt(x-4, y-44))
	})
}
