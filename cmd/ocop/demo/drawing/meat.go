package drawing

import "math"

// links are sausages hung from a pole.
func (c *canvas) links(x, y float64, n int, t tint) {
	tone := shades(t)
	for i := range n {
		px := x + float64(i)*112
		for j := range 2 {
			top := y + float64(j)*262 + 20
			c.stroke(segment(pt(px, top-30), pt(px, top+20)), even(6), straw())
			c.at(px, top+130, 1, c.within(-4, 4), func() {
				shape := blob(pt(-10, -120), pt(34, -104), pt(46, 0), pt(34, 104), pt(0, 122), pt(-34, 104), pt(-48, 0), pt(-34, -104))
				c.form(shape, tone, 20, 4)
				c.inside(shape, func() {
					for range 13 {
						c.flat(ellipse(c.within(-40, 40), c.within(-110, 110), 7, 9), hex(0xF1D8C2).fade(0.75))
					}
				})
				c.gleam(12, 0.5, pt(-28, -70), pt(-34, 0), pt(-26, 70))
			})
		}
	}
}

func (c *canvas) sausage(m mood, v int) {
	t := []tint{hex(0xA8402F), hex(0x8F3A30), hex(0xB85A3C)}[v%3]
	if v%2 == 0 {
		pole := bamboo().dark(0.15)
		c.links(330, 230, 5, t)
		c.pole(150, 980, 230, pole)
		c.at(1100, 1010, 1.05, 0, func() { c.slices(t) })
		return
	}
	c.at(740, 990, 1.2, 0, func() { c.board(1000, 260, shades(wood())) })
	for i := range 3 {
		c.at(600+float64(i)*30, 880+float64(i)*64, 1, 0, func() {
			shape := blob(pt(-270, 0), pt(-230, -46), pt(0, -56), pt(230, -44), pt(270, 0), pt(230, 44), pt(0, 54), pt(-230, 46))
			c.form(shape, shades(t), 0, 22)
			c.inside(shape, func() {
				for range 26 {
					c.flat(ellipse(c.within(-250, 250), c.within(-50, 46), 9, 6), hex(0xF1D8C2).fade(0.75))
				}
			})
			c.gleam(12, 0.5, pt(-210, -24), pt(0, -34), pt(200, -24))
		})
	}
	c.at(1060, 960, 1, 0, func() {
		for i := range 4 {
			c.slice(float64(i)*46, float64(i)*22, 62, t, true)
		}
	})
	c.garlic(1370, 1090, 0.65)
}

// slice is one round of sausage or ham.
func (c *canvas) slice(x, y, r float64, t tint, fat bool) {
	c.flat(ellipse(x+10, y+10, r, r*0.62), hex(0x3A2E22).fade(0.25))
	c.flat(ellipse(x+4, y+6, r, r*0.62), t.dark(0.35))
	c.flat(ellipse(x, y, r, r*0.62), t)
	c.flat(ellipse(x-1, y-1, r*0.88, r*0.52), t.light(0.18))
	if !fat {
		return
	}
	for range 12 {
		a, d := c.within(0, 360), c.Float64()*0.76
		c.flat(ellipse(x+r*d*cosd(a), y+r*0.6*d*sind(a), 7, 5), hex(0xF4DFCB))
	}
}

func (c *canvas) slices(t tint) {
	c.dish(330, shades(hex(0xF0E7D4)), indigo())
	for i := range 9 {
		a := 200 + float64(i)*40
		c.slice(170*cosd(a), -14+56*sind(a), 78, t, true)
	}
	c.leaf(pt(-40, -10), pt(60, -60), 56, 0.1, leafGreen(), 4)
}

// porkRoll is steamed meat roll in banana leaf, one unwrapped and sliced.
func (c *canvas) porkRoll(m mood, v int) {
	flesh := []tint{hex(0xE9CDB4), hex(0xD9A184), hex(0xE2BE92)}[v%3]
	if v%2 == 1 {
		c.at(760, 1000, 1.3, 0, func() { c.bananaLeaf(1120, 340, -3) })
		c.rolledLoaf(640, 930, 1.25, -4, flesh, true)
	} else {
		c.at(780, 1010, 1.3, 0, func() { c.board(1060, 250, shades(wood())) })
		c.rolledLoaf(560, 930, 1.2, -4, flesh, false)
		c.rolledLoaf(620, 780, 1.05, -6, flesh, false)
	}
	c.at(1110, 990, 1.05, 0, func() {
		for i := range 5 {
			c.meatRound(float64(i)*58-60, float64(i%2)*26+float64(i)*10, 104, flesh, v)
		}
	})
	c.chili(1300, 1130, 0.5, 8, hex(0xC0432F))
}

