package drawing

import (
	"image"
	"image/draw"
	"math"
	"math/rand/v2"

	"golang.org/x/image/vector"
)

// The sheet's size in units.
const (
	sheetWidth  = 1600
	sheetHeight = 1200
)

// canvas is a sheet being drawn on: shapes are filled one over the other, each edge smoothed.
type canvas struct {
	*rand.Rand
	img   *image.RGBA
	to    affine // units to pixels, with every `at` around the current call
	clip  *image.Alpha
	brush *vector.Rasterizer
	spare []byte
}

// newCanvas makes a sheet that covers width × height pixels; another shape than 4:3 is cropped around its middle.
func newCanvas(width, height int, source rand.Source) *canvas {
	scale := max(float64(width)/sheetWidth, float64(height)/sheetHeight)
	return &canvas{
		Rand: rand.New(source),
		img:  image.NewRGBA(image.Rect(0, 0, width, height)),
		to: scaling(scale, scale).then(move(
			(float64(width)-scale*sheetWidth)/2, (float64(height)-scale*sheetHeight)/2)),
		brush: &vector.Rasterizer{},
	}
}

// within is a random number from lo to hi.
func (c *canvas) within(lo, hi float64) float64 { return lo + (hi-lo)*c.Float64() }

// at draws with the origin moved to (x, y), everything scaled and turned by degrees.
func (c *canvas) at(x, y, scale, degrees float64, draw func()) {
	c.through(scaling(scale, scale).then(turning(degrees)).then(move(x, y)), draw)
}

// through draws with everything carried over by m first.
func (c *canvas) through(m affine, draw func()) {
	before := c.to
	c.to = m.then(c.to)
	draw()
	c.to = before
}

// inside draws only what falls into p.
func (c *canvas) inside(p path, draw func()) {
	before := c.clip
	mask := c.coverage(p)
	if mask.Rect.Empty() {
		return
	}
	kept := &image.Alpha{Pix: append([]byte(nil), mask.Pix...), Stride: mask.Stride, Rect: mask.Rect}
	if before != nil {
		for y := kept.Rect.Min.Y; y < kept.Rect.Max.Y; y++ {
			row, old := kept.Pix[kept.PixOffset(kept.Rect.Min.X, y):], before.Pix[before.PixOffset(kept.Rect.Min.X, y):]
			for i := range kept.Rect.Dx() {
				row[i] = byte(uint(row[i]) * uint(old[i]) / 255)
			}
		}
	}
	c.clip = kept
	draw()
	c.clip = before
}

// fill paints the shape p.
func (c *canvas) fill(p path, ink paint) {
	mask := c.coverage(p)
	if mask.Rect.Empty() {
		return
	}
	if ink.shape == flatPaint {
		c.blendFlat(mask, ink.from)
		return
	}
	c.blendRunning(mask, ink)
}

func (c *canvas) flat(p path, t tint) { c.fill(p, plain(t)) }

// stroke draws along p.
func (c *canvas) stroke(p path, w width, t tint) { c.flat(p.brush(w, c.to.size()), t) }

// coverage is how much of each pixel lies in p, over the pixels p touches. It is overwritten by the next call.
func (c *canvas) coverage(p path) *image.Alpha {
	device := p.on(c.to)
	bounds := device.bounds().Intersect(c.img.Rect)
	if c.clip != nil {
		bounds = bounds.Intersect(c.clip.Rect)
	}
	if bounds.Empty() {
		return &image.Alpha{}
	}
	device = device.moved(-float64(bounds.Min.X), -float64(bounds.Min.Y))
	c.brush.Reset(bounds.Dx(), bounds.Dy())
	device.trace(c.brush)
	if need := bounds.Dx() * bounds.Dy(); len(c.spare) < need {
		c.spare = make([]byte, need)
	}
	mask := &image.Alpha{Pix: c.spare[:bounds.Dx()*bounds.Dy()], Stride: bounds.Dx(), Rect: image.Rect(0, 0, bounds.Dx(), bounds.Dy())}
	c.brush.DrawOp = draw.Src
	c.brush.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	mask.Rect = bounds
	return mask
}

func (p path) trace(r *vector.Rasterizer) {
	for _, s := range p {
		switch s.verb {
		case moveTo:
			r.MoveTo(float32(s.p.x), float32(s.p.y))
		case lineTo:
			r.LineTo(float32(s.p.x), float32(s.p.y))
		case cubeTo:
			r.CubeTo(float32(s.a.x), float32(s.a.y), float32(s.b.x), float32(s.b.y), float32(s.p.x), float32(s.p.y))
		case closing:
			r.ClosePath()
		}
	}
	r.ClosePath()
}

// bounds holds the path and its handles, in whole pixels.
func (p path) bounds() image.Rectangle {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	hold := func(q point) {
		x0, y0, x1, y1 = min(x0, q.x), min(y0, q.y), max(x1, q.x), max(y1, q.y)
	}
	for _, s := range p {
		if s.verb == closing {
			continue
		}
		hold(s.p)
		if s.verb == cubeTo {
			hold(s.a)
			hold(s.b)
		}
	}
	if x0 > x1 {
		return image.Rectangle{}
	}
	const far = 1 << 20
	return image.Rect(int(math.Floor(max(x0, -far))), int(math.Floor(max(y0, -far))),
		int(math.Ceil(min(x1, far))), int(math.Ceil(min(y1, far))))
}
