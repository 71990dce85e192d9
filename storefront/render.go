package storefront

import (
	"context"
	"io"
	"strings"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"ocop/search"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// localsKey names what handlers leave for the edge.
type localsKey string

const tagsKey localsKey = "tags"

// lang is the language of an address.
func lang(c *fiber.Ctx) locale.Lang {
	if path := c.Path(); path == "/en" || strings.HasPrefix(path, "/en/") {
		return locale.EN
	}
	return locale.VI
}

// page is the frame of the page at this address; handlers fill in the rest.
func (s *Server) page(c *fiber.Ctx) view.Page {
	language := lang(c)
	path := c.Path()
	p := view.Page{
		Printer: s.words.In(language), Links: view.Links{Lang: language},
		Frame: &view.Frame{
			Assets: s.assets, Pieces: s.pieces, BaseURL: s.baseURL, Operator: s.operator, Path: path,
			Today: s.index.Day(), Demo: s.demo, Stale: s.away.Load(),
		},
	}
	p.Notices = s.noticesOn(p, p.Today)
	p.OtherPath = view.Links{Lang: language.Other()}.Translate(path)
	if who := s.who(c); who != nil {
		p.NoIndex, p.Person = true, s.person(p, who)
	}
	return p
}

// render sends a page. The tags name what it depends on: when one of them
// changes, a kept copy is dropped; without tags no copy is kept.
func (s *Server) render(c *fiber.Ctx, page templ.Component, tags ...string) error {
	return s.renderBy(c, c.Response().BodyWriter(), page, tags...)
}

// renderBy is render through a writer that ends in the answer's body.
func (s *Server) renderBy(c *fiber.Ctx, w io.Writer, page templ.Component, tags ...string) error {
	// The answer's own body is the buffer: of a page that fails nothing is sent.
	c.Response().ResetBody()
	// A page of an error is written after the request's deadline has ended.
	if err := page.Render(context.WithoutCancel(c.UserContext()), w); err != nil {
		c.Response().ResetBody()
		return err
	}
	c.Set(fiber.HeaderContentType, "text/html; charset=utf-8")
	c.Set(fiber.HeaderContentLanguage, string(lang(c)))
	c.Set(fiber.HeaderCacheControl, "no-cache")
	if len(tags) > 0 {
		c.Locals(tagsKey, tags)
	}
	return nil
}

// card is a product as lists show it.
func (s *Server) card(hit *search.Hit) view.Card {
	province, _ := s.index.Atlas().Province(hit.ProvinceCode)
	return view.Card{
		Slug: hit.Slug, Name: hit.Name, NameEN: hit.NameEN,
		ProducerSlug: hit.ProducerSlug, ProducerName: hit.ProducerName, ProvinceName: province.Name, ProvinceNameEN: province.ShortEN(),
		GroupSlug: hit.GroupSlug, Set: hit.SetNumber, Star: hit.Star, Picture: hit.Picture,
		Price: hit.Price, PriceUnit: hit.PriceUnit, PriceUnitEN: hit.PriceUnitEN,
	}
}

func (s *Server) cards(hits []*search.Hit) []view.Card { return s.cardsFrom(nil, hits) }

// cardsFrom also says how far each product is from a point, where one is given.
func (s *Server) cardsFrom(point *search.Point, hits []*search.Hit) []view.Card {
	cards := make([]view.Card, len(hits))
	for i, hit := range hits {
		cards[i] = s.card(hit)
		if point != nil {
			km, about := hit.From(*point)
			cards[i].Away = &view.Away{Kilometres: km, About: about}
		}
	}
	return cards
}
