package storefront

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/storefront/account"
	"ocop/storefront/view"
)

// Addresses of producers in the office's console.
const (
	officeProducerPath = officePath + "/chu-the"
	mergePath          = officePath + "/gop"
)

// listOfficeProducers finds producers, proposes duplicates and lists mergers.
func (s *Server) listOfficeProducers(c *fiber.Ctx) error {
	province, words := s.ownProvince(c, account.ManageProducers), catalog.Clean(c.Query("q"))
	if utf8.RuneCountInString(words) > maxQuery {
		return badRequest{key: "problem.query"}
	}
	p := s.officePage(c, "office.producers.title")
	v := view.OfficeProducersView{Query: words}
	var err error
	if words != "" {
		if v.Found, err = s.producers.Named(c.UserContext(), province, words, foundAtMost); err != nil {
			return err
		}
	}
	// A search over the whole country does not wait for all names to be compared.
	if words == "" || province != "" {
		if v.Duplicates, err = s.producers.Duplicates(c.UserContext(), province, foundAtMost); err != nil {
			return err
		}
	}
	if v.Merges, err = s.producers.Merges(c.UserContext(), province, 20); err != nil {
		return err
	}
	return s.render(c, view.OfficeProducers(p, v))
}

// showOfficeProducer is one producer with its products and all that an office
// may do to it.
func (s *Server) showOfficeProducer(c *fiber.Ctx) error {
	return s.renderOfficeProducer(c, view.Form{})
}

func (s *Server) renderOfficeProducer(c *fiber.Ctx, form view.Form) error {
	id, err := readID(c.Params("producer"))
	if err != nil {
		return err
	}
	v := view.OfficeProducerView{Form: form, Provinces: s.index.Atlas().Provinces, Query: catalog.Clean(c.Query("q"))}
	if v.Producer, err = s.producers.Brief(c.UserContext(), id); err != nil {
		return err
	}
	if v.Products, err = s.products.DesksOf(c.UserContext(), id); err != nil {
		return err
	}
	if v.Audit, err = s.audit.Lines(c.UserContext(), catalog.AuditFilter{Subject: catalog.Subject{Kind: "producer", ID: id}, Most: 20}); err != nil {
		return err
	}
	if v.Trusted, err = s.edits.Trusted(c.UserContext(), id); err != nil {
		return err
	}
	if v.Query != "" {
		if v.Found, err = s.producers.Named(c.UserContext(), v.Producer.ProvinceCode, v.Query, 20); err != nil {
			return err
		}
	}
	v.Names, v.Today = s.namesOf(c, v.Audit), s.index.Day()
	p := s.officePage(c, "office.producers.title")
	p.Title = v.Producer.Name
	p.Crumbs = []view.Crumb{{Name: p.T("office.title"), Path: p.Console(officePath)}, {Name: p.T("office.producers.title"), Path: p.Console(officeProducerPath)}, {Name: v.Producer.Name}}
	return s.render(c, view.OfficeProducer(p, v))
}

// submitOfficeProducer takes a producer down, restores it, moves it, or trusts
// it with small changes.
func (s *Server) submitOfficeProducer(c *fiber.Ctx) error {
	id, err := readID(c.Params("producer"))
	if err != nil {
		return err
	}
	p, who, reason := s.page(c), s.who(c), strings.TrimSpace(c.FormValue("reason"))
	subject, do := catalog.Subject{Kind: "producer", ID: id}, c.FormValue("do")
	form := view.Form{}.With("reason", reason).With("commune", c.FormValue("commune"))
	if do == "tax" {
		return s.submitTaxCode(c, p, id)
	}
	if do != "trust" && do != "distrust" && (reason == "" || len(reason) > maxReason) {
		form.Fail("reason", p.T("office.reason.missing"))
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderOfficeProducer(c, form)
	}
	switch do {
	case "takedown":
		err = s.takedowns.TakeDown(c.UserContext(), subject, reason, who.Account.ID)
	case "restore":
		err = s.takedowns.Restore(c.UserContext(), subject, reason, who.Account.ID)
	case "trust", "distrust":
		err = s.edits.Trust(c.UserContext(), who.Account.ID, id, do == "trust")
	case "reassign":
		province, known := s.index.Atlas().Province(c.FormValue("province"))
		if !known {
			return badRequest{"problem.value", c.FormValue("province")}
		}
		err = s.producers.Reassign(c.UserContext(), id, province.Code, c.FormValue("commune"), reason, who.Account.ID)
	default:
		return badRequest{"problem.value", do}
	}
	if text := s.refusal(p, err); text != "" {
		form.Fail("reason", text)
		c.Status(fiber.StatusConflict)
		return s.renderOfficeProducer(c, form)
	}
	if err != nil {
		return err
	}
	return c.Redirect(p.Console(officeProducerPath+"/"+c.Params("producer")), fiber.StatusSeeOther)
}

