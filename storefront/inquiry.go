package storefront

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/storefront/inquiry"
	"ocop/storefront/view"
)

// ask is a form that asks somebody something: whom, about what, and on which
// page.
type ask struct {
	kind    inquiry.Kind
	targets []inquiry.Target
	view    view.InquiryView // everything but what was typed
	page    view.Page
}

// newProductInquiry is the form that asks about one product.
func (s *Server) newProductInquiry(c *fiber.Ctx) error { return s.newInquiry(c, s.askProduct) }

// submitProductInquiry takes it.
func (s *Server) submitProductInquiry(c *fiber.Ctx) error { return s.submitInquiry(c, s.askProduct) }

// newProducerInquiry is the form that asks a maker.
func (s *Server) newProducerInquiry(c *fiber.Ctx) error { return s.newInquiry(c, s.askProducer) }

// submitProducerInquiry takes it.
func (s *Server) submitProducerInquiry(c *fiber.Ctx) error { return s.submitInquiry(c, s.askProducer) }

// newBasketInquiry is one form about products chosen on several pages.
func (s *Server) newBasketInquiry(c *fiber.Ctx) error { return s.newInquiry(c, s.askBasket) }

// submitBasketInquiry takes it.
func (s *Server) submitBasketInquiry(c *fiber.Ctx) error { return s.submitInquiry(c, s.askBasket) }

// newContact is the form to whoever runs the site.
func (s *Server) newContact(c *fiber.Ctx) error { return s.newInquiry(c, s.askOperator) }

// submitContact takes it.
func (s *Server) submitContact(c *fiber.Ctx) error { return s.submitInquiry(c, s.askOperator) }

// newInquiry shows a form nobody has typed into.
func (s *Server) newInquiry(c *fiber.Ctx, find func(*fiber.Ctx) (ask, error)) error {
	a, err := find(c)
	if err != nil {
		return err
	}
	return s.renderInquiry(c, a, view.Form{}, s.inquiries.Signer.NewFormKey(s.inquiries.Now()))
}

// mostSending is how many forms are taken at once.
const mostSending = 128

// letIn lets a form in until leave is called. Beyond what the database can take
// at once, waiting would only make everybody late: whoever cannot be let in is
// told at once to try again.
func (s *Server) letIn(c *fiber.Ctx) (leave func(), err error) {
	if s.sending.Add(1) > mostSending {
		s.sending.Add(-1)
		c.Set(fiber.HeaderRetryAfter, "10")
		return nil, fiber.ErrServiceUnavailable
	}
	return func() { s.sending.Add(-1) }, nil
}

// submitInquiry takes what was typed. What is wrong with it is told before
// anybody asks whether a person typed it.
func (s *Server) submitInquiry(c *fiber.Ctx, find func(*fiber.Ctx) (ask, error)) error {
	leave, err := s.letIn(c)
	if err != nil {
		return err
	}
	defer leave()
	a, err := find(c)
	if err != nil {
		return err
	}
	typed := readInquiry(c)
	i, problems := typed.Judge(a.kind, lang(c), s.index.Day())
	form, p := s.inquiryForm(typed), a.page
	if len(a.targets) == 0 {
		form.Fail("products", p.T("inquiry.wrong.products"))
	}
	if _, known := s.index.Atlas().Province(typed.Place); typed.Place != "" && !known {
		problems = append(problems, inquiry.Problem{Field: "place", Key: "inquiry.wrong.place"})
	}
	for _, problem := range problems {
		form.Fail(problem.Field, p.T(problem.Key))
	}
	key := c.FormValue("key")
	if form.Failed() {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderInquiry(c, a, form, key)
	}
	visit := inquiry.Visit{FormKey: key, Proof: c.FormValue("proof"), Trap: c.FormValue("website"), Network: network(s.proxies.visitor(c))}
	receipt, err := s.inquiries.Submit(c.UserContext(), i, visit, a.targets)
	if err != nil {
		if a.view.Notice, key, err = s.refuse(c, a.page, &form, key, err); err != nil {
			return err
		}
		return s.renderInquiry(c, a, form, key)
	}
	return c.Redirect(p.InquiryState(receipt.Token), fiber.StatusSeeOther)
}

