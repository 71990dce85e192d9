package account

import (
	"bytes"
	"cmp"
	"encoding/base32"
	"encoding/base64"
	"fmt"
	"image/png"
	"net/url"

	"github.com/pquerna/otp"
)

// Enrolment is what somebody needs to put the account into an app.
type Enrolment struct {
	Secret string // for typing
	Sealed string // the same, to come back with the first code
	QR     []byte // the same, as a picture to photograph (PNG)
}

// sideQR is the width of the QR code in pixels.
const sideQR = 240

// Enrol begins anew where sealed is empty or no longer good.
func (f Factors) Enrol(account Account, issuer, sealed string) (Enrolment, error) {
	e := Enrolment{Sealed: sealed}
	if secret, err := f.secretOf(account.ID, sealed); err == nil {
		e.Secret = secret
	} else {
		e.Secret = base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(random(20))
		e.Sealed = base64.RawURLEncoding.EncodeToString(f.Seal.close(e.Secret, enrolling(account.ID)))
	}
	label := url.PathEscape(issuer + ":" + cmp.Or(account.Email, account.Phone))
	key, err := otp.NewKeyFromURL("otpauth://totp/" + label + "?" + url.Values{"secret": {e.Secret}, "issuer": {issuer}}.Encode())
	if err != nil {
		return e, fmt.Errorf("writing an app's key: %w", err)
	}
	picture, err := key.Image(sideQR, sideQR)
	if err != nil {
		return e, fmt.Errorf("drawing an app's key: %w", err)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		return e, fmt.Errorf("drawing an app's key: %w", err)
	}
	e.QR = out.Bytes()
	return e, nil
}

func enrolling(accountID int64) string { return fmt.Sprintf("enrol %d", accountID) }

func (f Factors) secretOf(accountID int64, sealed string) (string, error) {
	raw, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil {
		return "", fmt.Errorf("reading a sealed secret: %w", err)
	}
	return f.Seal.open(raw, enrolling(accountID))
}
