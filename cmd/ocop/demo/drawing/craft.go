package drawing

// baskets are bags, baskets and trays of sedge, rattan and bamboo.
func (c *canvas) baskets(m mood, v int) {
	t := []tint{bamboo(), hex(0xC9B27A), hex(0xB98A58), hex(0xDCCB9A)}[v%4]
	second := []tint{wood(), jade(), brick(), indigo()}[v%4]
	switch v % 3 {
	case 0:
		c.at(640, 1030, 1.3, 0, func() { c.bag(t, second) })
		c.at(1150, 1070, 0.8, 0, func() { c.lowBasket(t, second) })
	case 1:
		c.at(560, 1030, 1.25, 0, func() {
			p := profile{pt(170, 0), pt(220, 90), pt(240, 240), pt(200, 380), pt(190, 420)}
			c.woven(p, shades(t), second, 32)
			c.basketMouth(p, shades(t), 18)
		})
		c.at(1050, 1060, 1, 0, func() { c.lowBasket(t.light(0.1), second) })
		c.at(1290, 870, 0.6, 0, func() { c.coneHat() })
	default:
		c.at(620, 1010, 1.25, 0, func() { c.coneHat() })
		c.at(1100, 1060, 1.05, 0, func() { c.bag(t, second) })
	}
}

func (c *canvas) lowBasket(t, second tint) {
	p := profile{pt(200, 0), pt(250, 50), pt(280, 130), pt(286, 160)}
	c.woven(p, shades(t), second, 30)
	c.basketMouth(p, shades(t), 18)
	c.stroke(arc(0, -160, 240, 250, 190, 350), even(26), t.dark(0.25))
	c.stroke(arc(0, -163, 240, 250, 190, 350), even(9), t.light(0.3))
}

// bag is a soft woven bag with two handles.
func (c *canvas) bag(t, second tint) {
	p := profile{pt(210, 0), pt(240, 60), pt(232, 220), pt(206, 330), pt(212, 356)}
	tone := shades(t)
	c.stroke(spline(pt(-120, -350), pt(-106, -500), pt(0, -560), pt(106, -500), pt(120, -350)), even(24), tone.deep)
	c.woven(p, tone, second, 28)
	c.basketMouth(p, tone, 16)
	c.stroke(spline(pt(-120, -316), pt(-110, -470), pt(0, -530), pt(110, -470), pt(120, -316)), even(26), tone.dim)
	c.stroke(spline(pt(-122, -318), pt(-112, -473), pt(0, -533), pt(108, -474), pt(118, -318)), even(9), tone.lit)
}

// coneHat is the palm leaf hat.
func (c *canvas) coneHat() {
	t := shades(hex(0xEAD8AC))
	c.shadow(0, 20, 340)
	cone := path{}.through([]point{pt(-400, -10), pt(-200, -170), pt(-14, -352)}).through([]point{pt(14, -352), pt(200, -170), pt(400, -10)}).
		through([]point{pt(400, -10), pt(250, 60), pt(0, 84), pt(-250, 60), pt(-400, -10)}).close()
	c.flat(cone, t.base)
	c.inside(cone, func() {
		for i := range 15 {
			f := -1 + float64(i)/7
			end := pt(f*400, 84-74*f*f)
			c.stroke(segment(pt(0, -352), end), even(3), t.dim)
		}
		for i := range 12 {
			k := float64(i+1) / 12.5
			c.stroke(arc(0, -352+346*k, 400*k, 88*k, 0, 180), even(3.5), t.dim)
		}
		c.flat(polygon(pt(0, -360), pt(140, 120), pt(500, 120), pt(500, -60)), t.deep.fade(0.24))
		c.flat(polygon(pt(0, -360), pt(290, 120), pt(500, 120), pt(500, -60)), t.deep.fade(0.22))
		c.fill(cone, linear(pt(-400, 0), pt(-60, -60), t.lit.fade(0.7), t.lit.fade(0)))
	})
	c.stroke(arc(0, -10, 398, 94, 0, 180), even(10), t.dim)
	c.stroke(spline(pt(-200, 66), pt(-120, 130), pt(30, 110), pt(130, 150), pt(240, 120)), swelling(22), clay().light(0.2))
}

