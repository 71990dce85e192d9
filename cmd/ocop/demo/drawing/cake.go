package drawing

func (c *canvas) cakes(m mood, v int) {
	switch v % 3 {
	case 0:
		c.at(760, 1000, 1.25, 0, func() { c.bananaLeaf(1120, 330, -3) })
		c.squareCake(540, 900, 1.2)
		c.squareCake(1010, 930, 0.95)
		c.riceEar(1330, 1150, 0.8, 10)
	case 1:
		c.at(760, 1010, 1.25, 0, func() { c.board(1080, 250, shades(wood())) })
		c.rolledLoaf(600, 920, 1.25, -4, hex(0xEFE6D0), true)
		for i := range 4 {
			c.at(1010+float64(i)*72, 960+float64(i)*20, 1, 0, func() {
				c.flat(ellipse(6, 8, 104, 92), hex(0x3A2E22).fade(0.25))
				c.flat(ellipse(0, 0, 104, 92), hex(0x6E8A50))
				c.flat(ellipse(-3, -3, 94, 82), hex(0xF0E8D4))
				c.flat(ellipse(-3, -3, 50, 44), hex(0xE0BE62))
				c.flat(ellipse(-6, -6, 22, 18), hex(0xB5654A))
			})
		}
	default:
		c.at(700, 1010, 1.1, 0, func() { c.dish(520, shades(hex(0xEFE6D2)), indigo()) })
		for i, q := range []point{{470, 960}, {700, 920}, {930, 960}, {590, 1030}, {820, 1040}} {
			c.at(q.x, q.y, 1, 0, func() { c.moonCake([]tint{hex(0xC98F4E), hex(0xE6CFA0), hex(0xA9B878)}[(i+v)%3]) })
		}
		c.at(1290, 1090, 0.8, 0, func() { c.cup(shades(celadon()), jade(), hex(0xC9C06A)); c.steam(0, -190, 180) })
	}
}

// squareCake is a sticky rice cake in green leaves, tied crosswise.
func (c *canvas) squareCake(x, y, k float64) {
	t := shades(hex(0x5F8A4C))
	c.at(x, y, k, 0, func() {
		c.shadow(10, 120, 240)
		top := polygon(pt(-240, -60), pt(-20, -150), pt(230, -70), pt(10, 30))
		left := polygon(pt(-240, -60), pt(10, 30), pt(8, 150), pt(-236, 50))
		right := polygon(pt(10, 30), pt(230, -70), pt(226, 42), pt(8, 150))
		c.flat(left, t.base)
		c.flat(right, t.dim)
		c.flat(top, t.lit)
		for _, f := range []float64{0.3, 0.68} {
			for _, edge := range [][4]point{
				{{-240, -60}, {10, 30}, {-20, -150}, {230, -70}}, {{10, 30}, {230, -70}, {-240, -60}, {-20, -150}},
			} {
				a, b := between(edge[0], edge[1], f), between(edge[2], edge[3], f)
				c.stroke(segment(a, b), even(11), straw())
				c.stroke(segment(a, a.add(pt(-2, 116))), even(11), straw().dark(0.1))
			}
		}
		for i := range 6 {
			f := float64(i) / 6
			c.stroke(segment(between(pt(-240, -60), pt(10, 30), f), between(pt(-20, -150), pt(230, -70), f)), even(2), t.base.fade(0.8))
		}
	})
}

// moonCake is a moulded round cake with a pressed flower.
func (c *canvas) moonCake(skin tint) {
	t := shades(skin)
	c.shadow(0, 40, 104)
	c.flat(append(box(-110, -40, 220, 70, 30), ellipse(0, 26, 110, 46)...), t.dim)
	c.flat(ellipse(0, -40, 112, 50), t.base)
	c.flat(ellipse(-3, -43, 102, 44), t.lit)
	for i := range 8 {
		a := float64(i) * 45
		c.flat(leafShape(pt(-3, -43), pt(-3+80*cosd(a), -43+34*sind(a)), 26, 0), t.base)
	}
	c.flat(ellipse(-3, -43, 18, 8), t.dim)
	for i := range 9 {
		x := -96 + float64(i)*24
		c.stroke(segment(pt(x, -14+26*(1-x*x/12000)), pt(x, 30+26*(1-x*x/12000))), even(4), t.deep.fade(0.4))
	}
}

// sweets are brittle and soft sugar candies.
func (c *canvas) sweets(m mood, v int) {
	t := []tint{hex(0xC98A3E), hex(0xD9B27C), hex(0xE6D3A8), hex(0x8A5238)}[v%4]
	if v%2 == 0 {
		c.at(740, 1000, 1.2, 0, func() { c.board(1060, 260, shades(wood())) })
		for i, q := range []point{{480, 900}, {720, 880}, {960, 900}, {600, 980}, {850, 990}} {
			c.at(q.x, q.y, 1, []float64{-6, 4, 8, 2, -8}[i], func() { c.brittle(t) })
		}
		c.at(1320, 1110, 0.7, 0, func() { c.cup(shades(hex(0xF6F0E0)), jade(), hex(0xC9C06A)); c.steam(0, -190, 190) })
		return
	}
	c.at(620, 1020, 1.25, 0, func() {
		c.bowl(shades([]tint{jade(), clay(), indigo()}[v/2%3]), cream(), hex(0xB98A4E), func() {
			c.at(0, -214, 1, 0, func() { c.heap(430, 130, 96, func(x, y float64) { c.wrapped(x, y, 0.8) }) })
		})
	})
	for _, q := range []point{{1030, 1080}, {1190, 1030}, {1330, 1110}} {
		c.wrapped(q.x, q.y, 1.15)
	}
}

// brittle is a block of peanuts set in sugar.
func (c *canvas) brittle(t tint) {
	tone := shades(t)
	c.flat(box(-124, -52, 260, 130, 14), hex(0x3A2E22).fade(0.25))
	c.flat(box(-130, -60, 260, 130, 14), tone.deep)
	c.flat(box(-130, -70, 260, 116, 14), tone.base)
	c.inside(box(-130, -70, 260, 116, 14), func() {
		for range 34 {
			x, y := c.within(-124, 124), c.within(-64, 40)
			c.flat(ellipse(x+2, y+4, 15, 10), tone.deep.fade(0.6))
			c.flat(ellipse(x, y, 15, 10), mix(hex(0xEBD3A4), hex(0xD9A865), c.Float64()))
		}
		c.gleam(14, 0.4, pt(-110, -50), pt(0, -58), pt(110, -50))
	})
}

// wrapped is a sweet in twisted paper.
func (c *canvas) wrapped(x, y, k float64) {
	t := shades([]tint{hex(0xEFE6CF), leafGreen(), terracotta(), hex(0xE3C88A)}[c.IntN(4)])
	c.at(x, y, k, c.within(-40, 40), func() {
		for _, s := range []float64{-1, 1} {
			c.form(path{}.through([]point{pt(s*50, 0), pt(s*112, -40), pt(s*100, 0), pt(s*112, 42), pt(s*50, 0)}).close(), t, 6, 6)
		}
		c.flat(box(-62, -28, 128, 70, 28), hex(0x3A2E22).fade(0.2))
		c.form(box(-64, -36, 128, 70, 28), t, 0, 20)
		c.stroke(segment(pt(-30, -34), pt(-24, 32)), even(6), t.lit)
		c.stroke(segment(pt(26, -34), pt(32, 32)), even(6), t.lit)
	})
}
