package drawing

import "math"

// point is a place on the sheet, in units: the sheet is 1600 × 1200 of them, whatever its pixels.
type point struct{ x, y float64 }

func pt(x, y float64) point { return point{x, y} }

func (p point) add(q point) point         { return point{p.x + q.x, p.y + q.y} }
func (p point) sub(q point) point         { return point{p.x - q.x, p.y - q.y} }
func (p point) times(k float64) point     { return point{p.x * k, p.y * k} }
func (p point) length() float64           { return math.Hypot(p.x, p.y) }
func (p point) left() point               { return point{p.y, -p.x} }
func between(a, b point, t float64) point { return a.add(b.sub(a).times(t)) }

// unit is p with length 1, or nothing where p has no direction.
func (p point) unit() point {
	if l := p.length(); l > 1e-9 {
		return p.times(1 / l)
	}
	return point{}
}

// affine maps (x, y) to (a·x + c·y + e, b·x + d·y + f).
type affine struct{ a, b, c, d, e, f float64 }

func identity() affine { return affine{a: 1, d: 1} }

func move(x, y float64) affine    { return affine{1, 0, 0, 1, x, y} }
func scaling(x, y float64) affine { return affine{x, 0, 0, y, 0, 0} }

// turning turns clockwise on the sheet by an angle in degrees.
func turning(degrees float64) affine {
	s, c := math.Sincos(degrees * math.Pi / 180)
	return affine{c, s, -s, c, 0, 0}
}

// then is the map that does m first and n after it.
func (m affine) then(n affine) affine {
	return affine{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func (m affine) on(p point) point {
	return point{m.a*p.x + m.c*p.y + m.e, m.b*p.x + m.d*p.y + m.f}
}

// inverse undoes m. A map that flattens everything has none and gives identity: nothing visible is lost.
func (m affine) inverse() affine {
	det := m.a*m.d - m.b*m.c
	if math.Abs(det) < 1e-12 {
		return identity()
	}
	return affine{
		m.d / det, -m.b / det, -m.c / det, m.a / det,
		(m.c*m.f - m.d*m.e) / det, (m.b*m.e - m.a*m.f) / det,
	}
}

// size is how many times longer m makes things, on average over directions.
func (m affine) size() float64 { return math.Sqrt(math.Abs(m.a*m.d - m.b*m.c)) }
