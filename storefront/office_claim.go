package storefront

import (
	"context"
	"errors"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/storefront/account"
	"ocop/storefront/view"
)

// claimLine is a claim with the producer it is about.
func (s *Server) claimLine(ctx context.Context, claim account.Claim) (view.ClaimLine, error) {
	line := view.ClaimLine{
		ID: claim.ID, Name: claim.Name, Email: claim.Email, Phone: claim.Phone, BusinessNo: claim.BusinessNo,
		Note: claim.Note, Made: claim.MadeAt, Waiting: claim.State == "waiting",
	}
	producers, err := s.producers.Names(ctx, []int64{claim.ProducerID})
	if err == nil && len(producers) == 1 {
		line.ProducerSlug, line.ProducerName = producers[0].Slug, producers[0].Name
	}
	return line, err
}

func (s *Server) namedClaim(c *fiber.Ctx) (account.Claim, error) {
	id, err := readID(c.Params("claim"))
	if err != nil {
		return account.Claim{}, err
	}
	return s.claims.ByID(c.UserContext(), id)
}

// showClaim is the certificate's photo beside what the catalogue knows.
func (s *Server) showClaim(c *fiber.Ctx) error { return s.renderClaim(c, view.Form{}, "") }

func (s *Server) renderClaim(c *fiber.Ctx, form view.Form, link string) error {
	claim, err := s.namedClaim(c)
	if err != nil {
		return err
	}
	line, err := s.claimLine(c.UserContext(), claim)
	if err != nil {
		return err
	}
	producer, err := s.producers.BySlug(c.UserContext(), line.ProducerSlug)
	if err != nil {
		return err
	}
	listings, err := s.products.ListingsOf(c.UserContext(), producer.ID)
	if err != nil {
		return err
	}
	p := s.page(c)
	p.Title, p.Section = p.T("claim.office.title"), "accounts"
	p.Crumbs = []view.Crumb{{Name: p.T("accounts.title"), Path: p.Console(officeAccounts)}, {Name: p.Title}}
	v := view.ClaimView{ClaimLine: line, Producer: producer, State: p.T("claim.state." + claim.State), Link: link}
	for _, hit := range starred(listings, p.Today) {
		v.Products = append(v.Products, view.ClaimedProduct{Name: hit.Name, Slug: hit.Slug, Star: hit.Star})
	}
	return s.render(c, view.Claim(p, form, v))
}

// showCertificate sends the photo of a claim to the office alone.
func (s *Server) showCertificate(c *fiber.Ctx) error {
	claim, err := s.namedClaim(c)
	if err != nil {
		return err
	}
	photo, err := s.claims.Certificate(c.UserContext(), claim.ID)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "image/jpeg")
	return c.Send(photo)
}

// submitConfirmClaim makes the claimant the producer's account.
func (s *Server) submitConfirmClaim(c *fiber.Ctx) error {
	claim, err := s.namedClaim(c)
	if err != nil {
		return err
	}
	province, err := s.producers.ProvinceOf(c.UserContext(), claim.ProducerID)
	if err != nil {
		return err
	}
	link, form := "", view.Form{}
	err = s.claims.Confirm(c.UserContext(), s.tokens, claim, province, s.who(c).ID, s.handedOver("invite", &link))
	switch {
	case errors.Is(err, account.ErrTaken):
		form.Fail("confirm", s.page(c).T("invite.taken"))
	case errors.Is(err, pgx.ErrNoRows): // another officer was faster: the page says what was decided
		form.Fail("confirm", s.page(c).T("claim.decided"))
	case err != nil:
		return err
	}
	if form.Failed() {
		c.Status(fiber.StatusUnprocessableEntity)
	}
	return s.renderClaim(c, form, link)
}

// submitRefuseClaim ends a claim with a reason.
func (s *Server) submitRefuseClaim(c *fiber.Ctx) error {
	claim, err := s.namedClaim(c)
	if err != nil {
		return err
	}
	form := view.Form{}.With("reason", catalog.Clean(c.FormValue("reason")))
	reason := form.Value("reason")
	if len(reason) < 3 || len(reason) > 1000 {
		form.Fail("reason", s.page(c).T("claim.reason.missing"))
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderClaim(c, form, "")
	}
	province, err := s.producers.ProvinceOf(c.UserContext(), claim.ProducerID)
	if err != nil {
		return err
	}
	err = s.claims.Refuse(c.UserContext(), claim, province, reason, s.who(c).ID, s.tellRefused)
	if errors.Is(err, pgx.ErrNoRows) {
		form.Fail("confirm", s.page(c).T("claim.decided"))
		c.Status(fiber.StatusUnprocessableEntity)
	} else if err != nil {
		return err
	}
	return s.renderClaim(c, form, "")
}

// tellRefused tells a claimant why an office said no.
func (s *Server) tellRefused(ctx context.Context, tx pgx.Tx, to account.Account, reason string) error {
	if to.Email == "" {
		return nil
	}
	letter, _ := s.letter(to, "refused")
	letter.Quote = reason
	return s.mails.Send(ctx, tx, letter)
}
