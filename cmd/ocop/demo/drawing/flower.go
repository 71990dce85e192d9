package drawing

// flowers are orchids in a pot, a jar of cut flowers, or a branch of yellow apricot blossom in a bonsai pot.
func (c *canvas) flowers(m mood, v int) {
	switch v % 3 {
	case 0:
		c.at(780, 1040, 1.15, 0, func() { c.orchid(shades([]tint{hex(0xC98FB0), hex(0xF0E6DC), hex(0xE0B25C)}[v/3%3])) })
	case 1:
		c.at(780, 1050, 1.15, 0, func() { c.bonsai(hex(0xE6C257)) })
	default:
		c.at(760, 1030, 0.95, 0, func() {
			for i := range 13 {
				a := -90 + (float64(i)-6)*11
				l := 760 + 60*cosd(float64(i)*140)
				tip := pt(l*0.8*cosd(a), -420+l*0.62*sind(a))
				c.stroke(spline(pt(0, -560), between(pt(0, -560), tip, 0.5).add(pt(0, -24)), tip), tapering(12), leafGreen().dark(0.2))
				c.leaf(between(pt(0, -560), tip, 0.5), between(pt(0, -560), tip, 0.5).add(pt(110*sign(cosd(a)+0.01), -40)), 54, 0.1, mix(leafGreen(), deepLeaf(), c.Float64()), 4)
			}
			c.vase(hex(0xEFE6D2), indigo())
			for i := range 13 {
				a := -90 + (float64(i)-6)*11
				l := 760 + 60*cosd(float64(i)*140)
				c.flowerHead(l*0.8*cosd(a), -420+l*0.62*sind(a), 74+12*float64(i%3), 9, shades([]tint{hex(0xD98C82), hex(0xF0E6DC), hex(0xC9A0B8)}[i%3]), hex(0xD9B04E))
			}
		})
	}
}

func (c *canvas) clayPot(w, h float64, t tones) {
	p := profile{pt(w*0.66, 0), pt(w*0.8, h*0.4), pt(w*0.95, h*0.86), pt(w, h)}
	c.shadow(0, 6, w*0.8)
	c.turned(p, t, func() { c.flat(p.band(h*0.8, h*1.1), t.lit.fade(0.5)) })
	c.mouth(p, t.lit, hex(0x5A4232), 14)
}

func (c *canvas) orchid(t tones) {
	for i, a := range []float64{-168, -12, -150, -30} {
		c.leaf(pt(0, -210), pt(330*cosd(a), -210+240*sind(a)), 96, -0.16*sign(cosd(a)), mix(deepLeaf(), leafGreen(), float64(i)/4), 0)
	}
	stems := [][]point{
		{{0, -210}, {-30, -430}, {40, -620}, {200, -720}, {360, -700}},
		{{0, -210}, {-50, -380}, {-120, -540}, {-270, -610}, {-390, -580}},
	}
	c.clayPot(170, 200, shades(terracotta()))
	for _, s := range stems {
		c.stroke(spline(s...), tapering(16), leafGreen().dark(0.15))
		for i := range 6 {
			at := along(s, 0.5+0.1*float64(i))
			c.orchidFlower(at.x, at.y+20, 92-8*float64(i), t)
		}
	}
}

func (c *canvas) orchidFlower(x, y, r float64, t tones) {
	for i, a := range []float64{-90, 38, 142} {
		c.flat(leafShape(pt(x, y), pt(x+r*cosd(a), y+r*sind(a)), r*0.62, 0), []tint{t.base, t.dim, t.base}[i])
	}
	for i, a := range []float64{-168, -12} {
		tip := pt(x+r*1.08*cosd(a), y+r*1.02*sind(a))
		c.flat(leafShape(pt(x, y), tip, r*1.2, 0), mix(t.lit, t.base, float64(i)*0.7))
		c.stroke(segment(pt(x, y), between(pt(x, y), tip, 0.7)), tapering(3), t.dim)
	}
	c.flat(leafShape(pt(x, y-r*0.06), pt(x, y+r*0.5), r*0.44, 0), mix(t.dim, plum(), 0.6))
	c.flat(circle(x, y-r*0.04, r*0.12), hex(0xF0DCA0))
}

