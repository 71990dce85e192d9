package drawing

import "math"

// skein is a bundle of dry noodles tied in the middle, lying across.
func (c *canvas) skein(x, y, k, degrees float64, t tint) {
	tone := shades(t)
	c.at(x, y, k, degrees, func() {
		c.shadow(0, 70, 330)
		shape := blob(pt(-380, -50), pt(-200, -78), pt(0, -58), pt(200, -78), pt(380, -52), pt(396, 0), pt(380, 56), pt(200, 74), pt(0, 58), pt(-200, 76), pt(-380, 54), pt(-394, 0))
		c.form(shape, tone, 0, 22)
		c.inside(shape, func() {
			for i := range 19 {
				dy := -72 + float64(i)*8
				pull := 0.72
				col := tone.dim.fade(0.7)
				if i%3 == 0 {
					col = tone.lit
				}
				c.stroke(spline(pt(-400, dy+c.within(-5, 5)), pt(-200, dy), pt(0, dy*pull), pt(200, dy), pt(400, dy+c.within(-5, 5))), even(3.4), col)
			}
		})
		tie := box(-26, -66, 54, 132, 10)
		c.form(tie, shades(brick()), 14, 0)
		c.stroke(spline(pt(-26, -20), pt(0, -14), pt(28, -20)), even(3), brick().light(0.4))
		c.stroke(spline(pt(-26, 22), pt(0, 28), pt(28, 22)), even(3), brick().light(0.4))
	})
}

// nest is a round tangle of dry noodles.
func (c *canvas) nest(x, y, k float64, t tint) {
	tone := shades(t)
	c.at(x, y, k, 0, func() {
		c.shadow(0, 56, 170)
		c.round(0, 0, 180, 84, ellipse(0, 0, 180, 84), shades(t.dark(0.12)))
		for range 30 {
			rx := c.within(50, 170)
			ry := rx * c.within(0.36, 0.46)
			a := c.within(0, 360)
			col := mix(tone.dim, tone.lit, c.Float64())
			c.stroke(arc(c.within(-12, 12), c.within(-16, 10), rx, ry, a, a+c.within(110, 230)), even(6), col)
		}
	})
}

// noodleBowl is a bowl of noodles with herbs, steaming.
func (c *canvas) noodleBowl(bowl, noodle, broth tint) {
	c.bowl(shades(bowl), indigo(), broth, func() {
		rim := ellipse(0, -212, 246, 54)
		c.inside(rim.moved(0, -40).about(pt(0, -230), 1, 1.9, 0), func() {
			for i := range 26 {
				x := -190 + float64(i)*15
				h := 34 * (1 - math.Pow(x/230, 2))
				c.stroke(arc(x*0.9+c.within(-10, 10), -204+c.within(-12, 14), 90, 24+h, 190+c.within(-20, 20), 350), even(8), mix(noodle, noodle.dark(0.16), c.Float64()))
			}
			for _, q := range []point{{-70, -236}, {30, -250}, {100, -226}, {-10, -220}} {
				c.leaf(q, q.add(pt(52, -20)), 32, 0.1, leafGreen(), 3)
			}
			c.flat(ellipse(-110, -218, 46, 16), hex(0xB5654A))
			c.flat(ellipse(-118, -222, 34, 9), hex(0xCB8468))
			c.flat(ellipse(60, -212, 50, 16), hex(0xB5654A))
			c.flat(ellipse(54, -216, 36, 9), hex(0xCB8468))
			c.stroke(arc(130, -214, 26, 9, 0, 340), even(6), hex(0xC0432F))
		})
		c.steam(10, -280, 240)
	})
	for _, dx := range []float64{0, 34} {
		c.stroke(segment(pt(120+dx, -238-dx*0.1), pt(420+dx*0.7, -420+dx*0.5)), func(f float64) float64 { return 10 + 5*f }, darkWood().light(0.1))
	}
}

func (c *canvas) noodles(m mood, v int) {
	t := []tint{hex(0xF2EAD6), hex(0xD9C9A8), hex(0xE3C77E), hex(0xC98F72)}[v%4]
	switch v % 3 {
	case 0:
		c.at(640, 1020, 1.4, 0, func() { c.noodleBowl(hex(0xF3ECDC), t, hex(0xDDBB80)) })
		c.skein(1200, 1080, 0.72, -6, t)
	case 1:
		c.at(700, 990, 1, 0, func() { c.tray(560) })
		for _, q := range []point{{480, 880}, {860, 860}, {660, 970}, {1000, 980}, {420, 1010}} {
			c.nest(q.x, q.y, 0.92, t)
		}
		c.leaf(pt(1330, 1110), pt(1480, 1020), 70, 0.1, leafGreen(), 5)
	default:
		c.dryingLine(m, t)
		c.skein(760, 1060, 1.1, -3, t)
	}
}

// dryingLine is noodles hung over bamboo poles in the sun.
func (c *canvas) dryingLine(m mood, t tint) {
	pole := bamboo().dark(0.15)
	for row, y := range []float64{300, 470} {
		dx := float64(row) * 120
		x0, x1 := 180+dx, 1290+dx
		for _, x := range []float64{x0 + 20, x1 - 20} {
			c.stroke(segment(pt(x, y-30), pt(x, 870+float64(row)*30)), even(18), pole.dark(0.2))
		}
		for i := range 58 {
			x := x0 + 70 + float64(i)*17.2
			l := 280 + 22*math.Sin(float64(i)*0.7) + c.within(-12, 12)
			col := mix(t, t.dark(0.2), float64(i%3)/2.4)
			c.stroke(spline(pt(x, y-10), pt(x+c.within(-2, 2), y+l*0.5), pt(x+c.within(-5, 5), y+l)), even(12), col)
		}
		c.stroke(segment(pt(x0-30, y), pt(x1+30, y-6)), even(22), pole)
		c.stroke(segment(pt(x0-30, y-5), pt(x1+30, y-11)), even(5), pole.light(0.5))
	}
}

