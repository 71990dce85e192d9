package storefront

import (
	"errors"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/catalog/trade"
	"ocop/storefront/inquiry"
	"ocop/storefront/view"
)

// newRequest is the form of a request to buy.
func (s *Server) newRequest(c *fiber.Ctx) error {
	form := view.Form{}.With("unit", "kg").With("each_unit", "kg").With("origin", string(trade.AnyOrigin)).
		With("what", strings.TrimSpace(c.Query("q")))
	return s.renderRequestForm(c, form, s.newFormKey(), "")
}

// newFormKey is the number of a form that is opened now.
func (s *Server) newFormKey() string { return s.inquiries.Signer.NewFormKey(s.inquiries.Now()) }

// renderRequestForm shows the form; notice says why it was not taken.
func (s *Server) renderRequestForm(c *fiber.Ctx, form view.Form, key, notice string) error {
	p := s.page(c)
	p.Section, p.Title, p.Description = "requests", p.T("buying.new.title"), p.T("buying.new.lead")
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("buying.title"), Path: p.Requests()}, view.Crumb{Name: p.Title})
	v := view.RequestForm{Form: form, Key: key, Notice: notice, Provinces: s.index.Atlas().Provinces}
	for _, u := range catalog.Units() {
		v.Units = append(v.Units, view.Choosable{Value: u.Code, Label: unitName(p, u)})
	}
	for _, kind := range catalog.CertificateKinds() {
		v.Papers = append(v.Papers, view.Choosable{Value: kind, Label: p.T("paper." + kind)})
	}
	for _, origin := range trade.Origins() {
		v.Origins = append(v.Origins, view.Choosable{Value: string(origin), Label: p.T("buying.origin." + string(origin))})
	}
	for month := 1; month <= 12; month++ {
		v.Months = append(v.Months, view.Choosable{Value: strconv.Itoa(month), Label: upperFirst(p.Month(month))})
	}
	if err := s.render(c, view.NewRequest(p, v)); err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store") // each form has its own number
	return nil
}

// submitRequest keeps a request and asks its buyer to confirm it by mail. What is
// wrong with it is told before anybody asks whether a person typed it.
func (s *Server) submitRequest(c *fiber.Ctx) error {
	p, ctx := s.page(c), c.UserContext()
	ask, form := s.readRequest(c, p)
	if form.Failed() {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderRequestForm(c, form, ask.FormKey, "")
	}
	pass, err := s.inquiries.Admit(ctx, s.visit(c), ask.Phone, ask.Email)
	if err == nil {
		_, err = s.requests.Submit(ctx, ask, trade.Sender{
			Network: pass.Network, Proven: pass.Proven, Most: pass.Most(), Consent: trade.ConsentVersion,
		})
	}
	if err != nil {
		again, key, err := s.turnAway(c, p, ask.FormKey, err)
		if err != nil {
			return err
		}
		return s.renderRequestForm(c, form, key, again)
	}
	return c.Redirect(p.RequestSent(), fiber.StatusSeeOther)
}

// visit is what tells a person at a form from a program.
func (s *Server) visit(c *fiber.Ctx) inquiry.Visit {
	return inquiry.Visit{
		FormKey: c.FormValue("key"), Proof: c.FormValue("proof"), Trap: c.FormValue("website"), Network: network(s.proxies.visitor(c)),
	}
}

// turnAway puts in words why a form is not taken, and says by which number it may
// be sent again; an error that is no reason of this kind comes back.
func (s *Server) turnAway(c *fiber.Ctx, p view.Page, key string, why error) (notice, again string, err error) {
	switch {
	case errors.Is(why, inquiry.ErrForm):
		c.Status(fiber.StatusUnprocessableEntity)
		return p.T("form.old"), s.newFormKey(), nil
	case errors.Is(why, inquiry.ErrBlocked):
		c.Status(fiber.StatusUnprocessableEntity)
		return p.T("inquiry.wrong.blocked"), key, nil
	case errors.Is(why, trade.ErrMany), errors.Is(why, catalog.ErrManyReports), errors.Is(why, inquiry.ErrTooMany):
		c.Status(fiber.StatusTooManyRequests)
		return p.T("form.toomany"), key, nil
	}
	return "", "", why
}

