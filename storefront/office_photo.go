package storefront

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/media"
	"ocop/storefront/account"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// photoPath is where a ZIP of photos is uploaded.
const photoPath = officePath + "/nhap/anh"

// What a ZIP of photos may hold. Photos are unpacked one at a time.
const (
	maxPhotoZip   = 60 << 20
	maxPhotos     = 500
	maxPhotoBytes = 300 << 20 // of all photos unpacked
)

// photoPaths are the addresses to which ZIPs are uploaded.
func photoPaths() []string {
	return []string{photoPath, view.Links{Lang: locale.EN}.Console(photoPath)}
}

// errNoZip says that an upload is no archive that is taken.
var errNoZip = errors.New("storefront: not an archive of photos")

// submitPhotos takes a ZIP of photos and puts each on the product whose name the
// file has. They are taken back with the list they came for, or alone.
func (s *Server) submitPhotos(c *fiber.Ctx) error {
	var name string
	var file []byte
	fields, err := readFiles(c, maxPhotoZip+formLimit, maxPhotoZip, func(_ context.Context, _, fileName string, data []byte) error {
		name, file = path.Base(strings.ReplaceAll(fileName, `\`, "/")), data
		return nil
	})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.UserContext()), importPatience)
	defer cancel()
	p, form := s.officePage(c, "office.import.title"), view.Form{}
	album := album{server: s, province: s.ownProvince(c, account.ImportLists)}
	if album.list, err = s.photoList(ctx, fields.Get("for"), album.province); err != nil {
		return err
	}
	album.begin = func(ctx context.Context) (int64, error) {
		return s.imports.StartPhotos(ctx, name, album.province, s.who(c).Account.ID)
	}
	err = eachPhoto(file, func(name string, data []byte) error { return album.put(ctx, name, data) }, album.refuse)
	if errors.Is(err, errNoZip) {
		form.Fail("photos", p.T("office.photos.wrong"))
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderImports(c, form)
	}
	if err != nil {
		return err
	}
	if err := s.audit.Record(ctx, catalog.Entry{
		AccountID: s.who(c).Account.ID, Action: "import.photos", Subject: catalog.Subject{Kind: "import", ID: album.list}, ProvinceCode: album.province,
		Detail: map[string]string{"new": fmt.Sprint(len(album.report.Matched)), "refused": fmt.Sprint(len(album.report.Left))},
	}); err != nil {
		return err
	}
	album.report.List = album.list
	return s.render(c, view.Photos(p, album.report))
}

// photoList is the applied list that photos are for; 0 for none.
func (s *Server) photoList(ctx context.Context, text, province string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	id, err := readID(text)
	if err != nil {
		return 0, err
	}
	list, err := s.imports.Get(ctx, id)
	switch {
	case err != nil:
		return 0, err
	case province != "" && list.ProvinceCode != province:
		return 0, fiber.ErrForbidden
	case !list.Undoable(time.Now()):
		return 0, badRequest{key: "office.photos.closed"}
	}
	return id, nil
}

// eachPhoto hands on the pictures of an archive one after another, in bounded
// memory. What leads out of the archive, is no picture by its name, or is too
// large is told to refuse.
func eachPhoto(file []byte, take func(name string, data []byte) error, refuse func(name, why string)) error {
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil || len(archive.File) == 0 || len(archive.File) > 4*maxPhotos {
		return errNoZip
	}
	photos, unpacked := 0, int64(0)
	for _, entry := range archive.File {
		name := strings.ReplaceAll(entry.Name, `\`, "/")
		base := path.Base(name)
		switch {
		case strings.HasSuffix(name, "/"), strings.HasPrefix(base, "."), strings.HasPrefix(name, "__MACOSX/"):
			continue
		case strings.Contains("/"+name+"/", "/../"), path.IsAbs(name), strings.Contains(name, ":"):
			refuse(base, "path")
			continue
		case !pictureName(base):
			refuse(base, "kind")
			continue
		}
		if photos++; photos > maxPhotos || unpacked > maxPhotoBytes {
			refuse(base, "many")
			continue
		}
		data, err := readEntry(entry)
		unpacked += int64(len(data))
		if err != nil {
			refuse(base, "size")
			continue
		}
		if err := take(base, data); err != nil {
			return err
		}
	}
	return nil
}

// readEntry unpacks one entry, and stops where it grows past what a picture may
// be, whatever its header says.
func readEntry(entry *zip.File) ([]byte, error) {
	rc, err := entry.Open()
	if err != nil {
		return nil, err
	}
	defer rc.Close()
	data, err := io.ReadAll(io.LimitReader(rc, media.MaxBytes+1))
	if err == nil && len(data) > media.MaxBytes {
		err = errNoZip
	}
	return data, err
}

func pictureName(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".webp", ".heic":
		return true
	}
	return false
}

// album puts photos on products.
type album struct {
	server   *Server
	province string
	list     int64                                // what they are taken back with; 0 until the first is put
	begin    func(context.Context) (int64, error) // makes one where they came alone
	report   view.PhotosView
}

func (a *album) refuse(name, why string) {
	a.report.Left = append(a.report.Left, view.PhotoLeft{File: name, Why: why})
}

// put puts one photo on the product that its file names.
func (a *album) put(ctx context.Context, file string, data []byte) error {
	found, err := a.server.products.Match(ctx, a.province, strings.TrimSuffix(file, path.Ext(file)))
	if err != nil {
		return err
	}
	switch len(found) {
	case 0:
		a.refuse(file, "unknown")
		return nil
	case 1:
	default:
		a.refuse(file, "several")
		return nil
	}
	object, err := a.server.pictures.Add(ctx, data)
	var refused *media.RefusedError
	if errors.As(err, &refused) {
		a.refuse(file, "refused")
		return nil
	}
	if err != nil {
		return err
	}
	if a.list == 0 {
		if a.list, err = a.begin(ctx); err != nil {
			return err
		}
	}
	picture := catalog.Picture{ProductID: found[0].ID, Hash: object.Hash, Width: object.Width, Height: object.Height, Alt: found[0].Name, AltEN: found[0].NameEN}
	if err := a.server.imports.AddPicture(ctx, a.list, picture); err != nil {
		return err
	}
	// The sizes may have been made before the product knew of the picture.
	if object, err = a.server.pictures.ByHash(ctx, object.Hash); err == nil && object.Ready() {
		picture.Widths, picture.Preview = object.Widths, object.Preview
		if err := (catalog.Pictures{DB: a.server.products.DB}).Ready(ctx, picture, object.Thumbhash); err != nil {
			return err
		}
	}
	a.report.Matched = append(a.report.Matched, view.PhotoMatched{File: file, ID: found[0].ID, Name: found[0].Name})
	return nil
}
