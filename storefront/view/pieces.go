package view

import (
	"context"
	"io"
	"strings"
	"sync"

	"github.com/a-h/templ"

	"ocop/catalog"
	"ocop/storefront/locale"
)

// Pieces keeps the finished HTML of what many pages have in common: the frame
// around them, the cards of products and the bars of months. A piece is found by
// everything it shows, so that what is kept cannot be out of date: a product that
// changes or a day that turns asks for another piece.
type Pieces struct {
	cards  shelf[cardKey]
	frames shelf[frameKey]
	months shelf[monthKey]
}

// NewPieces keeps up to some bytes of cards; there are few frames
// and months.
func NewPieces(most int) *Pieces {
	return &Pieces{cards: shelf[cardKey]{most: most}, frames: shelf[frameKey]{most: mostFrames}, months: shelf[monthKey]{most: mostMonths}}
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
	return p.Pieces.cards.piece(cardKey{p.Printer.Lang, c, lazy}, func() templ.Component { return card(p, c, lazy) })
}

// keptMonth is the name and bar of a month out of the kept pieces.
func keptMonth(p Page, m monthKey) templ.Component {
	if p.Pieces == nil {
		return monthBar(p, m)
	}
	m.lang = p.Printer.Lang
	return p.Pieces.months.piece(m, func() templ.Component { return monthBar(p, m) })
}

// keptFrame is a part of the frame out of the kept pieces.
func keptFrame(p Page, key frameKey, part func(Page) templ.Component) templ.Component {
	if p.Pieces == nil {
		return part(p)
	}
	key.lang = p.Printer.Lang
	return p.Pieces.frames.piece(key, func() templ.Component { return part(p) })
}

// keptMasthead is the masthead; one with words in its search box belongs to one
// visitor and is not kept.
func keptMasthead(p Page) templ.Component {
	if p.Query != "" {
		return masthead(p)
	}
	return keptFrame(p, frameKey{part: mastheadPart, section: p.Section, home: p.Path == p.Home(), search: !ownSearch(p)}, masthead)
}

// shelf keeps texts up to a size. When the newer half is full it takes the place
// of the older one, which is forgotten; what is still asked for moves over.
type shelf[K comparable] struct {
	most int // bytes

	mu           sync.RWMutex
	newer, older map[K]string
	size         int // of newer
}

// perPiece is about what a piece takes beside its text.
const perPiece = 512

// piece writes what is kept under a key, or makes it and keeps it.
func (s *shelf[K]) piece(key K, make func() templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		text, ok := s.find(key)
		if !ok {
			var made strings.Builder
			if err := make().Render(ctx, &made); err != nil {
				return err
			}
			text = made.String()
			s.keep(key, text)
		}
		_, err := io.WriteString(w, text)
		return err
	})
}

func (s *shelf[K]) find(key K) (string, bool) {
	s.mu.RLock()
	text, ok := s.newer[key]
	if ok {
		s.mu.RUnlock()
		return text, true
	}
	text, ok = s.older[key]
	s.mu.RUnlock()
	if ok {
		s.keep(key, text)
	}
	return text, ok
}

func (s *shelf[K]) keep(key K, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.size > s.most/2 {
		s.newer, s.older, s.size = nil, s.newer, 0
	}
	if s.newer == nil {
		s.newer = make(map[K]string)
	}
	if _, known := s.newer[key]; !known {
		s.newer[key] = text
		s.size += len(text) + perPiece
	}
}
