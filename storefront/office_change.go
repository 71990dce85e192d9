package storefront

import (
	"crypto/rand"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/storefront/account"
	"ocop/storefront/view"
)

// showChange is one change side by side with what is public. Whoever opens it
// takes it, so that a second officer knows.
func (s *Server) showChange(c *fiber.Ctx) error {
	id, err := readID(c.Params("change"))
	if err != nil {
		return err
	}
	edit, err := s.edits.ByID(c.UserContext(), id)
	if err != nil {
		return err
	}
	who := s.who(c).Account.ID
	var taken *catalog.TakenError
	if edit.State == catalog.EditWaiting && edit.TakenBy != who {
		step := catalog.Step{EditID: id, Version: edit.Version, By: who, Key: rand.Text()}
		if _, err := s.edits.Take(c.UserContext(), step, false); err != nil && !errors.As(err, &taken) && !leftAlone(err) {
			return err
		}
	}
	return s.renderChange(c, edit, taken, nil, view.Form{})
}

func (s *Server) renderChange(c *fiber.Ctx, e catalog.Edit, taken *catalog.TakenError, conflicts []catalog.Conflict, form view.Form) error {
	flags, err := s.flags.List(c.UserContext())
	if err != nil {
		return err
	}
	p := s.officePage(c, "office.change.title")
	p.Crumbs = []view.Crumb{{Name: p.T("office.title"), Path: p.Console(officePath)}, {Name: p.T("office.queue.title"), Path: p.Console(queuePath)}, {Name: e.SubjectName}}
	p.Title = e.SubjectName
	v := view.ChangeView{Line: s.queueLine(c, e, flags), Key: rand.Text(), Conflicts: s.readable(p, e, conflicts), Form: form, Author: s.nameOf(c, e.AuthorID), Decided: s.decided(c, p)}
	if e.HelperID != 0 {
		confirmed, err := s.edits.Submitters(c.UserContext(), []int64{e.ID})
		if err != nil {
			return err
		}
		v.Helper, v.Confirmed = s.nameOf(c, e.HelperID), s.nameOf(c, confirmed[e.ID])
	}
	if taken != nil {
		v.TakenBy, v.TakenAt = s.nameOf(c, taken.By), taken.At.In(catalog.Zone()).Format("15:04")
	}
	for _, change := range e.Changes() {
		row := view.ChangeRow{Field: change.Field, Old: change.Old, Proposed: change.New}
		switch change.Field.Type {
		case catalog.ShotsField:
			row.OldShots, row.NewShots = s.bigShots(c, change.Old), s.bigShots(c, change.New)
		case catalog.PapersField: // read by the page, which links their files
		default:
			row.Old, row.New = s.shown(p, change.Field, change.Old), catalog.Flag(s.shown(p, change.Field, change.New), flags)
		}
		v.Rows = append(v.Rows, row)
	}
	return s.render(c, view.Change(p, v))
}

// readable is what has changed under an edit, in words.
func (s *Server) readable(p view.Page, e catalog.Edit, conflicts []catalog.Conflict) []catalog.Conflict {
	list := slices.Clone(conflicts)
	for i := range list {
		c := &list[i]
		if f, ok := catalog.FieldOf(e.SubjectKind, c.Field); ok {
			c.Base, c.Now, c.Proposed = s.shown(p, f, c.Base), s.shown(p, f, c.Now), s.shown(p, f, c.Proposed)
		}
	}
	return list
}

// bigShots are the pictures of a field, in the size in which faults are seen.
func (s *Server) bigShots(c *fiber.Ctx, value string) []view.BigShot {
	var shots []view.BigShot
	for _, shot := range catalog.ReadShots(value) {
		big := view.BigShot{Alt: shot.Alt}
		if object, err := s.pictures.ByHash(c.UserContext(), shot.Hash); err == nil && object.Ready() {
			width := object.Widths[len(object.Widths)-1]
			for _, w := range object.Widths {
				if w >= 640 {
					width = w
					break
				}
			}
			big.Source, big.Width, big.Height = view.Picture(shot.Hash, width, "jpg"), width, width*object.Height/max(object.Width, 1)
		}
		shots = append(shots, big)
	}
	return shots
}

