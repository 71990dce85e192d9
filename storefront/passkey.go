package storefront

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"net/url"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"ocop/catalog"
	"ocop/storefront/account"
	"ocop/storefront/view"
)

// passkeyAnswer is what the browser brings back from a ceremony.
type passkeyAnswer struct {
	State      string          `json:"state"`
	Name       string          `json:"name"`
	Next       string          `json:"next"`
	Credential json.RawMessage `json:"credential"`
}

// passkeyResult tells the script where to go, or what went wrong.
type passkeyResult struct {
	Next    string `json:"next,omitempty"`
	Problem string `json:"problem,omitempty"`
}

// canHavePasskeys reports whether browsers make passkeys for an address: for a
// name, over TLS or on this machine.
func canHavePasskeys(baseURL string) bool {
	at, err := url.Parse(baseURL)
	if err != nil || at.Hostname() == "" || net.ParseIP(at.Hostname()) != nil {
		return false
	}
	return at.Scheme == "https" || at.Hostname() == "localhost"
}

// usePasskeys reports whether the site's address can have passkeys: one that is a
// number cannot.
func (s *Server) usePasskeys() bool { return s.passkeys != nil }

// beginSignInByKey asks the browser for a passkey.
func (s *Server) beginSignInByKey(c *fiber.Ctx) error {
	if !s.usePasskeys() {
		return fiber.ErrNotFound
	}
	ceremony, err := s.passkeys.BeginSignIn()
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.JSON(ceremony)
}

// refusePasskey tells the script that a passkey did not do.
func refusePasskey(c *fiber.Ctx, problem string) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.Status(fiber.StatusUnprocessableEntity).JSON(passkeyResult{Problem: problem})
}

// answerOf reads what the browser brought back, once for each challenge. Only of
// challenges made here is anything kept.
func (s *Server) answerOf(c *fiber.Ctx, purpose account.PasskeyPurpose) (passkeyAnswer, error) {
	var answer passkeyAnswer
	if err := json.Unmarshal(c.Body(), &answer); err != nil {
		return answer, account.ErrPasskey
	}
	challenge, err := s.passkeys.Challenge(answer.State, purpose)
	if err != nil {
		return answer, err
	}
	first, err := s.redis.SetNX(c.UserContext(), "ocop:passkey:"+challenge, 1, account.CeremonyLasts).Result()
	if err != nil {
		slog.WarnContext(c.UserContext(), "passkeys need Redis, which is away", "err", err)
		return answer, account.ErrPasskey
	}
	if !first {
		return answer, account.ErrPasskey
	}
	return answer, nil
}

// submitSignInByKey signs in by a passkey, which is both factors: the device and
// what unlocks it.
func (s *Server) submitSignInByKey(c *fiber.Ctx) error {
	if !s.usePasskeys() {
		return fiber.ErrNotFound
	}
	answer, err := s.answerOf(c, account.SignInByPasskey)
	var who account.Account
	if err == nil {
		who, err = s.passkeys.SignIn(c.UserContext(), s.accounts, answer.State, answer.Credential)
	}
	if errors.Is(err, account.ErrPasskey) {
		return refusePasskey(c, s.page(c).T("passkey.refused"))
	}
	if err != nil {
		return err
	}
	if err := s.enter(c, who, true); err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.JSON(passkeyResult{Next: s.next(c, who.Role, answer.Next)})
}

// beginAddKey asks the browser for a new passkey, once the password is given
// again.
func (s *Server) beginAddKey(c *fiber.Ctx) error {
	if !s.usePasskeys() {
		return fiber.ErrNotFound
	}
	problem, err := s.wrongPassword(c, s.who(c), "now")
	if err != nil {
		return err
	}
	if problem != "" {
		return refusePasskey(c, problem)
	}
	ceremony, err := s.passkeys.BeginAdd(c.UserContext(), s.who(c).Account)
	if err != nil {
		return err
	}
	return c.JSON(ceremony)
}

// submitAddKey keeps a new passkey.
func (s *Server) submitAddKey(c *fiber.Ctx) error {
	if !s.usePasskeys() {
		return fiber.ErrNotFound
	}
	answer, err := s.answerOf(c, account.AddPasskey)
	p := s.page(c)
	if err == nil {
		name := catalog.Clean(answer.Name)
		if name == "" || len(name) > 100 {
			name = p.T("passkey.unnamed")
		}
		err = s.passkeys.Add(c.UserContext(), s.who(c).Account, answer.State, name, answer.Credential, s.tellDone("passkey"))
	}
	if errors.Is(err, account.ErrPasskey) {
		return refusePasskey(c, p.T("passkey.refused"))
	}
	if err != nil {
		return err
	}
	return c.JSON(passkeyResult{Next: p.Console("/tai-khoan")})
}

// removeKey drops one of somebody's own passkeys, once the password is given
// again.
func (s *Server) removeKey(c *fiber.Ctx) error {
	id, err := strconv.ParseInt(c.FormValue("khoa"), 10, 64)
	if err != nil {
		return badRequest{key: "problem.value", value: c.FormValue("khoa")}
	}
	if !s.usePasskeys() {
		return fiber.ErrNotFound
	}
	problem, err := s.wrongPassword(c, s.who(c), "now")
	if err != nil {
		return err
	}
	if problem != "" {
		form := view.Form{}
		form.Fail(view.PasskeyField(id), problem)
		c.Status(fiber.StatusUnprocessableEntity)
		return s.renderSettings(c, form)
	}
	if err := s.passkeys.Remove(c.UserContext(), s.who(c).Account, id, s.tellDone("lostpasskey")); err != nil {
		return err
	}
	return c.Redirect(view.Links{Lang: lang(c)}.Console("/tai-khoan"), fiber.StatusSeeOther)
}
