package storefront

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/url"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"
)

// formLimit is the largest body of a request that brings no files. Whoever pastes
// far too much gets the form back with all of it; a letter with its marks travels
// as nine bytes.
const formLimit = 512 << 10

// uploadPatience is how long a phone with a weak signal may take for one request
// with files.
const uploadPatience = 5 * time.Minute

// errBodyTooLarge is answered where a body is larger than its route takes.
var errBodyTooLarge = fiber.ErrRequestEntityTooLarge

// bound reads small bodies whole and refuses large ones, except on routes that
// take files and read the stream themselves.
func (s *Server) bound(c *fiber.Ctx) error {
	stream := c.Context().RequestBodyStream()
	if stream == nil || s.takesFiles(c) {
		return c.Next()
	}
	body, err := io.ReadAll(io.LimitReader(stream, formLimit+1))
	if err != nil {
		return fiber.ErrBadRequest
	}
	if len(body) > formLimit {
		return errBodyTooLarge
	}
	c.Request().SetBody(body)
	return c.Next()
}

// takesFiles reports whether a request goes to a route registered with files.
func (s *Server) takesFiles(c *fiber.Ctx) bool {
	return c.Method() == fiber.MethodPost && slices.ContainsFunc(s.uploads, func(pattern string) bool {
		return fiber.RoutePatternMatch(c.Path(), pattern, fiber.Config{CaseSensitive: true, StrictRouting: true})
	})
}

// files marks a console's route, registered under the same path, as one that
// takes files.
func (s *Server) files(patterns ...string) { s.uploads = append(s.uploads, patterns...) }

// readFiles reads a form with files part by part, at most limit bytes in all and
// most bytes a file, without keeping more than one file in memory. What is not a
// file is collected in the values. The request's deadline begins anew when it is
// read.
func readFiles(c *fiber.Ctx, limit, most int, take func(ctx context.Context, field, name string, data []byte) error) (url.Values, error) {
	if conn := c.Context().Conn(); conn != nil {
		_ = conn.SetReadDeadline(time.Now().Add(uploadPatience)) // where it cannot be moved, the short one stays
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.UserContext()), uploadPatience)
	defer cancel()
	defer renewDeadline(c)
	kind, params, err := mime.ParseMediaType(c.Get(fiber.HeaderContentType))
	if err != nil || kind != fiber.MIMEMultipartForm || params["boundary"] == "" {
		return readPlainForm(c)
	}
	values, bounded := url.Values{}, &io.LimitedReader{R: c.Context().RequestBodyStream(), N: int64(limit)}
	for reader := multipart.NewReader(bounded, params["boundary"]); ; {
		part, err := reader.NextPart()
		switch {
		case errors.Is(err, io.EOF):
			return values, readRest(c, bounded)
		case bounded.N <= 0:
			return nil, errBodyTooLarge
		case err != nil:
			return nil, fiber.ErrBadRequest
		}
		if err := readPart(ctx, part, most, values, take); err != nil {
			return nil, err
		}
	}
}

// readRest reads what follows the last part, which is nothing as browsers send
// it, so that the connection can take another request.
func readRest(c *fiber.Ctx, bounded *io.LimitedReader) error {
	if _, err := io.Copy(io.Discard, bounded); err != nil || bounded.N <= 0 {
		return errBodyTooLarge
	}
	c.Request().ResetBody()
	return nil
}

// readPlainForm reads a form that was sent without files after all.
func readPlainForm(c *fiber.Ctx) (url.Values, error) {
	body, err := io.ReadAll(io.LimitReader(c.Context().RequestBodyStream(), formLimit+1))
	if err != nil || len(body) > formLimit {
		return nil, errBodyTooLarge
	}
	c.Request().ResetBody()
	values, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, fiber.ErrBadRequest
	}
	return values, nil
}

func readPart(ctx context.Context, part *multipart.Part, most int, values url.Values, take func(ctx context.Context, field, name string, data []byte) error) error {
	if part.FileName() == "" {
		most = formLimit
	}
	var data bytes.Buffer
	n, err := data.ReadFrom(io.LimitReader(part, int64(most)+1))
	switch {
	case err != nil:
		return fiber.ErrBadRequest
	case part.FileName() == "" && n > int64(most):
		return errBodyTooLarge
	case part.FileName() == "":
		values.Add(part.FormName(), data.String())
		return nil
	case n == 0:
		return nil // a field of files that was left empty
	}
	// One too large is handed on cut short by a byte too many: who takes it
	// refuses it by its size, with words of its own.
	return take(ctx, part.FormName(), part.FileName(), data.Bytes())
}
