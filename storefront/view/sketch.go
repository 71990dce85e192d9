package view

import (
	"math"
	"strings"
)

// Sketch is a drawing of where a few places lie to each other: no map, but true
// in direction and distance.
type Sketch struct {
	Spots []Spot
	Route bool // the spots are stops, joined in their order
	Rings bool // circles around the first tell how far the others are
}

// Spot is a place on a sketch.
type Spot struct {
	Number   string // as in the list beside it; empty for the place the sketch is about
	Name     string
	Lat, Lon float64
	About    bool // no more than the centre of its province is known
}

// The drawing's measures, in its own units.
const (
	sketchWidth  = 360
	sketchHeight = 250
	sketchMargin = 36
	spotRadius   = 10
	kmPerDegree  = 111.2
	leastSpan    = 6.0 // kilometres; nearer spots are not drawn further apart
)

// placedSpot is a spot with its place on the paper.
type placedSpot struct {
	Spot
	X, Y float64
}

// layout is a sketch ready to be drawn.
type layout struct {
	Spots    []placedSpot
	Captions []caption
	Path     string // of the route, empty where there is none
	Rings    []ring
	ScaleKM  int
	ScaleLen float64
}

// ring is a circle of a round number of kilometres around the first spot.
type ring struct {
	KM      int
	X, Y, R float64
}

// rings are those that cut the drawing, three at most.
func (l layout) rings(perKM float64) []ring {
	if len(l.Spots) == 0 {
		return nil
	}
	var list []ring
	x, y := l.Spots[0].X, l.Spots[0].Y
	far := 0.0
	for _, s := range l.Spots {
		far = max(far, math.Hypot(s.X-x, s.Y-y)/perKM)
	}
	for _, km := range []int{1, 2, 5, 10, 20, 50} {
		if r := float64(km); r > far/4 && r <= far*1.15 && len(list) < 3 {
			list = append(list, ring{km, x, y, r * perKM})
		}
	}
	return list
}

// label is where a ring's figure stands: on the circle, within the drawing, where
// the nearest spot is farthest.
func (r ring) label(spots []placedSpot) (x, y float64) {
	best := -1.0
	for _, angle := range []float64{-90, 90, 180, 0, -45, 45, 135, -135} {
		atX, atY := r.X+r.R*math.Cos(angle*math.Pi/180), r.Y+r.R*math.Sin(angle*math.Pi/180)
		free := math.Inf(1)
		for _, s := range spots {
			free = min(free, math.Hypot(s.X-atX, s.Y-atY))
		}
		if atX > 24 && atX < sketchWidth-24 && atY > 14 && atY < sketchHeight-24 && free > best {
			best, x, y = free, atX, atY
		}
	}
	if best < 0 {
		return r.X, r.Y - r.R // outside, and so not seen
	}
	return x, y
}

// lay puts the spots on paper: east to the right, north up, one scale for both.
func (s Sketch) lay() layout {
	south, north, west, east := 90.0, -90.0, 180.0, -180.0
	for _, spot := range s.Spots {
		south, north = min(south, spot.Lat), max(north, spot.Lat)
		west, east = min(west, spot.Lon), max(east, spot.Lon)
	}
	midLat, midLon := (south+north)/2, (west+east)/2
	shrink := math.Cos(midLat * math.Pi / 180)
	wide := max(leastSpan, (east-west)*kmPerDegree*shrink)
	tall := max(leastSpan, (north-south)*kmPerDegree)
	perKM := min((sketchWidth-2*sketchMargin)/wide, (sketchHeight-2*sketchMargin)/tall)
	var l layout
	var marks []mark
	for i, spot := range s.Spots {
		placed := placedSpot{
			Spot: spot,
			X:    sketchWidth/2 + (spot.Lon-midLon)*kmPerDegree*shrink*perKM,
			Y:    sketchHeight/2 - (spot.Lat-midLat)*kmPerDegree*perKM,
		}
		placed.makeRoom(l.Spots)
		l.Spots = append(l.Spots, placed)
		marks = append(marks, mark{spot.Name, placed.X, placed.Y, spotRadius, len(s.Spots) - i})
	}
	l.Captions = captions(marks, sketchWidth)
	if s.Route {
		l.Path = path(l.Spots)
	}
	if s.Rings {
		l.Rings = l.rings(perKM)
	}
	l.ScaleKM = scaleOf(wide)
	l.ScaleLen = float64(l.ScaleKM) * perKM
	return l
}

// makeRoom moves a spot beside those that lie at the same place.
func (p *placedSpot) makeRoom(others []placedSpot) {
	for turn := 0; turn < 12; turn++ {
		free := true
		for _, o := range others {
			if math.Hypot(o.X-p.X, o.Y-p.Y) < 2*spotRadius {
				free = false
			}
		}
		if free {
			return
		}
		angle := float64(turn) * math.Pi / 3
		p.X += (2*spotRadius + 2) * math.Cos(angle)
		p.Y += (2*spotRadius + 2) * math.Sin(angle)
	}
}

// path joins spots by a line.
func path(spots []placedSpot) string {
	var b strings.Builder
	for i, s := range spots {
		b.WriteString(map[bool]string{true: "M", false: "L"}[i == 0])
		b.WriteString(unit(s.X) + " " + unit(s.Y))
	}
	return b.String()
}

// scaleOf is a round number of kilometres, a quarter of the width at most.
func scaleOf(wide float64) int {
	scale := 1
	for _, km := range []int{2, 5, 10, 20, 50, 100, 200} {
		if float64(km) <= wide/4 {
			scale = km
		}
	}
	return scale
}