// woodwork are turned and carved things: spoons, bowls, combs.
func (c *canvas) woodwork(m mood, v int) {
	t := shades([]tint{wood(), hex(0x9A6238), hex(0xC99A62)}[v%3])
	c.at(560, 1020, 1.25, 0, func() {
		p := bowlProfile()
		c.shadow(0, 8, 150)
		c.turned(p, t, func() {
			for i := range 8 {
				c.stroke(spline(pt(-260, -40-float64(i)*26), pt(-60, -26-float64(i)*24), pt(120, -44-float64(i)*22), pt(270, -30-float64(i)*27)), swelling(6), t.dim)
			}
		})
		c.filled(p, t.lit, t.dim, t.dim.dark(0.12), 16, 30)
	})
	c.at(1080, 880, 1, 68, func() { c.scoop() })
	c.at(1230, 870, 1, 78, func() { c.scoop() })
	if v%2 == 0 {
		c.hairComb(1000, 1090, t)
		return
	}
	c.at(1010, 1080, 1, 0, func() {
		c.dish(240, shades(hex(0xB98A5C)), darkWood())
	})
}

// hairComb is a small wooden hair comb.
func (c *canvas) hairComb(x, y float64, t tones) {
	c.at(x, y, 1, -8, func() {
		c.flat(box(-168, -40, 350, 100, 40), hex(0x3A2E22).fade(0.2))
		for i := range 21 {
			c.flat(box(-156+float64(i)*15.2, -10, 9, 76, 4), t.dim)
		}
		c.form(path{}.through([]point{pt(-170, 6), pt(-150, -60), pt(0, -94), pt(150, -60), pt(170, 6)}).close(), t, 20, 10)
		c.flat(leafShape(pt(-70, -20), pt(10, -66), 34, 0.1), t.deep.fade(0.4))
		c.flat(leafShape(pt(-60, -18), pt(60, -30), 30, -0.1), t.deep.fade(0.4))
	})
}

// lanterns hang in a row, their silk lit from inside.
func (c *canvas) lanterns(m mood, v int) {
	colours := []tint{hex(0xC9583E), hex(0xD9A04E), jade(), hex(0xB5607A), hex(0xE3C48A)}
	c.stroke(spline(pt(-50, 150), pt(400, 250), pt(800, 276), pt(1200, 250), pt(1650, 150)), even(8), darkWood())
	for i, q := range [][4]float64{{330, 236, 0.95, 0}, {800, 276, 1.35, 1}, {1270, 240, 1.05, 0}} {
		t := shades(colours[(v+i*2)%5])
		c.at(q[0], q[1], q[2], 0, func() {
			c.stroke(segment(pt(0, 0), pt(0, 90)), even(6), darkWood())
			body := blob(pt(-70, 100), pt(-176, 190), pt(-190, 270), pt(-140, 350), pt(-60, 400), pt(60, 400), pt(140, 350), pt(190, 270), pt(176, 190), pt(70, 100))
			if (v+int(q[3]))%2 == 1 {
				body = blob(pt(-60, 100), pt(-130, 150), pt(-150, 260), pt(-120, 370), pt(-54, 440), pt(54, 440), pt(120, 370), pt(150, 260), pt(130, 150), pt(60, 100))
			}
			c.flat(body, t.base)
			c.inside(body, func() {
				c.fill(body, radial(-20, 270, 170, 190, hex(0xFFE9B8).fade(0.75), t.base.fade(0)))
				for _, k := range []float64{-0.92, -0.62, -0.22, 0.22, 0.62, 0.92} {
					c.stroke(spline(pt(k*60, 96), pt(k*190, 250), pt(k*60, 430)), even(5), t.deep.fade(0.5))
				}
				c.fill(body, linear(pt(20, 0), pt(200, 0), t.deep.fade(0), t.deep.fade(0.4)))
			})
			low := 398.0
			if (v+int(q[3]))%2 == 1 {
				low = 438
			}
			c.form(box(-66, 84, 132, 30, 8), shades(darkWood()), 30, 0)
			c.form(box(-58, low-12, 116, 28, 8), shades(darkWood()), 30, 0)
			for j := range 9 {
				x := -32 + float64(j)*8
				c.stroke(spline(pt(x*0.3, low+16), pt(x*0.6, low+70), pt(x, low+140)), tapering(7), t.base.light(0.2))
			}
		})
	}
}

