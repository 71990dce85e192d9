package storefront

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/storefront/inquiry"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// Bounds of what a request to stay can say.
const (
	mostNights = 60
	maxFood    = 200
)

// stayAsk is a place one asks to stay at or to visit.
type stayAsk struct {
	product catalog.Product
	stay    catalog.Destination
	page    view.Page
	view    view.StayRequestView
}

// newStayRequest is the form that asks to stay or to visit.
func (s *Server) newStayRequest(c *fiber.Ctx) error {
	a, err := s.askStay(c)
	if err != nil {
		return err
	}
	return s.renderStay(c, a, view.Form{}, s.inquiries.Signer.NewFormKey(s.inquiries.Now()))
}

// submitStayRequest takes it. What is wrong with it is told before anybody asks
// whether a person typed it.
func (s *Server) submitStayRequest(c *fiber.Ctx) error {
	leave, err := s.letIn(c)
	if err != nil {
		return err
	}
	defer leave()
	a, err := s.askStay(c)
	if err != nil {
		return err
	}
	form := stayForm(c)
	i, problems := s.judgeStay(a, form)
	for _, problem := range problems {
		most := a.stay.Room(problem.Key == "stay.wrong.most_night")
		form.Fail(problem.Field, a.page.T(problem.Key, "most", a.page.Number(most), "least", a.page.Number(a.stay.SmallestGroup)))
	}
	key := c.FormValue("key")
	if form.Failed() {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderStay(c, a, form, key)
	}
	visit := inquiry.Visit{FormKey: key, Proof: c.FormValue("proof"), Trap: c.FormValue("website"), Network: network(s.proxies.visitor(c))}
	receipt, err := s.inquiries.Submit(c.UserContext(), i, visit, []inquiry.Target{targetOf(a.product)})
	if err != nil {
		if a.view.Notice, key, err = s.refuse(c, a.page, &form, key, err); err != nil {
			return err
		}
		return s.renderStay(c, a, form, key)
	}
	return c.Redirect(a.page.InquiryState(receipt.Token), fiber.StatusSeeOther)
}

// askStay finds the place. Where nobody knows who receives the guests, the office
// of the province is asked.
func (s *Server) askStay(c *fiber.Ctx) (stayAsk, error) {
	product, err := s.products.BySlug(c.UserContext(), c.Params("slug"))
	if err != nil {
		return stayAsk{}, takenDown(c, err, s.former.Product)
	}
	stay, err := s.stays.Of(c.UserContext(), product.ID)
	if err != nil {
		return stayAsk{}, err
	}
	p := s.page(c)
	name := p.Text(product.Name, product.NameEN)
	p.Section, p.Title, p.NoIndex = "tourism", p.T("stay.ask.title", "name", name), true
	p.OtherPath = view.Links{Lang: p.Links.Lang.Other()}.StayRequest(product.Slug)
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("nav.tourism"), Path: p.Tourism()}, view.Crumb{Name: name, Path: p.Links.Destination(product.Slug)}, view.Crumb{Name: p.T("stay.ask.crumb")})
	a := stayAsk{product: product, stay: stay, page: p}
	a.view = view.StayRequestView{Heading: p.Title, Stay: stay}
	if product.Producer != nil {
		a.view.Whom, a.view.Habit = p.Text(product.Producer.Name, product.Producer.NameEN), s.habitOf(c, product.Producer.ID)
		return a, nil
	}
	office, err := s.inquiries.Office(c.UserContext(), product.ProvinceCode)
	a.view.Whom, a.view.Office = p.Text(office.Name, office.NameEN), true
	return a, err
}

func (s *Server) renderStay(c *fiber.Ctx, a stayAsk, form view.Form, key string) error {
	a.view.Form, a.view.Key, a.view.MailNeeded = form, key, s.inquiries.Texts == nil
	if err := s.render(c, view.StayRequest(a.page, a.view)); err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store") // each form has a key of its own
	return nil
}

// stayFields are the fields of the form in the order of the page.
func stayFields() []string {
	return []string{"arrives", "leaves", "adults", "children", "food", "language", "phone", "email", "name", "message", "consent_answer", "consent_follow"}
}

func stayForm(c *fiber.Ctx) view.Form {
	var form view.Form
	for _, name := range stayFields() {
		if value := c.FormValue(name); value != "" {
			form = form.With(name, value)
		}
	}
	return form
}

