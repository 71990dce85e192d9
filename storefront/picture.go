package storefront

import (
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"ocop/media"
)

// showPicture sends a derivative: /anh/{hash}/{width}.{webp|jpg}. The address
// holds the hash of the content, so it is kept for a year. Pictures of what is
// taken down are shown to those signed in alone, who work on it.
func (s *Server) showPicture(c *fiber.Ctx) error {
	digits, ext, _ := strings.Cut(c.Params("file"), ".")
	width, err := strconv.Atoi(digits)
	if err != nil {
		return fiber.ErrNotFound
	}
	age := forever
	if hidden := s.hidden.Load(); hidden != nil && hidden.Pictures[c.Params("hash")] {
		who, err := s.signedIn(c)
		if err != nil {
			return err
		}
		if who == nil {
			return fiber.ErrGone
		}
		age = "private, no-store"
	}
	file, size, err := s.pictures.OpenDerivative(c.UserContext(), c.Params("hash"), width, media.Ext(ext))
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, age)
	c.Set(fiber.HeaderContentType, pictureTypes()[ext])
	// The stream outlives the handler; fasthttp closes it when it is sent.
	return c.SendStream(file, int(size))
}

// pictureTypes is the content type of each kind of derivative.
func pictureTypes() map[string]string {
	return map[string]string{string(media.ExtWebP): "image/webp", string(media.ExtJPEG): "image/jpeg"}
}
