package account

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"ocop/catalog"
)

// ErrPasskey says that a passkey's answer was not right, and no more.
var ErrPasskey = errors.New("account: the passkey was not accepted")

// Passkeys is the table of keys that devices hold (WebAuthn). What a ceremony
// must remember travels with the browser, sealed; that a challenge is answered
// only once is for the caller to see to.
type Passkeys struct {
	db   *pgxpool.Pool
	seal Seal
	web  *webauthn.WebAuthn
}

// Ceremony is what the browser is asked, and what it must bring back.
type Ceremony struct {
	Options json.RawMessage `json:"options"`
	State   string          `json:"state"`
}

// Passkey is a line of the list that somebody sees of their own.
type Passkey struct {
	ID     int64
	Name   string
	MadeAt time.Time
	UsedAt *time.Time
}

// NewPasskeys prepares passkeys for a site at a base address.
func NewPasskeys(db *pgxpool.Pool, seal Seal, baseURL, name string) (*Passkeys, error) {
	at, err := url.Parse(baseURL)
	if err != nil {
		return nil, fmt.Errorf("preparing passkeys: %w", err)
	}
	web, err := webauthn.New(&webauthn.Config{RPID: at.Hostname(), RPDisplayName: name, RPOrigins: []string{baseURL}})
	if err != nil {
		return nil, fmt.Errorf("preparing passkeys: %w", err)
	}
	return &Passkeys{db: db, seal: seal, web: web}, nil
}

// holder is an account as the library asks for it.
type holder struct {
	Account
	keys []webauthn.Credential
}

func (h holder) WebAuthnID() []byte                         { return binary.BigEndian.AppendUint64(nil, uint64(h.ID)) }
func (h holder) WebAuthnName() string                       { return h.Email + h.Phone }
func (h holder) WebAuthnDisplayName() string                { return h.Name }
func (h holder) WebAuthnCredentials() []webauthn.Credential { return h.keys }

const credentialsSQL = `SELECT credential FROM account_passkey WHERE account_id = $1 ORDER BY id`

func (p *Passkeys) holder(ctx context.Context, who Account) (holder, error) {
	rows, err := p.db.Query(ctx, credentialsSQL, who.ID)
	if err != nil {
		return holder{}, fmt.Errorf("reading passkeys: %w", err)
	}
	keys, err := pgx.CollectRows(rows, pgx.RowTo[webauthn.Credential])
	if err != nil {
		return holder{}, fmt.Errorf("reading passkeys: %w", err)
	}
	return holder{who, keys}, nil
}

// BeginAdd asks the browser for a new key.
func (p *Passkeys) BeginAdd(ctx context.Context, who Account) (Ceremony, error) {
	h, err := p.holder(ctx, who)
	if err != nil {
		return Ceremony{}, err
	}
	options, state, err := p.web.BeginRegistration(h,
		webauthn.WithExclusions(webauthn.Credentials(h.keys).CredentialDescriptors()),
		webauthn.WithAuthenticatorSelection(protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementRequired, UserVerification: protocol.VerificationRequired,
		}))
	if err != nil {
		return Ceremony{}, fmt.Errorf("beginning a passkey: %w", err)
	}
	asked, err := json.Marshal(options.Response)
	if err != nil {
		return Ceremony{}, fmt.Errorf("beginning a passkey: %w", err)
	}
	return p.ceremony(asked, state, AddPasskey)
}

// BeginSignIn asks the browser for any key it holds of this site.
func (p *Passkeys) BeginSignIn() (Ceremony, error) {
	options, state, err := p.web.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return Ceremony{}, fmt.Errorf("beginning to sign in by passkey: %w", err)
	}
	asked, err := json.Marshal(options.Response)
	if err != nil {
		return Ceremony{}, fmt.Errorf("beginning to sign in by passkey: %w", err)
	}
	return p.ceremony(asked, state, SignInByPasskey)
}

// CeremonyLasts is how long the browser may take.
const CeremonyLasts = 5 * time.Minute

// maxState is longer than any state that was sealed here.
const maxState = 4 << 10

// PasskeyPurpose is what a ceremony is for; the state of one is none of another.
type PasskeyPurpose string

// The ceremonies.
const (
	AddPasskey      PasskeyPurpose = "passkey add"
	SignInByPasskey PasskeyPurpose = "passkey sign-in"
)

func (p *Passkeys) ceremony(asked json.RawMessage, state *webauthn.SessionData, purpose PasskeyPurpose) (Ceremony, error) {
	state.Expires = time.Now().Add(CeremonyLasts)
	kept, err := json.Marshal(state)
	if err != nil {
		return Ceremony{}, fmt.Errorf("keeping a ceremony: %w", err)
	}
	return Ceremony{asked, base64.RawURLEncoding.EncodeToString(p.seal.close(string(kept), string(purpose)))}, nil
}

