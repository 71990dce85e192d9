package storefront

import (
	"bytes"
	"net/url"
	"strconv"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/catalog/sheet"
	"ocop/storefront/account"
	"ocop/storefront/view"
)

// auditPath is where what was done is searched.
const auditPath = officePath + "/nhat-ky"

// How many lines of the audit a page shows, and how many its table holds.
const (
	auditShown = 100
	auditSaved = 20_000
)

// listAudit is what was done, searchable; ?dang=csv is the same as a table.
func (s *Server) listAudit(c *fiber.Ctx) error {
	p := s.officePage(c, "office.audit.title")
	form := view.Form{}
	for _, field := range []string{"q", "viec", "tu", "den", "nguoi"} {
		form = form.With(field, c.Query(field))
	}
	if utf8.RuneCountInString(form.Value("q")) > maxQuery {
		return badRequest{key: "problem.query"}
	}
	filter := catalog.AuditFilter{
		ProvinceCode: s.ownProvince(c, account.ReadAudit), Words: form.Value("q"), Action: form.Value("viec"),
		AccountID: int64(number(form.Value("nguoi"))), Before: int64(number(c.Query("truoc"))), Most: auditShown + 1,
	}
	var from, to bool
	filter.From, from = readDay(form.Value("tu"))
	filter.To, to = readDay(form.Value("den"))
	if !from || !to {
		return badRequest{key: "office.problem.day"}
	}
	if c.Query("dang") == "csv" {
		filter.Most = auditSaved
		return s.sendAudit(c, p, filter)
	}
	lines, err := s.audit.Lines(c.UserContext(), filter)
	if err != nil {
		return err
	}
	query := url.Values{"q": {form.Value("q")}, "viec": {form.Value("viec")}, "tu": {form.Value("tu")}, "den": {form.Value("den")}, "nguoi": {form.Value("nguoi")}}
	v := view.AuditView{Form: form}
	if len(lines) > auditShown {
		lines = lines[:auditShown]
		query.Set("truoc", strconv.FormatInt(lines[auditShown-1].ID, 10))
		v.Next = p.Console(auditPath) + "?" + query.Encode()
		query.Del("truoc")
	}
	query.Set("dang", "csv")
	v.CSV = p.Console(auditPath) + "?" + query.Encode()
	v.Lines, v.Names = lines, s.namesOf(c, lines)
	return s.render(c, view.Audit(p, v))
}

// sendAudit is the audit as a table for spreadsheets.
func (s *Server) sendAudit(c *fiber.Ctx, p view.Page, filter catalog.AuditFilter) error {
	lines, err := s.audit.Lines(c.UserContext(), filter)
	if err != nil {
		return err
	}
	names := s.namesOf(c, lines)
	rows := make([][]string, len(lines))
	for i, l := range lines {
		rows[i] = []string{
			strconv.FormatInt(l.ID, 10), l.At.In(catalog.Zone()).Format("2006-01-02 15:04:05"), names[l.AccountID], l.Action,
			l.SubjectKind, strconv.FormatInt(l.SubjectID, 10), l.ProvinceCode, view.AuditDetail(p, l.Detail),
		}
	}
	var body bytes.Buffer
	if err := sheet.WriteCSV(&body, []string{"id", "at", "account", "action", "subject", "subject_id", "province_code", "detail"}, rows); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "text/csv; charset=utf-8")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="nhat-ky-`+s.index.Day().String()+`.csv"`)
	return c.Send(body.Bytes())
}
