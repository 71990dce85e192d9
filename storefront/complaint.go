package storefront

import (
	"context"
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/media"
	"ocop/storefront/account"
	"ocop/storefront/inquiry"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

// maxComplaintPicture is what the picture of a report may measure.
const maxComplaintPicture = 8 << 20

// complaintPaths are the forms that take a picture.
func complaintPaths() []string {
	vi, en := view.Links{Lang: locale.VI}, view.Links{Lang: locale.EN}
	return []string{vi.ReportProduct(":slug"), en.ReportProduct(":slug"), vi.ReportProducer(":slug"), en.ReportProducer(":slug")}
}

// newProductComplaint and newProducerComplaint are the forms that say what is
// wrong on a page.
func (s *Server) newProductComplaint(c *fiber.Ctx) error {
	return s.newComplaint(c, s.complaintOfProduct)
}

func (s *Server) newProducerComplaint(c *fiber.Ctx) error {
	return s.newComplaint(c, s.complaintOfProducer)
}

// submitProductComplaint and submitProducerComplaint take them.
func (s *Server) submitProductComplaint(c *fiber.Ctx) error {
	return s.submitComplaint(c, s.complaintOfProduct)
}

func (s *Server) submitProducerComplaint(c *fiber.Ctx) error {
	return s.submitComplaint(c, s.complaintOfProducer)
}

func (s *Server) complaintOfProduct(c *fiber.Ctx) (catalog.Complaint, error) {
	product, err := s.products.BySlug(c.UserContext(), c.Params("slug"))
	return catalog.Complaint{SubjectKind: "product", SubjectID: product.ID, SubjectName: product.Name, SubjectSlug: product.Slug, ProvinceCode: product.ProvinceCode}, takenDown(c, err, s.former.Product)
}

func (s *Server) complaintOfProducer(c *fiber.Ctx) (catalog.Complaint, error) {
	producer, err := s.producers.BySlug(c.UserContext(), c.Params("slug"))
	return catalog.Complaint{SubjectKind: "producer", SubjectID: producer.ID, SubjectName: producer.Name, SubjectSlug: producer.Slug, ProvinceCode: producer.ProvinceCode}, takenDown(c, err, s.former.Producer)
}

func (s *Server) newComplaint(c *fiber.Ctx, find func(*fiber.Ctx) (catalog.Complaint, error)) error {
	about, err := find(c)
	if err != nil {
		return err
	}
	return s.renderComplaint(c, about, view.Form{}, s.newFormKey(), "")
}

func (s *Server) renderComplaint(c *fiber.Ctx, about catalog.Complaint, form view.Form, key, notice string) error {
	p := s.page(c)
	p.NoIndex, p.Title = true, p.T("complaint.title")
	v := view.ComplaintView{About: about, Form: form, Key: key, Notice: notice, Sent: c.Query("da-gui") != ""}
	if err := s.render(c, view.ComplaintForm(p, v)); err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store") // each form has a number of its own
	return nil
}

// submitComplaint takes a report, as other forms of strangers are taken. One
// without a proof of work is taken too, though fewer of them, and stands behind
// the others.
func (s *Server) submitComplaint(c *fiber.Ctx, find func(*fiber.Ctx) (catalog.Complaint, error)) error {
	leave, err := s.letIn(c)
	if err != nil {
		return err
	}
	defer leave()
	about, err := find(c)
	if err != nil {
		return err
	}
	var picture []byte
	values, err := readFiles(c, maxComplaintPicture+formLimit, maxComplaintPicture, func(_ context.Context, _, _ string, data []byte) error {
		picture = data
		return nil
	})
	if err != nil {
		return err
	}
	p, key := s.page(c), values.Get("key")
	about.Reason, about.Body, about.Contact = values.Get("reason"), strings.TrimSpace(values.Get("body")), catalog.Clean(values.Get("contact"))
	form := view.Form{}.With("reason", about.Reason).With("body", about.Body).With("contact", about.Contact)
	if field := about.Check(); field != "" {
		form.Fail(field, p.T("complaint.wrong."+field))
	}
	if len(picture) > maxComplaintPicture {
		form.Fail("picture", p.T("complaint.wrong.picture"))
	}
	if !form.Failed() {
		err := s.keepComplaint(c, about, picture, inquiry.Visit{
			FormKey: key, Proof: values.Get("proof"), Trap: values.Get("website"), Network: network(s.proxies.visitor(c)),
		})
		var refused *media.RefusedError
		if errors.As(err, &refused) {
			form.Fail("picture", p.T("complaint.wrong.picture"))
		} else if err != nil {
			notice, key, err := s.turnAway(c, p, key, err)
			if err != nil {
				return err
			}
			return s.renderComplaint(c, about, form, key, notice)
		}
	}
	if form.Failed() {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderComplaint(c, about, form, key, "")
	}
	return c.Redirect(c.Path()+"?da-gui=1", fiber.StatusSeeOther)
}

// keepComplaint admits a report, then draws its picture anew, which costs most,
// and keeps both for the office.
func (s *Server) keepComplaint(c *fiber.Ctx, about catalog.Complaint, picture []byte, visit inquiry.Visit) error {
	pass, err := s.inquiries.Admit(c.UserContext(), visit, account.Phone(about.Contact), account.Email(about.Contact))
	if err != nil {
		return err
	}
	from := catalog.Reporter{FormKey: visit.FormKey, Network: pass.Network, Most: pass.Most()}
	if err := s.complaints.Room(c.UserContext(), from); err != nil {
		return err
	}
	var photo []byte
	if len(picture) > 0 {
		if photo, err = s.drawPhoto(c.UserContext(), picture); err != nil {
			return err
		}
	}
	about.Proven = pass.Proven
	return s.complaints.File(c.UserContext(), about, photo, from)
}