// meatRound is a slice of meat roll; some carry pepper or colourful bits.
func (c *canvas) meatRound(x, y, r float64, flesh tint, v int) {
	c.slice(x, y, r, flesh, false)
	c.stroke(ellipse(x, y, r*0.94, r*0.57), even(6), flesh.dark(0.16))
	for range 9 {
		a, d := c.within(0, 360), c.Float64()*0.74
		c.flat(ellipse(x+r*d*cosd(a), y+r*0.56*d*sind(a), 5, 3.4), []tint{flesh.dark(0.3), hex(0x6B8A4A), hex(0x4A3E34)}[v%3])
	}
}

// rolledLoaf is a cylinder wrapped in banana leaf and tied; open shows its cut end.
func (c *canvas) rolledLoaf(x, y, k, degrees float64, flesh tint, open bool) {
	t := shades(hex(0x557F48))
	c.at(x, y, k, degrees, func() {
		c.shadow(20, 116, 330)
		body := path{}.move(pt(-310, -104)).line(pt(300, -104)).cube(pt(356, -80), pt(356, 90), pt(300, 112)).line(pt(-310, 112)).cube(pt(-350, 80), pt(-350, -70), pt(-310, -104)).close()
		c.form(body, t, 0, 50)
		c.inside(body, func() {
			for i := range 15 {
				py := -100 + float64(i)*15
				c.stroke(spline(pt(-360, py), pt(0, py+c.within(-4, 4)), pt(360, py)), even(2.6), t.deep.fade(0.4))
			}
			c.fill(body, linear(pt(0, -104), pt(0, 0), t.lit.fade(0.6), t.lit.fade(0)))
		})
		for _, sx := range []float64{-240, -110, 20, 150, 262} {
			c.stroke(spline(pt(sx, -106), pt(sx+26, 0), pt(sx, 112)), even(10), straw())
			c.stroke(spline(pt(sx+5, -106), pt(sx+31, 0), pt(sx+5, 112)), even(3), straw().dark(0.3))
		}
		end := ellipse(302, 4, 50, 107)
		if open {
			c.flat(end, t.dim)
			c.flat(ellipse(304, 4, 44, 98), flesh)
			c.flat(ellipse(302, 0, 36, 84), flesh.light(0.2))
			return
		}
		c.flat(end, t.dim)
		c.flat(ellipse(300, 0, 44, 98), t.base)
		for _, a := range []float64{20, 110, 200, 290} {
			c.stroke(segment(pt(302, 4), pt(302+44*cosd(a), 4+96*sind(a))), tapering(9), t.deep.fade(0.6))
		}
	})
}

// smoked is meat hung over the kitchen fire.
func (c *canvas) smoked(m mood, v int) {
	t := []tint{hex(0x7A3F2C), hex(0x8E4A33), hex(0x6A382B)}[v%3]
	if v%2 == 0 {
		pole := bamboo().dark(0.3)
		for i := range 6 {
			px := 330 + float64(i)*190
			l := 330 + 60*math.Sin(float64(i)*1.7)
			c.stroke(segment(pt(px, 220), pt(px, 300)), even(8), straw().dark(0.2))
			c.strip(px, 290, l, t)
		}
		c.pole(170, 1450, 224, pole)
		c.embers(800, 1040)
		return
	}
	c.at(760, 1000, 1.25, 0, func() { c.board(1060, 260, shades(wood())) })
	for i := range 3 {
		c.at(700+float64(i%2)*50, 860+float64(i)*62, 1, 90+c.within(-5, 5), func() { c.strip(0, -300, 520, mix(t, t.light(0.12), float64(i)/3)) })
	}
	for i := range 6 {
		x := 1060 + float64(i)*42
		c.stroke(spline(pt(x, 1030-float64(i%2)*30), pt(x+36, 1000), pt(x+84, 1036)), swelling(26), mix(t, t.light(0.3), c.Float64()))
	}
	c.chili(330, 1120, 0.6, 10, hex(0xC0432F))
	for i := range 9 {
		c.flat(circle(1230+float64(i%3)*34+c.within(-8, 8), 1100+float64(i/3)*18, 9), hex(0x4A3E34))
	}
}

