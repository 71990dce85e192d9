package drawing

import "math"

// leafShape is a leaf from its stem to its tip, widest before the middle; bend curves it to the left (or right below 0).
func leafShape(stem, tip point, broad, bend float64) path {
	axis := tip.sub(stem)
	side := axis.unit().left()
	along := func(t, off float64) point {
		return stem.add(axis.times(t)).add(side.times(off + bend*axis.length()*t*(1-t)))
	}
	w := broad / 2
	return path{}.move(stem).
		cube(along(0.1, w*0.75), along(0.32, w*1.35), along(0.52, w)).
		cube(along(0.72, w*0.7), along(0.88, w*0.25), tip).
		cube(along(0.88, -w*0.25), along(0.72, -w*0.7), along(0.52, -w)).
		cube(along(0.32, -w*1.35), along(0.1, -w*0.75), stem).close()
}

// leafSpine is the midrib of the same leaf.
func leafSpine(stem, tip point, bend float64) []point {
	axis := tip.sub(stem)
	side := axis.unit().left()
	pts := make([]point, 0, 6)
	for i := range 6 {
		t := float64(i) / 5
		pts = append(pts, stem.add(axis.times(t)).add(side.times(bend*axis.length()*t*(1-t))))
	}
	return pts
}

// leaf draws a leaf with its lower half in shade, its midrib and veins.
func (c *canvas) leaf(stem, tip point, broad, bend float64, t tint, veins int) {
	shape := leafShape(stem, tip, broad, bend)
	axis := tip.sub(stem)
	side := axis.unit().left()
	lower := 1.0
	if side.x*0.5+side.y > 0 {
		lower = -1 // the left-hand side faces down: shade that one
	}
	spine := leafSpine(stem, tip, bend)
	c.flat(shape, t)
	c.inside(shape, func() {
		c.fill(shape, linear(stem, tip, t.dark(0.25).fade(0.6), t.light(0.3).fade(0.5)))
		half := spline(spine...)
		c.flat(half.line(tip.sub(side.times(lower*broad))).line(stem.sub(side.times(lower*broad))).close(), t.dark(0.3).fade(0.6))
		for i := range veins {
			f := 0.14 + 0.7*float64(i)/float64(max(veins, 1))
			at := stem.add(axis.times(f)).add(side.times(bend * axis.length() * f * (1 - f)))
			for _, k := range []float64{-1, 1} {
				end := at.add(axis.times(0.16)).add(side.times(k * broad * 0.5))
				c.stroke(spline(at, between(at, end, 0.5).add(axis.times(-0.015)), end), tapering(broad*0.035), t.light(0.5).fade(0.55))
			}
		}
	})
	c.stroke(spline(spine...), tapering(max(broad*0.06, 2)), t.light(0.55).fade(0.85))
}

// sprig draws a stem with leaves on both sides and one at its end.
func (c *canvas) sprig(from, to point, pairs int, long, broad float64, t tint) {
	axis := to.sub(from)
	bow := axis.unit().left().times(axis.length() * 0.08)
	stem := spline(from, between(from, to, 0.5).add(bow), to)
	c.stroke(stem, tapering(max(broad*0.14, 4)), t.dark(0.3))
	angle := math.Atan2(axis.y, axis.x)
	for i := range pairs {
		f := (float64(i) + 0.7) / (float64(pairs) + 0.4)
		at := between(from, to, f).add(bow.times(4 * f * (1 - f)))
		size := long * (1 - 0.3*f)
		for _, k := range []float64{-1, 1} {
			s, co := math.Sincos(angle + k*(0.8+c.within(-0.12, 0.12)))
			c.leaf(at, at.add(pt(co, s).times(size)), broad*(1-0.25*f), 0.12*k, mix(t, t.light(0.3), c.Float64()*0.7), 4)
		}
	}
	c.leaf(to.sub(axis.unit().times(long*0.1)), to.add(axis.unit().times(long*0.75)), broad*0.8, 0.05, t.light(0.18), 4)
}
