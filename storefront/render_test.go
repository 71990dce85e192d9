package storefront

import (
	"bytes"
	"testing"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// TestRenderedPageIsItsOwn writes into the buffers that pages are rendered in
// after one has been rendered and before it is sent, as the next request does:
// nothing of that may stand in the page.
func TestRenderedPageIsItsOwn(t *testing.T) {
	site := newDemoSite(t, nil)
	request := new(fasthttp.RequestCtx)
	request.Request.SetRequestURI("/khong-co")
	c := site.app.AcquireCtx(request)
	defer site.app.ReleaseCtx(c)
	if err := site.showProblem(c, fiber.ErrNotFound); err != nil {
		t.Fatal(err)
	}
	page := bytes.Clone(c.Response().Body())
	for range 64 {
		templ.GetBuffer().WriteString("another visitor's page") // short, so that it fits into what a page left
	}
	if !bytes.Equal(page, c.Response().Body()) {
		t.Error("another page was written over this one")
	}
}
