package drawing

import "math"

// hills are three rows of soft hills with mist between, and a pale sun.
func (c *canvas) hills(m mood) {
	c.sun(c.within(980, 1280), c.within(200, 290), 105, m)
	c.ranges(m)
}

// ranges are the hills without the sun.
func (c *canvas) ranges(m mood) {
	for i, t := range []tint{m.far, m.mid, m.near} {
		base := 500 + float64(i)*110
		pts := make([]point, 0, 9)
		phase := c.within(0, 6)
		for j := range 9 {
			x := -200 + float64(j)*250
			pts = append(pts, pt(x, base+math.Sin(phase+float64(j)*1.35)*62+c.within(-20, 20)))
		}
		c.ridge(t, m, base, pts)
	}
}

// ridge is one row of hills that dissolves in mist downwards.
func (c *canvas) ridge(t tint, m mood, base float64, pts []point) {
	shape := under(1300, pts...)
	c.fill(shape, linear(pt(0, base-40), pt(0, base+230), t, mix(t, m.glow, 0.7)))
}

// karst are limestone towers that stand in still water.
func (c *canvas) karst(m mood) {
	c.sun(430, 260, 95, m)
	shore := 640.0
	for row, t := range []tint{m.far, m.mid} {
		for i := range 5 {
			x := -60 + float64(i)*430 + float64(row)*210 + c.within(-70, 70)
			h := c.within(180, 330) + float64(1-row)*90
			c.tower(x, shore+float64(row)*24, h, c.within(110, 170), t, m)
		}
		if row == 0 {
			lake := box(-400, shore-2, 2400, 400, 0)
			c.fill(lake, linear(pt(0, shore), pt(0, horizon), mix(m.water, m.mid, 0.35), m.water.light(0.3)))
		}
	}
	c.ripples(m, shore+45, horizon-20, 12)
	c.sampan(1180, shore+95, 0.55, mix(m.near, ink(), 0.4))
}

func (c *canvas) tower(x, foot, h, w float64, t tint, m mood) {
	shape := under(foot, pt(x-w*1.25, foot), pt(x-w*0.92, foot-h*0.42), pt(x-w*0.62, foot-h*0.86), pt(x-w*0.1, foot-h),
		pt(x+w*0.42, foot-h*0.9), pt(x+w*0.72, foot-h*0.5), pt(x+w*1.1, foot-h*0.22), pt(x+w*1.4, foot))
	c.fill(shape, linear(pt(x, foot-h), pt(x, foot), t, mix(t, m.glow, 0.45)))
	c.inside(shape, func() {
		c.flat(shape.moved(w*0.7, h*0.06), t.dark(0.12).fade(0.55))
	})
}

// ripples are short strokes of light on water.
func (c *canvas) ripples(m mood, top, bottom float64, n int) {
	for range n {
		x, y, l := c.within(0, 1500), c.within(top, bottom), c.within(60, 220)
		c.stroke(spline(pt(x, y), pt(x+l/2, y-2), pt(x+l, y)), swelling(5), m.glow.fade(0.8))
	}
}

// sampan is a slim boat with somebody in a conical hat, far away.
func (c *canvas) sampan(x, y, k float64, t tint) {
	c.at(x, y, k, 0, func() {
		c.flat(spline(pt(-190, -16), pt(-90, 14), pt(60, 16), pt(190, -22)).through([]point{pt(150, 22), pt(30, 36), pt(-110, 30), pt(-190, -16)}).close(), t)
		c.flat(blob(pt(60, 12), pt(52, -60), pt(80, -86), pt(108, -56), pt(112, 12)), t)
		c.flat(polygon(pt(26, -80), pt(82, -126), pt(138, -80)), t.light(0.3))
		c.stroke(segment(pt(112, -40), pt(196, 60)), even(7), t)
	})
}

// terraces are rice steps on a slope, each with a lit edge.
func (c *canvas) terraces(m mood, top, bottom float64) {
	c.sun(1210, 210, 100, m)
	c.ridge(m.far, m, top-40, []point{pt(-200, top+20), pt(200, top-90), pt(560, top-10), pt(900, top-120), pt(1300, top-20), pt(1800, top-100)})
	n := 8
	for i := range n {
		f := float64(i) / float64(n-1)
		y := top + (bottom-top)*math.Pow(f, 1.15)*0.86
		swell := 46 + 34*f
		phase := f*2.6 + c.within(-0.25, 0.25)
		pts := make([]point, 0, 10)
		for j := range 10 {
			x := -240 + float64(j)*232
			pts = append(pts, pt(x, y+math.Sin(phase+float64(j)*0.83)*swell-float64(j)*(9-8*f)))
		}
		t := mix(mix(m.far, m.mid, 0.4), m.near, f)
		if i%3 == 1 {
			t = mix(t, m.water, 0.75)
		}
		shape := under(1300, pts...)
		c.flat(shape, t)
		c.stroke(spline(pts...), even(7+4*f), mix(t, m.near.dark(0.12), 0.65))
		c.stroke(spline(pts...).moved(0, -6-2*f), even(3), m.glow.fade(0.7))
	}
}