// readRequest reads the form, and what is wrong in it.
func (s *Server) readRequest(c *fiber.Ctx, p view.Page) (trade.Request, view.Form) {
	ask := trade.Request{
		FormKey: c.FormValue("key"), Organisation: c.FormValue("organisation"), TaxCode: c.FormValue("tax_code"),
		ContactName: c.FormValue("contact_name"), Email: c.FormValue("email"), Phone: c.FormValue("phone"), Lang: string(lang(c)),
		What: c.FormValue("what"), Quantity: readAmount(c.FormValue("quantity")), Unit: c.FormValue("unit"),
		EachQuantity: readAmount(c.FormValue("each_quantity")), EachUnit: c.FormValue("each_unit"), Place: c.FormValue("place"),
		Origin: trade.Origin(c.FormValue("origin")), Packaging: c.FormValue("packaging"), Note: c.FormValue("note"),
		Budget: readDong(c.FormValue("budget")),
	}
	form := view.Form{}
	for _, name := range []string{
		"organisation", "contact_name", "email", "phone", "what", "quantity", "unit", "each_quantity", "each_unit", "each_unsaid",
		"place", "origin", "packaging", "note", "budget", "consent",
	} {
		form = form.With(name, c.FormValue(name))
	}
	for _, month := range values(c, "months") {
		if n, err := strconv.Atoi(month); err == nil {
			ask.Months = append(ask.Months, n)
			form = form.With("months."+month, "on")
		}
	}
	for _, kind := range values(c, "certificates") {
		ask.Certificates = append(ask.Certificates, kind)
		form = form.With("certificates."+kind, "on")
	}
	if province, ok := s.index.Atlas().Province(c.FormValue("province")); ok {
		ask.ProvinceCode = province.Code
		form = form.With("province", province.Code)
	}
	for _, problem := range ask.Check(c.FormValue("each_unsaid") != "") {
		form.Fail(problem.Field, p.T("buying.problem."+problem.Field+"."+problem.Code))
	}
	if c.FormValue("consent") == "" {
		form.Fail("consent", p.T("buying.problem.consent.missing"))
	}
	return ask, form.With("tax_code", ask.TaxCode) // which Check has emptied of a person's number
}

// values lists all values of a form's field.
func values(c *fiber.Ctx, name string) []string {
	var list []string
	for _, value := range c.Request().PostArgs().PeekMulti(name) {
		list = append(list, string(value))
	}
	return list
}

// readAmount reads a quantity; 0 where nothing is written and -1 where it cannot
// be read.
func readAmount(text string) float64 {
	if strings.TrimSpace(text) == "" {
		return 0
	}
	value, ok := readDecimal(text)
	if !ok {
		return -1
	}
	return value
}

// readDong reads an amount of money, in which dots and spaces stand between
// thousands; 0 where nothing is written and -1 where it cannot be read.
func readDong(text string) int64 {
	text = strings.NewReplacer(".", "", ",", "", " ", "", "\u00a0", "", "₫", "", "đ", "").Replace(strings.TrimSpace(text))
	if text == "" {
		return 0
	}
	value, err := strconv.ParseInt(text, 10, 64)
	if err != nil || value <= 0 || value > 1e11 {
		return -1
	}
	return value
}

// showRequestSent says that a mail is on its way.
func (s *Server) showRequestSent(c *fiber.Ctx) error {
	p := s.page(c)
	p.NoIndex, p.Section, p.Title = true, "requests", p.T("buying.sent.title")
	return s.render(c, view.RequestSent(p))
}
