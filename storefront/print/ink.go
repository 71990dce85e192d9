package print

import (
	"math"
	"strings"

	"codeberg.org/go-pdf/fpdf"
	"github.com/skip2/go-qrcode"

	"ocop/catalog"
)

// colour is one of the site's colours, as its tokens have them.
type colour struct{ r, g, b int }

var (
	ink      = colour{0x14, 0x23, 0x1c}
	inkSoft  = colour{0x4a, 0x57, 0x4f}
	line     = colour{0xdd, 0xd6, 0xc6}
	paper    = colour{0xfd, 0xfb, 0xf6}
	sunk     = colour{0xf4, 0xf0, 0xe6}
	leaf     = colour{0x0b, 0x6a, 0x4c}
	leafPale = colour{0xa9, 0xd3, 0xbf}
	gold     = colour{0xef, 0xb3, 0x2f}
	onGold   = colour{0x33, 0x24, 0x0a}
	lapsed   = colour{0x6a, 0x6f, 0x6b}
	white    = colour{0xff, 0xff, 0xff}
)

// The two weights of the font.
const (
	regular = ""
	strong  = "B"
)

func (b *book) write(weight string, size float64, c colour) {
	b.SetFont("vietnam", weight, size)
	b.SetTextColor(c.r, c.g, c.b)
}

func (b *book) fill(c colour) { b.SetFillColor(c.r, c.g, c.b) }

func (b *book) rule(x, y, width float64, c colour) {
	b.SetDrawColor(c.r, c.g, c.b)
	b.SetLineWidth(0.2)
	b.Line(x, y, x+width, y)
}

// lines is a text cut into lines of a width, at most so many; what does not fit
// ends with an ellipsis after a whole word.
func (b *book) lines(text string, width float64, most int) []string {
	all := b.SplitText(strings.Join(strings.Fields(text), " "), width)
	if len(all) <= most {
		return all
	}
	all = all[:most]
	last := strings.Fields(all[most-1])
	for len(last) > 1 && b.GetStringWidth(strings.Join(last, " ")+" …") > width {
		last = last[:len(last)-1]
	}
	all[most-1] = strings.TrimRight(strings.Join(last, " "), ",;.–") + " …"
	return all
}

// paragraph writes lines from a place down and returns where the next begins.
func (b *book) paragraph(x, y, width, leading float64, most int, text string) float64 {
	for _, l := range b.lines(text, width, most) {
		b.SetXY(x, y)
		b.CellFormat(width, leading, l, "", 0, "L", false, 0, "")
		y += leading
	}
	return y
}

// seal draws the star: gold with its figure while in force, a hollow grey ring
// when not. The programme's own mark is not redrawn here.
func (b *book) seal(x, y, radius float64, s catalog.Star) {
	if !s.Live() {
		b.SetDrawColor(lapsed.r, lapsed.g, lapsed.b)
		b.SetLineWidth(0.3)
		b.SetDashPattern([]float64{0.9, 0.7}, 0)
		b.Circle(x, y, radius*0.9, "D")
		b.SetDashPattern(nil, 0)
		b.starOutline(x, y, radius*0.5)
		return
	}
	b.fill(gold)
	const petals = 16
	for i := range petals {
		angle := 2 * math.Pi * float64(i) / petals
		b.Circle(x+radius*0.86*math.Cos(angle), y+radius*0.86*math.Sin(angle), radius*0.19, "F")
	}
	b.Circle(x, y, radius*0.9, "F")
	b.SetDrawColor(onGold.r, onGold.g, onGold.b)
	b.SetLineWidth(0.12)
	b.Circle(x, y, radius*0.76, "D")
	b.write(strong, radius*2.35, onGold)
	b.SetXY(x-radius, y-radius*0.62)
	b.CellFormat(2*radius, radius*0.8, string(rune('0'+s.Stars)), "", 0, "CM", false, 0, "")
	b.fill(onGold)
	step := radius * 0.26
	for i := range s.Stars {
		b.Polygon(starPoints(x+step*(float64(i)-float64(s.Stars-1)/2), y+radius*0.34, radius*0.13), "F")
	}
}

func (b *book) starOutline(x, y, radius float64) {
	b.Polygon(starPoints(x, y, radius), "D")
}

// starPoints is a star with five points.
func starPoints(x, y, radius float64) []fpdf.PointType {
	points := make([]fpdf.PointType, 10)
	for i := range points {
		r := radius
		if i%2 == 1 {
			r *= 0.45
		}
		angle := math.Pi * (float64(i)/5 - 0.5)
		points[i] = fpdf.PointType{X: x + r*math.Cos(angle), Y: y + r*math.Sin(angle)}
	}
	return points
}

// qr draws an address to point a phone at, in runs of ink so that it stays sharp
// in any size.
func (b *book) qr(x, y, size float64, address string) error {
	code, err := qrcode.New(address, qrcode.Medium)
	if err != nil {
		return err
	}
	code.DisableBorder = true
	dots := code.Bitmap()
	dot := size / float64(len(dots))
	b.fill(ink)
	for row, cells := range dots {
		for from := 0; from < len(cells); from++ {
			to := from
			for to < len(cells) && cells[to] {
				to++
			}
			if to > from {
				b.Rect(x+float64(from)*dot, y+float64(row)*dot, float64(to-from)*dot, dot*1.01, "F")
				from = to
			}
		}
	}
	return nil
}

// awning is the market stall's scalloped edge, the site's own sign.
func (b *book) awning(y, height float64, even, odd colour) {
	const scallops = 13
	width := pageWidth / scallops
	top := y
	if y == 0 {
		top = -bleed
	}
	b.ClipRect(-bleed, top, pageWidth+2*bleed, y+height-top, false)
	for i := -1; i <= scallops; i++ { // one more at each side, for the bleed
		c := even
		if i%2 != 0 {
			c = odd
		}
		b.fill(c)
		x := float64(i) * width
		b.Rect(x, top, width+0.05, y+height-width/2-top, "F")
		b.Circle(x+width/2, y+height-width/2, width/2, "F")
	}
	b.ClipEnd()
	b.fill(even) // the clip's end takes the file back to an earlier colour, which fpdf does not know
}
