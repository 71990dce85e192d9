package drawing

import "math"

func cosd(a float64) float64 { return math.Cos(a * math.Pi / 180) }
func sind(a float64) float64 { return math.Sin(a * math.Pi / 180) }

// shrimp is one shrimp about 400 units across, curled, its head to the left.
func (c *canvas) shrimp(x, y, k, degrees float64, t tint) {
	tone := shades(t)
	c.at(x, y, k, degrees, func() {
		c.fill(ellipse(10, 110, 220, 40), radial(10, 110, 220, 40, hex(0x3A2E22).fade(0.34), hex(0x3A2E22).fade(0)))
		for _, q := range []point{{-330, -120}, {-360, -40}, {-300, -170}} {
			c.stroke(spline(pt(-150, -10), q.times(0.7).add(pt(0, -30)), q), tapering(6), tone.dim)
		}
		for i := range 5 {
			px := -60 + float64(i)*40
			c.stroke(spline(pt(px, 60), pt(px-10, 96), pt(px-34, 116)), tapering(10), tone.base)
		}
		for i, a := range []float64{58, 30, 84} {
			tip := pt(196+96*cosd(a), 62+96*sind(a))
			c.flat(leafShape(pt(190, 56), tip, 44, 0.1), mix(tone.base, tone.dim, float64(i)*0.4))
		}
		body := path{}.through([]point{pt(-214, 6), pt(-150, -60), pt(-40, -112), pt(90, -104), pt(184, -40), pt(216, 66)}).
			through([]point{pt(170, 76), pt(130, 20), pt(60, 0), pt(-20, 34), pt(-110, 62), pt(-214, 6)}).close()
		c.form(body, tone, -6, 26)
		c.inside(body, func() {
			for _, q := range [][3]point{{{-70, -120}, {-40, -30}, {-70, 70}}, {{10, -130}, {24, -40}, {-4, 40}}, {{80, -120}, {76, -40}, {44, 20}}, {{150, -90}, {130, -20}, {86, 26}}, {{200, -30}, {166, 10}, {130, 40}}} {
				c.stroke(spline(q[0], q[1], q[2]), even(7), tone.deep.fade(0.4))
				c.stroke(spline(q[0], q[1], q[2]).moved(-9, 0), even(8), tone.lit.fade(0.7))
			}
			c.gleam(14, 0.5, pt(-150, -40), pt(-60, -84), pt(60, -88))
		})
		c.flat(circle(-158, -14, 12), ink())
		c.flat(polygon(pt(-190, -26), pt(-252, -46), pt(-160, -48)), tone.dim)
	})
}

func (c *canvas) shrimps(m mood, v int) {
	t := []tint{hex(0xDE7F55), hex(0xE39A6F), hex(0x8FA79E)}[v%3]
	if v%3 == 2 {
		c.flatTray(800, 600, 520)
		for i := range 8 {
			a := float64(i) * 45
			c.shrimp(800+290*cosd(a), 600+290*sind(a), 0.72, a+96, mix(t, hex(0xDE7F55), 0.6))
		}
		c.lime(1420, 980, 1)
		c.dill(190, 1120, 1)
		return
	}
	if v%3 == 0 {
		c.at(780, 980, 1, 0, func() { c.tray(590) })
		for i, q := range []point{{520, 890}, {860, 870}, {1120, 940}, {430, 1010}, {740, 1010}, {1010, 1060}} {
			c.shrimp(q.x, q.y, 0.72, []float64{-10, 6, 14, 8, -6, 3}[i], mix(t, t.light(0.2), c.Float64()))
		}
		return
	}
	c.at(700, 990, 1.3, 0, func() { c.bananaLeaf(1080, 330, -6) })
	c.shrimp(560, 930, 1.15, -8, t)
	c.shrimp(930, 1000, 1.05, 6, t.light(0.1))
	c.lime(1330, 1060, 0.9)
	c.dill(250, 1150, 0.9)
}

// squid lies with its arms to the right.
func (c *canvas) squid(x, y, k, degrees float64, t tint) {
	tone := shades(t)
	c.at(x, y, k, degrees, func() {
		c.fill(ellipse(10, 84, 400, 50), radial(10, 84, 400, 50, hex(0x3A2E22).fade(0.34), hex(0x3A2E22).fade(0)))
		for i := range 7 {
			dy := float64(i-3) * 22
			c.stroke(spline(pt(200, dy*0.5), pt(280, dy+10*math.Sin(float64(i)*2)), pt(350, dy*1.5+24*math.Sin(float64(i))), pt(420, dy*1.7-16*math.Cos(float64(i)))), tapering(24), mix(tone.base, tone.dim, float64(i%2)))
		}
		c.form(path{}.through([]point{pt(-300, -6), pt(-250, -110), pt(-90, -70)}).line(pt(-90, 70)).through([]point{pt(-90, 70), pt(-250, 108), pt(-300, -6)}).close(), tone, 0, 14)
		mantle := blob(pt(-320, 0), pt(-200, -64), pt(0, -86), pt(150, -66), pt(176, 0), pt(150, 64), pt(0, 84), pt(-200, 62))
		c.form(mantle, tone, 0, 22)
		c.inside(mantle, func() {
			for range 46 {
				c.flat(circle(c.within(-300, 170), c.within(-80, 60), c.within(2, 6)), hex(0x8A4A5A).fade(0.45))
			}
		})
		c.form(ellipse(190, 0, 62, 56), tone, 6, 12)
		c.flat(circle(206, -14, 16), hex(0xF7F2E2))
		c.flat(circle(208, -14, 10), ink())
		c.gleam(14, 0.6, pt(-220, -34), pt(-60, -54), pt(90, -48))
	})
}

