package view

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"
)

// Bubble is a province on the drawn map with how many results lie in it.
type Bubble struct {
	Name     string
	Lat, Lon float64 // the centre of the province
	Count    int
	Path     string // the list of this province; empty where it holds nothing
	Chosen   bool
}

// The drawing of the country has no border and no coast: only the centres of
// the provinces where they lie, and the two archipelagos at sea.
const (
	countryWidth  = 440
	countryHeight = 512
	lonScale      = 29.0 // units for a degree; a degree of longitude is a little shorter
	latScale      = 33.0
)

func countryX(lon float64) float64 { return (lon - 101.7) * lonScale }
func countryY(lat float64) float64 { return (23.6 - lat) * latScale }

// unit writes a coordinate of a drawing.
func unit(f float64) string { return strconv.FormatFloat(f, 'f', 1, 64) }

// radius grows with the root of the count, as areas do.
func (b Bubble) radius() float64 {
	if b.Count == 0 {
		return 3.5
	}
	return min(15, 9+1.5*math.Sqrt(float64(b.Count-1)))
}

// caption is a name beside a bubble.
type caption struct {
	Text string
	X, Y float64
	End  bool // the text ends at X
}

// box is the room a caption or a mark takes.
type box struct{ left, top, right, bottom float64 }

func (b box) meets(o box) bool {
	return b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom
}

// mark is something on a drawing that a name may stand beside.
type mark struct {
	name       string
	x, y, r    float64
	importance int
}

// captions names as many marks as fit without covering one another, the most
// important first, to the right where there is room and else to the left.
func captions(marks []mark, width float64) []caption {
	const letter, height = 6.8, 15.0
	taken := make([]box, 0, 2*len(marks))
	for _, m := range marks {
		taken = append(taken, box{m.x - m.r, m.y - m.r, m.x + m.r, m.y + m.r})
	}
	order := slices.Clone(marks)
	slices.SortStableFunc(order, func(a, b mark) int { return cmp.Compare(b.importance, a.importance) })
	var list []caption
	for _, m := range order {
		long := letter * float64(utf8.RuneCountInString(m.name))
		for _, end := range []bool{false, true} {
			room := box{m.x + m.r + 3, m.y - height/2, m.x + m.r + 3 + long, m.y + height/2}
			if end {
				room.left, room.right = m.x-m.r-3-long, m.x-m.r-3
			}
			if room.left < 0 || room.right > width || slices.ContainsFunc(taken, room.meets) {
				continue
			}
			c := caption{Text: m.name, X: room.left, Y: m.y + 4.5, End: end}
			if end {
				c.X = room.right
			}
			taken, list = append(taken, room), append(list, c)
			break
		}
	}
	return list
}

// countryCaptions names the provinces that hold something.
func countryCaptions(bubbles []Bubble) []caption {
	var marks []mark
	for _, b := range bubbles {
		if b.Count > 0 {
			marks = append(marks, mark{b.Name, countryX(b.Lon), countryY(b.Lat), b.radius(), b.Count})
		}
	}
	return captions(marks, countryWidth)
}

// islets are the specks that stand for an archipelago.
func islets(lat, lon float64) [][2]float64 {
	var specks [][2]float64
	for _, d := range [][2]float64{{0, 0}, {.5, .6}, {-.4, .7}, {.6, -.5}, {-.6, -.4}, {.1, 1.3}, {-.9, .3}} {
		specks = append(specks, [2]float64{countryX(lon + d[1]), countryY(lat + d[0])})
	}
	return specks
}

// total is how many results the bubbles stand for.
func total(bubbles []Bubble) int {
	n := 0
	for _, b := range bubbles {
		n += b.Count
	}
	return n
}
