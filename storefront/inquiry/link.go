package inquiry

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"time"

	"ocop/storefront/locale"
)

// Use is what a signed link is for.
type Use byte

// The uses of links.
const (
	UseConfirm     Use = 'c' // an inquiry's writer shows that the contact is theirs
	UseState       Use = 's' // and sees what has become of it
	UseCalendar    Use = 'i' // the file of an agreed stay, behind the link of UseState
	UseAnswer      Use = 'a' // a maker answers a thread
	UseUnsubscribe Use = 'u' // a maker wants no more notices
	UseReply       Use = 'r' // the address replies to a thread go to
	UseMeeting     Use = 'm' // a buyer sees and ends a meeting at an event
	UseMeetAnswer  Use = 'k' // a maker answers one
	UseOutcome     Use = 'o' // a maker says what came of a memorandum
)

// Link is what a signed link says.
type Link struct {
	Use    Use
	ID     int64  // of the inquiry, or of the thread for makers
	Answer Answer // of the answer it is for; empty where the maker chooses on the page
	Side   byte   // whose reply: 'i' inquirer, 'm' maker; else 0
	Until  time.Time
}

// Reasons for which a link does not work.
var (
	ErrLink    = errors.New("inquiry: not a link of this site")
	ErrExpired = errors.New("inquiry: the link has expired")
	ErrUsed    = errors.New("inquiry: that has been answered")
)

// Signer writes links nobody else can write.
type Signer struct{ key []byte }

// NewSigner derives its own key from the site's secret.
func NewSigner(secret string) Signer {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte("inquiry links"))
	return Signer{mac.Sum(nil)}
}

func (s Signer) mac(payload []byte) []byte {
	mac := hmac.New(sha256.New, s.key)
	mac.Write(payload)
	return mac.Sum(nil)[:16]
}

// Sign is the token of a link, for addresses.
func (s Signer) Sign(l Link) string {
	payload := []byte{byte(l.Use), answerNumber(l.Answer), l.Side}
	payload = binary.AppendVarint(payload, l.ID)
	payload = binary.AppendVarint(payload, l.Until.Unix()/60)
	return base64.RawURLEncoding.EncodeToString(append(payload, s.mac(payload)...))
}

// Read reads a token for a use at a time. An expired link is returned with
// ErrExpired, so that the page can offer the next step.
func (s Signer) Read(use Use, token string, now time.Time) (Link, error) {
	raw, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(raw) < 16+5 {
		return Link{}, ErrLink
	}
	payload, mark := raw[:len(raw)-16], raw[len(raw)-16:]
	if !hmac.Equal(mark, s.mac(payload)) || Use(payload[0]) != use || int(payload[1]) > len(Answers()) {
		return Link{}, ErrLink
	}
	l := Link{Use: use, Side: payload[2]}
	if payload[1] > 0 {
		l.Answer = Answers()[payload[1]-1]
	}
	id, n := binary.Varint(payload[3:])
	minutes, m := binary.Varint(payload[3+max(n, 0):])
	if n <= 0 || m <= 0 {
		return Link{}, ErrLink
	}
	l.ID, l.Until = id, time.Unix(minutes*60, 0)
	if now.After(l.Until) {
		return l, ErrExpired
	}
	return l, nil
}

func answerNumber(a Answer) byte {
	for i, known := range Answers() {
		if a == known {
			return byte(i + 1)
		}
	}
	return 0
}

// hash is a keyed hash of something that must not be kept itself.
func (s Signer) hash(parts ...string) []byte {
	mac := hmac.New(sha256.New, s.key)
	for _, part := range parts {
		mac.Write(binary.AppendUvarint(nil, uint64(len(part))))
		mac.Write([]byte(part))
	}
	return mac.Sum(nil)[:16]
}

// Address writes the address of the page a link leads to, the host included.
type Address func(lang locale.Lang, use Use, token string) string
