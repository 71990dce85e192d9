package storefront

import (
	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/storefront/account"
	"ocop/storefront/view"
)

// showOffice is the first page of the office's console: what waits, and where
// everything is.
func (s *Server) showOffice(c *fiber.Ctx) error {
	who, province := s.who(c), s.ownProvince(c, account.Office)
	v := view.OfficeView{}
	v.Province, _ = s.index.Atlas().Province(province)
	if who.Role.May(account.ReviewEdits) {
		waiting, err := s.edits.CountWaiting(c.UserContext(), province)
		if err != nil {
			return err
		}
		v.Add("queue", queuePath, waiting)
	}
	if who.Role.May(account.ReviewEdits) {
		open, err := s.complaints.Count(c.UserContext(), province)
		if err != nil {
			return err
		}
		v.Add("complaints", complaintPath, open)
	}
	if who.Role.May(account.ManageAccounts) {
		claims, err := s.countClaims(c, who.ProvinceCode)
		if err != nil {
			return err
		}
		v.Add("claims", officeAccounts, claims)
	}
	if who.Role.May(account.ManageRecognitions) {
		v.Add("overview", overviewPath, 0)
		v.Add("award", awardPath, 0)
		v.Add("products", officeProductPath, 0)
	}
	if who.Role.May(account.ManageProducers) {
		double, err := s.doubles(c, province)
		if err != nil {
			return err
		}
		v.Add("producers", officeProducerPath, double)
	}
	if who.Role.May(account.ImportLists) {
		v.Add("import", importPath, 0)
	}
	if who.Role.May(account.EditWords) {
		v.Add("words", wordPath, 0)
	}
	if who.Role.May(account.ReadInquiryNumbers) {
		v.Add("inquiries", numbersPath, 0)
	}
	if who.Role.May(account.ReadAudit) {
		v.Add("audit", auditPath, 0)
		lines, err := s.audit.Lines(c.UserContext(), catalog.AuditFilter{ProvinceCode: province, Most: 8})
		if err != nil {
			return err
		}
		v.Audit, v.Names = lines, s.namesOf(c, lines)
	}
	p := s.page(c)
	p.Title, p.Section = p.T("office.title"), "office"
	return s.render(c, view.Office(p, v))
}

// countClaims is how many people wait to be let in as makers.
func (s *Server) countClaims(c *fiber.Ctx, province string) (int, error) {
	var producers []int64
	if province != "" {
		var err error
		if producers, err = s.producers.IDsIn(c.UserContext(), province); err != nil {
			return 0, err
		}
	}
	return s.claims.CountWaiting(c.UserContext(), province == "", producers)
}

// doubles is how many producers of a province may be one. For the whole country
// it is not asked on every visit: that compares ten thousand names.
func (s *Server) doubles(c *fiber.Ctx, province string) (int, error) {
	if province == "" {
		return 0, nil
	}
	found, err := s.producers.Duplicates(c.UserContext(), province, foundAtMost)
	return len(found), err
}
