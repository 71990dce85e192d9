package drawing

import "math"

type verb uint8

const (
	moveTo verb = iota
	lineTo
	cubeTo
	closing
)

type step struct {
	verb    verb
	a, b, p point // two handles and the end; a line has only its end
}

// path is a run of lines and cubic Bézier curves, possibly of several parts.
// Fills are non-zero: parts that turn the other way cut holes.
type path []step

func (p path) move(to point) path       { return append(p, step{verb: moveTo, p: to}) }
func (p path) line(to point) path       { return append(p, step{verb: lineTo, p: to}) }
func (p path) cube(a, b, to point) path { return append(p, step{verb: cubeTo, a: a, b: b, p: to}) }
func (p path) close() path              { return append(p, step{verb: closing}) }

// on is the path carried over by m.
func (p path) on(m affine) path {
	out := make(path, len(p))
	for i, s := range p {
		out[i] = step{s.verb, m.on(s.a), m.on(s.b), m.on(s.p)}
	}
	return out
}

func (p path) moved(x, y float64) path { return p.on(move(x, y)) }

// about is the path scaled and turned around one of its own places.
func (p path) about(at point, sx, sy, degrees float64) path {
	return p.on(move(-at.x, -at.y).then(scaling(sx, sy)).then(turning(degrees)).then(move(at.x, at.y)))
}

func polygon(pts ...point) path {
	var p path
	for i, q := range pts {
		if i == 0 {
			p = p.move(q)
			continue
		}
		p = p.line(q)
	}
	return p.close()
}

func segment(a, b point) path { return path{}.move(a).line(b) }

// spline runs smoothly through every point (Catmull-Rom).
func spline(pts ...point) path { return path{}.through(pts) }

// through goes on smoothly over pts: it starts a part at the first when the path is empty, else draws a line to it.
func (p path) through(pts []point) path {
	if len(p) == 0 || p[len(p)-1].verb == closing {
		p = p.move(pts[0])
	} else {
		p = p.line(pts[0])
	}
	for i := 0; i+1 < len(pts); i++ {
		before, after := pts[max(i-1, 0)], pts[min(i+2, len(pts)-1)]
		p = p.cube(pts[i].add(pts[i+1].sub(before).times(1./6)), pts[i+1].sub(after.sub(pts[i]).times(1./6)), pts[i+1])
	}
	return p
}

// blob is a closed smooth outline through every point.
func blob(pts ...point) path {
	n := len(pts)
	p := path{}.move(pts[0])
	for i := range n {
		p0, p1, p2, p3 := pts[(i+n-1)%n], pts[i], pts[(i+1)%n], pts[(i+2)%n]
		p = p.cube(p1.add(p2.sub(p0).times(1./6)), p2.sub(p3.sub(p1).times(1./6)), p2)
	}
	return p.close()
}

const kappa = 0.5522847498 // handle length that makes four cubics a circle

func ellipse(x, y, rx, ry float64) path {
	kx, ky := rx*kappa, ry*kappa
	return path{}.move(pt(x+rx, y)).
		cube(pt(x+rx, y+ky), pt(x+kx, y+ry), pt(x, y+ry)).
		cube(pt(x-kx, y+ry), pt(x-rx, y+ky), pt(x-rx, y)).
		cube(pt(x-rx, y-ky), pt(x-kx, y-ry), pt(x, y-ry)).
		cube(pt(x+kx, y-ry), pt(x+rx, y-ky), pt(x+rx, y)).close()
}

func circle(x, y, r float64) path { return ellipse(x, y, r, r) }

// box is a rectangle from its top left corner, with rounded corners.
func box(x, y, w, h, r float64) path {
	r = min(r, w/2, h/2)
	k := r * (1 - kappa)
	return path{}.move(pt(x+r, y)).line(pt(x+w-r, y)).
		cube(pt(x+w-k, y), pt(x+w, y+k), pt(x+w, y+r)).line(pt(x+w, y+h-r)).
		cube(pt(x+w, y+h-k), pt(x+w-k, y+h), pt(x+w-r, y+h)).line(pt(x+r, y+h)).
		cube(pt(x+k, y+h), pt(x, y+h-k), pt(x, y+h-r)).line(pt(x, y+r)).
		cube(pt(x, y+k), pt(x+k, y), pt(x+r, y)).close()
}

// under closes a skyline: everything below the smooth line through pts, down to floor.
func under(floor float64, pts ...point) path {
	return spline(pts...).line(pt(pts[len(pts)-1].x, floor)).line(pt(pts[0].x, floor)).close()
}

// arc is the part of an ellipse from one angle to another, in degrees, clockwise from the right.
func arc(x, y, rx, ry, from, to float64) path {
	n := int(math.Ceil(math.Abs(to-from)/12)) + 1
	pts := make([]point, 0, n+1)
	for i := range n + 1 {
		s, c := math.Sincos((from + (to-from)*float64(i)/float64(n)) * math.Pi / 180)
		pts = append(pts, pt(x+rx*c, y+ry*s))
	}
	return spline(pts...)
}
