package storefront

import (
	"context"

	"ocop/catalog"
	"ocop/storefront/view"
)

// readNotices takes what the site tells everybody into memory: every page shows
// it. It is called whenever everything may have changed.
func (s *Server) readNotices(ctx context.Context) error {
	list, err := s.wordings.Notices(ctx, s.index.Day())
	if err != nil {
		return err
	}
	s.notices.Store(&list)
	return nil
}

// noticesOn are the notices of a day in a page's language.
func (s *Server) noticesOn(p view.Page, day catalog.Day) []string {
	list := s.notices.Load()
	if list == nil {
		return nil
	}
	var texts []string
	for _, n := range *list {
		if !n.FromDay.After(day) && !n.ToDay.Before(day) {
			texts = append(texts, p.Text(n.Body, n.BodyEN))
		}
	}
	return texts
}