// strip is a long piece of dried meat hanging from (x, y).
func (c *canvas) strip(x, y, l float64, t tint) {
	tone := shades(t)
	shape := blob(pt(x-34, y+4), pt(x, y-6), pt(x+36, y+8), pt(x+62, y+l*0.2), pt(x+52, y+l*0.5), pt(x+64, y+l*0.82), pt(x+44, y+l), pt(x+4, y+l*0.97), pt(x-44, y+l*1.02), pt(x-66, y+l*0.84), pt(x-54, y+l*0.5), pt(x-62, y+l*0.2))
	c.form(shape, tone, 26, 6)
	c.inside(shape, func() {
		for j, off := range []float64{-30, 22} {
			c.stroke(spline(pt(x+off, y-10), pt(x+off+12, y+l*0.3), pt(x+off-8, y+l*0.66), pt(x+off+6, y+l*1.04)), even(24-6*float64(j)), hex(0xDDB28C).fade(0.85))
		}
		for i := range 5 {
			dx := -30 + float64(i)*22
			c.stroke(spline(pt(x+dx*0.4, y), pt(x+dx*1.3, y+l*0.5), pt(x+dx*0.7, y+l)), swelling(5), tone.deep.fade(0.6))
		}
	})
	c.stroke(spline(pt(x+58, y+l*0.18), pt(x+48, y+l*0.5), pt(x+60, y+l*0.84)), swelling(13), tone.deep)
}

// embers glow under the meat.
func (c *canvas) embers(x, y float64) {
	c.at(x, y, 1, 0, func() {
		c.shadow(0, 50, 320)
		for i, q := range [][3]float64{{-210, 14, 8}, {40, 30, -7}, {-60, 44, 3}, {190, 40, 12}} {
			c.at(q[0], q[1], 1, q[2], func() {
				c.form(box(-170, -26, 340, 56, 26), shades(darkWood()), 0, 18)
				c.flat(ellipse(160, 2, 18, 27), wood().light(0.2))
				if i%2 == 0 {
					c.flat(ellipse(0, -14, 90, 9), hex(0xE08A4A).fade(0.8))
				}
			})
		}
		c.fill(ellipse(0, 0, 260, 90), radial(0, 0, 260, 90, hex(0xF0A860).fade(0.6), hex(0xF0A860).fade(0)))
		c.steam(-20, -20, 330)
	})
}

// eggs lie in a nest of straw or a basket.
func (c *canvas) eggs(m mood, v int) {
	t := []tint{hex(0xE9CDAA), hex(0xE4EBE0), hex(0xD9A984)}[v%3]
	if v%2 == 0 {
		p := profile{pt(220, 0), pt(280, 80), pt(318, 170), pt(330, 210)}
		c.at(760, 1010, 1.3, 0, func() {
			c.woven(p, shades(bamboo()), wood(), 32)
			c.basketMouth(p, shades(bamboo()), 22)
			for i, q := range []point{{-190, -236}, {-64, -262}, {66, -262}, {190, -236}, {-128, -206}, {0, -214}, {128, -206}} {
				c.egg(q.x, q.y, 0.92, []float64{-14, 6, -4, 16, 10, -8, 4}[i], mix(t, t.light(0.3), float64(i%3)/3))
			}
		})
		return
	}
	c.at(760, 1010, 1, 0, func() {
		c.shadow(0, 60, 420)
		for range 150 {
			a := c.within(0, 360)
			r := c.within(280, 430)
			at := pt(r*cosd(a), r*0.34*sind(a))
			c.stroke(spline(at, at.add(pt(c.within(40, 110), c.within(-26, 10))), at.add(pt(c.within(120, 190), c.within(-40, 46)))).moved(-90, 0), even(6), mix(straw(), wood(), c.Float64()*0.7))
		}
		c.egg(-170, -60, 1.9, -16, t)
		c.egg(160, -80, 1.9, 12, t.light(0.15))
		c.egg(0, 20, 1.95, -4, t.dark(0.05))
		for range 40 {
			x := c.within(-400, 260)
			c.stroke(spline(pt(x, 120+c.within(-20, 30)), pt(x+90, 130+c.within(-30, 20)), pt(x+180, 110+c.within(-20, 40))), even(6), mix(straw(), wood(), c.Float64()*0.7))
		}
	})
	c.leaf(pt(1290, 1130), pt(1450, 1040), 70, 0.1, leafGreen(), 5)
}

func (c *canvas) egg(x, y, k, degrees float64, t tint) {
	c.at(x, y, k, degrees, func() {
		shape := path{}.move(pt(0, -86)).cube(pt(48, -86), pt(72, -16), pt(72, 20)).cube(pt(72, 62), pt(38, 86), pt(0, 86)).cube(pt(-38, 86), pt(-72, 62), pt(-72, 20)).cube(pt(-72, -16), pt(-48, -86), pt(0, -86)).close()
		c.round(0, 10, 72, 86, shape, shades(t))
		c.flat(ellipse(-24, -30, 16, 24), hex(0xFFFDF4).fade(0.5))
	})
}
