package drawing

// tint is a colour with straight alpha, each part from 0 to 1.
type tint struct{ r, g, b, a float64 }

func hex(v uint32) tint {
	return tint{float64(v>>16&255) / 255, float64(v>>8&255) / 255, float64(v&255) / 255, 1}
}

func mix(a, b tint, k float64) tint {
	return tint{a.r + (b.r-a.r)*k, a.g + (b.g-a.g)*k, a.b + (b.b-a.b)*k, a.a + (b.a-a.a)*k}
}

// fade is the tint with its alpha times k.
func (t tint) fade(k float64) tint { t.a *= k; return t }

// dark is the tint in shade: k = 1 is deep. Reds last longest, so that shadows stay warm.
func (t tint) dark(k float64) tint {
	return tint{t.r * (1 - 0.72*k), t.g * (1 - 0.82*k), t.b * (1 - 0.80*k), t.a}
}

// light is the tint in sun: k = 1 is nearly cream.
func (t tint) light(k float64) tint {
	lit := mix(t, hex(0xFFF7E3), k)
	lit.a = t.a
	return lit
}

// paint is what fills a shape: one tint, or two run into each other along a line or out of a centre.
type paint struct {
	from, to tint
	span     affine // units to (0…1) along the line, or to the unit circle
	shape    blend
}

type blend uint8

const (
	flatPaint blend = iota
	linearPaint
	radialPaint
)

func plain(t tint) paint { return paint{from: t} }

// linear runs from one tint at a to another at b.
func linear(a, b point, from, to tint) paint {
	d := b.sub(a)
	l := max(d.x*d.x+d.y*d.y, 1e-9)
	span := affine{a: d.x / l, c: d.y / l, e: -(a.x*d.x + a.y*d.y) / l}
	return paint{from, to, span, linearPaint}
}

// radial runs from one tint at the centre to another at the rim of an ellipse.
func radial(x, y, rx, ry float64, from, to tint) paint {
	return paint{from, to, move(-x, -y).then(scaling(1/rx, 1/ry)), radialPaint}
}

// at is the tint at t of the way from 0 to 1. A negative alpha at one end means: nothing until well on the way.
func (p paint) at(t float64) tint {
	out := mix(p.from, p.to, t*t*(3-2*t))
	out.a = max(out.a, 0)
	return out
}
