package drawing

func (c *canvas) pottery(m mood, v int) {
	body := []tint{celadon(), hex(0xF1E8D6), terracotta(), hex(0x5E7A6E)}[v%4]
	deco := []tint{jade(), indigo(), brick(), hex(0xE3D3A8)}[v%4]
	switch v % 3 {
	case 0:
		c.at(560, 1020, 1.2, 0, func() { c.vase(body, deco) })
		c.at(950, 1040, 1, 0, func() { c.bowl(shades(body), deco, body.dark(0.2), nil) })
		c.at(1270, 1090, 1, 0, func() { c.cup(shades(body), deco, hex(0xC9C06A)) })
	case 1:
		c.at(800, 970, 1.2, 0, func() { c.pot(shades(body)) })
		for i, q := range []point{{430, 1060}, {1110, 1080}, {1300, 1030}} {
			c.at(q.x, q.y, 1, 0, func() { c.cup(shades(body), deco, []tint{hex(0xC9C06A), hex(0xC98A4A)}[i%2]) })
		}
	default:
		c.at(880, 980, 1.15, 0, func() { c.jug(body, body.dark(0.3), deco) })
		c.at(470, 1040, 0.95, 0, func() { c.vase(body.light(0.15), deco) })
		c.at(1240, 1080, 0.8, 0, func() { c.bowl(shades(body.dark(0.1)), deco, body.dark(0.3), nil) })
	}
}

// vase is a tall vase with glaze bands and a painted spray.
func (c *canvas) vase(body, deco tint) {
	p := profile{pt(110, 0), pt(120, 30), pt(180, 160), pt(206, 280), pt(170, 400), pt(86, 500), pt(70, 560), pt(104, 620)}
	t := shades(body)
	c.shadow(0, 6, 150)
	c.turned(p, t, func() {
		c.flat(p.band(10, 44), deco)
		c.stroke(p.ring(64), even(5), deco)
		for _, h := range []float64{452, 470, 540} {
			c.stroke(p.ring(h), even(6), deco)
		}
		c.stroke(spline(pt(-140, -110), pt(-60, -210), pt(20, -270), pt(120, -380)), swelling(9), deco)
		for i, q := range []point{{-104, -150}, {-56, -210}, {-10, -250}, {44, -290}, {86, -336}} {
			s := float64(1 - 2*(i%2))
			c.flat(leafShape(q, q.add(pt(s*70, -54+30*s)), 34, 0.1), deco.fade(0.85))
		}
		for i := range 5 {
			c.flat(leafShape(pt(110, -270), pt(110+50*cosd(float64(i)*72), -270+46*sind(float64(i)*72)), 40, 0), deco.light(0.25))
		}
	})
	c.gleam(24, 0.5, pt(-150, -170), pt(-176, -270), pt(-148, -370))
	c.mouth(p, t.lit, t.deep, 13)
}

// incense is a bundle of sticks fanned out like a flower, and a burner.
func (c *canvas) incense(m mood, v int) {
	red := []tint{hex(0xB5443C), hex(0xA83E52), hex(0xC77A3A)}[v%3]
	bundle := func() {
		c.shadow(0, 6, 130)
		for i := range 64 {
			a := -90 + (float64(i)-31.5)*1.55 + c.within(-0.6, 0.6)
			tip := pt(600*cosd(a), 640*sind(a)*(0.86+0.14*cosd((a+90)*1.4))+c.within(-8, 8))
			mid := tip.times(0.34)
			tone := mix(red, red.dark(0.3), c.Float64())
			c.stroke(segment(pt(float64(i-32)*1.5, 0), mid), even(6), bamboo().dark(0.1*float64(i%3)))
			c.stroke(segment(mid, tip), even(13), tone)
		}
		c.form(box(-62, -170, 124, 46, 14), shades(straw()), 40, 0)
		c.form(blob(pt(-56, 0), pt(-40, -26), pt(40, -26), pt(56, 0), pt(30, 16), pt(-30, 16)), shades(bamboo()), 20, 0)
	}
	if v%2 == 0 {
		c.at(800, 1060, 1.1, 0, bundle)
		c.at(330, 1080, 0.62, -12, bundle)
		c.at(1270, 1080, 0.62, 12, bundle)
		return
	}
	c.at(560, 1060, 1, 0, bundle)
	p := profile{pt(120, 0), pt(110, 30), pt(190, 100), pt(200, 180), pt(176, 230)}
	c.at(1130, 1050, 1.05, 0, func() {
		t := shades(celadon())
		for _, x := range []float64{-34, 0, 40} {
			c.stroke(segment(pt(x*0.6, -230), pt(x, -560)), even(9), red)
			c.flat(circle(x, -562, 7), hex(0xE9A060))
		}
		c.shadow(0, 6, 150)
		c.turned(p, t, func() { c.stroke(p.ring(180), even(7), jade()); c.stroke(p.ring(50), even(7), jade()) })
		c.filled(p, t.lit, t.dim, hex(0xB9AE98), 15, 14)
		for _, x := range []float64{-20, 0, 24} {
			c.stroke(segment(pt(x*0.6, -220), pt(x*0.8, -330)), even(9), red)
		}
		c.steam(0, -570, 230)
	})
}
