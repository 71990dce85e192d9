package storefront

import (
	"bytes"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog/fair"
	"ocop/storefront/print"
	"ocop/storefront/view"
)

// showFairRecord is what a maker has taken part in, by where it lay: evidence for
// criterion B 4.3.
func (s *Server) showFairRecord(c *fiber.Ctx) error {
	producer, list, err := s.fairRecord(c)
	if err != nil {
		return err
	}
	names, err := s.producers.Names(c.UserContext(), []int64{producer})
	if err != nil {
		return err
	}
	p := s.page(c)
	p.Section, p.Title = "events", p.T("fair.record.title")
	p.Crumbs = []view.Crumb{{Name: p.T("fair.maker.title"), Path: p.Console(fairPath)}, {Name: p.Title}}
	path := p.Console(fairPath + "/ho-so/" + strconv.FormatInt(producer, 10))
	v := view.FairRecord{Path: path, CSV: path + "/csv", Total: len(list)}
	for _, producer := range names {
		v.Maker = producer.Name
	}
	for _, reach := range fair.Reaches() {
		group := view.FairRecordGroup{Reach: string(reach)}
		for _, x := range list {
			if x.Reach() == reach {
				group.Lines = append(group.Lines, s.fairLine(p.Printer, x))
			}
		}
		v.Groups = append(v.Groups, group)
	}
	return s.render(c, view.FairRecordPage(p, v))
}

func (s *Server) fairRecord(c *fiber.Ctx) (producer int64, list []fair.Participant, err error) {
	if producer, err = readID(c.Params("producer")); err != nil {
		return 0, nil, err
	}
	list, err = s.fairs.Record(c.UserContext(), producer)
	return producer, list, err
}

// submitFairRecord has the record made as a PDF in the background.
func (s *Server) submitFairRecord(c *fiber.Ctx) error {
	producer, list, err := s.fairRecord(c)
	if err != nil {
		return err
	}
	var ids []int64
	for _, x := range list {
		ids = append(ids, x.ID)
	}
	return s.orderFile(c, print.Order{Kind: print.Record, SubjectID: producer, Title: s.page(c).T("fair.record.title"), ProductIDs: ids})
}

// showFairRecordCSV is the record as a table.
func (s *Server) showFairRecordCSV(c *fiber.Ctx) error {
	_, list, err := s.fairRecord(c)
	if err != nil {
		return err
	}
	p := s.page(c)
	var body bytes.Buffer
	r := print.FairRecord{Words: p.Printer, Atlas: s.index.Atlas(), Day: p.Today, Address: s.baseURL}
	if err := r.CSV(&body, list); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "text/csv; charset=utf-8")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="ocop-`+p.Today.String()+`.csv"`)
	return c.Send(body.Bytes())
}
