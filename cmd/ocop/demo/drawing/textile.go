package drawing

// silk hangs in folds over a bamboo pole, or lies in bolts.
func (c *canvas) silk(m mood, v int) {
	t := []tint{hex(0xC98A86), jade(), hex(0xE3C68A), indigo().light(0.15), plum()}[v%5]
	second := []tint{hex(0xEFE0C8), celadon(), terracotta()}[v%3]
	if v%2 == 0 {
		pole := bamboo().dark(0.12)
		c.drape(330, 250, 430, 720, shades(t))
		c.drape(820, 250, 390, 620, shades(second))
		c.pole(150, 1450, 252, pole)
		c.cocoons(1290, 1080)
		return
	}
	for i := range 3 {
		tone := []tint{t, second, t.light(0.3)}[i]
		c.bolt(720-float64(i)*20, 1020-float64(i)*150, tone)
	}
	c.cocoons(1270, 1080)
	c.leaf(pt(1370, 1010), pt(1500, 860), 120, 0.1, leafGreen(), 7)
}

// drape is cloth hung over a pole at (x, y), w wide and l long.
func (c *canvas) drape(x, y, w, l float64, t tones) {
	hem := []point{}
	for i := range 13 {
		f := float64(i) / 12
		hem = append(hem, pt(x+w*(f*1.14-0.07), y+l+26*sind(f*360*2.5)+30*f))
	}
	reverse(hem)
	cloth := path{}.move(pt(x, y)).line(pt(x+w, y)).cube(pt(x+w*1.02, y+l*0.4), pt(x+w*1.06, y+l*0.7), hem[0]).through(hem).
		cube(pt(x-w*0.07, y+l*0.7), pt(x-w*0.02, y+l*0.4), pt(x, y)).close()
	c.flat(cloth.moved(26, 12), hex(0x3A2E22).fade(0.1))
	c.flat(cloth, t.base)
	c.inside(cloth, func() {
		for i := range 6 {
			f := (float64(i) + 0.5) / 6
			px, qx := x+w*f, x+w*(f*1.14-0.07)
			fold := path{}.through([]point{pt(px, y), pt(between(pt(px, 0), pt(qx, 0), 0.5).x+10*sind(f*700), y+l*0.5), pt(qx, y+l+70)}).
				line(pt(qx+w*0.1, y+l+70)).through([]point{pt(qx+w*0.1, y+l+70), pt(px+w*0.06, y+l*0.5), pt(px+w*0.03, y)}).close()
			c.flat(fold, t.dim.fade(0.75))
			c.stroke(spline(pt(px-w*0.05, y), pt(px-w*0.05, y+l*0.5), pt(qx-w*0.055, y+l+60)), swelling(w*0.05), t.lit.fade(0.7))
		}
		c.flat(box(x-w, y+l-54, 3*w, 9, 0).on(affine{a: 1, b: 0.04, d: 1, f: -x * 0.04}), t.lit)
		c.flat(box(x-w, y+l-34, 3*w, 4, 0).on(affine{a: 1, b: 0.04, d: 1, f: -x * 0.04}), t.lit)
	})
}

// bolt is a roll of cloth lying, its end to the right.
func (c *canvas) bolt(x, y float64, tone tint) {
	t := shades(tone)
	c.at(x, y, 1, -2, func() {
		c.shadow(30, 86, 440)
		c.form(box(-430, -80, 860, 168, 76), t, 0, 50)
		c.inside(box(-430, -80, 860, 168, 76), func() {
			for i := range 7 {
				py := -66 + float64(i)*22
				c.stroke(spline(pt(-430, py), pt(-60, py+c.within(-4, 6)), pt(420, py)), swelling(5), t.lit.fade(0.5))
			}
		})
		c.flat(ellipse(394, 4, 44, 84), t.dim)
		for _, k := range []float64{0.84, 0.6, 0.36} {
			c.stroke(ellipse(394, 4, 44*k, 84*k), even(6), t.lit)
		}
		c.flat(ellipse(394, 4, 9, 17), wood())
		flap := path{}.through([]point{pt(-330, 60), pt(-350, 110), pt(-320, 136)}).line(pt(60, 136)).through([]point{pt(60, 136), pt(80, 110), pt(60, 60)}).close()
		c.form(flap, t, 0, 16)
	})
}

