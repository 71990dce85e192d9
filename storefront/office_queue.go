package storefront

import (
	"crypto/rand"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/storefront/account"
	"ocop/storefront/view"
)

// Addresses of the office's queue.
const (
	officePath = "/van-phong"
	queuePath  = officePath + "/cho-duyet"
)

// queueLength is how many changes a page of the queue shows.
const queueLength = 50

// maxReason is the longest reason an office may write, in bytes.
const maxReason = 2000

// ownProvince is the province to which somebody's permission for an action is
// bound; empty for the whole country.
func (s *Server) ownProvince(c *fiber.Ctx, action account.Action) string {
	if who := s.who(c); who.Role.Reach(action) == account.Province {
		return who.ProvinceCode
	}
	return ""
}

// listQueue is what waits for the office, who waits longest first.
func (s *Server) listQueue(c *fiber.Ctx) error {
	province := s.ownProvince(c, account.ReviewEdits)
	filter := catalog.QueueFilter{ProvinceCode: province, Most: queueLength + 1}
	if id, err := strconv.ParseInt(c.Query("sau"), 10, 64); err == nil {
		if filter.After, err = s.edits.ByID(c.UserContext(), id); err != nil {
			return err
		}
	}
	edits, err := s.edits.Waiting(c.UserContext(), filter)
	if err != nil {
		return err
	}
	total, err := s.edits.CountWaiting(c.UserContext(), province)
	if err != nil {
		return err
	}
	flags, err := s.flags.List(c.UserContext())
	if err != nil {
		return err
	}
	p := s.officePage(c, "office.queue.title")
	v := view.QueueView{Total: total, Key: rand.Text(), Done: number(c.Query("xong")), Failed: number(c.Query("loi")), Decided: s.decided(c, p)}
	if len(edits) > queueLength {
		edits = edits[:queueLength]
		v.Next = p.Console(queuePath) + "?" + url.Values{"sau": {strconv.FormatInt(edits[queueLength-1].ID, 10)}}.Encode()
	}
	names := map[int64]string{} // one officer may hold many of the lines
	for _, e := range edits {
		line := s.queueLine(c, e, flags)
		if e.TakenBy != 0 && e.TakenBy != s.who(c).Account.ID {
			if names[e.TakenBy] == "" {
				names[e.TakenBy] = s.nameOf(c, e.TakenBy)
			}
			line.TakenBy = names[e.TakenBy]
		}
		v.Lines = append(v.Lines, line)
	}
	if v.Reports, err = s.complaints.Count(c.UserContext(), province); err != nil {
		return err
	}
	if v.Unchecked, err = s.edits.Unchecked(c.UserContext(), province, queueLength); err != nil {
		return err
	}
	if province != "" {
		if v.Rule, err = s.edits.Rule(c.UserContext(), province); err != nil {
			return err
		}
		v.HasRule = true
	}
	return s.render(c, view.Queue(p, v))
}

// number reads a small count of an address; anything else is none.
func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

func (s *Server) queueLine(c *fiber.Ctx, e catalog.Edit, flags []catalog.FlaggedWord) view.QueueLine {
	line := view.QueueLine{Edit: e, Waits: int(time.Since(e.SubmittedAt).Hours() / 24)}
	if province, ok := s.index.Atlas().Province(e.ProvinceCode); ok {
		line.Province = province.Name
	}
	for _, change := range e.Changes() {
		line.Fields = append(line.Fields, change.Field.Name)
		if catalog.Flagged(change.New, flags) {
			line.Flagged = true
		}
	}
	return line
}

// nameOf is the name of an account, for others of the same office; the number
// alone where it is gone.
func (s *Server) nameOf(c *fiber.Ctx, id int64) string {
	if id == 0 {
		return ""
	}
	found, err := s.accounts.ByID(c.UserContext(), id)
	if err != nil {
		return "#" + strconv.FormatInt(id, 10)
	}
	return found.Name
}

