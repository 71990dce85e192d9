package drawing

import "math"

// flat is the path as runs of straight pieces, fine enough for a sheet that shows `scale` pixels a unit.
func (p path) flat(scale float64) (runs [][]point, closed []bool) {
	var run []point
	end := func(isClosed bool) {
		if len(run) > 1 {
			runs, closed = append(runs, run), append(closed, isClosed)
		}
		run = nil
	}
	for _, s := range p {
		switch s.verb {
		case moveTo:
			end(false)
			run = []point{s.p}
		case lineTo:
			run = append(run, s.p)
		case cubeTo:
			from := run[len(run)-1]
			n := int(math.Ceil(math.Sqrt((s.a.sub(from).length()+s.b.sub(s.a).length()+s.p.sub(s.b).length())*scale)/2.4)) + 1
			for i := 1; i <= n; i++ {
				run = append(run, cubicAt(from, s.a, s.b, s.p, float64(i)/float64(n)))
			}
		case closing:
			end(true)
		}
	}
	end(false)
	return runs, closed
}

func cubicAt(p0, p1, p2, p3 point, t float64) point {
	u := 1 - t
	return p0.times(u * u * u).add(p1.times(3 * u * u * t)).add(p2.times(3 * u * t * t)).add(p3.times(t * t * t))
}

// width says how wide a brush is at t, from 0 at the start of a stroke to 1 at its end.
type width func(t float64) float64

func even(w float64) width { return func(float64) float64 { return w } }

// swelling begins and ends thin, as a brush does.
func swelling(w float64) width {
	return func(t float64) float64 { return w * (0.12 + 0.88*math.Sin(math.Pi*t)) }
}

// tapering goes from w to a point.
func tapering(w float64) width { return func(t float64) float64 { return w * (1 - 0.92*t) } }

// brush is the outline of a stroke along p.
func (p path) brush(w width, scale float64) path {
	runs, closed := p.flat(scale)
	var out path
	for i, run := range runs {
		out = append(out, brushRun(distinct(run), closed[i], w)...)
	}
	return out
}

func distinct(run []point) []point {
	out := run[:1]
	for _, q := range run[1:] {
		if q.sub(out[len(out)-1]).length() > 1e-6 {
			out = append(out, q)
		}
	}
	return out
}

func brushRun(run []point, closed bool, w width) path {
	n := len(run)
	if closed && n > 2 && run[0].sub(run[n-1]).length() < 1e-6 {
		run, n = run[:n-1], n-1
	}
	if n < 2 {
		return nil
	}
	var total, gone float64
	for i := 1; i < n; i++ {
		total += run[i].sub(run[i-1]).length()
	}
	left, right := make([]point, n), make([]point, n)
	for i, q := range run {
		if i > 0 {
			gone += q.sub(run[i-1]).length()
		}
		side := normalAt(run, i, closed).times(w(gone/total) / 2)
		left[i], right[i] = q.add(side), q.sub(side)
	}
	reverse(right)
	if closed {
		return append(polygon(left...), polygon(right...)...)
	}
	return polygon(append(withCap(left, run[n-1]), withCap(right, run[0])...)...)
}

// normalAt is the mitred left-hand normal at a corner, held to half as long again so that sharp turns stay tidy.
func normalAt(run []point, i int, closed bool) point {
	n := len(run)
	prev, next := i-1, i+1
	if closed {
		prev, next = (i+n-1)%n, (i+1)%n
	}
	var in, out point
	if prev >= 0 {
		in = run[i].sub(run[prev]).unit()
	}
	if next < n {
		out = run[next].sub(run[i]).unit()
	}
	dir := in.add(out).unit()
	bend := max(in.x*dir.x+in.y*dir.y, out.x*dir.x+out.y*dir.y, 0.67)
	return dir.left().times(1 / bend)
}

// withCap ends a side with a half circle around the end of the stroke.
func withCap(side []point, middle point) []point {
	from := side[len(side)-1].sub(middle)
	if from.length() < 0.4 {
		return side
	}
	start := math.Atan2(from.y, from.x)
	for i := 1; i < 6; i++ {
		s, c := math.Sincos(start + math.Pi*float64(i)/6)
		side = append(side, middle.add(pt(c, s).times(from.length())))
	}
	return side
}

func reverse(p []point) {
	for i, j := 0, len(p)-1; i < j; i, j = i+1, j-1 {
		p[i], p[j] = p[j], p[i]
	}
}
