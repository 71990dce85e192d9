package inquiry

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"math/bits"
	"strconv"
	"time"
)

// ProofBits is how many leading zero bits the hash of a proof of work has: some
// 16,000 hashes, a second or so of a phone.
const ProofBits = 14

// Bounds of the time between opening a form and sending it.
const (
	formFast = 3 * time.Second // faster than a person types
	formOld  = 24 * time.Hour
)

// NewFormKey is the number of a form, signed with the time at which it was
// opened. It is the challenge of the proof of work too, so that a proof is good
// for one inquiry.
func (s Signer) NewFormKey(now time.Time) string {
	payload := binary.BigEndian.AppendUint64([]byte("f"), uint64(now.Unix()))
	payload = append(payload, rand.Text()[:16]...)
	return base64.RawURLEncoding.EncodeToString(append(payload, s.mac(payload)...))
}

// Visit is what tells a person at a form from a program.
type Visit struct {
	FormKey string
	Proof   string // the number that solves the challenge
	Trap    string // of a field that people do not see
	Network string // address the request came from
}

// judge says whether a form may be taken, and whether only gently: the maker
// hears of it when the writer has confirmed it.
func (s Signer) judge(v Visit, now time.Time) (ok, gentle bool) {
	raw, err := base64.RawURLEncoding.DecodeString(v.FormKey)
	if err != nil || len(raw) != 1+8+16+16 || raw[0] != 'f' || !hmac.Equal(s.mac(raw[:25]), raw[25:]) {
		return false, false
	}
	age := now.Sub(time.Unix(int64(binary.BigEndian.Uint64(raw[1:9])), 0))
	if age > formOld || age < -time.Minute {
		return false, false
	}
	return true, age < formFast || v.Trap != "" || !Proven(v.FormKey, v.Proof)
}

// Proven reports whether a number solves a form's challenge.
func Proven(formKey, proof string) bool {
	if n, err := strconv.ParseUint(proof, 10, 32); err != nil || strconv.FormatUint(n, 10) != proof {
		return false
	}
	return solves([]byte(formKey + ":" + proof))
}

func solves(challenge []byte) bool {
	sum := sha256.Sum256(challenge)
	return bits.LeadingZeros32(binary.BigEndian.Uint32(sum[:4])) >= ProofBits
}

// Prove finds such a number, as the page's script does.
func Prove(formKey string) string {
	challenge := []byte(formKey + ":")
	for n := int64(0); ; n++ {
		if solves(strconv.AppendInt(challenge, n, 10)) {
			return strconv.FormatInt(n, 10)
		}
	}
}
