package storefront

import (
	"context"
	"errors"
	"io"
	"net/url"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/media"
	"ocop/storefront/view"
)

// partAnswer tells a phone how much of a picture has come.
type partAnswer struct {
	Offset int `json:"offset"`
}

// part is a piece of a picture as its address says: of which picture, where it
// begins, how large the whole is.
type part struct {
	key       string
	at, total int
	name      string
}

func readPartQuery(c *fiber.Ctx) (part, error) {
	p := part{key: c.Query("khoa"), name: c.Query("ten")}
	var problem, wrong error
	p.at, problem = strconv.Atoi(c.Query("tu"))
	p.total, wrong = strconv.Atoi(c.Query("tong"))
	if problem != nil || wrong != nil || len(p.key) < 8 || len(p.key) > 64 || p.at < 0 || p.total < 1 || p.at > p.total || len(p.name) > 255 {
		return p, badRequest{"maker.problem.form", ""}
	}
	return p, nil
}

// submitPart takes a piece of a picture, in the order of their offsets, and answers
// how much there is; a piece without bytes only asks. What comes of a piece whose
// connection breaks is kept too. With the last byte the picture is taken as one
// sent by the form is.
func (s *Server) submitPart(c *fiber.Ctx) error {
	l, err := s.productListing(c)
	if err != nil {
		return err
	}
	sent, err := readPartQuery(c)
	if err != nil {
		return err
	}
	p, who := s.page(c), s.who(c)
	if sent.total > media.MaxBytes {
		form := view.Form{}
		form.Fail("pictures", p.T("maker.refused", "file", catalog.Clean(sent.name), "why", p.T("maker.refused."+string(media.TooManyBytes))))
		return s.answerPictures(c, l, form)
	}
	if conn := c.Context().Conn(); conn != nil {
		_ = conn.SetReadDeadline(time.Now().Add(uploadPatience)) // where it cannot be moved, the short one stays
	}
	room := min(catalog.MaxPart, sent.total-sent.at)
	piece, broken := io.ReadAll(io.LimitReader(c.Context().RequestBodyStream(), int64(room)+1))
	if len(piece) > room {
		c.Context().SetConnectionClose()
		return errBodyTooLarge
	}
	have, err := s.parts.Add(c.UserContext(), who.ID, sent.key, sent.at, piece)
	switch {
	case errors.Is(err, catalog.ErrTooManyParts):
		return fiber.ErrTooManyRequests
	case err != nil:
		return err
	case broken != nil:
		return fiber.ErrBadRequest // nobody is there to read it
	case have < sent.total:
		return c.JSON(partAnswer{Offset: have})
	}
	return s.takeParts(c, l, sent)
}

// takeParts makes a picture of the pieces that have come. They go last: whoever
// does not hear the answer asks again, and a picture counts once.
func (s *Server) takeParts(c *fiber.Ctx, l makerListing, sent part) error {
	who := s.who(c)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.UserContext()), uploadPatience)
	defer cancel()
	whole, err := s.parts.Whole(ctx, who.ID, sent.key)
	if err != nil {
		return err
	}
	form, added := view.Form{}, []catalog.Shot{}
	if err := s.takePicture(ctx, c, l, sent.name, whole, &form, &added); err != nil {
		return err
	}
	l.edit, err = s.addShots(c, l, url.Values{"key": {sent.key}}, added)
	if err != nil {
		return s.picturesNotKept(c, l, form, err)
	}
	if err := s.parts.Forget(ctx, who.ID, sent.key); err != nil {
		return err
	}
	return s.answerPictures(c, l, form)
}
