package search

import (
	"context"
	"maps"
	"slices"
	"strings"
)

// corners is the communes and districts named in the words that a filter may
// stand for, and those that can only be offered: names of several places, and
// names that products elsewhere bear as well.
func (q *inquiry) corners() (meant []corner, offered []Place) {
	if len(q.query.Filters[Within]) > 0 || q.query.Verbatim {
		return nil, nil
	}
	provinces := slices.Clone(q.query.Filters[Province])
	for _, spot := range q.reading.spots {
		provinces = append(provinces, spot.place.Value)
	}
	for _, c := range q.reading.corners {
		c.places = slices.DeleteFunc(slices.Clone(c.places), func(p Place) bool {
			_, province, _ := q.finder.Index.Within(p.Value)
			return len(provinces) > 0 && !slices.Contains(provinces, province)
		})
		named, likened := q.borneElsewhere(c)
		switch {
		case len(c.places) == 0:
		case c.sure && len(c.places) == 1, !named && !likened && len(c.places) == 1:
			meant = append(meant, c)
		case named || c.sure || !likened:
			offered = append(offered, c.places...)
		}
	}
	return meant, offered
}

// bearing is whether products from elsewhere, or their producers, bear the name
// of a place, as chè Tân Cương is made in many communes, or words like it.
type bearing struct{ named, likened bool }

// borneElsewhere looks whether others bear the name. Words merely like it count
// where no marks were typed: trà hoa vàng is not made in Hòa Vang.
func (q *inquiry) borneElsewhere(c corner) (named, likened bool) {
	if len(c.places) == 0 {
		return false, false
	}
	values := make([]string, len(c.places))
	for i, p := range c.places {
		values[i] = p.Value
	}
	key := strings.Join(values, " ")
	known, ok := q.snapshot.borne.Load(key)
	if !ok {
		known = q.snapshot.bearing(values, q.snapshot.reader.words.idsOf(wordsIn(c.places[0].Within)))
		q.snapshot.borne.Store(key, known)
	}
	marked := slices.ContainsFunc(q.reading.terms[c.from:c.to], func(t term) bool { return t.marked() })
	b, _ := known.(bearing)
	return b.named, b.likened && !marked
}

// bearing looks through every name for the words of a place.
func (s *snapshot) bearing(values []string, name []lexeme) (b bearing) {
	for _, e := range s.entries {
		for _, field := range [][]uint32{e.fields[inName], e.fields[inProducer]} {
			borne, same := s.bears(field, name)
			if borne && !slices.ContainsFunc(values, func(value string) bool { return slices.Contains(e.within, value) }) {
				b.named, b.likened = b.named || same, b.likened || !same
			}
		}
	}
	return b
}

// bears reports whether words stand side by side in a part of a document, and
// whether they have just these marks there.
func (s *snapshot) bears(field []uint32, words []lexeme) (borne, same bool) {
	for at := 0; at+len(words) <= len(field); at++ {
		n, alike := 0, true
		for ; n < len(words) && s.words[field[at+n]].form == words[n].form; n++ {
			alike = alike && s.words[field[at+n]].key == words[n].key
		}
		if n == len(words) {
			return true, alike
		}
	}
	return false, false
}

// cornered asks within the communes and districts meant; ok tells whether what
// it found is the answer.
func (q *inquiry) cornered(ctx context.Context, meant []corner) (a attempt, ok bool, err error) {
	filters := maps.Clone(q.query.Filters)
	if filters == nil {
		filters = make(map[Field][]string)
	}
	places := make([]Place, 0, len(meant))
	for _, spot := range q.reading.spots {
		places = append(places, spot.place)
	}
	for _, c := range meant {
		places = append(places, c.places[0])
		filters[Within] = append(filters[Within], c.places[0].Value)
	}
	a, err = q.try(ctx, q.reading.cornered(meant), filters)
	if err == nil {
		a, err = q.looser(ctx, a)
	}
	a.places = places
	return a, err == nil && a.answers(), err
}
