package drawing

// setting is where a drawing takes place.
type setting uint8

const (
	hills setting = iota
	karst
	terraces
	delta
	sea
	wall
	window
	grove
	niche
	top  // a table seen from above
	open // the drawing brings its own ground
)

// horizon is where table tops begin, in units from the top.
const horizon = 830.0

// backdrop draws the place and the table in the foreground.
func (c *canvas) backdrop(s setting, m mood) {
	c.sky(m)
	if s == open {
		return
	}
	switch s {
	case hills:
		c.hills(m)
	case karst:
		c.karst(m)
	case terraces:
		c.terraces(m, 330, 900)
	case delta:
		c.delta(m)
	case sea:
		c.sea(m)
	case wall:
		c.wall(m)
	case window:
		c.window(m)
	case grove:
		c.grove(m)
	case niche:
		c.niche(m)
	case top:
		c.tableTop(m)
		return
	}
	c.table(m)
}

func (c *canvas) sky(m mood) {
	all := box(-400, -400, 2400, 2000, 0)
	c.fill(all, linear(pt(0, 0), pt(0, horizon), m.sky, m.glow))
	c.fill(all, radial(430, 330, 900, 800, m.glow.fade(0.9), m.glow.fade(0)))
}

// sun is a pale disc in the mist.
func (c *canvas) sun(x, y, r float64, m mood) {
	c.flat(circle(x, y, r), mix(m.glow, hex(0xF2B98A), 0.3).fade(0.75))
}

// table is the plain the things stand on, lit from the left, its far edge a hairline of light.
func (c *canvas) table(m mood) {
	top := box(-400, horizon, 2400, 900, 0)
	c.fill(top, linear(pt(0, horizon), pt(0, 1200), m.ground.light(0.1), m.ground.dark(0.06)))
	c.fill(top, linear(pt(0, 0), pt(1600, 300), m.glow.fade(0.5), m.glow.fade(0)))
	c.flat(box(-400, horizon, 2400, 5, 0), m.ground.light(0.5))
	for range 9 {
		y, x, l := c.within(horizon+30, 1190), c.within(-100, 1500), c.within(160, 620)
		c.stroke(spline(pt(x, y), pt(x+l*0.4, y+c.within(-4, 4)), pt(x+l, y+c.within(-3, 3))), swelling(c.within(2, 5)), m.ground.dark(0.25).fade(0.35))
	}
}

// wall is a lime-washed wall with the light of a window and the shadow of a branch across it.
func (c *canvas) wall(m mood) {
	c.fill(box(-400, -400, 2400, 1300, 0), linear(pt(0, 0), pt(1600, 500), m.glow, mix(m.sky, m.mid, 0.25)))
	dx := c.within(-160, 120)
	light := polygon(pt(260+dx, -20), pt(960+dx, -20), pt(1400+dx, horizon), pt(640+dx, horizon))
	c.flat(light, hex(0xFFFBEF).fade(0.5))
	c.inside(light, func() {
		c.branchShadow(pt(180+dx, 90), pt(1130+dx, 470), mix(m.mid, m.near, 0.5).fade(0.34))
	})
}

// branchShadow is a bough with leaves on both sides, thrown by the sun.
func (c *canvas) branchShadow(from, to point, t tint) {
	axis := to.sub(from)
	bough := []point{from, between(from, to, 0.35).add(pt(20, -46)), between(from, to, 0.7).add(pt(10, -30)), to}
	c.stroke(spline(bough...), tapering(20), t)
	for i := range 11 {
		f := 0.08 + 0.085*float64(i)
		at := along(bough, f)
		for _, s := range []float64{-1, 1} {
			dir := axis.unit().times(0.75).add(axis.unit().left().times(s * 0.75))
			c.flat(leafShape(at, at.add(dir.times(c.within(150, 230)*(1.1-0.4*f))), c.within(44, 62), 0.12*s), t)
		}
	}
}

