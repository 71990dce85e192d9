package storefront

import (
	"net"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/go-rod/rod"
	"github.com/go-rod/rod/lib/proto"

	"ocop/storefront/inquiry"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// encounter is a meeting in which a visitor and a maker have a browser each, both
// phones, and letters lead to them.
type encounter struct {
	*meeting
	links              view.Links
	address            string
	visitor, maker     *rod.Page
	visitors, question string // the visitor's address, and what they ask
}

// newEncounter serves a meeting to two browsers that share nothing.
func newEncounter(t *testing.T) *encounter {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	e := &encounter{meeting: newVillage(t), address: "http://localhost:" + port}
	go e.Serve(listener)
	t.Cleanup(func() { e.app.Shutdown() })
	if err := e.inquiries.SaveDesk(t.Context(), inquiry.Desk{ProvinceCode: "19", Name: "Văn phòng", Email: "office@example.com"}, nil); err != nil {
		t.Fatal(err)
	}
	for _, page := range []**rod.Page{&e.visitor, &e.maker} {
		if *page, err = chromium(t).Page(proto.TargetCreateTarget{}); err != nil {
			t.Fatal(err)
		}
		*page = (*page).Timeout(2 * time.Minute)
		(*page).MustSetViewport(360, 740, 1, true)
	}
	return e
}

// opens leads a browser to a path and looks at the page as everybody must.
func (e *encounter) opens(t *testing.T, page *rod.Page, path string) {
	t.Helper()
	page.MustNavigate(e.address + path).MustWaitLoad()
	e.looks(t, page)
}

// looks fails pages that scroll sideways, are in the wrong language, or that axe
// finds fault with.
func (e *encounter) looks(t *testing.T, page *rod.Page) {
	t.Helper()
	where := page.MustInfo().URL
	if overflow := page.MustEval(`() => document.documentElement.scrollWidth - document.documentElement.clientWidth`).Int(); overflow > 0 {
		t.Errorf("%s scrolls sideways by %d px", where, overflow)
	}
	if source, err := os.ReadFile(os.Getenv("OCOP_AXE")); err == nil {
		for _, f := range findings(t, page, string(source)) {
			t.Errorf("%s: %s", where, f)
		}
	}
}

// follows presses a link of the page.
func (e *encounter) follows(t *testing.T, page *rod.Page, path string) {
	t.Helper()
	submit(page, `main a[href="`+path+`"]`)
	arrived(t, page, strings.Split(path, "?")[0])
	e.looks(t, page)
}

// asks types into the form on the page what every form asks, and sends it when
// the page's script has done its work.
func (e *encounter) asks(t *testing.T, more ...[2]string) string {
	t.Helper()
	page := e.visitor
	for _, field := range append(more, [2]string{"#name", "Mai"}, [2]string{"#phone", "0900 000 123"}, [2]string{"#email", e.visitors}, [2]string{"#message", e.question}) {
		page.MustElement(field[0]).MustSelectAllText().MustInput(field[1])
	}
	page.MustElement("#consent_answer").MustClick()
	e.now = e.now.Add(20 * time.Second)
	(typist{t, page}).until("the proof of work", `document.querySelector("[name=proof]").value !== ""`)
	submit(page, "form[data-proof] button[type=submit]")
	path := strings.TrimPrefix(page.MustInfo().URL, e.address)
	if !strings.HasPrefix(path, e.links.InquiryState("")) {
		t.Fatalf("the form led to %s: %.600s", path, page.MustElement("main").MustText())
	}
	e.looks(t, page)
	return path
}

// reads fails a page that does not say something.
func (e *encounter) reads(t *testing.T, page *rod.Page, texts ...string) {
	t.Helper()
	said := page.MustElement("main").MustText()
	for _, text := range texts {
		if !strings.Contains(said, text) {
			t.Errorf("%s does not say %q:\n%.900s", page.MustInfo().URL, text, said)
		}
	}
}

// TestMeetingInTwoBrowsers goes the ways of the issue in both languages on a
// phone's screen, with the pages' scripts at work and the clock moved on.
func TestMeetingInTwoBrowsers(t *testing.T) {
	for _, lang := range locale.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			e := newEncounter(t)
			e.links = view.Links{Lang: lang}
			p := e.Server.words.In(lang)
			e.visitors, e.question = string(lang)+"@example.com", p.T("inquiry.form.message")+" 10 kg "+string(lang)
			t.Run("from a product to an answer", func(t *testing.T) { e.fromProduct(t, p) })
			t.Run("a basket", func(t *testing.T) { e.basket(t) })
			t.Run("from a village to a stay", func(t *testing.T) { e.village(t, p) })
			t.Run("agreed by telephone", func(t *testing.T) { e.telephone(t, p) })
			t.Run("silence climbs", func(t *testing.T) { e.silence(t, p) })
		})
	}
}

