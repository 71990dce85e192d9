package account

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"fmt"
)

// Seal keeps secrets so that the database alone does not open them.
type Seal struct{ box cipher.AEAD }

// NewSeal makes the seal of a site from its secret.
func NewSeal(secret string) (Seal, error) {
	key, err := hkdf.Key(sha256.New, []byte(secret), nil, "ocop account seal", 32)
	if err != nil {
		return Seal{}, fmt.Errorf("making the seal: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return Seal{}, fmt.Errorf("making the seal: %w", err)
	}
	box, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return Seal{}, fmt.Errorf("making the seal: %w", err)
	}
	return Seal{box}, nil
}

// close seals a text for one purpose; open gives it back for the same alone.
func (s Seal) close(text, purpose string) []byte {
	return s.box.Seal(nil, nil, []byte(text), []byte(purpose))
}

func (s Seal) open(sealed []byte, purpose string) (string, error) {
	text, err := s.box.Open(nil, nil, sealed, []byte(purpose))
	if err != nil {
		return "", fmt.Errorf("opening what was sealed with another OCOP_SECRET: %w", err)
	}
	return string(text), nil
}