// wrapper is one round of rice paper.
func (c *canvas) wrapper(x, y, r float64, t tint) {
	c.flat(ellipse(x+6, y+12, r, r*0.36), hex(0x3A2E22).fade(0.12))
	c.flat(ellipse(x, y, r, r*0.36), t)
	c.stroke(ellipse(x, y, r-3, r*0.36-2), even(4), t.dark(0.12))
	c.inside(ellipse(x, y, r, r*0.36), func() {
		for i := range 7 {
			c.stroke(segment(pt(x-r+float64(i)*r*0.33, y-r), pt(x-r*1.2+float64(i)*r*0.36, y+r)), even(2.2), t.dark(0.07))
		}
	})
}

func (c *canvas) ricePaper(m mood, v int) {
	t := []tint{hex(0xF6F0E0), hex(0xEFDDB4), hex(0xE5C8A0)}[v%3]
	if v%2 == 0 {
		c.dryingRack(t)
		return
	}
	c.at(660, 1000, 1, 0, func() {
		c.tray(470)
		for i := range 9 {
			c.wrapper(c.within(-8, 8), 24-float64(i)*15, 340, mix(t, t.dark(0.05), float64(i%2)))
		}
		for range 70 {
			a, d := c.within(0, 360), c.Float64()*300
			c.flat(ellipse(d*cosd(a), -96+d*0.36*sind(a), 5, 3), hex(0x54463A).fade(0.8))
		}
	})
	c.at(1220, 1070, 0.85, 0, func() {
		c.dish(250, shades(hex(0xF0E7D4)), indigo())
		for i := range 4 {
			c.roll(-90+float64(i)*62, -30+float64(i%2)*16)
		}
	})
}

// roll is a fresh roll in rice paper, shrimp and herbs showing through.
func (c *canvas) roll(x, y float64) {
	c.at(x, y, 1, 28, func() {
		c.form(box(-110, -30, 220, 62, 30), shades(hex(0xEFEAD8)), 0, 14)
		for i := range 4 {
			c.flat(arc(-70+float64(i)*46, 6, 20, 16, 180, 360).close(), hex(0xE08E66).fade(0.75))
		}
		c.flat(leafShape(pt(-90, 10), pt(80, 18), 18, 0), leafGreen().fade(0.6))
		c.gleam(8, 0.8, pt(-90, -16), pt(0, -20), pt(86, -16))
	})
}

// dryingRack is bamboo frames of rice paper set up to the sun.
func (c *canvas) dryingRack(t tint) {
	for row := range 2 {
		y := 600 + float64(row)*250
		for i := range 3 - row {
			x := 330 + float64(row)*250 + float64(i)*480
			c.at(x, y, 1+0.18*float64(row), 0, func() {
				c.shadow(30, 262, 230)
				for _, s := range []float64{-170, 170} {
					c.stroke(segment(pt(s, 210), pt(s+60, 270)), even(12), bamboo().dark(0.4))
				}
				lean := affine{a: 1, c: 0.16, d: 0.92}
				panel := box(-230, -210, 460, 450, 8).on(lean)
				c.flat(panel, bamboo().dark(0.1))
				c.inside(panel, func() {
					c.through(lean, func() {
						c.through(turning(45), func() { c.plait(-480, -480, 960, 960, 34, bamboo(), bamboo().dark(0.18)) })
					})
				})
				for j := range 4 {
					px, py := -108+float64(j%2)*216, -96+float64(j/2)*212
					disc := circle(px, py, 98).on(lean)
					c.flat(disc.moved(5, 7), hex(0x3A2E22).fade(0.18))
					c.flat(disc, t)
					c.stroke(circle(px, py, 92).on(lean), even(4), t.dark(0.1))
				}
				c.stroke(panel, even(11), bamboo().dark(0.35))
			})
		}
	}
}

// cracker is puffed rice or prawn cakes on a tray.
func (c *canvas) cracker(m mood, v int) {
	t := []tint{hex(0xE2BE82), hex(0xE0A07A), hex(0xEAD9B4)}[v%3]
	c.at(720, 980, 1, 0, func() {
		c.tray(540)
		for i, q := range []point{{-220, -40}, {40, -86}, {250, -10}, {-90, 40}, {130, 70}, {-300, 50}} {
			tone := shades(mix(t, t.light(0.2), float64(i%3)/2))
			pts := make([]point, 11)
			for j := range pts {
				a := float64(j) / 11 * 360
				r := 150 * c.within(0.86, 1.08)
				pts[j] = pt(q.x+r*cosd(a), q.y-20+r*0.52*sind(a))
			}
			disc := blob(pts...)
			c.flat(disc.moved(6, 16), hex(0x3A2E22).fade(0.25))
			c.form(disc, tone, 8, 12)
			c.inside(disc, func() {
				for range 26 {
					x, y := q.x+c.within(-140, 140), q.y-20+c.within(-76, 66)
					c.flat(ellipse(x+2, y+3, 12, 7), tone.dim)
					c.flat(ellipse(x, y, 11, 6), tone.lit)
				}
				for range 14 {
					c.flat(ellipse(q.x+c.within(-130, 130), q.y-20+c.within(-66, 60), 5, 3), []tint{hex(0x6B8A4A), hex(0x54463A)}[v%2])
				}
			})
		}
	})
	c.at(1270, 1110, 0.62, 0, func() { c.dishOfSauce(hex(0xB5482B)) })
}
