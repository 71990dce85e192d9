package storefront

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/storefront/view"
)

// wordPath is where offices keep words and texts.
const wordPath = officePath + "/tu-ngu"

// listWords is every word and text that offices keep.
func (s *Server) listWords(c *fiber.Ctx) error { return s.renderWords(c, view.Form{}) }

func (s *Server) renderWords(c *fiber.Ctx, form view.Form) error {
	v := view.WordsView{Form: form, Groups: s.index.Atlas().Groups}
	var err error
	if v.Flagged, err = s.flags.List(c.UserContext()); err != nil {
		return err
	}
	if v.Synonyms, err = s.wordings.Synonyms(c.UserContext()); err != nil {
		return err
	}
	if v.Notices, err = s.wordings.Notices(c.UserContext(), s.index.Day()); err != nil {
		return err
	}
	if v.Legal, err = s.wordings.LegalTexts(c.UserContext()); err != nil {
		return err
	}
	return s.render(c, view.Words(s.officePage(c, "office.words.title"), v))
}

// submitWord adds or removes a word, a notice, or a version of a legal text.
func (s *Server) submitWord(c *fiber.Ctx) error {
	p, by, do := s.page(c), s.who(c).Account.ID, c.FormValue("do")
	id, wrong := readID(c.FormValue("id"))
	if strings.HasPrefix(do, "remove-") && wrong != nil {
		return wrong
	}
	var err error
	switch do {
	case "flag":
		err = s.flags.Add(c.UserContext(), c.FormValue("word"), c.FormValue("why"), by)
	case "remove-flag":
		err = s.flags.Remove(c.UserContext(), id, by)
	case "synonym":
		err = s.submitSynonym(c, by)
	case "remove-synonym":
		err = s.wordings.RemoveSynonym(c.UserContext(), id, by)
	case "notice":
		err = s.submitNotice(c, by)
	case "remove-notice":
		err = s.wordings.RemoveNotice(c.UserContext(), id, by)
	case "legal":
		text := catalog.LegalText{Page: c.FormValue("page"), Lang: c.FormValue("lang"), Body: c.FormValue("body"), Reason: c.FormValue("reason")}
		if text.Page != "rules" && text.Page != "privacy" || text.Lang != "vi" && text.Lang != "en" {
			return badRequest{"problem.value", text.Page}
		}
		err = s.wordings.WriteLegal(c.UserContext(), text, by)
	default:
		return badRequest{"problem.value", do}
	}
	if text := s.refusal(p, err); text != "" {
		form := view.Form{}
		form.Fail(do, p.T("office.words.wrong"))
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderWords(c, form)
	}
	if err != nil {
		return err
	}
	return c.Redirect(p.Console(wordPath), fiber.StatusSeeOther)
}

func (s *Server) submitSynonym(c *fiber.Ctx, by int64) error {
	pair := catalog.Synonym{Word: c.FormValue("word"), Other: c.FormValue("other"), Kind: c.FormValue("kind"), Direction: "both", GroupSlug: c.FormValue("group")}
	if c.FormValue("one") != "" {
		pair.Direction = "one"
	}
	_, known := s.index.Atlas().Group(pair.GroupSlug)
	if !slices.Contains(catalog.SynonymKinds(), pair.Kind) || pair.GroupSlug != "" && !known {
		return badRequest{"problem.value", pair.Kind}
	}
	return s.wordings.AddSynonym(c.UserContext(), pair, by)
}

func (s *Server) submitNotice(c *fiber.Ctx, by int64) error {
	from, begins := readDay(c.FormValue("from"))
	to, ends := readDay(c.FormValue("to"))
	if !begins || !ends {
		return catalog.ErrReasonMissing
	}
	return s.wordings.AddNotice(c.UserContext(), catalog.Notice{Body: c.FormValue("body"), BodyEN: c.FormValue("body_en"), FromDay: from, ToDay: to}, by)
}
