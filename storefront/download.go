package storefront

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"net/url"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/search"
	"ocop/storefront/print"
	"ocop/storefront/view"
)

// The fields of an order's form.
const (
	kindField  = "kind"
	queryField = "list" // the parameters of the list, as its address has them
)

// progressPause is how many seconds a browser waits before it looks again.
const progressPause = "3"

// showListCSV is any list of products as a table for programs and spreadsheets.
func (s *Server) showListCSV(c *fiber.Ctx) error {
	params, err := s.readList(c)
	if err != nil {
		return err
	}
	hits, err := s.wholeList(c.UserContext(), params, print.Workbook.Most())
	if err != nil {
		return err
	}
	listings := make([]catalog.Listing, len(hits))
	for i, hit := range hits {
		listings[i] = hit.Listing
	}
	p := s.page(c)
	table := print.Table{Words: p.Printer, Atlas: s.index.Atlas(), Day: p.Today, Address: s.baseURL}
	var body bytes.Buffer
	if err := table.CSV(&body, listings); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "text/csv; charset=utf-8")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="ocop-`+s.index.Day().String()+`.csv"`)
	c.Set(fiber.HeaderCacheControl, "no-cache")
	return c.Send(body.Bytes())
}

// wholeList is every product of a list, up to a number, in its order.
func (s *Server) wholeList(ctx context.Context, params listParams, most int) ([]*search.Hit, error) {
	query := params.query()
	query.Offset, query.Limit = 0, most
	answer, err := s.finder.Search(ctx, query)
	return answer.Hits, err
}

// submitOrder has a list made into a file in the background.
func (s *Server) submitOrder(c *fiber.Ctx) error {
	kind := print.Kind(c.FormValue(kindField))
	if !kind.Known() {
		return badRequest{"problem.value", string(kind)}
	}
	values, err := url.ParseQuery(c.FormValue(queryField))
	if err != nil {
		return badRequest{key: "problem.address"}
	}
	params, err := s.parseList(values)
	if err != nil {
		return err
	}
	hits, err := s.wholeList(c.UserContext(), params, kind.Most()+1)
	if err != nil {
		return err
	}
	if len(hits) == 0 {
		return badRequest{key: "problem.print.none"}
	}
	if len(hits) > kind.Most() {
		return badRequest{"problem.print.many", strconv.Itoa(kind.Most())}
	}
	ids := make([]int64, len(hits))
	for i, hit := range hits {
		ids[i] = hit.ID
	}
	p := s.page(c)
	token, err := s.orders.Place(c.UserContext(), print.Order{
		Kind: kind, Lang: p.Links.Lang, Title: s.listTitleOf(p, params), Query: params.on(1).Encode(), ProductIDs: ids,
	})
	if errors.Is(err, print.ErrBusy) {
		c.Set(fiber.HeaderRetryAfter, "60")
		return fiber.ErrServiceUnavailable
	}
	if err != nil {
		return err
	}
	return c.Redirect(p.Order(token), fiber.StatusSeeOther)
}

// listTitleOf names what a list holds, for a cover.
func (s *Server) listTitleOf(p view.Page, params listParams) string {
	title := ""
	for _, field := range []search.Field{search.Set, search.Group, search.Ready, search.Certificate, search.Month, search.Stars, search.Province} {
		if chosen := params.Filters[field]; len(chosen) == 1 {
			if title != "" {
				title += ", "
			}
			title += s.valueLabel(p, field, chosen[0])
		}
	}
	switch {
	case params.Text != "":
		return upperFirst(catalog.Clean(params.Text))
	case title == "":
		return p.T("print.all")
	}
	return title
}

// showOrder says how far a file is, and leads to it when it is there.
func (s *Server) showOrder(c *fiber.Ctx) error {
	order, err := s.orders.ByToken(c.UserContext(), c.Params("token"))
	if err != nil {
		return err
	}
	p := s.page(c)
	p.Section, p.Title, p.NoIndex = "products", p.T("print.title."+string(order.Kind)), true
	p.OtherPath = view.Links{Lang: p.Links.Lang.Other()}.Order(order.Token)
	values, err := url.ParseQuery(order.Query)
	if err != nil {
		return err
	}
	list, back := p.ProductsWith(values), p.T("nav.products")
	if order.SubjectID != 0 {
		list, back = s.orderBack(p, order), order.Title
		p.Section = "promotion"
	}
	p.Crumbs = crumbs(p, view.Crumb{Name: back, Path: list}, view.Crumb{Name: p.Title})
	if order.State.Under() {
		c.Set("Refresh", progressPause)
	}
	return s.render(c, view.Order(p, view.OrderView{
		Token: order.Token, Kind: string(order.Kind), Title: order.Title, State: string(order.State), UnderWay: order.State.Under(),
		Done: order.Done, Drawing: order.Drawing, Total: order.Total(), Bytes: order.Bytes, List: list,
	}))
}

// orderBack is the page on which a file about an event was asked for.
func (s *Server) orderBack(p view.Page, order print.Order) string {
	id := strconv.FormatInt(order.SubjectID, 10)
	switch order.Kind {
	case print.Badges:
		return p.Console(officeFairPath + "/" + id)
	case print.Record:
		return p.Console(fairPath + "/ho-so/" + id)
	}
	return p.Console(fairPath + "/" + id)
}

// submitCancel ends an order that is under way.
func (s *Server) submitCancel(c *fiber.Ctx) error {
	order, err := s.orders.ByToken(c.UserContext(), c.Params("token"))
	if err != nil {
		return err
	}
	if err := s.orders.Cancel(c.UserContext(), order.Token); err != nil {
		return err
	}
	return c.Redirect(view.Links{Lang: lang(c)}.Order(order.Token), fiber.StatusSeeOther)
}

// showOrderFile sends the finished file.
func (s *Server) showOrderFile(c *fiber.Ctx) error {
	order, err := s.orders.ByToken(c.UserContext(), c.Params("token"))
	if err != nil {
		return err
	}
	if order.State != print.Done {
		return fiber.ErrNotFound
	}
	file, size, err := s.orders.Open(c.UserContext(), order)
	if errors.Is(err, fs.ErrNotExist) {
		return fiber.ErrNotFound
	}
	if err != nil {
		return err
	}
	contentType := "application/pdf"
	if order.Kind == print.Workbook {
		contentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	c.Set(fiber.HeaderContentType, contentType)
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="ocop-`+catalog.DayAt(order.CreatedAt).String()+"."+order.Kind.Extension()+`"`)
	c.Set(fiber.HeaderCacheControl, "private, no-store")
	return c.SendStream(file, int(size)) // which closes it
}