// fromProduct asks about a product, is answered from the mail with one tap, sees
// what is kept and has it deleted.
func (e *encounter) fromProduct(t *testing.T, p *locale.Printer) {
	before := e.mailsTo(t, "hao-dat@example.com")
	ask := e.links.Inquire("che-tom-non")
	e.opens(t, e.visitor, e.links.Product("che-tom-non"))
	e.follows(t, e.visitor, ask)

	// Sent empty, the form says what is missing and leads to the first of it.
	submit(e.visitor, "form[data-proof] button[type=submit]")
	(typist{t, e.visitor}).is(`document.activeElement.id`, "name")
	e.reads(t, e.visitor, p.T("inquiry.wrong.name_missing"), p.T("inquiry.wrong.consent"))
	state := e.asks(t)

	// The same once more: folded into the first.
	e.opens(t, e.visitor, ask)
	e.asks(t)
	if n := e.mailsTo(t, "hao-dat@example.com") - before; n != 1 {
		t.Errorf("the maker got %d letters for one question", n)
	}
	_, confirm := e.lastMail(t, e.visitors)
	e.opens(t, e.visitor, confirm[0])
	submit(e.visitor, "main form button[type=submit]")
	e.looks(t, e.visitor)
	e.reads(t, e.visitor, "+84900000123")

	_, answers := e.lastMail(t, "hao-dat@example.com")
	e.opens(t, e.maker, answers[0])
	e.maker.MustElement("#message").MustInput("Còn 20 kg, gọi buổi sáng.")
	submit(e.maker, `button[value="available"]`)
	e.looks(t, e.maker)
	e.reads(t, e.maker, "Còn hàng")
	e.opens(t, e.visitor, state)
	e.reads(t, e.visitor, p.T("inquiry.answer.available"), "Còn 20 kg, gọi buổi sáng.")
	e.opens(t, e.maker, answers[1]) // a used link explains itself and offers to write
	e.reads(t, e.maker, "không dùng lại được", "Viết thêm")

	remove := `form[action$="/` + p.T("inquiry.path.delete") + `"]`
	e.visitor.MustEval(`(form) => document.querySelector(form).closest("details").open = true`, remove)
	submit(e.visitor, remove+" button")
	e.looks(t, e.visitor)
	e.reads(t, e.visitor, p.T("inquiry.delete.done"))
	start := e.now
	e.now = e.now.AddDate(0, 0, 61)
	e.opens(t, e.maker, answers[2])
	e.reads(t, e.maker, "60 ngày")
	e.opens(t, e.visitor, confirm[0])
	e.reads(t, e.visitor, p.T("inquiry.answering.expired_title"))
	e.now = start
}

// basket chooses products of two makers and asks both with one form.
func (e *encounter) basket(t *testing.T) {
	for _, slug := range []string{"che-tom-non", "ca-phe-phin"} {
		e.opens(t, e.visitor, e.links.Product(slug))
		e.visitor.MustElement("[data-basket]").MustClick()
	}
	submit(e.visitor, "[data-basket-link]")
	e.looks(t, e.visitor)
	(typist{t, e.visitor}).is(`document.querySelectorAll("[name=p]:checked").length`, "2")
	e.asks(t)
	(typist{t, e.visitor}).is(`document.querySelectorAll("section[aria-labelledby^=thread-]").length`, "2")
	(typist{t, e.visitor}).is(`localStorage.getItem("ocop-basket")`, "null")
}

