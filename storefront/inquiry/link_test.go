package inquiry

import (
	"testing"
	"time"
)

// FuzzReadLink: no text but one that was signed is a link, for its own use alone.
func FuzzReadLink(f *testing.F) {
	signer, now := NewSigner("a secret of thirty-two characters"), time.Unix(1_790_000_000, 0)
	signed := Link{Use: UseAnswer, ID: 42, Answer: CallMe, Until: now.Add(time.Hour)}
	token := signer.Sign(signed)
	other := NewSigner("another secret, as long as that one").Sign(signed)
	for _, text := range []string{token, other, token[1:], token + "A", "", "xyz", signer.Sign(Link{Use: UseState, ID: -1})} {
		f.Add(byte(UseAnswer), text)
		f.Add(byte(UseState), text)
	}
	f.Fuzz(func(t *testing.T, use byte, text string) {
		l, err := signer.Read(Use(use), text, now)
		if err != nil {
			if err != ErrExpired && l != (Link{}) {
				t.Errorf("%q is refused and says %+v", text, l)
			}
			return
		}
		if l.Use != Use(use) || signer.Sign(l) != text {
			t.Errorf("%q reads as %+v, which is signed otherwise", text, l)
		}
	})
}
