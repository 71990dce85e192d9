package drawing

import "math"

// cupProfile is a small tea cup without a handle.
func cupProfile() profile {
	return profile{pt(58, 0), pt(62, 14), pt(96, 60), pt(118, 120), pt(124, 160)}
}

// potProfile is a round tea pot without its lid.
func potProfile() profile {
	return profile{pt(120, 0), pt(190, 60), pt(222, 150), pt(190, 250), pt(96, 300)}
}

// cup draws a cup of something to drink that stands at the origin.
func (c *canvas) cup(t tones, stripe, liquor tint) {
	c.shadow(0, 4, 84)
	p := cupProfile()
	c.turned(p, t, func() {
		c.flat(p.band(0, 16), t.dim)
		c.stroke(p.ring(126), even(5), stripe.fade(0.7))
		c.stroke(p.ring(114), even(2.5), stripe.fade(0.5))
	})
	c.filled(p, t.lit, t.base, liquor, 9, 12)
}

// pot draws a tea pot at the origin, its spout to the left.
func (c *canvas) pot(t tones) {
	c.shadow(0, 6, 190)
	p := potProfile()
	spout := path{}.through([]point{pt(-170, -84), pt(-252, -112), pt(-292, -214), pt(-344, -268)}).
		through([]point{pt(-302, -288), pt(-256, -240), pt(-226, -196), pt(-170, -196)}).close()
	c.form(spout, t, -4, 14)
	c.stroke(spline(pt(176, -250), pt(286, -290), pt(322, -196), pt(262, -104), pt(196, -82)), even(34), t.dim)
	c.stroke(spline(pt(176, -256), pt(282, -296), pt(314, -200), pt(256, -112), pt(194, -90)), even(16), t.base)
	c.turned(p, t, func() {
		c.stroke(p.ring(236), even(6), t.deep.fade(0.5))
		c.stroke(p.ring(222), even(3), t.deep.fade(0.35))
	})
	lid := path{}.through([]point{pt(-104, -296), pt(-70, -338), pt(0, -352), pt(70, -338), pt(104, -296)}).
		through([]point{pt(60, -276), pt(0, -272), pt(-60, -276), pt(-104, -296)}).close()
	c.form(lid, t, 26, 4)
	c.form(circle(0, -366, 26), t, 9, 5)
	c.gleam(16, 0.5, pt(-170, -110), pt(-186, -160), pt(-160, -226))
}

// teaBuds are two leaves and a bud, as they are picked.
func (c *canvas) teaBuds(x, y, k, degrees float64) {
	c.at(x, y, k, degrees, func() {
		c.stroke(spline(pt(0, 0), pt(6, -60), pt(0, -120)), tapering(12), leafGreen().dark(0.2))
		c.leaf(pt(2, -50), pt(-130, -150), 66, 0.16, leafGreen(), 5)
		c.leaf(pt(2, -66), pt(128, -176), 62, -0.16, leafGreen().light(0.1), 5)
		c.leaf(pt(0, -104), pt(14, -262), 40, 0.05, youngLeaf(), 3)
	})
}

// dryTea is one curled leaf of tea.
func (c *canvas) dryTea(x, y float64, t tint) {
	a := c.within(0, math.Pi*2)
	s, co := math.Sincos(a)
	d := pt(co*c.within(14, 24), s*11)
	bow := pt(c.within(-9, 9), -c.within(3, 10))
	at := pt(x, y)
	c.stroke(spline(at.sub(d), at.add(bow), at.add(d)), swelling(c.within(8, 12)), mix(t, t.light(0.35), c.Float64()*0.8))
}

func (c *canvas) tea(m mood, v int) {
	liquor := []tint{hex(0xC9C06A), hex(0xC98A4A), hex(0xB9C77A), hex(0xB6642F)}[v%4]
	china := []tint{hex(0xF6F0E0), celadon(), hex(0xF6F0E0), hex(0x8A5A44)}[v%4]
	switch v % 3 {
	case 0:
		body := []tint{clay(), hex(0x6E4B3A), jade(), celadon()}[v/3%4]
		c.at(720, 970, 1.3, 0, func() { c.pot(shades(body)) })
		c.at(1150, 1050, 1.12, 0, func() { c.cup(shades(china), jade(), liquor); c.steam(0, -196, 250) })
		c.teaBuds(300, 1110, 1.05, -38)
	case 1:
		c.at(620, 960, 1, 0, func() {
			c.tray(480)
			leaf := []tint{hex(0x4B5B3C), hex(0x5A4636)}[v/3%2]
			c.flat(mound(640, 190).moved(0, 20), leaf.dark(0.35))
			c.at(0, 20, 1, 0, func() { c.heap(640, 190, 26, func(x, y float64) { c.dryTea(x, y, leaf) }) })
		})
		c.at(1230, 1060, 1.5, 0, func() { c.cup(shades(china), indigo(), liquor); c.steam(0, -196, 240) })
		c.teaBuds(1000, 860, 0.8, 14)
	default:
		p := profile{pt(190, 0), pt(236, 120), pt(262, 250), pt(272, 320)}
		c.at(600, 1010, 1.12, 0, func() {
			c.woven(p, shades(bamboo()), wood(), 34)
			c.basketMouth(p, shades(bamboo()), 20)
			for i := range 30 {
				x := -225 + float64(i%10)*50 + c.within(-18, 18)
				y := -330 - float64(2-i/10)*30 + absf(x)*0.1
				a := -90 + x*0.22 + c.within(-30, 30)
				s, co := math.Sincos(a * math.Pi / 180)
				c.leaf(pt(x, y+30), pt(x+co*130, y+30+s*130), 52, 0.1, mix(leafGreen(), youngLeaf(), c.Float64()*0.8), 4)
			}
		})
		c.at(1090, 1070, 1.25, 0, func() { c.cup(shades(china), jade(), liquor); c.steam(0, -196, 230) })
		c.teaBuds(1370, 1130, 0.8, 26)
	}
}

