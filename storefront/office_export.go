package storefront

import (
	"bytes"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/catalog/sheet"
	"ocop/storefront/account"
)

// exportPath is a list that goes out; maxExported bounds it.
const (
	exportPath  = officePath + "/xuat"
	maxExported = 50_000
)

// showExport is the list of an office's products, or of those that pass some
// filters, with the columns in which it can come back in.
func (s *Server) showExport(c *fiber.Ctx) error {
	choice, _, err := s.sieve(c, s.page(c), account.ImportLists)
	if err != nil {
		return err
	}
	choice.Most = maxExported
	rows, err := s.products.Export(c.UserContext(), choice)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	name := "ocop-" + s.index.Day().String()
	if c.Query("dang") == "csv" {
		if err := sheet.WriteCSV(&body, catalog.ListHeader(), rows); err != nil {
			return err
		}
		c.Set(fiber.HeaderContentType, "text/csv; charset=utf-8")
		c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+name+`.csv"`)
		return c.Send(body.Bytes())
	}
	if err := sheet.WriteXLSX(&body, "OCOP", catalog.ListHeader(), rows); err != nil {
		return err
	}
	return sendWorkbook(c, name, body.Bytes())
}
