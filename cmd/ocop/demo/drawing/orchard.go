package drawing

// orchard are fruit that are eaten with the skin: plums, pears, apples, persimmons, guavas.
func (c *canvas) orchard(m mood, v int) {
	switch v % 5 {
	case 0:
		c.plums(hex(0x84304A))
	case 1:
		c.pears(shades(hex(0xC9B65A)))
	case 2:
		c.apples(shades(hex(0xB9C060)), hex(0xC96A4A), false)
	case 3:
		c.apples(shades(hex(0xDD7B35)), hex(0xC9502E), true)
	default:
		c.apples(shades(hex(0xA3BC66)), hex(0xD8DDA0), false)
	}
}

func (c *canvas) plums(skin tint) {
	t := shades(skin)
	c.at(700, 980, 1, 0, func() { c.tray(520) })
	for i, q := range []point{{480, 950}, {700, 920}, {910, 950}, {590, 1040}, {810, 1050}} {
		c.at(q.x, q.y, 1.1, 0, func() {
			c.ball(116, 110, t)
			c.stroke(spline(pt(6, -206), pt(40, -120), pt(20, -20)), swelling(7), t.deep.fade(0.6))
			c.fill(ellipse(0, -110, 116, 110), radial(-40, -150, 90, 80, hex(0xE8DCE8).fade(0.35), hex(0xE8DCE8).fade(0)))
			if i%2 == 0 {
				c.stalk(4, -206, 0.55, leafGreen(), 1)
			}
		})
	}
	c.leaf(pt(1290, 1110), pt(1470, 980), 90, 0.1, leafGreen(), 6)
}

func (c *canvas) pears(t tones) {
	for i, q := range []point{{860, 950}, {540, 1010}, {1130, 1060}} {
		c.at(q.x, q.y, []float64{1.2, 1.35, 1.1}[i], []float64{2, -3, 5}[i], func() {
			shape := path{}.move(pt(0, -390)).cube(pt(64, -392), pt(84, -320), pt(104, -260)).cube(pt(126, -200), pt(180, -170), pt(178, -96)).cube(pt(176, -20), pt(90, 0), pt(0, 0)).cube(pt(-90, 0), pt(-176, -20), pt(-178, -96)).cube(pt(-180, -170), pt(-126, -200), pt(-104, -260)).cube(pt(-84, -320), pt(-64, -392), pt(0, -390)).close()
			c.shadow(0, -2, 150)
			c.round(0, -150, 180, 190, shape, t)
			c.inside(shape, func() {
				for range 50 {
					c.flat(circle(c.within(-170, 170), c.within(-380, -8), 3), t.deep.fade(0.3))
				}
			})
			c.gleam(20, 0.4, pt(-130, -90), pt(-110, -190), pt(-64, -300))
			c.stalk(0, -386, 0.8, leafGreen(), 1)
		})
	}
}

// apples are round fruit; with a calyx they are persimmons.
func (c *canvas) apples(t tones, blush tint, calyx bool) {
	for i, q := range []point{{800, 930}, {510, 990}, {1070, 1010}, {780, 1090}} {
		c.at(q.x, q.y, 1.15, 0, func() {
			shape := blob(pt(0, -268), pt(90, -286), pt(170, -220), pt(172, -110), pt(110, -16), pt(0, -6), pt(-110, -16), pt(-172, -110), pt(-170, -220), pt(-90, -286))
			c.shadow(0, -8, 140)
			c.round(0, -145, 172, 142, shape, t)
			c.inside(shape, func() {
				c.fill(shape, radial(90, -90, 190, 170, blush.fade(0.5), blush.fade(0)))
			})
			c.gleam(20, 0.45, pt(-130, -130), pt(-126, -200), pt(-74, -254))
			if calyx {
				for _, a := range []float64{-160, -110, -60, -20} {
					c.flat(leafShape(pt(0, -262), pt(110*cosd(a), -262+50*sind(a)+20), 56, 0.1), deepLeaf().light(0.12))
				}
				c.stroke(segment(pt(0, -266), pt(6, -304)), even(16), darkWood())
				return
			}
			c.flat(ellipse(0, -262, 46, 12), t.deep.fade(0.4))
			c.stalk(0, -262, 0.75, leafGreen(), 1+i%2)
		})
	}
}

