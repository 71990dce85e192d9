package search

import (
	"context"
	"maps"
	"slices"
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

// borneElsewhere reports whether a product from elsewhere, or its producer,
// bears the name of a place, as chè Tân Cương is made in many communes; or, where
// no marks were typed, words like it: trà hoa vàng is not made in Hòa Vang.
func (q *inquiry) borneElsewhere(c corner) (named, likened bool) {
	if len(c.places) == 0 {
		return false, false
	}
	words, marked := wordsIn(c.places[0].Within), false
	for _, t := range q.reading.terms[c.from:c.to] {
		marked = marked || t.marked()
	}
	for _, e := range q.snapshot.entries {
		if slices.ContainsFunc(c.places, func(p Place) bool { return slices.Contains(e.within, p.Value) }) {
			continue
		}
		for _, field := range [][]uint32{e.fields[inName], e.fields[inProducer]} {
			if at := q.bearsAt(field, words); at >= 0 {
				same := q.marksAs(field[at:], words)
				named, likened = named || same, likened || !same && !marked
			}
		}
	}
	return named, likened
}

// marksAs reports whether words found in a part have just the marks given.
func (q *inquiry) marksAs(field []uint32, words []word) bool {
	for i, w := range words {
		if q.snapshot.words[field[i]].key != w.key {
			return false
		}
	}
	return true
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
	return a, err == nil && len(a.ranked) > 0 && (!a.plan.Any || a.ranked[0].held >= enough), err
}
