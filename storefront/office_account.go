package storefront

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5"

	"ocop/catalog"
	"ocop/storefront/account"
	"ocop/storefront/locale"
	"ocop/storefront/view"
)

const officeAccounts = "/van-phong/tai-khoan"

// listAccounts is who signs in, as far as an office looks after them, with the
// claims that wait.
func (s *Server) listAccounts(c *fiber.Ctx) error {
	who, p := s.who(c), s.page(c)
	var producers []int64
	if who.ProvinceCode != "" {
		var err error
		if producers, err = s.producers.IDsIn(c.UserContext(), who.ProvinceCode); err != nil {
			return err
		}
	}
	all, err := s.accounts.List(c.UserContext(), who.ProvinceCode, producers)
	if err != nil {
		return err
	}
	claims, err := s.claims.Waiting(c.UserContext(), who.ProvinceCode == "", producers)
	if err != nil {
		return err
	}
	p.Title, p.Section = p.T("accounts.title"), "accounts"
	v := view.AccountsView{Query: strings.TrimSpace(c.Query("q"))}
	if c.Query("xong") == "close" {
		v.Done = p.T("account.done.close")
	}
	for _, found := range all {
		if who.Role.Manages(found.Role) && (v.Query == "" || strings.Contains(catalog.Fold(found.Name+" "+found.Email+" "+found.Phone), catalog.Fold(v.Query))) {
			v.Accounts = append(v.Accounts, s.accountLine(p, found))
		}
	}
	for _, claim := range claims {
		line, err := s.claimLine(c.UserContext(), claim)
		if err != nil {
			return err
		}
		v.Claims = append(v.Claims, line)
	}
	return s.render(c, view.Accounts(p, v))
}

func (s *Server) accountLine(p view.Page, found account.Account) view.AccountLine {
	line := view.AccountLine{
		ID: found.ID, Name: found.Name, Email: found.Email, Phone: found.Phone,
		Role: p.T("role." + string(found.Role)), State: p.T("account.state." + string(found.State)), Closed: found.State == account.Closed,
	}
	if line.Name == "" { // erased
		line.Name = "№ " + strconv.FormatInt(found.ID, 10)
	}
	if province, ok := s.index.Atlas().Province(found.ProvinceCode); ok {
		line.Role = p.T("role.of", "role", line.Role, "province", p.Text(province.Name, province.NameEN))
	}
	return line
}

// showAccount is one account with what an office may do to it.
func (s *Server) showAccount(c *fiber.Ctx) error {
	done := c.Query("xong")
	if done != "password" && done != "factor" {
		done = ""
	}
	return s.renderAccount(c, done, "")
}

// renderAccount shows an account after something was done to it: the key of what
// is said, and the link to hand over where no mail could take it.
func (s *Server) renderAccount(c *fiber.Ctx, done, link string) error {
	found, err := s.namedAccount(c)
	if err != nil {
		return err
	}
	ids, err := s.accounts.ProducersOf(c.UserContext(), found.ID)
	if err != nil {
		return err
	}
	producers, err := s.producers.Names(c.UserContext(), ids)
	if err != nil {
		return err
	}
	p := s.page(c)
	p.Title, p.Section = found.Name, "accounts"
	p.Crumbs = []view.Crumb{{Name: p.T("accounts.title"), Path: p.Console(officeAccounts)}, {Name: found.Name}}
	return s.render(c, view.Account(p, view.AccountView{
		AccountLine: s.accountLine(p, found), Producers: producers, Done: done, Link: link,
	}))
}

func (s *Server) namedAccount(c *fiber.Ctx) (account.Account, error) {
	id, err := readID(c.Params("account"))
	if err != nil {
		return account.Account{}, err
	}
	return s.accounts.ByID(c.UserContext(), id)
}

// handedOver tells a link by mail, or where there is no address keeps it for the
// page of whoever asked.
func (s *Server) handedOver(kind string, link *string) account.Tell {
	return func(ctx context.Context, tx pgx.Tx, to account.Account, secret string) error {
		if to.Email == "" {
			*link = s.baseURL + view.Links{Lang: locale.Lang(to.Lang)}.SetPassword(secret)
			return nil
		}
		return s.tellLink(kind)(ctx, tx, to, secret)
	}
}

// submitResetPassword gives the owner a link for a new password.
func (s *Server) submitResetPassword(c *fiber.Ctx) error {
	link := ""
	return s.repairAccount(c, "password", &link, func(found account.Account, by int64) error {
		return s.accounts.ResetPassword(c.UserContext(), s.tokens, found, by, s.handedOver("reset", &link))
	})
}

// submitResetFactor takes the second factor off an account.
func (s *Server) submitResetFactor(c *fiber.Ctx) error {
	return s.repairAccount(c, "factor", new(string), func(found account.Account, by int64) error {
		return s.accounts.ResetFactor(c.UserContext(), found, by, s.tellDone("factor"))
	})
}

// submitCloseAccount ends an account for good.
func (s *Server) submitCloseAccount(c *fiber.Ctx) error {
	return s.repairAccount(c, "close", new(string), func(found account.Account, by int64) error {
		return s.accounts.Close(c.UserContext(), found, by, s.tellClosed, s.tellAlone)
	})
}

