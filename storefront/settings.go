package storefront

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"ocop/storefront/account"
	"ocop/storefront/view"
)

// showSettings is somebody's own account: password, second factor, devices.
func (s *Server) showSettings(c *fiber.Ctx) error { return s.renderSettings(c, view.Form{}) }

func (s *Server) renderSettings(c *fiber.Ctx, form view.Form) error {
	who := s.who(c)
	open, err := s.sessions.Of(c.UserContext(), who.ID)
	if err != nil {
		return err
	}
	has, err := s.factors.Has(c.UserContext(), who.ID)
	if err != nil {
		return err
	}
	p := s.page(c)
	p.Title, p.Section = p.T("settings.title"), "settings"
	v := view.SettingsView{Name: who.Name, Email: who.Email, Phone: who.Phone, Role: p.Person.Role, Factor: has}
	if who.Role.May(account.CloseOwn) {
		v.Close = p.Console(closePath)
	}
	if v.CanPasskey = s.usePasskeys(); v.CanPasskey {
		keys, err := s.passkeys.Of(c.UserContext(), who.ID)
		if err != nil {
			return err
		}
		for _, key := range keys {
			v.Passkeys = append(v.Passkeys, view.Passkey{ID: key.ID, Name: key.Name, Made: key.MadeAt})
		}
	}
	for _, device := range open {
		v.Devices = append(v.Devices, view.Device{
			ID: device.ID, Agent: device.Agent, Network: device.Network, Since: device.CreatedAt, Seen: device.SeenAt, This: device.ID == who.Key,
		})
	}
	return s.render(c, view.Settings(p, form, v))
}

// submitPassword changes somebody's own password, signs every device out and
// this one in again.
func (s *Server) submitPassword(c *fiber.Ctx) error {
	who, form, p := s.who(c), view.Form{}, s.page(c)
	problem, err := s.wrongPassword(c, who, "now")
	if err != nil {
		return err
	}
	if problem != "" {
		form.Fail("now", problem)
	} else if weak := account.Weak(c.FormValue("password"), who.Account); weak != "" {
		form.Fail("password", p.T("password."+weak))
	}
	if form.Failed() {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderSettings(c, form)
	}
	if err := s.accounts.SetPassword(c.UserContext(), who.Account, c.FormValue("password"), s.tellDone("password")); err != nil {
		return err
	}
	if err := s.enter(c, who.Account, true); err != nil {
		return err
	}
	return c.Redirect(p.Console("/tai-khoan"), fiber.StatusSeeOther)
}

// submitEndSession signs out one of somebody's own devices.
func (s *Server) submitEndSession(c *fiber.Ctx) error {
	key, err := strconv.ParseInt(c.FormValue("phien"), 10, 64)
	if err != nil {
		return badRequest{key: "problem.value", value: c.FormValue("phien")}
	}
	if err := s.sessions.EndOne(c.UserContext(), s.who(c).ID, key); err != nil {
		return err
	}
	return c.Redirect(view.Links{Lang: lang(c)}.Console("/tai-khoan"), fiber.StatusSeeOther)
}

// submitEndSessions signs out all of somebody's devices but this one.
func (s *Server) submitEndSessions(c *fiber.Ctx) error {
	if err := s.sessions.EndOthers(c.UserContext(), s.who(c).ID, s.who(c).Key); err != nil {
		return err
	}
	return c.Redirect(view.Links{Lang: lang(c)}.Console("/tai-khoan"), fiber.StatusSeeOther)
}
