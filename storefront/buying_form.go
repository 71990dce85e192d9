package storefront

import (
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/catalog/trade"
	"ocop/storefront/view"
)

// Bounds of the time between opening the form and sending it.
const (
	formFast = 3 * time.Second // faster than a person types
	formOld  = 24 * time.Hour
)

// newBuyingKey is the number of a form, with the time at which it was opened.
func (s *Server) newBuyingKey(now time.Time) string {
	return strconv.FormatInt(now.UnixNano(), 10) + "-" + s.signBuying(formKey, now.UnixNano())
}

// newRequest is the form of a request to buy.
func (s *Server) newRequest(c *fiber.Ctx) error {
	form := view.Form{}.With("unit", "kg").With("each_unit", "kg").With("origin", string(trade.AnyOrigin)).
		With("key", s.newBuyingKey(time.Now())).With("what", strings.TrimSpace(c.Query("q")))
	return s.renderRequestForm(c, form)
}

func (s *Server) renderRequestForm(c *fiber.Ctx, form view.Form) error {
	p := s.page(c)
	p.Section, p.Title, p.Description = "requests", p.T("buying.new.title"), p.T("buying.new.lead")
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("buying.title"), Path: p.Requests()}, view.Crumb{Name: p.Title})
	v := view.RequestForm{Form: form, Provinces: s.index.Atlas().Provinces}
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

// submitRequest keeps a request and asks its buyer to confirm it by mail.
func (s *Server) submitRequest(c *fiber.Ctx) error {
	p := s.page(c)
	ask, form := s.readRequest(c, p)
	if form.Problem("key") == "" && !s.byHand(c, ask.FormKey) {
		form.Fail("key", p.T("buying.problem.key.wrong"))
		form = form.With("key", s.newBuyingKey(time.Now().Add(-formFast)))
	}
	if form.Failed() {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderRequestForm(c, form)
	}
	if _, err := s.requests.Submit(c.UserContext(), ask); err != nil {
		return err
	}
	return c.Redirect(p.RequestSent(), fiber.StatusSeeOther)
}

// byHand tells a person at the form from a program: it was opened here, not just
// now and not long ago, and the field that people do not see is empty.
func (s *Server) byHand(c *fiber.Ctx, key string) bool {
	opened, err := s.readSigned(formKey, key)
	if err != nil || c.FormValue("website") != "" {
		return false
	}
	age := time.Since(time.Unix(0, opened))
	return age >= formFast && age <= formOld
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
		"key", "organisation", "contact_name", "email", "phone", "what", "quantity", "unit", "each_quantity", "each_unit", "each_unsaid",
		"place", "origin", "packaging", "note", "budget", "province",
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
	}
	for _, problem := range ask.Check(c.FormValue("each_unsaid") != "") {
		form.Fail(problem.Field, p.T("buying.problem."+problem.Field+"."+problem.Code))
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
	text = strings.TrimSpace(text)
	if text == "" {
		return 0
	}
	if !amountPattern.MatchString(text) {
		return -1
	}
	value, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	if err != nil {
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
