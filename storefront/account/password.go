package account

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
)

// cost is what one argon2id costs: the second of OWASP's equal choices.
type cost struct {
	time, kilobytes uint32
	threads         uint8
}

func presentCost() cost { return cost{time: 2, kilobytes: 19 << 10, threads: 1} }

// Sizes of a password's salt and key in bytes.
const (
	saltLength = 16
	keyLength  = 32
)

// Hasher turns passwords into what may be kept. Few run at once, because each
// needs 19 MB.
type Hasher struct {
	gate  chan struct{}
	dummy string // the hash of a password that nobody has
}

// NewHasher lets at most that many passwords be checked at the same time.
func NewHasher(atOnce int) *Hasher {
	h := &Hasher{gate: make(chan struct{}, atOnce)}
	h.dummy = encode(presentCost(), random(saltLength), random(keyLength))
	return h
}

// Hash is what is kept of a password.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	if err := h.enter(ctx); err != nil {
		return "", err
	}
	defer h.leave()
	c, salt := presentCost(), random(saltLength)
	return encode(c, salt, c.key(password, salt)), nil
}

// Check reports whether a password is the one that was kept. An empty hash
// stands for an account that is not there or has none: it is never right and
// takes as long.
func (h *Hasher) Check(ctx context.Context, kept, password string) (bool, error) {
	if err := h.enter(ctx); err != nil {
		return false, err
	}
	defer h.leave()
	known := kept != ""
	if !known {
		kept = h.dummy
	}
	c, salt, key, err := decode(kept)
	if err != nil {
		return false, err
	}
	same := subtle.ConstantTimeCompare(c.key(password, salt), key) == 1
	return same && known, nil
}

func (h *Hasher) enter(ctx context.Context) error {
	select {
	case h.gate <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("waiting to check a password: %w", ctx.Err())
	}
}

func (h *Hasher) leave() { <-h.gate }

func (c cost) key(password string, salt []byte) []byte {
	return argon2.IDKey([]byte(password), salt, c.time, c.kilobytes, c.threads, keyLength)
}

// encode writes a hash in the form that other programs read too.
func encode(c cost, salt, key []byte) string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.kilobytes, c.time, c.threads,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(key))
}

func decode(kept string) (c cost, salt, key []byte, err error) {
	var version int
	parts := strings.Split(kept, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return c, nil, nil, fmt.Errorf("reading a kept password: not argon2id")
	}
	if _, err := fmt.Sscanf(parts[2]+" "+parts[3], "v=%d m=%d,t=%d,p=%d", &version, &c.kilobytes, &c.time, &c.threads); err != nil {
		return c, nil, nil, fmt.Errorf("reading a kept password: %w", err)
	}
	if salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err != nil {
		return c, nil, nil, fmt.Errorf("reading a kept password: %w", err)
	}
	if key, err = base64.RawStdEncoding.DecodeString(parts[5]); err != nil {
		return c, nil, nil, fmt.Errorf("reading a kept password: %w", err)
	}
	return c, salt, key, nil
}

// random is so many bytes that nobody can guess.
func random(length int) []byte {
	b := make([]byte, length)
	_, _ = rand.Read(b) // never fails: crypto/rand ends the process instead
	return b
}
