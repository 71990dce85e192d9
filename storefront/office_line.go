package storefront

import (
	"errors"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/storefront/account"
	"ocop/storefront/view"
)

// Addresses of stars in the office's console.
const (
	linePath  = officePath + "/sao"
	awardPath = officePath + "/quyet-dinh"
)

// editLine is a line of a decision with what an office may rule about it.
func (s *Server) editLine(c *fiber.Ctx) error { return s.renderLine(c, view.Form{}) }

func (s *Server) renderLine(c *fiber.Ctx, form view.Form) error {
	id, err := readID(c.Params("line"))
	if err != nil {
		return err
	}
	product, _, _, err := s.awards.OwnerOf(c.UserContext(), id)
	if err != nil {
		return err
	}
	v := view.LineView{Form: form, Today: s.index.Day()}
	if v.Desk, err = s.products.Desk(c.UserContext(), product); err != nil {
		return err
	}
	for _, line := range v.Desk.Recognitions {
		if line.ID == id {
			v.Line = line
		}
	}
	p := s.officePage(c, "office.line.title")
	p.Crumbs = []view.Crumb{{Name: p.T("office.title"), Path: p.Console(officePath)}, {Name: v.Desk.Name, Path: p.Console(officeProductPath + "/" + strconv.FormatInt(product, 10))}, {Name: p.Title}}
	return s.render(c, view.Line(p, v))
}

// submitLine revokes, extends, ends, corrects or annuls a line.
func (s *Server) submitLine(c *fiber.Ctx) error {
	id, err := readID(c.Params("line"))
	if err != nil {
		return err
	}
	product, _, _, err := s.awards.OwnerOf(c.UserContext(), id)
	if err != nil {
		return err
	}
	p, who, today := s.page(c), s.who(c), s.index.Day()
	form := view.Form{}
	for _, field := range []string{"no", "on", "ground", "until", "stars", "kind", "decision_no", "issuer", "issued_on", "expires_on", "code", "reason"} {
		form = form.With(field, strings.TrimSpace(c.FormValue(field)))
	}
	days := map[string]catalog.Day{}
	for _, field := range []string{"on", "until", "issued_on", "expires_on"} {
		day, ok := readDay(form.Value(field))
		if !ok {
			form.Fail(field, p.T("office.problem.day"))
		}
		days[field] = day
	}
	if form.Failed() {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderLine(c, form)
	}
	ruling := catalog.Ruling{DecisionNo: form.Value("no"), On: days["on"], Ground: form.Value("ground"), By: who.Account.ID}
	switch do := c.FormValue("do"); do {
	case "revoke":
		err = s.awards.Revoke(c.UserContext(), id, ruling, today)
	case "extend":
		err = s.awards.Extend(c.UserContext(), id, days["until"], ruling, today)
	case "discontinue":
		err = s.awards.Discontinue(c.UserContext(), id, ruling, today)
	case "correct":
		to := catalog.Recognition{
			Stars: number(form.Value("stars")), Kind: readKind(form.Value("kind")), DecisionNo: form.Value("decision_no"), Issuer: form.Value("issuer"),
			IssuedOn: days["issued_on"], ExpiresOn: days["expires_on"], ProductCode: form.Value("code"),
		}
		err = s.awards.Correct(c.UserContext(), id, to, form.Value("reason"), today, who.Account.ID)
	case "annul":
		err = s.awards.Annul(c.UserContext(), id, form.Value("reason"), who.Account.ID)
	default:
		return badRequest{"problem.value", do}
	}
	if text := s.refusal(p, err); text != "" {
		form.Fail(c.FormValue("do"), text)
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderLine(c, form)
	}
	if err != nil {
		return err
	}
	return c.Redirect(p.Console(officeProductPath+"/"+strconv.FormatInt(product, 10)), fiber.StatusSeeOther)
}

// readDay reads a day of a form, as browsers send it or as people write it;
// nothing is no day.
func readDay(text string) (catalog.Day, bool) {
	if text == "" {
		return catalog.Day{}, true
	}
	if day, err := catalog.ParseDay(text); err == nil {
		return day, true
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '/' || r == '.' || r == '-' })
	if len(parts) != 3 {
		return catalog.Day{}, false
	}
	date, month := parts[0], parts[1]
	day, err := catalog.ParseDay(parts[2] + "-" + strings.Repeat("0", max(0, 2-len(month))) + month + "-" + strings.Repeat("0", max(0, 2-len(date))) + date)
	return day, err == nil
}

