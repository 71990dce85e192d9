package storefront

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// packedFrom is the size in bytes from which an answer is sent compressed.
const packedFrom = 1400

// answerAPI sends an answer of the API with the tag of its content.
func answerAPI[T any](c *fiber.Ctx, p *packer, answer T) error {
	body, err := json.Marshal(answer)
	if err != nil {
		return fmt.Errorf("writing an answer of the API: %w", err)
	}
	return p.sendAPI(c, body, etagOf(body))
}

// etagOf is a weak tag: it stands for what is said, however it is packed.
func etagOf(content []byte) string {
	sum := sha256.Sum256(content)
	return `W/"` + hex.EncodeToString(sum[:12]) + `"`
}

// sendAPI sends JSON to programs, or nothing where they have it already. Their
// pages may ask from anywhere: it is public, and no cookie changes it.
func (p *packer) sendAPI(c *fiber.Ctx, body []byte, etag string) error {
	c.Set(fiber.HeaderETag, etag)
	c.Set(fiber.HeaderCacheControl, "no-cache")
	c.Set(fiber.HeaderVary, fiber.HeaderAcceptEncoding)
	c.Set(fiber.HeaderAccessControlAllowOrigin, "*")
	if hasTag(c, etag) {
		c.Status(fiber.StatusNotModified)
		return nil
	}
	c.Set(fiber.HeaderContentType, fiber.MIMEApplicationJSON)
	if len(body) >= packedFrom && takesGzip(c) {
		packed, err := p.compress(body)
		if err != nil {
			return err
		}
		c.Set(fiber.HeaderContentEncoding, "gzip")
		body = packed
	}
	return c.Send(body)
}

// hasTag reports whether the asker holds the answer with a tag already.
func hasTag(c *fiber.Ctx, etag string) bool {
	held := strings.Split(c.Get(fiber.HeaderIfNoneMatch), ",")
	return slices.ContainsFunc(held, func(tag string) bool {
		tag = strings.TrimSpace(tag)
		return tag == "*" || strings.TrimPrefix(tag, "W/") == strings.TrimPrefix(etag, "W/")
	})
}