// flowerHead is a flower seen half from above: petals in two rows around a heart.
func (c *canvas) flowerHead(x, y, r float64, petals int, t tones, heart tint) {
	for row := range 2 {
		k := 1 - 0.3*float64(row)
		for i := range petals {
			a := (float64(i)+0.5*float64(row))/float64(petals)*2*math.Pi + 0.3
			s, co := math.Sincos(a)
			tip := pt(x+co*r*k, y+s*r*k*0.72)
			shape := leafShape(pt(x+co*r*0.12, y+s*r*0.08), tip, r*4.6/float64(petals)*k, 0)
			tone := t.base
			if s > 0.2 || co > 0.5 {
				tone = mix(t.base, t.dim, 0.6)
			}
			if row == 1 {
				tone = mix(tone, t.lit, 0.5)
			}
			c.flat(shape, tone)
			c.stroke(segment(pt(x+co*r*0.2, y+s*r*0.15), between(pt(x, y), tip, 0.75)), tapering(3), t.deep.fade(0.3))
		}
	}
	c.flat(ellipse(x, y, r*0.24, r*0.19), heart.dark(0.2))
	for range 16 {
		c.flat(circle(x+c.within(-0.2, 0.2)*r, y+c.within(-0.17, 0.13)*r, r*0.035), heart.light(c.within(0.1, 0.6)))
	}
}

// tumbler is a straight glass with a drink in it.
func tumbler() profile { return profile{pt(96, 0), pt(106, 20), pt(124, 180), pt(136, 330)} }

func (c *canvas) drink(liquid tint, level float64) {
	p := tumbler()
	c.glass(p, hex(0xDDE8E2), liquid, level)
	top := p.top()
	c.stroke(ellipse(0, -top.y, top.x-3, top.x*tilt), even(5), hex(0xFFFFFA).fade(0.75))
}

func (c *canvas) herbalTea(m mood, v int) {
	petal := []tint{hex(0xE6BE5A), hex(0x6C6FA8), hex(0xB5484E), hex(0xF3EBDD), hex(0xC98FA0)}[v%5]
	liquor := []tint{hex(0xD9B45A), hex(0x5F6AA0), hex(0xB04A44), hex(0xC2BC6E), hex(0xC78A6A)}[v%5]
	heart := []tint{hex(0xC98A2E), hex(0xE8D7A0), hex(0x6E2C34), hex(0xD9B04E), hex(0xD9B04E)}[v%5]
	t := shades(petal)
	if v%2 == 0 {
		c.at(640, 1020, 1.5, 0, func() { c.drink(liquor, 262); c.steam(0, -350, 200) })
		c.sprig(pt(1010, 1080), pt(1390, 960), 2, 190, 84, leafGreen())
		c.flowerHead(1040, 1010, 150, 8, t, heart)
		c.flowerHead(1290, 1090, 110, 8, t, heart)
		c.flowerHead(330, 1090, 96, 8, t, heart)
		return
	}
	c.at(980, 990, 1.25, 0, func() { c.pot(shades(hex(0xEFE6D2))) })
	c.at(480, 1060, 1.5, 0, func() { c.cup(shades(hex(0xF6F0E0)), jade(), liquor); c.steam(0, -196, 240) })
	c.leaf(pt(720, 1120), pt(560, 1150), 60, 0.1, leafGreen(), 5)
	c.leaf(pt(720, 1120), pt(880, 1160), 60, -0.1, leafGreen(), 5)
	c.flowerHead(730, 1110, 92, 8, t, heart)
	c.flowerHead(1340, 1100, 110, 8, t, heart)
	c.leaf(pt(1250, 1130), pt(1130, 1160), 56, 0.1, leafGreen().light(0.1), 4)
}
