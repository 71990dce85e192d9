package drawing

// fishCakes are fried patties on a dish with dill.
func (c *canvas) fishCakes(m mood, v int) {
	t := shades([]tint{hex(0xD9A04E), hex(0xC98447), hex(0xE3C08A)}[v%3])
	c.at(720, 980, 1.2, 0, func() { c.dish(480, shades(hex(0xEFE6D2)), indigo()) })
	for i, q := range []point{{470, 950}, {640, 900}, {860, 900}, {1000, 960}, {580, 1010}, {800, 1000}} {
		c.at(q.x, q.y, 1.1, []float64{-8, 4, -4, 8, 6, -2}[i], func() {
			disc := blob(pt(-134, 4), pt(-96, -50), pt(0, -62), pt(98, -48), pt(134, 4), pt(92, 46), pt(0, 56), pt(-94, 48))
			c.flat(disc.moved(6, 20), hex(0x3A2E22).fade(0.3))
			c.flat(disc.moved(0, 16), t.deep)
			c.form(disc, t, 8, 10)
			c.inside(disc, func() {
				for range 22 {
					x, y := c.within(-120, 120), c.within(-54, 48)
					tone := []tint{t.deep.fade(0.4), hex(0x6F8F4A).fade(0.8), t.lit}[c.IntN(3)]
					c.flat(ellipse(x, y, c.within(5, 11), c.within(3, 6)), tone)
				}
				c.fill(disc, radial(0, 0, 140, 60, t.lit.fade(0.4), t.dim.fade(0.3)))
			})
		})
	}
	c.dill(330, 1130, 0.7)
	c.chili(1290, 1110, 0.6, 6, hex(0xC0432F))
	c.lime(1320, 1000, 0.7)
}

// freshMeat is a cut of pork on a board.
func (c *canvas) freshMeat(m mood, v int) {
	c.at(760, 1000, 1.3, 0, func() { c.board(1020, 270, shades(wood())) })
	red := []tint{hex(0xC9716A), hex(0xB5544E)}[v%2]
	c.at(700, 900, 1.25, -3, func() {
		top := blob(pt(-320, -60), pt(-200, -130), pt(60, -140), pt(290, -110), pt(350, -30), pt(280, 30), pt(0, 50), pt(-260, 20))
		c.flat(top.moved(8, 96), hex(0x3A2E22).fade(0.25))
		c.flat(top.moved(0, 80), hex(0xE9CDB4).dark(0.15))
		c.flat(append(top.moved(0, 50), polygon(pt(-322, -60), pt(350, -30), pt(350, 30), pt(-322, 20))...), red)
		for i, dy := range []float64{26, 52} {
			c.stroke(spline(pt(-310, -20+dy), pt(-100, 40+dy), pt(120, 48+dy), pt(340, -20+dy)), swelling(18-4*float64(i)), hex(0xF3DFCF))
		}
		c.form(top, shades(hex(0xF0D9C4)), 10, 12)
		c.inside(top, func() {
			for i := range 8 {
				x := -260 + float64(i)*74
				c.stroke(segment(pt(x, -150), pt(x+60, 60)), even(3), hex(0xD9B49A))
			}
		})
	})
	for i := range 4 {
		x, y := 1060+float64(i)*52, 985+float64(i%2)*14+float64(i)*10
		c.flat(ellipse(x+6, y+10, 74, 48), hex(0x3A2E22).fade(0.25))
		c.flat(ellipse(x, y, 74, 48), hex(0xF0D9C4))
		c.flat(ellipse(x-2, y+6, 60, 34), red)
		c.stroke(arc(x-2, y+4, 40, 20, 190, 340), even(7), hex(0xF3DFCF))
	}
	c.garlic(1370, 1100, 0.55)
	c.leaf(pt(300, 1110), pt(150, 1030), 70, 0.1, leafGreen(), 5)
}