// readKind reads an occasion; anything unknown is told by the lines before.
func readKind(text string) catalog.RecognitionKind {
	switch kind := catalog.RecognitionKind(text); kind {
	case catalog.First, catalog.Upgrade, catalog.Rerating:
		return kind
	}
	return catalog.First
}

// newAward is the form for a decision with its annex.
func (s *Server) newAward(c *fiber.Ctx) error { return s.renderAward(c, view.Form{}, nil) }

func (s *Server) renderAward(c *fiber.Ctx, form view.Form, chosen []view.AnnexRow) error {
	p := s.officePage(c, "office.award.title")
	v := view.AwardView{Form: form, Chosen: chosen, Query: catalog.Clean(c.FormValue("q")), Saved: number(c.Query("xong")), Today: s.index.Day()}
	if v.Query != "" {
		found, err := s.products.Desks(c.UserContext(), catalog.Choice{ProvinceCode: s.ownProvince(c, account.ManageRecognitions), Words: v.Query, Most: foundAtMost})
		if err != nil {
			return err
		}
		v.Found = found
	}
	return s.render(c, view.Award(p, v))
}

// submitAward looks for more products, or enters the decision.
func (s *Server) submitAward(c *fiber.Ctx) error {
	p := s.page(c)
	form := view.Form{}
	for _, field := range []string{"no", "issuer", "issued_on", "expires_on"} {
		form = form.With(field, strings.TrimSpace(c.FormValue(field)))
	}
	chosen, err := s.annex(c)
	if err != nil {
		return err
	}
	if c.FormValue("do") != "save" { // look for products, keep what was typed
		return s.renderAward(c, form, chosen)
	}
	award := catalog.Award{No: form.Value("no"), Issuer: form.Value("issuer")}
	var issued, expires bool
	award.IssuedOn, issued = readDay(form.Value("issued_on"))
	award.ExpiresOn, expires = readDay(form.Value("expires_on"))
	for _, row := range chosen {
		award.Lines = append(award.Lines, catalog.AnnexLine{ProductID: row.Desk.ID, Stars: row.Stars, Code: row.Code})
	}
	if !issued || !expires {
		err = &catalog.DecisionProblem{Field: "issued_on"}
	} else {
		err = s.awards.Enter(c.UserContext(), award, s.index.Day(), s.who(c).Account.ID)
	}
	if text := s.refusal(p, err); text != "" {
		form.Fail(awardField(err), text)
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderAward(c, form, chosen)
	}
	if err != nil {
		return err
	}
	return c.Redirect(p.Console(awardPath)+"?xong="+strconv.Itoa(len(award.Lines)), fiber.StatusSeeOther)
}

// annex reads the lines of the annex: stars-ID and code-ID for each product
// that was given stars. Products of other provinces are refused.
func (s *Server) annex(c *fiber.Ctx) ([]view.AnnexRow, error) {
	var rows []view.AnnexRow
	var wrong error
	c.Request().PostArgs().VisitAll(func(name, value []byte) {
		digits, found := strings.CutPrefix(string(name), "stars-")
		stars := number(string(value))
		if !found || stars == 0 || wrong != nil || len(rows) >= maxAnnex {
			return
		}
		id, err := readID(digits)
		if err != nil {
			wrong = err
			return
		}
		desk, err := s.products.Desk(c.UserContext(), id)
		if err != nil {
			wrong = err
			return
		}
		if !s.who(c).May(account.ManageRecognitions, account.Scope{ProducerID: desk.ProducerID, ProvinceCode: desk.ProvinceCode}) {
			wrong = fiber.ErrForbidden
			return
		}
		rows = append(rows, view.AnnexRow{Desk: desk, Stars: stars, Code: strings.TrimSpace(c.FormValue("code-" + digits))})
	})
	return rows, wrong
}

// maxAnnex is how many products one form may hold.
const maxAnnex = 200

func asDecisionProblem(err error) (*catalog.DecisionProblem, bool) {
	var problem *catalog.DecisionProblem
	ok := errors.As(err, &problem)
	return problem, ok
}

// awardField is the field of the form that a refusal is about.
func awardField(err error) string {
	if problem, ok := asDecisionProblem(err); ok && problem.Field != "lines" && problem.Field != "stars" {
		return problem.Field
	}
	return "q"
}
