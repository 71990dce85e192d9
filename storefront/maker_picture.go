package storefront

import (
	"bytes"
	"context"
	"errors"
	"image/png"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/media"
	"ocop/storefront/account"
	"ocop/storefront/view"
)

// A request may bring so much; a phone that shrinks its pictures first sends far
// less.
const pictureRequest = 12*media.MaxBytes + 1<<20

// wellWide is the width in pixels from which a picture is large enough.
const wellWide = 1000

// renderPictures is the screen of a product's pictures.
func (s *Server) renderPictures(c *fiber.Ctx, l makerListing, form view.Form) error {
	p := s.page(c)
	shots := catalog.ReadShots(l.values()["pictures"])
	hashes := make([]string, len(shots))
	for i, shot := range shots {
		hashes[i] = shot.Hash
	}
	known, err := s.sent.Pictures(c.UserContext(), l.producerID, hashes)
	if err != nil {
		return err
	}
	v := view.MakerPictures{
		Upload: l.path(p, "/anh"), Parts: l.path(p, "/manh-anh"), Action: l.path(p, "/sua-anh"), Back: l.path(p, ""), Version: l.edit.Version, Key: key(), Form: form,
		Waiting: l.edit.State == catalog.EditWaiting, Most: maxPictures,
	}
	for _, shot := range shots {
		picture, ok := known[shot.Hash]
		if !ok {
			continue
		}
		line := view.MakerPicture{Picture: picture, Alt: shot.Alt, AltEN: shot.AltEN, Remove: l.path(p, "/xoa/"+shot.Hash)}
		if picture.Drawn {
			line.Hints = append(line.Hints, p.T("maker.hint.drawn"))
		}
		if picture.Width < wellWide && picture.Height < wellWide {
			line.Hints = append(line.Hints, p.T("maker.hint.small"))
		}
		if dark(picture.Preview) {
			line.Hints = append(line.Hints, p.T("maker.hint.dark"))
		}
		v.Pictures = append(v.Pictures, line)
	}
	s.frame(c, &p, l, p.T("maker.screen."+picturesScreen))
	return s.render(c, view.EditPictures(p, v))
}

// maxPictures is how many pictures a product may have.
const maxPictures = 12

// dark reports whether a picture is dark on the whole, as its tiny preview tells.
func dark(preview []byte) bool {
	small, err := png.Decode(bytes.NewReader(preview))
	if err != nil {
		return false
	}
	sum, n := 0, 0
	for y := small.Bounds().Min.Y; y < small.Bounds().Max.Y; y++ {
		for x := small.Bounds().Min.X; x < small.Bounds().Max.X; x++ {
			r, g, b, _ := small.At(x, y).RGBA()
			sum += int(299*r+587*g+114*b) / 1000
			n++
		}
	}
	return n > 0 && sum/n < 0xffff/4
}

// submitPictures takes new pictures, several at once, and puts them after those
// there are.
func (s *Server) submitPictures(c *fiber.Ctx) error {
	l, err := s.productListing(c)
	if err != nil {
		return err
	}
	form, added := view.Form{}, []catalog.Shot{}
	values, err := readFiles(c, pictureRequest, media.MaxBytes+1, func(ctx context.Context, _, name string, data []byte) error {
		return s.takePicture(ctx, c, l, name, data, &form, &added)
	})
	if err != nil {
		return err
	}
	if l.edit, err = s.addShots(c, l, values, added); err != nil {
		return s.picturesNotKept(c, l, form, err)
	}
	return s.answerPictures(c, l, form)
}

// takePicture keeps one picture, or notes in the form why it is refused.
func (s *Server) takePicture(ctx context.Context, c *fiber.Ctx, l makerListing, name string, data []byte, form *view.Form, added *[]catalog.Shot) error {
	p := s.page(c)
	object, err := s.pictures.Add(ctx, data)
	if refused := (*media.RefusedError)(nil); errors.As(err, &refused) {
		form.Fail("pictures", p.T("maker.refused", "file", catalog.Clean(name), "why", p.T("maker.refused."+string(refused.Reason))))
		return nil
	}
	if err != nil {
		return err
	}
	*added = append(*added, catalog.Shot{Hash: object.Hash})
	return s.keepPicture(ctx, c, l, object)
}