// submitTaxCode enters or corrects the tax code of a producer.
func (s *Server) submitTaxCode(c *fiber.Ctx, p view.Page, id int64) error {
	err := s.producers.SetTaxCode(c.UserContext(), id, c.FormValue("tax"), s.who(c).Account.ID)
	if errors.Is(err, catalog.ErrTaxCode) {
		form := view.Form{}.With("tax", c.FormValue("tax"))
		form.Fail("tax", p.T("office.tax.wrong"))
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderOfficeProducer(c, form)
	}
	if err != nil && !errors.Is(err, catalog.ErrAlreadyDone) {
		return err
	}
	return c.Redirect(p.Console(officeProducerPath+"/"+c.Params("producer")), fiber.StatusSeeOther)
}

// showMerge is what merging two producers would do: ?giu= is kept, ?bo= is
// dropped.
func (s *Server) showMerge(c *fiber.Ctx) error {
	return s.renderMerge(c, c.Query("giu"), c.Query("bo"), view.Form{})
}

func (s *Server) renderMerge(c *fiber.Ctx, keep, drop string, form view.Form) error {
	kept, dropped, err := s.mergePair(c, keep, drop)
	if err != nil {
		return err
	}
	p := s.officePage(c, "office.merge.title")
	p.Crumbs = []view.Crumb{{Name: p.T("office.title"), Path: p.Console(officePath)}, {Name: p.T("office.producers.title"), Path: p.Console(officeProducerPath)}, {Name: p.Title}}
	preview, err := s.producers.PreviewMerge(c.UserContext(), kept, dropped)
	if errors.Is(err, catalog.ErrOtherProvince) {
		form.Fail("reason", p.T("office.other_province"))
	} else if err != nil {
		return err
	}
	return s.render(c, view.Merge(p, view.MergeView{Preview: preview, Form: form}))
}

// mergePair reads two producers, each of which the officer must answer for.
func (s *Server) mergePair(c *fiber.Ctx, keep, drop string) (kept, dropped int64, err error) {
	if kept, err = readID(keep); err != nil {
		return 0, 0, err
	}
	if dropped, err = readID(drop); err != nil || dropped == kept {
		return 0, 0, badRequest{"problem.value", drop}
	}
	for _, id := range []int64{kept, dropped} {
		province, err := s.producers.ProvinceOf(c.UserContext(), id)
		if err != nil {
			return 0, 0, err
		}
		if !s.who(c).May(account.ManageProducers, account.Scope{ProducerID: id, ProvinceCode: province}) {
			return 0, 0, fiber.ErrForbidden
		}
	}
	return kept, dropped, nil
}

// submitMerge merges two producers, says that they are two, or parts them again.
func (s *Server) submitMerge(c *fiber.Ctx) error {
	p, by, reason := s.page(c), s.who(c).Account.ID, strings.TrimSpace(c.FormValue("reason"))
	if c.FormValue("do") == "undo" {
		return s.undoMerge(c, p, by)
	}
	kept, dropped, err := s.mergePair(c, c.FormValue("giu"), c.FormValue("bo"))
	if err != nil {
		return err
	}
	switch do := c.FormValue("do"); do {
	case "merge":
		if len(reason) > maxReason {
			reason = ""
		}
		_, err = s.producers.Merge(c.UserContext(), kept, dropped, reason, by)
	case "apart":
		err = s.producers.Apart(c.UserContext(), kept, dropped, by)
	default:
		return badRequest{"problem.value", do}
	}
	if text := s.refusal(p, err); text != "" {
		form := view.Form{}.With("reason", reason)
		form.Fail("reason", text)
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderMerge(c, c.FormValue("giu"), c.FormValue("bo"), form)
	}
	if err != nil {
		return err
	}
	return c.Redirect(p.Console(officeProducerPath), fiber.StatusSeeOther)
}

func (s *Server) undoMerge(c *fiber.Ctx, p view.Page, by int64) error {
	id, err := readID(c.FormValue("merge"))
	if err != nil {
		return err
	}
	province, err := s.producers.ProvinceOfMerge(c.UserContext(), id)
	if err != nil {
		return err
	}
	if !s.who(c).May(account.ManageProducers, account.Scope{ProvinceCode: province}) {
		return fiber.ErrForbidden
	}
	if err := s.producers.UndoMerge(c.UserContext(), id, by); err != nil && !errors.Is(err, catalog.ErrAlreadyDone) {
		return err
	}
	return c.Redirect(p.Console(officeProducerPath)+"?xong="+strconv.FormatInt(id, 10), fiber.StatusSeeOther)
}