func (c *canvas) coconut(m mood, v int) {
	green := shades([]tint{hex(0x8FA85A), hex(0xB98A4E)}[v%2])
	whole := func() {
		shape := blob(pt(0, -330), pt(120, -290), pt(176, -160), pt(120, -20), pt(0, 0), pt(-120, -20), pt(-176, -160), pt(-120, -290))
		c.shadow(0, -2, 150)
		c.round(0, -160, 176, 168, shape, green)
		c.inside(shape, func() {
			for _, k := range []float64{-0.6, -0.1, 0.45} {
				c.stroke(spline(pt(k*40, -330), pt(k*210, -170), pt(k*90, 0)), swelling(8), green.deep.fade(0.35))
			}
		})
		for _, a := range []float64{-150, -95, -40} {
			c.flat(leafShape(pt(0, -312), pt(96*cosd(a), -318+40*sind(a)), 54, 0.1), hex(0xA98A5A))
		}
	}
	c.frond(700, 760, 1.1, -150)
	c.frond(740, 740, 1.05, -38)
	c.frond(720, 730, 0.9, -95)
	c.at(880, 950, 1.3, 0, whole)
	c.at(520, 1010, 1.3, 0, func() { // ready to drink
		whole()
		cut := ellipse(0, -300, 96, 34)
		c.flat(ellipse(0, -292, 108, 42), hex(0xE9DFC2))
		c.flat(cut, hex(0xFBF7EC))
		c.flat(ellipse(0, -300, 56, 18), hex(0xCFC7AE))
		c.stroke(spline(pt(8, -298), pt(34, -420), pt(86, -450)), even(15), clay())
	})
	c.at(1230, 1070, 1.15, -8, func() { c.halfCoconut() })
}

func (c *canvas) halfCoconut() {
	shell := shades(hex(0x7A5138))
	c.shadow(0, 70, 180)
	c.form(path{}.through([]point{pt(-190, -60), pt(-170, 20), pt(-90, 84), pt(0, 96), pt(90, 84), pt(170, 20), pt(190, -60)}).close(), shell, 40, 0)
	for i := range 9 {
		x := -150 + float64(i)*38
		c.stroke(spline(pt(x, -30), pt(x*0.9, 30), pt(x*0.7, 80-absf(x)*0.2)), swelling(5), shell.lit.fade(0.5))
	}
	c.flat(ellipse(0, -60, 190, 70), shell.deep)
	c.flat(ellipse(0, -62, 178, 63), hex(0xFBF7EC))
	c.flat(ellipse(4, -52, 134, 42), hex(0xE6DDC8))
	c.fill(ellipse(4, -48, 128, 36), linear(pt(-120, 0), pt(120, 0), hex(0xD3C8AE), hex(0xF3EDDE)))
}

// frond is a palm leaf that arches behind the fruit, from (x, y) towards degrees.
func (c *canvas) frond(x, y, k, degrees float64) {
	c.at(x, y, k, 0, func() {
		end := pt(560*cosd(degrees), 560*sind(degrees))
		spine := []point{{0, 0}, between(pt(0, 0), end, 0.4).add(pt(0, -70)), between(pt(0, 0), end, 0.75).add(pt(0, -60)), end}
		for i := range 19 {
			f := 0.08 + 0.92*float64(i)/18
			at := along(spine, f)
			l := 210 * (1 - 0.55*f)
			for _, s := range []float64{-1, 1} {
				a := degrees + s*52
				tip := at.add(pt(l*cosd(a), l*sind(a)+l*0.3))
				c.flat(leafShape(at, tip, 30, 0.08*s), mix(leafGreen(), deepLeaf(), 0.45-0.45*s))
			}
		}
		c.stroke(spline(spine...), tapering(13), youngLeaf())
	})
}

func (c *canvas) banana(m mood, v int) {
	t := shades([]tint{hex(0xE3BE55), hex(0xA9B556), hex(0xD9AE4A)}[v%3])
	c.at(640, 990, 1.25, -4, func() { c.hand(5, t) })
	c.at(1130, 1070, 0.95, 10, func() { c.hand(4, t) })
	c.leaf(pt(250, 1130), pt(120, 960), 120, 0.1, leafGreen(), 7)
}