// refuse says what keeps a good form from being taken: beside a field, or as a
// notice above them all. The key is the form's from now on; an error that is none
// of the visitor's comes back.
func (s *Server) refuse(c *fiber.Ctx, p view.Page, form *view.Form, key string, err error) (notice, newKey string, _ error) {
	c.Status(fiber.StatusUnprocessableEntity)
	switch {
	case errors.Is(err, inquiry.ErrForm):
		return p.T("inquiry.form.old"), s.inquiries.Signer.NewFormKey(s.inquiries.Now()), nil
	case errors.Is(err, inquiry.ErrNeedsMail):
		form.Fail("email", p.T("inquiry.wrong.email_needed"))
	case errors.Is(err, inquiry.ErrBlocked):
		form.Fail("phone", p.T("inquiry.wrong.blocked"))
	case errors.Is(err, inquiry.ErrTooMany):
		c.Status(fiber.StatusTooManyRequests)
		return p.T("inquiry.toomany"), key, nil
	case databaseAway(err):
		c.Status(fiber.StatusServiceUnavailable)
		c.Set(fiber.HeaderRetryAfter, "60")
		return p.T("inquiry.form.trouble"), key, nil
	default:
		return "", key, err
	}
	return "", key, nil
}

func (s *Server) renderInquiry(c *fiber.Ctx, a ask, form view.Form, key string) error {
	a.view.Form, a.view.Key = form, key
	a.view.Kind = string(a.kind)
	a.view.Provinces = s.index.Atlas().Provinces
	a.view.MailNeeded = s.inquiries.Texts == nil
	if err := s.render(c, view.Inquiry(a.page, a.view)); err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store") // each form has a key of its own
	return nil
}

// readInquiry is what was typed, word for word.
func readInquiry(c *fiber.Ctx) inquiry.Form {
	ticked := func(name string) bool { return c.FormValue(name) != "" }
	return inquiry.Form{
		Topic: c.FormValue("topic"), Name: c.FormValue("name"), Phone: c.FormValue("phone"), Email: c.FormValue("email"), Place: c.FormValue("place"),
		Quantity: c.FormValue("quantity"), Unit: c.FormValue("unit"), NeededBy: c.FormValue("needed_by"), Message: c.FormValue("message"),
		Sample: ticked("sample"), Invoice: ticked("invoice"),
		ConsentAnswer: ticked("consent_answer"), ConsentFollow: ticked("consent_follow"), Public: ticked("consent_publish"),
	}
}

// inquiryForm is what was typed, to be shown again. Boxes of consent are kept
// too: they were ticked by hand.
func (s *Server) inquiryForm(f inquiry.Form) view.Form {
	form := view.Form{}
	for name, value := range map[string]string{
		"topic": f.Topic, "name": f.Name, "phone": f.Phone, "email": f.Email, "place": f.Place, "quantity": f.Quantity, "unit": f.Unit,
		"needed_by": f.NeededBy, "message": f.Message,
	} {
		form = form.With(name, value)
	}
	for name, ticked := range map[string]bool{
		"sample": f.Sample, "invoice": f.Invoice, "consent_answer": f.ConsentAnswer, "consent_follow": f.ConsentFollow, "consent_publish": f.Public,
	} {
		if ticked {
			form = form.With(name, "1")
		}
	}
	return form
}

// askPage is the frame of a form.
func (s *Server) askPage(c *fiber.Ctx, title string, steps ...view.Crumb) view.Page {
	p := s.page(c)
	p.Title, p.NoIndex = title, true
	p.Crumbs = crumbs(p, append(steps, view.Crumb{Name: p.T("inquiry.link.ask")})...)
	return p
}

// askProduct finds whom a question about a product goes to. A product without a
// known maker has nobody to ask.
func (s *Server) askProduct(c *fiber.Ctx) (ask, error) {
	product, err := s.products.BySlug(c.UserContext(), c.Params("slug"))
	if err != nil {
		return ask{}, takenDown(c, err, s.former.Product)
	}
	if product.Producer == nil {
		return ask{}, pgx.ErrNoRows
	}
	links := view.Links{Lang: lang(c)}
	words := s.words.In(lang(c))
	name := words.Text(product.Name, product.NameEN)
	p := s.askPage(c, words.T("inquiry.heading.product", "name", name),
		view.Crumb{Name: words.T("nav.products"), Path: links.Products()}, view.Crumb{Name: name, Path: links.Product(product.Slug)})
	return ask{
		kind: inquiry.Product, targets: []inquiry.Target{targetOf(product)}, page: p,
		view: view.InquiryView{Heading: p.Title, Whom: product.Producer.Name, Unit: unitOf(p, product), Habit: s.habitOf(c, product.Producer.ID)},
	}, nil
}

// askProducer finds a maker to ask.
func (s *Server) askProducer(c *fiber.Ctx) (ask, error) {
	producer, err := s.producers.BySlug(c.UserContext(), c.Params("slug"))
	if err != nil {
		return ask{}, takenDown(c, err, s.former.Producer)
	}
	links := view.Links{Lang: lang(c)}
	words := s.words.In(lang(c))
	name := words.Text(producer.Name, producer.NameEN)
	p := s.askPage(c, words.T("inquiry.heading.producer", "name", name),
		view.Crumb{Name: words.T("nav.producers"), Path: links.Producers()}, view.Crumb{Name: name, Path: links.Producer(producer.Slug)})
	return ask{
		kind: inquiry.Producer, targets: []inquiry.Target{{ProducerID: producer.ID, ProvinceCode: producer.ProvinceCode}}, page: p,
		view: view.InquiryView{Heading: p.Title, Whom: name, Habit: s.habitOf(c, producer.ID)},
	}, nil
}

