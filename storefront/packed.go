package storefront

import (
	"bytes"
	"encoding/binary"
	"fmt"
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
type packer struct {
	writers sync.Pool // for what is kept and sent often
	swift   sync.Pool // for what is sent once
}

// The levels: what is kept is worth the time of 6.
const (
	packedOften = 6
	packedOnce  = gzip.BestSpeed
)

func (p *packer) compress(body []byte) ([]byte, error) { return pack(&p.writers, packedOften, body) }

// sendOnce compresses an answer that nobody keeps, in a third of the time for a
// tenth more.
func (p *packer) sendOnce(c *fiber.Ctx) error {
	c.Set(fiber.HeaderVary, fiber.HeaderAcceptEncoding)
	if !takesGzip(c) {
		return nil
	}
	packed, err := pack(&p.swift, packedOnce, c.Response().Body())
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentEncoding, "gzip")
	c.Response().SetBodyRaw(packed)
	return nil
}

func pack(writers *sync.Pool, level int, body []byte) ([]byte, error) {
	packed := bytes.NewBuffer(make([]byte, 0, len(body)/4))
	w, ok := writers.Get().(*gzip.Writer)
	if !ok {
		var err error
		if w, err = gzip.NewWriterLevel(packed, level); err != nil {
			return nil, fmt.Errorf("compressing a page: %w", err)
		}
	}
	w.Reset(packed)
	if _, err := w.Write(body); err != nil {
		return nil, fmt.Errorf("compressing a page: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("compressing a page: %w", err)
	}
	writers.Put(w)
	return packed.Bytes(), nil
}

// largestGuess bounds the room made before it is known to be needed: a page from
// Redis may be anything.
const largestGuess = 4 << 20

// unpack unpacks what pack has made; its end says how much that is.
func unpack(body []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("unpacking a page: %w", err)
	}
	size := min(largestGuess, int(binary.LittleEndian.Uint32(body[len(body)-4:])))
	plain := bytes.NewBuffer(make([]byte, 0, size+bytes.MinRead))
	if _, err := plain.ReadFrom(r); err != nil {
		return nil, fmt.Errorf("unpacking a page: %w", err)
	}
	return plain.Bytes(), nil
}