// bonsai is an old blossoming tree in a flat pot.
func (c *canvas) bonsai(petal tint) {
	bark := hex(0x7A5A42)
	p := profile{pt(230, 0), pt(270, 40), pt(300, 130)}
	branches := [][]point{
		{{-20, -120}, {-70, -260}, {40, -400}, {0, -560}, {60, -720}},
		{{-50, -250}, {-190, -360}, {-330, -380}, {-430, -450}},
		{{30, -400}, {170, -470}, {310, -460}, {410, -540}},
		{{0, -560}, {-120, -650}, {-220, -660}},
		{{20, -600}, {150, -680}, {250, -690}},
	}
	c.shadow(0, 6, 260)
	c.turned(p, shades(hex(0x5F7F7A)), func() {
		c.stroke(p.ring(104), even(7), cream().fade(0.6))
		c.stroke(p.ring(24), even(7), cream().fade(0.6))
	})
	c.mouth(p, hex(0x8FA8A0), hex(0x6E7A4A), 18)
	for i, b := range branches {
		w := []float64{84, 36, 34, 24, 22}[i]
		c.stroke(spline(b...), tapering(w), bark)
		c.stroke(spline(b...).moved(-w*0.14, 0), tapering(w*0.24), bark.light(0.3))
	}
	for i := range 74 {
		b := branches[i%5]
		at := along(b, 0.35+0.65*c.Float64()).add(pt(c.within(-70, 70), c.within(-56, 46)))
		if i%7 == 3 {
			c.leaf(at, at.add(pt(c.within(-60, 60), -50)), 26, 0.1, youngLeaf(), 0)
			continue
		}
		r := c.within(22, 38)
		for j := range 5 {
			a := float64(j)*72 + float64(i*31)
			c.flat(circle(at.x+r*0.56*cosd(a), at.y+r*0.56*sind(a), r*0.46), mix(petal, petal.light(0.5), c.Float64()))
		}
		c.flat(circle(at.x, at.y, r*0.22), hex(0xB9772E))
	}
	for range 9 {
		x, y := c.within(-420, 420), c.within(30, 90)
		c.flat(ellipse(x, y, 15, 8), petal)
	}
}

// fallback of each group: a calm market basket.
func (c *canvas) market(m mood, v int) {
	p := profile{pt(220, 0), pt(290, 80), pt(330, 170), pt(340, 220)}
	c.at(740, 1030, 1.15, 0, func() {
		c.woven(p, shades(bamboo()), wood(), 34)
		c.basketMouth(p, shades(bamboo()), 20)
		c.at(-190, -200, 0.9, -10, func() { c.mustard(1, leafGreen(), v%2 == 0) })
		c.at(150, -230, 0.8, 0, func() { c.ball(150, 140, shades(hex(0xE2892F))); c.stalk(0, -268, 0.8, leafGreen(), 2) })
		c.at(20, -210, 0.75, 0, func() { c.ball(150, 140, shades(hex(0xC9483A))) })
		c.at(250, -210, 0.6, 0, func() { c.ball(150, 140, shades(hex(0xA9B755))) })
		c.at(-40, -190, 0.55, 0, func() { c.ball(150, 140, shades(plum())) })
	})
	c.garlic(1260, 1070, 0.7)
	c.riceEar(1330, 1150, 0.9, 10)
	c.chili(330, 1130, 0.7, -10, hex(0xC0432F))
}

// fresh meat: a hen in the yard.
func (c *canvas) poultry(m mood, v int) {
	t := shades([]tint{hex(0xB9653A), hex(0xE9DFCB), hex(0x6E5545)}[v%3])
	c.tufts(30, 900, 1180, leafGreen())
	c.at(640, 1060, 1.25, 0, func() { c.hen(t) })
	c.at(1090, 1100, 0.5, 0, func() { c.hen(shades(hex(0xE6C878))) })
	c.at(1290, 1120, 0.46, 0, func() { c.hen(shades(hex(0xE6C878))) })
	c.at(900, 1140, 1, 0, func() { c.riceGrains(26, 200, 24, straw()) })
}

// hen looks to the left.
func (c *canvas) hen(t tones) {
	c.shadow(10, 4, 190)
	for _, x := range []float64{-20, 50} {
		c.stroke(segment(pt(x, -90), pt(x-6, 0)), even(15), hex(0xD9A04E))
		for _, d := range []float64{-40, -14, 22} {
			c.stroke(segment(pt(x-6, -4), pt(x+d-6, 8)), tapering(13), hex(0xD9A04E))
		}
	}
	for i, q := range []point{{330, -420}, {370, -360}, {380, -290}} {
		c.flat(leafShape(pt(150, -230), q, 92, 0.16), mix(t.dim, t.deep, float64(i)*0.4))
	}
	body := blob(pt(-176, -440), pt(-120, -436), pt(-70, -330), pt(40, -290), pt(190, -310), pt(240, -230), pt(170, -110), pt(20, -66), pt(-120, -120), pt(-190, -260), pt(-210, -400))
	c.form(body, t, 24, 34)
	wing := blob(pt(-60, -240), pt(30, -270), pt(150, -240), pt(210, -180), pt(100, -140), pt(-20, -160))
	c.form(wing, tones{t.lit, mix(t.base, t.dim, 0.5), t.dim, t.deep}, 0, 20)
	for i := range 3 {
		c.stroke(arc(20+float64(i)*50, -210, 50, 40, 30, 120), swelling(8), t.deep.fade(0.5))
	}
	for _, q := range [][3]float64{{-190, -470, 24}, {-160, -482, 26}, {-130, -468, 22}} {
		c.flat(circle(q[0], q[1], q[2]), hex(0xB5382F))
	}
	c.flat(polygon(pt(-206, -424), pt(-262, -400), pt(-204, -388)), hex(0xD9A04E))
	c.flat(ellipse(-196, -362, 17, 28), hex(0xB5382F))
	c.flat(circle(-172, -414, 11), ink())
	c.flat(circle(-175, -418, 4), hex(0xFFFFFF))
}
