package search

import "slices"

// markStars reads a number of stars in the words: it finds what was ever
// granted it. Only the filter means stars in force.
func (d reader) markStars(r *reading) {
	for i := 1; i < len(r.terms); i++ {
		switch r.terms[i].folded {
		case "sao", "star", "stars":
		default:
			continue
		}
		stars := starsOf(r.terms[i-1].word)
		if stars == 0 || r.terms[i].role == quoted {
			continue
		}
		from := i - 1
		r.ways = append(r.ways, alternative{from: from, to: i + 1, stars: stars, tokens: []string{starToken(stars)}, worth: asTyped})
		if more := spaced(r.words(i+1, min(len(r.terms), i+3))); more == "tro len" || more == "or more" {
			r.terms[i+1].role, r.terms[i+2].role = optional, optional
			for higher := stars + 1; higher <= 5; higher++ {
				r.ways = append(r.ways, alternative{from: from, to: i + 1, stars: higher, tokens: []string{starToken(higher)}, worth: asTyped})
			}
		}
	}
}

// starsOf reads a number that stars come in; 0 is none.
func starsOf(w word) int {
	switch w.folded {
	case "3", "three":
		return 3
	case "4", "bon", "four":
		return 4
	case "5", "five":
		return 5
	case "ba":
		if !w.marked() {
			return 3
		}
	case "nam":
		if !w.marked() || w.text == "năm" {
			return 5
		}
	}
	return 0
}

// starless is the reading where stars only bring forward what has them, where
// other words say what is looked for.
func (r *reading) starless() *reading {
	starless := *r
	starless.terms = slices.Clone(r.terms)
	for _, way := range r.ways {
		for i := way.from; way.stars > 0 && i < way.to; i++ {
			starless.terms[i].role = optional
		}
	}
	if len(starless.needs()) == 0 {
		return r
	}
	return &starless
}

// granted is the number of stars in the words; 0 where there is none, or where
// more will do.
func (r *reading) granted() int {
	stars := 0
	for _, way := range r.ways {
		switch {
		case way.stars > 0 && stars > 0:
			return 0
		case way.stars > 0:
			stars = way.stars
		}
	}
	return stars
}
