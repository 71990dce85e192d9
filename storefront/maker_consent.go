package storefront

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/storefront/view"
)

// showConsent says which fields of a person may be public, each with a button of
// its own (Law 91/2025/QH15: voluntary, explicit, one purpose at a time).
func (s *Server) showConsent(c *fiber.Ctx) error {
	producerID, err := readID(c.Params("producer"))
	if err != nil {
		return err
	}
	consents, err := s.consents.Of(c.UserContext(), producerID)
	if err != nil {
		return err
	}
	named, err := s.producers.Names(c.UserContext(), []int64{producerID})
	if err != nil {
		return err
	}
	p := s.page(c)
	p.Section, p.Title = "manage", p.T("maker.consent")
	p.Crumbs = []view.Crumb{{Name: p.T("manage.title"), Path: p.Console("/quan-ly")}, {Name: p.Title}}
	v := view.MakerConsents{
		Action: p.Console("/quan-ly/chu-the/" + productToken(producerID) + "/dong-y"), Done: done(c, p),
		Edit: listingPath(p, profileToken(producerID)),
	}
	for _, producer := range named {
		v.Name = producer.Name
	}
	for _, consent := range consents {
		line := view.MakerConsent{
			Field: consent.Field, Label: fieldLabel(p, consent.Field), Value: consent.Value, Given: consent.Given, Wording: consentWording(p, consent.Field),
		}
		if !consent.GivenAt.IsZero() {
			line.Since = p.Day(catalog.DayAt(consent.GivenAt))
		}
		v.Lines = append(v.Lines, line)
	}
	return s.render(c, view.ShowConsents(p, v))
}

// consentWording is the sentence that is agreed to, and kept with the consent.
func consentWording(p view.Page, field string) string {
	return p.T("maker.consent.wording", "field", fieldLabel(p, field))
}

// submitConsent gives or withdraws the consent to one field.
func (s *Server) submitConsent(c *fiber.Ctx) error {
	producerID, err := readID(c.Params("producer"))
	if err != nil {
		return err
	}
	p, field := s.page(c), c.FormValue("field")
	if !slices.Contains(catalog.ConsentFields(), field) {
		return badRequest{"maker.problem.form", ""}
	}
	switch c.FormValue("do") {
	case "give":
		err = s.consents.Give(c.UserContext(), s.who(c).ID, producerID, field, consentWording(p, field))
	case "withdraw":
		err = s.consents.Withdraw(c.UserContext(), s.who(c).ID, producerID, field)
	default:
		return badRequest{"maker.problem.form", ""}
	}
	if err != nil {
		return err
	}
	return c.Redirect(p.Console("/quan-ly/chu-the/"+productToken(producerID)+"/dong-y")+"?xong=dong-y", fiber.StatusSeeOther)
}
