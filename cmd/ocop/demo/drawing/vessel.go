package drawing

import "math"

// tilt is how flat circles look: the viewer stands a little above the table.
const tilt = 0.22

// profile is one side of something turned on a wheel, from its foot up: x is half its width there, y the height.
// It stands with the middle of its foot at the origin.
type profile []point

func (p profile) foot() point { return p[0] }
func (p profile) top() point  { return p[len(p)-1] }

// half is about half the width at a height.
func (p profile) half(h float64) float64 {
	for i := 1; i < len(p); i++ {
		if h <= p[i].y {
			t := (h - p[i-1].y) / max(p[i].y-p[i-1].y, 1e-6)
			t = max(t, 0)
			return p[i-1].x + (p[i].x-p[i-1].x)*t*t*(3-2*t)
		}
	}
	return p.top().x
}

func (p profile) scaled(kx, ky float64) profile {
	out := make(profile, len(p))
	for i, q := range p {
		out[i] = pt(q.x*kx, q.y*ky)
	}
	return out
}

// side is the profile's line with its widths times k: 1 is the right edge, -1 the left one.
func (p profile) side(k float64) []point {
	out := make([]point, len(p))
	for i, q := range p {
		out[i] = pt(q.x*k, -q.y)
	}
	return out
}

// outline is the silhouette, its opening included.
func (p profile) outline() path {
	foot, top := p.foot(), p.top()
	out := spline(p.side(1)...)
	out = out.through(halfRound(top.x, -top.y, 0, -180))
	left := p.side(-1)
	reverse(left)
	out = out.through(left)
	return out.through(halfRound(foot.x, -foot.y, 180, 0)).close()
}

func halfRound(rx, y, from, to float64) []point {
	pts := make([]point, 0, 9)
	for i := range 9 {
		s, c := math.Sincos((from + (to-from)*float64(i)/8) * math.Pi / 180)
		pts = append(pts, pt(rx*c, y+rx*tilt*s))
	}
	return pts
}

// slice is the upright strip between two shares of the width, for light and shade that follow the form.
func (p profile) slice(from, to float64) path {
	right := p.side(to)
	reverse(right)
	low, high := p.foot(), p.top()
	out := spline(p.side(from)...)
	out = out.line(pt(high.x*to, -high.y-high.x*tilt))
	out = out.through(right)
	return out.line(pt(low.x*to, low.x*tilt)).line(pt(low.x*from, low.x*tilt)).close()
}

// band is a ring around the form from one height to another.
func (p profile) band(from, to float64) path {
	lo, hi := p.half(from)*1.04, p.half(to)*1.04
	out := path{}.through(halfRound(hi, -to, 180, 0))
	return out.through(halfRound(lo, -from, 0, 180)).close()
}

// ring is a line around the form at a height.
func (p profile) ring(h float64) path { return spline(halfRound(p.half(h)*1.02, -h, 180, 0)...) }

// turned draws the body of a vessel; decorate, when there is one, draws glaze and bands before the light falls on it.
func (c *canvas) turned(p profile, t tones, decorate func()) {
	body := p.outline()
	c.flat(body, t.base)
	c.inside(body, func() {
		if decorate != nil {
			decorate()
		}
		w := p.widest()
		c.fill(body, linear(pt(-w, 0), pt(-w*0.1, 0), t.lit.fade(0.55), t.lit.fade(0)))
		c.flat(p.slice(0.42, 1.1), t.deep.fade(0.2))
		c.flat(p.slice(0.76, 1.1), t.deep.fade(0.24))
	})
}

func (p profile) widest() float64 {
	w := 0.0
	for _, q := range p {
		w = max(w, q.x)
	}
	return w
}

// mouth draws the opening at the top: the rim, the dark inside, and what fills it up to `full` of the opening.
func (c *canvas) mouth(p profile, rim, within tint, thickness float64) {
	top := p.top()
	c.flat(ellipse(0, -top.y, top.x, top.x*tilt), rim)
	c.flat(ellipse(0, -top.y, top.x-thickness, (top.x-thickness)*tilt-thickness*0.1), within)
}

// filled draws an open vessel seen from above with something in it.
func (c *canvas) filled(p profile, rim, inner, content tint, thickness, depth float64) {
	top := p.top()
	rx := top.x - thickness
	opening := ellipse(0, -top.y, rx, rx*tilt)
	c.flat(ellipse(0, -top.y, top.x, top.x*tilt), rim)
	c.flat(opening, inner)
	c.inside(opening, func() {
		c.fill(opening, linear(pt(-rx, 0), pt(rx*0.4, 0), inner.dark(0.35), inner.dark(0.35).fade(0)))
		c.flat(ellipse(0, -top.y+depth, rx*0.96, rx*tilt), content)
		c.fill(ellipse(-rx*0.3, -top.y+depth-rx*0.02, rx*0.5, rx*tilt*0.5), radial(-rx*0.3, -top.y+depth, rx*0.5, rx*tilt*0.5, content.light(0.45), content.light(0.3).fade(0)))
	})
}
