package drawing

// mustard is a bunch of leafy greens tied at the stems, its leaves upwards from the origin.
func (c *canvas) mustard(k float64, t tint, curly bool) {
	c.at(0, 0, k, 0, func() {
		c.shadow(0, 10, 150)
		for i, a := range []float64{-150, -30, -128, -52, -108, -72, -90} {
			l := 330 + 16*float64(i)
			tip := pt(l*cosd(a), l*sind(a))
			mid := tip.times(0.42)
			tone := mix(t.dark(0.18), t.light(0.22), float64(i)/6)
			c.stroke(spline(pt(8*float64(i-3), 0), mid.times(0.6), mid.add(tip.times(0.2))), tapering(38), hex(0xDDE3B4).dark(0.06*float64(6-i)))
			if curly {
				c.curlyLeaf(mid, tip, 170, tone)
				continue
			}
			c.leaf(mid.times(0.7), tip, 168, 0.06*sign(cosd(a)+0.001), tone, 6)
		}
		c.form(box(-64, -76, 128, 40, 16), shades(straw()), 40, 0)
		for i := range 7 {
			c.form(box(-58+float64(i)*17, -40, 20, 50, 8), shades(hex(0xDDE3B4)), 6, 0)
		}
	})
}

// curlyLeaf is a kale leaf with a ruffled edge.
func (c *canvas) curlyLeaf(stem, tip point, broad float64, t tint) {
	axis := tip.sub(stem)
	side := axis.unit().left()
	var pts []point
	for i := range 15 {
		f := float64(i) / 14
		w := broad * 0.62 * (1 - (2*f-0.9)*(2*f-0.9)*0.7)
		w *= 1 + 0.2*cosd(float64(i)*180)
		pts = append(pts, stem.add(axis.times(f)).add(side.times(w)))
	}
	for i := 14; i >= 0; i-- {
		f := float64(i) / 14
		w := broad * 0.62 * (1 - (2*f-0.9)*(2*f-0.9)*0.7) * (1 + 0.2*cosd(float64(i+1)*180))
		pts = append(pts, stem.add(axis.times(f)).sub(side.times(w)))
	}
	c.form(blob(pts...), shades(t), 14, 14)
	c.stroke(segment(stem, between(stem, tip, 0.85)), tapering(12), t.light(0.5))
	for i := range 5 {
		f := 0.15 + 0.15*float64(i)
		at := stem.add(axis.times(f))
		for _, s := range []float64{-1, 1} {
			c.stroke(segment(at, at.add(axis.times(0.14)).add(side.times(s*broad*0.4))), tapering(6), t.light(0.4).fade(0.8))
		}
	}
}

func (c *canvas) greens(m mood, v int) {
	t := []tint{leafGreen(), hex(0x7FA84E), hex(0x4E8054)}[v%3]
	if v%2 == 0 {
		p := profile{pt(220, 0), pt(290, 80), pt(330, 170), pt(340, 220)}
		c.at(660, 1030, 1.15, 0, func() {
			c.woven(p, shades(bamboo()), wood(), 34)
			c.basketMouth(p, shades(bamboo()), 20)
			for i, x := range []float64{-190, 190, -60, 70} {
				c.at(x, -190, 0.82, x*0.07, func() { c.mustard(1, mix(t, t.light(0.3), float64(i)/4), i%2 == 1) })
			}
		})
		c.at(660, 1030, 1.15, 0, func() {
			c.inside(box(-600, -214, 1200, 500, 0), func() { // the basket's front, over the stems
				c.woven(profile{pt(220, 0), pt(290, 80), pt(330, 170), pt(338, 206)}, shades(bamboo()), wood(), 34)
			})
			c.stroke(spline(halfRound(342, -212, 180, 0)...), even(20), bamboo().light(0.3))
		})
		c.radish(1240, 1080, 0.9, -18)
		return
	}
	c.at(520, 1080, 1.45, -6, func() { c.mustard(1, t, v%3 == 1) })
	c.at(980, 1100, 1.2, 10, func() { c.mustard(1, t.light(0.15), v%3 == 0) })
	c.radish(1330, 1110, 0.7, -20)
}

