package inquiry

import (
	"context"
	"fmt"
)

// Pass is what is known of whoever sent a form that is no inquiry, for the table
// that keeps it to count by.
type Pass struct {
	Network []byte // keyed hash of the address, to be kept for a day
	Proven  bool   // it came with its proof of work and as a person types
}

// What one network may send within an hour to a table that counts by passes. A
// village may stand behind one address, so that forms with their proof of work are
// turned away late; those without one, as a page without scripts sends them, soon.
const (
	MostUnproven = 5
	MostProven   = 100
)

// Most is how many forms of an hour are taken from the pass's network before its
// own.
func (p Pass) Most() int {
	if p.Proven {
		return MostProven
	}
	return MostUnproven
}

const contactBlockedSQL = `SELECT EXISTS (SELECT FROM inquiry_block WHERE state = 'confirmed' AND contacts && $1)`

// Admit judges a form as inquiries are judged: ErrForm where it is too old or not
// ours, ErrBlocked where its contact was blocked for fraud.
func (q *Inquiries) Admit(ctx context.Context, v Visit, phone, email string) (Pass, error) {
	ok, gentle := q.Signer.judge(v, q.Now())
	if !ok {
		return Pass{}, ErrForm
	}
	var blocked bool
	err := q.DB.QueryRow(ctx, contactBlockedSQL, q.contacts(Inquiry{Phone: phone, Email: email})).Scan(&blocked)
	switch {
	case err != nil:
		return Pass{}, fmt.Errorf("asking whether a contact is blocked: %w", err)
	case blocked:
		return Pass{}, ErrBlocked
	}
	return Pass{Network: q.Signer.hash("network", v.Network), Proven: !gentle}, nil
}