func (p *Passkeys) state(sealed string, purpose PasskeyPurpose) (webauthn.SessionData, error) {
	state, _, err := p.open(sealed, purpose)
	return state, err
}

// Challenge is the name of a ceremony that was begun here, by which its answer is
// taken once: the same however a state that means the same is written.
func (p *Passkeys) Challenge(sealed string, purpose PasskeyPurpose) (string, error) {
	_, raw, err := p.open(sealed, purpose)
	return hex.EncodeToString(secretHash(string(raw))), err
}

func (p *Passkeys) open(sealed string, purpose PasskeyPurpose) (state webauthn.SessionData, raw []byte, _ error) {
	if len(sealed) > maxState {
		return state, nil, ErrPasskey
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(sealed)
	if err != nil {
		return state, nil, ErrPasskey
	}
	kept, err := p.seal.open(raw, string(purpose))
	if err != nil || json.Unmarshal([]byte(kept), &state) != nil || state.Expires.Before(time.Now()) {
		return state, nil, ErrPasskey
	}
	return state, raw, nil
}

const addPasskeySQL = `
INSERT INTO account_passkey (account_id, credential_id, credential, name) VALUES ($1, $2, $3, $4) ON CONFLICT (credential_id) DO NOTHING`

// Add keeps a new key of an account under a name, and tells its owner.
func (p *Passkeys) Add(ctx context.Context, who Account, sealed, name string, answer []byte, tell Tell) error {
	state, err := p.state(sealed, AddPasskey)
	if err != nil {
		return err
	}
	h, err := p.holder(ctx, who)
	if err != nil {
		return err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return ErrPasskey
	}
	key, err := p.web.CreateCredential(h, state, parsed)
	if err != nil {
		return ErrPasskey
	}
	err = pgx.BeginFunc(ctx, p.db, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, addPasskeySQL, who.ID, key.ID, key, name)
		if err != nil {
			return err
		}
		if tag.RowsAffected() == 0 {
			return ErrPasskey
		}
		if err := catalog.Record(ctx, tx, who.entry(who.ID, "account.passkey")); err != nil {
			return err
		}
		return tell(ctx, tx, who, "")
	})
	if err != nil {
		return fmt.Errorf("keeping a passkey of account %d: %w", who.ID, err)
	}
	return nil
}

const usedPasskeySQL = `UPDATE account_passkey SET credential = $2, used_at = now() WHERE credential_id = $1`

// SignIn is the account whose key has answered.
func (p *Passkeys) SignIn(ctx context.Context, accounts Accounts, sealed string, answer []byte) (Account, error) {
	state, err := p.state(sealed, SignInByPasskey)
	if err != nil {
		return Account{}, err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return Account{}, ErrPasskey
	}
	var who Account
	find := func(_, handle []byte) (webauthn.User, error) {
		if len(handle) != 8 {
			return nil, ErrPasskey
		}
		var err error
		if who, err = accounts.ByID(ctx, int64(binary.BigEndian.Uint64(handle))); err != nil {
			return nil, err
		}
		return p.holder(ctx, who)
	}
	_, key, err := p.web.ValidatePasskeyLogin(find, state, parsed)
	if err != nil || who.State != Active || key.Authenticator.CloneWarning {
		return Account{}, ErrPasskey
	}
	if _, err := p.db.Exec(ctx, usedPasskeySQL, key.ID, key); err != nil {
		return Account{}, fmt.Errorf("keeping a passkey's counter: %w", err)
	}
	return who, nil
}

const listPasskeysSQL = `SELECT id, name, made_at, used_at FROM account_passkey WHERE account_id = $1 ORDER BY id`

// Of lists the keys of an account.
func (p *Passkeys) Of(ctx context.Context, accountID int64) ([]Passkey, error) {
	rows, err := p.db.Query(ctx, listPasskeysSQL, accountID)
	if err != nil {
		return nil, fmt.Errorf("listing passkeys: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Passkey])
	if err != nil {
		return nil, fmt.Errorf("listing passkeys: %w", err)
	}
	return list, nil
}

const removePasskeySQL = `DELETE FROM account_passkey WHERE account_id = $1 AND id = $2`

// Remove drops one key of an account, and tells its owner; another's is left
// alone.
func (p *Passkeys) Remove(ctx context.Context, who Account, id int64, tell Tell) error {
	err := pgx.BeginFunc(ctx, p.db, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, removePasskeySQL, who.ID, id)
		if err != nil || tag.RowsAffected() == 0 {
			return err
		}
		if err := catalog.Record(ctx, tx, who.entry(who.ID, "account.passkey-removed")); err != nil {
			return err
		}
		return tell(ctx, tx, who, "")
	})
	if err != nil {
		return fmt.Errorf("removing a passkey of account %d: %w", who.ID, err)
	}
	return nil
}