// radish is a white root with its leaves, lying.
func (c *canvas) radish(x, y, k, degrees float64) {
	t := shades(hex(0xF3EEE0))
	c.at(x, y, k, degrees, func() {
		c.shadow(0, 60, 200)
		for i, a := range []float64{-40, -14, 14} {
			c.leaf(pt(150, 0), pt(150+230*cosd(a), 230*sind(a)), 84, 0.08, leafGreen().light(0.08*float64(i)), 5)
		}
		c.round(0, 0, 200, 60, path{}.through([]point{pt(-270, 30), pt(-150, -30), pt(0, -60), pt(130, -58), pt(176, 0)}).through([]point{pt(130, 60), pt(0, 64), pt(-150, 44), pt(-270, 30)}).close(), t)
		for _, px := range []float64{-120, -30, 70} {
			c.stroke(spline(pt(px, 20), pt(px+20, 30), pt(px+44, 28)), swelling(4), t.deep.fade(0.4))
		}
	})
}

// carrot lies with its leaves to the right.
func (c *canvas) carrot(x, y, k, degrees float64, t tint) {
	tone := shades(t)
	c.at(x, y, k, degrees, func() {
		c.shadow(-20, 60, 230)
		c.dillTuft(180, 0)
		shape := path{}.through([]point{pt(-320, 16), pt(-160, -30), pt(40, -62), pt(160, -60), pt(196, 0)}).through([]point{pt(160, 60), pt(40, 62), pt(-160, 40), pt(-320, 16)}).close()
		c.form(shape, tone, 0, 24)
		c.inside(shape, func() {
			for i := range 8 {
				px := -230 + float64(i)*52
				c.stroke(spline(pt(px, -40), pt(px+26, -34), pt(px+50, -46)), swelling(5), tone.deep.fade(0.5))
			}
		})
		c.gleam(13, 0.45, pt(-180, -14), pt(0, -40), pt(140, -40))
	})
}

func (c *canvas) dillTuft(x, y float64) {
	for _, a := range []float64{-34, -12, 10, 32} {
		tip := pt(x+250*cosd(a), y+250*sind(a))
		c.stroke(spline(pt(x, y), between(pt(x, y), tip, 0.5).add(pt(0, -10)), tip), tapering(10), deepLeaf())
		for j := range 6 {
			at := between(pt(x, y), tip, 0.35+0.12*float64(j))
			for _, s := range []float64{-44, 44} {
				c.stroke(segment(at, at.add(pt(52*cosd(a+s), 52*sind(a+s)))), tapering(13), leafGreen())
			}
		}
	}
}

// tuber is a potato, sweet potato or taro.
func (c *canvas) tuber(x, y, k, degrees float64, t tint) {
	tone := shades(t)
	c.at(x, y, k, degrees, func() {
		c.shadow(0, 88, 190)
		shape := blob(pt(-230, 10), pt(-140, -86), pt(20, -104), pt(150, -80), pt(230, 0), pt(150, 82), pt(0, 100), pt(-150, 84))
		c.round(0, 0, 225, 100, shape, tone)
		for _, q := range []point{{-120, -20}, {-20, 40}, {70, -40}, {130, 30}, {-60, -60}} {
			c.stroke(spline(q, q.add(pt(16, 7)), q.add(pt(34, 0))), swelling(7), tone.deep.fade(0.6))
		}
	})
}

