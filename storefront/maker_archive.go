package storefront

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
)

// maxArchive bounds what one archive holds in memory; pictures beyond it are
// named in the list and left out.
const maxArchive = 64 << 20

// archived is one listing in the archive: its fields as they are public, and the
// open change on it.
type archived struct {
	Kind    string         `json:"kind"`
	ID      int64          `json:"id,omitempty"`
	Name    string         `json:"name"`
	Fields  catalog.Values `json:"fields"`
	Draft   catalog.Values `json:"draft,omitempty"`
	History []archivedStep `json:"history,omitempty"`
}

// archivedStep is one approved change.
type archivedStep struct {
	On    catalog.Day    `json:"on"`
	Old   catalog.Values `json:"old"`
	New   catalog.Values `json:"new"`
	ByHim string         `json:"by"`
}

// showArchive sends everything that is a producer's: JSON, CSV and pictures.
func (s *Server) showArchive(c *fiber.Ctx) error {
	producerID, err := readID(c.Params("producer"))
	if err != nil {
		return err
	}
	list, err := s.archive(c, producerID)
	if err != nil {
		return err
	}
	var file bytes.Buffer
	pack := zip.NewWriter(&file)
	if err := writeArchive(pack, list); err != nil {
		return fmt.Errorf("packing the archive of producer %d: %w", producerID, err)
	}
	if err := s.packPictures(c, pack, &file, list); err != nil {
		return err
	}
	if err := pack.Close(); err != nil {
		return fmt.Errorf("packing the archive of producer %d: %w", producerID, err)
	}
	c.Set(fiber.HeaderContentType, "application/zip")
	c.Set(fiber.HeaderContentDisposition, fmt.Sprintf(`attachment; filename="cho-ocop-%d-%s.zip"`, producerID, s.index.Day()))
	return c.Send(file.Bytes())
}

// archive reads the listings of a producer with their changes.
func (s *Server) archive(c *fiber.Ctx, producerID int64) ([]archived, error) {
	named, err := s.producers.Names(c.UserContext(), []int64{producerID})
	if err != nil {
		return nil, err
	}
	w := workshop{}
	for _, producer := range named {
		open, err := s.edits.OpenOf(c.UserContext(), producerID)
		if err != nil {
			return nil, err
		}
		if err := s.workOf(c.UserContext(), &w, producer, open); err != nil {
			return nil, err
		}
	}
	var list []archived
	for _, line := range w.lines {
		entry := archived{Kind: line.subject.Kind, ID: line.subject.ID, Name: line.name, Fields: line.now, Draft: line.edit.Patch}
		if line.subject.ID != 0 {
			if entry.History, err = s.archivedHistory(c, line.subject); err != nil {
				return nil, err
			}
		}
		list = append(list, entry)
	}
	return list, nil
}

func (s *Server) archivedHistory(c *fiber.Ctx, subject catalog.Subject) ([]archivedStep, error) {
	edits, err := s.edits.History(c.UserContext(), subject)
	if err != nil {
		return nil, err
	}
	var ids []int64
	for _, e := range edits {
		ids = append(ids, e.AuthorID)
	}
	names, err := s.names(c.UserContext(), ids...)
	if err != nil {
		return nil, err
	}
	var steps []archivedStep
	for _, e := range edits {
		steps = append(steps, archivedStep{catalog.DayAt(e.DecidedAt), e.Base, e.Patch, names[e.AuthorID]})
	}
	return steps, nil
}

// writeArchive writes the listings as JSON, and their fields as CSV.
func writeArchive(pack *zip.Writer, list []archived) error {
	text, err := pack.Create("du-lieu.json")
	if err != nil {
		return err
	}
	encoder := json.NewEncoder(text)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(list); err != nil {
		return err
	}
	table, err := pack.Create("du-lieu.csv")
	if err != nil {
		return err
	}
	if _, err := io.WriteString(table, "\ufeff"); err != nil { // so that Excel reads UTF-8
		return err
	}
	out := csv.NewWriter(table)
	if err := out.Write([]string{"kind", "name", "field", "value", "draft"}); err != nil {
		return err
	}
	for _, entry := range list {
		for _, f := range catalog.Fields() {
			value, draft := entry.Fields[f.Name], entry.Draft[f.Name]
			if f.Subject != entry.Kind || value == "" && draft == "" {
				continue
			}
			row := []string{entry.Kind, entry.Name, f.Name, value, draft}
			for i := range row {
				row[i] = neutral(row[i])
			}
			if err := out.Write(row); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

// neutral keeps a cell from being read as a formula.
func neutral(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

// packPictures adds the largest size of each picture.
func (s *Server) packPictures(c *fiber.Ctx, pack *zip.Writer, file *bytes.Buffer, list []archived) error {
	seen := make(map[string]bool)
	for _, entry := range list {
		for _, shot := range catalog.ReadShots(entry.Fields.With(entry.Draft)["pictures"]) {
			if seen[shot.Hash] || file.Len() > maxArchive {
				continue
			}
			seen[shot.Hash] = true
			object, err := s.pictures.ByHash(c.UserContext(), shot.Hash)
			if err != nil || !object.Ready() {
				continue // its sizes have not been made
			}
			stream, _, err := s.pictures.OpenDerivative(c.UserContext(), shot.Hash, slices.Max(object.Widths), "jpg")
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return err
			}
			part, err := pack.CreateHeader(&zip.FileHeader{Name: "anh/" + shot.Hash + ".jpg", Method: zip.Store})
			if err == nil {
				_, err = io.Copy(part, stream)
			}
			stream.Close()
			if err != nil {
				return fmt.Errorf("packing a picture: %w", err)
			}
		}
	}
	return nil
}