// submitChange decides about one change and goes on to the next.
func (s *Server) submitChange(c *fiber.Ctx) error {
	id, err := readID(c.Params("change"))
	if err != nil {
		return err
	}
	edit, err := s.edits.ByID(c.UserContext(), id)
	if err != nil {
		return err
	}
	p, reason := s.page(c), strings.TrimSpace(c.FormValue("reason"))
	do, over := c.FormValue("do"), c.FormValue("over") != ""
	form := view.Form{}.With("reason", reason)
	if (do == "return" || do == "takedown") && reason == "" || len(reason) > maxReason {
		form.Fail("reason", p.T("office.reason.missing"))
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderChange(c, edit, nil, nil, form)
	}
	step := catalog.Step{EditID: id, Version: number(c.FormValue("version")), By: s.who(c).Account.ID, Key: c.FormValue("key")}
	decision := catalog.Decision{Step: step, Over: over, Day: s.index.Day()}
	switch do {
	case "approve":
		_, err = s.edits.Approve(c.UserContext(), decision)
	case "return":
		_, err = s.edits.Return(c.UserContext(), step, reason, over)
	case "check":
		_, err = s.edits.Check(c.UserContext(), step)
	case "revert":
		_, err = s.edits.Revert(c.UserContext(), decision)
	case "takedown":
		if edit.SubjectID == 0 {
			return badRequest{"problem.value", do}
		}
		if err = s.takedowns.TakeDown(c.UserContext(), edit.Subject(), reason, step.By); err == nil || errors.Is(err, catalog.ErrAlreadyDone) {
			return c.Redirect(p.Console(deskOf(edit)), fiber.StatusSeeOther)
		}
	case "take":
		if _, err = s.edits.Take(c.UserContext(), step, true); err == nil {
			return c.Redirect(p.Console(queuePath+"/"+c.Params("change")), fiber.StatusSeeOther)
		}
	default:
		return badRequest{"problem.value", do}
	}
	if err != nil {
		return s.explainChange(c, edit, form, err)
	}
	return s.nextChange(c, p, id)
}

// deskOf is where an office sees what a change is about, and may restore it.
func deskOf(e catalog.Edit) string {
	desk := officeProductPath
	if e.SubjectKind == catalog.ProducerSubject {
		desk = officeProducerPath
	}
	return desk + "/" + strconv.FormatInt(e.SubjectID, 10)
}

// explainChange tells an officer why a change could not be decided, with what
// it is by now.
func (s *Server) explainChange(c *fiber.Ctx, edit catalog.Edit, form view.Form, err error) error {
	var stale *catalog.StaleError
	var taken *catalog.TakenError
	var conflict *catalog.ConflictError
	var problems catalog.Problems
	var conflicts []catalog.Conflict
	p := s.page(c)
	switch {
	case errors.As(err, &stale):
		edit = stale.Edit
		form.Fail("do", p.T("office.change.stale"))
	case errors.As(err, &taken):
	case errors.As(err, &conflict):
		conflicts = conflict.Conflicts
		form.Fail("do", p.T("office.change.conflict"))
	case errors.As(err, &problems), errors.Is(err, catalog.ErrState):
		form.Fail("do", p.T("office.change.state"))
	default:
		return err
	}
	c.Status(fiber.StatusConflict)
	return s.renderChange(c, edit, taken, conflicts, form)
}

// nextChange leads on to the change that now waits longest, or to the queue
// when it is empty.
func (s *Server) nextChange(c *fiber.Ctx, p view.Page, decided int64) error {
	next, err := s.edits.Waiting(c.UserContext(), catalog.QueueFilter{ProvinceCode: s.ownProvince(c, account.ReviewEdits), Most: 1})
	if err != nil {
		return err
	}
	if len(next) == 0 {
		return c.Redirect(p.Console(queuePath)+"?"+decidedQuery(decided), fiber.StatusSeeOther)
	}
	return c.Redirect(p.Console(queuePath+"/"+strconv.FormatInt(next[0].ID, 10))+"?"+decidedQuery(decided), fiber.StatusSeeOther)
}

func decidedQuery(id int64) string { return "vua=" + strconv.FormatInt(id, 10) }

// decided says what became of the change that the officer has just left, with the
// way to the page it shows on.
func (s *Server) decided(c *fiber.Ctx, p view.Page) view.Decided {
	id, err := readID(c.Query("vua"))
	if err != nil {
		return view.Decided{}
	}
	e, err := s.edits.ByID(c.UserContext(), id)
	if own := s.ownProvince(c, account.ReviewEdits); err != nil || own != "" && own != e.ProvinceCode {
		return view.Decided{}
	}
	d := view.Decided{Name: e.SubjectName, State: string(e.State)}
	switch {
	case e.State != catalog.EditApproved && e.State != catalog.EditReturned:
		return view.Decided{}
	case e.State == catalog.EditApproved && e.SubjectSlug != "" && e.SubjectKind == catalog.ProductSubject:
		d.Public = p.Product(e.SubjectSlug)
	case e.State == catalog.EditApproved && e.SubjectSlug != "":
		d.Public = p.Producer(e.SubjectSlug)
	}
	return d
}
