package storefront

import (
	"slices"
	"strconv"

	"ocop/catalog"
	"ocop/storefront/view"
)

// tasks is what needs a maker, the most pressing first: what the office sent
// back, what a helper entered, what runs out, what should be confirmed.
func (s *Server) tasks(p view.Page, w workshop, mayConfirm bool) []view.MakerTask {
	var list []view.MakerTask
	for _, e := range w.open {
		switch {
		case e.State == catalog.EditReturned:
			list = append(list, view.MakerTask{Urgent: true, Title: p.T("maker.task.returned", "name", e.SubjectName), Text: e.Reason,
				Path: listingPath(p, tokenOf(e)), Button: p.T("maker.task.returned.do")})
		case mayConfirm && !e.HelperDoneAt.IsZero():
			list = append(list, view.MakerTask{Urgent: true, Title: p.T("maker.task.helper", "name", e.SubjectName), Text: p.T("maker.task.helper.text"),
				Path: listingPath(p, tokenOf(e)), Button: p.T("maker.task.helper.do")})
		}
	}
	for _, line := range w.lines {
		list = append(list, s.endings(p, line)...)
	}
	slices.SortStableFunc(list, func(a, b view.MakerTask) int { return boolOrder(!a.Urgent, !b.Urgent) })
	if !mayConfirm {
		return list
	}
	for _, line := range w.lines {
		if line.listing.ID != 0 && line.listing.Fresh().AskOn(p.Today) {
			list = append(list, confirmTask(p, line))
		}
	}
	return list
}

// confirmTask asks in one tap whether a listing is still correct.
func confirmTask(p view.Page, line workLine) view.MakerTask {
	task := view.MakerTask{
		Title: p.T("maker.task.confirm", "name", line.name), Text: p.T("maker.task.confirm.never"), Path: line.path(p, ""),
		Button: p.T("maker.task.confirm.look"), Action: line.path(p, "/con-dung"), Press: p.T("maker.task.confirm.do"),
	}
	if on := line.listing.ConfirmedOn; !on.IsZero() {
		task.Text = p.T("maker.task.confirm.last", "day", p.Day(on))
	}
	return task
}

// endings are the star and the papers of a product that run out.
func (s *Server) endings(p view.Page, line workLine) []view.MakerTask {
	var list []view.MakerTask
	if line.listing.ID != 0 {
		if task, due := starTask(p, line); due {
			list = append(list, task)
		}
	}
	for _, paper := range catalog.ReadPapers(line.values()["papers"]) {
		stage := catalog.NoticeStage(p.Today, paper.ExpiresOn)
		if stage == 0 {
			continue
		}
		key := "maker.task.paper"
		if paper.ExpiresOn.Before(p.Today) {
			key = "maker.task.paper.ended"
		}
		list = append(list, view.MakerTask{
			Urgent: stage == 30, Title: p.T(key, "paper", p.T("paper."+paper.Kind), "name", line.name, "day", p.Day(paper.ExpiresOn)),
			Text: p.T("maker.task.paper.text"), Path: line.path(p, "/sua/"+papersScreen), Button: p.T("maker.task.paper.do"),
		})
	}
	return list
}

// starTask says when a star ends, and on which days the dossier may be filed
// (Decision 26/2026, Art. 7).
func starTask(p view.Page, line workLine) (view.MakerTask, bool) {
	star := line.listing.Star(p.Today)
	if star.Status != catalog.Expiring || star.Line == nil {
		return view.MakerTask{}, false
	}
	if star.Until.IsZero() { // only the year of issue is known
		return view.MakerTask{
			Title: p.T("maker.task.star.undated", "name", line.name), Text: p.T("maker.task.star.undated.text"),
			Path: line.path(p, ""), Button: p.T("maker.task.star.do"),
		}, true
	}
	from, to := catalog.FilingWindow(star.Until)
	left := p.Today.DaysUntil(star.Until)
	key := "maker.task.star.open"
	switch {
	case p.Today.Before(from):
		key = "maker.task.star.soon"
	case p.Today.After(to):
		key = "maker.task.star.late"
	}
	return view.MakerTask{
		Urgent: catalog.NoticeStage(p.Today, star.Until) < 180, Title: p.T("maker.task.star", "name", line.name, "day", p.Day(star.Until), "days", strconv.Itoa(left)),
		Text: p.T(key, "from", p.Day(from), "to", p.Day(to)), Path: line.path(p, ""), Button: p.T("maker.task.star.do"),
	}, true
}