// delta is a wide river between flat banks with palms, a sampan on it.
func (c *canvas) delta(m mood) {
	c.banks(m)
	c.sampan(c.within(500, 900), 702, 0.6, mix(m.near, ink(), 0.42))
}

// banks are the river without the boat.
func (c *canvas) banks(m mood) {
	c.sun(1120, 250, 110, m)
	bank := 610.0
	c.ridge(m.far, m, bank-60, []point{pt(-200, bank-46), pt(300, bank-64), pt(800, bank-40), pt(1300, bank-70), pt(1800, bank-50)})
	for i := range 9 {
		x := []float64{60, 150, 250, 395, 1040, 1230, 1330, 1450, 1560}[i] + c.within(-24, 24)
		c.palm(x, bank+8, c.within(150, 280), mix(m.mid, m.near, c.Float64()))
	}
	c.flat(under(bank+34, pt(-200, bank-14), pt(200, bank-26), pt(520, bank+8), pt(900, bank+10), pt(1250, bank-18), pt(1800, bank-30)), m.near.light(0.08))
	c.fill(box(-400, bank+20, 2400, 400, 0), linear(pt(0, bank), pt(0, horizon), mix(m.water, m.mid, 0.3), m.water.light(0.25)))
	c.ripples(m, bank+45, horizon-20, 14)
}

// palm is a distant areca or coconut palm.
func (c *canvas) palm(x, foot, h float64, t tint) {
	lean := c.within(-0.12, 0.12) * h
	c.stroke(spline(pt(x, foot), pt(x+lean*0.3, foot-h*0.5), pt(x+lean, foot-h)), func(f float64) float64 { return h * (0.05 - 0.022*f) }, t)
	for i := range 8 {
		angle := (-200 + float64(i)*31 + c.within(-8, 8)) * math.Pi / 180
		s, co := math.Sincos(angle)
		tip := pt(x+lean+co*h*0.34, foot-h+s*h*0.26+h*0.09)
		c.flat(leafShape(pt(x+lean, foot-h), tip, h*0.07, 0.25*sign(co)), t)
	}
}

func sign(x float64) float64 {
	if x < 0 {
		return -1
	}
	return 1
}

// sea is open water with islands and two fishing boats.
func (c *canvas) sea(m mood) {
	c.sun(430, 300, 110, m)
	line := 560.0
	c.ridge(m.far, m, line-60, []point{pt(700, line+40), pt(860, line-50), pt(980, line-90), pt(1120, line-30), pt(1290, line-62), pt(1440, line-8), pt(1900, line+20)})
	c.fill(box(-400, line, 2400, 500, 0), linear(pt(0, line), pt(0, horizon), mix(m.water, m.mid, 0.4), m.water.light(0.35)))
	c.ripples(m, line+25, horizon-25, 20)
	c.junk(1230, line+60, 0.8, m)
	c.junk(300, line+28, 0.45, m)
	c.fill(under(horizon+20, pt(-200, 770), pt(200, 800), pt(600, 812), pt(1000, 806), pt(1500, 780), pt(1800, 760)), linear(pt(0, 760), pt(0, horizon), m.glow, m.ground.light(0.4)))
}

// junk is a small wooden fishing boat with one sail.
func (c *canvas) junk(x, y, k float64, m mood) {
	hull := mix(m.near, brick(), 0.55)
	c.at(x, y, k, 0, func() {
		c.flat(path{}.through([]point{pt(-120, -26), pt(-60, -6), pt(40, -6), pt(130, -44)}).through([]point{pt(104, 20), pt(0, 32), pt(-96, 20), pt(-120, -26)}).close(), hull)
		c.stroke(segment(pt(4, 0), pt(4, -190)), even(6), hull.dark(0.3))
		c.flat(path{}.through([]point{pt(12, -186), pt(86, -120), pt(98, -30)}).line(pt(12, -26)).close(), m.glow)
		c.flat(path{}.through([]point{pt(-2, -170), pt(-58, -100), pt(-66, -34)}).line(pt(-2, -28)).close(), mix(m.glow, m.ground, 0.4))
	})
}