// answerPictures says what became of pictures: to a script, or by the screen.
func (s *Server) answerPictures(c *fiber.Ctx, l makerListing, form view.Form) error {
	if form.Failed() {
		c.Status(fiber.StatusUnprocessableEntity)
	}
	switch {
	case wantsJSON(c):
		return c.JSON(savedDraft{Version: l.edit.Version, Key: key(), Problems: form.Texts()})
	case form.Failed():
		return s.renderPictures(c, l, form)
	}
	return c.Redirect(l.path(s.page(c), "/sua/"+picturesScreen), fiber.StatusSeeOther)
}

// productListing is the listing of an address that must be a product.
func (s *Server) productListing(c *fiber.Ctx) (makerListing, error) {
	l, err := s.listing(c)
	if err == nil && l.subject.Kind != catalog.ProductSubject {
		err = pgx.ErrNoRows
	}
	return l, err
}

// keepPicture notes an uploaded picture as the producer's. Its sizes may have
// been made between the two writes, so they are asked for once more.
func (s *Server) keepPicture(ctx context.Context, c *fiber.Ctx, l makerListing, object media.Object) error {
	for range 2 {
		picture := catalog.Picture{Hash: object.Hash, Width: object.Width, Height: object.Height, Preview: object.Preview, Widths: object.Widths}
		if err := s.sent.AddPicture(ctx, s.who(c).ID, l.producerID, picture, object.Thumbhash); err != nil || object.Ready() {
			return err
		}
		var err error
		if object, err = s.pictures.ByHash(ctx, object.Hash); err != nil {
			return err
		}
	}
	return nil
}

// addShots puts pictures after those the listing has. Several phones may do so
// at once: each adds to what it finds.
func (s *Server) addShots(c *fiber.Ctx, l makerListing, values url.Values, added []catalog.Shot) (catalog.Edit, error) {
	if len(added) == 0 {
		return l.edit, nil
	}
	shots := catalog.ReadShots(l.values()["pictures"])
	for _, shot := range added {
		if !slices.ContainsFunc(shots, func(have catalog.Shot) bool { return have.Hash == shot.Hash }) {
			shots = append(shots, shot)
		}
	}
	given := values.Get("key")
	if len(given) < 8 || len(given) > 64 {
		given = key()
	}
	return s.save(c, l, catalog.Step{EditID: l.edit.ID, Version: l.edit.Version, By: s.who(c).ID, Key: given},
		catalog.Values{"pictures": catalog.WriteShots(shots)})
}

func (s *Server) picturesNotKept(c *fiber.Ctx, l makerListing, form view.Form, err error) error {
	var problems catalog.Problems
	var stale *catalog.StaleError
	p := s.page(c)
	switch {
	case errors.As(err, &problems):
		form.Fail("pictures", p.T("maker.problem.picture"))
		c.Status(fiber.StatusUnprocessableEntity)
	case errors.As(err, &stale):
		l.edit = stale.Edit
		form.Fail("pictures", p.T("maker.problem.stale"))
		c.Status(fiber.StatusConflict)
	default:
		return err
	}
	return s.renderPictures(c, l, form)
}

