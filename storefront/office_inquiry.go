package storefront

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/storefront/account"
	"ocop/storefront/inquiry"
	"ocop/storefront/view"
)

// showInquiryNumbers is what offices see of inquiries: figures, never messages,
// and beside them what makers reported as fraud.
func (s *Server) showInquiryNumbers(c *fiber.Ctx) error {
	province := s.ownProvince(c, account.ReadInquiryNumbers)
	communes, groups, err := s.inquiries.Numbers(c.UserContext(), province)
	if err != nil {
		return err
	}
	var ids []int64
	for _, n := range communes {
		ids = append(ids, n.CommuneID)
	}
	names, err := (catalog.Places{DB: s.products.DB}).CommuneNames(c.UserContext(), ids)
	if err != nil {
		return err
	}
	p := s.page(c)
	p.Title, p.Section = p.T("inquiry.numbers.title"), "office"
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("office.title"), Path: p.Console("/van-phong")}, view.Crumb{Name: p.Title})
	v := view.InquiryNumbers{}
	for _, n := range communes {
		v.Communes = append(v.Communes, view.InquiryNumber{Name: orUnknown(p, names[n.CommuneID]), Received: n.Received, Answered: n.Answered, Business: n.Business})
		v.Received, v.Answered, v.Business = v.Received+n.Received, v.Answered+n.Answered, v.Business+n.Business
	}
	for _, n := range groups {
		group, _ := s.index.Atlas().Group(n.GroupSlug)
		v.Groups = append(v.Groups, view.InquiryNumber{Name: orUnknown(p, p.Text(group.Name, group.NameEN)), Received: n.Received, Answered: n.Answered, Business: n.Business})
	}
	v.Desks = p.Console(deskPath)
	if v.Waiting, err = s.waitingLines(c, p, province); err != nil {
		return err
	}
	if v.Reports, err = s.fraudReports(c, p, province); err != nil {
		return err
	}
	return s.render(c, view.OfficeInquiries(p, v))
}

// waitingLines are the questions nobody has answered, those of the office itself
// among them.
func (s *Server) waitingLines(c *fiber.Ctx, p view.Page, province string) ([]view.WaitingLine, error) {
	waiting, err := s.inquiries.Waiting(c.UserContext(), province)
	if err != nil {
		return nil, err
	}
	var ids []int64
	for _, w := range waiting {
		ids = append(ids, w.ProducerID)
	}
	names, err := s.makerNames(c, ids)
	if err != nil {
		return nil, err
	}
	var list []view.WaitingLine
	for _, w := range waiting {
		line := view.WaitingLine{Maker: names[w.ProducerID], Subject: w.Subject, Received: catalog.DayAt(w.ReceivedAt)}
		if w.ProducerID == 0 {
			line.Maker = p.T("inquiry.office")
		}
		for day, at := range map[*catalog.Day]*time.Time{&line.Told: w.ToldAt, &line.Helper: w.HelperAt, &line.Office: w.OfficeAt} {
			if at != nil {
				*day = catalog.DayAt(*at)
			}
		}
		list = append(list, line)
	}
	return list, nil
}

func (s *Server) makerNames(c *fiber.Ctx, ids []int64) (map[int64]string, error) {
	makers, err := s.producers.Reach(c.UserContext(), ids...)
	if err != nil {
		return nil, err
	}
	names := make(map[int64]string, len(makers))
	for _, m := range makers {
		names[m.ProducerID] = m.Name
	}
	return names, nil
}

func (s *Server) fraudReports(c *fiber.Ctx, p view.Page, province string) ([]view.FraudReport, error) {
	blocks, err := s.inquiries.Blocks(c.UserContext(), province)
	if err != nil {
		return nil, err
	}
	var ids []int64
	for _, b := range blocks {
		ids = append(ids, b.ProducerID)
	}
	names, err := s.makerNames(c, ids)
	if err != nil {
		return nil, err
	}
	var list []view.FraudReport
	for _, b := range blocks {
		list = append(list, view.FraudReport{
			Path: p.Console("/van-phong/lua-dao/" + strconv.FormatInt(b.ID, 10)), State: b.State, Reported: catalog.DayAt(b.ReportedAt), Producer: names[b.ProducerID],
			Name: b.Name, Message: b.Message, Warnings: b.Warnings, Reason: b.Reason, Appeal: b.Appeal,
		})
	}
	return list, nil
}

// submitFraudDecision confirms or dismisses a report, or lifts a block.
func (s *Server) submitFraudDecision(c *fiber.Ctx) error {
	id, err := readID(c.Params("fraud"))
	if err != nil {
		return err
	}
	state, reason := c.FormValue("state"), strings.TrimSpace(inquiry.CleanText(c.FormValue("reason")))
	if !slices.Contains([]string{"confirmed", "dismissed", "lifted"}, state) || len(reason) > 4000 || reason == "" {
		return badRequest{key: "inquiry.fraud.reason_missing"}
	}
	b, err := s.inquiries.Block(c.UserContext(), id)
	if err != nil {
		return err
	}
	who := s.who(c)
	record := func(ctx context.Context, tx pgx.Tx) error {
		return catalog.Record(ctx, tx, catalog.Entry{
			AccountID: who.ID, Action: "fraud." + state, Subject: catalog.Subject{Kind: "producer", ID: b.ProducerID}, ProvinceCode: b.ProvinceCode,
		})
	}
	if err := s.inquiries.Decide(c.UserContext(), id, state, reason, who.ID, record); err != nil {
		return err
	}
	return c.Redirect(view.Links{Lang: lang(c)}.Console(numbersPath), fiber.StatusSeeOther)
}

func orUnknown(p view.Page, name string) string {
	if name == "" {
		return p.T("inquiry.numbers.unknown")
	}
	return name
}
