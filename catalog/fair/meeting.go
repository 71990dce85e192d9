package fair

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// MeetingState is where a meeting stands.
type MeetingState string

// The states.
const (
	Unconfirmed      MeetingState = "unconfirmed" // the buyer's mail is asked for
	Asked            MeetingState = "asked"       // the maker's turn
	Agreed           MeetingState = "agreed"
	Declined         MeetingState = "declined"
	MeetingWithdrawn MeetingState = "withdrawn"  // by the buyer
	Vanished         MeetingState = "vanished"   // the buyer did not confirm in time
	Unanswered       MeetingState = "unanswered" // the maker did not answer in time
	Off              MeetingState = "off"        // with the event, or with the maker's taking part
)

// Holds reports whether the meeting holds its slot.
func (s MeetingState) Holds() bool { return s == Unconfirmed || s == Asked || s == Agreed }

// How long a slot waits for one side.
const (
	ConfirmHours = 24
	AnswerHours  = 72
)

// MostMeetings is how many a buyer may have asked for at one event at a time.
const MostMeetings = 10

// Meeting is a time that a buyer asks an exhibitor for.
type Meeting struct {
	ID            int64
	FormKey       string
	ParticipantID int64
	SlotID        int64
	BeginsAt      time.Time
	EndsAt        time.Time
	State         MeetingState
	Organisation  string
	ContactName   string
	Email         string
	Phone         string
	Lang          string
	About         string
	Consent       string // version of the words agreed to
	CreatedAt     time.Time
	Confirmed     bool // by its buyer: the maker knows of it
	Sample        bool
}

const meetingColumns = `
SELECT m.id, m.form_key, m.participant_id, coalesce(m.slot_id, 0) AS slot_id, m.begins_at, m.ends_at, m.state, m.organisation, m.contact_name,
	m.email, m.phone, m.lang, m.about, m.consent, m.created_at, m.confirmed_at IS NOT NULL AS confirmed, m.sample
FROM fair_meeting m `

const askMeetingSQL = `
INSERT INTO fair_meeting (form_key, participant_id, slot_id, begins_at, ends_at, organisation, contact_name, email, phone, lang, about,
	consent, created_at, sample, network)
SELECT @key, s.participant_id, s.id, s.begins_at, s.ends_at, @organisation, @name, @email, @phone, @lang, @about, @consent, @now, @sample, @network
FROM fair_slot s WHERE s.id = @slot AND s.participant_id = @participant AND s.begins_at > @now
ON CONFLICT (form_key) DO NOTHING
RETURNING id`

// Sender is where a question for a meeting comes from. Of one network, a keyed
// hash, at most Most are taken in an hour; none is that of samples.
type Sender struct {
	Network []byte
	Most    int
}

const (
	lockNetworkSQL  = `SELECT pg_advisory_xact_lock(hashtextextended('meeting ' || coalesce(encode($1::bytea, 'hex'), ''), 0))`
	nearMeetingsSQL = `SELECT count(*) FROM fair_meeting WHERE network = $1::bytea AND created_at > $2::timestamptz - interval '1 hour'`
)

const busyBuyerSQL = `
SELECT count(*) FROM fair_meeting m JOIN event_participant t ON t.id = m.participant_id
WHERE lower(m.email) = lower($1) AND m.state IN ('unconfirmed', 'asked', 'agreed')
	AND t.event_id = (SELECT event_id FROM event_participant WHERE id = $2)`

// Ask keeps a meeting somebody asks for and has the address confirmed. The slot
// is held meanwhile; one that another holds is ErrTaken. The same form sent again
// is the same meeting.
func (f Fairs) Ask(ctx context.Context, m Meeting, from Sender) (id int64, err error) {
	err = f.do(ctx, "asking for a meeting with participant", m.ParticipantID, func(tx pgx.Tx) error {
		// Two of one network at once wait for each other, so that the second is counted.
		if _, err := tx.Exec(ctx, lockNetworkSQL, from.Network); err != nil {
			return err
		}
		err := tx.QueryRow(ctx, `SELECT id FROM fair_meeting WHERE form_key = $1`, m.FormKey).Scan(&id)
		if err == nil || err != pgx.ErrNoRows {
			return err
		}
		p, err := f.locked(ctx, tx, m.ParticipantID)
		if err != nil {
			return err
		}
		if p.State != Accepted || !p.Public || !p.Coming(f.today()) || p.Draft {
			return ErrState
		}
		var open int
		if err := tx.QueryRow(ctx, busyBuyerSQL, m.Email, m.ParticipantID).Scan(&open); err != nil {
			return err
		}
		var near int
		if err := tx.QueryRow(ctx, nearMeetingsSQL, from.Network, f.Now()).Scan(&near); err != nil {
			return err
		}
		if open >= MostMeetings || from.Network != nil && near >= from.Most {
			return ErrTooMany
		}
		rows, err := tx.Query(ctx, askMeetingSQL, pgx.StrictNamedArgs{
			"key": m.FormKey, "organisation": m.Organisation, "name": m.ContactName, "email": m.Email, "phone": m.Phone, "lang": m.Lang,
			"about": m.About, "consent": m.Consent, "now": f.Now(), "sample": m.Sample, "slot": m.SlotID, "participant": m.ParticipantID, "network": from.Network,
		})
		if err != nil {
			return err
		}
		ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			return ErrTaken // the slot is gone or has begun
		}
		id = ids[0]
		return f.tellMeeting(ctx, tx, id, MeetConfirm, ToBuyer)
	})
	return id, err
}

