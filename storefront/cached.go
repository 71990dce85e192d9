package storefront

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// listParameters are those that make a list another list. Filters may come
// several times and mean the same in any order; of the others the first counts.
func listParameters() (filters, single []string) {
	return []string{"certificate", "group", "month", "producer_type", "province", "ready", "set", "stars", "status", "within"},
		[]string{"activity", "certificate_all", "kind", "language", "min_capacity", "moq_max", "overnight", "page", "q", "sort", "unit", "verbatim"}
}

// cached answers from finished pages and keeps those that may be kept: GET, 200,
// without a session, on an address that was rendered with tags.
func (s *Server) cached(c *fiber.Ctx) error {
	if !s.cache.enabled() || !reads(c.Method()) || !s.health.ready.Load() || unkept(c) {
		return c.Next()
	}
	key := cacheKey(c)
	if key == "" {
		return c.Next()
	}
	page, fresh := s.cache.get(key)
	away := s.away.Load()
	switch {
	case page != nil && away:
		return s.sendStale(c, page)
	case fresh:
		c.Locals(keptKey, true)
		return s.sendPage(c, page)
	}
	if shared := s.cache.getShared(c.UserContext(), key); shared != nil {
		s.finish(shared)
		s.cache.remember(key, shared)
		return s.sendPage(c, shared)
	}
	born := time.Now()
	err := c.Next()
	if err != nil && page != nil && databaseAway(err) {
		return s.sendStale(c, page)
	}
	if err != nil || away {
		return err
	}
	return s.keep(c, key, born)
}

// reads reports the methods that a finished page answers; of a HEAD only the
// header is sent.
func reads(method string) bool { return method == fiber.MethodGet || method == fiber.MethodHead }

// unkept reports requests that the cache is not even asked about: suggestions,
// which cost less than looking them up, what only those signed in see, and lists
// from a visitor's own point, which stays in the request.
func unkept(c *fiber.Ctx) bool {
	return c.Path() == suggestPath || view.IsConsole(c.Path()) || c.Request().URI().QueryArgs().Has("near")
}

// keep puts the answer just rendered into the cache and sends it compressed.
func (s *Server) keep(c *fiber.Ctx, key string, born time.Time) error {
	tags, ok := c.Locals(tagsKey).([]string)
	if !ok || c.Response().StatusCode() != fiber.StatusOK {
		return nil
	}
	body, err := s.packer.compress(c.Response().Body())
	if err != nil {
		return err
	}
	sum := sha256.Sum256(body)
	page := &cachedPage{
		Body: body, Type: string(c.Response().Header.ContentType()), Tags: tags, Born: born,
		Language: string(c.Response().Header.Peek(fiber.HeaderContentLanguage)),
		Silence:  silenceOf(c),
		ETag:     `W/"` + hex.EncodeToString(sum[:8]) + `"`,
	}
	s.finish(page)
	s.cache.put(key, page)
	return s.sendPage(c, page)
}

// finish writes the header of every answer with the page, once.
func (s *Server) finish(page *cachedPage) {
	h := &page.head
	s.setProtection(h)
	h.SetContentType(page.Type)
	h.Set(fiber.HeaderContentLanguage, page.Language)
	h.Set(fiber.HeaderCacheControl, "no-cache")
	h.Set(fiber.HeaderETag, page.ETag)
	h.Set(fiber.HeaderVary, fiber.HeaderAcceptEncoding)
}

// sendPage sends a finished page, unpacked for the few who cannot unpack it.
func (s *Server) sendPage(c *fiber.Ctx, page *cachedPage) error {
	h := &c.Response().Header
	page.head.CopyTo(h)
	if page.Silence != nil {
		c.Locals(silenceKey, page.Silence)
	}
	if match := c.Request().Header.Peek(fiber.HeaderIfNoneMatch); len(match) > 0 && bytes.Contains(match, []byte(page.ETag)) {
		c.Response().ResetBody()
		c.Status(fiber.StatusNotModified)
		return nil
	}
	if takesGzip(c) {
		h.SetContentEncoding("gzip")
		c.Response().SetBodyRaw(page.Body)
		return nil
	}
	plain, err := unpack(page.Body)
	if err != nil {
		return err
	}
	c.Response().SetBodyRaw(plain)
	return nil
}

// sendStale sends a page that may no longer be true, and says so on it.
func (s *Server) sendStale(c *fiber.Ctx, page *cachedPage) error {
	plain, err := unpack(page.Body)
	if err != nil {
		return err
	}
	var notice bytes.Buffer
	if err := view.StaleNotice(s.page(c)).Render(c.UserContext(), &notice); err != nil {
		return fmt.Errorf("rendering the stale notice: %w", err)
	}
	s.setProtection(&c.Response().Header)
	c.Set(fiber.HeaderContentType, page.Type)
	c.Set(fiber.HeaderContentLanguage, page.Language)
	c.Set(fiber.HeaderCacheControl, "no-store")
	c.Set("Warning", `110 ocop "Response is Stale"`)
	c.Status(fiber.StatusOK)
	return c.Send(bytes.Replace(plain, []byte(view.StaleMark), notice.Bytes(), 1))
}

// cacheKey is the path, and for lists the parameters that they read, in order;
// the language is part of the path. All other parameters are ignored, so that
// they cannot fill the cache. An address that cannot be read has no key.
func cacheKey(c *fiber.Ctx) string {
	uri, path := c.Request().URI(), c.Path()
	if len(uri.QueryString()) == 0 {
		return path
	}
	all, err := url.ParseQuery(string(uri.QueryString()))
	if err != nil {
		return ""
	}
	if !takesParameters(path) {
		return path
	}
	known := url.Values{}
	filters, single := listParameters()
	for _, name := range filters {
		if values := all[name]; len(values) > 0 {
			slices.Sort(values)
			known[name] = slices.Compact(values)
		}
	}
	for _, name := range single {
		if all.Has(name) {
			known.Set(name, all.Get(name))
		}
	}
	return strings.TrimSuffix(path+"?"+known.Encode(), "?")
}

// takesParameters reports whether a path is that of a list.
func takesParameters(path string) bool {
	for _, lang := range locale.Langs() {
		links := view.Links{Lang: lang}
		if path == links.Products() || path == links.Producers() || path == links.Tourism() || path == links.Promotion() {
			return true
		}
	}
	return strings.HasPrefix(path, "/api/")
}

// databaseAway reports whether an error means that PostgreSQL cannot be asked,
// not that it answered something unwelcome.
func databaseAway(err error) bool {
	return errors.Is(err, errAway) || isConnectionError(err)
}