// jewellery is a string of pearls or beads on cloth.
func (c *canvas) jewellery(m mood, v int) {
	t := shades([]tint{hex(0xF3ECE2), hex(0x6E5A50), hex(0x55606A)}[v%3])
	c.at(760, 960, 1, 0, func() {
		fold := blob(pt(-560, 20), pt(-420, -110), pt(-60, -90), pt(300, -130), pt(560, -20), pt(500, 130), pt(100, 170), pt(-380, 150))
		c.form(fold, shades([]tint{deepLeaf(), hex(0xE3CFA8), hex(0xB5706A)}[v%3]), 20, 20)
		for i := range 5 {
			c.stroke(spline(pt(-420+float64(i)*210, -100), pt(-380+float64(i)*200, 20), pt(-440+float64(i)*220, 140)), swelling(20), hex(0x000000).fade(0.1))
		}
	})
	for i := range 30 {
		a := float64(i)*12 + 20
		r := 21 + 15*absf(sind((a-20)/2))
		x, y := 720+330*cosd(a+90), 930+130*sind(a+90)
		c.flat(ellipse(x+7, y+9, r, r*0.9), hex(0x2A2620).fade(0.3))
		c.round(x, y, r, r, circle(x, y, r), t)
		c.flat(ellipse(x-r*0.35, y-r*0.4, r*0.24, r*0.18), hex(0xFFFFFF).fade(0.85))
	}
	c.at(1240, 1050, 1.1, 0, func() {
		c.shell(0, 0, 1.3, 0, hex(0xC9B8AC))
		c.round(-10, 10, 40, 40, circle(-10, 10, 40), t)
		c.flat(ellipse(-24, -6, 10, 7), hex(0xFFFFFF).fade(0.85))
	})
}

// coir are mats, brushes and brooms of fibre.
func (c *canvas) coir(m mood, v int) {
	t := shades([]tint{hex(0xB98A58), hex(0xD9BE84)}[v%2])
	c.at(560, 1000, 1.15, 0, func() {
		for i := range 5 {
			y := -float64(i) * 34
			c.shadow(0, y+50, 330-float64(i)*6)
			c.flat(ellipse(0, y+16, 340, 96), t.deep)
			c.flat(ellipse(0, y, 340, 94), t.base)
		}
		for k := 0.94; k > 0.05; k -= 0.11 {
			c.stroke(ellipse(0, -136, 340*k, 94*k), even(8), []tint{t.dim, t.lit}[int(k*100)/11%2])
		}
	})
	c.at(1180, 1060, 1.1, 16, func() { // a hand broom
		for i := range 60 {
			a := 90 + (float64(i)-29.5)*0.95
			c.stroke(spline(pt(float64(i-30)*1.4, -260), pt(200*cosd(a), -260+180*sind(a)), pt(400*cosd(a), -260+c.within(290, 330))), tapering(11), mix(t.base, t.lit, c.Float64()))
		}
		for _, y := range []float64{-240, -200, -160} {
			c.stroke(spline(pt(-60-(y+240)*0.3, y), pt(0, y+10), pt(60+(y+240)*0.3, y)), even(13), clay())
		}
		c.form(box(-34, -560, 68, 320, 30), shades(wood()), 22, 0)
	})
}