// Meeting finds one; pgx.ErrNoRows where there is none.
func (f Fairs) Meeting(ctx context.Context, id int64) (Meeting, error) {
	m, err := one[Meeting](ctx, f.DB, meetingColumns+`WHERE m.id = $1`, id)
	if err != nil {
		return m, fmt.Errorf("reading meeting %d: %w", id, err)
	}
	return m, nil
}

// Meetings lists an exhibitor's meetings, as far as their buyers have confirmed.
func (f Fairs) Meetings(ctx context.Context, participantID int64) ([]Meeting, error) {
	found, err := list[Meeting](ctx, f.DB, meetingColumns+`
WHERE m.participant_id = $1 AND m.confirmed_at IS NOT NULL ORDER BY m.begins_at, m.id`, participantID)
	if err != nil {
		return nil, fmt.Errorf("listing meetings of participant %d: %w", participantID, err)
	}
	return found, nil
}

// step locks a meeting and changes it.
func (f Fairs) step(ctx context.Context, id int64, change func(tx pgx.Tx, m Meeting) error) error {
	return f.do(ctx, "changing meeting", id, func(tx pgx.Tx) error {
		m, err := one[Meeting](ctx, tx, meetingColumns+`WHERE m.id = $1 FOR UPDATE`, id)
		if err != nil {
			return err
		}
		return change(tx, m)
	})
}

// Two meetings of one buyer confirmed at once wait for each other: the rule that
// keeps them apart in time would otherwise meet them in a deadlock.
const lockBuyerSQL = `SELECT pg_advisory_xact_lock(hashtextextended('meeting of ' || lower($1), 0))`

const (
	confirmMeetingSQL = `UPDATE fair_meeting SET state = 'asked', confirmed_at = $2 WHERE id = $1`
	endMeetingSQL     = `UPDATE fair_meeting SET state = $2, decided_at = $3 WHERE id = $1`
)

// Confirm is the buyer's: the address is theirs and they will come. The maker is
// asked then. Somebody who has another meeting at that time gets ErrBusy. Doing it
// again changes nothing.
func (f Fairs) Confirm(ctx context.Context, id int64) error {
	return f.step(ctx, id, func(tx pgx.Tx, m Meeting) error {
		switch m.State {
		case Asked, Agreed:
			return nil
		case Unconfirmed:
		default:
			return ErrState
		}
		if !m.BeginsAt.After(f.Now()) {
			return ErrState
		}
		if _, err := tx.Exec(ctx, lockBuyerSQL, m.Email); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, confirmMeetingSQL, id, f.Now()); err != nil {
			return err
		}
		return f.tellMeeting(ctx, tx, id, MeetAsked, ToMaker)
	})
}

// Agree is the maker's: both are told that they meet. It works once.
func (f Fairs) Agree(ctx context.Context, id int64) error {
	return f.settle(ctx, id, Agreed, func(tx pgx.Tx) error {
		if err := f.tellMeeting(ctx, tx, id, MeetAgreed, ToBuyer); err != nil {
			return err
		}
		return f.tellMeeting(ctx, tx, id, MeetAgreed, ToMaker)
	})
}

// Decline is the maker's too; the slot is free again.
func (f Fairs) Decline(ctx context.Context, id int64) error {
	return f.settle(ctx, id, Declined, func(tx pgx.Tx) error { return f.tellMeeting(ctx, tx, id, MeetDeclined, ToBuyer) })
}

func (f Fairs) settle(ctx context.Context, id int64, to MeetingState, tell func(tx pgx.Tx) error) error {
	return f.step(ctx, id, func(tx pgx.Tx, m Meeting) error {
		if m.State != Asked || m.BeginsAt.Before(f.Now()) {
			return ErrState
		}
		if _, err := tx.Exec(ctx, endMeetingSQL, id, to, f.Now()); err != nil {
			return err
		}
		return tell(tx)
	})
}

// CallOff is the buyer's: the slot is free again, and a maker who knows of the
// meeting is told.
func (f Fairs) CallOff(ctx context.Context, id int64) error {
	return f.step(ctx, id, func(tx pgx.Tx, m Meeting) error {
		if !m.State.Holds() || !m.BeginsAt.After(f.Now()) {
			return ErrState
		}
		if _, err := tx.Exec(ctx, endMeetingSQL, id, MeetingWithdrawn, f.Now()); err != nil {
			return err
		}
		if m.State == Unconfirmed {
			return nil
		}
		return f.tellMeeting(ctx, tx, id, MeetWithdrawn, ToMaker)
	})
}

// tellMeeting says something of a meeting that the transaction has written.
func (f Fairs) tellMeeting(ctx context.Context, tx pgx.Tx, id int64, news News, to Audience) error {
	m, err := one[Meeting](ctx, tx, meetingColumns+`WHERE m.id = $1`, id)
	if err != nil {
		return err
	}
	return f.tellOf(ctx, tx, m.ParticipantID, Notice{News: news, To: to, Meeting: m})
}