func (c *canvas) rootCrops(m mood, v int) {
	switch v % 3 {
	case 0:
		for i, q := range []point{{640, 900}, {760, 980}, {620, 1060}} {
			c.carrot(q.x, q.y, 1.25, []float64{-10, 4, -4}[i], hex(0xDD7F3A))
		}
	case 1:
		for i, q := range []point{{840, 880}, {540, 940}, {820, 1050}, {1150, 1030}} {
			c.tuber(q.x, q.y, 1.05, []float64{12, -14, 6, 24}[i], hex(0xCDA66A))
		}
		c.leaf(pt(280, 1130), pt(150, 1010), 90, 0.1, leafGreen(), 6)
	default:
		for i, q := range []point{{820, 880}, {520, 950}, {860, 1050}} {
			c.tuber(q.x, q.y, 1.1, []float64{10, -16, 4}[i], hex(0x9A5260))
		}
		c.flat(ellipse(1236, 1066, 112, 92), hex(0x7A3E4C))
		c.flat(ellipse(1230, 1058, 104, 84), hex(0xE7B45C))
		c.stroke(ellipse(1230, 1058, 66, 50), even(5), hex(0xF0CF8C))
	}
}

// gourds are long green vegetables: cucumber, luffa, wax gourd, bitter melon.
func (c *canvas) gourds(m mood, v int) {
	t := []tint{hex(0x6F9A4E), hex(0x8FAF5F), hex(0x5B8A56)}[v%3]
	for i, q := range []point{{720, 870}, {640, 980}, {780, 1085}} {
		tone := shades(mix(t, t.light(0.2), float64(i%2)*0.6))
		c.at(q.x, q.y, 1.2, []float64{-8, -2, 3}[i], func() {
			c.shadow(10, 66, 340)
			shape := blob(pt(-370, -14), pt(-300, -68), pt(-60, -74), pt(180, -66), pt(330, -56), pt(380, 4), pt(320, 62), pt(100, 66), pt(-160, 72), pt(-320, 50))
			c.form(shape, tone, 0, 30)
			c.inside(shape, func() {
				for j := range 5 {
					py := -52 + float64(j)*24
					c.stroke(spline(pt(-380, py*0.5), pt(-100, py), pt(150, py), pt(390, py*0.5)), swelling(7), tone.lit.fade(0.55))
				}
				if v%3 == 2 {
					for range 90 {
						c.flat(ellipse(c.within(-360, 370), c.within(-70, 60), 9, 6), tone.lit.fade(0.7))
					}
				}
			})
			c.gleam(14, 0.35, pt(-290, -40), pt(0, -52), pt(290, -36))
			c.stroke(spline(pt(-366, -12), pt(-420, -26), pt(-446, -64)), even(22), leafGreen().dark(0.3))
		})
	}
	c.vineLeaf(300, 800, 1, -16)
	for i := range 3 {
		x := 1270 + float64(i)*56
		c.flat(ellipse(x+6, 1066+float64(i)*24+8, 70, 50), t.dark(0.4))
		c.flat(ellipse(x, 1066+float64(i)*24, 70, 50), t)
		c.flat(ellipse(x-2, 1064+float64(i)*24, 58, 40), hex(0xE6ECC6))
		for j := range 6 {
			c.flat(ellipse(x+24*cosd(float64(j)*60), 1064+float64(i)*24+16*sind(float64(j)*60), 7, 5), hex(0xC9D29A))
		}
	}
}

func (c *canvas) tomatoes(m mood, v int) {
	t := shades([]tint{hex(0xC9483A), hex(0xD96F3E)}[v%2])
	for i, q := range []point{{820, 930}, {530, 990}, {1090, 1010}, {780, 1090}} {
		c.at(q.x, q.y, 1.15, 0, func() {
			c.shadow(0, -6, 140)
			c.round(0, -125, 166, 124, blob(pt(0, -236), pt(100, -246), pt(166, -150), pt(110, -22), pt(0, -4), pt(-110, -22), pt(-166, -150), pt(-100, -246)), t)
			c.gleam(20, 0.5, pt(-124, -110), pt(-116, -176), pt(-64, -216))
			for _, a := range []float64{-170, -125, -60, -15, 40, 140} {
				c.flat(leafShape(pt(0, -228), pt(88*cosd(a), -226+34*sind(a)), 26, 0.1), leafGreen().dark(0.08*float64(i%2)))
			}
			c.stroke(spline(pt(0, -228), pt(6, -260), pt(-6, -284)), even(13), leafGreen().dark(0.2))
		})
	}
	c.leaf(pt(320, 1120), pt(170, 1000), 90, 0.1, leafGreen(), 6)
}