// niche is a plain wall with one large calm disc or arch of colour behind the things.
func (c *canvas) niche(m mood) {
	c.fill(box(-400, -400, 2400, 1300, 0), linear(pt(0, 0), pt(1600, 700), mix(m.sky, m.glow, 0.4), mix(m.sky, m.far, 0.35)))
	tone := mix(m.sky, m.mid, 0.5)
	if c.IntN(2) == 0 {
		c.fill(circle(760, 520, 440), linear(pt(320, 200), pt(1200, 900), mix(m.glow, m.mid, 0.3), tone))
		return
	}
	arch := path{}.move(pt(330, 900)).line(pt(330, 520)).cube(pt(330, -70), pt(1230, -70), pt(1230, 520)).line(pt(1230, 900)).close()
	c.fill(arch, linear(pt(330, 0), pt(1230, 800), mix(m.glow, m.mid, 0.3), tone))
	c.inside(arch, func() { c.branchShadow(pt(300, 130), pt(1180, 400), mix(m.mid, m.near, 0.6).fade(0.22)) })
}

// tableTop is the table from above, the light of a window across it.
func (c *canvas) tableTop(m mood) {
	c.fill(box(-400, -400, 2400, 2000, 0), linear(pt(0, 0), pt(1600, 1200), m.ground.light(0.5), m.ground.light(0.12)))
	for i := range 6 {
		y := 60 + float64(i)*215 + c.within(-10, 10)
		c.stroke(segment(pt(-100, y), pt(1700, y+c.within(-6, 6))), even(4), m.ground.dark(0.12).fade(0.5))
	}
	light := polygon(pt(-200, -20), pt(620, -20), pt(1500, 1220), pt(460, 1220))
	c.flat(light, hex(0xFFFBEF).fade(0.26))
	c.inside(light, func() { c.branchShadow(pt(-60, 60), pt(900, 420), m.ground.dark(0.2).fade(0.2)) })
}

// window is an opening in a plain wall between shutters, with the hills beyond.
func (c *canvas) window(m mood) {
	plaster := mix(m.sky, m.ground, 0.18)
	frame := box(330, 100, 940, horizon-250, 14)
	timber := mix(m.ground, darkWood(), 0.4)
	c.fill(box(-400, -400, 2400, 1300, 0), linear(pt(0, 0), pt(1600, 600), plaster.light(0.3), plaster.dark(0.05)))
	c.flat(frame.about(pt(800, 390), 1.04, 1.06, 0), timber)
	c.inside(frame, func() {
		c.sky(m)
		c.sun(c.within(960, 1120), 250, 84, m)
		c.through(move(0, -170), func() { c.ranges(m) })
		c.fill(box(330, 100, 40, 900, 0), linear(pt(330, 0), pt(370, 0), timber.fade(0.35), timber.fade(0)))
	})
	for _, x := range []float64{60, 1306} {
		c.shutter(x, 86, 234, horizon-222, mix(m.near, jade(), 0.22))
	}
	c.flat(box(280, horizon-146, 1040, 24, 4), timber.light(0.25))
}

// shutter is a slatted wing of a window, from its top left corner.
func (c *canvas) shutter(x, y, w, h float64, t tint) {
	c.flat(box(x+8, y+10, w, h, 4), hex(0x3A2E22).fade(0.14))
	c.flat(box(x, y, w, h, 4), t)
	for _, half := range []float64{0, 1} {
		top := y + 22 + half*(h/2-8)
		for i := 0; float64(i)*24 < h/2-50; i++ {
			c.flat(box(x+24, top+float64(i)*24, w-48, 15, 3), t.dark(0.16))
			c.flat(box(x+24, top+float64(i)*24, w-48, 6, 3), t.light(0.22))
		}
	}
}

// grove is a garden: boughs hang in from both sides, out of focus.
func (c *canvas) grove(m mood) {
	c.hills(m)
	for i, b := range [][2]point{{{-80, 40}, {560, 190}}, {{-80, 330}, {330, 470}}, {{1690, -20}, {1130, 210}}, {{1690, 300}, {1330, 470}}} {
		tone := mix(m.mid, m.near, 0.3+0.2*float64(i%3))
		axis := b[1].sub(b[0])
		bough := []point{b[0], between(b[0], b[1], 0.5).add(pt(0, -40)), b[1]}
		c.stroke(spline(bough...), tapering(18), mix(tone, darkWood(), 0.35))
		for j := range 7 {
			at := along(bough, 0.2+0.8*float64(j)/6)
			for _, s := range []float64{-1, 1} {
				dir := axis.unit().times(0.7).add(axis.unit().left().times(s * 0.7)).add(pt(0, 0.35))
				tip := at.add(dir.times(c.within(120, 170)))
				c.flat(leafShape(at, tip, 58, 0.1*s), mix(tone, m.glow, 0.25*c.Float64()))
			}
		}
	}
}