// repairAccount does something to another's account that is not closed, where the
// form says that somebody is sure.
func (s *Server) repairAccount(c *fiber.Ctx, what string, link *string, do func(found account.Account, by int64) error) error {
	found, err := s.namedAccount(c)
	if err != nil {
		return err
	}
	if found.ID == s.who(c).ID || found.State == account.Closed {
		return fiber.ErrForbidden
	}
	if c.FormValue("chac-chan") != "co" {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderAccount(c, "unsure", "")
	}
	if err := do(found, s.who(c).ID); err != nil {
		return err
	}
	links := view.Links{Lang: lang(c)}
	switch {
	case *link != "": // which must not stand in an address
		return s.renderAccount(c, what, *link)
	case what == "close":
		return c.Redirect(links.Console(officeAccounts)+"?xong=close", fiber.StatusSeeOther)
	}
	return c.Redirect(links.Console(officeAccounts+"/"+c.Params("account"))+"?xong="+what, fiber.StatusSeeOther)
}

// newInvite is the form that invites.
func (s *Server) newInvite(c *fiber.Ctx) error {
	return s.renderInvite(c, view.Form{}.With("role", string(account.Producer)).With("producer", c.Query("chu-the")), "", "")
}

func (s *Server) renderInvite(c *fiber.Ctx, form view.Form, invited, link string) error {
	p, who := s.page(c), s.who(c)
	p.Title, p.Section = p.T("invite.title"), "accounts"
	p.Crumbs = []view.Crumb{{Name: p.T("accounts.title"), Path: p.Console(officeAccounts)}, {Name: p.Title}}
	v := view.InviteView{Invited: invited, Link: link}
	for _, role := range account.Roles() {
		if who.Role.Manages(role) {
			v.Roles = append(v.Roles, view.Choosable{Value: string(role), Label: p.T("role." + string(role))})
		}
	}
	if who.Role.Manages(account.ProvinceOffice) {
		v.Provinces = s.index.Atlas().Provinces
	}
	return s.render(c, view.Invite(p, form, v))
}

// submitInvite adds an account and sends its owner the link for a password.
func (s *Server) submitInvite(c *fiber.Ctx) error {
	who, form := s.who(c), view.Form{}
	for _, field := range []string{"name", "email", "phone", "role", "province", "producer"} {
		form = form.With(field, strings.TrimSpace(c.FormValue(field)))
	}
	invited, producers, err := s.readInvite(c, &form)
	if err != nil {
		return err
	}
	link := ""
	if !form.Failed() {
		_, err = s.accounts.Invite(c.UserContext(), s.tokens, invited, producers, who.ID, s.handedOver("invite", &link))
		if errors.Is(err, account.ErrTaken) {
			form.Fail("email", s.page(c).T("invite.taken"))
		} else if err != nil {
			return err
		}
	}
	if form.Failed() {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderInvite(c, form, "", "")
	}
	return s.renderInvite(c, view.Form{}.With("role", string(account.Producer)), invited.Name, link)
}

// readInvite reads the form and says what is wrong in it.
func (s *Server) readInvite(c *fiber.Ctx, form *view.Form) (account.Account, []int64, error) {
	who, p := s.who(c), s.page(c)
	invited := account.Account{
		Name: catalog.Clean(form.Value("name")), Email: account.Email(form.Value("email")), Phone: account.Phone(form.Value("phone")),
		Role: account.Role(form.Value("role")), Lang: string(locale.VI),
	}
	if invited.Name == "" || len(invited.Name) > maxLogin {
		form.Fail("name", p.T("invite.name.missing"))
	}
	if invited.Email == "" && (form.Value("email") != "" || invited.Phone == "") {
		form.Fail("email", p.T("invite.email.wrong"))
	}
	if invited.Phone == "" && form.Value("phone") != "" {
		form.Fail("phone", p.T("invite.phone.wrong"))
	}
	if !who.Role.Manages(invited.Role) {
		form.Fail("role", p.T("invite.role.wrong"))
	}
	if invited.Role == account.ProvinceOffice {
		if province, ok := s.index.Atlas().Province(form.Value("province")); ok {
			invited.ProvinceCode = province.Code
		} else {
			form.Fail("province", p.T("invite.province.missing"))
		}
	}
	if invited.Role != account.Producer {
		return invited, nil, nil
	}
	id, err := s.invitedFor(c, form)
	return invited, []int64{id}, err
}

// invitedFor is the producer for whom somebody is invited, named by its address.
func (s *Server) invitedFor(c *fiber.Ctx, form *view.Form) (int64, error) {
	address := strings.TrimRight(form.Value("producer"), "/")
	producer, err := s.producers.BySlug(c.UserContext(), address[strings.LastIndexByte(address, '/')+1:])
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return 0, err
	}
	if err != nil || !s.who(c).May(account.ManageAccounts, account.Scope{ProducerID: producer.ID, ProvinceCode: producer.ProvinceCode}) {
		form.Fail("producer", s.page(c).T("invite.producer.wrong"))
		return 0, nil
	}
	return producer.ID, nil
}
