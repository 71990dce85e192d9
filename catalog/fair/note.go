package fair

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"ocop/catalog"
)

// Note is what an exhibitor writes at the booth: a contact, or a memorandum.
type Note struct {
	ID            int64
	ParticipantID int64
	ClientID      string // made where it was written
	Memorandum    bool
	Who           string
	Organisation  string
	Contact       string // phone or mail address
	What          string
	Quantity      float64 // 0 for none
	Unit          string
	Value         int64  // dong; 0 for none
	Consent       string // version of the words the person agreed to; empty without
	TakenAt       time.Time
	Sample        bool
}

// Problem is what is wrong with a field.
type Problem struct{ Field, Code string }

// Bounds of a note.
const (
	mostWho  = 200
	mostWhat = 500
	// noteOld is how long a phone may have kept one.
	noteOld = 60 * 24 * time.Hour
)

// Check tidies a note and says what is wrong in it. Nobody's name or number is
// kept without their consent (Law 91/2025/QH15).
func (n *Note) Check(now time.Time) []Problem {
	for _, text := range []*string{&n.Who, &n.Organisation, &n.Contact, &n.What, &n.Unit} {
		*text = catalog.Clean(*text)
	}
	if n.TakenAt.IsZero() || n.TakenAt.After(now) || n.TakenAt.Before(now.Add(-noteOld)) {
		n.TakenAt = now
	}
	var problems []Problem
	fail := func(field, code string) { problems = append(problems, Problem{field, code}) }
	if !regexp.MustCompile(`^[A-Za-z0-9-]{16,64}$`).MatchString(n.ClientID) {
		fail("id", "wrong")
	}
	if n.Who == "" && n.Organisation == "" {
		fail("who", "missing")
	}
	if !n.Memorandum && n.Contact == "" {
		fail("contact", "missing")
	}
	if (n.Who != "" || n.Contact != "") && n.Consent == "" {
		fail("consent", "missing")
	}
	if n.Memorandum && n.What == "" {
		fail("what", "missing")
	}
	if !(n.Quantity >= 0 && n.Quantity <= 1e9) { // nor what is no number
		fail("quantity", "wrong")
	}
	if n.Value < 0 || n.Value > 1e13 {
		fail("value", "wrong")
	}
	for _, f := range [][2]string{{"who", n.Who}, {"organisation", n.Organisation}, {"contact", n.Contact}, {"unit", n.Unit}} {
		if utf8.RuneCountInString(f[1]) > mostWho {
			fail(f[0], "long")
		}
	}
	if utf8.RuneCountInString(n.What) > mostWhat {
		fail("what", "long")
	}
	return problems
}

const insertNoteSQL = `
INSERT INTO fair_note (participant_id, client_id, memorandum, who, organisation, contact, what, quantity, unit, value, consent, taken_at, received_at, sample)
VALUES (@participant, @client, @memorandum, @who, @organisation, @contact, @what, nullif(@quantity::numeric, 0), @unit, nullif(@value::bigint, 0),
	nullif(@consent, ''), @taken, @now, @sample)
ON CONFLICT (participant_id, client_id) DO NOTHING
RETURNING id`

// Take keeps a note that Check has found right; one that has arrived before stays
// as it is. Only who was accepted has a booth.
func (f Fairs) Take(ctx context.Context, n Note) (id int64, err error) {
	err = f.do(ctx, "keeping a note of participant", n.ParticipantID, func(tx pgx.Tx) error {
		p, err := one[Participant](ctx, tx, participantColumns+`WHERE x.id = $1`, n.ParticipantID)
		if err != nil {
			return err
		}
		if p.State != Accepted {
			return ErrState
		}
		err = tx.QueryRow(ctx, insertNoteSQL, pgx.StrictNamedArgs{
			"participant": n.ParticipantID, "client": n.ClientID, "memorandum": n.Memorandum, "who": n.Who, "organisation": n.Organisation,
			"contact": n.Contact, "what": n.What, "quantity": n.Quantity, "unit": n.Unit, "value": n.Value, "consent": n.Consent,
			"taken": n.TakenAt, "now": f.Now(), "sample": n.Sample,
		}).Scan(&id)
		if errors.Is(err, pgx.ErrNoRows) {
			return tx.QueryRow(ctx, `SELECT id FROM fair_note WHERE participant_id = $1 AND client_id = $2`, n.ParticipantID, n.ClientID).Scan(&id)
		}
		return err
	})
	return id, err
}

const noteColumns = `
SELECT n.id, n.participant_id, n.client_id, n.memorandum, n.who, n.organisation, n.contact, n.what, coalesce(n.quantity, 0)::float8 AS quantity,
	n.unit, coalesce(n.value, 0) AS value, coalesce(n.consent, '') AS consent, n.taken_at, n.sample
FROM fair_note n `

// Notes lists what an exhibitor has noted, the latest first.
func (f Fairs) Notes(ctx context.Context, participantID int64) ([]Note, error) {
	found, err := list[Note](ctx, f.DB, noteColumns+`WHERE n.participant_id = $1 ORDER BY n.taken_at DESC, n.id DESC`, participantID)
	if err != nil {
		return nil, fmt.Errorf("listing notes of participant %d: %w", participantID, err)
	}
	return found, nil
}