// toadstool is one mushroom that stands at the origin.
func (c *canvas) toadstool(k float64, cap, stem tint, flat float64) {
	t, s := shades(cap), shades(stem)
	c.at(0, 0, k, 0, func() {
		c.shadow(0, 0, 70)
		body := path{}.through([]point{pt(-46, 0), pt(-38, -90), pt(-44, -200)}).line(pt(44, -200)).through([]point{pt(44, -200), pt(42, -90), pt(52, 0)}).through([]point{pt(20, 14), pt(-20, 14), pt(-46, 0)}).close()
		c.form(body, s, 26, 0)
		gills := ellipse(0, -196, 150, 40)
		c.flat(gills, stem.dark(0.3))
		c.inside(gills, func() {
			for i := range 15 {
				c.stroke(segment(pt(0, -190), pt(-150+float64(i)*21, -150)), even(3), stem.light(0.1))
			}
		})
		top := path{}.through([]point{pt(-158, -192), pt(-140, -192-flat*70), pt(-70, -192-flat*130), pt(0, -192-flat*146), pt(70, -192-flat*130), pt(140, -192-flat*70), pt(158, -192)}).through([]point{pt(80, -178), pt(0, -172), pt(-80, -178), pt(-158, -192)}).close()
		c.round(0, -210, 158, 130*flat, top, t)
		c.gleam(16, 0.45, pt(-116, -220-flat*20), pt(-80, -220-flat*66), pt(-20, -212-flat*100))
	})
}

func (c *canvas) mushrooms(m mood, v int) {
	cap := []tint{hex(0x9A6A48), hex(0xD9C9B0), hex(0x6E5A50), hex(0xB5573A)}[v%4]
	stem := hex(0xF0E6D4)
	if v%2 == 0 {
		c.at(700, 1000, 1, 0, func() { c.tray(540) })
		for i, q := range []point{{500, 930}, {760, 910}, {950, 950}, {620, 1020}, {840, 1040}} {
			c.at(q.x, q.y, []float64{1, 1.25, 0.95, 1.05, 0.9}[i], []float64{-12, 2, 14, -4, 8}[i], func() { c.toadstool(1, mix(cap, cap.light(0.2), float64(i%3)/3), stem, 0.85) })
		}
		c.leaf(pt(1280, 1120), pt(1450, 1020), 80, 0.1, leafGreen(), 6)
		return
	}
	c.log(760, 1060)
	for i, q := range []point{{480, 960}, {640, 930}, {860, 920}, {1010, 960}, {740, 990}} {
		c.at(q.x, q.y, []float64{1.15, 1.5, 1.35, 1.05, 1}[i], []float64{-14, -4, 8, 16, 0}[i], func() { c.toadstool(1, mix(cap, cap.light(0.2), float64(i%3)/3), stem, 0.7) })
	}
}

// log is a mossy trunk.
func (c *canvas) log(x, y float64) {
	c.at(x, y, 1, -2, func() {
		t := shades(darkWood())
		c.shadow(20, 90, 520)
		c.form(box(-520, -110, 1040, 210, 70), t, 0, 60)
		for i := range 8 {
			py := -80 + float64(i)*24
			c.stroke(spline(pt(-500, py), pt(-100, py+c.within(-10, 10)), pt(480, py)), swelling(7), t.deep.fade(0.6))
		}
		c.flat(ellipse(490, -5, 52, 102), wood().light(0.25))
		for _, k := range []float64{0.72, 0.46, 0.2} {
			c.stroke(ellipse(490, -5, 52*k, 102*k), even(5), wood().dark(0.1))
		}
		c.flat(spline(pt(-500, -90), pt(-380, -122), pt(-240, -104), pt(-80, -124), pt(120, -106), pt(300, -122), pt(440, -104)).through([]point{pt(380, -84), pt(200, -70), pt(40, -86), pt(-160, -62), pt(-340, -82), pt(-500, -90)}).close(), hex(0x7F9A58))
	})
}