func (c *canvas) squids(m mood, v int) {
	t := []tint{hex(0xE3C4B4), hex(0xD9A98A)}[v%2]
	if v%2 == 0 {
		c.at(760, 1000, 1.35, 0, func() { c.bananaLeaf(1100, 340, -3) })
		c.squid(700, 930, 1.15, -5, t)
		c.squid(820, 1070, 1, 3, t.light(0.1))
		c.lime(1360, 1080, 0.8)
		return
	}
	c.at(800, 980, 1, 0, func() { c.tray(620) })
	for i := range 4 {
		c.squid(560+float64(i%2)*420, 890+float64(i/2)*130, 0.62, []float64{-8, 6, 5, -6}[i], mix(t, hex(0xC98F62), 0.3))
	}
	c.chili(1330, 1150, 0.5, -16, hex(0xC0432F))
}

// crab faces the viewer.
func (c *canvas) crab(x, y, k float64, t tint) {
	tone := shades(t)
	c.at(x, y, k, 0, func() {
		c.shadow(0, 120, 330)
		for _, s := range []float64{-1, 1} {
			for i := range 4 {
				f := float64(i)
				knee := pt(s*(300+40*f-20*f*f), -40+70*f)
				c.stroke(spline(pt(s*160, 10+22*f), knee, pt(s*(400-20*f), 60+60*f)), tapering(34), tone.dim)
			}
			c.stroke(spline(pt(s*180, -50), pt(s*320, -90), pt(s*330, -190)), even(52), tone.base)
			claw := path{}.through([]point{pt(s*290, -170), pt(s*250, -260), pt(s*290, -350), pt(s*330, -380)}).line(pt(s*326, -300)).line(pt(s*366, -372)).through([]point{pt(s*366, -372), pt(s*420, -300), pt(s*390, -210), pt(s*340, -160), pt(s*290, -170)}).close()
			c.form(claw, tone, 16, 14)
		}
		shell := blob(pt(-260, -10), pt(-190, -110), pt(0, -140), pt(190, -110), pt(260, -10), pt(180, 90), pt(0, 120), pt(-180, 90))
		c.round(0, -10, 260, 130, shell, tone)
		c.stroke(spline(pt(-150, 30), pt(-60, 54), pt(0, 40), pt(60, 54), pt(150, 30)), swelling(9), tone.deep.fade(0.5))
		for _, sx := range []float64{-60, 60} {
			c.stroke(segment(pt(sx, -120), pt(sx*1.1, -168)), even(16), tone.base)
			c.flat(circle(sx*1.1, -176, 19), ink())
			c.flat(circle(sx*1.1-6, -182, 6), hex(0xFFFFFF))
		}
		c.gleam(20, 0.45, pt(-180, -60), pt(-100, -100), pt(0, -112))
	})
}

// shell is a bivalve, open a little.
func (c *canvas) shell(x, y, k, degrees float64, t tint) {
	tone := shades(t)
	c.at(x, y, k, degrees, func() {
		c.shadow(0, 44, 110)
		c.flat(ellipse(0, 18, 118, 40), tone.deep)
		c.flat(ellipse(-6, 12, 96, 26), hex(0xF0E4D2))
		shape := path{}.through([]point{pt(-120, 6), pt(-104, -66), pt(-40, -116), pt(40, -116), pt(104, -66), pt(120, 6)}).through([]point{pt(60, 30), pt(0, 36), pt(-60, 30), pt(-120, 6)}).close()
		c.form(shape, tone, 26, 4)
		c.inside(shape, func() {
			for i := range 7 {
				px := -96 + float64(i)*32
				c.stroke(spline(pt(px*0.2, 44), pt(px*0.7, -40), pt(px*1.2, -130)), tapering(13), tone.dim.fade(0.6))
			}
			c.stroke(arc(0, 30, 80, 86, 180, 360), even(5), tone.lit.fade(0.7))
		})
	})
}

func (c *canvas) shellfish(m mood, v int) {
	if v%2 == 0 {
		c.at(760, 1020, 1, 0, func() { c.tray(600) })
		c.crab(770, 950, 1.05, []tint{hex(0xB5623F), hex(0x6E7F74)}[v/2%2])
		c.lime(1390, 1100, 0.7)
		return
	}
	c.at(760, 1000, 1, 0, func() { c.tray(560) })
	for i, q := range []point{{520, 900}, {760, 880}, {1000, 910}, {620, 1010}, {890, 1030}} {
		c.shell(q.x, q.y, 1.05, []float64{-16, 4, 18, -6, 10}[i], []tint{hex(0x8FA098), hex(0xC9A98A), hex(0x7D8A94)}[i%3])
	}
	c.lime(1380, 1090, 0.8)
}
