package storefront

import (
	"context"
	"errors"
	"log/slog"
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"ocop/search"
	"ocop/storefront/inquiry"
	"ocop/storefront/view"
)

// What a saved search holds and tells at most.
const (
	maxFollowed = 2000 // products of a list that are compared
	maxTold     = 20   // of them in one letter
	maxEmail    = 254
)

// showSaveSearch is the form that has a list followed, for the list its address
// names.
func (s *Server) showSaveSearch(c *fiber.Ctx) error {
	params, err := s.readList(c)
	if err != nil {
		return err
	}
	return s.renderSaveSearch(c, params, view.Form{}, s.newFormKey(), "")
}

// renderSaveSearch shows the form; notice says why it was not taken.
func (s *Server) renderSaveSearch(c *fiber.Ctx, params listParams, form view.Form, key, notice string) error {
	p := s.page(c)
	p.Section, p.Title, p.NoIndex = "products", p.T("follow.title"), true
	list := p.ProductsWith(params.on(1))
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("nav.products"), Path: list}, view.Crumb{Name: p.Title})
	p.OtherPath = view.Links{Lang: p.Links.Lang.Other()}.SaveSearch(params.on(1))
	err := s.render(c, view.SaveSearch(p, view.SaveSearchView{
		Title: s.listTitleOf(p, params), Query: params.on(1).Encode(), Chips: s.chips(p, params, search.Answer{}), List: list, Form: form,
		Key: key, Notice: notice,
	}))
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store") // each form has a number of its own
	return nil
}

// submitSaveSearch asks an address whether it wants to hear of a list.
func (s *Server) submitSaveSearch(c *fiber.Ctx) error {
	values, err := url.ParseQuery(c.FormValue(queryField))
	if err != nil {
		return badRequest{key: "problem.address"}
	}
	params, err := s.parseList(values)
	if err != nil {
		return err
	}
	p := s.page(c)
	email := strings.TrimSpace(c.FormValue("email"))
	form := view.Form{}.With("email", email)
	if parsed, err := mail.ParseAddress(email); err != nil || parsed.Address != email || len(email) > maxEmail {
		form.Fail("email", p.T("follow.email.wrong"))
	}
	key := c.FormValue("key")
	if form.Failed() {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderSaveSearch(c, params, form, key, "")
	}
	err = s.saveSearch(c, p, params, email)
	if errors.Is(err, inquiry.ErrManySearches) {
		form.Fail("email", p.T("follow.email.many"))
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderSaveSearch(c, params, form, key, "")
	}
	if err != nil {
		notice, again, err := s.turnAway(c, p, key, err)
		if err != nil {
			return err
		}
		return s.renderSaveSearch(c, params, form, again, notice)
	}
	return c.Redirect(p.SearchAsked(), fiber.StatusSeeOther)
}

// saveSearch keeps a list to be followed, with what is in it now.
func (s *Server) saveSearch(c *fiber.Ctx, p view.Page, params listParams, email string) error {
	pass, err := s.inquiries.Admit(c.UserContext(), s.visit(c), "", email)
	if err != nil {
		return err
	}
	known, _, err := s.followed(c.UserContext(), params)
	if err != nil {
		return err
	}
	saved := inquiry.SavedSearch{
		Email: email, Lang: p.Links.Lang, Query: params.on(1).Encode(), Title: s.listTitleOf(p, params), Known: known,
	}
	return s.searches.Save(c.UserContext(), s.mails, saved, pass, func(token string) inquiry.Letter { return s.askToFollow(p, saved, token) })
}

// askToFollow is the letter that asks for a yes.
func (s *Server) askToFollow(p view.Page, saved inquiry.SavedSearch, token string) inquiry.Letter {
	return inquiry.Letter{
		To: saved.Email, Lang: saved.Lang, Subject: p.T("follow.mail.ask", "list", saved.Title),
		Paragraphs: []string{p.T("follow.mail.ask.text", "list", saved.Title), p.T("follow.mail.ask.nothing")},
		Buttons:    []inquiry.Button{{Text: p.T("follow.mail.ask.button"), Address: s.baseURL + p.SavedSearch(token)}},
		Reason:     p.T("follow.mail.ask.reason"),
	}
}

// followed is the products of a list, by id and as hits.
func (s *Server) followed(ctx context.Context, params listParams) ([]int64, []*search.Hit, error) {
	hits, err := s.wholeList(ctx, params, maxFollowed)
	ids := make([]int64, len(hits))
	for i, hit := range hits {
		ids[i] = hit.ID
	}
	return ids, hits, err
}

// showSearchAsked says that a letter is on its way.
func (s *Server) showSearchAsked(c *fiber.Ctx) error {
	p := s.page(c)
	p.Section, p.Title, p.NoIndex = "products", p.T("follow.asked"), true
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("nav.products"), Path: p.Products()}, view.Crumb{Name: p.Title})
	return s.render(c, view.SearchAsked(p))
}

// showSavedSearch is where letters lead: it confirms and ends, each with one tap.
func (s *Server) showSavedSearch(c *fiber.Ctx) error {
	saved, err := s.searches.ByToken(c.UserContext(), c.Params("token"))
	if err != nil {
		return err
	}
	values, err := url.ParseQuery(saved.Query)
	if err != nil {
		return err
	}
	p := s.page(c)
	p.Section, p.Title, p.NoIndex = "products", p.T("follow.title"), true
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("nav.products"), Path: p.ProductsWith(values)}, view.Crumb{Name: p.Title})
	p.OtherPath = view.Links{Lang: p.Links.Lang.Other()}.SavedSearch(saved.Token)
	return s.renderPrivate(c, view.SavedSearch(p, view.SavedSearchView{
		Token: saved.Token, Title: saved.Title, Confirmed: saved.Confirmed(), List: p.ProductsWith(values),
	}))
}

