package storefront

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"ocop/storefront/account"
	"ocop/storefront/view"
)

// complaintPath is where the office sees what visitors say is wrong.
const complaintPath = officePath + "/bao-sai"

// listComplaints is what visitors say is wrong and nobody has looked at.
func (s *Server) listComplaints(c *fiber.Ctx) error {
	list, err := s.complaints.Open(c.UserContext(), s.ownProvince(c, account.ReviewEdits), 200)
	if err != nil {
		return err
	}
	return s.render(c, view.Complaints(s.officePage(c, "office.complaints.title"), view.ComplaintsView{List: list}))
}

// showComplaint is one report with the certificate beside it.
func (s *Server) showComplaint(c *fiber.Ctx) error { return s.renderComplaintDesk(c, view.Form{}) }

func (s *Server) renderComplaintDesk(c *fiber.Ctx, form view.Form) error {
	id, err := readID(c.Params("report"))
	if err != nil {
		return err
	}
	v := view.OneComplaintView{Form: form}
	if v.Complaint, err = s.complaints.Get(c.UserContext(), id); err != nil {
		return err
	}
	if v.Complaint.SubjectKind == "product" {
		if desk, err := s.products.Desk(c.UserContext(), v.Complaint.SubjectID); err == nil {
			v.Desk = &desk
		}
	}
	p := s.officePage(c, "office.complaints.title")
	p.Crumbs = []view.Crumb{{Name: p.T("office.title"), Path: p.Console(officePath)}, {Name: p.T("office.complaints.title"), Path: p.Console(complaintPath)}, {Name: v.Complaint.SubjectName}}
	return s.render(c, view.OneComplaint(p, v))
}

// showComplaintPhoto sends the photo of a report to the office alone.
func (s *Server) showComplaintPhoto(c *fiber.Ctx) error {
	id, err := readID(c.Params("report"))
	if err != nil {
		return err
	}
	photo, err := s.complaints.Photo(c.UserContext(), id)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "image/jpeg")
	return c.Send(photo)
}

// submitComplaintDesk says what came of a report.
func (s *Server) submitComplaintDesk(c *fiber.Ctx) error {
	id, err := readID(c.Params("report"))
	if err != nil {
		return err
	}
	p, outcome := s.page(c), strings.TrimSpace(c.FormValue("outcome"))
	if len(outcome) > maxReason {
		outcome = ""
	}
	err = s.complaints.Close(c.UserContext(), id, outcome, s.who(c).Account.ID)
	if text := s.refusal(p, err); text != "" {
		form := view.Form{}.With("outcome", outcome)
		form.Fail("outcome", text)
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderComplaintDesk(c, form)
	}
	if err != nil {
		return err
	}
	return c.Redirect(p.Console(complaintPath), fiber.StatusSeeOther)
}
