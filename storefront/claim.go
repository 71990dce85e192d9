package storefront

import (
	"context"
	"errors"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/media"
	"ocop/storefront/account"
	"ocop/storefront/view"
)

// What the photo of a certificate may measure: a phone's camera stays below.
const (
	maxCertificate = 8 << 20
	photoMemory    = 120 << 20
)

// showNewClaim is the form for a producer who has no account yet.
func (s *Server) showNewClaim(c *fiber.Ctx) error {
	producer, err := s.producers.BySlug(c.UserContext(), c.Params("slug"))
	if err != nil {
		return err
	}
	return s.renderNewClaim(c, producer, view.Form{})
}

func (s *Server) renderNewClaim(c *fiber.Ctx, producer catalog.Producer, form view.Form) error {
	p := s.page(c)
	p.NoIndex, p.Title = true, p.T("claim.title")
	p.OtherPath = view.Links{Lang: p.Links.Lang.Other()}.ClaimOf(producer.Slug)
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("nav.producers"), Path: p.Producers()},
		view.Crumb{Name: producer.Name, Path: p.Links.Producer(producer.Slug)}, view.Crumb{Name: p.Title})
	return s.renderPrivate(c, view.NewClaim(p, form, producer))
}

// submitClaim keeps a claim for the office to look at; nothing opens by it.
func (s *Server) submitClaim(c *fiber.Ctx) error {
	producer, err := s.producers.BySlug(c.UserContext(), c.Params("slug"))
	if err != nil {
		return err
	}
	var photo []byte
	values, err := readFiles(c, maxCertificate+formLimit, maxCertificate, func(_ context.Context, field, _ string, data []byte) error {
		if field == "photo" {
			photo = data
		}
		return nil
	})
	if err != nil {
		return err
	}
	form, claim := s.readClaim(s.page(c), values)
	claim.ProducerID, claim.Lang = producer.ID, string(lang(c))
	if err := s.keepClaim(c, &form, claim, photo); err != nil {
		return err
	}
	if form.Failed() {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderNewClaim(c, producer, form)
	}
	p := s.page(c)
	p.NoIndex, p.Title = true, p.T("claim.sent.title")
	return s.renderPrivate(c, view.Claimed(p, producer))
}

// keepClaim draws the photo anew and keeps the claim, as often as one address
// may send any and one producer may be claimed. Drawing costs most and comes
// last.
func (s *Server) keepClaim(c *fiber.Ctx, form *view.Form, claim account.Claim, photo []byte) error {
	p := s.page(c)
	if len(photo) == 0 {
		form.Fail("photo", p.T("claim.photo.missing"))
	}
	if form.Failed() {
		return nil
	}
	_, err := s.guesses.Note(c.UserContext(), account.AskToClaim, strconv.FormatInt(claim.ProducerID, 10), network(s.proxies.visitor(c)))
	if errors.Is(err, account.ErrManyGuesses) {
		form.Fail("name", p.T("claim.many"))
		return nil
	}
	if err != nil {
		return err
	}
	plain, err := s.drawPhoto(c.UserContext(), photo)
	var refused *media.RefusedError
	if errors.As(err, &refused) {
		form.Fail("photo", p.T("claim.photo.refused"))
		return nil
	}
	if err != nil {
		return err
	}
	kept, err := s.claims.Add(c.UserContext(), claim, plain)
	if err == nil && !kept {
		form.Fail("name", p.T("claim.waiting"))
	}
	return err
}

// drawPhoto makes one photo at a time, because strangers send them.
func (s *Server) drawPhoto(ctx context.Context, photo []byte) ([]byte, error) {
	select {
	case s.drawing <- struct{}{}:
		defer func() { <-s.drawing }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return media.Plain(ctx, photo, photoMemory)
}

// businessNo is a registration number as certificates print it.
var businessNo = regexp.MustCompile(`^[0-9A-Z./-]{6,30}$`)

// readClaim reads the fields and says what is wrong in them.
func (s *Server) readClaim(p view.Page, values url.Values) (view.Form, account.Claim) {
	form := view.Form{}
	for _, field := range []string{"name", "phone", "email", "business", "note"} {
		form = form.With(field, catalog.Clean(values.Get(field)))
	}
	claim := account.Claim{
		Name: form.Value("name"), Phone: account.Phone(form.Value("phone")), Email: account.Email(form.Value("email")),
		BusinessNo: strings.ToUpper(strings.ReplaceAll(form.Value("business"), " ", "")), Note: form.Value("note"),
	}
	if claim.Name == "" || len(claim.Name) > maxLogin {
		form.Fail("name", p.T("invite.name.missing"))
	}
	if claim.Phone == "" {
		form.Fail("phone", p.T("claim.phone.missing"))
	}
	if claim.Email == "" && form.Value("email") != "" {
		form.Fail("email", p.T("forgotten.email.wrong"))
	}
	if !businessNo.MatchString(claim.BusinessNo) {
		form.Fail("business", p.T("claim.business.wrong"))
	}
	if len(claim.Note) > 2000 {
		form.Fail("note", p.T("claim.note.long"))
	}
	return form, claim
}
