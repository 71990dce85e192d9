package storefront

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/gofiber/fiber/v2"
	"github.com/klauspost/compress/gzip"
)

// takesGzip reports whether the asker can unpack gzip (RFC 9110, 12.5.3): named
// or by "*", unless with a weight of nought.
func takesGzip(c *fiber.Ctx) bool {
	any := false
	for part := range strings.SplitSeq(c.Get(fiber.HeaderAcceptEncoding), ",") {
		coding, parameters, _ := strings.Cut(part, ";")
		switch strings.ToLower(strings.TrimSpace(coding)) {
		case "gzip", "x-gzip":
			return !nought(parameters)
		case "*":
			any = !nought(parameters)
		}
	}
	return any
}

// nought reports a weight of zero: "q=0", "q=0.000".
func nought(parameters string) bool {
	weight, found := strings.CutPrefix(strings.ToLower(strings.TrimSpace(parameters)), "q=")
	return found && strings.Trim(weight, "0.") == ""
}

// packer compresses answers. It keeps its writers: the tables of one are larger
// than any page, and to make them anew costs as much as the page.
type packer struct{ writers sync.Pool }

func (p *packer) compress(body []byte) ([]byte, error) {
	var packed bytes.Buffer
	w, ok := p.writers.Get().(*gzip.Writer)
	if !ok {
		var err error
		if w, err = gzip.NewWriterLevel(&packed, 6); err != nil {
			return nil, fmt.Errorf("compressing a page: %w", err)
		}
	}
	w.Reset(&packed)
	if _, err := w.Write(body); err != nil {
		return nil, fmt.Errorf("compressing a page: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("compressing a page: %w", err)
	}
	p.writers.Put(w)
	return packed.Bytes(), nil
}

func unpack(body []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("unpacking a page: %w", err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("unpacking a page: %w", err)
	}
	return plain, nil
}