// village asks to stay, is agreed with by one tap, and has it in the calendar.
func (e *encounter) village(t *testing.T, p *locale.Printer) {
	const slug = "diem-du-lich-cong-dong-con-chim"
	e.opens(t, e.visitor, e.links.Destination(slug))
	e.follows(t, e.visitor, e.links.StayRequest(slug))
	for field, day := range map[string]string{"arrives": "2026-12-05", "leaves": "2026-12-07"} {
		e.visitor.MustEval(`(id, day) => document.getElementById(id).value = day`, field, day)
	}
	state := e.asks(t, [2]string{"#adults", "5"})
	_, answers := e.lastMail(t, "con-chim@example.com")
	e.opens(t, e.maker, answers[0])
	submit(e.maker, `button[value="available"]`)
	e.looks(t, e.maker)
	e.opens(t, e.visitor, state)
	e.reads(t, e.visitor, p.T("inquiry.answer.stay_available"))
	for _, page := range []*rod.Page{e.visitor, e.maker} {
		calendar := page.MustEval(`() => fetch(document.querySelector("a[download]").href).then((r) => r.text())`).Str()
		if !strings.Contains(calendar, "DTSTART;VALUE=DATE:20261205") {
			t.Errorf("the calendar holds %.300q", calendar)
		}
	}
}

// telephone asks to stay, is asked to call, and gets from what the maker writes
// down after the call, from the same letter, the days for the calendar.
func (e *encounter) telephone(t *testing.T, p *locale.Printer) {
	const slug = "diem-du-lich-cong-dong-con-chim"
	e.question += " (3)"
	e.opens(t, e.visitor, e.links.StayRequest(slug))
	for field, day := range map[string]string{"arrives": "2026-12-12", "leaves": "2026-12-13"} {
		e.visitor.MustEval(`(id, day) => document.getElementById(id).value = day`, field, day)
	}
	state := e.asks(t, [2]string{"#adults", "6"})
	_, answers := e.lastMail(t, "con-chim@example.com")
	e.opens(t, e.maker, answers[2])
	submit(e.maker, `button[value="call_me"]`)
	e.looks(t, e.maker)
	submit(e.maker, `button[value="outcome"]`) // nothing chosen yet
	e.looks(t, e.maker)
	(typist{t, e.maker}).is(`document.activeElement.name`, "result")
	e.maker.MustElement(`[name="result"][value="business"]`).MustClick()
	e.maker.MustEval(`() => document.getElementById("leaves").value = "2026-12-15"`)
	e.maker.MustElement("#people").MustSelectAllText().MustInput("8")
	submit(e.maker, `button[value="outcome"]`)
	e.looks(t, e.maker)
	e.reads(t, e.maker, "Khách đã được báo")
	_, links := e.lastMail(t, e.visitors)
	e.opens(t, e.visitor, state)
	calendar := e.visitor.MustEval(`(path) => fetch(path).then((r) => r.text())`, links[0]).Str()
	if !strings.Contains(calendar, "DTEND;VALUE=DATE:20261216") {
		t.Errorf("the calendar holds %.300q", calendar)
	}
	e.reads(t, e.visitor, p.N("stay.people", 8))
}

// silence leaves a question alone for two days and for four.
func (e *encounter) silence(t *testing.T, p *locale.Printer) {
	e.question += " (2)"
	e.opens(t, e.visitor, e.links.Inquire("che-tom-non"))
	state := e.asks(t)
	for n, desk := range []string{"helper@example.com", "office@example.com"} { // whom the maker asked for help, then the province
		before := e.mailsTo(t, desk)
		e.now = e.now.Add(48 * time.Hour)
		if _, err := e.inquiries.Escalate(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := e.mailsTo(t, desk); got <= before {
			t.Errorf("after %d days %s has %d letters, as before", 2*(n+1), desk, got)
		}
		e.opens(t, e.visitor, state)
		e.reads(t, e.visitor, strings.Split(p.T([]string{"inquiry.state.helper", "inquiry.state.office"}[n], "day", "|"), "|")[0])
	}
	_, open := e.lastMail(t, "office@example.com")
	e.opens(t, e.maker, open[0])
	submit(e.maker, `button[value="call_me"]`)
	e.opens(t, e.visitor, state)
	e.reads(t, e.visitor, p.T("inquiry.answer.call_me"))
}