// cocoons are silk cocoons on a small tray.
func (c *canvas) cocoons(x, y float64) {
	c.at(x, y, 0.5, 0, func() {
		c.tray(380)
		c.heap(430, 90, 104, func(px, py float64) {
			c.at(px, py-14, 1, c.within(-40, 40), func() {
				c.round(0, 0, 70, 42, blob(pt(-70, 0), pt(-40, -38), pt(0, -30), pt(40, -38), pt(70, 0), pt(40, 38), pt(0, 30), pt(-40, 38)), shades(hex(0xF3EAD2)))
			})
		})
	})
}

// brocade is woven cloth of the highlands, in bands of diamonds and steps.
func (c *canvas) brocade(m mood, v int) {
	ground := []tint{indigo().dark(0.2), hex(0x8E3B3A), hex(0x2F4A42)}[v%3]
	accents := [][]tint{
		{hex(0xD9694A), hex(0xEBD9A8), hex(0x7FA88E), hex(0xD9A05A)},
		{hex(0xF1E4C4), hex(0x34495E), hex(0xDDA25A), hex(0x7FA88E)},
		{hex(0xE3B87A), hex(0xC9584A), hex(0xF1E4C4), hex(0x93B8A8)},
	}[v%3]
	pole := darkWood()
	sheet := path{}.move(pt(300, 190)).line(pt(1230, 176)).cube(pt(1250, 500), pt(1262, 720), pt(1290, 960)).
		through([]point{pt(1290, 960), pt(1060, 984), pt(800, 962), pt(540, 986), pt(280, 958)}).
		cube(pt(290, 700), pt(296, 480), pt(300, 190)).close()
	c.flat(sheet.moved(30, 16), hex(0x3A2E22).fade(0.16))
	c.flat(sheet, ground)
	c.inside(sheet, func() {
		y := 214.0
		for i := 0; y < 960; i++ {
			y += c.brocadeBand(y, i+v, ground, accents)
		}
		for i := range 5 {
			x := 380 + float64(i)*200
			c.fill(box(x, 150, 120, 900, 0), linear(pt(x, 0), pt(x+120, 0), hex(0x000000).fade(0), hex(0x000000).fade(0.14)))
			c.fill(box(x+119, 150, 50, 900, 0), linear(pt(x+119, 0), pt(x+169, 0), hex(0x000000).fade(0.14), hex(0x000000).fade(0)))
		}
	})
	for i := range 50 {
		x := 286 + float64(i)*20.4
		c.stroke(spline(pt(x, 956+8*sind(float64(i)*30)), pt(x+c.within(-4, 4), 1000), pt(x+c.within(-8, 8), 1040)), tapering(9), accents[i%3])
	}
	c.pole(190, 1360, 190, pole)
}

// brocadeBand draws one band of pattern and says how tall it is.
func (c *canvas) brocadeBand(y float64, kind int, ground tint, accents []tint) float64 {
	a, b := accents[kind%4], accents[(kind+1)%4]
	switch kind % 4 {
	case 0: // stripes
		c.flat(box(200, y, 1200, 14, 0), a)
		c.flat(box(200, y+22, 1200, 6, 0), b)
		return 46
	case 1: // diamonds
		for i := range 19 {
			x := 250 + float64(i)*64
			d := polygon(pt(x, y+50), pt(x+30, y), pt(x+60, y+50), pt(x+30, y+100))
			c.flat(d, a)
			c.flat(d.about(pt(x+30, y+50), 0.62, 0.62, 0), ground)
			c.flat(d.about(pt(x+30, y+50), 0.32, 0.32, 0), b)
		}
		return 122
	case 2: // zigzag
		for i := range 30 {
			x := 240 + float64(i)*40
			c.flat(polygon(pt(x, y+44), pt(x+20, y+4), pt(x+40, y+44), pt(x+40, y+60), pt(x+20, y+20), pt(x, y+60)), a)
		}
		return 80
	default: // crosses
		for i := range 24 {
			x := 246 + float64(i)*50
			c.flat(box(x, y+18, 36, 12, 0), b)
			c.flat(box(x+12, y+6, 12, 36, 0), b)
		}
		return 66
	}
}