// jelly is cubes of dark or clear jelly and beans in a bowl of coconut milk.
func (c *canvas) jelly(m mood, v int) {
	cube := []tint{hex(0x4A3A38), hex(0xB9D0A0), hex(0xE9E4D2)}[v%3]
	c.at(620, 1030, 1.35, 0, func() {
		c.bowl(shades([]tint{hex(0xF0E7D4), celadon()}[v%2]), indigo(), hex(0xF6EFE0), func() {
			c.inside(ellipse(0, -220, 246, 70), func() {
				for i := range 17 {
					c.lump(-170+float64(i%6)*68, -236+float64(i/6)*34, 34, cube)
				}
			})
			c.leaf(pt(60, -236), pt(180, -310), 56, 0.1, leafGreen(), 4)
			c.leaf(pt(60, -236), pt(60, -330), 50, -0.1, youngLeaf(), 4)
		})
	})
	c.at(1120, 1060, 1.15, -6, func() { c.halfCoconut() })
	c.at(1350, 1110, 0.9, 20, func() { c.lump(0, 0, 60, cube); c.lump(-110, 20, 50, cube) })
}

// pickles are vegetables in a glass jar.
func (c *canvas) pickles(m mood, v int) {
	piece := []tint{hex(0xD9C98A), hex(0xDD7A4A), hex(0x8FA05A)}[v%3]
	p := squatJar()
	c.at(560, 1030, 1.7, 0, func() {
		c.glass(p, hex(0xE4E9DC), mix(piece, cream(), 0.6), 240)
		c.inside(p.scaled(0.9, 0.98).outline(), func() {
			for i := range 44 {
				x, y := c.within(-140, 130), -8-float64(i)*4.8
				c.at(x, y, 1, c.within(-60, 60), func() {
					c.form(box(-44, -13, 88, 26, 12), shades(mix(piece, []tint{cream(), leafGreen(), piece}[i%3], 0.35)), 5, 7)
				})
				if i%6 == 0 {
					c.chili(x+20, y-6, 0.26, 14, hex(0xC0432F))
				}
			}
		})
		c.inside(p.outline(), func() {
			c.flat(p.slice(-0.86, -0.7), hex(0xFFFFFA).fade(0.5))
			c.flat(p.slice(0.8, 1.1), ink().fade(0.12))
		})
		c.cap(130, 286, 40, shades([]tint{jade(), wood(), clay()}[v%3]))
	})
	c.at(1120, 1060, 1, 0, func() {
		c.dish(280, shades(hex(0xEFE6D2)), jade())
		c.heap(330, 70, 60, func(x, y float64) {
			c.at(x, y-8, 1, c.within(-50, 50), func() {
				c.form(box(-44, -13, 88, 26, 12), shades(mix(piece, cream(), c.Float64()*0.5)), 5, 7)
			})
		})
		c.chili(20, -60, 0.4, -10, hex(0xC0432F))
	})
}

// seaweed is sea grapes in a bowl by the sea.
func (c *canvas) seaweed(m mood, v int) {
	t := []tint{hex(0x6F9A55), hex(0x4E7A5A)}[v%2]
	strand := func(x, y, l, a float64) {
		tip := pt(x+l*cosd(a), y+l*sind(a))
		bow := between(pt(x, y), tip, 0.5).add(pt(c.within(-20, 20), -14))
		c.stroke(spline(pt(x, y), bow, tip), even(6), t.dark(0.3))
		for i := range 9 {
			at := along([]point{{x, y}, bow, tip}, float64(i+1)/9.5)
			for _, s := range []float64{-1, 1} {
				q := at.add(pt(s*11*sind(a), -s*11*cosd(a)))
				c.flat(circle(q.x, q.y, 11), t.dark(0.2))
				c.flat(circle(q.x-2, q.y-2.5, 8.5), t.light(0.12))
				c.flat(circle(q.x-4, q.y-5, 2.6), t.light(0.7))
			}
		}
	}
	c.at(600, 1030, 1.35, 0, func() {
		c.bowl(shades(hex(0xF0E7D4)), riverBlue().dark(0.3), t.dark(0.3), func() {
			for i := range 34 {
				strand(-190+float64(i%12)*34, -214-float64(i/12)*18+c.within(-10, 10), c.within(90, 170), c.within(-150, -30))
			}
		})
	})
	for i := range 8 {
		strand(1000+float64(i%4)*90, 1090+float64(i/4)*26, c.within(110, 190), c.within(-40, 10))
	}
	c.shell(1370, 1040, 0.8, 14, hex(0xC9B8AC))
}
