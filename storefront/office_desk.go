package storefront

import (
	"context"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/storefront/account"
	"ocop/storefront/inquiry"
	"ocop/storefront/view"
)

// deskPath is where an office names who is told of a maker's silence.
const deskPath = numbersPath + "/dau-moi"

// listDesks shows who is told in a province and its communes.
func (s *Server) listDesks(c *fiber.Ctx) error { return s.renderDesks(c, view.Form{}) }

func (s *Server) renderDesks(c *fiber.Ctx, form view.Form) error {
	p := s.page(c)
	p.Title, p.Section = p.T("desk.title"), "office"
	p.Crumbs = crumbs(p, view.Crumb{Name: p.T("office.title"), Path: p.Console("/van-phong")},
		view.Crumb{Name: p.T("inquiry.numbers.title"), Path: p.Console(numbersPath)}, view.Crumb{Name: p.Title})
	v := view.DesksView{Action: p.Console(deskPath), Form: form}
	if c.Query("xong") != "" {
		v.Done = p.T("desk.saved")
	}
	province, err := s.deskProvince(c)
	if err != nil {
		return err
	}
	if s.ownProvince(c, account.NameDesks) == "" {
		v.Provinces = s.index.Atlas().Provinces
	}
	if v.Province = province; province.Code == "" {
		return s.render(c, view.OfficeDesks(p, v))
	}
	desks, err := s.inquiries.Desks(c.UserContext(), province.Code)
	if err != nil {
		return err
	}
	if v.Communes, err = (catalog.Places{DB: s.products.DB}).CommunesOf(c.UserContext(), province.Code); err != nil {
		return err
	}
	for _, d := range desks {
		line := view.DeskLine{CommuneID: d.CommuneID, Name: d.Name, Email: d.Email}
		if i := slices.IndexFunc(v.Communes, func(n catalog.CommuneName) bool { return n.ID == d.CommuneID }); i >= 0 {
			line.Commune = v.Communes[i].Name
		}
		v.Desks = append(v.Desks, line)
	}
	return s.render(c, view.OfficeDesks(p, v))
}

// deskProvince is the province of an office, or the one that the national office
// has chosen; zero where it has not.
func (s *Server) deskProvince(c *fiber.Ctx) (catalog.Province, error) {
	code := s.ownProvince(c, account.NameDesks)
	if code == "" {
		code = c.FormValue("province", c.Query("province"))
	}
	if code == "" {
		return catalog.Province{}, nil
	}
	province, ok := s.index.Atlas().Province(code)
	if !ok {
		return province, badRequest{"problem.value", code}
	}
	return province, nil
}

// submitDesk names a desk, or names nobody any more.
func (s *Server) submitDesk(c *fiber.Ctx) error {
	province, err := s.deskProvince(c)
	if err != nil {
		return err
	}
	var form view.Form
	for _, name := range []string{"commune", "name", "email"} {
		form = form.With(name, c.FormValue(name))
	}
	p := s.page(c)
	commune, err := s.deskCommune(c, province)
	if err != nil {
		return err
	}
	d, problems := inquiry.ReadDesk(c.FormValue("name"), c.FormValue("email"))
	d.ProvinceCode, d.CommuneID = province.Code, commune.ID
	if c.FormValue("do") == "remove" {
		err = s.inquiries.RemoveDesk(c.UserContext(), province.Code, commune.ID, s.recordDesk(c, "desk.remove", province, commune, d))
	} else {
		for _, problem := range problems {
			form.Fail(problem.Field, p.T(problem.Key))
		}
		if form.Failed() {
			c.Status(fiber.StatusUnprocessableEntity)
			return s.renderDesks(c, form)
		}
		err = s.inquiries.SaveDesk(c.UserContext(), d, s.recordDesk(c, "desk.name", province, commune, d))
	}
	if err != nil {
		return err
	}
	return c.Redirect(p.Console(deskPath)+"?province="+province.Code+"&xong=1", fiber.StatusSeeOther)
}

// deskCommune is the commune of the province that a desk is for; zero where it is
// the province's own.
func (s *Server) deskCommune(c *fiber.Ctx, province catalog.Province) (catalog.CommuneName, error) {
	typed := c.FormValue("commune")
	if province.Code == "" {
		return catalog.CommuneName{}, badRequest{"problem.value", "province"}
	}
	if typed == "" || typed == "0" {
		return catalog.CommuneName{}, nil
	}
	id, err := strconv.ParseInt(typed, 10, 64)
	if err != nil {
		return catalog.CommuneName{}, badRequest{"problem.value", typed}
	}
	all, err := (catalog.Places{DB: s.products.DB}).CommunesOf(c.UserContext(), province.Code)
	if err != nil {
		return catalog.CommuneName{}, err
	}
	i := slices.IndexFunc(all, func(n catalog.CommuneName) bool { return n.ID == id })
	if i < 0 {
		return catalog.CommuneName{}, badRequest{"problem.value", typed}
	}
	return all[i], nil
}

func (s *Server) recordDesk(c *fiber.Ctx, action string, province catalog.Province, commune catalog.CommuneName, d inquiry.Desk) inquiry.Also {
	who := s.who(c)
	entry := catalog.Entry{AccountID: who.ID, Action: action, Subject: catalog.Subject{Kind: "desk", ID: commune.ID}, ProvinceCode: province.Code}
	entry.Detail = map[string]string{"name": d.Name}
	if commune.Name != "" {
		entry.Detail["of"] = commune.Name
	}
	return func(ctx context.Context, tx pgx.Tx) error { return catalog.Record(ctx, tx, entry) }
}