// editPictures keeps the order and the alternative texts of a product's
// pictures. The button says what to move or take out: "up-HASH", "out-HASH".
func (s *Server) editPictures(c *fiber.Ctx) error {
	l, err := s.productListing(c)
	if err != nil {
		return err
	}
	step, err := s.stepOf(c, l)
	if err != nil {
		return err
	}
	shots := s.postedShots(c, catalog.ReadShots(l.values()["pictures"]))
	do, hash, _ := strings.Cut(c.FormValue("do"), "-")
	at := slices.IndexFunc(shots, func(shot catalog.Shot) bool { return shot.Hash == hash })
	switch {
	case do == "up" && at > 0:
		shots[at-1], shots[at] = shots[at], shots[at-1]
	case do == "down" && at >= 0 && at < len(shots)-1:
		shots[at+1], shots[at] = shots[at], shots[at+1]
	case do == "out" && at >= 0:
		shots = slices.Delete(shots, at, at+1)
	}
	if _, err := s.save(c, l, step, catalog.Values{"pictures": catalog.WriteShots(shots)}); err != nil {
		return s.picturesNotKept(c, l, view.Form{}, err)
	}
	p := s.page(c)
	if do == "" {
		return c.Redirect(l.path(p, "?luu="+picturesScreen), fiber.StatusSeeOther)
	}
	return c.Redirect(l.path(p, "/sua/"+picturesScreen)+"#hinh", fiber.StatusSeeOther)
}

// postedShots is the list with the texts of the form, in the order of the form
// where it names every picture.
func (s *Server) postedShots(c *fiber.Ctx, shots []catalog.Shot) []catalog.Shot {
	place := make(map[string]int, len(shots))
	for i := range shots {
		hash := shots[i].Hash
		if c.Request().PostArgs().Has("alt." + hash) {
			shots[i].Alt, shots[i].AltEN = catalog.Clean(c.FormValue("alt."+hash)), catalog.Clean(c.FormValue("alt_en."+hash))
		}
		place[hash] = i
		if at, err := strconv.Atoi(c.FormValue("at." + hash)); err == nil {
			place[hash] = at
		}
	}
	slices.SortStableFunc(shots, func(a, b catalog.Shot) int { return place[a.Hash] - place[b.Hash] })
	return shots
}

// askRemovePicture asks whether a picture shall go for good.
func (s *Server) askRemovePicture(c *fiber.Ctx) error {
	l, err := s.productListing(c)
	if err != nil {
		return err
	}
	known, err := s.sent.Pictures(c.UserContext(), l.producerID, []string{c.Params("hash")})
	if err != nil {
		return err
	}
	picture, ok := known[c.Params("hash")]
	if !ok {
		return pgx.ErrNoRows
	}
	p := s.page(c)
	s.frame(c, &p, l, p.T("maker.picture.delete"))
	return s.render(c, view.RemovePicture(p, picture, l.path(p, "/xoa/"+picture.Hash), l.path(p, "/sua/"+picturesScreen)))
}

// removePicture deletes a picture for good, from public pages at once.
func (s *Server) removePicture(c *fiber.Ctx) error {
	l, err := s.productListing(c)
	if err != nil {
		return err
	}
	hash := c.Params("hash")
	free, err := s.sent.ForgetPicture(c.UserContext(), s.who(c).ID, l.producerID, hash)
	if err != nil {
		return err
	}
	if free {
		if err := s.pictures.Delete(c.UserContext(), hash); err != nil {
			return err
		}
	}
	if l.edit.ID != 0 && strings.Contains(l.edit.Patch["pictures"], hash) {
		shots := slices.DeleteFunc(catalog.ReadShots(l.edit.Patch["pictures"]), func(shot catalog.Shot) bool { return shot.Hash == hash })
		step := catalog.Step{EditID: l.edit.ID, Version: l.edit.Version, By: s.who(c).ID, Key: key()}
		if _, err := s.edits.SaveDraft(c.UserContext(), catalog.Draft{
			Step: step, Subject: l.subject, ProducerID: l.producerID, Helper: s.who(c).Role == account.Helper, Set: catalog.Values{"pictures": catalog.WriteShots(shots)},
		}); err != nil {
			return err
		}
	}
	return c.Redirect(l.path(s.page(c), "/sua/"+picturesScreen), fiber.StatusSeeOther)
}