// hand is a hand of bananas that lies on its bow, the stalk at the upper left.
func (c *canvas) hand(n int, t tones) {
	c.shadow(40, 40, 330)
	for i := range n {
		f := float64(i) / float64(n-1)
		c.at(-190+34*f, -270+20*f, 1, 20-36*f, func() {
			outer := []point{{-30, -10}, {-6, 130}, {110, 262}, {290, 306}, {420, 280}}
			inner := []point{{436, 250}, {300, 226}, {176, 176}, {94, 84}, {40, -30}}
			one := path{}.through(outer).line(inner[0]).through(inner).close()
			c.form(one, t, 4, 26)
			c.stroke(spline(pt(0, 0), pt(46, 120), pt(146, 224), pt(300, 262), pt(424, 262)), swelling(7), t.dim)
			c.gleam(13, 0.35, pt(66, 80), pt(130, 162), pt(240, 210))
			c.flat(blob(pt(414, 246), pt(440, 244), pt(462, 262), pt(440, 284), pt(416, 284)), hex(0x54422E))
		})
	}
	c.form(blob(pt(-230, -256), pt(-246, -330), pt(-262, -400), pt(-206, -412), pt(-176, -340), pt(-110, -290), pt(-120, -236), pt(-190, -226)), shades(mix(t.base, wood(), 0.35)), 18, 10)
}

func (c *canvas) durian(m mood, v int) {
	t := shades([]tint{hex(0x93934A), hex(0xA98F46)}[v%2])
	c.at(560, 1010, 1.25, 0, func() {
		shape := blob(pt(0, -430), pt(150, -390), pt(230, -240), pt(200, -70), pt(90, 0), pt(-90, 0), pt(-200, -70), pt(-230, -240), pt(-150, -390))
		c.shadow(0, 0, 200)
		for i := range 40 {
			a := float64(i) * 9
			at := pt(215*cosd(a), -215+205*sind(a))
			c.flat(polygon(at.add(pt(18*sind(a), -18*cosd(a))), at.add(pt(46*cosd(a), 42*sind(a))), at.add(pt(-18*sind(a), 18*cosd(a)))), t.dim)
		}
		c.round(0, -215, 230, 215, shape, t)
		for row := range 9 {
			for col := range 9 {
				x, y := -232+float64(col)*58+float64(row%2)*29, -410+float64(row)*48
				if (x/212)*(x/212)+((y+215)/196)*((y+215)/196) > 1 {
					continue
				}
				c.flat(polygon(pt(x-30, y+16), pt(x-4, y-34), pt(x, y+22)), t.lit.fade(0.9))
				c.flat(polygon(pt(x, y+22), pt(x-4, y-34), pt(x+30, y+14)), t.dim)
			}
		}
		c.stroke(spline(pt(0, -424), pt(8, -480), pt(-6, -510)), even(32), hex(0x8A7A4A))
	})
	c.at(1130, 1060, 1.15, -4, func() { c.durianPod(t) })
}

// durianPod is an opened segment with its creamy flesh.
func (c *canvas) durianPod(t tones) {
	c.shadow(0, 96, 270)
	for i := range 22 {
		x := -270 + float64(i)*26
		y := 30 + 70*(1-(x/280)*(x/280))
		c.flat(polygon(pt(x-16, y-14), pt(x+6, y+32), pt(x+18, y-14)), t.dim)
	}
	c.form(blob(pt(-300, -40), pt(-180, -120), pt(0, -150), pt(180, -120), pt(300, -30), pt(190, 80), pt(0, 112), pt(-190, 80)), t, 0, 22)
	c.flat(blob(pt(-262, -40), pt(-160, -104), pt(0, -128), pt(160, -104), pt(262, -32), pt(160, 46), pt(0, 70), pt(-160, 46)), hex(0xF3EAD0))
	for _, q := range [][3]float64{{-130, -26, 106}, {60, -34, 122}} {
		c.round(q[0], q[1], q[2], 62, blob(pt(q[0]-q[2], q[1]), pt(q[0]-q[2]*0.4, q[1]-62), pt(q[0]+q[2]*0.6, q[1]-54), pt(q[0]+q[2], q[1]+10), pt(q[0]+q[2]*0.3, q[1]+58), pt(q[0]-q[2]*0.6, q[1]+50)), shades(hex(0xEBCB6E)))
		c.gleam(12, 0.5, pt(q[0]-70, q[1]-10), pt(q[0]-30, q[1]-40), pt(q[0]+30, q[1]-42))
	}
}

