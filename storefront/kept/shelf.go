// Package kept keeps the finished HTML of pieces that many pages share.
package kept

import (
	"context"
	"io"
	"strings"
	"sync"

	"github.com/a-h/templ"
)

// Shelf keeps finished HTML up to a size. When the newer half is full it takes the place
// of the older one, which is forgotten; what is still asked for moves over.
type Shelf[K comparable] struct {
	Most int // bytes, set before the first use

	mu           sync.RWMutex
	newer, older map[K]string
	size         int // of newer
}

// perPiece is about what a piece takes beside its text.
const perPiece = 512

// Piece writes what is kept under a key, or makes it and keeps it.
func (s *Shelf[K]) Piece(key K, make func() templ.Component) templ.Component {
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

func (s *Shelf[K]) find(key K) (string, bool) {
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

func (s *Shelf[K]) keep(key K, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.size > s.Most/2 {
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
