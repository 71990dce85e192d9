package storefront

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/catalog/trade"
	"ocop/storefront/account"
	"ocop/storefront/view"
)

// showTasks is everything that needs a maker, the most pressing first: who waits
// for an answer, what the office sent back, what a helper entered, what runs out,
// what should be confirmed.
func (s *Server) showTasks(c *fiber.Ctx, p view.Page, w workshop) ([]view.MakerTask, error) {
	list, err := s.callers(c, p)
	if err != nil {
		return nil, err
	}
	var helpers []int64
	for _, e := range w.open {
		helpers = append(helpers, e.HelperID)
	}
	names, err := s.names(c.UserContext(), helpers...)
	if err != nil {
		return nil, err
	}
	return append(list, s.tasks(p, w, names, s.who(c).Role.May(account.ConfirmListing))...), nil
}

// callers are the questions and the requests to buy that nobody has answered.
func (s *Server) callers(c *fiber.Ctx, p view.Page) ([]view.MakerTask, error) {
	var list []view.MakerTask
	lines, err := s.inquiries.Inbox(c.UserContext(), s.who(c).Producers)
	if err != nil {
		return nil, err
	}
	waiting, oldest := 0, catalog.Day{}
	for _, l := range lines {
		if l.Answer != "" {
			continue
		}
		if on := catalog.DayAt(l.ReceivedAt); waiting == 0 || on.Before(oldest) {
			oldest = on
		}
		waiting++
	}
	if waiting > 0 {
		list = append(list, view.MakerTask{Urgent: true, Title: p.N("maker.task.inquiries", waiting), Text: p.T("maker.task.inquiries.text", "day", p.Day(oldest)),
			Path: p.Console(inboxPath), Button: p.T("maker.task.inquiries.do")})
	}
	asks, err := s.requests.Inbox(c.UserContext(), s.who(c).Producers)
	if err != nil {
		return nil, err
	}
	open := 0
	for _, ask := range asks {
		if ask.AnswerID == 0 && !ask.Declined && ask.Ask.State == trade.Open {
			open++
		}
	}
	if open > 0 {
		list = append(list, view.MakerTask{Title: p.N("maker.task.requests", open), Text: p.T("maker.task.requests.text"),
			Path: p.Console("/quan-ly/can-mua"), Button: p.T("maker.task.requests.do")})
	}
	return list, nil
}

// shownChanges is how many changes a task to confirm names; the rest is on the
// listing.
const shownChanges = 4

// helperTask lets the producer confirm in one tap what somebody entered for them.
func (s *Server) helperTask(p view.Page, e catalog.Edit, called, helper string) view.MakerTask {
	changes := s.changes(p, e)
	text := []string{p.T("maker.task.helper.text", "name", helper)}
	for _, change := range changes[:min(len(changes), shownChanges)] {
		text = append(text, change.Label+": "+brief(change.New))
	}
	if more := len(changes) - shownChanges; more > 0 {
		text = append(text, p.N("maker.task.helper.more", more))
	}
	path := listingPath(p, tokenOf(e))
	return view.MakerTask{Urgent: true, Title: p.T("maker.task.helper", "name", called), Text: strings.Join(text, "\n"),
		Path: path, Button: p.T("maker.task.helper.do"), Action: listingPath(p, tokenOf(e)+"/gui"), Press: p.T("maker.task.helper.press"), Version: e.Version, Key: key()}
}

// brief is the beginning of a text, for a line.
func brief(text string) string {
	const most = 90
	runes := []rune(strings.ReplaceAll(text, "\n", " "))
	if len(runes) <= most {
		return string(runes)
	}
	return string(runes[:most]) + "…"
}

// tasks is what needs a maker in their own listings.
func (s *Server) tasks(p view.Page, w workshop, names map[int64]string, mayConfirm bool) []view.MakerTask {
	var list []view.MakerTask
	for _, e := range w.open {
		switch {
		case e.State == catalog.EditReturned:
			list = append(list, view.MakerTask{Urgent: true, Title: p.T("maker.task.returned", "name", w.called(p, e)), Text: e.Reason,
				Path: listingPath(p, tokenOf(e)), Button: p.T("maker.task.returned.do")})
		case mayConfirm && e.State == catalog.EditDraft && !e.HelperDoneAt.IsZero():
			list = append(list, s.helperTask(p, e, w.called(p, e), names[e.HelperID]))
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
		Title: p.T("maker.task.confirm", "name", line.called(p)), Text: p.T("maker.task.confirm.never"), Path: line.path(p, ""),
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
			Urgent: stage == 30, Title: p.T(key, "paper", p.T("paper."+paper.Kind), "name", line.called(p), "day", p.Day(paper.ExpiresOn)),
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
			Title: p.T("maker.task.star.undated", "name", line.called(p)), Text: p.T("maker.task.star.undated.text"),
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
		Urgent: catalog.NoticeStage(p.Today, star.Until) < 180, Title: p.T("maker.task.star", "name", line.called(p), "day", p.Day(star.Until), "days", strconv.Itoa(left)),
		Text: p.T(key, "from", p.Day(from), "to", p.Day(to)), Path: line.path(p, ""), Button: p.T("maker.task.star.do"),
	}, true
}