func (c *canvas) melon(m mood, v int) {
	t := shades([]tint{hex(0xB5BE86), hex(0xD3C06E), hex(0x7FA05E)}[v%3])
	flesh := []tint{hex(0xE8A45A), hex(0xDCE0A0), hex(0xE8A45A)}[v%3]
	c.at(580, 1010, 1.3, 0, func() {
		shape := circle(0, -205, 210)
		c.ball(210, 205, t)
		c.inside(shape, func() {
			for i := range 13 {
				a := float64(i) * 31
				c.stroke(spline(pt(-220, -380+float64(i)*30), pt(-80, -400+float64(i)*32+14*sind(a)), pt(60, -390+float64(i)*31), pt(220, -372+float64(i)*29)), even(5), t.lit)
				c.stroke(spline(pt(-200+float64(i)*34, -420), pt(-226+float64(i)*38+10*cosd(a), -220), pt(-196+float64(i)*33, 0)), even(5), t.lit)
			}
		})
		c.stroke(spline(pt(0, -404), pt(0, -450), pt(-50, -470)), even(17), hex(0x7D8A4A))
		c.stroke(segment(pt(-56, -470), pt(46, -456)), even(13), hex(0x7D8A4A))
	})
	c.at(1130, 1040, 1.2, -10, func() { // a wedge
		c.shadow(0, 40, 230)
		outer := path{}.through([]point{pt(-270, -110), pt(-200, 0), pt(0, 64), pt(200, 0), pt(270, -110)}).close()
		c.flat(outer, t.base)
		c.flat(outer.about(pt(0, -110), 0.93, 0.86, 0), hex(0xEDE7B8))
		c.flat(outer.about(pt(0, -110), 0.88, 0.74, 0), flesh)
		c.inside(outer.about(pt(0, -110), 0.88, 0.74, 0), func() {
			c.flat(ellipse(0, -112, 190, 54), flesh.dark(0.16))
			for i := range 12 {
				c.flat(ellipse(-150+float64(i)*27, -96+float64(i%3)*12, 12, 6), hex(0xF5EBCB))
			}
		})
	})
	if v%2 == 0 {
		c.leaf(pt(330, 1120), pt(170, 1000), 110, 0.1, leafGreen(), 6)
	}
}

func (c *canvas) custardApple(m mood, v int) {
	t := shades([]tint{hex(0x93AE72), hex(0xA9B878)}[v%2])
	one := func() {
		shape := blob(pt(0, -300), pt(110, -290), pt(176, -190), pt(160, -70), pt(70, -4), pt(-70, -4), pt(-160, -70), pt(-176, -190), pt(-110, -290))
		c.shadow(0, -4, 150)
		c.round(0, -150, 176, 152, shape, t)
		for row := range 6 {
			for col := range 7 {
				x, y := -192+float64(col)*60+float64(row%2)*30, -274+float64(row)*50
				if (x/164)*(x/164)+((y+150)/146)*((y+150)/146) > 1 {
					continue
				}
				bump := blob(pt(x, y-26), pt(x+29, y), pt(x, y+28), pt(x-29, y))
				c.flat(bump, t.deep.fade(0.45))
				c.flat(bump.about(pt(x-3, y-4), 0.84, 0.84, 0), mix(t.lit, t.base, 0.5+x/360))
			}
		}
		c.stalk(0, -294, 0.8, leafGreen(), 1)
	}
	c.at(540, 1000, 1.35, 0, one)
	c.at(910, 960, 1.15, 0, one)
	c.at(1200, 1060, 1.1, 0, func() {
		c.shadow(0, 90, 160)
		c.form(circle(0, -30, 150), t, 12, 12)
		c.flat(circle(-3, -33, 132), hex(0xF6F0E2))
		for i := range 9 {
			a := float64(i) * 40
			at := pt(78*cosd(a), -33+76*sind(a))
			c.flat(leafShape(pt(20*cosd(a), -33+20*sind(a)), at.add(at.sub(pt(0, -33)).times(0.5)), 60, 0), hex(0xE9DFCB))
			c.flat(ellipse(at.x, at.y, 12, 16), ink())
		}
	})
}
