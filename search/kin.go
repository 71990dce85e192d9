package search

// Kin is what products have in common that are shown beside one another.
type Kin struct {
	Field    Field // Set or Group
	Value    string
	Province string // slug; empty for the whole country
}

// kinAsked is a question about kin and how many were asked for.
type kinAsked struct {
	Kin
	most int
}

// Best is up to n products of a kin, the best first. Pages ask the same few
// questions over and over, so each is worked out once for a snapshot; the list is
// shared and must not be changed.
func (x *Index) Best(k Kin, n int) []*Hit {
	s := x.current()
	if s == nil {
		return nil
	}
	asked := kinAsked{k, n}
	if known, ok := s.kin.Load(asked); ok {
		hits, _ := known.([]*Hit)
		return hits
	}
	filters := map[Field][]string{k.Field: {k.Value}}
	if k.Province != "" {
		filters[Province] = []string{k.Province}
	}
	hits := s.top(filters, n)
	s.kin.Store(asked, hits)
	return hits
}