// askOperator is for what concerns the site itself.
func (s *Server) askOperator(c *fiber.Ctx) (ask, error) {
	p := s.page(c)
	p.Title, p.Description = p.T("inquiry.contact.title"), p.T("inquiry.contact.lead")
	p.Crumbs = crumbs(p, view.Crumb{Name: p.Title})
	v := view.InquiryView{Heading: p.T("inquiry.contact.heading"), Lead: p.T("inquiry.contact.lead"), Whom: p.T("inquiry.operator"), Topics: inquiry.Topics(), Operator: s.operator}
	published, err := s.inquiries.Published(c.UserContext())
	if err != nil {
		return ask{}, err
	}
	for _, q := range published {
		v.Published = append(v.Published, view.Published{Lang: q.Lang, Question: q.Question, Answer: q.Answer, Day: catalog.DayAt(q.AnsweredAt)})
	}
	return ask{kind: inquiry.Operator, targets: []inquiry.Target{{}}, page: p, view: v}, nil
}

// targetOf is a product as what is asked about: its maker is asked, and where
// nobody knows it the office of the province.
func targetOf(product catalog.Product) inquiry.Target {
	t := inquiry.Target{
		ProductIDs: []int64{product.ID}, Subject: product.Name, SubjectEN: product.NameEN, ProvinceCode: product.ProvinceCode, GroupSlug: product.GroupSlug,
	}
	if product.Producer != nil {
		t.ProducerID, t.ProvinceCode = product.Producer.ID, product.Producer.ProvinceCode
	}
	return t
}

// unitOf is the unit a product is usually asked for in.
func unitOf(p view.Page, product catalog.Product) string {
	return p.Text(product.Trade.MinimumOrderUnit, product.Trade.MinimumOrderUnitEN)
}

// mostAsked is how many products one form may ask about.
const mostAsked = 20

// askBasket finds whom a question about chosen products goes to: each maker is
// asked once, about their own.
func (s *Server) askBasket(c *fiber.Ctx) (ask, error) {
	p := s.page(c)
	p.Title, p.NoIndex = p.T("inquiry.heading.basket"), true
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("nav.products"), Path: p.Products()}, view.Crumb{Name: p.T("inquiry.basket.count")})
	a := ask{kind: inquiry.Basket, page: p, view: view.InquiryView{Heading: p.Title, Lead: p.T("inquiry.basket.lead"), IsBasket: true}}
	for _, slug := range basketSlugs(c) {
		product, err := s.products.BySlug(c.UserContext(), slug)
		switch {
		case errors.Is(err, pgx.ErrNoRows), err == nil && product.Producer == nil:
			continue
		case err != nil:
			return a, err
		}
		a.view.Products = append(a.view.Products, view.Chosen{Slug: product.Slug, Name: p.Text(product.Name, product.NameEN), Maker: product.Producer.Name})
		a.add(targetOf(product))
	}
	if len(a.targets) == 1 {
		a.view.Whom = a.view.Products[0].Maker
	}
	return a, nil
}

// add asks a maker about one more product.
func (a *ask) add(t inquiry.Target) {
	for n := range a.targets {
		if known := &a.targets[n]; known.ProducerID == t.ProducerID {
			known.ProductIDs = append(known.ProductIDs, t.ProductIDs...)
			known.Subject += ", " + t.Subject
			if known.SubjectEN != "" && t.SubjectEN != "" {
				known.SubjectEN += ", " + t.SubjectEN
			}
			return
		}
	}
	a.targets = append(a.targets, t)
}

// basketSlugs are the products an address or a form names, each once.
func basketSlugs(c *fiber.Ctx) []string {
	var slugs []string
	take := func(value string) {
		if value != "" && utf8.ValidString(value) && !strings.ContainsRune(value, 0) && !slices.Contains(slugs, value) && len(slugs) < mostAsked {
			slugs = append(slugs, value)
		}
	}
	for _, value := range c.Request().PostArgs().PeekMulti("p") {
		take(string(value))
	}
	for _, value := range c.Request().URI().QueryArgs().PeekMulti("p") {
		take(string(value))
	}
	return slugs
}

// habitOf is how soon a maker usually answers; nothing where that is not known.
func (s *Server) habitOf(c *fiber.Ctx, producerID int64) string {
	habit, err := s.inquiries.Habit(c.UserContext(), producerID)
	if err != nil || habit == "" {
		return "" // a sentence less is no reason for a page less
	}
	return s.words.In(lang(c)).T("inquiry.habit." + habit)
}