// submitSavedSearch confirms or ends. Without a word it ends: so does a mail
// program's one tap (RFC 8058), which comes from no page of ours.
func (s *Server) submitSavedSearch(c *fiber.Ctx) error {
	token := c.Params("token")
	links := view.Links{Lang: lang(c)}
	if c.FormValue("confirm") != "" {
		if _, err := s.searches.ByToken(c.UserContext(), token); err != nil {
			return err
		}
		if err := s.searches.Confirm(c.UserContext(), token); err != nil {
			return err
		}
		return c.Redirect(links.SavedSearch(token), fiber.StatusSeeOther)
	}
	if err := s.searches.End(c.UserContext(), token); err != nil {
		return err
	}
	if c.FormValue("List-Unsubscribe") != "" { // a mail program follows no redirect
		return s.showSearchEnded(c)
	}
	return c.Redirect(links.SearchEnded(), fiber.StatusSeeOther)
}

// showSearchEnded says that no more letters come.
func (s *Server) showSearchEnded(c *fiber.Ctx) error {
	p := s.page(c)
	p.Section, p.Title, p.NoIndex = "products", p.T("follow.ended"), true
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("nav.products"), Path: p.Products()}, view.Crumb{Name: p.Title})
	return s.render(c, view.SearchEnded(p))
}

// KeepSearches tells followers what is new, until ctx ends. Several processes may
// do so: each search is looked at by one.
func (s *Server) KeepSearches(ctx context.Context) {
	ticker := time.NewTicker(10 * time.Minute)
	defer ticker.Stop()
	for {
		if err := s.tellFollowers(ctx); err != nil && ctx.Err() == nil {
			slog.WarnContext(ctx, "saved searches could not be looked at, trying again", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// tellFollowers looks at every saved search that is due.
func (s *Server) tellFollowers(ctx context.Context) error {
	for {
		due, err := s.searches.Next(ctx, s.mails, func(saved inquiry.SavedSearch) ([]int64, *inquiry.Letter, error) {
			return s.compareSearch(ctx, saved)
		})
		if err != nil {
			return err
		}
		if !due {
			return s.searches.Purge(ctx)
		}
	}
}

// compareSearch is what is in a followed list now, and the letter about what is
// new in it.
func (s *Server) compareSearch(ctx context.Context, saved inquiry.SavedSearch) ([]int64, *inquiry.Letter, error) {
	values, err := url.ParseQuery(saved.Query)
	if err != nil {
		return nil, nil, err
	}
	params, err := s.parseList(values)
	if bad := (badRequest{}); errors.As(err, &bad) {
		return saved.Known, nil, nil // a value that has ceased to exist finds nothing new
	}
	if err != nil {
		return nil, nil, err
	}
	now, hits, err := s.followed(ctx, params)
	if err != nil {
		return nil, nil, err
	}
	fresh := slices.DeleteFunc(slices.Clone(hits), func(hit *search.Hit) bool { return slices.Contains(saved.Known, hit.ID) })
	if len(fresh) == 0 {
		return now, nil, nil
	}
	letter := s.newInList(saved, values, fresh)
	return now, &letter, nil
}

// newInList is the weekly letter.
func (s *Server) newInList(saved inquiry.SavedSearch, values url.Values, fresh []*search.Hit) inquiry.Letter {
	p := view.Page{Printer: s.words.In(saved.Lang), Links: view.Links{Lang: saved.Lang}}
	letter := inquiry.Letter{
		To: saved.Email, Lang: saved.Lang, Subject: p.N("follow.mail.new", len(fresh), "list", saved.Title),
		Paragraphs:  []string{p.N("follow.mail.new.text", len(fresh), "list", saved.Title)},
		Buttons:     []inquiry.Button{{Text: p.T("follow.mail.new.button"), Address: s.baseURL + p.ProductsWith(values)}},
		Reason:      p.T("follow.mail.new.reason", "list", saved.Title),
		Unsubscribe: s.baseURL + p.SavedSearch(saved.Token),
	}
	for _, hit := range fresh[:min(maxTold, len(fresh))] {
		letter.Facts = append(letter.Facts, inquiry.Fact{Name: p.Text(hit.Name, hit.NameEN), Text: s.tell(p, hit)})
	}
	if left := len(fresh) - maxTold; left > 0 {
		letter.Closing = append(letter.Closing, p.N("follow.mail.more", left))
	}
	return letter
}

// tell is a product in one line of a letter.
func (s *Server) tell(p view.Page, hit *search.Hit) string {
	province, _ := s.index.Atlas().Province(hit.ProvinceCode)
	var words []string
	for _, word := range []string{hit.ProducerName, province.Name, p.StarWords("star.brief.", hit.Star)} {
		if word != "" {
			words = append(words, word)
		}
	}
	if hit.Star.Live() {
		words[len(words)-1] = p.N("stars", hit.Star.Stars) + " " + words[len(words)-1]
	}
	return strings.Join(words, " · ") + " · " + s.baseURL + p.Product(hit.Slug)
}