// officePage is the frame of a page of the office's console.
func (s *Server) officePage(c *fiber.Ctx, title string) view.Page {
	p := s.page(c)
	p.Section, p.Title = "office", p.T(title)
	p.Crumbs = []view.Crumb{{Name: p.T("office.title"), Path: p.Console(officePath)}, {Name: p.Title}}
	return p
}

// submitQueue decides about several changes at once, or sets the rule for small
// ones. What somebody else handles, and what has moved on, is left and counted.
func (s *Server) submitQueue(c *fiber.Ctx) error {
	form, err := url.ParseQuery(string(c.Body()))
	if err != nil {
		return fiber.ErrBadRequest
	}
	do, reason := form.Get("do"), strings.TrimSpace(form.Get("reason"))
	if do == "rule" {
		return s.submitRule(c, form)
	}
	if do != "approve" && do != "return" && do != "takedown" || len(reason) > maxReason || len(form["edit"]) > queueLength {
		return badRequest{"problem.value", do}
	}
	if do != "approve" && reason == "" {
		return badRequest{key: "office.reason.missing"}
	}
	done, failed := 0, 0
	for _, text := range form["edit"] {
		err := s.decide(c, do, text, form.Get("key"), reason)
		switch {
		case err == nil:
			done++
		case leftAlone(err):
			failed++
		default:
			return err
		}
	}
	query := url.Values{"xong": {strconv.Itoa(done)}, "loi": {strconv.Itoa(failed)}}
	return c.Redirect(view.Links{Lang: lang(c)}.Console(queuePath)+"?"+query.Encode(), fiber.StatusSeeOther)
}

// leftAlone reports whether a change was left as it is because it is not any
// more what the officer saw.
func leftAlone(err error) bool {
	var stale *catalog.StaleError
	var taken *catalog.TakenError
	var conflict *catalog.ConflictError
	var problems catalog.Problems
	return errors.As(err, &stale) || errors.As(err, &taken) || errors.As(err, &conflict) || errors.As(err, &problems) ||
		errors.Is(err, catalog.ErrState) || errors.Is(err, catalog.ErrAlreadyDone) || errors.Is(err, pgx.ErrNoRows)
}

// decide does one thing to one change, given as "id:version".
func (s *Server) decide(c *fiber.Ctx, do, text, key, reason string) error {
	digits, version, _ := strings.Cut(text, ":")
	id, err := readID(digits)
	if err != nil {
		return err
	}
	edit, err := s.edits.ByID(c.UserContext(), id)
	if err != nil {
		return err
	}
	who := s.who(c)
	if !who.May(account.ReviewEdits, account.Scope{ProducerID: edit.ProducerID, ProvinceCode: edit.ProvinceCode}) {
		return fiber.ErrForbidden
	}
	step := catalog.Step{EditID: id, Version: number(version), By: who.Account.ID, Key: key + "-" + digits}
	switch do {
	case "approve":
		_, err = s.edits.Approve(c.UserContext(), catalog.Decision{Step: step, Day: s.index.Day()})
	case "return":
		_, err = s.edits.Return(c.UserContext(), step, reason, false)
	case "takedown":
		if edit.SubjectID == 0 {
			return catalog.ErrState
		}
		err = s.takedowns.TakeDown(c.UserContext(), edit.Subject(), reason, who.Account.ID)
	}
	return err
}

// submitRule sets which small changes of trusted makers appear at once.
func (s *Server) submitRule(c *fiber.Ctx, form url.Values) error {
	province := s.ownProvince(c, account.ReviewEdits)
	if province == "" {
		return fiber.ErrForbidden
	}
	rule := catalog.SmallChanges{Price: form.Get("price") != "", Capacity: form.Get("capacity") != ""}
	if err := s.edits.SetRule(c.UserContext(), s.who(c).Account.ID, province, rule); err != nil {
		return err
	}
	return c.Redirect(view.Links{Lang: lang(c)}.Console(queuePath), fiber.StatusSeeOther)
}