// shoots are bamboo shoots, one cut open.
func (c *canvas) shoots(m mood, v int) {
	t := shades([]tint{hex(0xB5A06A), hex(0x93A45E)}[v%2])
	for i, q := range []point{{800, 990}, {500, 1030}, {1080, 1060}} {
		c.at(q.x, q.y, []float64{1.45, 1.3, 1.15}[i], []float64{3, -8, 12}[i], func() {
			c.shadow(0, 0, 150)
			shape := path{}.through([]point{pt(-130, 0), pt(-136, -120), pt(-90, -280), pt(-10, -430)}).through([]point{pt(10, -430), pt(92, -280), pt(138, -120), pt(130, 0)}).through([]point{pt(60, 26), pt(-60, 26), pt(-130, 0)}).close()
			c.form(shape, t, 60, 0)
			c.inside(shape, func() {
				for j := range 6 {
					y := -20 - float64(j)*74
					s := 1.0 - 2*float64(j%2)
					w := 170 - float64(j)*22
					husk := path{}.through([]point{pt(-s*w, y+30), pt(-s*w*0.4, y-20), pt(s*w*0.2, y-90), pt(s*w*0.34, y-150)}).through([]point{pt(s*w*0.6, y-60), pt(s*w, y+30)}).close()
					c.flat(husk, mix(t.base, []tint{t.lit, t.dim}[j%2], 0.6))
					c.stroke(spline(pt(-s*w, y+30), pt(-s*w*0.4, y-20), pt(s*w*0.2, y-90), pt(s*w*0.34, y-150)), even(5), t.deep.fade(0.6))
				}
			})
		})
	}
	c.leaf(pt(300, 1110), pt(120, 1010), 50, 0.1, leafGreen(), 4)
	c.leaf(pt(300, 1110), pt(160, 1130), 46, -0.1, leafGreen().light(0.1), 4)
}

// driedFruit is slices of it: slices on a plate with a jar.
func (c *canvas) driedFruit(m mood, v int) {
	t := []tint{hex(0xE0A03E), hex(0x8A4436), hex(0xD9BE7A), hex(0xC77A3A), hex(0xEDE4D0)}[v%5]
	piece := func(x, y float64) {
		tone := shades(mix(t, t.light(0.25), c.Float64()))
		c.at(x, y, 1, c.within(-50, 50), func() {
			shape := blob(pt(-64, 6), pt(-40, -28), pt(4, -20), pt(44, -32), pt(66, 0), pt(40, 26), pt(0, 18), pt(-42, 30))
			c.flat(shape.moved(3, 8), tone.deep.fade(0.5))
			c.form(shape, tone, 4, 9)
			c.stroke(spline(pt(-40, 0), pt(0, -6), pt(40, 0)), swelling(5), tone.deep.fade(0.4))
		})
	}
	if v%2 == 0 {
		p := tallJar()
		c.at(420, 1020, 1.45, 0, func() {
			c.glass(p, hex(0xE4E9DC), hex(0xF1E8D4), 310)
			c.inside(p.scaled(0.9, 0.98).outline(), func() {
				for i := range 60 {
					piece(c.within(-100, 100), -10-float64(i)*4.8)
				}
			})
			c.inside(p.outline(), func() {
				c.flat(p.slice(-0.86, -0.7), hex(0xFFFFFA).fade(0.5))
				c.flat(p.slice(0.7, 1.1), ink().fade(0.12))
			})
			c.cap(112, 366, 44, shades(wood()))
		})
		c.at(1030, 1010, 1, 0, func() {
			c.dish(400, shades(hex(0xEFE6D2)), jade())
			c.at(0, 0, 1, 0, func() { c.heap(520, 120, 66, piece) })
		})
		return
	}
	c.at(720, 970, 1, 0, func() {
		c.tray(540)
		c.heap(760, 130, 70, piece)
	})
	c.leaf(pt(1290, 1110), pt(1450, 1000), 80, 0.1, leafGreen(), 6)
}
