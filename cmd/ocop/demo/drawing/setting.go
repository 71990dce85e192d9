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
)

// horizon is where table tops begin, in units from the top.
const horizon = 830.0

// backdrop draws the place and the table in the foreground.
func (c *canvas) backdrop(s setting, m mood) {
	c.sky(m)
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

// wall is a lime-washed wall with the light of a window and the shadow of leaves across it.
func (c *canvas) wall(m mood) {
	c.fill(box(-400, -400, 2400, 1300, 0), linear(pt(0, 0), pt(1600, 500), m.glow, mix(m.sky, m.mid, 0.25)))
	light := polygon(pt(240, -20), pt(820, -20), pt(1290, horizon), pt(610, horizon))
	c.flat(light, hex(0xFFFBEF).fade(0.45))
	c.inside(light, func() {
		shade := mix(m.mid, m.near, 0.5).fade(0.35)
		for i := range 7 {
			x, y := 420+float64(i)*95+c.within(-30, 30), 120+float64(i%3)*170+c.within(-40, 40)
			c.flat(leafShape(pt(x-150, y-60), pt(x+130, y+60), 56, 0.2), shade)
		}
		c.stroke(segment(pt(520, -20), pt(940, horizon)), even(14), mix(m.sky, m.mid, 0.3).fade(0.9))
	})
}

// window is an opening between plain walls, with the hills beyond.
func (c *canvas) window(m mood) {
	plaster := mix(m.sky, m.ground, 0.18)
	frame := box(250, 110, 1100, horizon-230, 26)
	c.fill(box(-400, -400, 2400, 1300, 0), linear(pt(0, 0), pt(1600, 600), plaster.light(0.3), plaster.dark(0.05)))
	c.flat(frame.about(pt(800, 400), 1.035, 1.05, 0), mix(m.ground, darkWood(), 0.45))
	c.inside(frame, func() {
		c.sky(m)
		c.through(move(0, -170), func() { c.hills(m) })
	})
	c.flat(box(230, horizon-130, 1140, 22, 4), mix(m.ground, darkWood(), 0.25))
}

// grove is a garden out of focus: big soft leaves and trunks.
func (c *canvas) grove(m mood) {
	c.hills(m)
	for i := range 10 {
		side := float64(i%2)*1180 + c.within(-80, 260)
		y := c.within(40, horizon-130)
		reach := c.within(220, 380)
		tone := mix(m.mid, m.near, c.Float64()).fade(0.75)
		c.flat(leafShape(pt(side, y), pt(side+reach, y+c.within(-150, 150)), reach*0.34, c.within(-0.3, 0.3)), tone)
	}
}