// judgeStay reads the form. A message may be left out, since dates and people say
// enough.
func (s *Server) judgeStay(a stayAsk, form view.Form) (inquiry.Inquiry, []inquiry.Problem) {
	p := a.page
	var problems []inquiry.Problem
	note := func(field, key string) {
		if key != "" {
			problems = append(problems, inquiry.Problem{Field: field, Key: key})
		}
	}
	turn := catalog.Turn{ProductID: a.product.ID}
	var wrong [4]string
	turn.Arrives, wrong[0] = stayDay(form.Value("arrives"), s.index.Day())
	if turn.Arrives.IsZero() && wrong[0] == "" {
		wrong[0] = "stay.wrong.arrives"
	}
	turn.Leaves, wrong[1] = stayDay(form.Value("leaves"), s.index.Day())
	if turn.Leaves.IsZero() {
		turn.Leaves = turn.Arrives
	}
	if wrong[0]+wrong[1] == "" && (turn.Leaves.Before(turn.Arrives) || turn.Arrives.DaysUntil(turn.Leaves) > mostNights) {
		wrong[1] = "stay.wrong.leaves"
	}
	adults, children := 0, 0
	adults, wrong[2] = readPeople(form.Value("adults"), 1)
	children, wrong[3] = readPeople(form.Value("children"), 0)
	turn.People = adults + children
	if wrong[2] == "" && wrong[3] == "" {
		wrong[2] = a.fits(turn)
	}
	if wrong[1] == "" && turn.Leaves.After(turn.Arrives) && !a.stay.Overnight() {
		wrong[1], wrong[2] = "stay.wrong.no_night", ""
	}
	for n, field := range []string{"arrives", "leaves", "adults", "children"} {
		note(field, wrong[n])
	}
	if utf8.RuneCountInString(form.Value("food")) > maxFood {
		note("food", "stay.wrong.food")
	}
	if code := form.Value("language"); code != "" && !slices.Contains(catalog.StayLanguages(), code) {
		note("language", "stay.wrong.language")
	}
	typed := inquiry.Form{
		Name: form.Value("name"), Phone: form.Value("phone"), Email: form.Value("email"),
		Message:       strings.TrimSpace(s.stayMessage(p, turn) + "\n" + form.Value("message")),
		ConsentAnswer: form.Value("consent_answer") != "", ConsentFollow: form.Value("consent_follow") != "",
	}
	i, more := typed.Judge(inquiry.Stay, p.Links.Lang, s.index.Day())
	for _, problem := range more {
		if problem.Key == "inquiry.wrong.contact" {
			problem.Key = "stay.wrong.phone"
		}
		problems = append(problems, problem)
	}
	slices.SortStableFunc(problems, func(a, b inquiry.Problem) int {
		return cmp.Compare(slices.Index(stayFields(), a.Field), slices.Index(stayFields(), b.Field))
	})
	i.Details, i.Stay = a.details(form, turn, adults, children), &turn
	return i, problems
}

// stayMessage is a request to stay in a sentence, for villages in Vietnamese
// first.
func (s *Server) stayMessage(p view.Page, turn catalog.Turn) string {
	say := func(w *locale.Printer) string {
		dates := w.T("stay.ask.dates", "from", w.Day(turn.Arrives), "to", w.Day(turn.Leaves))
		return w.T("stay.ask.message", "dates", dates, "people", w.N("stay.people", turn.People))
	}
	if p.Links.Lang == locale.VI {
		return say(p.Printer)
	}
	return say(s.words.In(locale.VI)) + "\n" + say(p.Printer)
}

// details are what a request to stay says beside its message.
func (a stayAsk) details(form view.Form, turn catalog.Turn, adults, children int) []inquiry.Detail {
	p := a.page
	list := []inquiry.Detail{{Name: inquiry.DatesDetail, Text: turn.Arrives.String() + "/" + turn.Leaves.String()}, {Name: "adults", Text: p.Number(adults)}}
	if children > 0 {
		list = append(list, inquiry.Detail{Name: "children", Text: p.Number(children)})
	}
	if food := catalog.Clean(form.Value("food")); food != "" {
		list = append(list, inquiry.Detail{Name: "food", Text: food})
	}
	if code := form.Value("language"); slices.Contains(catalog.StayLanguages(), code) {
		list = append(list, inquiry.Detail{Name: inquiry.LanguageDetail, Text: code})
	}
	return list
}

// fits says what keeps so many people from coming.
func (a stayAsk) fits(turn catalog.Turn) string {
	night := turn.Leaves.After(turn.Arrives)
	most := a.stay.Room(night)
	switch {
	case most > 0 && turn.People > most && night:
		return "stay.wrong.most_night"
	case most > 0 && turn.People > most:
		return "stay.wrong.most"
	case turn.People < a.stay.SmallestGroup:
		return "stay.wrong.least"
	}
	return ""
}

func stayDay(typed string, today catalog.Day) (catalog.Day, string) {
	day, wrong := inquiry.ReadDay(typed, today)
	if wrong != "" {
		wrong = "inquiry.wrong." + wrong
	}
	return day, wrong
}

// readPeople reads how many come; an empty text is the least.
func readPeople(typed string, least int) (int, string) {
	typed = strings.TrimSpace(typed)
	if typed == "" && least == 0 {
		return 0, ""
	}
	n, err := strconv.Atoi(typed)
	if err != nil || n < least || n > mostGuests {
		return 0, "stay.wrong.people"
	}
	return n, ""
}
