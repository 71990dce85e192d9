package drawing

import "sort"

// heap calls grain for every piece of a mound, from the back to the front. The mound's foot is w wide around the origin
// and it rises by h; step is how far apart pieces lie.
func (c *canvas) heap(w, h, step float64, grain func(x, y float64)) {
	var pts []point
	for y := -h; y <= w*0.2; y += step * 0.62 {
		half := moundHalf(y, w, h)
		for x := -half; x <= half; x += step {
			pts = append(pts, pt(x+c.within(-0.35, 0.35)*step, y+c.within(-0.25, 0.25)*step))
		}
	}
	sort.SliceStable(pts, func(i, j int) bool { return pts[i].y < pts[j].y })
	for _, p := range pts {
		grain(p.x, p.y)
	}
}

// moundHalf is half the width of a mound at a height: steep above its foot, round in front of it.
func moundHalf(y, w, h float64) float64 {
	if y > 0 {
		f := y / (w * 0.2)
		return w / 2 * (1 - f*f*0.55)
	}
	f := -y / h
	return w / 2 * (1 - f*f*(1.5-0.5*f))
}

// mound is the silhouette of a heap.
func mound(w, h float64) path {
	return path{}.through([]point{pt(-w*0.5, 0), pt(-w*0.38, -h*0.46), pt(-w*0.16, -h*0.9), pt(0, -h), pt(w*0.16, -h*0.9), pt(w*0.38, -h*0.46), pt(w*0.5, 0)}).
		through([]point{pt(w*0.42, w*0.1), pt(w*0.15, w*0.17), pt(-w*0.15, w*0.17), pt(-w*0.42, w*0.1), pt(-w*0.5, 0)}).close()
}

// powder is a smooth mound of flour, salt or spice.
func (c *canvas) powder(w, h float64, t tones) {
	shape := mound(w, h)
	c.flat(shape, t.base)
	c.inside(shape, func() {
		c.fill(shape, radial(-w*0.2, -h*0.6, w*0.55, h*1.3, t.lit, t.base.fade(0)))
		c.flat(path{}.through([]point{pt(0, -h*1.05), pt(w*0.07, -h*0.6), pt(w*0.02, -h*0.25), pt(w*0.12, w*0.2)}).line(pt(w, w*0.2)).line(pt(w, -h)).close(), t.dim.fade(0.6))
		c.flat(path{}.through([]point{pt(w*0.2, -h), pt(w*0.3, -h*0.4), pt(w*0.3, w*0.2)}).line(pt(w, w*0.2)).line(pt(w, -h)).close(), t.deep.fade(0.25))
		for range 60 {
			x, y := c.within(-w*0.48, w*0.45), c.within(-h, w*0.15)
			c.flat(circle(x, y, c.within(1.5, 3.4)), t.lit.fade(c.within(0.3, 0.9)))
		}
	})
}

// scatter calls grain for n loose pieces around the origin, back to front.
func (c *canvas) scatter(n int, rx, ry float64, grain func(x, y float64)) {
	pts := make([]point, n)
	for i := range pts {
		pts[i] = pt(c.within(-rx, rx), c.within(-ry, ry))
	}
	sort.SliceStable(pts, func(i, j int) bool { return pts[i].y < pts[j].y })
	for _, p := range pts {
		grain(p.x, p.y)
	}
}
