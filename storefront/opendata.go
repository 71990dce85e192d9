package storefront

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"ocop/storefront/opendata"
	"ocop/storefront/view"
)

// How long a dump is kept by those who fetched it: the newest until the next
// one may be there, one of a day longer. It is not there for good: what holds a
// listing that was taken down goes.
const (
	latestAge = "public, max-age=600"
	datedAge  = "public, max-age=3600"
)

// showOpenData is the page of what anyone may take.
func (s *Server) showOpenData(c *fiber.Ctx) error {
	p := s.page(c)
	p.Title, p.Description = p.T("opendata.title"), p.T("opendata.description")
	p.Crumbs = crumbs(p, view.Crumb{Name: p.Title})
	v := view.OpenDataView{Licence: opendata.LicencePath()}
	for _, column := range opendata.Columns() {
		v.Columns = append(v.Columns, view.DumpColumn{Name: column.Name, Type: column.Type, Text: p.T("dump." + column.Name)})
	}
	dump := s.dump.Load()
	if dump == nil {
		s.wantDump()
		return s.render(c, view.OpenData(p, v)) // not kept: the next visitor may see more
	}
	v.Day, v.Rows = dump.Day, dump.Rows
	for _, file := range dump.Resources {
		v.Files = append(v.Files, view.DumpFile{
			Name: file.Path, Format: p.T("opendata.format." + file.Format), Bytes: file.Bytes, Sum: strings.TrimPrefix(file.Hash, "sha256:"),
		})
	}
	return s.render(c, view.OpenData(p, v), dumpTag)
}

// showDumpFile sends a file of a dump: ocop-{day or latest}.{csv.gz, jsonl.gz,
// sha256, json}. The stream outlives the request's deadline, and lasts as long
// as the visitor goes on reading.
func (s *Server) showDumpFile(c *fiber.Ctx) error {
	name, newest := c.Params("file"), s.dumpDay()
	file, dated, size, err := s.dumps.Open(context.WithoutCancel(c.UserContext()), name, newest)
	switch {
	case errors.Is(err, fs.ErrNotExist) && newest.IsZero() && strings.Contains(name, "latest"):
		s.wantDump()
		c.Set(fiber.HeaderRetryAfter, "30")
		return fiber.ErrServiceUnavailable
	case errors.Is(err, fs.ErrNotExist):
		return fiber.ErrNotFound
	case err != nil:
		return fmt.Errorf("%w: %w", fiber.ErrServiceUnavailable, err)
	}
	c.Set(fiber.HeaderETag, fmt.Sprintf(`"%s-%d"`, dated, size))
	c.Set(fiber.HeaderCacheControl, datedAge)
	if name != dated {
		c.Set(fiber.HeaderCacheControl, latestAge)
	}
	c.Set(fiber.HeaderAccessControlAllowOrigin, "*")
	if hasTag(c, string(c.Response().Header.Peek(fiber.HeaderETag))) {
		c.Status(fiber.StatusNotModified)
		return file.Close()
	}
	c.Set(fiber.HeaderContentType, opendata.MediaType(dated))
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="`+dated+`"`)
	return c.SendStream(&patient{file, c.Context().Conn()}, int(size))
}

// patient puts off the end of a connection whenever more is read for it, so
// that only those who stop reading are cut off.
type patient struct {
	io.ReadCloser
	conn net.Conn
}

func (p *patient) Read(buffer []byte) (int, error) {
	if err := p.conn.SetWriteDeadline(time.Now().Add(2 * requestTimeout)); err != nil {
		return 0, fmt.Errorf("sending a dump: %w", err)
	}
	return p.ReadCloser.Read(buffer)
}
