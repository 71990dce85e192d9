package view

import (
	"github.com/a-h/templ"

	"ocop/catalog"
	"ocop/storefront/kept"
	"ocop/storefront/locale"
)

// Pieces keeps the finished HTML of what many pages have in common: the frame
// around them, the cards of products and the bars of months. A piece is found by
// everything it shows, so that what is kept cannot be out of date: a product that
// changes or a day that turns asks for another piece.
type Pieces struct {
	cards  kept.Shelf[cardKey]
	frames kept.Shelf[frameKey]
	months kept.Shelf[monthKey]
}

// NewPieces keeps up to some bytes of cards; there are few frames
// and months.
func NewPieces(most int) *Pieces {
	return &Pieces{cards: kept.Shelf[cardKey]{Most: most}, frames: kept.Shelf[frameKey]{Most: mostFrames}, months: kept.Shelf[monthKey]{Most: mostMonths}}
}

// mostFrames is far more than the frames of all days and languages at a time.
const mostFrames = 1 << 20

// mostMonths is room for every month at every height, in both languages.
const mostMonths = 4 << 20

// cardKey is everything that a card shows. What its star and its picture point
// to belongs to one reading of the listing and never changes.
type cardKey struct {
	lang locale.Lang
	card Card
	lazy bool
}

// frameKey is everything that a part of the frame shows besides its words.
type frameKey struct {
	part     framePart
	lang     locale.Lang
	section  string
	home     bool
	search   bool
	day      catalog.Day
	operator string
}

// monthKey is everything that a month's name and bar show.
type monthKey struct {
	lang  locale.Lang
	month int // 1 to 12
	units int // of the drawing
}

// framePart names a part of the frame that is kept.
type framePart string

const (
	headFilesPart framePart = "head files"
	mastheadPart  framePart = "masthead"
	footerPart    framePart = "footer"
	symbolsPart   framePart = "symbols"
)

// keptCard is a card out of the kept pieces. Distances belong to one visitor and
// are not kept.
func keptCard(p Page, c Card, lazy bool) templ.Component {
	if p.Pieces == nil || c.Away != nil {
		return card(p, c, lazy)
	}
	return p.Pieces.cards.Piece(cardKey{p.Printer.Lang, c, lazy}, func() templ.Component { return card(p, c, lazy) })
}

// keptMonth is the name and bar of a month out of the kept pieces.
func keptMonth(p Page, m monthKey) templ.Component {
	if p.Pieces == nil {
		return monthBar(p, m)
	}
	m.lang = p.Printer.Lang
	return p.Pieces.months.Piece(m, func() templ.Component { return monthBar(p, m) })
}

// keptFrame is a part of the frame out of the kept pieces.
func keptFrame(p Page, key frameKey, part func(Page) templ.Component) templ.Component {
	if p.Pieces == nil {
		return part(p)
	}
	key.lang = p.Printer.Lang
	return p.Pieces.frames.Piece(key, func() templ.Component { return part(p) })
}

// keptMasthead is the masthead; one with words in its search box belongs to one
// visitor and is not kept.
func keptMasthead(p Page) templ.Component {
	if p.Query != "" {
		return masthead(p)
	}
	return keptFrame(p, frameKey{part: mastheadPart, section: p.Section, home: p.Path == p.Home(), search: !ownSearch(p)}, masthead)
}
